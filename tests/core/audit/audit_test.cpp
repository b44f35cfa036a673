#include "core/audit/audit.h"
#include "core/base/refusal.h"

#include <gtest/gtest.h>

#include <functional>

namespace clausebook {
namespace {

Audit planned()
{
    Audit a;
    a.title = "Complaints handling 2026";
    a.scope = "All shops";
    a.criteria = {Id<Criterion>("CR-01")};
    a.clauses = {*ClauseNumber::parse("7.4"), *ClauseNumber::parse("8.1")};
    a.starts_on = parse_date("2026-11-23");
    a.ends_on = parse_date("2026-11-23");
    a.lead = Id<Person>("P-0002");
    return a;
}

std::string refused(const std::function<void()>& work)
{
    try {
        work();
        return "";
    } catch (const Refusal& refusal) {
        return refusal.code() + " " + refusal.field();
    }
}

TEST(Audit, says_which_field_is_missing_or_wrong)
{
    const auto refusal_of = [](const std::function<void(Audit&)>& change) {
        auto a = planned();
        change(a);
        return refused([&] { check(a); });
    };
    EXPECT_EQ(refusal_of([](Audit&) {}), "");
    EXPECT_EQ(refusal_of([](Audit& a) { a.title = " "; }), "required title");
    EXPECT_EQ(refusal_of([](Audit& a) { a.title = std::string(301, 'x'); }), "too_long title");
    EXPECT_EQ(refusal_of([](Audit& a) { a.title = "two\nlines"; }), "unclean title");
    EXPECT_EQ(refusal_of([](Audit& a) { a.scope = "bell \a"; }), "unclean scope");
    EXPECT_EQ(refusal_of([](Audit& a) { a.objectives = "\xff"; }), "unclean objectives");
    EXPECT_EQ(refusal_of([](Audit& a) { a.risk_basis = std::string(20'001, 'x'); }), "too_long risk_basis");
    EXPECT_EQ(refusal_of([](Audit& a) { a.clauses.clear(); }), "required clauses");
    EXPECT_EQ(refusal_of([](Audit& a) { a.criteria.clear(); }), "required criteria");
    EXPECT_EQ(refusal_of([](Audit& a) { a.lead = {}; }), "required lead");
    EXPECT_EQ(refusal_of([](Audit& a) { a.starts_on.reset(); }), "required starts_on");
    EXPECT_EQ(refusal_of([](Audit& a) { a.ends_on = parse_date("2026-11-22"); }),
              "ends_before_it_starts ends_on");
    EXPECT_EQ(refusal_of([](Audit& a) {
                  a.period_from = parse_date("2026-02-01");
                  a.period_to = parse_date("2026-01-31");
              }),
              "ends_before_it_starts period_to");
}

TEST(Audit, auditor_days_are_a_number_with_at_most_two_decimals)
{
    const auto good = [](const std::string& days) {
        auto a = planned();
        a.auditor_days = days;
        return refused([&] { check(a); }).empty();
    };
    for (const auto* days : {"", "1", "2.5", "999.99", "0.25"}) EXPECT_TRUE(good(days)) << days;
    for (const auto* days :
         {"0", "0.0", ".5", "2.", "2,5", "-1", "1e3", "1000", "2.555", "two", "2.5.1", " 2"})
        EXPECT_FALSE(good(days)) << days;
}

TEST(Audit, a_lead_or_auditor_who_owns_a_process_in_scope_is_refused_by_name_and_clause)
{
    Person person;
    person.name = "Ayşe";
    person.owns = {*ClauseNumber::parse("8")};
    const auto scope = planned().clauses;
    for (const auto role : {MemberRole::Lead, MemberRole::Auditor}) {
        try {
            check_independence(person, role, scope);
            FAIL() << "not refused";
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), "auditor_owns_process");
            EXPECT_EQ(refusal.parameters().at("person"), "Ayşe");
            EXPECT_EQ(refusal.parameters().at("clause"), "8.1");
        }
    }
    EXPECT_NO_THROW(check_independence(person, MemberRole::Expert, scope));
    EXPECT_NO_THROW(check_independence(person, MemberRole::Lead, {*ClauseNumber::parse("7.4")}));
}

TEST(Audit, is_seen_whole_by_team_quality_and_top_management_and_as_a_plan_by_auditees)
{
    auto audit = planned();
    const std::vector<Member> team = {{{}, 1, Id<Person>("P-0005"), MemberRole::Observer, false, {}}};
    const auto sight = [&](const std::string& person, const Roles& roles) {
        return sight_of(parts_in(Actor{Id<Person>(person), {}, roles}, team), audit);
    };
    EXPECT_EQ(sight("P-0001", {Role::QualityManager}), Sight::Whole);
    EXPECT_EQ(sight("P-0001", {Role::TopManagement}), Sight::Whole);
    EXPECT_EQ(sight("P-0005", {Role::Auditor}), Sight::Whole);
    EXPECT_EQ(sight("P-0001", {Role::Auditor, Role::LeadAuditor, Role::Administrator}), Sight::None);
    EXPECT_EQ(sight("P-0001", {Role::Auditee}), Sight::None);
    audit.plan_issued_on = parse_date("2026-11-01");
    EXPECT_EQ(sight("P-0001", {Role::Auditee}), Sight::Plan);
    EXPECT_EQ(sight_of(parts_in(Actor{}, {{{}, 1, Id<Person>(), MemberRole::Lead, false, {}}}), audit),
              Sight::None);
}

TEST(Conclusion, refuses_lines_without_a_reason)
{
    Conclusion c;
    c.plan_deviations = "Bursa not visited: road closed\nNo test call";
    EXPECT_EQ(refused([&] { check(c); }), "conclusion_reason_missing plan_deviations");
    c.plan_deviations = "Yok";
    c.areas_not_covered = "NONE";
    EXPECT_EQ(refused([&] { check(c); }), "");
}

TEST(Meeting, needs_a_date_and_people)
{
    Meeting meeting;
    EXPECT_EQ(refused([&] { check(meeting); }), "required held_on");
    meeting.held_on = parse_date("2026-11-23");
    EXPECT_EQ(refused([&] { check(meeting); }), "required people");
}

TEST(AuditCodes, are_read_back_and_nothing_else_is_read)
{
    for (const auto type : audit_types) EXPECT_EQ(parse_audit_type(str(type)), type);
    for (const auto state : audit_states) EXPECT_EQ(parse_audit_state(str(state)), state);
    for (const auto method : audit_methods) EXPECT_EQ(parse_audit_method(str(method)), method);
    for (const auto role : member_roles) EXPECT_EQ(parse_member_role(str(role)), role);
    for (const auto kind : meeting_kinds) EXPECT_EQ(parse_meeting_kind(str(kind)), kind);
    EXPECT_EQ(parse_audit_type("internal"), std::nullopt);
    EXPECT_EQ(parse_audit_state(""), std::nullopt);
    EXPECT_EQ(number_prefix(AuditType::Surveillance), "SU");
}

} // namespace
} // namespace clausebook
