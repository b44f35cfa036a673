// What earlier audits said, beside the questions of the page an audit is carried out on.

#include "support/run_pages.h"
#include "support/statements.h"

namespace clausebook::test {

class RunPageOfTheNextAudit : protected Listening, public RunPages {
protected:
    Id<Audit> next;

    void SetUp() override
    {
        RunPages::SetUp();
        auto wish = store::audit(workspace.read(), audit).value();
        wish.starts_on = parse_date("2027-11-22");
        wish.ends_on = parse_date("2027-11-23");
        next = create_audit(workspace, quality, wish, {{auditor.person, MemberRole::Auditor}});
    }

    void answer(const char* question, Mark mark)
    {
        AnswerChange change;
        change.choice = mark;
        change.note = "Last time";
        clausebook::answer(workspace, lead, {audit, *QuestionId::parse(question)}, change, 0);
    }

    /// The page, and how many statements it took.
    std::pair<std::string, std::size_t> read()
    {
        StatementLog::clear();
        auto body = get(lead, "/audits/" + next.str() + "/run/7.4").body;
        return {std::move(body), StatementLog::heard("SELECT").size()};
    }
};

TEST_F(RunPageOfTheNextAudit, asks_as_much_for_many_earlier_answers_as_for_one)
{
    answer("7.4-Q1", Mark::Minor);
    const auto [one, statements] = read();
    EXPECT_TRUE(contains(one, "Last time"));
    answer("7.4-Q2", Mark::Major);
    answer("7.4-Q3", Mark::Conforms);
    const auto [three, as_many] = read();
    std::size_t said = 0;
    for (auto at = three.find("Last time"); at != std::string::npos; at = three.find("Last time", at + 1))
        ++said;
    EXPECT_EQ(said, 3U);
    EXPECT_EQ(as_many, statements);
    const auto plan = StatementLog::plan(workspace.read(), "CROSS JOIN answer a");
    EXPECT_TRUE(contains(plan, "INDEX answer_by_question (question=? AND audit=?)")) << plan;
    EXPECT_FALSE(contains(plan, "SCAN a")) << plan;
}

} // namespace clausebook::test
