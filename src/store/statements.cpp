#include "store/statements.h"

#include <algorithm>
#include <new>
#include <sqlite3.h>
#include <stdexcept>

namespace clausebook::store {
namespace {

/// What is asked again and again. Settings, and what makes or drops tables, are not.
bool is_kept(std::string_view sql)
{
    constexpr std::string_view heads[] = {"SELECT ", "INSERT ", "UPDATE ", "DELETE ",
                                          "WITH ",   "BEGIN",   "COMMIT",  "ROLLBACK"};
    return std::any_of(std::begin(heads), std::end(heads),
                       [&](std::string_view head) { return sql.starts_with(head); });
}

int bind_one(sqlite3_stmt* statement, int place, const Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return sqlite3_bind_int64(statement, place, *number);
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return sqlite3_bind_null(statement, place);
    if (text->find('\0') != std::string::npos) throw std::invalid_argument("a text holds a NUL");
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
}

Value value_at(sqlite3_stmt* row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        return {};
    case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(row, column)};
    default: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
        if (text == nullptr) throw std::bad_alloc();
        return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
    }
    }
}

std::shared_ptr<const Row::Columns> columns_of(sqlite3_stmt* statement)
{
    auto names = std::make_shared<Row::Columns>();
    for (int column = 0; column < sqlite3_column_count(statement); ++column)
        names->emplace_back(sqlite3_column_name(statement, column));
    return names;
}

/// Lets go of rows and values, whatever becomes of the run.
class Run {
public:
    explicit Run(sqlite3_stmt* statement) : statement_(statement) {}
    ~Run()
    {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

private:
    sqlite3_stmt* statement_;
};

} // namespace

void Statements::End::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void Statements::fail() const
{
    throw StatementFailed(std::string("SQLite: ") + sqlite3_errmsg(connection_));
}

Statements::Prepared Statements::prepare(const std::string& sql, unsigned flags) const
{
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int result = sqlite3_prepare_v3(connection_, sql.c_str(), static_cast<int>(sql.size() + 1), flags,
                                          &statement, &rest);
    Prepared prepared{std::unique_ptr<sqlite3_stmt, End>(statement), nullptr};
    if (result != SQLITE_OK) fail();
    if (statement == nullptr || std::string_view(rest).find_first_not_of("; \n") != std::string_view::npos)
        throw std::logic_error("not one statement: " + sql);
    prepared.columns = columns_of(statement);
    return prepared;
}

Rows Statements::run(Prepared& prepared, const Params& params) const
{
    auto* statement = prepared.statement.get();
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(params.size()))
        throw std::logic_error(std::string("another number of values: ") + sqlite3_sql(statement));
    const Run ended(statement);
    for (std::size_t i = 0; i < params.size(); ++i)
        if (bind_one(statement, static_cast<int>(i + 1), params[i]) != SQLITE_OK) fail();
    Rows rows;
    int result = sqlite3_step(statement);
    if (sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 1) != 0)
        prepared.columns = columns_of(statement); // the schema is another one since
    for (; result == SQLITE_ROW; result = sqlite3_step(statement)) {
        std::vector<Value> values;
        values.reserve(prepared.columns->size());
        for (std::size_t column = 0; column < prepared.columns->size(); ++column)
            values.push_back(value_at(statement, static_cast<int>(column)));
        rows.emplace_back(prepared.columns, std::move(values));
    }
    if (result != SQLITE_DONE) fail();
    return rows;
}

Rows Statements::rows(std::string_view sql, const Params& params)
{
    std::string text(sql);
    if (!is_kept(sql)) {
        auto once = prepare(text, 0);
        return run(once, params);
    }
    auto found = kept_.find(text);
    if (found == kept_.end()) {
        auto prepared = prepare(text, SQLITE_PREPARE_PERSISTENT);
        if (kept_.size() >= most) kept_.clear();
        found = kept_.emplace(std::move(text), std::move(prepared)).first;
    }
    return run(found->second, params);
}

} // namespace clausebook::store
