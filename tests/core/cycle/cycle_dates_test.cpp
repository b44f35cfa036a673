// Every vector of domain G.6 that a certification has.

#include "core/base/months.h"
#include "core/cycle/cycle_dates.h"
#include "course.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using enum CycleEventKind;
using testing::certified;
using testing::Course;
using testing::day;

std::string text(const std::optional<Date>& date)
{
    return date ? to_string(*date) : "none";
}

/// "begins planned last", "done" behind it where it took place.
std::string shown(const CycleDate& date)
{
    auto line = text(date.begins_on) + " " + text(date.planned_on) + " " + text(date.last_on);
    if (date.done_on) line += " done " + text(date.done_on);
    return line;
}

std::string date_of_kind(const Course& course, const char* on, CycleDateKind kind, int number = 0)
{
    for (const auto& date : cycle_dates(course.at(on), course.rules))
        if (date.kind == kind && date.number == number) return shown(date);
    return "none";
}

std::string years(const Cycle& cycle)
{
    std::string line;
    for (const auto& each : surveillance_years(cycle))
        line += std::to_string(each.year) + (each.audited == SurveillanceYear::Audited::Yes ? "+ " : " ");
    return line;
}

TEST(Months, end_with_the_month_they_end_in)
{
    EXPECT_EQ(plus_months(day("2024-08-31"), 6), day("2025-02-28"));
    EXPECT_EQ(plus_months(day("2024-08-29"), 6), day("2025-02-28"));
    EXPECT_EQ(plus_months(day("2027-11-30"), 3), day("2028-02-29"));
    EXPECT_EQ(plus_months(day("2028-02-29"), 12), day("2029-02-28"));
    EXPECT_EQ(plus_months(day("2028-02-29"), 48), day("2032-02-29"));
    EXPECT_EQ(plus_months(day("2026-03-31"), -1), day("2026-02-28"));
    EXPECT_EQ(plus_months(day("2026-01-15"), -13), day("2024-12-15"));
}

TEST(CycleDates, of_a_decision_on_15_march_2026_are_those_of_the_domain)
{
    const auto course = certified();
    const auto of = [&](CycleDateKind kind, int number = 0) {
        return date_of_kind(course, "2026-04-01", kind, number);
    };
    EXPECT_EQ(of(CycleDateKind::Expiry), "none none 2029-03-14");
    EXPECT_EQ(of(CycleDateKind::Surveillance, 1), "2026-12-15 2027-03-15 2027-03-15");
    EXPECT_EQ(of(CycleDateKind::Surveillance, 2), "2028-01-01 2028-03-15 2028-12-31");
    EXPECT_EQ(of(CycleDateKind::Surveillance, 3), "none");
    EXPECT_EQ(of(CycleDateKind::Recertification), "2028-09-14 2028-12-14 2029-03-14");
    EXPECT_EQ(of(CycleDateKind::Restoration), "none none 2029-09-14");
    EXPECT_EQ(of(CycleDateKind::Retention), "none none 2032-03-14");
    EXPECT_EQ(years(course.at("2026-04-01")), "2027 2028 ");
}

TEST(CycleDates, of_the_second_surveillance_follow_the_year_of_the_first)
{
    auto in_2027 = certified();
    in_2027.add(Surveillance, "2027-02-10");
    EXPECT_EQ(date_of_kind(in_2027, "2027-03-01", CycleDateKind::Surveillance, 1),
              "2026-12-15 2027-03-15 2027-03-15 done 2027-02-10");
    EXPECT_EQ(date_of_kind(in_2027, "2027-03-01", CycleDateKind::Surveillance, 2),
              "2028-01-01 2028-03-15 2028-12-31");
    EXPECT_EQ(years(in_2027.at("2027-03-01")), "2027+ 2028 ");

    auto in_2026 = certified();
    in_2026.add(Surveillance, "2026-12-20");
    EXPECT_EQ(date_of_kind(in_2026, "2027-01-05", CycleDateKind::Surveillance, 2),
              "2027-09-30 2027-12-31 2027-12-31")
        << "2027 needs one of its own";
    EXPECT_EQ(date_of_kind(in_2026, "2027-01-05", CycleDateKind::Surveillance, 3),
              "2028-09-30 2028-12-31 2028-12-31");
    EXPECT_EQ(years(in_2026.at("2027-01-05")), "2027 2028 ");
}

