#include "views/pages/backups.h"

#include "views/format.h"
#include "views/page.h"

namespace clausebook::views {
namespace {

std::string state_of(const BackupsPage::Line& line, Language language, const Catalogues& catalogues)
{
    if (line.file == BackupsPage::Line::File::Removed) return catalogues.text(language, "backups.removed");
    if (line.file == BackupsPage::Line::File::Elsewhere)
        return catalogues.text(language, "backups.elsewhere");
    if (!line.taken_at) return catalogues.text(language, "backups.never_taken");
    return catalogues.text(language, "backups.taken",
                           {{"person", line.taken_by}, {"time", shown(language, *line.taken_at)}});
}

std::string reminder(const BackupsPage& page, Language language, const Catalogues& catalogues)
{
    if (page.due == BackupsPage::Due::No) return {};
    if (!page.last) return catalogues.text(language, "backups.none_yet");
    return catalogues.text(
        language, "backups.due",
        {{"time", shown(language, *page.last)}, {"days", std::to_string(backup_due_after.count())}});
}

} // namespace

Tree backups_view(const BackupsPage& page, Language language, const Catalogues& catalogues)
{
    bool any_here = false;
    Tree rows = Tree::list();
    for (const auto& line : page.lines) {
        const bool here = line.file == BackupsPage::Line::File::Here;
        any_here = any_here || here;
        const auto address = "/backups/" + line.backup.key.str();
        const auto take = here && page.reader == BackupsPage::Reader::MakesAndTakes ? address + "/file" : "";
        const auto remove = here ? address + "/remove" : "";
        rows.push_back({{"number", line.backup.key.str()},
                        {"name", line.backup.name},
                        {"sha256", line.backup.sha256},
                        {"made_at", shown(language, line.made_at)},
                        {"made_by", line.made_by},
                        {"entry", std::to_string(line.backup.entry)},
                        {"size", shown_size(language, line.backup.bytes)},
                        {"state", state_of(line, language, catalogues)},
                        {"take", take},
                        {"remove", remove}});
    }
    Tree empty;
    if (page.lines.empty())
        empty = {{"icon", "shield"},
                 {"heading", catalogues.text(language, "backups.empty")},
                 {"sentence", catalogues.text(language, "backups.empty_hint")},
                 {"href", ""},
                 {"action", ""}};
    return {{"rows", std::move(rows)},
            {"empty", std::move(empty)},
            {"reminder", reminder(page, language, catalogues)},
            {"by_command",
             page.by_command ? catalogues.text(language, "backups.by_command",
                                               {{"time", shown(language, *page.by_command)}})
                             : std::string()},
            {"under_way", page.under_way},
            {"any_here", any_here},
            {"needs_password", any_here && page.password == BackupsPage::Password::Needed},
            {"password_problem", problem_at(page.problems, "password")},
            {"problems", page.problems}};
}

} // namespace clausebook::views
