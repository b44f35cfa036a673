#pragma once
// What the parts of the demo's story share: the clock, who is there, what was made so far. Inside cli only.

#include "cli/demo_story.h"
#include "cli/demo_tables.h"
#include "workspace/audits.h"
#include "workspace/workspace.h"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace clausebook::cli {

/// So many days before this year's audit last year's was: 53 weeks, so that each of its days falls on the
/// same day of the week and in the year before, whichever day the demo is built.
inline constexpr int a_year_before = 371;

/// A clock that stands still until the story moves it, and never goes back.
class StoryClock {
public:
    explicit StoryClock(Date built_on) : built_on_(built_on) {}

    Instant now() const { return now_; }

    /// Nine o'clock in Istanbul on such a working day.
    void go_to(int days_before)
    {
        now_ =
            std::max<Instant>(now_, std::chrono::sys_days(working_day(days_before)) + std::chrono::hours(6));
    }

    /// So many days before the demo is built, the Friday before for a week-end.
    Date working_day(int days_before) const
    {
        auto day = std::chrono::sys_days(built_on_) - std::chrono::days(days_before);
        while (std::chrono::weekday(day).iso_encoding() > 5) day -= std::chrono::days(1);
        return day;
    }

    void pass(std::chrono::seconds time) { now_ += time; }

    Date days_before(int days) const { return plus_days(built_on_, -days); }

private:
    Date built_on_;
    Instant now_{};
};

/// What happens when: its parts are written down one after the other and told in the order of their days,
/// those of one day as they were written down.
class Timeline {
public:
    void on(int days_before, std::function<void()> happening);

    void tell(StoryClock& clock);

private:
    struct Happening {
        int days_before;
        std::function<void()> happens;
    };
    std::vector<Happening> happenings_;
};

struct DemoHouse {
    Workspace& workspace;
    StoryClock& clock;
    Timeline& timeline;
    std::map<std::string, std::string> texts = demo_texts();
    std::vector<DemoEvidence> pieces = demo_evidence();
    std::vector<DemoFinding> deviations = demo_findings();
    std::map<std::string, Actor> people{};           ///< by handle
    std::map<std::string, Id<Site>> sites{};         ///< "istanbul", "kadikoy", "bursa"
    std::map<std::string, Id<Criterion>> criteria{}; ///< by reference
    std::map<std::string, Id<Evidence>> evidence{};  ///< by line of the manifest
    std::map<DemoAudit, Id<Audit>> audits{};
    std::map<std::string, Id<Finding>> findings{}; ///< by name
    std::map<std::string, Id<Action>> actions{};   ///< "major.action_1"

    const Actor& who(const std::string& handle) const { return people.at(handle); }
    const std::string& text(const std::string& name) const { return texts.at(name); }
    const DemoEvidence& piece(const std::string& name) const;

    /// Two minutes go by; what is done is done then.
    void work() const { clock.pass(std::chrono::seconds(137)); }
};

/// Organization, people, sites, criteria.
void set_up_demo(DemoHouse& house);

/// Evidence comes in, is decided on, replaced, put away.
void plan_evidence(DemoHouse& house);

/// Brings what a line of the manifest says, and hands it in and decides on it as far as that line goes.
void bring(DemoHouse& house, const DemoEvidence& piece, const std::optional<LinkTarget>& link = {});

/// The second decision of who else may: the quality manager, for her own her deputy.
void accept(DemoHouse& house, const DemoEvidence& piece, const std::string& by = {});

/// An audit from its making to its report being in review.
void plan_audit(DemoHouse& house, DemoAudit which);

/// What the plan of an audit says beside its frame; its lead takes the timetable that is proposed.
void write_demo_plan(const DemoHouse& house, DemoAudit which);

/// The one that goes on while the demo is built, and the one after it.
void plan_audit_under_way(DemoHouse& house);
void plan_next_audit(DemoHouse& house);

/// What happened to the findings of both years.
void plan_follow_up(DemoHouse& house);

/// What was agreed with the certification body.
void plan_certification(DemoHouse& house);

/// Last year's audit is completed.
void complete_last_year(DemoHouse& house);

} // namespace clausebook::cli
