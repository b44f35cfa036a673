// What the audits of a cycle look at: clauses by audits, each cell in words.

#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/certification.h"

#include <algorithm>

namespace clausebook::views {
namespace {

/// The page with its words.
struct RotationLooks {
    const CertificationPage& page;
    Language language;
    const Catalogues& catalogues;

    const RotationMatrix& matrix() const { return *page.rotation; }
    std::string text(const std::string& key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
};

Tree heads(const RotationLooks& look)
{
    Tree list = Tree::list();
    for (const auto& column : look.matrix().audits)
        list.push_back({{"number", column.audit.str()},
                        {"href", "/audits/" + column.audit.str()},
                        {"type", look.text("audit_type." + str(column.type))},
                        {"day", column.starts_on ? shown(look.language, *column.starts_on) : std::string()},
                        {"held",
                         look.text(column.held == RotationAudit::Held::Done ? "cycle.rotation.held"
                                                                            : "cycle.rotation.not_held")}});
    return list;
}

Tree cell(const RotationAudit& column, RotationLook asked, const RotationLooks& look)
{
    if (asked == RotationLook::None)
        return {{"head", column.audit.str()}, {"none", look.text("cycle.rotation.none")}};
    const bool done = column.held == RotationAudit::Held::Done;
    const bool full = asked == RotationLook::Full;
    const std::string code = std::string(full ? "full" : "part") + (done ? "_done" : "_planned");
    return {{"head", column.audit.str()},
            {"none", ""},
            {"g", done && full ? "C" : "N"},
            {"icon", done ? (full ? "check-circle" : "check") : "calendar"},
            {"text", look.text("cycle.rotation." + code)}};
}

Tree standing(RotationRow::Standing standing, const RotationLooks& look)
{
    switch (standing) {
    case RotationRow::Standing::Done:
        return {{"g", "C"}, {"icon", "check-circle"}, {"label", look.text("cycle.rotation.done")}};
    case RotationRow::Standing::Planned:
        return {{"g", "O"}, {"icon", "calendar"}, {"label", look.text("cycle.rotation.planned")}};
    case RotationRow::Standing::Open:
        break;
    }
    return {{"g", "m"}, {"icon", "minor"}, {"label", look.text("cycle.rotation.open")}};
}

Tree rows(const RotationLooks& look)
{
    Tree list = Tree::list();
    for (const auto& row : look.matrix().rows) {
        Tree cells = Tree::list();
        for (std::size_t i = 0; i < row.looks.size(); ++i)
            cells.push_back(cell(look.matrix().audits[i], row.looks[i], look));
        const auto* clause = look.page.checklist ? look.page.checklist->find_clause(row.clause) : nullptr;
        list.push_back({{"clause", row.clause.str()},
                        {"title", clause ? clause->title.in(look.language) : std::string()},
                        {"cells", std::move(cells)},
                        {"standing", standing(row.standing, look)}});
    }
    return list;
}

std::string listed(const std::vector<ClauseNumber>& clauses)
{
    std::vector<std::string> numbers;
    for (const auto& clause : clauses) numbers.push_back(clause.str());
    return joined(numbers, ", ");
}

/// The clauses nobody has looked at; where that is all of them, nobody reads a list.
std::string unseen_text(const std::vector<ClauseNumber>& unseen, const RotationLooks& look)
{
    if (unseen.empty()) return {};
    if (unseen.size() == look.matrix().rows.size()) return look.text("cycle.rotation.unseen_all");
    return look.catalogues.counted(look.language, "cycle.rotation.unseen",
                                   static_cast<long long>(unseen.size()), {{"clauses", listed(unseen)}});
}

/// The next surveillance that is due, and the audit planned for it.
std::string next_surveillance(const RotationLooks& look)
{
    const auto& dates = look.page.seen.dates;
    const auto due = std::find_if(dates.begin(), dates.end(), [](const CycleDate& date) {
        return date.kind == CycleDateKind::Surveillance && !date.done_on;
    });
    if (due == dates.end()) return {};
    const auto& audits = look.matrix().audits;
    const auto planned = std::find_if(audits.begin(), audits.end(), [](const RotationAudit& audit) {
        return audit.type == AuditType::Surveillance && audit.held == RotationAudit::Held::Planned;
    });
    const Catalogues::Parameters parameters = {
        {"number", std::to_string(due->number)},
        {"day", shown(look.language, due->last_on)},
        {"audit", planned == audits.end() ? std::string() : planned->audit.str()}};
    return look.text(planned == audits.end() ? "cycle.rotation.next_unplanned"
                                             : "cycle.rotation.next_planned",
                     parameters);
}

} // namespace

Tree rotation_view(const CertificationPage& page, Language language, const Catalogues& catalogues)
{
    if (page.rotation == nullptr || page.rotation->audits.empty()) return {};
    const RotationLooks look{page, language, catalogues};
    const auto unseen = clauses_not_looked_at(*page.rotation);
    const auto open = clauses_of(*page.rotation, RotationRow::Standing::Open);
    return {{"heads", heads(look)},
            {"rows", rows(look)},
            {"unseen", unseen_text(unseen, look)},
            {"unplanned",
             open.empty() || open.size() == unseen.size()
                 ? std::string()
                 : look.text("cycle.rotation.unplanned", {{"clauses", listed(open)}})},
            {"next", next_surveillance(look)}};
}

} // namespace clausebook::views