TEST(CycleDates, of_a_late_surveillance_leave_none_to_the_year_of_expiry)
{
    auto late = certified();
    late.add(Surveillance, "2029-01-10");
    EXPECT_EQ(date_of_kind(late, "2029-01-11", CycleDateKind::Surveillance, 1),
              "2026-12-15 2027-03-15 2027-03-15 done 2029-01-10");
    EXPECT_EQ(date_of_kind(late, "2029-01-11", CycleDateKind::Surveillance, 2), "none");
    late.add(Surveillance, "2029-02-10");
    EXPECT_EQ(date_of_kind(late, "2029-02-11", CycleDateKind::Surveillance, 2),
              "2029-03-14 2029-03-14 2029-03-14 done 2029-02-10")
        << "one that took place stands there, never after the certificate's end";
    EXPECT_EQ(years(late.at("2029-02-11")), "2027 2028 ");
}

TEST(CycleDates, take_the_anchor_the_settings_name)
{
    auto course = certified();
    course.rules.surveillance_anchor = SurveillanceAnchor::AuditEnd;
    EXPECT_EQ(date_of_kind(course, "2026-04-01", CycleDateKind::Surveillance, 1),
              "2026-10-20 2027-01-20 2027-01-20");
    course.events.at(2).on = day("2025-03-10"); // stage 2 a year before the decision
    course.events.at(1).on = day("2025-02-01");
    course.events.at(0).on = day("2025-01-01");
    course.events.at(2).majors = 0;
    EXPECT_EQ(date_of_kind(course, "2026-04-01", CycleDateKind::Surveillance, 1),
              "2026-12-15 2027-03-15 2027-03-15")
        << "an anchor that leaves nothing gives way to the decision";
    course.rules.validity_months = 24;
    EXPECT_EQ(date_of_kind(course, "2026-04-01", CycleDateKind::Expiry), "none none 2028-03-14");
}

TEST(CycleDates, of_a_printed_expiry_stand_over_the_counted_one)
{
    auto course = certified();
    course.events.back().valid_until = day("2027-03-14");
    EXPECT_EQ(date_of_kind(course, "2026-04-01", CycleDateKind::Expiry), "none none 2027-03-14");
    EXPECT_EQ(date_of_kind(course, "2026-04-01", CycleDateKind::Surveillance, 1), "none")
        << "a certificate of one year has none";
    EXPECT_EQ(years(course.at("2026-04-01")), "");
}

TEST(CycleDates, before_the_decision_are_those_of_stage_2_and_its_majors)
{
    Course course;
    course.add(Applied, "2025-06-02").add(Stage1Done, "2025-08-31");
    EXPECT_EQ(date_of_kind(course, "2025-09-01", CycleDateKind::Stage2), "2025-08-31 2025-11-30 2026-02-28");
    course.add(Stage2Done, "2025-11-30", 2);
    EXPECT_EQ(date_of_kind(course, "2025-12-01", CycleDateKind::Stage2), "none");
    EXPECT_EQ(date_of_kind(course, "2025-12-01", CycleDateKind::Majors), "none none 2026-05-30");
    course.events.back().majors = 0;
    EXPECT_EQ(date_of_kind(course, "2025-12-01", CycleDateKind::Majors), "none");
}

TEST(CycleDates, of_a_suspension_end_six_months_after_it_began)
{
    auto course = certified();
    course.add(Suspended, "2027-08-31");
    EXPECT_EQ(date_of_kind(course, "2027-09-01", CycleDateKind::SuspensionReview), "none none 2028-02-29");
    EXPECT_EQ(date_of_kind(course, "2026-09-01", CycleDateKind::SuspensionReview), "none");
}

TEST(CycleDates, of_the_next_cycle_go_on_from_the_old_expiry)
{
    auto course = certified();
    course.add(Surveillance, "2027-02-10").add(Surveillance, "2028-03-01");
    course.add(RecertificationAudit, "2028-12-05").add(Renewed, "2029-01-10");
    EXPECT_EQ(course.at("2029-02-01").number, 2);
    EXPECT_EQ(date_of_kind(course, "2029-02-01", CycleDateKind::Expiry), "none none 2032-03-14");
    EXPECT_EQ(date_of_kind(course, "2029-02-01", CycleDateKind::Surveillance, 1),
              "2029-10-10 2030-01-10 2030-01-10");
    EXPECT_EQ(years(course.at("2029-02-01")), "2030 2031 ");
    course.rules.renewal_anchor = RenewalAnchor::Decision;
    EXPECT_EQ(date_of_kind(course, "2029-02-01", CycleDateKind::Expiry), "none none 2032-01-09");

    auto restored = certified();
    restored.add(RecertificationAudit, "2029-02-05").add(Restored, "2029-09-14");
    EXPECT_EQ(date_of_kind(restored, "2029-10-01", CycleDateKind::Expiry), "none none 2032-03-14")
        << "counted by the old cycle, though the decision came after it";
}

