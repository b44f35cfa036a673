#include "core/audit/lifecycle.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook {
namespace {

using enum AuditState;

const Actor lead{Id<Person>("P-0002"), "Ece", {Role::LeadAuditor}};
const Actor quality{Id<Person>("P-0001"), "Can", {Role::QualityManager}};
const Actor auditor{Id<Person>("P-0003"), "Su", {Role::Auditor}};
const Actor stranger{Id<Person>("P-0009"), "Ali", {Role::Auditor, Role::LeadAuditor}};

/// An audit of which nothing is missing, whatever step comes next.
AuditAtHand complete(AuditState state, AuditType type = AuditType::Internal)
{
    AuditAtHand at;
    auto& a = at.audit;
    a.type = type;
    a.key = Id<Audit>("IA-2026-01");
    a.state = state;
    a.title = "Complaints handling 2026";
    a.objectives = "See whether it works";
    a.scope = "All shops";
    a.risk_basis = "Two new shops";
    a.sites = {Id<Site>("S-01")};
    a.criteria = {Id<Criterion>("CR-01")};
    a.clauses = {*ClauseNumber::parse("7.4")};
    a.methods = {AuditMethod::Interview};
    a.period_from = parse_date("2026-01-01");
    a.period_to = parse_date("2026-10-31");
    a.starts_on = parse_date("2026-11-23");
    a.ends_on = parse_date("2026-11-25");
    a.auditor_days = "2.5";
    a.lead = lead.person;
    a.plan_issued_on = parse_date("2026-11-10");
    a.plan_accepted_on = parse_date("2026-11-11");
    a.plan_accepted_by = quality.person;
    at.members = {{a.key, 1, lead.person, MemberRole::Lead, true, {}},
                  {a.key, 1, auditor.person, MemberRole::Auditor, true, {}}};
    at.names = {{lead.person, "Ece"}, {auditor.person, "Su"}};
    at.opening = Meeting{a.key, 1, MeetingKind::Opening, parse_date("2026-11-23"), {lead.person}, {}};
    at.closing = Meeting{a.key, 1, MeetingKind::Closing, parse_date("2026-11-25"), {lead.person}, {}};
    at.planned = {"7.4-Q1", "7.4-Q2"};
    at.answers = {{"IA-2026-01/all/7.4-Q1", "all", "7.4-Q1", "C", 0, AnswerAtHand::Approval::None, 0},
                  {"IA-2026-01/all/7.4-Q2", "all", "7.4-Q2", "NC", 9, AnswerAtHand::Approval::None, 1}};
    at.findings = {{"IA-2026-01/f1", "IA-2026-01-01", FindingState::Closed, {}}};
    return at;
}

/// The codes of what is missing before a step, sorted, each once.
std::vector<std::string> missing(const AuditAtHand& at, AuditState to)
{
    std::set<std::string> codes;
    for (const auto& one : find_transition(at.audit.state, to, at.audit.type)->guard(at))
        codes.insert(one.code);
    return {codes.begin(), codes.end()};
}

std::string refusal(const AuditAtHand& at, AuditState to, const Actor& actor,
                    const std::string& reason = "because")
{
    try {
        check_step(at, to, actor, reason);
        return "";
    } catch (const Refusal& refused) {
        return refused.code();
    }
}

/// Somebody with the first of the parts that may take a step.
Actor taker_of(const Transition& row)
{
    if (row.who.contains(Part::Lead)) return lead;
    return quality;
}

/// A type whose audits the row is for.
AuditType type_of(const Transition& row)
{
    for (const auto type : audit_types)
        if (fits(row, type)) return type;
    throw std::logic_error("a row for nobody");
}

using Codes = std::vector<std::string>;

TEST(AuditLifecycle, every_row_of_the_table_can_be_taken_when_nothing_is_missing)
{
    for (const auto type : audit_types)
        for (const auto& row : transitions()) {
            if (!fits(row, type)) continue;
            auto at = complete(row.from, type);
            if (row.to == FollowUp) at.findings[0].state = FindingState::Raised;
            EXPECT_EQ(refusal(at, row.to, taker_of(row)), "")
                << str(type) << ' ' << str(row.from) << " to " << str(row.to);
        }
}

TEST(AuditLifecycle, every_type_has_the_same_steps_each_once)
{
    std::set<std::pair<AuditState, AuditState>> all;
    for (const auto& row : transitions()) all.emplace(row.from, row.to);
    EXPECT_EQ(all.size(), 23U);
    for (const auto type : audit_types)
        for (const auto& [from, to] : all)
            EXPECT_EQ(std::count_if(transitions().begin(), transitions().end(),
                                    [&, from = from, to = to](const Transition& row) {
                                        return row.from == from && row.to == to && fits(row, type);
                                    }),
                      1)
                << str(type) << ' ' << str(from) << " to " << str(to);
}

TEST(AuditLifecycle, every_step_that_is_no_row_of_the_table_is_refused)
{
    int refused = 0;
    for (const auto from : audit_states)
        for (const auto to : audit_states) {
            if (find_transition(from, to, AuditType::Internal)) continue;
            EXPECT_EQ(refusal(complete(from), to, lead), "audit_step") << str(from) << " to " << str(to);
            ++refused;
        }
    EXPECT_EQ(refused, 144 - 23);
}

TEST(AuditLifecycle, nobody_outside_the_parts_named_takes_a_step)
{
    for (const auto& row : transitions()) {
        const auto at = complete(row.from, type_of(row));
        EXPECT_EQ(refusal(at, row.to, stranger), "audit_step_not_yours") << str(row.from);
        EXPECT_EQ(refusal(at, row.to, auditor), "audit_step_not_yours") << str(row.from);
        if (row.who.contains(Part::Lead) && row.who.contains(Part::QualityManager)) continue;
        const auto& other = row.who.contains(Part::Lead) ? quality : lead;
        EXPECT_EQ(refusal(at, row.to, other), "audit_step_not_yours") << str(row.from);
    }
}

TEST(AuditLifecycle, postponing_cancelling_and_sending_back_need_a_reason)
{
    for (const auto& row : transitions()) {
        const bool needs =
            row.to == Postponed || row.to == Cancelled || (row.from == ReportReview && row.to == ReportDraft);
        auto at = complete(row.from, type_of(row));
        if (row.to == FollowUp) at.findings[0].state = FindingState::Raised;
        EXPECT_EQ(refusal(at, row.to, taker_of(row), " "), needs ? "required" : "")
            << str(row.from) << str(row.to);
    }
}

TEST(AuditLifecycle, the_one_who_prepared_a_report_does_not_review_it)
{
    auto at = complete(ReportReview);
    at.audit.prepared_by = quality.person;
    EXPECT_EQ(refusal(at, ReportIssued, quality), "audit_own_work");
    EXPECT_EQ(refusal(at, ReportDraft, quality), "audit_own_work");
    EXPECT_EQ(refusal(at, Cancelled, quality), "");
}

TEST(AuditLifecycle, of_a_body_the_report_is_issued_by_the_lead_or_a_quality_manager_who_did_not_hand_it_in)
{
    auto at = complete(ReportReview, AuditType::Stage2);
    at.audit.prepared_by = lead.person;
    EXPECT_EQ(refusal(at, ReportIssued, lead), "audit_own_work");
    EXPECT_EQ(refusal(at, ReportIssued, quality), "");
    EXPECT_EQ(next_steps(at, parts_in(lead, at.members)).front().taker, Step::Taker::Others);
    at.audit.prepared_by = quality.person;
    EXPECT_EQ(refusal(at, ReportIssued, lead), "");
    EXPECT_EQ(refusal(at, ReportDraft, lead), "");
    EXPECT_EQ(next_steps(at, parts_in(lead, at.members)).front().taker, Step::Taker::Me);
    at.audit.type = AuditType::Internal;
    EXPECT_EQ(refusal(at, ReportIssued, lead), "audit_step_not_yours");
}

TEST(AuditLifecycle, a_stage_1_ends_with_a_talk_and_every_other_audit_with_a_meeting)
{
    for (const auto type : audit_types) {
        auto at = complete(InProgress, type);
        at.closing.reset();
        EXPECT_EQ(missing(at, FieldworkDone),
                  Codes{type == AuditType::Stage1 ? "exit_talk" : "closing_meeting"})
            << str(type);
    }
}

TEST(AuditLifecycle, a_report_is_not_drafted_before_the_earlier_findings_are_looked_at)
{
    auto at = complete(FieldworkDone, AuditType::Stage2);
    at.not_looked_at = {{"S1-2026-01/f3", "S1-2026-01-03"}};
    EXPECT_EQ(missing(at, ReportDraft), Codes{"earlier_not_looked"});
    const auto list = find_transition(FieldworkDone, ReportDraft, AuditType::Stage2)->guard(at);
    EXPECT_EQ(list.front().place, Place::Followed);
    EXPECT_EQ(list.front().parameters.at("finding"), "S1-2026-01-03");
}

TEST(AuditLifecycle, a_bodys_audit_is_complete_without_open_majors_and_with_a_plan_for_every_minor)
{
    for (const auto state : finding_states)
        for (const auto grade : all_grades)
            for (const auto type : {AuditType::Internal, AuditType::Surveillance}) {
                auto at = complete(ReportIssued, type);
                at.findings[0].state = state;
                at.findings[0].grade = grade;
                const bool house = type == AuditType::Internal;
                const bool planned = state == FindingState::PlanAccepted || state == FindingState::Implemented
                    || state == FindingState::Verified;
                Codes wanted;
                if (is_open(state) && (house || grade == Grade::MAJOR)) wanted = {"finding_closed"};
                if (is_open(state) && !house && grade == Grade::MINOR && !planned) wanted = {"minor_plan"};
                EXPECT_EQ(missing(at, Completed), wanted) << str(type) << str(grade) << ' ' << str(state);
                at.audit.state = FollowUp;
                EXPECT_EQ(missing(at, Completed), wanted) << str(type) << str(grade) << ' ' << str(state);
            }
}

TEST(AuditLifecycle, preparing_needs_a_team_that_has_declared_and_owns_nothing_in_scope)
{
    auto at = complete(Planned);
    EXPECT_EQ(missing(at, Preparing), Codes{});
    at.members[1].independence_declared = false;
    EXPECT_EQ(missing(at, Preparing), Codes{"independence"});
    at.members[1].role = MemberRole::Observer;
    EXPECT_EQ(missing(at, Preparing), Codes{});
    at.members[0].role = MemberRole::Auditor;
    at.conflicts = {{"Su", *ClauseNumber::parse("7.4")}};
    EXPECT_EQ(missing(at, Preparing), (Codes{"lead", "owns_process"}));
}

TEST(AuditLifecycle, ready_needs_a_whole_plan_issued_and_accepted)
{
    auto at = complete(Preparing);
    at.audit.plan_accepted_on.reset();
    EXPECT_EQ(missing(at, Ready), Codes{"plan_accepted"});
    at.audit.plan_issued_on.reset();
    at.missing_in_plan = {{"plan_field", Place::Frame, "objectives", {}}};
    EXPECT_EQ(missing(at, Ready), (Codes{"plan_accepted", "plan_field", "plan_issued"}));
}

TEST(AuditLifecycle, fieldwork_begins_with_an_opening_meeting)
{
    auto at = complete(Ready);
    at.opening.reset();
    EXPECT_EQ(missing(at, InProgress), Codes{"opening_meeting"});
    at.missing_in_plan = {{"plan_field", Place::Frame, "objectives", {}}};
    EXPECT_EQ(missing(at, InProgress), Codes{"opening_meeting"}) << "what was issued was whole";
    EXPECT_EQ(refusal(at, InProgress, lead), "audit_step_incomplete");
}

TEST(AuditLifecycle, fieldwork_ends_when_every_planned_question_has_an_answer_with_its_reason)
{
    auto at = complete(InProgress);
    at.answers[0].result = "";
    EXPECT_EQ(missing(at, FieldworkDone), Codes{"unanswered"});
    EXPECT_EQ(unanswered(at), Codes{"7.4-Q1"});
    at.answers[0].result = "NS";
    EXPECT_EQ(missing(at, FieldworkDone), Codes{"not_seen_reason"});
    at.answers[0].reason = 1;
    EXPECT_EQ(missing(at, FieldworkDone), Codes{});
    at.answers[0].result = "NA";
    at.answers[0].reason = 19;
    EXPECT_EQ(missing(at, FieldworkDone), (Codes{"not_applicable_approval", "not_applicable_reason"}));
    at.answers[0].reason = 20;
    at.answers[0].approval = AnswerAtHand::Approval::Given;
    EXPECT_EQ(missing(at, FieldworkDone), Codes{});
    at.answers[1].live_findings = 0;
    at.closing.reset();
    EXPECT_EQ(missing(at, FieldworkDone), (Codes{"closing_meeting", "finding_for_answer"}));
}

TEST(AuditLifecycle, a_question_answered_at_one_site_is_answered)
{
    auto at = complete(InProgress);
    at.answers[0].site = "S-01";
    EXPECT_EQ(unanswered(at), Codes{});
}

TEST(AuditLifecycle, a_report_is_drafted_from_whole_findings_and_handed_in_whole)
{
    auto at = complete(FieldworkDone);
    at.findings[0].lacks = {"statement"};
    EXPECT_EQ(missing(at, ReportDraft), Codes{"finding_part"});
    at = complete(ReportDraft);
    EXPECT_EQ(missing(at, ReportReview), Codes{});
    at.missing_in_report = {{"report_field", Place::Conclusion, "main_risks", {{"field", "main_risks"}}}};
    EXPECT_EQ(missing(at, ReportReview), Codes{"report_field"});
    at.audit.state = ReportReview;
    EXPECT_EQ(missing(at, ReportIssued), Codes{"report_field"});
    EXPECT_EQ(missing(at, ReportDraft), Codes{});
}

TEST(AuditLifecycle, an_audit_with_an_open_finding_is_followed_up_and_completed_when_all_are_closed)
{
    auto at = complete(ReportIssued);
    EXPECT_EQ(missing(at, FollowUp), Codes{"open_finding"});
    EXPECT_EQ(missing(at, Completed), Codes{});
    at.findings[0].state = FindingState::Verified;
    EXPECT_EQ(missing(at, FollowUp), Codes{});
    EXPECT_EQ(missing(at, Completed), Codes{"finding_closed"});
    EXPECT_EQ(refusal(complete(ReportIssued), FollowUp, lead), "audit_step_incomplete");
}

TEST(AuditLifecycle, cancelling_ends_when_the_report_is_issued)
{
    for (const auto state : audit_states)
        EXPECT_EQ(can_be_cancelled(state),
                  state != ReportIssued && state != FollowUp && state != Completed && state != Cancelled)
            << str(state);
}

TEST(AuditLifecycle, steps_name_who_may_take_them_and_the_way_forward_comes_first)
{
    const auto at = complete(Planned);
    const auto steps = next_steps(at, parts_in(lead, at.members));
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].transition->to, Preparing);
    EXPECT_EQ(steps[0].taker, Step::Taker::Me);
    EXPECT_EQ(steps[1].transition->to, Postponed);
    EXPECT_EQ(steps[1].taker, Step::Taker::Others);
}

} // namespace
} // namespace clausebook
