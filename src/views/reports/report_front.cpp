// Cover, figures, audit data, people, signatures.

#include "core/audit/audit_kind.h"
#include "core/audit/report_fields.h"
#include "core/base/text.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string joined_names(const std::vector<std::string>& names)
{
    return joined(names, ", ");
}

std::vector<std::string> audited_sites(const Dossier& d)
{
    std::vector<std::string> names;
    for (const auto& key : d.audit.sites)
        if (const auto* site = d.site(key)) names.push_back(site->name);
    return names;
}

std::vector<std::string> names_of_team(const ReportText& r)
{
    std::vector<std::string> names;
    for (const auto& member : r.dossier.members)
        if (member.role != MemberRole::Lead)
            names.push_back(r.dossier.name(member.person) + " (" + r.word("report.role", str(member.role))
                            + ")");
    return names;
}

std::string revision_line(const ReportText& r)
{
    const auto& stamp = r.stamp;
    const Catalogues::Parameters parameters = {
        {"revision", std::to_string(stamp.revision)},
        {"date", r.date(stamp.issued_on ? *stamp.issued_on : date_of(stamp.generated_at))}};
    return r.text(stamp.state == ReportState::Draft ? "report.revision_draft" : "report.revision_issued",
                  parameters);
}

/// One part of the bar of results: its place and width in a hundred, and its colour.
Tree bar(const Tally& tally, const std::vector<std::pair<int, const char*>>& parts)
{
    auto list = Tree::list();
    const int all = std::max(1, tally.questions);
    int before = 0;
    for (const auto& [count, color] : parts) {
        if (count == 0) continue;
        const int from = before * 1000 / all;
        before += count;
        const int to = before * 1000 / all;
        list.push_back({{"x", from}, {"w", to - from}, {"color", color}});
    }
    return list;
}

Tree figures(const ReportText& r)
{
    const auto& tally = r.dossier.progress.whole;
    auto list = Tree::list();
    for (const auto mark : r.marks()) {
        auto figure = r.mark(mark);
        figure["count"] = shown(r.language(), static_cast<long long>(tally.count(mark)));
        list.push_back(std::move(figure));
    }
    return list;
}

Tree counts_by_grade(const ReportText& r)
{
    auto list = Tree::list();
    for (const auto grade : all_grades) {
        long long count = 0;
        for (const auto& each : r.dossier.findings)
            if (each.finding.grade == grade) ++count;
        if (grade == Grade::AOC && count == 0) continue; // of a first stage only
        auto row = r.mark(grade);
        row["count"] = shown(r.language(), count);
        list.push_back(std::move(row));
    }
    return list;
}

Tree sites_table(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& site : r.dossier.sites) {
        const bool audited = r.dossier.is_audited(site.key);
        if (!site.active && !audited) continue;
        const auto need = audited ? Given::Required : Given::Optional;
        rows.push_back(
            {{"name", site.name},
             {"address", r.cell(site.address, need)},
             {"activities", r.cell(site.activities, need)},
             {"headcount",
              r.cell(site.headcount == 0 ? "" : shown(r.language(), static_cast<long long>(site.headcount)),
                     need)},
             {"audited", r.text(audited ? "report.yes" : "report.no")}});
    }
    return rows;
}

Tree criteria_table(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& criterion : r.dossier.criteria)
        rows.push_back({{"type", r.word("criterion_type", str(criterion.type))},
                        {"reference", criterion.reference},
                        {"title", criterion.title},
                        {"edition", criterion.edition}});
    return rows;
}

Tree team_table(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& member : r.dossier.members) {
        const auto& person = r.dossier.person(member.person);
        const bool declares = declares_independence(member.role);
        const auto declared = member.independence_declared ? r.text("report.declared") : std::string();
        rows.push_back(
            {{"name", person.name},
             {"role", r.word("report.role", str(member.role))},
             {"organization",
              person.organization.empty() ? r.dossier.organization.legal_name : person.organization},
             {"competence", r.cell(person.competence, declares ? Given::Required : Given::Optional)},
             {"independence", r.cell(declared, declares ? Given::Required : Given::Optional)},
             {"note", member.independence_note}});
    }
    return rows;
}

