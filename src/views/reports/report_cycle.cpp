// The body that certifies, and what follows from the certification on the audit's last day.

#include "core/audit/report_figures.h"
#include "core/cycle/cycle_dates.h"
#include "views/reports/report_sections.h"

namespace clausebook::views {
namespace {

Tree one(Tree fact)
{
    auto facts = Tree::list();
    facts.push_back(std::move(fact));
    return facts;
}

const char* look_key(RotationLook look)
{
    switch (look) {
    case RotationLook::Part:
        return "report.look.PART";
    case RotationLook::Full:
        return "report.look.FULL";
    default:
        return "report.look.NONE";
    }
}

const char* standing_key(RotationRow::Standing standing)
{
    switch (standing) {
    case RotationRow::Standing::Planned:
        return "report.standing.PLANNED";
    case RotationRow::Standing::Done:
        return "report.standing.DONE";
    default:
        return "report.standing.OPEN";
    }
}

} // namespace

Tree body_fact(const ReportText& r)
{
    const auto& body = r.dossier.body;
    if (body.name.empty()) return r.fact("certification_body", std::string_view());
    std::vector<std::string> lines = {body.name};
    if (!body.scheme.empty()) lines.push_back(r.text("report.scheme", {{"scheme", body.scheme}}));
    const bool accredited = body.accreditation == Accreditation::Accredited;
    lines.push_back(r.text("report.accreditation." + str(body.accreditation),
                           {{"body", accredited ? body.accreditation_body : std::string()}}));
    return r.fact("certification_body", std::move(lines));
}

Tree latest_stage2_facts(const ReportText& r)
{
    return one(r.fact("latest_stage2_date", r.date(latest_stage2(r.dossier))));
}

Tree certificate_facts(const ReportText& r)
{
    const auto& cycle = r.dossier.cycle;
    auto facts = Tree::list();
    facts.push_back(r.fact("cycle.number", cycle.number == 0 ? "" : std::to_string(cycle.number)));
    const auto year = year_of_cycle(r.dossier);
    facts.push_back(r.fact("cycle.year_of_cycle", year ? std::to_string(*year) : std::string()));
    facts.push_back(r.fact("cycle.certificate_no", cycle.certificate));
    facts.push_back(r.fact("cycle.issued", r.date(cycle.decided_on)));
    facts.push_back(r.fact("cycle.expires", r.date(cycle.expires_on)));
    return facts;
}

Tree due_facts(const ReportText& r)
{
    const auto within = within_due(r.dossier);
    auto facts = Tree::list();
    facts.push_back(r.fact("due_date", r.date(due_date(r.dossier))));
    facts.push_back(
        r.fact("within_due", within ? r.text(*within ? "report.yes" : "report.no") : std::string()));
    return facts;
}

Tree expiry_facts(const ReportText& r)
{
    const auto& expires = r.dossier.cycle.expires_on;
    auto facts = Tree::list();
    facts.push_back(r.fact("expiry_date", r.date(expires)));
    facts.push_back(r.fact("latest_verification_date", r.date(expires)));
    return facts;
}

Tree cycle_record_facts(const ReportText& r)
{
    std::vector<std::string> surveillances;
    for (const auto& day : r.dossier.cycle.surveillances) surveillances.push_back(r.date(day));
    std::vector<std::string> years;
    for (const auto& year : findings_by_year(r.dossier)) {
        auto line = std::to_string(year.year) + ":";
        for (const auto& [grade, count] : year.counts)
            line += " " + r.word("grade", str(grade)) + " " + std::to_string(count) + " ·";
        if (line.ends_with(" ·")) line.resize(line.size() - std::string_view(" ·").size());
        years.push_back(std::move(line));
    }
    auto facts = Tree::list();
    facts.push_back(r.fact("cycle_review.surveillance_reports", std::move(surveillances), Given::Optional));
    facts.push_back(r.fact("cycle_review.findings_by_year", std::move(years), Given::Optional));
    return facts;
}

Tree new_cycle_facts(const ReportText& r)
{
    const auto& cycle = r.dossier.cycle;
    auto facts = Tree::list();
    const auto dates = new_cycle(r.dossier);
    facts.push_back(r.fact("new_cycle",
                           dates ? r.text("report.new_cycle_dates",
                                          {{"first", r.date(dates->first)},
                                           {"last", r.date(dates->last)},
                                           {"by", r.date(cycle.expires_on)}})
                                 : r.text("report.new_cycle_from_decision")));
    facts.push_back(r.fact("restoration_limit", r.date(restoration_limit(cycle, r.dossier.cycle_rules)),
                           Given::Optional));
    return facts;
}

Tree rotation_section(const ReportText& r)
{
    const auto& matrix = r.dossier.rotation;
    auto audits = Tree::list();
    for (const auto& audit : matrix.audits) {
        const bool done = audit.held == RotationAudit::Held::Done;
        const auto when = r.date(audit.ends_on);
        audits.push_back(
            {{"number", audit.audit.str()},
             {"when", r.text(done ? "report.held.DONE" : "report.held.PLANNED", {{"date", when}})}});
    }
    auto rows = Tree::list();
    for (const auto& row : matrix.rows) {
        const auto* clause = r.dossier.checklist->find_clause(row.clause);
        auto looks = Tree::list();
        for (const auto look : row.looks) looks.push_back(r.text(look_key(look)));
        rows.push_back({{"number", row.clause.str()},
                        {"title", clause ? clause->title.in(r.language()) : std::string()},
                        {"looks", std::move(looks)},
                        {"standing", r.text(standing_key(row.standing))}});
    }
    return {{"audits", std::move(audits)}, {"rows", std::move(rows)}};
}

} // namespace clausebook::views
