#include "core/audit/report_lacking.h"

#include "core/audit/report_fields.h"
#include "core/base/text.h"
#include "core/finding/finding_life.h"

#include <algorithm>

namespace clausebook::report_lacking {
namespace {

/// True when a finding that is more than an opportunity hangs on an answer.
bool has_finding(const Dossier& d, const Answer& answer)
{
    const auto there = d.findings_at(answer.key);
    return std::any_of(there.begin(), there.end(),
                       [](const Finding* finding) { return finding->grade != Grade::OFI; });
}

} // namespace

Lacking whole(bool there)
{
    return there ? Lacking{} : Lacking{""};
}

bool given(const std::string& text)
{
    return !trimmed(text).empty();
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

Lacking nonconformities(const Dossier& d)
{
    Lacking graded;
    for (const auto& each : d.findings)
        if (is_nonconformity(each.finding.grade)) graded.push_back(each.finding.key.str());
    return graded;
}

Lacking unjudged_concerns(const Dossier& d)
{
    Lacking unjudged;
    for (const auto& each : d.findings)
        if (each.finding.grade == Grade::AOC && !d.concerns.contains(each.finding.key))
            unjudged.push_back(each.finding.key.str());
    return unjudged;
}

Lacking not_looked_at(const Dossier& d)
{
    Lacking open;
    for (const auto& each : d.followed)
        if (each.outcome == Outcome::NotLooked) open.push_back(each.finding.str());
    return open;
}

Lacking certification_body(const Dossier& d)
{
    const bool whole_body = given(d.body.name) && given(d.body.scheme)
        && (d.body.accreditation != Accreditation::Accredited || given(d.body.accreditation_body));
    return whole(whole_body);
}

Lacking certificate(const Dossier& d)
{
    return whole(d.cycle.number > 0 && given(d.cycle.certificate) && d.cycle.decided_on
                 && d.cycle.expires_on);
}

} // namespace clausebook::report_lacking