std::string meeting_line(const ReportText& r, const std::optional<Meeting>& meeting)
{
    if (!meeting || !meeting->held_on) return {};
    std::vector<std::string> names;
    for (const auto& person : meeting->people) names.push_back(r.dossier.name(person));
    auto line = r.date(meeting->held_on) + " · " + joined_names(names);
    return meeting->note.empty() ? line : line + "\n" + meeting->note;
}

std::vector<std::string> methods(const ReportText& r)
{
    std::vector<std::string> names;
    for (const auto method : r.dossier.audit.methods) names.push_back(r.word("method", str(method)));
    if (names.empty()) return {};
    return {joined_names(names)};
}

Tree organization_facts(const ReportText& r)
{
    const auto& o = r.dossier.organization;
    std::vector<std::string> representative;
    for (const auto* text : {&o.representative_name, &o.representative_role, &o.representative_contact})
        if (!text->empty()) representative.push_back(*text);
    auto list = Tree::list();
    list.push_back(r.fact("organization.legal_name", o.legal_name));
    list.push_back(r.fact("organization.trade_names", o.trade_names, Given::Optional));
    list.push_back(r.fact("organization.address", o.address));
    list.push_back(r.fact("organization.representative",
                          representative.size() == 3 ? std::vector{joined(representative, " · ")}
                                                     : std::vector<std::string>{}));
    list.push_back(r.fact("scope_statement", o.scope_statement));
    list.push_back(r.fact("scope_exclusions", o.scope_exclusions));
    list.push_back(r.fact("channels",
                          lines(o.channels).empty() ? std::vector<std::string>{}
                                                    : std::vector{joined_names(lines(o.channels))}));
    return list;
}

Tree audit_facts(const ReportText& r)
{
    const auto& a = r.dossier.audit;
    auto list = Tree::list();
    list.push_back(r.fact("audit.type", r.word("audit_type", str(a.type))));
    list.push_back(r.fact("audit.objectives", a.objectives));
    list.push_back(r.fact("audit.scope", a.scope));
    list.push_back(r.fact("audit.methods", methods(r)));
    list.push_back(r.fact("audit.dates", period(r, a.starts_on, a.ends_on)));
    list.push_back(r.fact("audit.period", period(r, a.period_from, a.period_to)));
    list.push_back(r.fact("audit.auditor_days", a.auditor_days));
    list.push_back(r.fact("audit.language", r.word("report.language", str(a.language))));
    list.push_back(r.fact("opening_meeting", meeting_line(r, r.dossier.opening)));
    const bool talk = kind_for(a.type).end == AuditKind::End::ExitTalk;
    list.push_back(r.fact(talk ? "exit_talk" : "closing_meeting", meeting_line(r, r.dossier.closing)));
    return list;
}

Tree basis_facts(const ReportText& r, const std::string& claim)
{
    auto list = Tree::list();
    list.push_back(r.fact("standard", r.dossier.standard()));
    list.push_back(r.fact("claim_sentence", claim));
    list.push_back(r.fact("audit_guidance_edition", r.dossier.organization.audit_guidance_edition));
    if (kind_for(r.dossier.audit.type).side == AuditKind::Side::Body) list.push_back(body_fact(r));
    return list;
}

} // namespace

std::string period(const ReportText& r, const std::optional<Date>& from, const std::optional<Date>& to)
{
    if (!from || !to) return {};
    return *from == *to ? r.date(from) : r.date(from) + " – " + r.date(to);
}

Tree cover_section(const ReportText& r, const std::string& name)
{
    const auto& d = r.dossier;
    auto facts = Tree::list();
    facts.push_back(r.fact("audit.dates", period(r, d.audit.starts_on, d.audit.ends_on)));
    facts.push_back(r.fact("sites", joined_names(audited_sites(d))));
    facts.push_back(r.fact("lead", d.name(d.audit.lead)));
    facts.push_back(r.fact("other_team", joined_names(names_of_team(r)), Given::Optional));
    facts.push_back(r.fact("organization.representative", d.organization.representative_name));
    facts.push_back(r.fact("distribution", joined_names(lines(d.conclusion.distribution))));
    return {{"organization", d.organization.legal_name},
            {"name", name},
            {"state", r.word("report_status", str(r.stamp.state))},
            {"state_code", str(r.stamp.state)},
            {"number", d.audit.key.str()},
            {"title", d.audit.title},
            {"standard", d.standard()},
            {"claim", claim_sentence(d, r.catalogues(), r.language())},
            {"facts", facts},
            {"revision", revision_line(r)},
            {"reason", r.stamp.reason},
            {"footer",
             d.audit.key.str() + " · " + d.standard() + " · "
                 + r.text("report.revision_short", {{"revision", std::to_string(r.stamp.revision)}})}};
}

