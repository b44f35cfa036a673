// Earlier findings and what came of them.

#include "core/audit/audit_kind.h"
#include "core/base/text.h"
#include "views/reports/report_sections.h"

#include <algorithm>

namespace clausebook::views {
namespace {

/// An earlier finding and, when this audit looks at it again, what it saw.
struct Earlier {
    const Finding* finding;
    const FollowedFinding* followed = nullptr;
};

/// Those it looks at again; an audit of the house names the others that were raised before as well.
std::vector<Earlier> earlier_of(const Dossier& d)
{
    std::vector<Earlier> found;
    for (const auto& source : d.followed_sources) {
        const auto at = std::find_if(d.followed.begin(), d.followed.end(),
                                     [&](const FollowedFinding& each) { return each.finding == source.key; });
        found.push_back({&source, at == d.followed.end() ? nullptr : &*at});
    }
    if (kind_for(d.audit.type).side == AuditKind::Side::Body) return found;
    const auto looked_at = found.size();
    for (const auto& finding : d.earlier_findings)
        if (std::none_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(looked_at),
                         [&](const Earlier& one) { return one.finding->key == finding.key; }))
            found.push_back({&finding});
    return found;
}

std::string repeated_as(const ReportText& r, const Finding& earlier)
{
    std::string said;
    for (const auto& each : r.dossier.findings)
        if (each.finding.repeat_of == earlier.number)
            said = r.text("report.repeated_as", {{"finding", finding_name(r, each.finding)}});
    return said;
}

/// The finding of this audit that it became; null for none.
Tree became(const ReportText& r, const FollowedFinding& followed)
{
    for (const auto& each : r.dossier.findings)
        if (each.finding.key == followed.became && !followed.became.empty())
            return {{"label", finding_name(r, each.finding)}, {"anchor", finding_anchor(each.finding)}};
    return {};
}

Tree row_of(const ReportText& r, const Earlier& earlier)
{
    const auto& finding = *earlier.finding;
    const auto* followed = earlier.followed;
    const bool seen = followed && followed->outcome != Outcome::NotLooked;
    std::vector<std::string> looked;
    if (seen && !followed->looked_by.empty()) looked.push_back(r.dossier.name(followed->looked_by));
    if (seen && followed->looked_on) looked.push_back(r.date(followed->looked_on));
    return {{"number", finding.number},
            {"grade", r.mark(finding.grade)},
            {"clause", finding.clause ? finding.clause->str() : std::string()},
            {"state", r.word("finding_state", str(finding.state))},
            {"missing", followed && !seen},
            {"outcome",
             seen           ? r.word("report.outcome", str(followed->outcome))
                 : followed ? std::string()
                            : r.text("report.not_looked_at")},
            {"became", seen ? became(r, *followed) : Tree()},
            {"looked", joined(looked, " · ")},
            {"comment", seen ? paragraphs(followed->comment) : Tree::list()},
            {"statement", paragraphs(finding.statement)},
            {"repeated", repeated_as(r, finding)}};
}

} // namespace

Tree earlier_section(const ReportText& r)
{
    const bool concerns = kind_for(r.dossier.audit.type).looks_at == AuditKind::LooksAt::Concerns;
    auto rows = Tree::list();
    for (const auto& earlier : earlier_of(r.dossier)) rows.push_back(row_of(r, earlier));
    return {{"rows", rows},
            {"outcome_title", r.text(concerns ? "report.what_came_of_it" : "report.effect_verified")},
            {"nothing", r.text(concerns ? "report.no_concerns_before" : "report.no_earlier_findings")}};
}

} // namespace clausebook::views
