#include "core/cycle/event_audit.h"
#include "course.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using testing::Course;
using testing::day;
using Kind = CycleEventKind;

Audit audit(const std::string& key, AuditType type, const char* on, AuditState state)
{
    Audit audit;
    audit.key = Id<Audit>(key);
    audit.type = type;
    audit.starts_on = audit.ends_on = day(on);
    audit.state = state;
    return audit;
}

Finding finding(Grade grade, FindingState state)
{
    Finding finding;
    finding.grade = grade;
    finding.state = state;
    return finding;
}

std::string refused(const CycleEvent& event, const Audit& audit, const std::vector<CycleEvent>& events = {})
{
    return Course::code_of([&] { check_audit(event, audit, events); });
}

TEST(EventOfAnAudit, has_its_last_day_and_its_open_majors)
{
    const std::vector<Finding> findings = {
        finding(Grade::MAJOR, FindingState::Raised), finding(Grade::MAJOR, FindingState::Closed),
        finding(Grade::MAJOR, FindingState::Withdrawn), finding(Grade::MINOR, FindingState::Raised)};
    EXPECT_EQ(open_majors(findings), 1);
    auto stage2 = audit("S2-2026-01", AuditType::Stage2, "2026-01-18", AuditState::FollowUp);
    stage2.ends_on = day("2026-01-20");
    const auto event = event_from(Kind::Stage2Done, stage2, findings);
    EXPECT_EQ(event.on, day("2026-01-20"));
    EXPECT_EQ(event.majors, 1);
    EXPECT_EQ(event.audit, stage2.key);
    EXPECT_EQ(event_from(Kind::Surveillance, stage2, findings).majors, 0) << "it has no such field";
}

TEST(EventOfAnAudit, is_refused_before_the_report_is_issued)
{
    CycleEvent event;
    event.kind = Kind::Stage1Done;
    for (const auto state : audit_states)
        EXPECT_EQ(refused(event, audit("S1-2025-01", AuditType::Stage1, "2025-10-01", state)),
                  is_issued(state) ? "" : "cycle_report_open on audit")
            << str(state);
    for (const auto type : audit_types)
        EXPECT_EQ(refused(event, audit("A", type, "2025-10-01", AuditState::Completed)),
                  type == AuditType::Stage1 ? "" : "cycle_audit_type on audit")
            << str(type);
}

TEST(EventOfAnAudit, is_the_only_one_it_was)
{
    const auto stage1 = audit("S1-2025-01", AuditType::Stage1, "2025-10-01", AuditState::Completed);
    auto course = Course().add(Kind::Applied, "2025-06-02").add(Kind::Stage1Done, "2025-10-01");
    course.events.back().audit = stage1.key;
    CycleEvent another;
    another.kind = Kind::Stage1Done;
    EXPECT_EQ(refused(another, stage1, course.events), "cycle_audit_taken on audit");
    EXPECT_EQ(refused(course.events.back(), stage1, course.events), "") << "it stays what it is";
}

TEST(Proposals, are_the_events_whose_report_is_issued_and_that_can_come_next)
{
    auto course = Course().add(Kind::Applied, "2025-06-02");
    std::vector<Audit> audits = {
        audit("S1-2025-01", AuditType::Stage1, "2025-10-01", AuditState::ReportIssued),
        audit("S2-2026-01", AuditType::Stage2, "2026-01-20", AuditState::ReportIssued),
        audit("S1-2024-01", AuditType::Stage1, "2024-10-01", AuditState::Completed),
        audit("IA-2025-01", AuditType::Internal, "2025-10-01", AuditState::Completed)};
    const auto proposed = [&] {
        std::string text;
        const auto cycle = course.at("2027-06-01");
        for (const auto& each : proposed_events(cycle, course.events, audits))
            text += str(each.kind) + " " + each.audit.str() + " ";
        return text;
    };
    EXPECT_EQ(proposed(), "STAGE1_DONE S1-2025-01 ") << "one before the application is of an earlier course";
    audits.at(0).state = AuditState::ReportReview;
    EXPECT_EQ(proposed(), "");
    course.add(Kind::Stage1Done, "2025-10-01");
    EXPECT_EQ(proposed(), "STAGE2_DONE S2-2026-01 ");
    course.add(Kind::Stage2Done, "2026-01-20").add(Kind::HandedIn, "2026-03-02");
    course.add(Kind::Certified, "2026-03-15");
    audits.push_back(audit("SU-2027-01", AuditType::Surveillance, "2027-02-01", AuditState::FollowUp));
    EXPECT_EQ(proposed(), "SURVEILLANCE SU-2027-01 ");
    course.add(Kind::Surveillance, "2027-02-01");
    EXPECT_EQ(proposed(), "") << "recorded, though nobody said which audit it was";
    course.events.back().audit = Id<Audit>("SU-2027-01");
    EXPECT_EQ(proposed(), "");
}

} // namespace
} // namespace clausebook
