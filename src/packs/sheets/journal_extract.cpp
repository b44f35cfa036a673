#include "packs/sheets/marks.h"

namespace clausebook::packs {

void journal_extract_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto action_text = [&](const std::string& action) {
        const auto key = "action." + action;
        return words.has(key) ? words(key) : action;
    };
    book.sheet({name,
                {{words("word.number"), 12},
                 {words("pack.at"), 21},
                 {words("pack.who"), 24, Column::Wrap::Yes},
                 {words("word.action"), 32, Column::Wrap::Yes},
                 {words("pack.record"), 46, Column::Wrap::Yes},
                 {words("pack.entry_hash"), 67}},
                1});
    for (const auto& line : contents.journal)
        book.row({Cell::whole(line.number), moment_here(contents.dossier, line.at), line.who,
                  action_text(line.action), line.record, line.hash});
}

} // namespace clausebook::packs
