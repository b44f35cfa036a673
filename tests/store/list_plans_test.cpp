// Lists of one person, one grade, one audit are read from an index, however long the whole is.

#include "core/pack/pack.h"
#include "store/actions.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/evidence_list.h"
#include "store/journal.h"
#include "store/packs.h"
#include "store/people.h"
#include "support/finding_house.h"
#include "support/statements.h"

namespace clausebook::store {
namespace {

class ListPlans : protected test::Listening, public testing::FindingHouse {
protected:
    /// How the last statement that holds `part` is gone about.
    std::string plan(const std::string& part) const
    {
        return test::StatementLog::plan(workspace.read(), part);
    }

    static bool holds(const std::string& plan, const std::string& words)
    {
        return plan.find(words) != std::string::npos;
    }
};

TEST_F(ListPlans, the_journal_of_one_person_comes_from_that_person)
{
    entries_before(workspace.read(), 0, 50, {"", lead.person.str()});
    const auto first = plan("FROM journal_entry WHERE number <");
    EXPECT_TRUE(holds(first, "SEARCH journal_entry USING INDEX journal_entry_by_actor")) << first;
    EXPECT_FALSE(holds(first, "TEMP B-TREE")) << first;
}

TEST_F(ListPlans, findings_by_grade_come_in_their_order)
{
    for (int i = 0; i < 3; ++i) drafted();
    FindingFilter filter;
    filter.sight = finding_sight(quality);
    filter.sort = FindingSort::Grade;
    const auto page = findings(workspace.read(), filter, {}, 1);
    for (const auto& after : {Id<Finding>(), page.next}) {
        findings(workspace.read(), filter, after, 1);
        const auto lines = plan("ORDER BY CASE grade");
        EXPECT_TRUE(holds(lines, "USING INDEX finding_by_grade")) << lines;
        EXPECT_FALSE(holds(lines, "TEMP B-TREE")) << lines;
    }
}

TEST_F(ListPlans, open_findings_by_grade_pass_no_closed_one)
{
    for (int i = 0; i < 3; ++i) drafted();
    FindingFilter filter;
    filter.sight = finding_sight(quality);
    filter.sort = FindingSort::Grade;
    filter.open_only = true;
    findings(workspace.read(), filter, {}, 1);
    const auto lines = plan("ORDER BY CASE grade");
    EXPECT_TRUE(holds(lines, "USING INDEX finding_open_by_grade")) << lines;
    EXPECT_FALSE(holds(lines, "TEMP B-TREE")) << lines;
}

TEST_F(ListPlans, findings_are_counted_without_their_rows)
{
    for (int i = 0; i < 3; ++i) drafted();
    finding_counts(workspace.read(), finding_sight(quality));
    const auto lines = plan("GROUP BY grade, state");
    EXPECT_TRUE(holds(lines, "SCAN finding USING COVERING INDEX finding_counted")) << lines;
    EXPECT_TRUE(holds(lines, "SEARCH finding USING"))
        << "those of cancelled audits by their audit: " << lines;
}

TEST_F(ListPlans, audits_to_choose_findings_of_are_read_without_their_findings)
{
    drafted();
    audits_with_findings(workspace.read(), finding_sight(quality));
    const auto lines = plan("WHERE EXISTS (SELECT 1 FROM finding");
    EXPECT_TRUE(holds(lines, "SEARCH finding USING")) << lines;
    EXPECT_FALSE(holds(lines, "SCAN finding")) << lines;
}

TEST_F(ListPlans, what_is_tied_to_a_lead_is_asked_of_each_record_and_gathered_for_an_auditee)
{
    const auto lines = [&](const Actor& who) {
        evidence_count(workspace.read(), {}, who, *parse_date("2026-11-22"));
        return plan("FROM evidence e WHERE");
    };
    EXPECT_FALSE(holds(lines(lead), "COMPOUND QUERY")) << lines(lead);
    EXPECT_TRUE(holds(lines(lead), "SEARCH l USING")) << lines(lead);
    EXPECT_TRUE(holds(lines(contact), "COMPOUND QUERY")) << lines(contact);
    ActionFilter filter;
    filter.sight = finding_sight(contact);
    actions(workspace.read(), filter, {}, 50, *parse_date("2026-11-22"));
    const auto of_action = plan("SELECT a.* FROM action a");
    EXPECT_TRUE(holds(of_action, "SEARCH fa USING COVERING INDEX finding_action_by_action")) << of_action;
}

TEST_F(ListPlans, who_acted_is_found_from_one_actor_to_the_next)
{
    const auto acted = people_who_acted(workspace.read());
    EXPECT_TRUE(acted.empty()) << "the house was set up by the system";
    const auto lines = plan("WITH RECURSIVE actors");
    EXPECT_TRUE(holds(lines, "SEARCH e USING COVERING INDEX journal_entry_by_actor (actor>?)")) << lines;
    EXPECT_TRUE(holds(lines, "SEARCH p USING INDEX")) << lines;
}

TEST_F(ListPlans, audits_that_count_are_found_by_their_start)
{
    AuditFilter filter;
    filter.starts_from = parse_date("2025-11-22");
    filter.starts_to = parse_date("2026-11-22");
    audits(workspace.read(), filter, AuditPlace{"2026-03-03", "IA-2026-01"}, 50);
    const auto lines = plan("ORDER BY starts_on DESC");
    EXPECT_TRUE(holds(lines, "SEARCH audit USING INDEX audit_by_start")) << lines;
    EXPECT_FALSE(holds(lines, "TEMP B-TREE")) << lines;
}

TEST_F(ListPlans, packs_of_an_audit_and_a_pack_by_its_name_are_looked_up)
{
    packs(workspace.read(), audit);
    const auto of_audit = plan("FROM pack WHERE audit");
    EXPECT_TRUE(holds(of_audit, "SEARCH pack USING INDEX pack_by_audit")) << of_audit;
    EXPECT_FALSE(holds(of_audit, "TEMP B-TREE")) << of_audit;
    pack_of_name(workspace.read(), "IA-2026-01_evidence-pack_e1_en.zip");
    const auto by_name = plan("FROM pack WHERE name");
    EXPECT_TRUE(holds(by_name, "SEARCH pack USING INDEX pack_by_name")) << by_name;
}

TEST_F(ListPlans, evidence_that_waits_is_counted_no_further_than_is_said)
{
    EvidenceFilter filter;
    filter.state = EvidenceState::Submitted;
    filter.not_by = quality.person;
    evidence_count(workspace.read(), filter, quality, *parse_date("2026-11-22"));
    const auto lines = plan("count(*) FROM (SELECT 1");
    EXPECT_TRUE(holds(lines, "evidence_version_submitted")) << lines;
    EXPECT_FALSE(holds(lines, "LIST SUBQUERY")) << lines;
    EXPECT_FALSE(holds(lines, "TEMP B-TREE")) << lines;
}

TEST_F(ListPlans, evidence_that_ends_is_found_by_its_last_day)
{
    for (const auto& [state, expiry] :
         {std::pair{EvidenceState::Accepted, Expiry::Soon}, std::pair{EvidenceState::Expired, Expiry::Any}}) {
        EvidenceFilter filter;
        filter.state = state;
        filter.expiry = expiry;
        evidence_count(workspace.read(), filter, quality, *parse_date("2026-11-22"));
        const auto lines = plan("count(*) FROM (SELECT 1");
        EXPECT_TRUE(holds(lines, "evidence_by_expiry")) << lines;
    }
}

TEST_F(ListPlans, the_answer_of_an_earlier_audit_is_found_from_start_to_start)
{
    earlier_answers(workspace.read(), audit, {*QuestionId::parse("7.4-Q1")});
    const auto lines = plan("CROSS JOIN answer a");
    EXPECT_TRUE(holds(lines, "SEARCH u USING INDEX audit_by_start")) << lines;
    EXPECT_FALSE(holds(lines, "TEMP B-TREE FOR ORDER BY")) << lines;
}

} // namespace
} // namespace clausebook::store
