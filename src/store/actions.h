#pragma once
// Rows of actions, of what they are for, and their list.

#include "core/action/action_life.h"
#include "core/finding/course.h"
#include "core/finding/follow_up.h"
#include "core/readiness/next_steps.h"
#include "store/database.h"
#include "store/findings.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook::store {

/// Who can take the steps of an action as its owner: signs in, and has the right. For all others the contact
/// acts (ActionCase::OwnerSigns).
std::set<Id<Person>> followers(const Reading& db);

std::optional<Action> action(const Reading& db, const Id<Action>& key);
/// Writes an action; one without a key gets the next number of the year and is for `finding`. Returns its
/// key.
Id<Action> save(Writing& verb, Action action, const Id<Finding>& finding, int year);
/// Writes an action that has a key.
void save(Writing& verb, const Action& action);
/// Takes an action away with its steps and what it is for. Links must be gone.
void remove_action(Writing& verb, const Action& action);

/// The actions of a finding, by number.
std::vector<Action> actions_of(const Reading& db, const Id<Finding>& finding);
/// The same with what the guards of the finding ask of their evidence.
std::vector<ActionAtHand> actions_at_hand(const Reading& db, const Id<Finding>& finding, Date today);

/// The findings an action is for, by key.
std::vector<Finding> findings_of(const Reading& db, const Id<Action>& action);

std::vector<ActionStepTaken> steps_of(const Reading& db, const Id<Action>& action);
/// Adds a step; its serial is the next one.
void add_step(Writing& verb, const Id<Action>& action, const ActionStepTaken& step);

/// Everything the rules of an action look at on a day; nothing when there is no such action.
std::optional<ActionCase> action_case(const Reading& db, const Id<Action>& key, Date today);

/// Accepted when the finding has corrections and all of them are accepted.
CorrectionProof correction_proof(const Reading& db, const Id<Finding>& finding);
/// The same of many findings in one look.
std::map<Id<Finding>, CorrectionProof> correction_proofs(const Reading& db,
                                                         const std::vector<Finding>& findings);

/// The number of the first finding of each action, "" while that has none; in one look.
std::map<Id<Action>, std::string> first_findings(const Reading& db, const std::vector<Action>& actions);

enum class ActionSort { Due, Newest, State };

struct ActionFilter {
    FindingSight sight; ///< actions of findings in sight, and those owned
    std::optional<ActionState> state;
    bool open_only = false;          ///< not done yet
    bool late_only = false;          ///< open, and their day is over
    std::optional<Date> due_until;   ///< open, and to be done until this day
    std::optional<Date> check_until; ///< the day for a look at their effect comes, until this one
    Id<Person> owner;
    ActionSort sort = ActionSort::Due;
};

/// An action of a list with the finding it is for (the first one).
struct ActionLine {
    Action action;
    std::string finding; ///< number
};

struct ActionPage {
    std::vector<ActionLine> lines;
    Id<Action> next;        ///< what to ask for as `after`; none at the end
    std::int64_t count = 0; ///< all that match, counted up to 1,001 (rulings 24)
};

/// At most `limit` actions that come after `after` (none: from the start). An `after` that does not exist is
/// the start.
ActionPage actions(const Reading& db, const ActionFilter& filter, const Id<Action>& after, int limit,
                   Date today);

/// The people who own actions in sight, by name.
std::vector<Id<Person>> action_owners(const Reading& db, const FindingSight& sight);

/// What waits for one person. Nothing waits in an audit that is cancelled.
struct Duties {
    /// Own actions that are approved or in work, and corrections, which wait for no plan; those of owners who
    /// cannot act for the contact. Earliest due first.
    std::vector<Action> to_do;
    std::vector<Finding> to_answer; ///< as contact: acknowledge, respond, carry out
    std::vector<Finding> to_judge;  ///< as lead or auditor: plans, implementation, closing
    std::vector<Action> to_accept;  ///< done actions of findings of one's audits, not one's own
};
Duties duties_of(const Reading& db, const Id<Person>& person);
/// How many there are, as the side bar shows it: counted by index, up to 1,001 of each kind.
std::int64_t duty_count(const Reading& db, const Id<Person>& person);

/// How many of each kind of duties_of() there are, and how many of those are late; up to 1,001 of each.
DutyCounts duty_counts(const Reading& db, const Id<Person>& person, Date today);

/// How SQLite would go about a page, for tests: the lines of EXPLAIN QUERY PLAN.
std::vector<std::string> duty_plan(const Reading& db, const Id<Person>& person);

} // namespace clausebook::store
