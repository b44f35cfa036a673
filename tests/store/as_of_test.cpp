#include "store/as_of.h"
#include "store/errors.h"
#include "store/people.h"
#include "store/session.h"
#include "support/finding_house.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

class AsOf : public testing::FindingHouse {
protected:
    std::int64_t now_at() const { return store::head(workspace.read()).number; }

    /// The workspace as it stood after an entry.
    std::unique_ptr<Workspace> past(std::int64_t number)
    {
        const auto place = folder.path() / ("past-" + std::to_string(++rebuilt));
        store::rebuild_as_of(workspace.read(), number, place, workspace.vault());
        const auto at = store::checkpoint_at(workspace.read(), number).at;
        return std::make_unique<Workspace>(place, store::Database::Access::ReadOnly, [at] { return at; });
    }

    static std::string dump(const Workspace& workspace)
    {
        const auto db = workspace.read();
        std::string text;
        for (const auto& table : db.rows(
                 "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                 "'journal%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' AND name <> 'account' "
                 "ORDER BY name")) {
            text += table.text("name") + "\n";
            for (const auto& row : db.rows("SELECT * FROM " + table.text("name") + " ORDER BY key"))
                for (const auto& column : row.columns()) text += column + "=" + row.text(column) + "\n";
        }
        return text;
    }

    int rebuilt = 0;
};

TEST_F(AsOf, the_head_gives_every_record_as_it_stands)
{
    ready();
    const auto rebuilt_now = past(now_at());
    EXPECT_EQ(dump(*rebuilt_now), dump(workspace));
    EXPECT_EQ(store::head(rebuilt_now->read()).hash, store::head(workspace.read()).hash);
}

TEST_F(AsOf, accounts_and_their_passwords_are_not_copied)
{
    ready();
    auto verb = workspace.begin(lead, "test.account");
    store::save(verb, Account{lead.person, 0, "elif", "a hash", true});
    verb.commit();
    EXPECT_EQ(past(now_at())->read().number("SELECT count(*) FROM account"), 0);
}

TEST_F(AsOf, an_older_entry_gives_the_records_as_they_stood_then)
{
    const auto key = ready();
    const auto then = now_at();
    const auto before = dump(workspace);
    clock += std::chrono::hours(48);
    raise(workspace, lead, key, stored(key).version);
    drafted();
    ASSERT_NE(dump(workspace), before);

    const auto old = past(then);
    EXPECT_EQ(dump(*old), before);
    EXPECT_EQ(old->today(), *parse_date("2026-11-22"));
    EXPECT_EQ(store::finding(old->read(), key)->number, "");
}

TEST_F(AsOf, what_was_taken_away_later_is_there_and_what_was_taken_away_before_is_not)
{
    answer_is(question, "C");
    const auto with = now_at();
    auto verb = workspace.begin(lead, "test.removed");
    verb.remove("answer", "IA-2026-01/all/7.4-Q2", 1);
    verb.commit();
    EXPECT_EQ(past(with)->read().number("SELECT count(*) FROM answer"), 1);
    EXPECT_EQ(past(now_at())->read().number("SELECT count(*) FROM answer"), 0);
}

TEST_F(AsOf, a_row_changed_behind_the_journal_does_not_get_in)
{
    const auto key = ready();
    store::Session(workspace.directory().path() / "clausebook.db", store::Session::Kind::Writer)
        .run("UPDATE finding SET statement = 'All is well.'");
    EXPECT_EQ(store::finding(past(now_at())->read(), key)->statement,
              "Acknowledgements are not reliably in time.");
}

TEST_F(AsOf, an_altered_body_is_refused_by_the_name_of_its_record)
{
    const auto key = ready();
    {
        store::Session session(workspace.directory().path() / "clausebook.db", store::Session::Kind::Writer);
        session.run("DROP TRIGGER journal_body_is_append_only");
        session.run("UPDATE journal_body SET body = replace(body, 'reliably', 'always') WHERE entry = ?",
                    {now_at()});
    }
    try {
        past(now_at());
        FAIL() << "built from an altered body";
    } catch (const store::DamagedData& damaged) {
        EXPECT_NE(std::string(damaged.what()).find("finding/IA-2026-01/f1"), std::string::npos)
            << damaged.what();
    }
}

TEST_F(AsOf, an_entry_that_is_not_there_is_not_found)
{
    EXPECT_THROW(past(now_at() + 1), NotFound);
    EXPECT_THROW(past(0), NotFound);
}

TEST_F(AsOf, changes_of_an_audit_are_its_own_and_those_of_its_evidence)
{
    ready();
    answer_is(question, "NC");
    const auto changes = store::changes_touching(workspace.read(), "IA-2026-01", {"EV-0001"}, now_at());
    ASSERT_FALSE(changes.empty());
    std::int64_t last = 0;
    for (const auto& change : changes) {
        EXPECT_NE(change.subject.find("IA-2026-01"), std::string::npos) << change.subject;
        EXPECT_FALSE(change.subject.starts_with("counter")) << change.subject;
        EXPECT_GE(change.entry.number, last);
        last = change.entry.number;
    }
    EXPECT_EQ(changes.back().subject, "answer/IA-2026-01/all/7.4-Q2");
    EXPECT_LT(store::changes_touching(workspace.read(), "IA-2026-01", {}, now_at() - 1).size(),
              changes.size());
    EXPECT_TRUE(store::changes_touching(workspace.read(), "IA-2026-0", {}, now_at()).empty());
}

} // namespace
} // namespace clausebook