TEST(CycleDates, of_an_expired_certificate_are_its_end_and_what_comes_after)
{
    const auto course = certified();
    EXPECT_EQ(course.at("2029-03-14").state, CycleState::Certified);
    EXPECT_EQ(course.at("2029-03-15").state, CycleState::Expired);
    std::string kinds;
    for (const auto& date : cycle_dates(course.at("2029-03-15"), course.rules)) kinds += str(date.kind) + " ";
    EXPECT_EQ(kinds, "EXPIRY RESTORATION RETENTION ");
    EXPECT_EQ(years(course.at("2029-03-15")), "");
}

TEST(CycleDates, of_29_february_stay_in_their_month)
{
    Course course;
    course.add(Held, "2024-02-29");
    EXPECT_EQ(date_of_kind(course, "2024-03-01", CycleDateKind::Surveillance, 1),
              "2024-11-28 2025-02-28 2025-02-28");
    EXPECT_EQ(date_of_kind(course, "2024-03-01", CycleDateKind::Expiry), "none none 2027-02-27");
    course.events.back().on = day("2025-03-01");
    EXPECT_EQ(date_of_kind(course, "2025-03-02", CycleDateKind::Expiry), "none none 2028-02-29");
    EXPECT_EQ(date_of_kind(course, "2025-03-02", CycleDateKind::Restoration), "none none 2028-08-29");
}

TEST(Pressing, grows_towards_the_last_day)
{
    const CycleRules rules;
    const CycleDate date{CycleDateKind::Surveillance,
                         2,
                         day("2028-01-01"),
                         day("2028-03-15"),
                         day("2028-12-31"),
                         std::nullopt,
                         std::nullopt};
    EXPECT_EQ(pressing_on(date, rules, day("2027-12-31")), Pressing::Later);
    EXPECT_EQ(pressing_on(date, rules, day("2028-01-01")), Pressing::Now);
    EXPECT_EQ(pressing_on(date, rules, day("2028-03-15")), Pressing::Now);
    EXPECT_EQ(pressing_on(date, rules, day("2028-03-16")), Pressing::Soon) << "later than planned";
    EXPECT_EQ(pressing_on(date, rules, day("2028-12-31")), Pressing::Soon);
    EXPECT_EQ(pressing_on(date, rules, day("2029-01-01")), Pressing::Over);
    auto done = date;
    done.done_on = day("2028-03-01");
    EXPECT_EQ(pressing_on(done, rules, day("2029-01-01")), Pressing::Done);
    const CycleDate expiry{CycleDateKind::Expiry, 0, {}, {}, day("2029-03-14"), {}, {}};
    EXPECT_EQ(pressing_on(expiry, rules, day("2029-01-12")), Pressing::Later) << "61 days before";
    EXPECT_EQ(pressing_on(expiry, rules, day("2029-01-13")), Pressing::Soon);
    const CycleDate kept{CycleDateKind::Retention, 0, {}, {}, day("2029-03-14"), {}, {}};
    EXPECT_EQ(pressing_on(kept, rules, day("2030-01-01")), Pressing::Later);
}

TEST(CycleDates, open_the_window_of_stage_2_with_the_end_of_stage_1)
{
    const auto course = Course().add(Applied, "2027-06-02").add(Stage1Done, "2027-11-30");
    const auto dates = cycle_dates(course.at("2027-12-01"), course.rules);
    ASSERT_EQ(dates.size(), 1U);
    EXPECT_EQ(dates.front().begins_on, day("2027-11-30"));
    EXPECT_EQ(dates.front().planned_on, day("2028-02-29")) << "the end of the month, in a leap year";
    EXPECT_EQ(dates.front().last_on, day("2028-05-30"));
    EXPECT_EQ(dates.front().counted_from, day("2027-11-30"));
    EXPECT_EQ(pressing_on(dates.front(), {}, day("2027-12-01")), Pressing::Now);
    EXPECT_EQ(pressing_on(dates.front(), {}, day("2028-03-01")), Pressing::Soon);
    EXPECT_EQ(pressing_on(dates.front(), {}, day("2028-05-31")), Pressing::Over);
}

TEST(CycleDates, count_internal_audit_and_review_from_the_last_ones)
{
    HouseDates house;
    EXPECT_TRUE(cycle_dates({}, {}, house).empty()) << "where nothing is known, nothing is said";
    house.internal_audit_on = day("2028-02-29");
    house.management_review_on = day("2026-08-31");
    const auto dates = cycle_dates({}, {}, house);
    ASSERT_EQ(dates.size(), 2U);
    EXPECT_EQ(dates.at(0).kind, CycleDateKind::ManagementReview);
    EXPECT_EQ(dates.at(0).last_on, day("2027-08-31"));
    EXPECT_EQ(dates.at(1).kind, CycleDateKind::InternalAudit);
    EXPECT_EQ(dates.at(1).last_on, day("2029-02-28"));
    EXPECT_EQ(dates.at(1).counted_from, day("2028-02-29"));
}

} // namespace
} // namespace clausebook
