#pragma once
// Events of a certification as tests write them down.

#include "core/base/refusal.h"
#include "core/cycle/cycle.h"

#include <functional>
#include <string>
#include <vector>

namespace clausebook::testing {

inline Date day(const char* text)
{
    return *parse_date(text);
}

inline CycleEvent event(CycleEventKind kind, Date on, int majors = 0)
{
    CycleEvent event;
    event.kind = kind;
    event.on = on;
    event.body = "Marmara Belgelendirme";
    event.certificate = "MB-1001";
    event.scope = "Complaints of customers of all shops";
    event.reason = "Audit not allowed in time";
    event.majors = majors;
    return event;
}

/// Events in a row, each with a key of its own.
class Course {
public:
    Course& add(CycleEventKind kind, const char* on, int majors = 0)
    {
        auto next = event(kind, day(on), majors);
        next.key = Id<CycleEvent>("CE-" + std::to_string(events.size() + 1));
        events.push_back(next);
        return *this;
    }

    /// What is refused when one more is typed: its code, "" for nothing.
    std::string refused(CycleEventKind kind, const char* on, int majors = 0) const
    {
        return refused(event(kind, day(on), majors));
    }

    std::string refused(const CycleEvent& typed) const
    {
        auto all = events;
        all.push_back(typed);
        return code_of([&] { check_course(all, rules, today, {}); });
    }

    static std::string code_of(const std::function<void()>& act)
    {
        try {
            act();
        } catch (const Refusal& refusal) {
            return refusal.code() + (refusal.field().empty() ? "" : " on " + refusal.field());
        }
        return {};
    }

    Cycle at(const char* text) const { return cycle_on(events, rules, day(text)); }

    std::vector<CycleEvent> events;
    CycleRules rules;
    Date today = day("2029-12-31");
};

/// Up to the decision on 2026-03-15, the day the vectors of domain G.6 count from.
inline Course certified()
{
    using enum CycleEventKind;
    Course course;
    course.add(Applied, "2025-06-02").add(Stage1Done, "2025-10-01").add(Stage2Done, "2026-01-20", 1);
    course.add(HandedIn, "2026-03-02").add(Certified, "2026-03-15");
    return course;
}

} // namespace clausebook::testing
