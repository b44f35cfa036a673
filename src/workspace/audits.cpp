#include "workspace/audits.h"

#include "core/audit/report_fields.h"
#include "core/audit/standing.h"
#include "core/base/form_rules.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/earlier_findings.h"
#include "store/findings.h"
#include "store/organization.h"
#include "store/people.h"
#include "workspace/audit_access.h"
#include "workspace/dossier.h"
#include "workspace/idempotency.h"
#include "workspace/plans.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace clausebook {
namespace {

Person active_person(const store::Reading& db, const Id<Person>& key, const std::string& field)
{
    const auto person = store::person(db, key);
    if (!person || !person->active) throw Refusal("audit_choice_unknown", field);
    return *person;
}

template <typename Value>
bool holds(const std::vector<Value>& values, const Value& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// Takes away what is named a second time.
template <typename Value>
void name_once(std::vector<Value>& values)
{
    std::vector<Value> once;
    for (auto& value : values)
        if (!holds(once, value)) once.push_back(std::move(value));
    values = std::move(once);
}

void choose_once(Audit& audit)
{
    name_once(audit.sites);
    name_once(audit.criteria);
    name_once(audit.clauses);
    name_once(audit.rotation);
}

/// Refuses what the audit cannot stand on. Another audit than before is one that the actor sees as a whole:
/// what it found is shown to those of this one.
void check_basis(const store::Reading& db, const Actor& actor, const Audit& before, const Audit& audit)
{
    auto earlier = audit.follows.empty() ? std::nullopt : store::audit(db, audit.follows);
    if (earlier && audit.follows != before.follows
        && sight_of(parts_in(actor, store::members(db, earlier->key)), *earlier) != Sight::Whole)
        earlier.reset();
    check_standing(audit, earlier ? &*earlier : nullptr);
}

/// What was chosen before stays possible after it was switched off.
void check_choices(const store::Reading& db, const Audit& before, const Audit& audit,
                   const Checklist& checklist)
{
    for (const auto& key : audit.sites)
        if (const auto site = store::site(db, key); !site || (!site->active && !holds(before.sites, key)))
            throw Refusal("audit_choice_unknown", "sites");
    for (const auto& key : audit.criteria)
        if (const auto criterion = store::criterion(db, key);
            !criterion || (!criterion->active && !holds(before.criteria, key)))
            throw Refusal("audit_choice_unknown", "criteria");
    for (const auto& clause : audit.clauses) {
        const auto item = QuestionId::parse(clause.str());
        if (!checklist.find_clause(clause) && !(item && checklist.find_question(*item)))
            throw Refusal("audit_choice_unknown", "clauses");
    }
}

/// The clauses of an audit that people may own the process of: those of the home standard. A clause 7 of
/// another one is another matter.
std::vector<ClauseNumber> ownable(const Audit& audit, const Checklist& checklist)
{
    return is_home_standard(checklist.identity) ? audit.clauses : std::vector<ClauseNumber>();
}

/// Refuses a team that cannot be; returns it as members without versions.
std::vector<Member> checked_team(const store::Reading& db, const Audit& audit, const Checklist& checklist,
                                 const std::vector<TeamPlace>& team)
{
    std::vector<Member> members;
    int leads = 0;
    for (const auto& place : team) {
        const bool lead = place.role == MemberRole::Lead;
        const auto person = active_person(db, place.person, lead ? "lead" : "team");
        const auto same = [&](const Member& m) {
            return m.person == place.person;
        };
        if (std::any_of(members.begin(), members.end(), same))
            throw Refusal("named_twice", "team", {{"person", person.name}});
        if (lead && !person.roles.contains(Role::LeadAuditor) && !person.roles.contains(Role::QualityManager))
            throw Refusal("lead_without_role", "lead", {{"person", person.name}});
        check_independence(person, place.role, ownable(audit, checklist));
        leads += lead ? 1 : 0;
        members.push_back({audit.key, 0, place.person, place.role, false, {}});
    }
    if (leads != 1) throw Refusal("one_lead", "team");
    return members;
}

std::set<std::pair<Id<Person>, MemberRole>> places_of(const std::vector<Member>& members)
{
    std::set<std::pair<Id<Person>, MemberRole>> places;
    for (const auto& member : members) places.emplace(member.person, member.role);
    return places;
}

std::vector<FindingAtHand> findings_at_hand(const store::Reading& db, const Id<Audit>& audit)
{
    const auto frame = store::finding_frame(db, audit).value();
    std::vector<FindingAtHand> at_hand;
    for (const auto& finding : store::findings_of(db, audit)) {
        if (!is_live(finding.state)) continue;
        const auto criterion = store::criterion(db, finding.criterion);
        FindingAtHand one{finding.key.str(), finding.number, finding.state, {}};
        one.grade = finding.grade;
        for (const auto& part : missing_parts(finding, criterion ? &*criterion : nullptr, frame.kind))
            one.lacks.push_back(part.field);
        if (const auto unsaid = missing_concern(finding, store::concern(db, finding.key)); !unsaid.empty())
            one.lacks.push_back(unsaid.front().field);
        at_hand.push_back(std::move(one));
    }
    return at_hand;
}

/// Copies what change_audit() may change.
Audit with_frame_of(Audit audit, const Audit& wish)
{
    audit.title = wish.title;
    audit.objectives = wish.objectives;
    audit.scope = wish.scope;
    audit.risk_basis = wish.risk_basis;
    audit.sites = wish.sites;
    audit.criteria = wish.criteria;
    audit.clauses = wish.clauses;
    audit.methods = wish.methods;
    audit.language = wish.language;
    audit.period_from = wish.period_from;
    audit.period_to = wish.period_to;
    audit.starts_on = wish.starts_on;
    audit.ends_on = wish.ends_on;
    audit.auditor_days = wish.auditor_days;
    audit.follows = wish.follows;
    audit.rotation = wish.rotation;
    return audit;
}

/// True when something else than title and dates differs.
bool differs_in_scope(const Audit& a, const Audit& b)
{
    return a.objectives != b.objectives || a.scope != b.scope || a.risk_basis != b.risk_basis
        || a.sites != b.sites || a.criteria != b.criteria || a.clauses != b.clauses || a.methods != b.methods
        || a.language != b.language || a.period_from != b.period_from || a.period_to != b.period_to
        || a.auditor_days != b.auditor_days || a.follows != b.follows || a.rotation != b.rotation;
}

std::vector<EarlierAtHand> not_looked_at_hand(const store::Reading& db, const Audit& audit)
{
    std::vector<EarlierAtHand> list;
    if (audit.follows.empty() || !records_open(audit.state)) return list;
    for (const auto& one : store::findings_to_look_at(db, audit))
        if (one.asked == EarlierFinding::Asked::Must && !is_looked_at(one))
            list.push_back({one.finding.key.str(), one.finding.number});
    return list;
}

} // namespace

SeenAudit see_audit(const store::Reading& db, const Actor& actor, const Id<Audit>& key, Sight needed)
{
    const auto audit = store::audit(db, key);
    if (!audit) throw NotFound("audit " + key.str());
    SeenAudit seen{*audit, store::members(db, key), {}, Sight::None};
    seen.parts = parts_in(actor, seen.members);
    seen.sight = sight_of(seen.parts, seen.audit);
    if (seen.sight == Sight::None || (needed == Sight::Whole && seen.sight != Sight::Whole))
        throw NotFound("audit " + key.str());
    return seen;
}

AuditAtHand audit_at_hand(const Workspace& workspace, const store::Reading& db, const Audit& audit,
                          const Dossier* read)
{
    AuditAtHand at;
    at.audit = audit;
    at.members = store::members(db, audit.key);
    const auto& checklist = checklist_of(workspace, audit);
    for (const auto& member : at.members) {
        const auto person = store::person(db, member.person).value();
        at.names[member.person] = person.name;
        const bool judges = member.role == MemberRole::Lead || member.role == MemberRole::Auditor;
        if (const auto clause = owned_clause(person, ownable(audit, checklist)); judges && clause)
            at.conflicts.push_back({person.name, *clause});
    }
    at.opening = store::meeting(db, audit.key, MeetingKind::Opening);
    at.closing = store::meeting(db, audit.key, MeetingKind::Closing);
    for (const auto* question : planned_questions(audit, checklist)) at.planned.push_back(question->id.str());
    at.answers = store::answers_at_hand(db, audit.key);
    at.findings = findings_at_hand(db, audit.key);
    at.not_looked_at = not_looked_at_hand(db, audit);
    if (audit.state == AuditState::Preparing)
        at.missing_in_plan = missing_in_plan(workspace, db, audit, read);
    if (audit.state == AuditState::ReportDraft || audit.state == AuditState::ReportReview)
        at.missing_in_report = missing_in_report(read ? *read : dossier(workspace, db, audit.key));
    return at;
}

Id<Audit> create_audit(Workspace& workspace, const Actor& actor, Audit audit,
                       const std::vector<TeamPlace>& team, const std::string& retry_key)
{
    if (!actor.is(Role::QualityManager)) throw Refusal::state("create_not_yours");
    check(audit);
    choose_once(audit);
    const auto hold = workspace.vault().hold();
    const Retry retry{"audit.created", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<Audit>(given->text);
    const auto chosen = pin_offered(workspace, verb, audit.checklist);
    audit.checklist = chosen.key;
    audit.key = save_new_audit(verb, actor, audit, *chosen.checklist, team);
    remember_reply(verb, actor, retry, {200, audit.key.str()});
    verb.commit();
    return audit.key;
}

Id<Audit> save_new_audit(store::Writing& verb, const Actor& actor, Audit audit, const Checklist& checklist,
                         const std::vector<TeamPlace>& team)
{
    audit.version = 0;
    audit.key = {};
    audit.state = AuditState::Planned;
    check_choices(verb, {}, audit, checklist);
    check_basis(verb, actor, {}, audit);
    auto places = team;
    places.insert(places.begin(), {audit.lead, MemberRole::Lead});
    auto members = checked_team(verb, audit, checklist, places);
    auto key = store::save(verb, audit);
    for (auto& member : members) {
        member.audit = key;
        store::save(verb, member);
    }
    return key;
}

Version change_audit(Workspace& workspace, const Actor& actor, const Audit& wish)
{
    check(wish);
    auto verb = workspace.begin(actor, "audit.changed");
    const auto seen = opened(verb, actor, wish.key, wish.version);
    not_yours_unless(may_plan(seen.parts));
    if (wish.type != seen.audit.type) throw Refusal::state("type_fixed");
    auto audit = with_frame_of(seen.audit, wish);
    choose_once(audit);
    const bool scope = differs_in_scope(seen.audit, audit);
    if (!before_fieldwork(audit.state)) {
        if (!records_open(audit.state)) throw Refusal::state("audit_frame_closed");
        if (scope) throw Refusal::state("scope_locked");
    }
    const auto& checklist = checklist_of(workspace, audit);
    check_choices(verb, seen.audit, audit, checklist);
    const bool dates = seen.audit.starts_on != audit.starts_on || seen.audit.ends_on != audit.ends_on;
    if (scope || dates) check_basis(verb, actor, seen.audit, audit);
    for (const auto& member : seen.members)
        check_independence(store::person(verb, member.person).value(), member.role,
                           ownable(audit, checklist));
    if (before_fieldwork(audit.state) && (scope || dates)) withdraw_plan(audit);
    store::save(verb, audit);
    verb.commit();
    return wish.version + 1;
}

Version set_team(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                 const std::vector<TeamPlace>& team)
{
    auto verb = workspace.begin(actor, "audit.team_set");
    auto seen = opened(verb, actor, key, based_on);
    not_yours_unless(may_plan(seen.parts));
    if (!before_fieldwork(seen.audit.state) && seen.audit.state != AuditState::InProgress)
        throw Refusal::state("team_locked");
    auto members = checked_team(verb, seen.audit, checklist_of(workspace, seen.audit), team);
    if (before_fieldwork(seen.audit.state) && places_of(members) != places_of(seen.members))
        withdraw_plan(seen.audit);
    for (const auto& before : seen.members) {
        const auto same = [&](const Member& m) {
            return m.person == before.person;
        };
        const auto stays = std::find_if(members.begin(), members.end(), same);
        if (stays == members.end()) {
            if (store::has_answered(verb, key, before.person))
                throw Refusal("member_has_answered", "team",
                              {{"person", store::person(verb, before.person).value().name}});
            store::remove(verb, before);
            continue;
        }
        stays->version = before.version;
        stays->independence_declared = before.independence_declared;
        stays->independence_note = before.independence_note;
        if (stays->role == before.role)
            members.erase(stays);
        else
            store::save(verb, *stays), members.erase(stays);
    }
    for (const auto& added : members) store::save(verb, added);
    for (const auto& place : team)
        if (place.role == MemberRole::Lead) seen.audit.lead = place.person;
    store::save(verb, seen.audit);
    verb.commit();
    return based_on + 1;
}

void declare_independence(Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                          const Id<Person>& person, const std::string& note)
{
    check_text(note, "note", 2000);
    auto verb = workspace.begin(actor, "audit.independence_declared");
    const auto seen = see_audit(verb, actor, key);
    const auto same = [&](const Member& m) {
        return m.person == person;
    };
    const auto found = std::find_if(seen.members.begin(), seen.members.end(), same);
    if (found == seen.members.end()) throw NotFound("member " + person.str());
    if (actor.person != person) {
        not_yours_unless(may_plan(seen.parts) && !store::account(verb, person));
        check_given(note, "note");
    }
    if (!before_fieldwork(seen.audit.state) && seen.audit.state != AuditState::InProgress)
        throw Refusal::state("team_locked");
    auto member = *found;
    check_independence(store::person(verb, person).value(), member.role,
                       ownable(seen.audit, checklist_of(workspace, seen.audit)));
    member.independence_declared = true;
    member.independence_note = trimmed(note);
    store::save(verb, member);
    verb.commit();
}

} // namespace clausebook
