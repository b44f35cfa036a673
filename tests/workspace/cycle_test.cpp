// The certification as verbs: they happen, are refused and nothing is recorded, leave one entry each.

#include "store/cycle.h"
#include "store/journal.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/refused.h"
#include "workspace/cycle.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using enum CycleEventKind;

class CycleVerbs : public ::testing::Test {
protected:
    testing::EvidenceHouse house; // its day is 2026-11-22
    Workspace& workspace = house.workspace;

    static CycleEvent event(CycleEventKind kind, const char* on)
    {
        CycleEvent event;
        event.kind = kind;
        event.on = *parse_date(on);
        event.body = " Marmara Belgelendirme ";
        event.certificate = "MB-1001";
        event.scope = "Complaints of all shops";
        event.reason = "Asked for by us";
        event.note = "By letter";
        event.majors = 1;
        return event;
    }

    Id<CycleEvent> record(CycleEventKind kind, const char* on)
    {
        return record_event(workspace, house.qm, event(kind, on));
    }

    CycleState state(const char* on = "2026-11-22") const
    {
        return see_certification(workspace.read(), *parse_date(on)).cycle.state;
    }

    store::JournalEntry last() const { return store::entries_before(workspace.read(), 0, 1).front(); }

    void expect_sound() { EXPECT_TRUE(store::verify(workspace.directory()).sound()); }
};

TEST_F(CycleVerbs, record_what_happened_and_nothing_else)
{
    EXPECT_EQ(state(), CycleState::NotStarted);
    const auto before = house.entries();
    const auto key = record(Applied, "2026-02-02");
    EXPECT_EQ(key.str(), "CE-0001");
    EXPECT_EQ(house.entries(), before + 1);
    EXPECT_EQ(last().action, "cycle.event_recorded");
    const auto kept = store::cycle_event(workspace.read(), key).value();
    EXPECT_EQ(kept.body, "Marmara Belgelendirme");
    EXPECT_EQ(kept.note, "By letter");
    EXPECT_EQ(kept.certificate + kept.scope + kept.reason, "") << "an application has none of them";
    EXPECT_EQ(kept.majors, 0);
    EXPECT_EQ(kept.recorded_by, house.qm.person);
    EXPECT_EQ(kept.recorded_at, house.now);

    record(Stage1Done, "2026-05-04");
    record(Stage2Done, "2026-07-06");
    EXPECT_EQ(store::cycle_events(workspace.read()).back().majors, 1);
    record(HandedIn, "2026-08-03");
    auto certified = event(Certified, "2026-09-01");
    certified.valid_until = parse_date("2028-12-31");
    record_event(workspace, house.qm, certified);
    const auto seen = see_certification(workspace.read(), *parse_date("2026-11-22"));
    EXPECT_EQ(seen.cycle.state, CycleState::Certified);
    EXPECT_EQ(seen.cycle.expires_on, parse_date("2028-12-31"));
    EXPECT_EQ(seen.events.size(), 5U);
    EXPECT_EQ(seen.dates.front().last_on, *parse_date("2027-09-01"));
    expect_sound();
}

TEST_F(CycleVerbs, survive_a_restart)
{
    record(Applied, "2026-02-02");
    CycleRules rules;
    rules.surveillance_anchor = SurveillanceAnchor::AuditEnd;
    rules.renewal_anchor = RenewalAnchor::Decision;
    int value = 20;
    for (const auto& number : cycle_numbers)
        if (number.most >= 12 && number.least < 9) rules.*number.value = number.most - 1;
    rules.warning_days = value;
    rules.stage2_plan_months = 3;
    rules.recertification_plan_months = 3;
    save_cycle_rules(workspace, house.qm, rules);
    const auto copy = house.folder.path() / "copy";
    std::filesystem::copy(house.folder.path() / "data", copy, std::filesystem::copy_options::recursive);
    const Workspace again(copy);
    EXPECT_EQ(store::cycle_events(again.read()).size(), 1U);
    const auto kept = store::cycle_rules(again.read());
    EXPECT_EQ(kept.version, 1);
    EXPECT_EQ(kept.surveillance_anchor, SurveillanceAnchor::AuditEnd);
    EXPECT_EQ(kept.renewal_anchor, RenewalAnchor::Decision);
    for (const auto& number : cycle_numbers)
        EXPECT_EQ(kept.*number.value, rules.*number.value) << number.name;
}

TEST_F(CycleVerbs, are_the_quality_managers_alone)
{
    const auto key = record(Applied, "2026-02-02");
    const auto before = house.entries();
    for (const auto& who : {house.lead, house.auditor, house.auditee, house.top, house.admin, Actor()}) {
        EXPECT_REFUSED(record_event(workspace, who, event(Stage1Done, "2026-05-04")), "not_allowed");
        EXPECT_REFUSED(correct_event(workspace, who, event(Applied, "2026-03-02"), "Typed wrong"),
                       "not_allowed");
        EXPECT_REFUSED(remove_event(workspace, who, key, 1, "Typed wrong"), "not_allowed");
        EXPECT_REFUSED(save_cycle_rules(workspace, who, CycleRules{}), "not_allowed");
    }
    EXPECT_EQ(house.entries(), before);
}

