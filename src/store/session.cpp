#include "store/session.h"

#include "store/errors.h"
#include "store/files.h"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include <mutex>
#include <sqlite3.h>
#include <stdexcept>

namespace clausebook::store {
namespace {

void register_connector()
{
    static std::once_flag once;
    std::call_once(once, [] { Poco::Data::SQLite::Connector::registerConnector(); });
}

void bind_all(Poco::Data::Statement& statement, const Params& params)
{
    for (const auto& param : params) {
        if (const auto* number = std::get_if<std::int64_t>(&param)) {
            statement.addBind(Poco::Data::Keywords::bind(*number));
        } else if (const auto* text = std::get_if<std::string>(&param)) {
            if (text->find('\0') != std::string::npos) throw std::invalid_argument("a text holds a NUL");
            statement.addBind(Poco::Data::Keywords::bind(*text));
        } else {
            statement.addBind(Poco::Data::Keywords::bind(Poco::Nullable<std::string>()));
        }
    }
}

Value value_of(const Poco::Dynamic::Var& var)
{
    if (var.isEmpty()) return {};
    if (var.isInteger()) return var.convert<std::int64_t>();
    return var.convert<std::string>();
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

/// Runs `work`; tells the world's failures apart from our own mistakes.
template <typename Work>
auto translated(sqlite3* handle, Work&& work)
{
    try {
        return work();
    } catch (const Poco::Data::SQLite::ConstraintViolationException&) {
        throw;
    } catch (const Poco::Exception& problem) {
        tell_of_disk(handle, problem.displayText());
        throw;
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
    : session_((register_connector(), "SQLite"), file.string(), 2)
{
    if (kind == Kind::Writer) {
        if (rows("PRAGMA journal_mode=WAL").at(0).text("journal_mode") != "wal")
            throw std::runtime_error("SQLite refuses write-ahead logging here");
        run("PRAGMA synchronous=FULL");
        if (rows("PRAGMA synchronous").at(0).number("synchronous") != 2)
            throw std::runtime_error("SQLite does not keep synchronous=FULL");
        run("PRAGMA secure_delete=ON"); // what is destroyed is written over, the words of its text too
        sqlite3_wal_hook(handle(), count_pages, &pages_in_log_);
    } else {
        run("PRAGMA query_only=ON");
        run("PRAGMA wal_autocheckpoint=0");
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    run("PRAGMA foreign_keys=ON");
    run("PRAGMA trusted_schema=OFF");
    run("PRAGMA busy_timeout=5000");
}

sqlite3* Session::handle()
{
    return Poco::Data::SQLite::Utility::dbHandle(session_);
}

Rows Session::rows(std::string_view sql, const Params& params)
{
    return translated(handle(), [&] {
        Poco::Data::Statement statement(session_);
        statement << std::string(sql);
        bind_all(statement, params);
        statement.execute();
        Rows answer;
        if (statement.columnsExtracted() == 0) return answer;
        const Poco::Data::RecordSet set(statement);
        auto names = std::make_shared<Row::Columns>();
        for (std::size_t column = 0; column < set.columnCount(); ++column)
            names->push_back(set.columnName(column));
        answer.reserve(set.rowCount());
        for (std::size_t row = 0; row < set.rowCount(); ++row) {
            std::vector<Value> values;
            values.reserve(names->size());
            for (std::size_t column = 0; column < names->size(); ++column)
                values.push_back(value_of(set.value(column, row, false)));
            answer.emplace_back(names, std::move(values));
        }
        return answer;
    });
}

std::int64_t Session::run(std::string_view sql, const Params& params)
{
    return translated(handle(), [&] {
        Poco::Data::Statement statement(session_);
        statement << std::string(sql);
        bind_all(statement, params);
        statement.execute();
        return static_cast<std::int64_t>(sqlite3_changes(handle()));
    });
}

void Session::script(const std::string& sql)
{
    char* message = nullptr;
    const int result = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, &message);
    const std::string text = message ? message : "";
    sqlite3_free(message);
    if (result == SQLITE_OK) return;
    tell_of_disk(handle(), text);
    throw std::runtime_error("SQLite: " + text);
}

void Session::take_all_of(Session& other)
{
    auto* backup = sqlite3_backup_init(handle(), "main", other.handle(), "main");
    const int step = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    const int end = backup ? sqlite3_backup_finish(backup) : SQLITE_ERROR;
    if (step == SQLITE_DONE && end == SQLITE_OK) return;
    const std::string text = sqlite3_errstr(step == SQLITE_DONE ? end : step);
    tell_of_disk(handle(), text);
    throw std::runtime_error("SQLite: " + text);
}

bool Session::in_transaction()
{
    return sqlite3_get_autocommit(handle()) == 0;
}

void Session::checkpoint_when_due()
{
    if (pages_in_log_ < long_log_pages || writes_are_unsure()) return;
    const int result =
        sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if ((result & 0xff) != SQLITE_IOERR) return;
    try {
        tell_of_disk(handle(), sqlite3_errmsg(handle()));
    } catch (const std::runtime_error&) {
        // Said to writes_are_unsure() where it matters; the commit before is safe in the log.
    }
}

} // namespace clausebook::store
