#pragma once
// SQLite as it comes: a connection, a statement, nothing between.

#include <filesystem>
#include <map>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace clausebook::bench {

class PlainSqlite {
public:
    explicit PlainSqlite(const std::filesystem::path& file, int flags = SQLITE_OPEN_READONLY)
    {
        if (sqlite3_open_v2(file.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_busy_timeout(db_, 5000);
    }
    ~PlainSqlite()
    {
        for (const auto& [sql, statement] : kept_) sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    PlainSqlite(const PlainSqlite&) = delete;
    PlainSqlite& operator=(const PlainSqlite&) = delete;

    void run(const std::string& sql)
    {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
    }

    /// Steps through all rows of a statement that is prepared for this; `each(statement)` for each row.
    template <class Each>
    void rows(const std::string& sql, Each each)
    {
        auto* statement = prepared(sql);
        while (sqlite3_step(statement) == SQLITE_ROW) each(statement);
        sqlite3_finalize(statement);
    }

    /// The same with a statement that was prepared when it first came, and is kept.
    template <class Each>
    void kept_rows(const std::string& sql, Each each)
    {
        auto* statement = kept(sql);
        while (sqlite3_step(statement) == SQLITE_ROW) each(statement);
        sqlite3_reset(statement);
    }

    /// Runs a kept statement with texts in the place of its question marks.
    void write(const std::string& sql, const std::vector<std::string>& texts)
    {
        auto* statement = kept(sql);
        int place = 0;
        for (const auto& text : texts)
            sqlite3_bind_text(statement, ++place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
        const int result = sqlite3_step(statement);
        sqlite3_reset(statement);
        if (result != SQLITE_DONE) throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
    }

    /// The first column of the first row, "" when there is none.
    std::string first(const std::string& sql)
    {
        std::string text;
        rows(sql, [&](sqlite3_stmt* row) {
            if (const auto* bytes = sqlite3_column_text(row, 0); bytes != nullptr && text.empty())
                text.assign(reinterpret_cast<const char*>(bytes));
        });
        return text;
    }

    /// How many bytes the columns of a row hold: looks at each.
    static std::size_t width(sqlite3_stmt* statement)
    {
        std::size_t bytes = 0;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            sqlite3_column_text(statement, i);
            bytes += static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
        }
        return bytes;
    }

private:
    sqlite3_stmt* prepared(const std::string& sql)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
        return statement;
    }

    sqlite3_stmt* kept(const std::string& sql)
    {
        auto& statement = kept_[sql];
        if (statement == nullptr) statement = prepared(sql);
        return statement;
    }

    sqlite3* db_ = nullptr;
    std::map<std::string, sqlite3_stmt*> kept_;
};

} // namespace clausebook::bench
