#include "store/session.h"

#include "store/errors.h"
#include "store/files.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>

#include <mutex>
#include <sqlite3.h>
#include <stdexcept>

namespace clausebook::store {
namespace {

/// Once, before the first connection. No connection is used by two threads at a time, so SQLite need not lock
/// each of its calls against that, which is a quarter of what reading rows costs, nor count its memory.
void set_up()
{
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        Poco::Data::SQLite::Connector::registerConnector();
    });
}

constexpr int long_log_pages = 1000;

/// Throws what a failure of the disk means; returns when it was something else.
void tell_of_disk(sqlite3* handle, const std::string& text)
{
    const int code = sqlite3_extended_errcode(handle);
    const bool unsynced = code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
    switch (code & 0xff) {
    case SQLITE_FULL:
        throw DiskFull(text);
    case SQLITE_IOERR:
        if (!unsynced && means_no_room(sqlite3_system_errno(handle))) throw DiskFull(text);
        if (unsynced || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_TRUNCATE) note_unsure_write();
        throw ReadOnlyNow(text);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw DamagedData(text);
    default:
        return;
    }
}

/// SQLite's own checkpoints keep a failed fsync to themselves, and the next one would seem to succeed.
int count_pages(void* pages, sqlite3*, const char*, int count)
{
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

} // namespace

Session::Session(const std::filesystem::path& file, Kind kind)
    : session_((set_up(), "SQLite"), file.string(), 2),
      handle_(Poco::Data::SQLite::Utility::dbHandle(session_)), statements_(handle_)
{
    if (kind == Kind::Writer) {
        if (rows("PRAGMA journal_mode=WAL").at(0).text("journal_mode") != "wal")
            throw std::runtime_error("SQLite refuses write-ahead logging here");
        run("PRAGMA synchronous=FULL");
        if (rows("PRAGMA synchronous").at(0).number("synchronous") != 2)
            throw std::runtime_error("SQLite does not keep synchronous=FULL");
        run("PRAGMA secure_delete=ON"); // what is destroyed is written over, the words of its text too
        sqlite3_wal_hook(handle_, count_pages, &pages_in_log_);
    } else {
        run("PRAGMA query_only=ON");
        run("PRAGMA wal_autocheckpoint=0");
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    run("PRAGMA foreign_keys=ON");
    run("PRAGMA trusted_schema=OFF");
    run("PRAGMA busy_timeout=5000");
}

Rows Session::rows(std::string_view sql, const Params& params)
{
    try {
        return statements_.rows(sql, params);
    } catch (const StatementFailed& problem) {
        tell_of_disk(handle_, problem.what());
        throw;
    }
}

std::int64_t Session::run(std::string_view sql, const Params& params)
{
    rows(sql, params);
    return sqlite3_changes(handle_);
}

void Session::script(const std::string& sql)
{
    char* message = nullptr;
    const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message);
    const std::string text = message ? message : "";
    sqlite3_free(message);
    if (result == SQLITE_OK) return;
    tell_of_disk(handle_, text);
    throw std::runtime_error("SQLite: " + text);
}

void Session::take_all_of(Session& other)
{
    auto* backup = sqlite3_backup_init(handle_, "main", other.handle_, "main");
    const int step = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    const int end = backup ? sqlite3_backup_finish(backup) : SQLITE_ERROR;
    if (step == SQLITE_DONE && end == SQLITE_OK) return;
    const std::string text = sqlite3_errstr(step == SQLITE_DONE ? end : step);
    tell_of_disk(handle_, text);
    throw std::runtime_error("SQLite: " + text);
}

bool Session::in_transaction()
{
    return sqlite3_get_autocommit(handle_) == 0;
}

void Session::checkpoint_when_due()
{
    if (pages_in_log_ < long_log_pages || writes_are_unsure()) return;
    const int result =
        sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if ((result & 0xff) != SQLITE_IOERR) return;
    try {
        tell_of_disk(handle_, sqlite3_errmsg(handle_));
    } catch (const std::runtime_error&) {
        // Said to writes_are_unsure() where it matters; the commit before is safe in the log.
    }
}

} // namespace clausebook::store
