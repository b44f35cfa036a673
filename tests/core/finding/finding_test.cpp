#include "core/base/form_rules.h"
#include "core/finding/finding_life.h"

#include <gtest/gtest.h>

#include <functional>

namespace clausebook {
namespace {

using Kind = FindingFrame::Kind;
using Phase = FindingFrame::Phase;

const Id<Person> lead("P-0001");
const Id<Person> auditor("P-0002");
const Id<Person> expert("P-0003");
const Id<Person> contact("P-0004");

Actor actor(const Id<Person>& person, Roles roles = {Role::Auditor})
{
    return {person, "A", std::move(roles)};
}

FindingFrame frame(Phase phase = Phase::Working, Kind kind = Kind::Internal)
{
    FindingFrame frame;
    frame.audit = Id<Audit>("IA-2026-01");
    frame.kind = kind;
    frame.phase = phase;
    frame.lead = lead;
    frame.auditors = {lead, auditor};
    frame.team = {lead, auditor, expert};
    return frame;
}

Criterion criterion(CriterionType type)
{
    Criterion criterion;
    criterion.key = Id<Criterion>("CR-01");
    criterion.type = type;
    criterion.reference = "SOP-CH-04";
    return criterion;
}

Finding complete(Grade grade = Grade::MAJOR)
{
    Finding finding;
    finding.grade = grade;
    finding.clause = ClauseNumber::parse("7.4");
    finding.criterion = Id<Criterion>("CR-01");
    finding.criterion_section = "§3.2";
    finding.requirement = "Every complaint is acknowledged within two working days.";
    finding.objective_evidence = "9 of 25 files later, 3 never.";
    finding.statement = "The acknowledgement does not reliably take place in time.";
    finding.grade_reason = "Systemic: every channel.";
    return finding;
}

std::vector<std::string> fields(const std::vector<MissingPart>& missing)
{
    std::vector<std::string> names;
    for (const auto& part : missing) names.push_back(part.field);
    return names;
}

std::string refused(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "";
}

TEST(FindingState, reads_what_it_writes_and_nothing_else)
{
    for (const auto state : finding_states) EXPECT_EQ(parse_finding_state(str(state)), state);
    for (const auto* text : {"", "draft", "OPEN", "DRAFT "}) EXPECT_FALSE(parse_finding_state(text)) << text;
}

TEST(FindingNumber, has_two_digits_at_least)
{
    const Id<Audit> audit("IA-2026-01");
    EXPECT_EQ(finding_number(audit, 3), "IA-2026-01-03");
    EXPECT_EQ(finding_number(audit, 12), "IA-2026-01-12");
    EXPECT_EQ(finding_number(audit, 123), "IA-2026-01-123");
}

TEST(FindingSerial, is_a_plain_number_in_an_address)
{
    EXPECT_EQ(parse_serial("1"), 1);
    EXPECT_EQ(parse_serial("99999"), 99999);
    for (const auto* text : {"", "0", "03", "-1", "+1", "1e3", "100000", " 1", "f1"})
        EXPECT_FALSE(parse_serial(text)) << text;
}

TEST(MissingParts, of_an_empty_draft_are_named_in_the_order_of_the_form)
{
    EXPECT_EQ(fields(missing_parts(Finding(), nullptr, Kind::Internal)),
              (std::vector<std::string>{"clause", "criterion", "requirement", "objective_evidence",
                                        "statement", "grade_reason"}));
}

TEST(MissingParts, are_none_when_parts_a_to_c_are_there)
{
    const auto own = criterion(CriterionType::Own);
    for (const auto grade : all_grades)
        EXPECT_TRUE(missing_parts(complete(grade), &own, Kind::StageOne).empty());
}

TEST(MissingParts, are_each_found_alone)
{
    const auto own = criterion(CriterionType::Own);
    const auto only = [&](auto break_it) {
        auto finding = complete();
        break_it(finding);
        return fields(missing_parts(finding, &own, Kind::Internal));
    };
    using Fields = std::vector<std::string>;
    EXPECT_EQ(only([](Finding& f) { f.clause.reset(); }), Fields{"clause"});
    EXPECT_EQ(only([](Finding& f) { f.criterion_section = " "; }), Fields{"criterion_section"});
    EXPECT_EQ(only([](Finding& f) { f.requirement = "\n"; }), Fields{"requirement"});
    EXPECT_EQ(only([](Finding& f) { f.objective_evidence = ""; }), Fields{"objective_evidence"});
    EXPECT_EQ(only([](Finding& f) { f.statement = ""; }), Fields{"statement"});
    EXPECT_EQ(only([](Finding& f) { f.grade_reason = "  "; }), Fields{"grade_reason"});
    EXPECT_EQ(fields(missing_parts(complete(), nullptr, Kind::Internal)), Fields{"criterion"});
}

TEST(MissingParts, of_an_opportunity_are_only_its_identification_evidence_and_observation)
{
    auto finding = complete(Grade::OFI);
    finding.requirement = finding.grade_reason = "";
    const auto own = criterion(CriterionType::Own);
    EXPECT_TRUE(missing_parts(finding, &own, Kind::Internal).empty());
    finding.objective_evidence = finding.statement = "";
    EXPECT_EQ(fields(missing_parts(finding, &own, Kind::Internal)),
              (std::vector<std::string>{"objective_evidence", "statement"}));
}

TEST(Guidance, carries_no_major_or_minor_of_a_certification_audit)
{
    const auto guidance = criterion(CriterionType::Guidance);
    const auto scheme = criterion(CriterionType::Scheme);
    for (const auto kind : {Kind::Certification, Kind::StageOne})
        for (const auto grade : {Grade::MAJOR, Grade::MINOR}) {
            EXPECT_EQ(missing_parts(complete(grade), &guidance, kind),
                      (std::vector<MissingPart>{{"guidance_not_enough", "criterion"}}));
            EXPECT_TRUE(missing_parts(complete(grade), &scheme, kind).empty());
        }
    EXPECT_TRUE(missing_parts(complete(Grade::MAJOR), &guidance, Kind::Internal).empty());
    EXPECT_TRUE(missing_parts(complete(Grade::OFI), &guidance, Kind::Certification).empty());
    EXPECT_TRUE(missing_parts(complete(Grade::AOC), &guidance, Kind::StageOne).empty());
}

TEST(Guidance, needs_no_section_because_the_clause_is_its_section)
{
    const auto guidance = criterion(CriterionType::Guidance);
    auto finding = complete();
    finding.criterion_section = "";
    EXPECT_TRUE(missing_parts(finding, &guidance, Kind::Internal).empty());
}

TEST(Grades, put_an_area_of_concern_into_stage_one_only)
{
    EXPECT_EQ(refused([] { check_grade(Grade::AOC, Kind::Internal); }), "grade_not_here");
    EXPECT_EQ(refused([] { check_grade(Grade::AOC, Kind::Certification); }), "grade_not_here");
    EXPECT_EQ(refused([] { check_grade(Grade::AOC, Kind::StageOne); }), "");
    EXPECT_EQ(refused([] { check_grade(Grade::MAJOR, Kind::Internal); }), "");
}

TEST(WorstLive, is_the_heaviest_grade_that_is_not_withdrawn)
{
    auto minor = complete(Grade::MINOR);
    auto major = complete(Grade::MAJOR);
    const auto ofi = complete(Grade::OFI);
    EXPECT_EQ(worst_live({}), std::nullopt);
    EXPECT_EQ(worst_live({ofi, minor, major}), Grade::MAJOR);
    major.state = FindingState::Withdrawn;
    EXPECT_EQ(worst_live({ofi, minor, major}), Grade::MINOR);
    minor.state = FindingState::Withdrawn;
    EXPECT_EQ(worst_live({minor, major}), std::nullopt);
    EXPECT_EQ(worse(Grade::AOC, Grade::OFI), Grade::AOC);
}

TEST(FindingSteps, are_those_of_the_table_and_no_others)
{
    for (const auto from : finding_states)
        for (const auto to : finding_states) {
            const bool known = (from == FindingState::Draft && to == FindingState::Raised)
                || (from == FindingState::Draft && to == FindingState::Withdrawn)
                || (from == FindingState::Raised && to == FindingState::Withdrawn);
            auto finding = complete();
            finding.state = from;
            EXPECT_EQ(refused([&] { check_step(finding, to, actor(lead), frame(), {}, "because"); }),
                      known ? "" : "finding_step")
                << str(from) << " -> " << str(to);
        }
}

TEST(FindingSteps, belong_to_the_lead_of_that_audit)
{
    for (const auto& person : {auditor, expert, contact})
        for (const auto to : {FindingState::Raised, FindingState::Withdrawn})
            EXPECT_EQ(refused([&] {
                          check_step(complete(), to, actor(person, {Role::QualityManager, Role::LeadAuditor}),
                                     frame(), {}, "because");
                      }),
                      "only_lead");
}

TEST(FindingSteps, ask_for_parts_a_reason_and_the_right_moment)
{
    const auto raised = [&](Phase phase, const std::vector<MissingPart>& missing) {
        return refused(
            [&] { check_step(complete(), FindingState::Raised, actor(lead), frame(phase), missing, ""); });
    };
    EXPECT_EQ(raised(Phase::Working, {{"missing", "clause"}}), "finding_incomplete");
    for (const auto phase : {Phase::Before, Phase::UnderReview, Phase::Issued, Phase::Cancelled})
        EXPECT_EQ(raised(phase, {}), "audit_not_in_work");
    const auto withdrawn = [&](FindingState from, Phase phase, const std::string& reason) {
        auto finding = complete();
        finding.state = from;
        return refused(
            [&] { check_step(finding, FindingState::Withdrawn, actor(lead), frame(phase), {}, reason); });
    };
    EXPECT_EQ(withdrawn(FindingState::Raised, Phase::Working, " "), "required");
    EXPECT_EQ(withdrawn(FindingState::Raised, Phase::UnderReview, "Proof was found."), "");
    EXPECT_EQ(withdrawn(FindingState::Raised, Phase::Issued, "Proof was found."), "report_issued");
    EXPECT_EQ(withdrawn(FindingState::Draft, Phase::Cancelled, "Proof was found."), "audit_not_in_work");
    EXPECT_EQ(withdrawn(FindingState::Raised, Phase::Working, std::string("a\x01")), "unclean");
}

TEST(FindingSight, is_for_quality_top_management_team_and_the_contact_once_raised)
{
    auto finding = complete();
    finding.auditee_contact = contact;
    EXPECT_TRUE(may_see(actor(Id<Person>("P-9"), {Role::QualityManager}), finding, frame()));
    EXPECT_TRUE(may_see(actor(Id<Person>("P-9"), {Role::TopManagement}), finding, frame()));
    for (const auto& person : {lead, auditor, expert}) EXPECT_TRUE(may_see(actor(person), finding, frame()));
    for (const auto role : {Role::Administrator, Role::LeadAuditor, Role::Auditor, Role::Auditee})
        EXPECT_FALSE(may_see(actor(Id<Person>("P-9"), {role}), finding, frame()));
    EXPECT_FALSE(may_see(actor(contact, {Role::Auditee}), finding, frame()));
    finding.number = "IA-2026-01-01";
    EXPECT_TRUE(may_see(actor(contact, {Role::Auditee}), finding, frame()));
    EXPECT_FALSE(may_see(Actor(), finding, frame()));
}

TEST(FindingSight, does_not_let_one_without_a_contact_be_seen_by_nobody)
{
    auto finding = complete();
    finding.number = "IA-2026-01-01";
    EXPECT_FALSE(may_see(Actor(), finding, frame()));
}

TEST(FindingText, is_checked_field_by_field)
{
    auto finding = complete();
    EXPECT_EQ(refused([&] { check(finding); }), "");
    finding.requirement = std::string(text_limit + 1, 'a');
    EXPECT_EQ(refused([&] { check(finding); }), "too_long");
    finding = complete();
    finding.process = "two\nlines";
    EXPECT_EQ(refused([&] { check(finding); }), "unclean");
    finding = complete();
    finding.statement = "<script>alert(1)</script> =HYPERLINK(\"x\") \u202eRTL e\u0301";
    EXPECT_EQ(refused([&] { check(finding); }), "");
    finding.statement = std::string("a\0b", 3);
    EXPECT_EQ(refused([&] { check(finding); }), "unclean");
    finding = complete();
    finding.secondary_clauses = {*ClauseNumber::parse("7.4")};
    EXPECT_EQ(refused([&] { check(finding); }), "secondary_is_primary");
}

TEST(Untouched, is_only_a_draft_nobody_wrote_into)
{
    Finding finding;
    finding.clause = ClauseNumber::parse("7.4");
    finding.site = Id<Site>("S-01");
    EXPECT_TRUE(is_untouched(finding));
    auto written = finding;
    written.objective_evidence = "x";
    EXPECT_FALSE(is_untouched(written));
    written = finding;
    written.criterion = Id<Criterion>("CR-01");
    EXPECT_FALSE(is_untouched(written));
    written = finding;
    written.state = FindingState::Raised;
    EXPECT_FALSE(is_untouched(written));
}

} // namespace
} // namespace clausebook