Tree figures_section(const ReportText& r)
{
    const auto& tally = r.dossier.progress.whole;
    return {{"bar",
             bar(tally,
                 {{tally.count(Mark::Conforms), "#14733f"},
                  {tally.count(Mark::Opportunity), "#1766c2"},
                  {tally.count(Mark::Minor) + tally.count(Mark::Nonconforming) + tally.count(Mark::Concern),
                   "#b45309"},
                  {tally.count(Mark::Major), "#c22a2a"}})},
            {"figures", figures(r)},
            {"progress",
             r.text("report.progress",
                    {{"answered", std::to_string(tally.answered())},
                     {"questions", std::to_string(tally.questions)},
                     {"coverage", r.percent(tally.coverage())},
                     {"evidenced", r.percent(tally.evidence())}})}};
}

Tree counts_section(const ReportText& r)
{
    return {{"counts", counts_by_grade(r)}};
}

Tree audit_section(const ReportText& r)
{
    const auto& members = r.dossier.members;
    auto site_facts = Tree::list();
    site_facts.push_back(r.not_part("sites.remote"));
    const bool has_lead = std::any_of(members.begin(), members.end(),
                                      [](const Member& member) { return member.role == MemberRole::Lead; });
    return {{"organization_facts", Tree{{"facts", organization_facts(r)}}},
            {"sites", sites_table(r)},
            {"site_facts", Tree{{"facts", site_facts}}},
            {"audit_facts", Tree{{"facts", audit_facts(r)}}},
            {"basis_facts",
             Tree{{"facts", basis_facts(r, claim_sentence(r.dossier, r.catalogues(), r.language()))}}},
            {"criteria", criteria_table(r)},
            {"team", team_table(r)},
            {"lead_missing", !has_lead}};
}

Tree people_annex(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& participant : auditee_participants(r.dossier)) {
        std::vector<std::string> meetings;
        for (const auto kind : participant.meetings)
            meetings.push_back(r.text(kind == MeetingKind::Opening ? "meeting.OPENING" : "meeting.CLOSING"));
        const auto& person = r.dossier.person(participant.person);
        rows.push_back({{"name", person.name},
                        {"function", r.cell(person.function)},
                        {"meetings", joined_names(meetings)}});
    }
    const bool missing = rows.items()->empty();
    return {{"rows", rows}, {"missing", missing}};
}

Tree signatures_section(const ReportText& r)
{
    const auto& stamp = r.stamp;
    const auto& organization = r.dossier.organization;
    const auto signature = [&](const char* role, const Id<Person>& person, const std::optional<Date>& day) {
        return Tree{{"role", r.text(role)},
                    {"name", r.dossier.name(person)},
                    {"function", person.empty() ? std::string() : r.dossier.person(person).function},
                    {"date", r.date(day)}};
    };
    auto rows = Tree::list();
    rows.push_back(signature("report.prepared_by", stamp.prepared_by, stamp.prepared_on));
    rows.push_back(signature("report.released_by", stamp.issued_by, stamp.issued_on));
    auto facts = Tree::list();
    facts.push_back(r.fact("distribution", r.dossier.conclusion.distribution));
    facts.push_back(r.fact("confidentiality_statement", organization.confidentiality_statement));
    auto proof = Tree::list();
    proof.push_back(r.fact("generated_at", shown(r.language(), stamp.generated_at)));
    proof.push_back(
        r.fact("checkpoint",
               std::vector{r.text("report.entry", {{"number", std::to_string(r.dossier.journal.number)}}),
                           r.dossier.journal.hash}));
    proof.push_back(r.fact("data_hash", stamp.data_hash, Given::Optional));
    proof.push_back(r.fact("signing_key", stamp.fingerprint, Given::Optional));
    return {{"rows", rows}, {"facts", facts}, {"proof_facts", Tree{{"facts", proof}}}};
}

} // namespace clausebook::views
