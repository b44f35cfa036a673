#include "core/audit/standing.h"
#include "support/refused.h"

#include <set>

namespace clausebook {
namespace {

Audit audit(AuditType type, const std::string& key, const char* from, const char* to)
{
    Audit a;
    a.key = Id<Audit>(key);
    a.type = type;
    a.state = AuditState::ReportIssued;
    a.starts_on = parse_date(from);
    a.ends_on = parse_date(to);
    a.clauses = {*ClauseNumber::parse("7.4"), *ClauseNumber::parse("8.1")};
    return a;
}

Audit earlier(AuditType type)
{
    return audit(type, "earlier", "2026-01-12", "2026-01-14");
}

Audit later(AuditType type)
{
    auto a = audit(type, "later", "2026-03-02", "2026-03-04");
    a.follows = Id<Audit>("earlier");
    return a;
}

TEST(Standing, each_type_follows_the_types_of_its_row_and_no_others)
{
    int may = 0;
    for (const auto type : audit_types)
        for (const auto before : audit_types) {
            const auto& follows = kind_for(type).follows;
            const bool listed = std::find(follows.begin(), follows.end(), before) != follows.end();
            const auto one = earlier(before);
            if (listed) {
                ++may;
                check_standing(later(type), &one);
            } else {
                EXPECT_REFUSED(check_standing(later(type), &one), "follows_wrong");
            }
        }
    EXPECT_GT(may, 10);
}

TEST(Standing, a_stage_2_needs_a_stage_1_whose_report_is_issued_and_nobody_else_needs_one)
{
    for (const auto type : audit_types) {
        auto alone = later(type);
        alone.follows = {};
        if (type == AuditType::Stage2) {
            EXPECT_REFUSED(check_standing(alone, nullptr), "follows_needed");
        } else {
            check_standing(alone, nullptr);
        }
    }
    for (const auto state : audit_states) {
        auto one = earlier(AuditType::Stage1);
        one.state = state;
        EXPECT_EQ(may_follow(kind_for(AuditType::Stage2), one), is_issued(state)) << str(state);
        one.type = AuditType::Stage2;
        EXPECT_EQ(may_follow(kind_for(AuditType::Surveillance), one), state != AuditState::Cancelled)
            << str(state);
    }
}

TEST(Standing, refuses_an_audit_that_is_not_there_and_one_that_follows_itself)
{
    EXPECT_REFUSED(check_standing(later(AuditType::Internal), nullptr), "follows_wrong");
    auto itself = later(AuditType::Internal);
    itself.key = Id<Audit>("earlier");
    const auto one = earlier(AuditType::Internal);
    EXPECT_REFUSED(check_standing(itself, &one), "follows_wrong");
}

TEST(Standing, refuses_to_begin_before_the_other_has_ended)
{
    const auto one = earlier(AuditType::Stage1);
    auto two = later(AuditType::Stage2);
    two.starts_on = parse_date("2026-01-14");
    check_standing(two, &one);
    two.starts_on = parse_date("2026-01-13");
    EXPECT_REFUSED(check_standing(two, &one), "starts_before_follows");
}

TEST(Standing, a_rotation_belongs_to_types_that_have_one_and_lies_in_the_scope)
{
    std::set<AuditType> with;
    for (const auto type : audit_types) {
        auto a = later(type);
        a.rotation = {*ClauseNumber::parse("7.4")};
        const auto one = earlier(kind_for(type).follows.front());
        try {
            check_standing(a, &one);
            with.insert(type);
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), "rotation_not_here");
        }
    }
    EXPECT_EQ(with, std::set<AuditType>{AuditType::Surveillance});
    auto a = later(AuditType::Surveillance);
    a.rotation = {*ClauseNumber::parse("8.2")};
    const auto one = earlier(AuditType::Stage2);
    EXPECT_REFUSED(check_standing(a, &one), "rotation_not_in_scope");
}

} // namespace
} // namespace clausebook
