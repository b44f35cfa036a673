// How far is looked ahead, and what of an audit has a day.

#include "core/readiness/due_soon.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

TEST(DueSoon, looks_thirty_days_ahead)
{
    EXPECT_EQ(looks_until(*parse_date("2026-11-22")), *parse_date("2026-12-22"));
}

TEST(DueSoon, an_audit_is_to_begin_then_to_end_and_then_has_no_day)
{
    Audit audit;
    audit.starts_on = parse_date("2026-11-23");
    audit.ends_on = parse_date("2026-11-25");
    for (const auto state : {AuditState::Planned, AuditState::Preparing, AuditState::Ready}) {
        audit.state = state;
        ASSERT_TRUE(due_next(audit)) << str(state);
        EXPECT_EQ(due_next(audit)->what, AuditDue::What::Begin);
        EXPECT_EQ(due_next(audit)->on, *parse_date("2026-11-23"));
    }
    audit.state = AuditState::InProgress;
    EXPECT_EQ(due_next(audit)->what, AuditDue::What::End);
    EXPECT_EQ(due_next(audit)->on, *parse_date("2026-11-25"));
    for (const auto state : {AuditState::FieldworkDone, AuditState::ReportDraft, AuditState::ReportReview,
                             AuditState::ReportIssued, AuditState::FollowUp, AuditState::Completed,
                             AuditState::Postponed, AuditState::Cancelled}) {
        audit.state = state;
        EXPECT_FALSE(due_next(audit)) << str(state);
    }
}

TEST(DueSoon, on_the_day_itself_nothing_is_late)
{
    const AuditDue due{AuditDue::What::Begin, *parse_date("2026-11-23")};
    EXPECT_FALSE(is_late(due, *parse_date("2026-11-23")));
    EXPECT_TRUE(is_late(due, *parse_date("2026-11-24")));
}

} // namespace
} // namespace clausebook
