#include "core/cycle/road.h"
#include "random_walk.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using testing::certified;
using testing::Course;
using testing::day;
using testing::random_walk;
using Kind = CycleEventKind;

/// "APPLICATION+ STAGE1> STAGE2": + for done, > for next.
std::string road(const Course& course, const char* on)
{
    std::string text;
    for (const auto& station : road_of(certification_on(course.events, course.rules, day(on)))) {
        if (!text.empty()) text += ' ';
        text += station.code;
        if (station.number > 0) text += std::to_string(station.number);
        text += station.place == RoadPlace::Done ? "+" : station.place == RoadPlace::Next ? ">" : "";
    }
    return text;
}

TEST(Road, leads_from_the_application_to_recertification)
{
    auto course = certified();
    EXPECT_EQ(road(course, "2025-06-01"), "APPLICATION> STAGE1 STAGE2 DECISION");
    EXPECT_EQ(road(course, "2025-06-02"), "APPLICATION+ STAGE1> STAGE2 DECISION");
    EXPECT_EQ(road(course, "2025-10-01"), "APPLICATION+ STAGE1+ STAGE2> DECISION");
    EXPECT_EQ(road(course, "2026-01-20"), "APPLICATION+ STAGE1+ STAGE2+ DECISION>");
    EXPECT_EQ(road(course, "2026-03-02"), "APPLICATION+ STAGE1+ STAGE2+ DECISION>");
    const std::string first = "APPLICATION+ STAGE1+ STAGE2+ DECISION+ ";
    EXPECT_EQ(road(course, "2026-03-15"), first + "SURVEILLANCE1> SURVEILLANCE2 RECERTIFICATION");
    course.add(Kind::Surveillance, "2027-03-01");
    EXPECT_EQ(road(course, "2027-03-01"), first + "SURVEILLANCE1+ SURVEILLANCE2> RECERTIFICATION");
    course.add(Kind::RecertificationAudit, "2028-12-01").add(Kind::Renewed, "2029-01-10");
    EXPECT_EQ(road(course, "2029-01-10"), "DECISION+ SURVEILLANCE1> SURVEILLANCE2 RECERTIFICATION");
}

TEST(Road, begins_anew_after_a_certificate_that_is_gone)
{
    EXPECT_EQ(road(certified(), "2031-03-20"), "APPLICATION> STAGE1 STAGE2 DECISION");
    auto withdrawn = certified();
    withdrawn.add(Kind::Withdrawn, "2027-01-05");
    EXPECT_EQ(road(withdrawn, "2027-01-05"), "APPLICATION> STAGE1 STAGE2 DECISION");
    auto suspended = certified();
    suspended.add(Kind::Suspended, "2027-01-05");
    EXPECT_EQ(road(suspended, "2027-01-05"),
              "APPLICATION+ STAGE1+ STAGE2+ DECISION+ SURVEILLANCE1> SURVEILLANCE2 RECERTIFICATION");
}

TEST(Road, names_days)
{
    const auto seen = certification_on(certified().events, {}, day("2025-11-01"));
    const auto stations = road_of(seen);
    EXPECT_EQ(stations.at(1).on, day("2025-10-01"));
    EXPECT_EQ(stations.at(2).last_on, day("2026-04-01"));
    EXPECT_EQ(next_date(seen)->last_on, day("2026-04-01")) << "the page says the same";
}

TEST(NextDate, is_the_first_that_is_still_to_come)
{
    auto course = certified();
    const auto next = [&](const char* on) {
        static Certification seen;
        seen = certification_on(course.events, course.rules, day(on));
        return next_date(seen);
    };
    EXPECT_EQ(next("2025-06-02"), nullptr);
    EXPECT_EQ(next("2026-03-15")->last_on, day("2027-03-15"));
    EXPECT_EQ(next("2027-03-15")->last_on, day("2027-03-15"));
    EXPECT_EQ(next("2027-03-16")->last_on, day("2028-12-31")) << "the late one is warned of by the page";
    EXPECT_EQ(next("2029-09-15")->kind, CycleDateKind::Restoration) << "over, but the last there is";
}

TEST(RandomRoads, have_one_next_station_at_most)
{
    for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
        const auto walk = random_walk(seed);
        const auto seen = certification_on(walk.events, walk.rules, walk.today);
        int next = 0;
        bool ahead = false;
        for (const auto& station : road_of(seen)) {
            if (station.place == RoadPlace::Next) ++next;
            EXPECT_FALSE(ahead && station.place == RoadPlace::Next) << seed;
            ahead = ahead || station.place == RoadPlace::Ahead;
            EXPECT_LE(station.on.value_or(walk.today), walk.today) << seed;
        }
        EXPECT_LE(next, 1) << seed;
        if (::testing::Test::HasFailure()) break;
    }
}

} // namespace
} // namespace clausebook
