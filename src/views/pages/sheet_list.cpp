// All sheets of an audit, with meetings and conclusion: what of them is given.

#include "core/audit/audit_kind.h"
#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/audit_parts.h"
#include "views/pages/sheet_parts.h"

namespace clausebook::views {
namespace {

Tree line_of(const std::string& title, const std::string& hint, const std::string& href, std::size_t missing,
             const std::string& detail, const Words& words)
{
    return {{"title", title},   {"hint", hint},
            {"href", href},     {"whole", missing == 0},
            {"detail", detail}, {"state", missing_words(missing, words.language, words.catalogues)}};
}

Tree sheet_line(const RecordsPage& page, const Sheet& sheet, const Words& words)
{
    const auto tally = tally_of(sheet, page.audit, page.rows);
    std::string detail;
    if (tally.asked > 0)
        detail =
            words.text("records.given",
                       {{"given", std::to_string(tally.given())}, {"asked", std::to_string(tally.asked)}});
    if (sheet.rows == Sheet::Rows::Free) {
        const auto rows = static_cast<long long>(rows_of(page.rows, sheet).size());
        const auto said = words.catalogues.counted(words.language, "records.rows", rows);
        detail = detail.empty() ? said : said + " · " + detail;
    }
    return line_of(words.text(title_key(sheet)), words.hint("sheet_hint." + std::string(sheet.key)),
                   address_of(sheet, page.audit.key), tally.gaps.size(), detail, words);
}

Tree meeting_line(const RecordsPage& page, MeetingKind kind, const Words& words)
{
    const auto& held = kind == MeetingKind::Opening ? page.opening : page.closing;
    return line_of(words.text("audits.meeting." + str(kind)), "",
                   "/audits/" + page.audit.key.str() + "/meetings/" + str(kind), held ? 0 : 1,
                   held && held->held_on ? shown(words.language, *held->held_on) : "", words);
}

Tree conclusion_line(const RecordsPage& page, const Words& words)
{
    const auto& asked = kind_for(page.audit.type).concluded;
    std::size_t missing = 0;
    for (const auto& field : conclusion_fields())
        if (holds(asked, field.name) && trimmed(page.conclusion.*field.text).empty()) ++missing;
    return line_of(words.text("audits.conclusion"), "", "/audits/" + page.audit.key.str() + "/conclusion",
                   missing,
                   words.text("records.given",
                              {{"given", std::to_string(asked.size() - missing)},
                               {"asked", std::to_string(asked.size())}}),
                   words);
}

Tree part_of(const std::string& id, Tree lines, const Words& words)
{
    return {{"id", id},
            {"heading", words.text("records.part." + id)},
            {"hint", words.text("records.part_hint." + id)},
            {"lines", std::move(lines)}};
}

} // namespace

std::string missing_words(std::size_t count, Language language, const Catalogues& catalogues)
{
    return count == 0 ? catalogues.text(language, "records.whole")
                      : catalogues.counted(language, "records.missing_count", static_cast<long long>(count));
}

Tree records_view(const RecordsPage& page, Language language, const Catalogues& catalogues)
{
    const Words words{language, catalogues};
    auto view = audit_head(page.audit, language, catalogues);
    Tree plan = Tree::list();
    Tree work = Tree::list();
    work.push_back(meeting_line(page, MeetingKind::Opening, words));
    for (const auto* sheet : sheets_of(page.audit.type))
        (sheet->part == Sheet::Part::Plan ? plan : work).push_back(sheet_line(page, *sheet, words));
    work.push_back(meeting_line(page, MeetingKind::Closing, words));
    Tree end = Tree::list();
    end.push_back(conclusion_line(page, words));
    view["parts"] = Tree::list();
    view["parts"].push_back(part_of("plan", std::move(plan), words));
    view["parts"].push_back(part_of("fieldwork", std::move(work), words));
    view["parts"].push_back(part_of("conclusion", std::move(end), words));
    const auto missing = gaps_now(page.audit, page.rows).size();
    view["missing"] = words.text("records.now", {{"what", missing_words(missing, language, catalogues)}});
    view["whole"] = missing == 0;
    return view;
}

} // namespace clausebook::views
