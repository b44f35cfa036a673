// An audit on its way: independence, plan, meetings and the steps of its life.

#include "store/errors.h"
#include "store/findings.h"
#include "store/verify.h"
#include "support/audits_at_work.h"

namespace clausebook {
namespace {

using enum AuditState;

class AuditSteps : public testing::AuditsAtWork {};

TEST_F(AuditSteps, independence_is_declared_by_the_member_or_noted_for_one_without_an_account)
{
    const auto key = planned();
    const auto declare = [&](const Actor& actor, const Actor& of, const std::string& note) {
        return refused([&] { declare_independence(workspace, actor, key, of.person, note); });
    };
    EXPECT_EQ(declare(auditor, auditor, ""), "");
    EXPECT_EQ(declare(auditor, lead, "I say so"), "audit_not_yours");
    EXPECT_EQ(declare(quality, lead, ""), "required note");
    EXPECT_EQ(declare(quality, lead, "Signed on paper"), "");
    EXPECT_EQ(declare(quality, auditee, "x"), "not found");
    auto verb = workspace.begin(system_actor(), "test.account");
    store::save(verb, Account{lead.person, 0, "elif", "hash", true});
    verb.commit();
    EXPECT_EQ(declare(quality, lead, "Signed on paper"), "audit_not_yours");
}

TEST_F(AuditSteps, a_plan_is_accepted_by_somebody_off_the_team)
{
    const auto key = planned();
    EXPECT_EQ(refused([&] { issue_plan(workspace, lead, key, version(key)); }), "plan_not_now");
    prepare(key);
    testing::complete_plan(workspace, quality, key);
    EXPECT_EQ(refused([&] { accept_plan(workspace, quality, key, version(key)); }), "plan_not_issued");
    EXPECT_EQ(refused([&] { accept_plan(workspace, auditee, key, version(key)); }), "not found");
    issue_plan(workspace, lead, key, version(key));
    EXPECT_EQ(audit(key).plan_issued_on, parse_date("2026-11-22"));
    EXPECT_EQ(refused([&] { accept_plan(workspace, lead, key, version(key)); }), "audit_not_yours");
    EXPECT_EQ(refused([&] { accept_plan(workspace, auditee, key, version(key)); }), "");
    EXPECT_EQ(refused([&] { accept_plan(workspace, quality, key, version(key)); }), "plan_accepted_already");
    EXPECT_EQ(audit(key).plan_accepted_by, auditee.person);

    auto own = wish();
    own.lead = quality.person;
    const auto led = create_audit(workspace, quality, own);
    declare_independence(workspace, quality, led, quality.person, "");
    step(led, quality, Preparing);
    testing::complete_plan(workspace, quality, led);
    issue_plan(workspace, quality, led, version(led));
    EXPECT_EQ(refused([&] { accept_plan(workspace, quality, led, version(led)); }), "audit_own_work");
}

TEST_F(AuditSteps, meetings_are_recorded_when_their_time_has_come)
{
    const auto key = planned();
    const auto record = [&](const Actor& actor, const Meeting& meeting) {
        return refused([&] { record_meeting(workspace, actor, meeting); });
    };
    EXPECT_EQ(record(lead, meeting(key, MeetingKind::Opening, "2026-11-22")), "meeting_not_now");
    begin_fieldwork(key);
    EXPECT_EQ(record(quality, meeting(key, MeetingKind::Closing, "2026-11-22")), "audit_not_yours");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-23")), "meeting_in_future held_on");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-21")),
              "closing_before_opening held_on");
    auto nobody = meeting(key, MeetingKind::Closing, "2026-11-22");
    nobody.people = {Id<Person>("P-9999")};
    EXPECT_EQ(record(auditor, nobody), "audit_choice_unknown people");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-22")), "");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-22")), "edit_conflict");
}

