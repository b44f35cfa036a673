#pragma once
// The statements of one connection, prepared once and kept: preparing one costs more than most of them take
// to run (docs/decisions/0033). Inside store only.

#include "store/record.h"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace clausebook::store {

/// SQLite refuses a statement: a constraint, a lock, a table that is not there. What a disk that fails means
/// is told by Session.
class StatementFailed : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Statements {
public:
    /// How many are kept: more than any page asks for. When there are as many, all go and it begins anew.
    static constexpr std::size_t most = 256;

    /// The connection outlives the object.
    explicit Statements(sqlite3* connection) : connection_(connection) {}
    ~Statements() = default;
    Statements(const Statements&) = delete;
    Statements& operator=(const Statements&) = delete;

    /// All rows of one statement, with a value for each of its question marks. On return the statement holds
    /// no lock and no value. Throws StatementFailed when SQLite refuses it, std::logic_error for more than
    /// one statement or another number of values, std::invalid_argument for a text with a NUL.
    Rows rows(std::string_view sql, const Params& params);

    std::size_t kept() const { return kept_.size(); }

private:
    struct End {
        void operator()(sqlite3_stmt* statement) const;
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, End> statement;
        std::shared_ptr<const Row::Columns> columns;
    };

    Prepared prepare(const std::string& sql, unsigned flags) const;
    Rows run(Prepared& prepared, const Params& params) const;
    [[noreturn]] void fail() const;

    sqlite3* connection_;
    std::unordered_map<std::string, Prepared> kept_;
};

} // namespace clausebook::store