TEST_F(CycleVerbs, refuse_what_cannot_have_happened_and_record_nothing)
{
    record(Applied, "2026-02-02");
    const auto before = house.entries();
    EXPECT_REFUSED(record(Stage2Done, "2026-05-04"), "cycle_step");
    EXPECT_REFUSED(record(Stage1Done, "2026-02-01"), "cycle_order");
    EXPECT_REFUSED(record(Stage1Done, "2026-11-23"), "cycle_future");
    auto empty = event(Withdrawn, "2026-05-04");
    empty.reason = "  ";
    EXPECT_REFUSED(record_event(workspace, house.qm, empty), "required");
    EXPECT_EQ(house.entries(), before);
    EXPECT_EQ(state(), CycleState::Applied);
}

TEST_F(CycleVerbs, know_the_day_where_the_organization_is)
{
    house.now = *parse_instant("2026-11-22T22:30:00.000000Z");
    auto verb = workspace.begin(system_actor(), "");
    verb.commit();
    workspace.use_time_zone("Europe/Istanbul");
    record(Applied, "2026-11-23");
    EXPECT_EQ(state("2026-11-23"), CycleState::Applied);
}

TEST_F(CycleVerbs, record_what_is_sent_twice_once)
{
    const auto typed = event(Applied, "2026-02-02");
    const auto key = record_event(workspace, house.qm, typed, "a-key-of-this-form");
    EXPECT_EQ(record_event(workspace, house.qm, typed, "a-key-of-this-form"), key);
    EXPECT_EQ(store::cycle_events(workspace.read()).size(), 1U);
}

TEST_F(CycleVerbs, correct_with_a_reason_that_the_journal_keeps)
{
    const auto key = record(Applied, "2026-02-02");
    record(Stage1Done, "2026-05-04");
    auto right = event(Withdrawn, "2026-02-09"); // another kind is not taken
    right.key = key;
    right.version = 1;
    EXPECT_REFUSED(correct_event(workspace, house.qm, right, " "), "required");
    right.on = *parse_date("2026-05-05");
    EXPECT_REFUSED(correct_event(workspace, house.qm, right, "Typed wrong"), "cycle_contradicts");
    right.on = *parse_date("2026-02-09");
    const auto before = house.entries();
    correct_event(workspace, house.qm, right, "The letter says so");
    EXPECT_EQ(house.entries(), before + 1);
    const auto stands = store::cycle_event(workspace.read(), key).value();
    EXPECT_EQ(stands.kind, Applied);
    EXPECT_EQ(to_string(stands.on), "2026-02-09");
    EXPECT_EQ(stands.version, 2);
    EXPECT_EQ(
        workspace.read().number("SELECT count(*) FROM journal_body WHERE body LIKE '%The letter says so%'"),
        1);
    EXPECT_REFUSED(correct_event(workspace, house.qm, right, "Again"), "edit_conflict");
    right.key = Id<CycleEvent>("CE-0009");
    EXPECT_THROW(correct_event(workspace, house.qm, right, "Again"), NotFound);
    expect_sound();
}

TEST_F(CycleVerbs, take_away_what_nothing_stands_on)
{
    const auto applied = record(Applied, "2026-02-02");
    const auto stage1 = record(Stage1Done, "2026-05-04");
    EXPECT_REFUSED(remove_event(workspace, house.qm, stage1, 1, ""), "required");
    EXPECT_REFUSED(remove_event(workspace, house.qm, applied, 1, "Never sent"), "cycle_contradicts");
    EXPECT_REFUSED(remove_event(workspace, house.qm, stage1, 2, "Never held"), "edit_conflict");
    EXPECT_THROW(remove_event(workspace, house.qm, Id<CycleEvent>("CE-0009"), 1, "Why"), NotFound);
    remove_event(workspace, house.qm, stage1, 1, "Never held");
    EXPECT_EQ(last().action, "cycle.event_removed");
    EXPECT_EQ(state(), CycleState::Applied);
    EXPECT_EQ(record(Stage1Done, "2026-05-06").str(), "CE-0003") << "a number is never given twice";
    expect_sound();
}

TEST_F(CycleVerbs, change_how_dates_are_counted_where_the_events_allow_it)
{
    record(Held, "2020-03-15");
    record(RecertificationAudit, "2023-02-01");
    record(Restored, "2023-09-14");
    auto rules = store::cycle_rules(workspace.read());
    EXPECT_EQ(rules.version, 0);
    rules.restoration_months = 5;
    EXPECT_REFUSED(save_cycle_rules(workspace, house.qm, rules), "cycle_contradicts");
    rules.restoration_months = 13;
    EXPECT_REFUSED(save_cycle_rules(workspace, house.qm, rules), "cycle_number");
    rules.restoration_months = 7;
    rules.warning_days = 30;
    save_cycle_rules(workspace, house.qm, rules);
    EXPECT_EQ(last().action, "cycle.rules_saved");
    EXPECT_EQ(store::cycle_rules(workspace.read()).warning_days, 30);
    EXPECT_REFUSED(save_cycle_rules(workspace, house.qm, rules), "edit_conflict");
    expect_sound();
}

} // namespace
} // namespace clausebook
