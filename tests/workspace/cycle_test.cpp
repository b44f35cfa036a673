// The certification as verbs: they happen, are refused and nothing is recorded, leave one entry each. All on
// one house, therefore long.

#include "store/audits.h"
#include "store/cycle.h"
#include "store/findings.h"
#include "store/journal.h"
#include "store/verify.h"
#include "support/application.h"
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

    void SetUp() override { testing::complete_application(workspace, house.qm); }

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

    /// An audit whose report is issued, with so many majors open.
    Id<Audit> issued_audit(AuditType type, const char* from, const char* to, int majors = 0,
                           AuditState state = AuditState::FollowUp)
    {
        auto verb = workspace.begin(system_actor(), "test.audit");
        auto audit = store::audit(verb, Id<Audit>(testing::EvidenceHouse::audit)).value();
        audit.key = {};
        audit.version = 0;
        audit.type = type;
        audit.state = state;
        audit.starts_on = parse_date(from);
        audit.ends_on = parse_date(to);
        audit.rotation = {*ClauseNumber::parse("7.4")};
        const auto key = store::save(verb, audit);
        for (int i = 1; i <= majors; ++i) {
            Finding finding;
            finding.audit = key;
            finding.grade = Grade::MAJOR;
            finding.state = FindingState::Raised;
            finding.clause = ClauseNumber::parse("7.4");
            finding.auditor = house.lead.person;
            finding.found_on = *audit.ends_on;
            store::save(verb, finding);
        }
        verb.commit();
        return key;
    }

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

TEST_F(CycleVerbs, take_day_and_majors_from_the_audit_an_event_was)
{
    const auto stage1 = issued_audit(AuditType::Stage1, "2026-05-04", "2026-05-05");
    const auto stage2 = issued_audit(AuditType::Stage2, "2026-07-06", "2026-07-08", 2);
    record(Applied, "2026-02-02");
    CycleEvent done;
    done.kind = Stage1Done;
    done.audit = stage1;
    const auto before = house.entries();
    const auto key = record_event(workspace, house.qm, done);
    EXPECT_EQ(house.entries(), before + 1) << "event and audit in one entry";
    const auto kept = store::cycle_event(workspace.read(), key).value();
    EXPECT_EQ(kept.on, *parse_date("2026-05-05"));
    EXPECT_EQ(kept.audit, stage1);
    EXPECT_EQ(store::event_of(workspace.read(), stage1)->key, key);
    EXPECT_FALSE(store::event_of(workspace.read(), stage2));

    CycleEvent next;
    next.kind = Stage2Done;
    const auto offered = audits_for(workspace.read(), next);
    ASSERT_EQ(offered.size(), 1U);
    EXPECT_EQ(offered.front().audit.key, stage2);
    EXPECT_EQ(offered.front().majors, 2);
    next.audit = stage2;
    next.majors = 1;
    next.on = *parse_date("2026-07-09");
    const auto other = record_event(workspace, house.qm, next);
    const auto told = store::cycle_event(workspace.read(), other).value();
    EXPECT_EQ(told.majors, 1) << "as the body says";
    EXPECT_EQ(told.on, *parse_date("2026-07-09"));
    EXPECT_TRUE(audits_for(workspace.read(), next).empty()) << "an audit is one event";
    expect_sound();
}

TEST_F(CycleVerbs, refuse_an_audit_that_an_event_cannot_have_been)
{
    const auto open =
        issued_audit(AuditType::Stage1, "2026-05-04", "2026-05-05", 0, AuditState::ReportReview);
    const auto second = issued_audit(AuditType::Stage2, "2026-07-06", "2026-07-08");
    record(Applied, "2026-02-02");
    const auto before = house.entries();
    auto done = event(Stage1Done, "2026-05-05");
    done.audit = open;
    EXPECT_REFUSED(record_event(workspace, house.qm, done), "cycle_report_open");
    done.audit = second;
    EXPECT_REFUSED(record_event(workspace, house.qm, done), "cycle_audit_type");
    done.audit = Id<Audit>("S1-2026-09");
    EXPECT_REFUSED(record_event(workspace, house.qm, done), "cycle_audit_unknown");
    EXPECT_EQ(house.entries(), before);
}

TEST_F(CycleVerbs, link_an_audit_later_and_let_it_go_with_the_event)
{
    const auto stage1 = issued_audit(AuditType::Stage1, "2026-05-04", "2026-05-05");
    record(Applied, "2026-02-02");
    auto done = event(Stage1Done, "2026-05-05");
    done.key = record_event(workspace, house.qm, done);
    done.version = 1;
    done.audit = stage1;
    correct_event(workspace, house.qm, done, "It was this one");
    EXPECT_EQ(store::event_of(workspace.read(), stage1)->key, done.key);
    done.version = 2;
    done.audit = {};
    correct_event(workspace, house.qm, done, "It was not");
    EXPECT_FALSE(store::event_of(workspace.read(), stage1));
    done.version = 3;
    done.audit = stage1;
    correct_event(workspace, house.qm, done, "It was after all");
    remove_event(workspace, house.qm, done.key, 4, "Never held");
    EXPECT_FALSE(store::event_of(workspace.read(), stage1));
    expect_sound();
}

