#pragma once
// How an audit goes from state to state: one table, and what is missing before each step. Source: domain G.1,
// F.2.

#include "core/audit/audit_kind.h"
#include "core/base/refusal.h"
#include "core/checklist/checklist.h"
#include "core/finding/finding.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook {

/// Shortest reason for "not applicable", in characters. Source: domain F.2.
inline constexpr std::size_t not_applicable_reason = 20;

/// What an answer is to the lifecycle of its audit.
struct AnswerAtHand {
    std::string key;        ///< "IA-2026-01/all/7.4-Q2"
    std::string site;       ///< site key, or "all"
    std::string question;   ///< "7.4-Q2"
    std::string result;     ///< "C", "OFI", "NC", "NA", "NS"; "" not yet
    std::size_t reason = 0; ///< characters of its note
    enum class Approval { None, Given } approval = Approval::None; ///< of NA, by the lead auditor
    std::int64_t live_findings = 0; ///< findings on it that are not withdrawn; opportunities do not count
};

/// What a finding that is not withdrawn is to the lifecycle of its audit.
struct FindingAtHand {
    std::string key;    ///< "IA-2026-01/f3"
    std::string number; ///< "IA-2026-01-03", "" before it is raised
    FindingState state = FindingState::Draft;
    std::vector<std::string> lacks; ///< fields of parts A to C that keep it from being raised (domain D.7)
    Grade grade = Grade::MINOR;
};

/// An earlier finding that this audit must look at again and has not.
struct EarlierAtHand {
    std::string key;    ///< "S1-2026-01/f3"
    std::string number; ///< "S1-2026-01-03"
};

/// A member who owns a process of the scope and would judge it.
struct Conflict {
    std::string person;
    ClauseNumber clause;
};

/// Where a person puts right what is missing.
enum class Place {
    Frame,
    Team,
    Plan,
    Opening,
    Closing,
    Question,
    Finding,
    Conclusion,
    Organization,
    Site,
    Person,
    Record,        ///< a field of a sheet: "agenda/3/date"; "agenda//" for the sheet, "agenda/3/" for a row
    Followed,      ///< an earlier finding that is looked at again
    Certification, ///< the body, or the certificate
};

/// One thing that keeps a step from being taken. Its sentence lies in the catalogues under "missing.<code>".
struct Missing {
    std::string code;
    Place place;
    std::string key; ///< a question id, the key of a finding, site or person, or the name of a field; "" for
                     ///< the place as a whole
    Refusal::Parameters parameters;
};

/// Everything the guards look at.
struct AuditAtHand {
    Audit audit;
    std::vector<Member> members;
    std::map<Id<Person>, std::string> names; ///< of the members
    std::vector<Conflict> conflicts;
    std::optional<Meeting> opening;
    std::optional<Meeting> closing;
    std::vector<std::string> planned; ///< ids of the questions to be asked, in the order of the checklist
    std::vector<AnswerAtHand> answers;
    std::vector<FindingAtHand> findings;
    std::vector<EarlierAtHand> not_looked_at; ///< while fieldwork or writing goes on
    std::vector<Missing> missing_in_plan;     ///< while the audit is prepared (plan.h)
    std::vector<Missing> missing_in_report;   ///< while it is a draft or reviewed (report_fields.h)
};

/// The questions an audit asks, as printed: those of the clauses in its scope that its type asks for, more of
/// the clauses in its rotation, then the scheme items in its scope: an audit by a body those of its stage,
/// the house all. Source: domain B (X), F.2.
std::vector<const Question*> planned_questions(const Audit& audit, const Checklist& checklist);

/// The planned questions that no answer has a result for.
std::vector<std::string> unanswered(const AuditAtHand& at);

/// A row of the table: from where to where, who may, what must hold, and for whose audits.
struct Transition {
    AuditState from;
    AuditState to;
    Parts who;
    std::vector<Missing> (*guard)(const AuditAtHand& at);
    enum class Reason { None, Needed } reason;
    std::optional<AuditKind::Side> side = std::nullopt; ///< nothing: everybody's
};

const std::vector<Transition>& transitions();

/// True when the row is one for audits of that type.
bool fits(const Transition& row, AuditType type);

/// The row of one step for audits of a type, or nullptr: skipping states is refused.
const Transition* find_transition(AuditState from, AuditState to, AuditType type);

/// A step an audit could take next.
struct Step {
    const Transition* transition;
    enum class Taker { Me, Others } taker; ///< whether one of the parts asked for may take it
    std::vector<Missing> missing;
};

/// All steps from the audit's state, the way forward first. A report that the lead handed in is issued and
/// sent back by others.
std::vector<Step> next_steps(const AuditAtHand& at, const Parts& parts);

/// Refuses a step: "audit_step" (State; parameters from, to), "audit_step_not_yours" (State),
/// "audit_own_work" (State) when the one who handed a report in would issue it or send it back, "required" on
/// field "reason", "audit_step_incomplete" (State; parameter count) when anything is missing.
void check_step(const AuditAtHand& at, AuditState to, const Actor& actor, const std::string& reason);

/// True while the plan may still change: before IN_PROGRESS, and while it is postponed.
bool before_fieldwork(AuditState state);

/// True while a step to CANCELLED exists: before the report is issued.
bool can_be_cancelled(AuditState state);

} // namespace clausebook
