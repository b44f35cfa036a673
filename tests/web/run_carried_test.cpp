// What an audit on an earlier edition said, carried over to the clauses of now: to be verified.

#include "support/own_checklist.h"
#include "support/run_pages.h"
#include "support/statements.h"
#include "workspace/findings.h"
#include "workspace/overview.h"

namespace clausebook::test {

class CarriedOver : protected Listening, public RunPages {
protected:
    Id<Audit> earlier;

    /// A checklist of 2014, own wording, with the clauses 4.4 (became 4.6 and 4.15) and 7.4 (stayed).
    void SetUp() override
    {
        RunPages::SetUp();
        auto list = clausebook::testing::own_checklist("ISO 10002", 2014);
        list.groups = {{*ClauseNumber::parse("4"), {"Principles", "Prensipler"}},
                       {*ClauseNumber::parse("7"), {"Operation", "İşletme"}}};
        list.clauses = {clausebook::testing::own_clause("4.4", 2), clausebook::testing::own_clause("7.4", 2)};
        auto wish = store::audit(workspace.read(), audit).value();
        wish.checklist = import_checklist(workspace, quality, checklist::write(list), "2014.xml");
        wish.clauses = {*ClauseNumber::parse("4.4"), *ClauseNumber::parse("7.4")};
        wish.starts_on = parse_date("2026-10-01");
        wish.ends_on = parse_date("2026-10-02");
        const auto current = audit;
        audit = create_audit(workspace, quality, wish, {{auditor.person, MemberRole::Auditor}});
        begin_fieldwork();
        earlier = std::exchange(audit, current);
    }

    void answer(const char* question, Mark mark, const std::string& note)
    {
        AnswerChange change;
        change.choice = mark;
        change.note = note;
        clausebook::answer(workspace, lead, {earlier, *QuestionId::parse(question)}, change, 0);
    }

    /// An audit of 2018 that covers what the clauses of then became.
    Id<Audit> next()
    {
        auto wish = store::audit(workspace.read(), audit).value();
        wish.clauses = {*ClauseNumber::parse("4.6"), *ClauseNumber::parse("4.9"),
                        *ClauseNumber::parse("4.15"), *ClauseNumber::parse("7.4")};
        return create_audit(workspace, quality, wish, {{auditor.person, MemberRole::Auditor}});
    }

