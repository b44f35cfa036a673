#pragma once
// The findings of earlier audits that an audit looks at again: which they are, what may be said of each, and
// by whom (domain C.4, D.2.6, D.4 section 3, D.5, G.2).

#include "core/audit/audit_kind.h"
#include "core/audit/basis.h"
#include "core/finding/follow_up.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace clausebook {

/// An earlier finding with what an audit says of it.
struct EarlierFinding {
    Finding finding;
    FollowedFinding look;          ///< version 0 while nobody has looked
    std::optional<Finding> became; ///< the finding of this audit it became
    enum class Asked {
        Must, ///< of an audit this one stands on: the report is not drafted without a word about it
        May,  ///< offered, because the house looks back anyway
    } asked = Asked::Must;
};

/// True when a later audit need not look again: it was solved, came to its effect, or lives on as another
/// finding.
bool settles(Outcome outcome);

/// True when an audit of that kind looks at a finding of that grade: a stage at the concerns of the stage
/// before, every other audit at all findings.
bool looks_at(const AuditKind& kind, Grade grade);

/// What may be said of a finding of that grade, in the order of the page.
std::span<const Outcome> outcomes_for(Grade grade);

/// The grades that an earlier finding can become in an audit of that kind.
std::span<const Grade> grades_to_become(FindingFrame::Kind kind);

/// True when something is said that still stands: not when the draft it became was withdrawn.
bool is_looked_at(const EarlierFinding& earlier);

/// How many must be looked at and are not.
std::size_t not_looked_at(const std::vector<EarlierFinding>& earlier);

/// What an auditor says of an earlier finding.
struct Look {
    Outcome outcome = Outcome::NotLooked;
    std::optional<Grade> grade; ///< of what it became
    std::string comment;
    Version version = 0; ///< the one that was read
};

/// Refuses a look at an earlier finding, `at` being that finding and what was done about it, `here` the audit
/// that looks: "only_auditors"; "only_lead" for a concern, whose life the look ends; "audit_not_in_work"
/// (State) outside its fieldwork and writing; "own_response" and "own_action", because nobody verifies own
/// work; "outcome_unknown" (outcome) for what cannot be said of that grade; "grade_needed" (grade) for what
/// became a finding of no grade that this audit knows; "required", "too_long", "unclean" (comment); and
/// "became_stands" (State; finding) to say something else while the finding it became is not withdrawn.
void check_look(const EarlierFinding& earlier, const FollowUp& at, const FindingFrame& here,
                const Actor& actor, const Look& look);

/// The draft that an earlier finding becomes in an audit: its place, rule and words as far as the audit has
/// them, without the objective evidence, which is found anew; a repetition names the finding it repeats.
Finding draft_from(const Finding& earlier, const FindingFrame& here, Grade grade, const Id<Person>& auditor,
                   Date today);

/// What the step that ends a concern says, in no language: "S2-2026-01 → MINOR" or "S2-2026-01", then the
/// auditor's own words.
std::string step_comment(const Id<Audit>& here, const Look& look);

} // namespace clausebook
