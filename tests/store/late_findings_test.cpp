// The list of late findings holds what core calls late, and nothing else.

#include "store/actions.h"
#include "store/audits.h"
#include "support/follow_up_house.h"
#include "support/statements.h"
#include "workspace/list_export.h"

namespace clausebook::store {
namespace {

class LateFindings : protected test::Listening, public testing::FollowUpHouse {
protected:
    void finding_is(const Id<Finding>& key, FindingState state)
    {
        auto verb = workspace.begin(system_actor(), "test.state");
        auto finding = store::finding(verb, key).value();
        finding.state = state;
        save(verb, finding);
        verb.commit();
    }

    void closed_on(Date day)
    {
        auto verb = workspace.begin(system_actor(), "test.closing");
        Meeting closing{audit, 0, MeetingKind::Closing, day, {lead.person}, ""};
        if (const auto held = meeting(verb, audit, MeetingKind::Closing)) closing.version = held->version;
        save(verb, closing);
        verb.commit();
    }

    FindingPage late(const Reading& db, int limit = 500) const
    {
        FindingFilter filter;
        filter.sight.all = true;
        filter.late_on = workspace.today();
        return findings(db, filter, {}, limit);
    }

    /// One finding of each grade in each state, with and without an accepted correction.
    std::vector<Id<Finding>> all_kinds()
    {
        std::vector<Id<Finding>> keys;
        for (const auto grade : {Grade::MAJOR, Grade::MINOR, Grade::OFI})
            for (const auto state : finding_states)
                for (const auto action : {ActionState::InWork, ActionState::Effective}) {
                    keys.push_back(raised(grade));
                    finding_is(keys.back(), state);
                    auto verb = workspace.begin(system_actor(), "test.action");
                    Action made;
                    made.kind = ActionKind::Correction;
                    made.state = action;
                    made.text = "Call them";
                    save(verb, made, keys.back(), 2026);
                    verb.commit();
                }
        return keys;
    }
};

TEST_F(LateFindings, are_those_of_core_for_every_grade_state_and_day)
{
    const auto keys = all_kinds();
    std::size_t found = 0;
    for (const auto* type : {"INTERNAL", "SELF", "STAGE2"}) {
        audit_is("FOLLOW_UP", type);
        for (const int days : {0, 25, 30, 31, 32, 33, 34, 60, 63, 64, 89, 90, 91, 93, 94, 150}) {
            closed_on(plus_days(workspace.today(), -days));
            const auto db = workspace.read();
            std::vector<Id<Finding>> meant;
            for (const auto& key : keys) {
                const auto rows = finding_rows(db, {finding(db, key).value()});
                if (rows.front().due && is_late(*rows.front().due, workspace.today())) meant.push_back(key);
            }
            const auto page = late(db);
            std::vector<Id<Finding>> listed;
            for (const auto& one : page.findings) listed.push_back(one.key);
            std::sort(meant.begin(), meant.end());
            std::sort(listed.begin(), listed.end());
            EXPECT_EQ(listed, meant) << type << " " << days;
            EXPECT_EQ(page.count, static_cast<std::int64_t>(meant.size()));
            found += meant.size();
        }
    }
    EXPECT_GT(found, 100U);
    audit_is("CANCELLED");
    EXPECT_EQ(late(workspace.read()).count, 0);
}

TEST_F(LateFindings, of_an_audit_without_a_closing_meeting_are_none)
{
    all_kinds();
    EXPECT_EQ(late(workspace.read()).count, 0);
}

TEST_F(LateFindings, and_duties_are_counted_as_they_are_listed)
{
    all_kinds();
    audit_is("FOLLOW_UP");
    closed_on(plus_days(workspace.today(), -45));
    const auto db = workspace.read();
    const auto today = workspace.today();
    std::int64_t waiting = 0;
    for (const auto& who : {contact, lead, auditor, owner, quality, stranger}) {
        const auto listed = duties_of(db, who.person);
        const auto counted = duty_counts(db, who.person, today);
        const auto late_of = [&](const std::vector<Finding>& all) {
            std::int64_t late = 0;
            for (const auto& row : finding_rows(db, all))
                if (row.due && is_late(*row.due, today)) ++late;
            return late;
        };
        EXPECT_EQ(counted.to_do, static_cast<std::int64_t>(listed.to_do.size()));
        EXPECT_EQ(counted.to_answer, static_cast<std::int64_t>(listed.to_answer.size()));
        EXPECT_EQ(counted.to_judge, static_cast<std::int64_t>(listed.to_judge.size()));
        EXPECT_EQ(counted.to_accept, static_cast<std::int64_t>(listed.to_accept.size()));
        EXPECT_EQ(counted.late_to_answer, late_of(listed.to_answer)) << who.name;
        EXPECT_EQ(counted.late_to_judge, late_of(listed.to_judge)) << who.name;
        EXPECT_EQ(counted.to_do + counted.to_answer + counted.to_judge + counted.to_accept,
                  duty_count(db, who.person));
        waiting += counted.late_to_answer + counted.late_to_judge;
    }
    EXPECT_GT(waiting, 4);
}

TEST_F(LateFindings, are_found_by_index)
{
    raised(Grade::MAJOR);
    late(workspace.read(), 5);
    const auto plan = test::StatementLog::plan(workspace.read(), "m.kind = 'closing'");
    EXPECT_EQ(plan.find("SCAN audit_meeting"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN m"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN u"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN finding\n"), std::string::npos) << plan;
}

} // namespace
} // namespace clausebook::store
