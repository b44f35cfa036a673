#include "core/base/months.h"
#include "core/cycle/cycle.h"
#include "course.h"

#include <gtest/gtest.h>

#include <set>

namespace clausebook {
namespace {

using enum CycleEventKind;
using testing::certified;
using testing::Course;
using testing::day;
using testing::event;

TEST(CycleEvent, is_refused_without_what_its_kind_needs)
{
    const auto refused = [](CycleEvent typed) {
        return Course::code_of([&] { check(typed); });
    };
    EXPECT_EQ(refused(event(Certified, day("2026-03-15"))), "");
    EXPECT_EQ(refused(event(Certified, Date{})), "required on on");
    for (const auto kind : cycle_event_kinds) {
        auto empty = event(kind, day("2026-03-15"));
        empty.body = empty.certificate = empty.scope = empty.reason = " ";
        std::string needed;
        for (const auto& rule : cycle_fields(kind))
            needed +=
                rule.need == CycleFieldRule::Need::Required && rule.field != CycleField::Majors ? "!" : "";
        EXPECT_EQ(refused(empty).empty(), needed.empty()) << str(kind);
    }
    auto typed = event(Suspended, day("2026-03-15"));
    typed.reason = "";
    EXPECT_EQ(refused(typed), "required on reason");
    typed = event(Stage2Done, day("2026-03-15"), -1);
    EXPECT_EQ(refused(typed), "number_out_of_range on majors");
    typed = event(Applied, day("2026-03-15"));
    typed.body = "two\nlines";
    EXPECT_EQ(refused(typed), "unclean on body");
    typed.body = std::string(301, 'x');
    EXPECT_EQ(refused(typed), "too_long on body");
}

TEST(CycleEventKinds, are_read_as_they_are_written)
{
    std::set<std::string> codes;
    for (const auto kind : cycle_event_kinds) {
        EXPECT_TRUE(codes.insert(str(kind)).second) << str(kind);
        EXPECT_EQ(parse_cycle_event_kind(str(kind)), kind);
    }
    EXPECT_FALSE(parse_cycle_event_kind(""));
    EXPECT_FALSE(parse_cycle_event_kind("applied"));
}

TEST(CycleRules, are_refused_outside_their_ranges)
{
    EXPECT_EQ(Course::code_of([] { check(CycleRules{}); }), "");
    for (const auto& number : cycle_numbers)
        for (const int value : {number.least - 1, number.most + 1}) {
            CycleRules rules;
            rules.*number.value = value;
            EXPECT_EQ(Course::code_of([&] { check(rules); }), "cycle_number on " + std::string(number.name));
        }
    CycleRules rules;
    rules.stage2_months = 2;
    EXPECT_EQ(Course::code_of([&] { check(rules); }), "cycle_plan_late on stage2_plan_months");
    rules = {};
    rules.recertification_months = 1;
    EXPECT_EQ(Course::code_of([&] { check(rules); }), "cycle_plan_late on recertification_plan_months");
}

TEST(Cycle, goes_from_the_application_to_the_certificate)
{
    const auto course = certified();
    EXPECT_EQ(course.at("2025-06-01").state, CycleState::NotStarted);
    EXPECT_EQ(course.at("2025-06-02").state, CycleState::Applied);
    EXPECT_EQ(course.at("2025-10-01").state, CycleState::Stage1Done);
    EXPECT_EQ(course.at("2026-01-20").state, CycleState::Stage2Done);
    EXPECT_EQ(course.at("2026-03-02").state, CycleState::DecisionPending);
    const auto cycle = course.at("2026-03-15");
    EXPECT_EQ(cycle.state, CycleState::Certified);
    EXPECT_EQ(cycle.number, 1);
    EXPECT_EQ(cycle.body, "Marmara Belgelendirme");
    EXPECT_EQ(cycle.certificate, "MB-1001");
    EXPECT_EQ(cycle.audited_on, day("2026-01-20"));
}

/// Each state with the shortest way there, all on or before 2027-06-30 but the expiry.
Course way_to(CycleState state)
{
    Course course;
    using enum CycleState;
    if (state == NotStarted) return course;
    course.add(CycleEventKind::Applied, "2025-06-02");
    if (state == CycleState::Applied) return course;
    course.add(CycleEventKind::Stage1Done, "2025-10-01");
    if (state == CycleState::Stage1Done) return course;
    course.add(CycleEventKind::Stage2Done, "2026-01-20", 1);
    if (state == CycleState::Stage2Done) return course;
    course.add(HandedIn, "2026-03-02");
    if (state == DecisionPending) return course;
    if (state == CycleState::Refused) return course.add(CycleEventKind::Refused, "2026-03-15");
    course.add(CycleEventKind::Certified, "2026-03-15");
    if (state == CycleState::Suspended) course.add(CycleEventKind::Suspended, "2027-06-01");
    if (state == CycleState::Withdrawn) course.add(CycleEventKind::Withdrawn, "2027-06-01");
    return course;
}

TEST(Cycle, takes_only_the_steps_of_the_table)
{
    for (const auto state : cycle_states) {
        auto course = way_to(state);
        const auto* on = state == CycleState::Expired ? "2029-06-01" : "2027-06-30";
        const auto before = course.at(on);
        ASSERT_EQ(before.state, state);
        std::set<CycleEventKind> next;
        for (const auto kind : next_events(before)) EXPECT_TRUE(next.insert(kind).second) << str(kind);
        EXPECT_FALSE(next.empty()) << str(state);
        for (const auto kind : cycle_event_kinds) {
            const auto refused = course.refused(kind, on);
            EXPECT_EQ(refused == "cycle_step on on", !next.contains(kind)) << str(state) << " " << str(kind);
        }
    }
}

TEST(Cycle, ends_each_step_of_the_table_in_its_state)
{
    for (const auto& transition : cycle_transitions()) {
        auto course = way_to(transition.from);
        std::string on = transition.from == CycleState::Expired ? "2029-06-01" : "2027-06-30";
        if (transition.from == CycleState::Stage2Done && transition.event == HandedIn) on = "2026-02-01";
        if (transition.from == CycleState::Expired && transition.event == Stage2Again) on = "2029-10-01";
        if (transition.event == Renewed || transition.event == Restored)
            course.add(RecertificationAudit,
                       transition.from == CycleState::Expired ? "2029-05-01" : "2027-06-01");
        course.add(transition.event, on.c_str());
        EXPECT_EQ(course.at(on.c_str()).state, transition.to)
            << str(transition.from) << " " << str(transition.event);
    }
}

TEST(Cycle, hands_in_majors_that_are_verified_in_time_only)
{
    const auto course = way_to(CycleState::Stage2Done);
    EXPECT_EQ(course.refused(HandedIn, "2026-07-20"), "");
    EXPECT_EQ(course.refused(HandedIn, "2026-07-21"), "cycle_majors_late on on");
    EXPECT_EQ(course.refused(Stage2Again, "2026-07-20"), "cycle_majors_in_time on on");
    EXPECT_EQ(course.refused(Stage2Again, "2026-07-21"), "");
    auto without = course;
    without.events.back().majors = 0;
    EXPECT_EQ(without.refused(HandedIn, "2026-09-01"), "") << "minors have no such limit";
    EXPECT_EQ(without.refused(Stage2Again, "2026-09-01"), "cycle_no_open_majors on on");
}

TEST(Cycle, refuses_days_out_of_order)
{
    auto course = way_to(CycleState::Stage1Done);
    EXPECT_EQ(course.refused(Stage2Done, "2025-09-30"), "cycle_order on on") << "stage 2 before stage 1";
    EXPECT_EQ(course.refused(Certified, "2026-03-15"), "cycle_step on on") << "decision before stage 2";
    course.today = day("2025-12-01");
    EXPECT_EQ(course.refused(Stage2Done, "2025-12-02"), "cycle_future on on");
    EXPECT_EQ(course.refused(Stage2Done, "2025-12-01"), "");

    auto decided = certified();
    EXPECT_EQ(decided.refused(Surveillance, "2026-03-14"), "cycle_order on on");
    EXPECT_EQ(decided.refused(Withdrawn, "2026-02-01"), "cycle_contradicts on on")
        << "what was recorded after it does not fit any more";
    decided.events.at(2).on = day("2025-09-01");
    EXPECT_EQ(Course::code_of([&] {
                  check_course(decided.events, decided.rules, decided.today, decided.events.at(2).key);
              }),
              "cycle_order on on")
        << "a stage 2 moved before stage 1";
    decided = certified();
    decided.events.erase(decided.events.begin() + 2);
    EXPECT_EQ(Course::code_of([&] { check_course(decided.events, decided.rules, decided.today); }),
              "cycle_contradicts");
}

TEST(Cycle, restores_a_certificate_within_six_months_after_its_end)
{
    auto course = certified();
    course.today = day("2031-12-31");
    EXPECT_EQ(course.refused(Restored, "2029-09-14"), "cycle_no_recertification on on");
    EXPECT_EQ(course.refused(Stage2Again, "2029-09-14"), "cycle_restorable on on");
    EXPECT_EQ(course.refused(Stage2Again, "2029-09-15"), "");
    EXPECT_EQ(course.refused(Applied, "2029-04-01"), "") << "with another body, say";
    EXPECT_EQ(course.refused(Renewed, "2029-03-01"), "cycle_no_recertification on on");
    course.add(RecertificationAudit, "2029-02-20");
    EXPECT_EQ(course.refused(Restored, "2029-03-14"), "cycle_step on on") << "it has not ended yet";
    EXPECT_EQ(course.refused(Renewed, "2029-03-14"), "");
    EXPECT_EQ(course.refused(Renewed, "2029-03-15"), "cycle_step on on");
    EXPECT_EQ(course.refused(Restored, "2029-09-14"), "");
    EXPECT_EQ(course.refused(Restored, "2029-09-15"), "cycle_restoration_over on on");
}

TEST(Cycle, of_a_certificate_that_lapsed_two_years_ago_begins_anew)
{
    auto course = certified();
    course.today = day("2031-03-20");
    const auto cycle = course.at("2031-03-20");
    EXPECT_EQ(cycle.state, CycleState::Expired);
    EXPECT_EQ(cycle.expires_on, day("2029-03-14"));
    for (const auto kind : {Surveillance, Renewed, Suspended, Lifted, Certified})
        EXPECT_EQ(course.refused(kind, "2031-03-20"), "cycle_step on on") << str(kind);
    EXPECT_EQ(course.refused(Restored, "2031-03-20"), "cycle_restoration_over on on");
    course.add(Applied, "2031-03-20");
    const auto anew = course.at("2031-03-20");
    EXPECT_EQ(anew.state, CycleState::Applied);
    EXPECT_FALSE(anew.expires_on);
    EXPECT_EQ(anew.number, 1);
}

TEST(Cycle, refuses_a_printed_end_that_cannot_be)
{
    const auto course = way_to(CycleState::DecisionPending);
    auto typed = event(Certified, day("2026-03-15"));
    for (const auto& [until, code] : {std::pair{"2026-03-15", "cycle_valid_before on valid_until"},
                                      {"2026-03-16", ""},
                                      {"2029-03-14", ""},
                                      {"2029-03-15", "cycle_valid_long on valid_until"}}) {
        typed.valid_until = day(until);
        EXPECT_EQ(course.refused(typed), code) << until;
    }
    auto running = certified();
    running.add(RecertificationAudit, "2028-12-01");
    auto renewed = event(Renewed, day("2029-01-10"));
    for (const auto& [until, code] : {std::pair{"2029-01-10", "cycle_valid_before on valid_until"},
                                      {"2032-03-14", ""},
                                      {"2032-03-15", "cycle_valid_long on valid_until"}}) {
        renewed.valid_until = day(until);
        EXPECT_EQ(running.refused(renewed), code) << until;
    }
}

TEST(Cycle, reduced_has_the_narrower_scope_until_it_is_renewed)
{
    auto course = way_to(CycleState::Suspended);
    auto reduced = event(Reduced, day("2027-07-01"));
    reduced.scope = "Shops in Bursa";
    reduced.key = Id<CycleEvent>("CE-9");
    course.events.push_back(reduced);
    auto cycle = course.at("2027-07-02");
    EXPECT_EQ(cycle.extent, Cycle::Extent::Reduced);
    EXPECT_EQ(cycle.scope, "Shops in Bursa");
    EXPECT_FALSE(cycle.suspended_on);
    course.add(RecertificationAudit, "2028-12-01").add(Renewed, "2029-01-10");
    cycle = course.at("2029-01-10");
    EXPECT_EQ(cycle.extent, Cycle::Extent::Whole);
    EXPECT_EQ(cycle.number, 2);
    EXPECT_EQ(cycle.audited_on, day("2028-12-01"));
    EXPECT_EQ(course.refused(Renewed, "2029-02-01"), "cycle_no_recertification on on")
        << "each cycle has its own";
}

TEST(Cycle, suspended_expires_as_any_other)
{
    auto course = way_to(CycleState::Suspended);
    EXPECT_EQ(course.at("2029-03-15").state, CycleState::Expired);
    EXPECT_EQ(course.refused(Lifted, "2029-03-15"), "cycle_step on on");
}

TEST(Cycle, keeps_events_of_one_day_in_the_order_they_were_recorded)
{
    Course course;
    course.add(Applied, "2026-01-05").add(Stage1Done, "2026-01-05").add(Stage2Done, "2026-01-05");
    EXPECT_EQ(course.at("2026-01-05").state, CycleState::Stage2Done);

    auto busy = certified();
    for (int i = 0; i < 20; ++i) busy.add(Suspended, "2027-01-05").add(Lifted, "2027-01-05");
    EXPECT_EQ(busy.at("2027-01-05").state, CycleState::Certified);
}

} // namespace
} // namespace clausebook
