// Writes down every statement a program gives to SQLite, when it is loaded before SQLite itself (LD_PRELOAD):
// into the file that CLAUSEBOOK_STATEMENTS names, one line a run of a statement:
//
//   rows TAB steps of SQLite's machine TAB rows stepped through without an index TAB sorts TAB statement
//
// The statement has its values in it; line ends, tabs and backslashes are written \n, \t and \\. How many
// steps a statement takes does not depend on the machine: this is how it is seen what a page's cost follows.

#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <unistd.h>
#include <unordered_map>

namespace {

template <class Function>
Function real(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

struct Log {
    std::mutex mutex;
    std::unordered_map<sqlite3_stmt*, long> rows; ///< of statements under way
    int file = -1;

    Log()
    {
        if (const char* name = std::getenv("CLAUSEBOOK_STATEMENTS"))
            file = ::open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
};

Log& log()
{
    static auto* kept = new Log; // lives as long as any thread of the program
    return *kept;
}

void stepped(sqlite3_stmt* statement, bool row)
{
    const std::scoped_lock lock(log().mutex);
    log().rows[statement] += row ? 1 : 0;
}

void ended(sqlite3_stmt* statement)
{
    long rows = 0;
    {
        const std::scoped_lock lock(log().mutex);
        const auto found = log().rows.find(statement);
        if (found == log().rows.end()) return;
        rows = found->second;
        log().rows.erase(found);
    }
    const auto count = [&](int what) {
        return std::to_string(sqlite3_stmt_status(statement, what, 1));
    };
    std::string line = std::to_string(rows) + '\t' + count(SQLITE_STMTSTATUS_VM_STEP) + '\t'
        + count(SQLITE_STMTSTATUS_FULLSCAN_STEP) + '\t' + count(SQLITE_STMTSTATUS_SORT) + '\t';
    char* text = sqlite3_expanded_sql(statement);
    for (const char* at = text; at != nullptr && *at != '\0'; ++at) {
        if (*at == '\n' || *at == '\t' || *at == '\\') {
            line += '\\';
            line += *at == '\n' ? 'n' : *at == '\t' ? 't' : '\\';
        } else {
            line += *at;
        }
    }
    sqlite3_free(text);
    line += '\n';
    if (log().file >= 0 && ::write(log().file, line.data(), line.size()) < 0) std::abort();
}

} // namespace

extern "C" {

int sqlite3_step(sqlite3_stmt* statement)
{
    static const auto step = real<int (*)(sqlite3_stmt*)>("sqlite3_step");
    const int result = step(statement);
    stepped(statement, result == SQLITE_ROW);
    return result;
}

int sqlite3_reset(sqlite3_stmt* statement)
{
    static const auto reset = real<int (*)(sqlite3_stmt*)>("sqlite3_reset");
    if (statement != nullptr) ended(statement);
    return reset(statement);
}

int sqlite3_finalize(sqlite3_stmt* statement)
{
    static const auto finalize = real<int (*)(sqlite3_stmt*)>("sqlite3_finalize");
    if (statement != nullptr) ended(statement);
    return finalize(statement);
}
}
