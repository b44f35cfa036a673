// The data file of a report: everything it prints, free of language.

#include "core/audit/audit_kind.h"
#include "core/audit/report_fields.h"
#include "core/base/text.h"
#include "core/organization/organization_texts.h"
#include "views/reports/audit_report.h"
#include "views/reports/report_records_data.h"

namespace clausebook::views {
namespace {

std::string day(const std::optional<Date>& date)
{
    return date ? to_string(*date) : std::string();
}

template <typename Keys>
Tree keys_of(const Keys& keys)
{
    auto list = Tree::list();
    for (const auto& key : keys) list.push_back(std::string(key.str()));
    return list;
}

Tree organization_data(const Organization& o)
{
    Tree data = {{"claim_profile", str(o.claim_profile)}, {"demo", o.demo}};
    for (const auto& field : organization_texts) data[field.name] = o.*field.text;
    return data;
}

Tree sites_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& site : d.sites) {
        if (!site.active && !d.is_audited(site.key)) continue;
        list.push_back({{"key", site.key.str()},
                        {"name", site.name},
                        {"address", site.address},
                        {"activities", site.activities},
                        {"headcount", site.headcount},
                        {"audited", d.is_audited(site.key)}});
    }
    return list;
}

Tree criteria_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& criterion : d.criteria)
        list.push_back({{"key", criterion.key.str()},
                        {"type", str(criterion.type)},
                        {"reference", criterion.reference},
                        {"title", criterion.title},
                        {"edition", criterion.edition}});
    return list;
}

Tree meeting_data(const Dossier& d, const std::optional<Meeting>& meeting)
{
    if (!meeting) return {};
    auto people = Tree::list();
    for (const auto& person : meeting->people) people.push_back(d.name(person));
    return {{"held_on", day(meeting->held_on)}, {"people", people}, {"note", meeting->note}};
}

Tree audit_data(const Dossier& d)
{
    const auto& a = d.audit;
    return {{"number", a.key.str()},
            {"type", str(a.type)},
            {"title", a.title},
            {"checklist", a.checklist},
            {"objectives", a.objectives},
            {"scope", a.scope},
            {"sites", keys_of(a.sites)},
            {"criteria", keys_of(a.criteria)},
            {"clauses", keys_of(a.clauses)},
            {"methods",
             [&] {
                 auto list = Tree::list();
                 for (const auto method : a.methods) list.push_back(str(method));
                 return list;
             }()},
            {"language", str(a.language)},
            {"period_from", day(a.period_from)},
            {"period_to", day(a.period_to)},
            {"starts_on", day(a.starts_on)},
            {"ends_on", day(a.ends_on)},
            {"auditor_days", a.auditor_days},
            {"opening", meeting_data(d, d.opening)},
            {"closing", meeting_data(d, d.closing)}};
}

Tree team_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& member : d.members) {
        const auto& person = d.person(member.person);
        list.push_back({{"name", person.name},
                        {"function", person.function},
                        {"organization", person.organization},
                        {"competence", person.competence},
                        {"role", str(member.role)},
                        {"independence_declared", member.independence_declared},
                        {"independence_note", member.independence_note}});
    }
    return list;
}

Tree participants_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& participant : auditee_participants(d)) {
        auto meetings = Tree::list();
        for (const auto kind : participant.meetings) meetings.push_back(str(kind));
        list.push_back({{"name", d.name(participant.person)},
                        {"function", d.person(participant.person).function},
                        {"meetings", meetings}});
    }
    return list;
}

Tree conclusion_data(const Conclusion& conclusion)
{
    Tree data = Tree::object();
    for (const auto& field : conclusion_fields()) data[field.name] = conclusion.*field.text;
    return data;
}

Tree tally_data(const Tally& tally)
{
    Tree marks = Tree::object();
    for (const auto mark : all_marks) marks[str(mark)] = tally.count(mark);
    return {{"questions", tally.questions},
            {"marks", marks},
            {"seen", tally.seen},
            {"stand", tally.stand},
            {"evidenced", tally.evidenced}};
}

Tree progress_data(const AuditProgress& progress)
{
    auto clauses = Tree::list();
    for (const auto& clause : progress.clauses)
        clauses.push_back({{"clause", clause.clause.str()},
                           {"status", std::string(str(clause.status))},
                           {"tally", tally_data(clause.tally)}});
    return {{"whole", tally_data(progress.whole)}, {"clauses", clauses}};
}

Tree answers_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& answer : d.answers)
        list.push_back({{"question", answer.key.question.str()},
                        {"site", answer.key.site},
                        {"result", std::string(str(answer.result))},
                        {"note", answer.note},
                        {"method", std::string(str(answer.method))},
                        {"interviewee", answer.interviewee},
                        {"na_approved_by", d.name(answer.na_approved_by)},
                        {"na_approved_on", day(answer.na_approved_on)},
                        {"by", d.name(answer.by)},
                        {"at", to_string(answer.at)}});
    return list;
}

