#pragma once
// What goes into the database and what comes out of it, free of Poco.

#include "core/base/time.h"
#include "core/base/tree.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace clausebook::store {

/// One value of a column: NULL, a whole number or a text. Texts hold no NUL.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// The parameters of a statement, in the order of its question marks.
using Params = std::vector<Value>;

/// A record as the database keeps it: every column of its table except `key` and `version`.
using Record = std::vector<std::pair<std::string, Value>>;

/// A column that may refer to nothing: NULL for the empty text.
inline Value optional_text(const std::string& text)
{
    return text.empty() ? Value() : Value(text);
}

/// "2026-11-22", or "" for none. Dates are kept as text: they sort, and a person can read them.
inline Value date_text(const std::optional<Date>& date)
{
    return date ? to_string(*date) : std::string();
}

/// One row of an answer. Columns are found by name; a name that is not there is our own mistake
/// (std::logic_error).
class Row {
public:
    using Columns = std::vector<std::string>;

    Row(std::shared_ptr<const Columns> columns, std::vector<Value> values)
        : columns_(std::move(columns)), values_(std::move(values))
    {
    }

    /// The text of a column; "" when it is NULL. A number comes as its digits.
    std::string text(std::string_view column) const;

    /// The number of a column; 0 when it is NULL. Throws std::logic_error for a text that is no number.
    std::int64_t number(std::string_view column) const;

    bool flag(std::string_view column) const { return number(column) != 0; }

    /// The date of a column; nothing for "". Throws DamagedData for any other text.
    std::optional<Date> date(std::string_view column) const;

    /// The moment of a column. Throws DamagedData when it is none.
    Instant instant(std::string_view column) const;

    const Value& value(std::string_view column) const;
    const Columns& columns() const { return *columns_; }
    const std::vector<Value>& values() const { return values_; }

private:
    std::shared_ptr<const Columns> columns_;
    std::vector<Value> values_;
};

using Rows = std::vector<Row>;

/// The same value in a tree, as journal bodies hold it.
Tree to_tree(const Value& value);

} // namespace clausebook::store
