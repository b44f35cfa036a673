#include "store/actions.h"

#include "core/evidence/evidence.h"
#include "core/people/permission.h"
#include "store/action_row.h"
#include "store/finding_row.h"
#include "store/keys.h"
#include "store/people.h"

#include <map>
#include <tuple>

namespace clausebook::store {
namespace {

constexpr std::string_view no_day = "9999-12-31";

std::optional<Date> due_from(const Row& row)
{
    return row.text("due") == no_day ? std::nullopt : row.date("due");
}

Action action_from(const Row& row)
{
    Action action;
    action.key = Id<Action>(row.text("key"));
    action.version = row.number("version");
    action.kind = parse_action_kind(row.text("kind")).value();
    action.state = parse_action_state(row.text("state")).value();
    action.text = row.text("text");
    action.owner = Id<Person>(row.text("owner"));
    action.due = due_from(row);
    action.done_on = row.date("done_on");
    action.effect_check_on = row.date("effect_check_on");
    action.verified_by = Id<Person>(row.text("verified_by"));
    action.verified_on = row.date("verified_on");
    action.effect = row.text("effect");
    return action;
}

/// How much evidence hangs on an action, and how much of it counts on a day.
std::pair<int, int> evidence_at(const Reading& db, const Id<Action>& key, Date today)
{
    std::pair<int, int> count;
    for (const auto& row :
         db.rows("SELECT e.state, e.valid_until FROM evidence_link l JOIN evidence e ON e.key = l.evidence "
                 "WHERE l.kind = 'action' AND l.target = ?",
                 {key.str()})) {
        ++count.first;
        const auto state = parse_evidence_state(row.text("state")).value();
        if (state_on(state, row.date("valid_until"), today) == EvidenceState::Accepted) ++count.second;
    }
    return count;
}

bool may_follow_up(const Person& person)
{
    return may({person.key, person.name, person.roles}, Permission::FollowUp);
}

ActionCase::OwnerSigns owner_signs(const Reading& db, const Id<Person>& owner)
{
    const auto who = owner.empty() ? std::nullopt : person(db, owner);
    const auto entrance = who ? account(db, owner) : std::nullopt;
    const bool signs = entrance && entrance->active && who->active && may_follow_up(*who);
    return signs ? ActionCase::OwnerSigns::Yes : ActionCase::OwnerSigns::No;
}

} // namespace

std::set<Id<Person>> followers(const Reading& db)
{
    std::set<Id<Person>> found;
    for (const auto& one : people_with_entrance(db))
        if (may_follow_up(one)) found.insert(one.key);
    return found;
}

std::optional<Action> action(const Reading& db, const Id<Action>& key)
{
    const auto row = db.row("SELECT * FROM action WHERE key = ?", {key.str()});
    return row ? std::optional(action_from(*row)) : std::nullopt;
}

Id<Action> save(Writing& verb, Action action, const Id<Finding>& finding, int year)
{
    if (action.key.empty()) {
        action.key = action_key(year, verb.next_number("CA-" + std::to_string(year)));
        save(verb, action);
        verb.put("finding_action", finding.str() + "/" + action.key.str(),
                 {{"finding", finding.str()}, {"action", action.key.str()}}, 0);
        return action.key;
    }
    save(verb, action);
    return action.key;
}

void save(Writing& verb, const Action& action)
{
    verb.put("action", action.key.str(),
             {{"kind", std::string(str(action.kind))},
              {"state", std::string(str(action.state))},
              {"text", action.text},
              {"owner", optional_text(action.owner.str())},
              {"due", action.due ? to_string(*action.due) : std::string(no_day)},
              {"done_on", date_text(action.done_on)},
              {"effect_check_on", date_text(action.effect_check_on)},
              {"verified_by", optional_text(action.verified_by.str())},
              {"verified_on", date_text(action.verified_on)},
              {"effect", action.effect}},
             action.version);
}

void remove_action(Writing& verb, const Action& action)
{
    for (const auto& row :
         verb.rows("SELECT key, version FROM finding_action WHERE action = ?", {action.key.str()}))
        verb.remove("finding_action", row.text("key"), row.number("version"));
    for (const auto& row :
         verb.rows("SELECT key, version FROM action_step WHERE action = ?", {action.key.str()}))
        verb.remove("action_step", row.text("key"), row.number("version"));
    verb.remove("action", action.key.str(), action.version);
}

std::vector<Action> actions_of(const Reading& db, const Id<Finding>& finding)
{
    std::vector<Action> found;
    for (const auto& row : db.rows("SELECT a.* FROM finding_action f JOIN action a ON a.key = f.action "
                                   "WHERE f.finding = ? ORDER BY length(a.key), a.key",
                                   {finding.str()}))
        found.push_back(action_from(row));
    return found;
}

CorrectionProof correction_proof(const Reading& db, const Id<Finding>& finding)
{
    Finding one;
    one.key = finding;
    return correction_proofs(db, {one}).at(finding);
}

std::map<Id<Finding>, CorrectionProof> correction_proofs(const Reading& db,
                                                         const std::vector<Finding>& findings)
{
    std::map<Id<Finding>, CorrectionProof> proofs;
    for (const auto& finding : findings) proofs.emplace(finding.key, CorrectionProof::Open);
    const auto keys = keys_of(findings);
    std::set<Id<Finding>> unproven;
    for (const auto& row :
         db.rows("SELECT l.finding AS finding, a.state AS state FROM finding_action l JOIN "
                 "action a ON a.key = l.action WHERE l.finding IN ("
                     + keys.marks + ") AND a.kind = 'CORRECTION' AND a.state <> 'CANCELLED'",
                 keys.params)) {
        const Id<Finding> finding(row.text("finding"));
        if (!is_accepted(parse_action_state(row.text("state")).value())) unproven.insert(finding);
        proofs[finding] = unproven.contains(finding) ? CorrectionProof::Open : CorrectionProof::Accepted;
    }
    return proofs;
}

std::map<Id<Action>, std::string> first_findings(const Reading& db, const std::vector<Action>& actions)
{
    std::map<Id<Action>, std::string> numbers;
    const auto keys = keys_of(actions);
    for (const auto& row : db.rows("SELECT l.action AS action, f.number AS number FROM finding_action l JOIN "
                                   "finding f ON f.key = l.finding WHERE l.action IN ("
                                       + keys.marks + ") ORDER BY f.audit, f.serial",
                                   keys.params))
        numbers.emplace(row.text("action"), row.text("number"));
    return numbers;
}

std::vector<ActionAtHand> actions_at_hand(const Reading& db, const Id<Finding>& finding, Date today)
{
    std::vector<ActionAtHand> found;
    for (auto& action : actions_of(db, finding)) {
        const auto [evidence, accepted] = evidence_at(db, action.key, today);
        found.push_back({std::move(action), evidence, accepted});
    }
    return found;
}

std::vector<Finding> findings_of(const Reading& db, const Id<Action>& action)
{
    return findings_by(db,
                       "SELECT f.* FROM finding_action a JOIN finding f ON f.key = a.finding "
                       "WHERE a.action = ? ORDER BY f.audit, f.serial",
                       {action.str()});
}

std::vector<ActionStepTaken> steps_of(const Reading& db, const Id<Action>& action)
{
    std::vector<ActionStepTaken> steps;
    for (const auto& row :
         db.rows("SELECT * FROM action_step WHERE action = ? ORDER BY serial", {action.str()}))
        steps.push_back({static_cast<int>(row.number("serial")),
                         parse_action_state(row.text("state")).value(), Id<Person>(row.text("taken_by")),
                         row.date("taken_on").value(), row.text("comment")});
    return steps;
}

void add_step(Writing& verb, const Id<Action>& action, const ActionStepTaken& step)
{
    const auto serial =
        verb.number("SELECT max(serial) FROM action_step WHERE action = ?", {action.str()}) + 1;
    verb.put("action_step", action.str() + "/s" + std::to_string(serial),
             {{"action", action.str()},
              {"serial", serial},
              {"state", std::string(str(step.state))},
              {"taken_by", step.by.str()},
              {"taken_on", to_string(step.on)},
              {"comment", step.comment}},
             0);
}

std::optional<ActionCase> action_case(const Reading& db, const Id<Action>& key, Date today)
{
    const auto found = action(db, key);
    if (!found) return std::nullopt;
    ActionCase at;
    at.action = *found;
    at.audits = ActionCase::Audits::Cancelled;
    for (const auto& finding : findings_of(db, key)) {
        at.findings.push_back(finding.state);
        if (!finding.auditee_contact.empty()) at.contacts.insert(finding.auditee_contact);
        const auto frame = finding_frame(db, finding.audit).value();
        at.auditors.insert(frame.auditors.begin(), frame.auditors.end());
        if (frame.phase != FindingFrame::Phase::Cancelled) at.audits = ActionCase::Audits::GoOn;
    }
    at.owner_signs = owner_signs(db, found->owner);
    std::tie(at.evidence, at.accepted_evidence) = evidence_at(db, key, today);
    at.steps = steps_of(db, key);
    return at;
}

std::vector<Action> actions_by(const Reading& db, std::string_view sql, const Params& params)
{
    std::vector<Action> found;
    for (const auto& row : db.rows(sql, params)) found.push_back(action_from(row));
    return found;
}

} // namespace clausebook::store
