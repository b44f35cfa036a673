#pragma once
// What the parts of the demo's story share: the clock, who is there, what was made so far. Inside cli only.

#include "cli/demo_tables.h"
#include "workspace/audits.h"
#include "workspace/workspace.h"

#include <chrono>
#include <map>
#include <string>

namespace clausebook::cli {

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

struct DemoHouse {
    Workspace& workspace;
    StoryClock& clock;
    std::map<std::string, std::string> texts = demo_texts();
    std::map<std::string, Actor> people{};           ///< by sign-in name
    std::map<std::string, Id<Site>> sites{};         ///< "istanbul", "kadikoy", "bursa"
    std::map<std::string, Id<Criterion>> criteria{}; ///< by reference
    std::map<std::string, Id<Evidence>> evidence{};  ///< by file

    const Actor& who(const std::string& login) const { return people.at(login); }
    const std::string& text(const std::string& name) const { return texts.at(name); }

    /// Two minutes go by; what is done is done then.
    void work() const { clock.pass(std::chrono::seconds(137)); }
};

/// Organization, people with accounts, sites, criteria.
void set_up_demo(DemoHouse& house);

/// Brings in, submits and accepts what `login` brings.
void bring_evidence(DemoHouse& house, const std::string& login);

/// The first audit up to its report being in review.
Id<Audit> tell_first_audit(DemoHouse& house);

/// What happened to the first audit's findings after it: each stands at another step.
void tell_follow_up(DemoHouse& house, const Id<Audit>& audit);

/// The second, which is under way.
void tell_second_audit(DemoHouse& house, const Id<Audit>& first);

} // namespace clausebook::cli