Tree finding_data(const Dossier& d, const Finding& f)
{
    return {{"key", f.key.str()},
            {"number", f.number},
            {"grade", std::string(str(f.grade))},
            {"state", std::string(str(f.state))},
            {"clause", f.clause ? f.clause->str() : std::string()},
            {"secondary_clauses", keys_of(f.secondary_clauses)},
            {"site", f.site.str()},
            {"process", f.process},
            {"criterion", f.criterion.str()},
            {"criterion_section", f.criterion_section},
            {"auditor", d.name(f.auditor)},
            {"auditee_contact", d.name(f.auditee_contact)},
            {"found_on", to_string(f.found_on)},
            {"requirement", f.requirement},
            {"objective_evidence", f.objective_evidence},
            {"statement", f.statement},
            {"grade_reason", f.grade_reason},
            {"repeat_of", f.repeat_of}};
}

Tree findings_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& each : d.findings) {
        auto data = finding_data(d, each.finding);
        data["questions"] = Tree::list();
        for (const auto& question : each.questions)
            data["questions"].push_back({{"question", question.question.str()}, {"site", question.site}});
        list.push_back(std::move(data));
    }
    return list;
}

Tree files_data(const DossierEvidence& each)
{
    auto files = Tree::list();
    for (const auto& file : each.standing().files)
        files.push_back({{"name", each.is_nameless() ? std::string() : file.name},
                         {"bytes", file.bytes},
                         {"sha256", file.sha256}});
    return files;
}

/// Null for what is not by reference.
Tree reference_data(const Dossier& d, const DossierEvidence& each)
{
    const auto& reference = each.standing().fields.reference;
    if (!reference) return {};
    const bool named = !each.is_nameless();
    return {{"kept_by", named ? reference->kept_by : std::string()},
            {"number", named ? reference->number : std::string()},
            {"seen_how", reference->how ? std::string(str(*reference->how)) : std::string()},
            {"seen_on", day(reference->seen_on)},
            {"seen_by", d.name(reference->seen_by)}};
}

Tree evidence_data(const Dossier& d, const DossierEvidence& each)
{
    const auto& version = each.standing();
    const auto& fields = version.fields;
    auto links = Tree::list();
    for (const auto& link : each.links)
        links.push_back(
            {{"target", link.target.str()}, {"locator", each.is_nameless() ? std::string() : link.locator}});
    return {
        {"number", each.evidence.key.str()},
        {"title", each.is_nameless() ? std::string() : each.evidence.fields.title},
        {"type", each.evidence.fields.type ? std::string(str(*each.evidence.fields.type)) : std::string()},
        {"owner", d.name(each.evidence.fields.owner)},
        {"confidentiality", str(each.evidence.fields.confidentiality)},
        {"version", version.serial},
        {"version_label", each.is_nameless() ? std::string() : fields.label},
        {"state", str(state_on(version.state, fields.valid_until, d.today))},
        {"location", each.is_nameless() ? std::string() : fields.location},
        {"reference", reference_data(d, each)},
        {"document_date", day(fields.document_date)},
        {"period_from", day(fields.period_from)},
        {"period_to", day(fields.period_to)},
        {"valid_until", day(fields.valid_until)},
        {"masked", fields.masked},
        {"approved_by", d.name(version.approved_by)},
        {"approved_on", day(version.approved_on)},
        {"files", files_data(each)},
        {"links", links}};
}

std::string function_of(const Dossier& d, const Id<Person>& person)
{
    return person.empty() ? std::string() : d.person(person).function;
}

Tree stamp_data(const Dossier& d, const ReportStamp& stamp)
{
    return {{"type", std::string(kind_for(d.audit.type).report) + "-report"},
            {"state", str(stamp.state)},
            {"revision", stamp.revision},
            {"reason", stamp.reason},
            {"prepared_by", d.name(stamp.prepared_by)},
            {"prepared_function", function_of(d, stamp.prepared_by)},
            {"prepared_on", day(stamp.prepared_on)},
            {"issued_by", d.name(stamp.issued_by)},
            {"issued_function", function_of(d, stamp.issued_by)},
            {"issued_on", day(stamp.issued_on)},
            {"checkpoint_number", d.journal.number},
            {"checkpoint_hash", d.journal.hash}};
}

} // namespace

Tree report_data(const Dossier& d, const ReportStamp& stamp)
{
    Tree data = Tree::object();
    data["report"] = stamp_data(d, stamp);
    data["organization"] = organization_data(d.organization);
    data["standard"] = d.standard();
    data["sites"] = sites_data(d);
    data["criteria"] = criteria_data(d);
    data["audit"] = audit_data(d);
    data["team"] = team_data(d);
    data["participants"] = participants_data(d);
    data["conclusion"] = conclusion_data(d.conclusion);
    data["progress"] = progress_data(d.progress);
    data["answers"] = answers_data(d);
    data["findings"] = findings_data(d);
    data["earlier_findings"] = Tree::list();
    for (const auto& finding : d.earlier_findings)
        data["earlier_findings"].push_back(finding_data(d, finding));
    data["evidence"] = Tree::list();
    for (const auto& each : d.evidence) data["evidence"].push_back(evidence_data(d, each));
    data["sheets"] = sheets_data(d);
    add_records_data(data, d);
    return data;
}

} // namespace clausebook::views
