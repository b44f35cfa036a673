#include "support/statements.h"

#include <algorithm>
#include <mutex>
#include <sqlite3.h>
#include <stdexcept>

namespace clausebook::test {
namespace {

std::mutex guard;
std::vector<std::string> all;
bool listening = false;

int hear(unsigned, void*, void* statement, void*)
{
    char* const text = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
    const std::scoped_lock lock(guard);
    if (listening && text) all.emplace_back(text);
    sqlite3_free(text);
    return 0;
}

int attach(sqlite3* connection, const char**, const void*)
{
    return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, hear, nullptr);
}

/// As SQLite takes an extension.
void (*entry())()
{
    return reinterpret_cast<void (*)()>(attach); // NOLINT(*-reinterpret-cast): its type in sqlite3.h
}

} // namespace

StatementLog::StatementLog()
{
    const std::scoped_lock lock(guard);
    if (listening) throw std::logic_error("two logs of statements");
    listening = true;
    all.clear();
    if (sqlite3_auto_extension(entry()) != SQLITE_OK) throw std::runtime_error("SQLite takes no extension");
}

StatementLog::~StatementLog()
{
    const std::scoped_lock lock(guard);
    listening = false;
    sqlite3_cancel_auto_extension(entry());
}

void StatementLog::clear()
{
    const std::scoped_lock lock(guard);
    all.clear();
}

std::vector<std::string> StatementLog::heard(std::string_view part)
{
    const std::scoped_lock lock(guard);
    std::vector<std::string> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const std::string& statement) {
        return !statement.starts_with("EXPLAIN") && statement.find(part) != std::string::npos;
    });
    return found;
}

std::string StatementLog::plan(const store::Reading& db, std::string_view part)
{
    const auto statements = heard(part);
    if (statements.empty()) return {};
    std::string lines;
    for (const auto& row : db.rows("EXPLAIN QUERY PLAN " + statements.back()))
        lines.append(row.text("detail")).append("\n");
    return lines;
}

} // namespace clausebook::test
