#include "workspace/audit_copy.h"

#include "store/audits.h"
#include "store/evidence.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/sheets.h"
#include "workspace/audit_access.h"
#include "workspace/checklists.h"
#include "workspace/idempotency.h"

#include <set>

namespace clausebook {
namespace {

/// What was switched off since stays behind.
void leave_behind(const store::Reading& db, Audit& copy)
{
    std::erase_if(copy.sites, [&](const Id<Site>& key) {
        const auto site = store::site(db, key);
        return !site || !site->active;
    });
    std::erase_if(copy.criteria, [&](const Id<Criterion>& key) {
        const auto criterion = store::criterion(db, key);
        return !criterion || !criterion->active;
    });
}

/// The team of the source around another lead, as far as it is still in the house.
std::vector<TeamPlace> team_of(const store::Reading& db, const std::vector<Member>& members,
                               const Id<Person>& lead)
{
    std::vector<TeamPlace> team;
    for (const auto& member : members) {
        const auto person = store::person(db, member.person);
        if (!person || !person->active || member.person == lead) continue;
        team.push_back({member.person, member.role == MemberRole::Lead ? MemberRole::Auditor : member.role});
    }
    return team;
}

void copy_plan(store::Writing& verb, const Actor& actor, const Id<Audit>& source, const Audit& copy,
               const std::vector<TeamPlace>& team)
{
    std::set<Id<Person>> people = {copy.lead};
    for (const auto& place : team) people.insert(place.person);
    for (auto& row : plan_rows_of(store::sheet_rows(verb, source), kind_for(copy.type), people)) {
        row.audit = copy.key;
        if (find_sheet(row.sheet)->rows == Sheet::Rows::Free)
            row.place = store::next_place(verb, copy.key, row.sheet);
        row.by = actor.person;
        row.at = verb.at();
        store::save(verb, row);
    }
}

bool still_holds(const Evidence& evidence, const std::optional<Date>& day)
{
    using enum EvidenceState;
    const bool stands =
        evidence.state == Registered || evidence.state == Submitted || evidence.state == Accepted;
    return stands && (!evidence.valid_until || !day || *evidence.valid_until >= *day);
}

/// The places of the answers a copy can have: "all/7.4-Q2".
std::set<std::string> places_of(const Audit& copy, const Checklist& checklist)
{
    std::set<std::string> places;
    for (const auto* question : planned_questions(copy, checklist)) {
        places.insert("all/" + question->id.str());
        for (const auto& site : copy.sites) places.insert(site.str() + "/" + question->id.str());
    }
    return places;
}

void suggest_evidence(store::Writing& verb, const Actor& actor, const Id<Audit>& source, const Audit& copy,
                      const Checklist& checklist)
{
    const auto places = places_of(copy, checklist);
    for (const auto& [link, evidence] : store::evidence_linked_in(verb, source.str())) {
        auto suggested = suggested_link(link, source, copy.key);
        if (!suggested || !still_holds(evidence, copy.starts_on)
            || !places.contains(suggested->target.key.substr(copy.key.str().size() + 1)))
            continue;
        suggested->linked_by = actor.person;
        suggested->linked_at = verb.at();
        store::save(verb, *suggested);
    }
}

} // namespace

Id<Audit> copy_audit(Workspace& workspace, const Actor& actor, const Id<Audit>& source, const CopyWish& wish,
                     const std::string& retry_key)
{
    if (!actor.is(Role::QualityManager)) throw Refusal::state("create_not_yours");
    const Retry retry{"audit.copied", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    const auto seen = see_audit(verb, actor, source);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<Audit>(given->text);
    const auto before = seen.audit.follows.empty() ? std::nullopt : store::audit(verb, seen.audit.follows);
    auto copy = copy_of(seen.audit, before ? &*before : nullptr, wish);
    leave_behind(verb, copy);
    check(copy);
    const auto team = team_of(verb, seen.members, copy.lead);
    const auto& checklist = checklist_of(workspace, seen.audit);
    copy.key = save_new_audit(verb, actor, copy, checklist, team);
    copy_plan(verb, actor, source, copy, team);
    suggest_evidence(verb, actor, source, copy, checklist);
    remember_reply(verb, actor, retry, {200, copy.key.str()});
    verb.commit();
    return copy.key;
}

} // namespace clausebook
