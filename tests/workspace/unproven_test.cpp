// The list of questions without evidence: a page at a time, with as many questions to the database for a long
// page as for a short one, and no evidence the reader may not see.

#include "store/answers.h"
#include "store/audits.h"
#include "support/evidence_house.h"
#include "support/statements.h"
#include "workspace/audits.h"
#include "workspace/unproven.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

using Names = std::vector<std::string>;

class UnprovenList : public ::testing::Test, protected test::Listening, public testing::EvidenceHouse {
protected:
    const Id<Audit> key{audit};

    void SetUp() override
    {
        auto verb = workspace.begin(system_actor(), "test.answers");
        auto under_way = store::audit(verb, key).value();
        under_way.starts_on = parse_date("2026-10-01");
        store::save(verb, under_way);
        const auto& checklist = checklist_of(workspace, under_way);
        for (const auto* clause : {"7.4", "7.5"})
            for (const auto& question : checklist.find_clause(*ClauseNumber::parse(clause))->questions)
                answered(verb, question.id);
        verb.commit();
    }

    void answered(store::Writing& verb, const QuestionId& question) const
    {
        Answer answer{{key, question, "all"}};
        answer.result = Result::C;
        answer.note = "Seen.";
        answer.by = auditor.person;
        answer.at = verb.at();
        store::save(verb, answer);
    }

    Unproven page(const Actor& actor, const UnprovenQuery& query) const
    {
        return unproven_in(workspace, workspace.read(), actor, query, Language::en);
    }

    /// All of it, so many at a time.
    Names all(std::size_t limit, const Id<Audit>& chosen = {}) const
    {
        Names names;
        UnprovenQuery query{chosen, {}, limit};
        do {
            const auto one = page(lead, query);
            EXPECT_LE(one.questions.size(), limit);
            for (const auto& question : one.questions)
                names.push_back(question.answers.at(0).key.question.str());
            query.after = one.next;
        } while (!query.after.empty() && names.size() < 100);
        return names;
    }
};

TEST_F(UnprovenList, comes_a_page_at_a_time_each_question_once)
{
    const auto whole = all(50);
    ASSERT_GT(whole.size(), 6U);
    EXPECT_EQ(whole.front(), "7.4-Q1");
    for (const auto limit : {std::size_t{1}, std::size_t{2}, whole.size() - 1, whole.size()}) {
        EXPECT_EQ(all(limit), whole) << limit;
        EXPECT_EQ(all(limit, key), whole) << limit << " of the audit alone";
    }
    const auto first = page(lead, {{}, {}, 2});
    EXPECT_EQ(first.count, static_cast<std::int64_t>(whole.size())) << "of all, on each page";
    EXPECT_EQ(page(lead, {{}, whole[3], 2}).count, first.count);
    EXPECT_EQ(page(lead, {{}, "nothing", 2}).questions.size(), 2U) << "what is no place is the start";
    EXPECT_EQ(first.questions[0].answers[0].note, "Seen.");
    EXPECT_NE(first.questions[0].text, "");
}

TEST_F(UnprovenList, goes_on_where_a_question_was_proven_meanwhile)
{
    const auto whole = all(50);
    const auto proof = accepted(auditee, "policy.txt", "one");
    link_evidence(workspace, lead, proof, {LinkKind::Answer, key.str() + "/all/" + whole[1]}, {}, 0);
    const auto next = page(lead, {{}, whole[1], 1});
    ASSERT_EQ(next.questions.size(), 1U);
    EXPECT_EQ(next.questions[0].answers[0].key.question.str(), whole[2]);
    EXPECT_EQ(next.count, static_cast<std::int64_t>(whole.size()) - 1);
}

TEST_F(UnprovenList, asks_the_database_as_often_for_a_long_page_as_for_a_short_one)
{
    const auto hangs = register_file(auditee, "draft.txt", "two").evidence;
    for (const auto& question : all(50))
        link_evidence(workspace, lead, hangs, {LinkKind::Answer, key.str() + "/all/" + question}, {}, 0);
    const auto asked = [&](std::size_t limit) {
        page(lead, {{}, {}, limit}); // the figures are known then
        test::StatementLog::clear();
        page(lead, {{}, {}, limit});
        return test::StatementLog::heard("SELECT").size();
    };
    const auto few = asked(1);
    EXPECT_GT(few, 0U);
    EXPECT_EQ(asked(50), few);
    for (const auto* part : {"WITH asked", "l.target IN"}) {
        const auto plan = test::StatementLog::plan(workspace.read(), part);
        for (const auto* scan : {"SCAN a\n", "SCAN l\n", "SCAN e\n"})
            EXPECT_EQ((plan + "\n").find(scan), std::string::npos) << plan;
    }
}

TEST_F(UnprovenList, names_evidence_to_those_alone_who_may_see_it)
{
    auto wish = policy();
    wish.fields.confidentiality = Confidentiality::Personal;
    const auto open = register_file(auditee, "draft.txt", "two").evidence;
    const auto hidden = register_file(qm, "person.txt", "three", wish).evidence;
    for (const auto& one : {open, hidden})
        link_evidence(workspace, qm, one, {LinkKind::Answer, key.str() + "/all/7.4-Q1"}, {}, 0);
    const auto hanging = [&](const Actor& actor) {
        Names names;
        const auto first = page(actor, {{}, {}, 1});
        for (const auto& [number, state] : first.questions.at(0).hanging) {
            names.push_back(number.str());
            EXPECT_EQ(state, EvidenceState::Registered);
        }
        return names;
    };
    EXPECT_EQ(hanging(qm), (Names{open.str(), hidden.str()}));
    EXPECT_EQ(hanging(top), Names{open.str()});
    EXPECT_TRUE(page(stranger, {key, {}, 50}).questions.empty()) << "an audit not seen whole";
}

} // namespace
} // namespace clausebook
