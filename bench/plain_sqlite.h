#pragma once
// SQLite as it comes: a connection, a statement, nothing between.

#include <filesystem>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

namespace clausebook::bench {

class PlainSqlite {
public:
    explicit PlainSqlite(const std::filesystem::path& file, int flags = SQLITE_OPEN_READONLY)
    {
        if (sqlite3_open_v2(file.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_busy_timeout(db_, 5000);
    }
    ~PlainSqlite() { sqlite3_close(db_); }
    PlainSqlite(const PlainSqlite&) = delete;
    PlainSqlite& operator=(const PlainSqlite&) = delete;

    void run(const std::string& sql)
    {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
    }

    /// Reads every column of every row as text; `each(statement)` for each row.
    template <class Each>
    void rows(const std::string& sql, Each each)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
        while (sqlite3_step(statement) == SQLITE_ROW) each(statement);
        sqlite3_finalize(statement);
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
    sqlite3* db_ = nullptr;
};

} // namespace clausebook::bench
