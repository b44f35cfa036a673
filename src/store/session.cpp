#include "store/session.h"

#include "store/errors.h"

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

/// Runs `work`; tells the world's failures apart from our own mistakes.
template <typename Work>
auto translated(sqlite3* handle, Work&& work)
{
    try {
        return work();
    } catch (const Poco::Data::SQLite::ConstraintViolationException&) {
        throw;
    } catch (const Poco::Exception& problem) {
        switch (sqlite3_errcode(handle) & 0xff) {
        case SQLITE_FULL:
            throw DiskFull(problem.displayText());
        case SQLITE_IOERR:
            throw ReadOnlyNow(problem.displayText());
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw DamagedData(problem.displayText());
        default:
            throw;
        }
    }
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
    if ((result & 0xff) == SQLITE_FULL) throw DiskFull(text);
    throw std::runtime_error("SQLite: " + text);
}

} // namespace clausebook::store
