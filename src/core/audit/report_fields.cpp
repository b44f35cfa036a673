#include "core/audit/report_fields.h"

#include "core/base/text.h"
#include "core/finding/finding_life.h"

#include <algorithm>
#include <map>

namespace clausebook {
namespace {

using Lacking = std::vector<std::string>;

Lacking whole(bool there)
{
    return there ? Lacking{} : Lacking{""};
}

bool given(const std::string& text)
{
    return !trimmed(text).empty();
}

template <std::string Organization::*Field>
Lacking organization_text(const Dossier& d)
{
    return whole(given(d.organization.*Field));
}

template <std::string Conclusion::*Field>
Lacking conclusion_text(const Dossier& d)
{
    return whole(given(d.conclusion.*Field));
}

template <std::string Audit::*Field>
Lacking audit_text(const Dossier& d)
{
    return whole(given(d.audit.*Field));
}

Lacking representative(const Dossier& d)
{
    const auto& o = d.organization;
    return whole(given(o.representative_name) && given(o.representative_role)
                 && given(o.representative_contact));
}

Lacking sites(const Dossier& d)
{
    if (d.audit.sites.empty()) return {""};
    Lacking keys;
    for (const auto& key : d.audit.sites) {
        const auto* site = d.site(key);
        if (!site || !given(site->address) || !given(site->activities) || site->headcount == 0)
            keys.push_back(key.str());
    }
    return keys;
}

Lacking claim(const Dossier& d)
{
    const auto profile = d.organization.claim_profile;
    const bool named = profile == ClaimProfile::Scheme || profile == ClaimProfile::Qms;
    return whole(!named || given(d.organization.scheme_name));
}

Lacking criteria(const Dossier& d)
{
    return whole(!d.criteria.empty());
}

Lacking methods(const Dossier& d)
{
    return whole(!d.audit.methods.empty());
}

Lacking dates(const Dossier& d)
{
    return whole(d.audit.starts_on && d.audit.ends_on);
}

Lacking period(const Dossier& d)
{
    return whole(d.audit.period_from && d.audit.period_to);
}

Lacking team(const Dossier& d)
{
    return whole(std::any_of(d.members.begin(), d.members.end(),
                             [](const Member& member) { return member.role == MemberRole::Lead; }));
}

Lacking competence(const Dossier& d)
{
    Lacking people;
    for (const auto& member : d.members)
        if (member.role != MemberRole::Observer && !given(d.person(member.person).competence))
            people.push_back(member.person.str());
    return people;
}

Lacking independence(const Dossier& d)
{
    Lacking people;
    for (const auto& member : d.members)
        if (declares_independence(member.role) && !member.independence_declared)
            people.push_back(member.person.str());
    return people;
}

Lacking participants(const Dossier& d)
{
    return whole(!auditee_participants(d).empty());
}

Lacking participants_functions(const Dossier& d)
{
    Lacking people;
    for (const auto& participant : auditee_participants(d))
        if (!given(d.person(participant.person).function)) people.push_back(participant.person.str());
    return people;
}

Lacking opening(const Dossier& d)
{
    return whole(d.opening && d.opening->held_on);
}

Lacking closing(const Dossier& d)
{
    return whole(d.closing && d.closing->held_on);
}

/// True when a finding that is more than an opportunity hangs on an answer.
bool has_finding(const Dossier& d, const Answer& answer)
{
    const auto there = d.findings_at(answer.key);
    return std::any_of(there.begin(), there.end(),
                       [](const Finding* finding) { return finding->grade != Grade::OFI; });
}

/// Planned questions without a result, or without the reason and approval their result needs, or
/// nonconforming without a finding.
Lacking answers(const Dossier& d)
{
    Lacking open;
    for (const auto* question : d.questions()) {
        const auto given_answers = d.answers_to(question->id);
        const bool answered = std::any_of(given_answers.begin(), given_answers.end(),
                                          [](const Answer* a) { return a->result != Result::None; });
        const bool unreasoned = std::any_of(given_answers.begin(), given_answers.end(), [](const Answer* a) {
            return (a->result == Result::NS && !given(a->note))
                || (a->result == Result::NA && (!given(a->note) || a->na_approved_by.empty()));
        });
        const bool unfounded = std::any_of(given_answers.begin(), given_answers.end(), [&](const Answer* a) {
            return a->result == Result::NC && !has_finding(d, *a);
        });
        if (!answered || unreasoned || unfounded) open.push_back(question->id.str());
    }
    return open;
}

Lacking findings(const Dossier& d)
{
    Lacking parts;
    for (const auto& each : d.findings) {
        const auto& finding = each.finding;
        for (const auto& part : missing_parts(finding, d.criterion(finding.criterion), kind_of(d.audit.type)))
            parts.push_back(finding.key.str() + " " + part.field);
        if (finding.state == FindingState::Draft) parts.push_back(finding.key.str() + " raised");
    }
    return parts;
}

/// The form field in which a report's field is written, where its name is another one.
std::string form_field(std::string_view key)
{
    static const std::map<std::string_view, std::string> others = {
        {"organization.representative", "representative_name"},
        {"claim_sentence", "scheme_name"},
        {"audit.dates", "starts_on"},
        {"audit.period", "period_from"}};
    if (const auto other = others.find(key); other != others.end()) return other->second;
    const auto dot = key.find('.');
    return std::string(dot == std::string_view::npos ? key : key.substr(dot + 1));
}

std::string key_of(const MissingField& field)
{
    return field.subject.empty() ? form_field(field.key) : field.subject;
}

std::string subject_of(const Dossier& dossier, const MissingField& field)
{
    const auto& key = field.subject;
    if (const auto* site = dossier.site(Id<Site>(key))) return site->name;
    if (dossier.people.contains(Id<Person>(key))) return dossier.name(Id<Person>(key));
    for (const auto& each : dossier.findings)
        if (each.finding.key.str() == key && !each.finding.number.empty()) return each.finding.number;
    return key;
}

} // namespace

const std::vector<ReportField>& report_fields()
{
    using enum ReportNeed;
    using P = Place;
    static const std::vector<ReportField> fields = {
        // The header, D.0
        {"report_type", Computed, P::Frame, nullptr},
        {"report_no", Computed, P::Frame, nullptr},
        {"version", Computed, P::Frame, nullptr},
        {"status", Computed, P::Frame, nullptr},
        {"organization.legal_name", Required, P::Organization, organization_text<&Organization::legal_name>},
        {"organization.trade_names", Optional, P::Organization, nullptr},
        {"organization.address", Required, P::Organization, organization_text<&Organization::address>},
        {"organization.representative", Required, P::Organization, representative},
        {"scope_statement", Required, P::Organization, organization_text<&Organization::scope_statement>},
        {"scope_exclusions", Required, P::Organization, organization_text<&Organization::scope_exclusions>},
        {"sites", Required, P::Site, sites},
        {"sites.remote", NotYet, P::Site, nullptr},
        {"channels", Required, P::Organization, organization_text<&Organization::channels>},
        {"standard", Computed, P::Frame, nullptr},
        {"claim_sentence", Required, P::Organization, claim},
        {"audit_guidance_edition", Required, P::Organization,
         organization_text<&Organization::audit_guidance_edition>},
        {"audit.title", Required, P::Frame, audit_text<&Audit::title>},
        {"audit.type", Computed, P::Frame, nullptr},
        {"audit.objectives", Required, P::Frame, audit_text<&Audit::objectives>},
        {"audit.scope", Required, P::Frame, audit_text<&Audit::scope>},
        {"audit.criteria", Required, P::Frame, criteria},
        {"audit.methods", Required, P::Frame, methods},
        {"audit.language", Computed, P::Frame, nullptr},
        {"audit.dates", Required, P::Frame, dates},
        {"audit.period", Required, P::Frame, period},
        {"audit.auditor_days", Required, P::Frame, audit_text<&Audit::auditor_days>},
        {"team", Required, P::Team, team},
        {"team.competence_ref", Required, P::Person, competence},
        {"team.independence_declared", Required, P::Team, independence},
        {"auditee_participants", Required, P::Closing, participants},
        {"auditee_participants.function", Required, P::Person, participants_functions},
        {"opening_meeting", Required, P::Opening, opening},
        {"closing_meeting", Required, P::Closing, closing},
        {"confidentiality_statement", Required, P::Organization,
         organization_text<&Organization::confidentiality_statement>},
        {"distribution", Required, P::Conclusion, conclusion_text<&Conclusion::distribution>},
        // Sections 1 to 9, D.2
        {"overall_conclusion", Required, P::Conclusion, conclusion_text<&Conclusion::overall_conclusion>},
        {"strengths", Optional, P::Conclusion, nullptr},
        {"main_risks", Required, P::Conclusion, conclusion_text<&Conclusion::main_risks>},
        {"counts", Computed, P::Finding, nullptr},
        {"readiness_band", NotYet, P::Frame, nullptr},
        {"plan_deviations", Required, P::Conclusion, conclusion_text<&Conclusion::plan_deviations>},
        {"obstacles", Optional, P::Conclusion, nullptr},
        {"areas_not_covered", Required, P::Conclusion, conclusion_text<&Conclusion::areas_not_covered>},
        {"clause_results", Required, P::Question, answers},
        {"clause_results.maturity", NotYet, P::Question, nullptr},
        {"clause_results.comment", NotYet, P::Question, nullptr},
        {"sample_run", NotYet, P::Frame, nullptr},
        {"kpi", NotYet, P::Frame, nullptr},
        {"findings", Required, P::Finding, findings},
        {"previous_findings", Computed, P::Finding, nullptr},
        {"previous_findings.effect_verified", NotYet, P::Finding, nullptr},
        {"previous_findings.comment", NotYet, P::Finding, nullptr},
        {"degree_of_fulfilment", Required, P::Conclusion, conclusion_text<&Conclusion::degree_of_fulfilment>},
        {"effectiveness_statement", Required, P::Conclusion,
         conclusion_text<&Conclusion::effectiveness_statement>},
        {"objectives_met", Required, P::Conclusion, conclusion_text<&Conclusion::objectives_met>},
        {"differing_opinions", Required, P::Conclusion, conclusion_text<&Conclusion::differing_opinions>},
        {"recommendations_for_programme", Optional, P::Conclusion, nullptr},
        {"next_audit_proposal", Optional, P::Conclusion, nullptr},
        // The footer, D.0; signatures are made by handing in and issuing
        {"sampling_disclaimer", Computed, P::Frame, nullptr},
        {"signatures", Computed, P::Frame, nullptr},
        {"generated_at", Computed, P::Frame, nullptr},
        {"data_hash", Computed, P::Frame, nullptr},
        {"signing_key", Computed, P::Frame, nullptr},
    };
    return fields;
}

std::vector<MissingField> missing_fields(const Dossier& dossier)
{
    std::vector<MissingField> missing;
    for (const auto& field : report_fields()) {
        if (field.need != ReportNeed::Required) continue;
        for (const auto& subject : field.lacking(dossier)) {
            const auto blank = subject.find(' ');
            missing.push_back({field.key, field.place, subject.substr(0, blank),
                               blank == std::string::npos ? std::string() : subject.substr(blank + 1)});
        }
    }
    return missing;
}

std::vector<Missing> missing_in_report(const Dossier& dossier)
{
    std::vector<Missing> list;
    for (const auto& field : missing_fields(dossier))
        list.push_back({"report_field",
                        field.place == Place::Site && field.subject.empty() ? Place::Frame : field.place,
                        key_of(field),
                        {{"field", std::string(field.key)},
                         {"subject", subject_of(dossier, field)},
                         {"part", field.detail}}});
    return list;
}

void check_complete(const Dossier& dossier)
{
    const auto missing = missing_fields(dossier);
    if (missing.empty()) return;
    throw Refusal::state(
        "report_incomplete",
        {{"count", std::to_string(missing.size())}, {"field", std::string(missing.front().key)}});
}

std::vector<Participant> auditee_participants(const Dossier& dossier)
{
    std::vector<Participant> found;
    const auto add = [&](const std::optional<Meeting>& meeting) {
        if (!meeting) return;
        for (const auto& person : meeting->people) {
            const bool of_team = std::any_of(dossier.members.begin(), dossier.members.end(),
                                             [&](const Member& member) { return member.person == person; });
            if (of_team) continue;
            const auto known = std::find_if(found.begin(), found.end(),
                                            [&](const Participant& one) { return one.person == person; });
            if (known == found.end())
                found.push_back({person, {meeting->kind}});
            else
                known->meetings.push_back(meeting->kind);
        }
    };
    add(dossier.opening);
    add(dossier.closing);
    std::sort(found.begin(), found.end(), [&](const Participant& a, const Participant& b) {
        return sort_key(dossier.name(a.person)) < sort_key(dossier.name(b.person));
    });
    return found;
}

} // namespace clausebook