TEST_F(CycleVerbs, propose_what_an_issued_report_says_and_record_nothing_by_themselves)
{
    const auto stage1 = issued_audit(AuditType::Stage1, "2026-05-04", "2026-05-05");
    record(Applied, "2026-02-02");
    const auto before = house.entries();
    const auto db = workspace.read();
    const auto seen = see_certification(db, *parse_date("2026-11-22"));
    const auto audits = see_cycle_audits(db, seen, {*ClauseNumber::parse("7.4")});
    ASSERT_EQ(audits.proposals.size(), 1U);
    EXPECT_EQ(audits.proposals.front().kind, Stage1Done);
    EXPECT_EQ(audits.proposals.front().audit, stage1);
    EXPECT_EQ(audits.rotation.rows.size(), 1U);
    EXPECT_EQ(house.entries(), before);
}

TEST_F(CycleVerbs, count_the_next_internal_audit_and_review_for_those_who_see_all_audits)
{
    issued_audit(AuditType::Internal, "2025-12-29", "2026-02-28");
    issued_audit(AuditType::Internal, "2025-12-30", "2026-10-09", 0, AuditState::InProgress);
    auto wish = testing::EvidenceHouse::policy();
    wish.fields.type = EvidenceType::MIN;
    wish.version.document_date = parse_date("2026-03-31");
    const auto minutes = house.accepted(house.lead, "minutes.txt", "Decided: two people more.", wish);
    link_evidence(workspace, house.qm, minutes, *LinkTarget::parse("clause:8.6"), {}, 0);
    wish.version.document_date = parse_date("2026-09-30");
    house.accepted(house.lead, "other minutes.txt", "Of the works council.", wish); // of no review
    const auto dates = [&](const Actor& actor) {
        std::string text;
        for (const auto& date : see_certification(workspace.read(), *parse_date("2026-11-22"), actor).dates)
            text += str(date.kind) + " " + to_string(date.last_on) + " ";
        return text;
    };
    EXPECT_EQ(dates(house.qm), "INTERNAL_AUDIT 2027-02-28 MANAGEMENT_REVIEW 2027-03-31 ");
    EXPECT_EQ(dates(house.top), "INTERNAL_AUDIT 2027-02-28 MANAGEMENT_REVIEW 2027-03-31 ");
    EXPECT_EQ(dates(house.auditor), "") << "of an audit that is not theirs nothing is told";
}

TEST_F(CycleVerbs, apply_with_a_complete_application_only)
{
    auto application = store::application(workspace.read());
    application.fields["shifts"] = " ";
    write_application(workspace, house.qm, application);
    const auto before = house.entries();
    try {
        record(Applied, "2026-02-02");
        ADD_FAILURE() << "recorded";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "application_incomplete");
        EXPECT_EQ(refusal.parameters().at("count"), "1");
    }
    EXPECT_EQ(house.entries(), before);
    EXPECT_NO_THROW(record(Held, "2026-02-02")) << "a certificate that is there needs none";
    EXPECT_REFUSED(write_application(workspace, house.qm, application), "edit_conflict");
    application = store::application(workspace.read());
    EXPECT_EQ(application.version, 2);
    EXPECT_EQ(application.text("shifts"), "");
    EXPECT_EQ(application.text("outsourced"), "As told: outsourced");
    EXPECT_EQ(last().action, "cycle.event_recorded");
    for (const auto& who : {house.lead, house.auditor, house.auditee, house.top, house.admin, Actor()})
        EXPECT_REFUSED(write_application(workspace, who, application), "not_allowed");
    expect_sound();
}

TEST_F(CycleVerbs, name_the_certification_body)
{
    auto body = store::certification_body(workspace.read());
    EXPECT_EQ(body.version, 1);
    EXPECT_EQ(body.accreditation, Accreditation::Unknown);
    body.name = " Ege Belgelendirme ";
    body.accreditation = Accreditation::Accredited;
    EXPECT_REFUSED(name_certification_body(workspace, house.qm, body), "required");
    body.accreditation_body = "TÜRKAK";
    name_certification_body(workspace, house.qm, body);
    EXPECT_EQ(last().action, "certification.body_named");
    EXPECT_REFUSED(name_certification_body(workspace, house.qm, body), "edit_conflict");
    body = store::certification_body(workspace.read());
    EXPECT_EQ(body.name, "Ege Belgelendirme");
    EXPECT_EQ(body.accreditation_body, "TÜRKAK");
    for (const auto& who : {house.lead, house.auditor, house.auditee, house.top, house.admin, Actor()})
        EXPECT_REFUSED(name_certification_body(workspace, who, body), "not_allowed");
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
