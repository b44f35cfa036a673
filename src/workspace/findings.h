#pragma once
// Verbs on findings, and what the answer verb does with them inside its own transaction.

#include "core/audit/basis.h"
#include "core/finding/finding_life.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>

namespace clausebook {

/// What a finding begins with. A finding may come before its clause and without a question.
struct FindingDraft {
    Id<Audit> audit;
    Grade grade = Grade::MINOR;
    std::optional<FindingQuestion>
        question; ///< hangs it there; gives its clause and site when they are not said
    std::optional<ClauseNumber> clause;
    Id<Site> site;
};

/// What an auditor says of an area of concern. Source: domain D.3 section 8.
struct ConcernSaid {
    Grade could_become = Grade::MINOR;
    Concern::Before2 must_fix = Concern::Before2::May;

    friend bool operator==(const ConcernSaid&, const ConcernSaid&) = default;
};

/// What an auditor writes into a draft: parts A to C. The version in it is the one that was read.
struct FindingText {
    Version version = 0;
    std::optional<Grade> grade; ///< nothing: stays
    std::optional<ClauseNumber> clause;
    std::vector<ClauseNumber> secondary_clauses;
    Id<Site> site;
    std::string process;
    Id<Criterion> criterion;
    std::string criterion_section;
    Id<Person> auditee_contact;
    std::string requirement;
    std::string objective_evidence;
    std::string statement;
    std::string grade_reason;
    std::string repeat_of;
    std::optional<ConcernSaid> concern = std::nullopt; ///< of an area of concern; nothing: stays

    friend bool operator==(const FindingText&, const FindingText&) = default;
};

/// The text of a finding as it stands, to be changed and saved; without what is said of a concern.
FindingText text_of(const Finding& finding);

/// Every verb below throws NotFound when the audit or finding does not exist for the actor, and refuses
/// "only_auditors" when the actor is neither lead nor auditor of the audit, "audit_not_in_work" (State)
/// before the opening meeting and once the report is in review; those with a version refuse "edit_conflict"
/// (Conflict).

/// Begins a finding. Refuses "grade_not_here", "clause_not_in_scope", "site_not_in_audit",
/// "question_not_in_scope", and "answer_contradicts" for a question that is answered as conforming, not
/// applicable or not seen; "answer_says_nonconformity" when it is answered as nonconforming and the grade is
/// an opportunity, "answer_says_opportunity" the other way round. Returns its key; asked again with the same
/// `retry_key`, nothing is made twice.
Id<Finding> draft_finding(Workspace& workspace, const Actor& actor, const FindingDraft& wish,
                          const std::string& retry_key = {});

/// Saves parts A to C of a draft. Refuses "finding_not_draft" (State), what check() refuses, and
/// "clause_not_in_scope", "site_not_in_audit", "criterion_not_in_audit", "unknown_person" (auditee_contact),
/// "unknown_finding" (repeat_of), "grade_not_here", "answer_says_nonconformity" for an NC that would become
/// an opportunity, "grade_needed" (could_become) for a concern that could become neither minor nor major.
/// Returns the new version; nothing is written when nothing differs, or when the same
/// `retry_key` comes again.
Version change_finding(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                       const FindingText& text, const std::string& retry_key = {});

/// Gives a draft another grade. Refuses as change_finding does.
Version regrade(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Grade grade,
                Version based_on);

/// Hangs a finding on a question more, or takes it off one. A raised finding may still be hung on more
/// questions (one deviation, one finding), but stays where it is. Refuses as draft_finding does;
/// "finding_answered" (State) for one that the audited side has acknowledged or that is over, to take off
/// "finding_not_draft" (State).
void attach_question(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                     const FindingQuestion& question);
void detach_question(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                     const FindingQuestion& question);

/// Raises a draft and gives it its number, which is returned. Refuses as check_step() does, and
/// "concern_unsaid" (could_become) for an area of concern of which nobody has said what it could become.
std::string raise(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Version based_on);

/// Gives a raised finding another contact at the audited side, until it is closed. Refuses as check_naming()
/// and check_contact() do; "unknown_person" for one who is not active.
void name_contact(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const Id<Person>& contact,
                  Version based_on);

/// Withdraws a draft, or before the report is issued a raised finding; its number is not given again. Refuses
/// as check_step() does.
void withdraw(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const std::string& reason,
              Version based_on);

// Inside the answer verb. It has checked who answers and that fieldwork goes on; these change findings in its
// transaction and its journal entry.

/// The answer became minor or major (rulings 1): opens a draft of that grade on the question, or gives the
/// one draft that hangs there the grade. Nothing happens when a live finding of that grade hangs there
/// already. Refuses (State) "finding_is_raised" when a raised finding of another grade does, and
/// "several_findings" when several drafts do: they are graded on their own pages. Returns the finding that
/// carries the grade.
Id<Finding> grade_for(store::Writing& verb, const Id<Audit>& audit, const FindingQuestion& question,
                      Grade grade, const Id<Person>& auditor, Date today);

/// Says what the concern on a question could become, as the button chosen in a stage 1 has it; what must be
/// solved before stage 2 stays as it was said, at first a major must. Returns whether something changed.
bool concern_for(store::Writing& verb, const Id<Finding>& finding, Grade could_become);

/// Opens one more draft on a question: several findings may hang on it.
Id<Finding> draft_for(store::Writing& verb, const Id<Audit>& audit, const FindingQuestion& question,
                      Grade grade, const Id<Person>& auditor, Date today);

/// The answer stops being NC: a draft nobody has written into is taken back (a click undone). Refuses (State)
/// "finding_hangs_on_answer" with the finding's name when anything else is live there (rulings 7).
void release_for(store::Writing& verb, const Id<Audit>& audit, const FindingQuestion& question,
                 const Id<Person>& actor, Date today);

} // namespace clausebook