TEST_F(AuditSteps, an_internal_audit_goes_all_the_way)
{
    const auto key = planned();
    EXPECT_EQ(refused([&] { step(key, lead, InProgress); }), "audit_step");
    begin_fieldwork(key);
    EXPECT_EQ(refused([&] { step(key, lead, FieldworkDone); }), "audit_step_incomplete");
    answer_all(key);
    record_meeting(workspace, lead, meeting(key, MeetingKind::Closing, "2026-11-22"));
    step(key, lead, FieldworkDone);
    EXPECT_EQ(refused([&] { step(key, quality, ReportDraft); }), "audit_step_not_yours");
    step(key, lead, ReportDraft);
    EXPECT_EQ(refused([&] { step(key, lead, ReportReview); }), "audit_step_incomplete");
    EXPECT_EQ(refused([&] { save_conclusion(workspace, lead, whole_conclusion(key)); }), "");
    EXPECT_EQ(refused([&] { step(key, lead, ReportReview); }), "audit_step_incomplete"); // people and sites
    describe();
    step(key, lead, ReportReview);
    EXPECT_EQ(audit(key).prepared_by, lead.person);
    EXPECT_EQ(refused([&] { save_conclusion(workspace, lead, whole_conclusion(key)); }),
              "conclusion_not_now");
    EXPECT_EQ(refused([&] { step(key, quality, ReportDraft); }), "required reason");
    step(key, quality, ReportDraft, "Say more about the shops");
    EXPECT_EQ(audit(key).state_reason, "Say more about the shops");
    EXPECT_TRUE(audit(key).prepared_by.empty());
    step(key, lead, ReportReview);
    EXPECT_EQ(refused([&] { step(key, quality, ReportIssued); }), "through_report");

    auto verb = workspace.begin(quality, "report.issued");
    auto issued = audit(key);
    take_step(workspace, verb, quality, issued, ReportIssued);
    verb.commit();
    const auto before = entries();
    begin_follow_up(workspace, key);
    EXPECT_EQ(entries(), before);
    step(key, lead, Completed);
    EXPECT_EQ(audit(key).state, Completed);
    auto conclusion = store::conclusion(workspace.read(), key);
    EXPECT_EQ(refused([&] { save_conclusion(workspace, auditor, conclusion); }), "audit_not_yours");
    EXPECT_EQ(refused([&] { save_conclusion(workspace, quality, conclusion); }), "audit_not_yours");
    conclusion.main_risks = "Late answers";
    EXPECT_EQ(refused([&] { save_conclusion(workspace, lead, conclusion); }), "");
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(AuditSteps, an_issued_audit_with_an_open_finding_is_followed_up)
{
    const auto key = planned();
    hand_in(key);
    auto verb = workspace.begin(quality, "report.issued");
    auto issued = audit(key);
    Finding finding;
    finding.audit = key;
    finding.grade = Grade::OFI;
    finding.state = FindingState::Raised;
    finding.number = store::next_finding_number(verb, key);
    finding.clause = ClauseNumber::parse("7.4");
    finding.criterion = procedure;
    finding.criterion_section = "3.2";
    finding.requirement = "r";
    finding.objective_evidence = "x";
    finding.statement = "y";
    finding.auditor = lead.person;
    finding.found_on = *parse_date("2026-11-22");
    store::save(verb, finding);
    take_step(workspace, verb, quality, issued, ReportIssued);
    verb.commit();
    begin_follow_up(workspace, key);
    EXPECT_EQ(audit(key).state, FollowUp);
    EXPECT_EQ(refused([&] { step(key, lead, Completed); }), "audit_step_incomplete");
}

TEST_F(AuditSteps, a_postponed_audit_is_planned_again_with_new_dates)
{
    const auto key = planned();
    EXPECT_EQ(refused([&] { step(key, quality, Postponed); }), "required reason");
    EXPECT_EQ(refused([&] { step(key, lead, Postponed, "Snow"); }), "audit_step_not_yours");
    step(key, quality, Postponed, "Snow");
    EXPECT_EQ(audit(key).state_before, Planned);
    EXPECT_EQ(refused([&] { step(key, quality, Planned); }), "dates_needed");
    const auto again = [&](const char* from, const char* to) {
        return refused(
            [&] { replan(workspace, quality, key, version(key), parse_date(from), parse_date(to)); });
    };
    EXPECT_EQ(again("2027-02-03", "2027-02-01"), "ends_before_it_starts ends_on");
    EXPECT_EQ(again("", ""), "required starts_on");
    EXPECT_EQ(again("2027-02-01", "2027-02-03"), "");
    EXPECT_EQ(audit(key).state, Planned);
    EXPECT_EQ(audit(key).key.str(), "IA-2026-01");
}

TEST_F(AuditSteps, a_plan_names_the_team_and_ends_with_it)
{
    const auto key = planned();
    prepare(key);
    testing::complete_plan(workspace, quality, key);
    issue_plan(workspace, lead, key, version(key));
    const TeamPlace led{lead.person, MemberRole::Lead};
    const TeamPlace member{auditor.person, MemberRole::Auditor};
    set_team(workspace, lead, key, version(key), {led, member});
    EXPECT_TRUE(audit(key).plan_issued_on) << "the same team";
    set_team(workspace, lead, key, version(key), {led, member, {stranger.person, MemberRole::Observer}});
    EXPECT_FALSE(audit(key).plan_issued_on);
}

} // namespace
} // namespace clausebook
