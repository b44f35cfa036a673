#pragma once
// How far a finding is and until when: what its page, the lists, the report and the workbook show (domain
// C.5, D.7 part J, G.2, G.6).

#include "core/finding/finding_life.h"
#include "core/finding/response.h"

#include <array>
#include <optional>
#include <vector>

namespace clausebook {

/// What a page shows of the life of a finding (rulings 3). In order.
enum class Milestone { Raised, Acknowledged, Response, Plan, Implemented, Verified, Closed };

inline constexpr std::array milestones{Milestone::Raised, Milestone::Acknowledged, Milestone::Response,
                                       Milestone::Plan,   Milestone::Implemented,  Milestone::Verified,
                                       Milestone::Closed};

std::string_view str(Milestone milestone); ///< "raised", "acknowledged", "response", "plan", ...

/// Those a finding of that grade passes: an opportunity is decided on, an area of concern has no plan.
/// Source: domain G.2.
std::vector<Milestone> milestones_of(Grade grade);

/// The last one reached: nothing for a draft and for what is withdrawn. A disputed finding is raised, one
/// whose plan was sent back is acknowledged.
std::optional<Milestone> reached(FindingState state);

/// The states of which that is the last one reached.
std::vector<FindingState> states_at(Milestone milestone);

/// One milestone on the way of a finding.
struct Passage {
    Milestone milestone;
    enum class Where { Passed, Next, Ahead } where;
    Id<Person> by;          ///< of one passed
    std::optional<Date> on; ///< of one passed
};

/// All milestones of a finding, with who and when of those passed; empty for a draft. A withdrawn finding
/// shows that it was raised, and nothing next.
std::vector<Passage> course_of(const Finding& finding, const std::vector<StepTaken>& steps);

/// The day a finding was closed; nothing before.
std::optional<Date> closed_on(const Finding& finding, const std::vector<StepTaken>& steps);

/// Until when something is due; nothing where the rules set no date, or its first day is not known yet.
struct Deadlines {
    std::optional<Date> correction;     ///< evidence of the correction
    std::optional<Date> plan;           ///< cause and plan; for an opportunity the decision
    std::optional<Date> implementation; ///< evidence that the plan was carried out
};

/// Days of domain C.5 from the closing meeting, moved to the next working day (G.6). An internal audit has
/// one limit a grade; an area of concern is due before stage 2, which has no date here.
Deadlines deadlines(Grade grade, FindingFrame::Kind kind, const std::optional<Date>& closing_meeting);

/// The date itself, or the Monday after a week-end.
Date working_day_from(Date date);

/// Whether evidence of the correction was accepted: its own limit ends with that, whatever the plan's does.
enum class CorrectionProof { Open, Accepted };

/// What is due next in a state, and until when: the earliest of what is open.
struct Due {
    enum class What { Plan, Implementation, Correction } what;
    Date until;
};
std::optional<Due> due_next(Grade grade, FindingState state, const Deadlines& deadlines,
                            CorrectionProof proof);

/// True when its day is over. On the day itself it is not late.
bool is_late(const Due& due, Date today);

/// The latest day of a closing meeting after which something of such a finding is late on `today`; nothing
/// when it cannot be late. The lists ask for late findings by it, so that the rule stands here alone.
std::optional<Date> late_since(Grade grade, FindingFrame::Kind kind, FindingState state,
                               CorrectionProof proof, Date today);

} // namespace clausebook
