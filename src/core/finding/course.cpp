#include "core/finding/course.h"

#include <algorithm>
#include <chrono>

namespace clausebook {
namespace {

using enum FindingState;

constexpr std::array<std::string_view, milestones.size()> codes{
    "raised", "acknowledged", "response", "plan", "implemented", "verified", "closed"};

/// The state a milestone is reached by.
FindingState state_of(Milestone milestone)
{
    constexpr std::array<FindingState, milestones.size()> states{
        Raised, Acknowledged, ResponseSubmitted, PlanAccepted, Implemented, Verified, Closed};
    return states.at(static_cast<std::size_t>(milestone));
}

struct Days {
    int correction = 0;
    int plan = 0;
    int implementation = 0;
};

/// Source: domain C.5; 0 is no date.
Days days_of(Grade grade, FindingFrame::Kind kind)
{
    const bool internal = kind == FindingFrame::Kind::Internal;
    if (grade == Grade::MAJOR) return internal ? Days{30, 30, 30} : Days{30, 30, 90};
    if (grade == Grade::MINOR) return internal ? Days{60, 60, 60} : Days{60, 30, 90};
    if (grade == Grade::OFI && internal) return {0, 90, 0};
    return {};
}

std::optional<Date> last_passed(const std::vector<StepTaken>& steps, FindingState state, Id<Person>& by)
{
    const auto found = std::find_if(steps.rbegin(), steps.rend(),
                                    [&](const StepTaken& step) { return step.state == state; });
    if (found == steps.rend()) return std::nullopt;
    by = found->by;
    return found->on;
}

} // namespace

std::string_view str(Milestone milestone)
{
    return codes.at(static_cast<std::size_t>(milestone));
}

std::vector<Milestone> milestones_of(Grade grade)
{
    if (grade == Grade::OFI) return {Milestone::Raised, Milestone::Acknowledged, Milestone::Closed};
    if (grade == Grade::AOC)
        return {Milestone::Raised, Milestone::Acknowledged, Milestone::Implemented, Milestone::Closed};
    return {milestones.begin(), milestones.end()};
}

std::optional<Milestone> reached(FindingState state)
{
    switch (state) {
    case Raised:
    case Disputed:
        return Milestone::Raised;
    case Acknowledged:
    case ResponseRejected:
        return Milestone::Acknowledged;
    case ResponseSubmitted:
        return Milestone::Response;
    case PlanAccepted:
        return Milestone::Plan;
    case Implemented:
        return Milestone::Implemented;
    case Verified:
        return Milestone::Verified;
    case Closed:
        return Milestone::Closed;
    case Draft:
    case Withdrawn:
        break;
    }
    return std::nullopt;
}

std::vector<FindingState> states_at(Milestone milestone)
{
    std::vector<FindingState> states;
    for (const auto state : finding_states)
        if (reached(state) == milestone) states.push_back(state);
    return states;
}

std::vector<Passage> course_of(const Finding& finding, const std::vector<StepTaken>& steps)
{
    std::vector<Passage> course;
    if (finding.number.empty()) return course;
    const auto last = reached(finding.state);
    bool next_found = finding.state == Withdrawn;
    for (const auto milestone : milestones_of(finding.grade)) {
        Passage passage{milestone, Passage::Where::Ahead, {}, {}};
        const bool passed = last ? milestone <= *last : milestone == Milestone::Raised;
        if (passed) {
            passage.where = Passage::Where::Passed;
            passage.on = last_passed(steps, state_of(milestone), passage.by);
            if (milestone == Milestone::Raised) {
                passage.by = finding.raised_by;
                passage.on = finding.raised_on;
            }
        } else if (!next_found) {
            passage.where = Passage::Where::Next;
            next_found = true;
        }
        course.push_back(passage);
    }
    return course;
}

std::optional<Date> closed_on(const Finding& finding, const std::vector<StepTaken>& steps)
{
    Id<Person> by;
    return finding.state == Closed ? last_passed(steps, Closed, by) : std::nullopt;
}

Deadlines deadlines(Grade grade, FindingFrame::Kind kind, const std::optional<Date>& closing_meeting)
{
    Deadlines dates;
    if (!closing_meeting) return dates;
    const auto days = days_of(grade, kind);
    const auto after = [&](int count) {
        return count == 0 ? std::nullopt
                          : std::optional(working_day_from(plus_days(*closing_meeting, count)));
    };
    dates.correction = after(days.correction);
    dates.plan = after(days.plan);
    dates.implementation = after(days.implementation);
    return dates;
}

Date working_day_from(Date date)
{
    constexpr unsigned saturday = 6;
    constexpr unsigned sunday = 7;
    const auto day = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding();
    if (day == saturday) return plus_days(date, 2);
    return day == sunday ? plus_days(date, 1) : date;
}

std::optional<Due> due_next(Grade grade, FindingState state, const Deadlines& deadlines,
                            CorrectionProof proof)
{
    std::optional<Due> next;
    const auto open = [&](Due::What what, const std::optional<Date>& until) {
        if (until && (!next || *until < next->until)) next = Due{what, *until};
    };
    const auto at = reached(state);
    if (!at || *at >= Milestone::Implemented) return next;
    if (*at <= Milestone::Acknowledged)
        open(Due::What::Plan, deadlines.plan);
    else if (grade != Grade::OFI)
        open(Due::What::Implementation, deadlines.implementation);
    if (proof == CorrectionProof::Open) open(Due::What::Correction, deadlines.correction);
    return next;
}

bool is_late(const Due& due, Date today)
{
    return due.until < today;
}

std::optional<Date> late_since(Grade grade, FindingFrame::Kind kind, FindingState state,
                               CorrectionProof proof, Date today)
{
    constexpr int longest_limit = 200; // days, above every limit of domain C.5
    const auto late_after = [&](int days) {
        const auto due = due_next(grade, state, deadlines(grade, kind, plus_days(today, -days)), proof);
        return due && is_late(*due, today);
    };
    if (!late_after(longest_limit)) return std::nullopt;
    int late = longest_limit;
    for (int not_late = 0; late - not_late > 1;) {
        const int between = (late + not_late) / 2;
        (late_after(between) ? late : not_late) = between;
    }
    return plus_days(today, -late);
}

} // namespace clausebook
