#include "core/audit/audit_time.h"

#include <gtest/gtest.h>

#include <utility>

namespace clausebook {
namespace {

/// Half days of the table for so many people.
long table_of(long personnel)
{
    return audit_time(personnel, {}).value().table.count;
}

TEST(AuditTime, every_row_of_the_table_begins_where_the_last_one_ended)
{
    const std::pair<long, long> ends[] = {
        {5, 3},     {10, 4},    {15, 5},    {25, 6},    {45, 8},    {65, 10},   {85, 12},   {125, 14},
        {175, 16},  {275, 18},  {425, 20},  {625, 22},  {875, 24},  {1175, 26}, {1550, 28}, {2025, 30},
        {2675, 32}, {3450, 34}, {4350, 36}, {5450, 38}, {6800, 40}, {8500, 42}, {10700, 44}};
    long next = 1;
    for (const auto& [end, half_days] : ends) {
        EXPECT_EQ(table_of(next), half_days) << next;
        EXPECT_EQ(table_of(end), half_days) << end;
        next = end + 1;
    }
    EXPECT_EQ(table_of(55), 10) << "5 days, the checked point";
}

TEST(AuditTime, above_the_table_a_day_comes_with_each_quarter_more)
{
    EXPECT_EQ(table_of(10701), 46);
    EXPECT_EQ(table_of(13375), 46);
    EXPECT_EQ(table_of(13376), 48);
    EXPECT_GT(table_of(99'999'999), 46);
}

TEST(AuditTime, stages_surveillance_and_recertification_follow_from_the_initial_time)
{
    const auto of = audit_time(55, {}).value();
    EXPECT_EQ(of.initial.count, 10);
    EXPECT_EQ(of.stage1.count, 3) << "1.5 days: three tenths of 5";
    EXPECT_EQ(of.stage2.count, 7);
    EXPECT_EQ(of.surveillance.count, 4) << "a third of 5, up to the half day";
    EXPECT_EQ(of.recertification.count, 7) << "two thirds of 5, up to the half day";
    const auto least = audit_time(1, {}).value();
    EXPECT_EQ(least.initial.count, 3);
    EXPECT_EQ(least.stage1.count, 1) << "never less than half a day";
    EXPECT_EQ(least.stage2.count, 2);
    EXPECT_EQ(least.surveillance.count, 2) << "never less than a day";
    EXPECT_EQ(least.recertification.count, 2);
}

TEST(AuditTime, factors_add_up_and_take_away_no_more_than_thirty_per_cent)
{
    EXPECT_EQ(audit_time(55, {{-10}, {-10}})->percent, -20);
    EXPECT_EQ(audit_time(55, {{-10}, {-10}})->initial.count, 8);
    EXPECT_EQ(audit_time(55, {{-30}})->initial.count, 7);
    EXPECT_EQ(audit_time(55, {{-30}, {-1}}), audit_time(55, {{-30}}));
    EXPECT_EQ(audit_time(55, {{-99}, {-99}}), audit_time(55, {{-30}}));
    EXPECT_EQ(audit_time(55, {{-40}, {20}})->percent, -20) << "limited once they are added";
    EXPECT_EQ(audit_time(55, {{20}})->initial.count, 12);
    EXPECT_EQ(audit_time(55, {{1}})->initial.count, 11) << "always up";
}

TEST(AuditTime, nobody_needs_no_audit)
{
    EXPECT_FALSE(audit_time(0, {}));
    EXPECT_FALSE(audit_time(-3, {}));
}

TEST(AuditTime, parts_make_the_whole_whatever_the_factors)
{
    for (long personnel = 1; personnel < 12'000; personnel += 7)
        for (int percent = -40; percent <= 99; ++percent) {
            const auto of = audit_time(personnel, {{percent}}).value();
            ASSERT_EQ(of.stage1.count + of.stage2.count, of.initial.count) << personnel << " " << percent;
            ASSERT_GE(of.stage2.count, 1);
            ASSERT_LE(of.surveillance, of.recertification);
        }
}

TEST(SiteSample, of_alike_sites_is_the_square_root_and_its_parts)
{
    EXPECT_EQ(site_sample(2), (SiteSample{2, 1, 2, 1}));
    EXPECT_EQ(site_sample(26).initial, 6);
    EXPECT_EQ(site_sample(24).initial, 5);
    EXPECT_EQ(site_sample(25), (SiteSample{5, 3, 4, 2}));
    EXPECT_EQ(site_sample(1), (SiteSample{1, 1, 1, 1}));
    EXPECT_EQ(site_sample(100), (SiteSample{10, 6, 8, 3}));
    EXPECT_EQ(site_sample(0), (SiteSample{0, 0, 0, 0}));
}

} // namespace
} // namespace clausebook
