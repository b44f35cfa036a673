#pragma once
// What may happen to a finding, who may do it and see it, and what it lacks before it can be raised (domain
// C.4, C.7, D.7, G.2).

#include "core/finding/finding.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace clausebook {

enum class AuditType;
struct Concern;

/// What of an audit its findings depend on.
struct FindingFrame {
    /// Whose rules a finding is held against. Source: domain C.7.
    enum class Kind {
        Internal,      ///< an internal audit or a self-assessment
        StageOne,      ///< stage 1 of a certification: areas of concern belong here and nowhere else
        Certification, ///< every other audit of a certification body
    };

    /// How far the audit is, as far as findings care.
    enum class Phase {
        Before,      ///< not begun, or postponed: nothing can be found yet
        Working,     ///< from the opening meeting until the report is handed to review
        UnderReview, ///< the report is being reviewed: findings stand still, but may be withdrawn
        Issued,      ///< the report left the house
        Cancelled,
    };

    Id<Audit> audit;
    Kind kind = Kind::Internal;
    Phase phase = Phase::Before;
    Id<Person> lead;
    std::set<Id<Person>> auditors; ///< lead and auditors: those who may find something
    std::set<Id<Person>> team;     ///< everybody in the team, experts and observers too
    std::vector<Id<Site>> sites;
    std::vector<Id<Criterion>> criteria;
    std::vector<ClauseNumber> clauses;   ///< in scope
    std::optional<Date> closing_meeting; ///< the day it was held
};

/// Whose rules the findings of such an audit are held against.
FindingFrame::Kind kind_of(AuditType type);

/// Who takes a step.
enum class FindingStep {
    ByAuditor, ///< an auditor or the lead of the audit
    ByLead,
    ByAuditee,   ///< the audited side: is_audited_side() of follow_up.h
    ByLaterLead, ///< the lead of a later audit that looked at it again
};

/// What must be true before a step.
enum class FindingGuard {
    Complete,    ///< the audit is being worked on, and missing_parts() is empty
    ReasonGiven, ///< a reason; the audit is not cancelled
    BeforeIssue, ///< ReasonGiven, and the report is not issued
    Gates,       ///< the guards of follow_up.h
    GatesReason, ///< Gates, and a comment
    LookedAt,    ///< a later audit says what became of it: check_look() of core/audit/earlier.h
};

/// The grades a step is for.
enum class StepGrades { All, Nonconformities, Opportunities, Concerns };

bool fits(StepGrades grades, Grade grade);

/// One row of the life of a finding.
struct FindingTransition {
    FindingState from;
    FindingState to;
    FindingStep who;
    FindingGuard guard;
    StepGrades grades;
};

/// The steps there are now; disputes, reopening and the other remaining paths come with their issue. Source:
/// domain G.2.
std::span<const FindingTransition> finding_transitions();

/// The row from one state to another for a grade, or nullptr.
const FindingTransition* find_transition(FindingState from, FindingState to, Grade grade);

/// Where the next step of a finding is that one's to take: state and grade. Drafts wait for nobody but their
/// team, and nobody waits for a withdrawal.
std::vector<std::pair<FindingState, Grade>> waiting_places(FindingStep who);

/// Something a finding lacks, or has wrongly, before it can be raised.
struct MissingPart {
    std::string code;  ///< "missing", "guidance_not_enough"
    std::string field; ///< the form's field: "clause", "criterion", "requirement", ...

    friend bool operator==(const MissingPart&, const MissingPart&) = default;
};

/// What stands between a draft and RAISED, in the form's order; empty when parts A to C are complete.
/// `criterion` is the record the finding cites, or nullptr.
///
/// An OFI needs part A, its evidence and its observation, and no grade reason. The guidance itself carries an
/// OFI, an AOC and findings of internal audits; a MAJOR or MINOR of a certification audit needs a binding
/// rule. Not checked, because no machine can: that part B holds no cause and no solution. Source: domain C.7,
/// D.7.
std::vector<MissingPart> missing_parts(const Finding& finding, const Criterion* criterion,
                                       FindingFrame::Kind kind);

/// What an area of concern lacks: {"concern_unsaid", "could_become"} while nobody has said what it could
/// become. Nothing for every other grade. Source: domain D.3 section 8.
std::vector<MissingPart> missing_concern(const Finding& finding, const std::optional<Concern>& said);

/// The worst that one of these concerns could become; nothing when nobody has said it of any.
std::optional<Grade> could_become(const std::map<Id<Finding>, Concern>& said,
                                  const std::vector<Finding>& findings);

/// What keeps a draft from being raised: missing_parts(), and somebody who answers it: "missing" on
/// "auditee_contact" without a contact, "contact_in_team" for one who audits, because nobody judges the own
/// response (trust.md 4).
std::vector<MissingPart> missing_to_raise(const Finding& finding, const Criterion* criterion,
                                          const FindingFrame& frame);

/// Refuses to give a finding another contact: "contact_not_yours" for everybody but the lead and the quality
/// manager, "finding_step" (State) before it is raised, once it is over, while
/// the report is under review, which names the contact and is signed, and in a cancelled audit.
void check_naming(const Finding& finding, const Actor& actor, const FindingFrame& frame);

/// Refuses a contact on "auditee_contact": "required" for none, "contact_in_team".
void check_contact(const Id<Person>& contact, const FindingFrame& frame);

/// True when the field is named in the list: what the three-part meter shows.
bool lacks(const std::vector<MissingPart>& missing, std::string_view field);

/// True for MAJOR and MINOR: a rule is broken.
bool is_nonconformity(Grade grade);

/// Refuses a grade that does not exist in this kind of audit: "grade_not_here" for an AOC outside stage 1.
void check_grade(Grade grade, FindingFrame::Kind kind);

/// The heavier of two grades: MAJOR, MINOR, AOC, OFI.
Grade worse(Grade one, Grade other);

/// What a question shows: the worst grade of its findings that are not withdrawn; nothing when there is none
/// (rulings 1).
std::optional<Grade> worst_live(const std::vector<Finding>& findings);

/// True for the quality manager, top management, the audit's team, and, once the finding has a number, its
/// contact at the audited side and the owners of its actions (rulings 17). For everybody else it does not
/// exist.
bool may_see(const Actor& actor, const Finding& finding, const FindingFrame& frame,
             const std::set<Id<Person>>& owners = {});

/// True for an auditor or the lead of the audit, whatever other roles the actor has.
bool may_write(const Actor& actor, const FindingFrame& frame);

/// Refuses "only_auditors" when the actor may not write, "audit_not_in_work" (State) outside the working
/// phase.
void check_begin(const Actor& actor, const FindingFrame& frame);

/// As check_begin, and refuses "finding_not_draft" (State) when it is raised or withdrawn.
void check_change(const Finding& finding, const Actor& actor, const FindingFrame& frame);

/// Refuses a step the table does not have ("finding_step", State), one that is not the actor's ("only_lead",
/// "only_auditors"), one the guard stands against: "audit_not_in_work", "report_issued" (State), "required"
/// for a missing reason, "finding_incomplete" with the first missing field and the count.
void check_step(const Finding& finding, FindingState to, const Actor& actor, const FindingFrame& frame,
                const std::vector<MissingPart>& missing, std::string_view reason);

} // namespace clausebook
