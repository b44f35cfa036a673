// Statements that are prepared once and kept.

#include "store/errors.h"
#include "store/statements.h"

#include <gtest/gtest.h>

#include <sqlite3.h>

namespace clausebook::store {
namespace {

class KeptStatements : public testing::Test {
protected:
    KeptStatements()
    {
        statements.rows("CREATE TABLE thing (key TEXT PRIMARY KEY, size INTEGER) STRICT", {});
    }

    static std::unique_ptr<sqlite3, int (*)(sqlite3*)> opened()
    {
        sqlite3* connection = nullptr;
        sqlite3_open(":memory:", &connection);
        return {connection, sqlite3_close};
    }

    std::int64_t count() { return statements.rows("SELECT count(*) AS n FROM thing", {}).at(0).number("n"); }

    std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection = opened();
    Statements statements{connection.get()};
};

TEST_F(KeptStatements, give_texts_numbers_and_nothing_as_they_were_put_in)
{
    const std::string put = "INSERT INTO thing (key, size) VALUES (?, ?)";
    statements.rows(put, {"İstanbul", std::int64_t{1} << 40});
    statements.rows(put, {"", Value()});
    const auto rows = statements.rows("SELECT key, size FROM thing ORDER BY key", {});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].values(), (std::vector<Value>{"", Value()}));
    EXPECT_EQ(rows[1].values(), (std::vector<Value>{"İstanbul", std::int64_t{1} << 40}));
}

TEST_F(KeptStatements, hold_no_value_of_the_run_before)
{
    statements.rows("INSERT INTO thing (key, size) VALUES (?, ?)", {"a", 1});
    EXPECT_EQ(statements.rows("SELECT key FROM thing WHERE key = ?", {"a"}).size(), 1U);
    EXPECT_EQ(statements.rows("SELECT key FROM thing WHERE key = ?", {"b"}).size(), 0U);
    EXPECT_THROW(statements.rows("SELECT key FROM thing WHERE key = ?", {}), std::logic_error);
}

TEST_F(KeptStatements, are_no_more_than_are_allowed)
{
    for (std::size_t i = 0; i < 2 * Statements::most; ++i) {
        statements.rows("SELECT " + std::to_string(i) + " AS n FROM thing", {});
        count();
    }
    EXPECT_GT(statements.kept(), 0U);
    EXPECT_LE(statements.kept(), Statements::most);
    EXPECT_EQ(count(), 0);
}

TEST_F(KeptStatements, see_a_schema_that_was_changed_since)
{
    statements.rows("INSERT INTO thing (key, size) VALUES ('a', 1)", {});
    EXPECT_EQ(statements.rows("SELECT * FROM thing", {}).at(0).columns().size(), 2U);
    statements.rows("ALTER TABLE thing ADD COLUMN colour TEXT", {});
    const auto row = statements.rows("SELECT * FROM thing", {}).at(0);
    EXPECT_EQ(row.columns(), (Row::Columns{"key", "size", "colour"}));
    EXPECT_EQ(row.text("colour"), "");
}

TEST_F(KeptStatements, work_again_after_one_that_was_refused)
{
    const std::string put = "INSERT INTO thing (key, size) VALUES (?, ?)";
    statements.rows(put, {"a", 1});
    EXPECT_THROW(statements.rows(put, {"a", 2}), StatementFailed);
    statements.rows(put, {"b", 2});
    EXPECT_EQ(count(), 2);
}

TEST_F(KeptStatements, keep_no_lock_once_their_rows_are_read)
{
    statements.rows("INSERT INTO thing (key, size) VALUES ('a', 1), ('b', 2)", {});
    statements.rows("SELECT * FROM thing", {});
    EXPECT_NO_THROW(statements.rows("DROP TABLE thing", {}));
}

TEST_F(KeptStatements, are_one_at_a_time_and_hold_no_nul)
{
    EXPECT_THROW(statements.rows("SELECT 1; DELETE FROM thing", {}), std::logic_error);
    EXPECT_THROW(statements.rows("SELECT ?", {std::string("a\0b", 3)}), std::invalid_argument);
    EXPECT_THROW(statements.rows("SELECT nothing FROM nowhere", {}), StatementFailed);
}

} // namespace
} // namespace clausebook::store