    std::string read(const Id<Audit>& key, const std::string& clause, const Actor& who) const
    {
        return get(who, "/audits/" + key.str() + "/run/" + clause).body;
    }
};

TEST_F(CarriedOver, the_answers_stand_beside_the_clauses_theirs_became_marked_to_be_verified)
{
    answer("4.4-Q1", Mark::Minor, "Two weeks in spring");
    answer("7.4-Q2", Mark::Conforms, "Within a day");
    const auto key = next();
    for (const auto* clause : {"4.6", "4.15"}) {
        const auto page = read(key, clause, lead);
        EXPECT_TRUE(contains(page, "To be verified")) << clause;
        EXPECT_TRUE(contains(page, std::string("→ ") + clause + ": split")) << clause;
        EXPECT_TRUE(contains(page, "How is 4.4-Q1 done?"));
        EXPECT_TRUE(contains(page, "Two weeks in spring"));
        EXPECT_TRUE(contains(page, "ISO 10002:2014"));
        EXPECT_TRUE(contains(page, earlier.str()));
        EXPECT_FALSE(contains(page, "Within a day"));
    }
    EXPECT_TRUE(contains(read(key, "7.4", lead), "→ 7.4: same"));
    EXPECT_TRUE(contains(read(key, "7.4", lead), "Within a day"));
    EXPECT_TRUE(contains(read(key, "4.9", lead), "This clause is new in this edition"));
}

TEST_F(CarriedOver, they_are_no_answers_and_no_figure_counts_them)
{
    answer("7.4-Q1", Mark::Major, "Nobody knows");
    const auto key = next();
    EXPECT_TRUE(store::answers(workspace.read(), key).empty());
    const auto figures =
        progress(workspace, workspace.read(), store::audit(workspace.read(), key).value()).whole;
    EXPECT_EQ(figures.answered(), 0);
    clock += std::chrono::hours(24);
    const auto seen = get(quality, "/").body;
    EXPECT_FALSE(contains(seen, "Nobody knows"));
    EXPECT_TRUE(store::earlier_answers(workspace.read(), key, {*QuestionId::parse("7.4-Q1")}).empty())
        << "the same id of another edition is another question";
}

TEST_F(CarriedOver, only_the_latest_audit_begun_before_counts_and_a_cancelled_one_does_not)
{
    answer("7.4-Q1", Mark::Conforms, "Of October");
    const auto key = next();
    advance(workspace, quality, earlier, store::audit(workspace.read(), earlier)->version,
            AuditState::Cancelled, "Wrong checklist");
    const auto page = read(key, "7.4", lead);
    EXPECT_FALSE(contains(page, "Of October"));
    EXPECT_FALSE(contains(page, "To be verified"));
}

TEST_F(CarriedOver, what_is_not_issued_is_shown_to_those_alone_who_see_that_audit)
{
    answer("7.4-Q1", Mark::Conforms, "Of October");
    set_team(workspace, quality, earlier, store::audit(workspace.read(), earlier)->version,
             {{lead.person, MemberRole::Lead}});
    const auto key = next();
    EXPECT_TRUE(contains(read(key, "7.4", lead), "Of October"));
    const auto reply = get(auditor, "/audits/" + key.str() + "/run/7.4");
    EXPECT_EQ(reply.status, 200);
    EXPECT_FALSE(contains(reply.body, "Of October"));
    EXPECT_FALSE(contains(reply.body, earlier.str()));
}

TEST_F(CarriedOver, an_audit_that_is_not_for_the_reader_does_not_hide_an_older_one_that_is)
{
    answer("7.4-Q1", Mark::Conforms, "Of October");
    auto wish = store::audit(workspace.read(), earlier).value();
    wish.starts_on = parse_date("2026-10-05");
    wish.ends_on = parse_date("2026-10-06");
    const auto older = earlier;
    earlier = create_audit(workspace, quality, wish, {{auditor.person, MemberRole::Auditor}});
    std::swap(audit, earlier);
    begin_fieldwork();
    std::swap(audit, earlier);
    answer("7.4-Q1", Mark::Major, "Of the day after");
    EXPECT_TRUE(contains(read(next(), "7.4", auditor), "Of the day after"));
    set_team(workspace, quality, earlier, store::audit(workspace.read(), earlier)->version,
             {{lead.person, MemberRole::Lead}});
    const auto page = read(next(), "7.4", auditor);
    EXPECT_FALSE(contains(page, "Of the day after"));
    EXPECT_TRUE(contains(page, "Of October"));
    EXPECT_TRUE(contains(page, older.str()));
}

TEST_F(CarriedOver, asks_as_much_for_many_answers_as_for_one)
{
    const auto key = next();
    answer("4.4-Q1", Mark::Conforms, "One");
    StatementLog::clear();
    read(key, "4.6", lead);
    const auto one = StatementLog::heard("SELECT").size();
    answer("4.4-Q2", Mark::Conforms, "Two");
    StatementLog::clear();
    EXPECT_TRUE(contains(read(key, "4.6", lead), "Two"));
    EXPECT_EQ(StatementLog::heard("SELECT").size(), one);
    const auto plan = StatementLog::plan(workspace.read(), "WHERE a.question >=");
    EXPECT_TRUE(contains(plan, "SEARCH a USING INDEX")) << plan;
    EXPECT_TRUE(contains(plan, "SEARCH u USING INDEX audit_by_checklist")) << plan;
    EXPECT_FALSE(contains(plan, "SCAN")) << plan;
}

TEST_F(CarriedOver, the_map_is_there_to_read_with_the_new_clauses_named)
{
    const auto page = get(auditee, "/checklists/editions").body;
    for (const auto* part : {"ISO 10002: from 2004, 2014 to 2018", "Visibility", "4.4 Transparency",
                             "New, without a predecessor", "5.1 Context of the organization"})
        EXPECT_TRUE(contains(page, part)) << part;
    EXPECT_EQ(get(administrator, "/checklists/editions").status, 404);
}

} // namespace clausebook::test
