#include "store/record.h"

#include "store/errors.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace clausebook::store {

const Value& Row::value(std::string_view column) const
{
    const auto found = std::find(columns_->begin(), columns_->end(), column);
    if (found == columns_->end()) throw std::logic_error("no column " + std::string(column));
    return values_[static_cast<std::size_t>(found - columns_->begin())];
}

std::string Row::text(std::string_view column) const
{
    const auto& field = value(column);
    if (const auto* number = std::get_if<std::int64_t>(&field)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&field)) return *text;
    return {};
}

std::int64_t Row::number(std::string_view column) const
{
    const auto& field = value(column);
    if (const auto* number = std::get_if<std::int64_t>(&field)) return *number;
    const auto* text = std::get_if<std::string>(&field);
    if (!text) return 0;
    std::int64_t number = 0; // expressions come without a declared type, as text
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size())
        throw std::logic_error("no number in column " + std::string(column));
    return number;
}

std::optional<Date> Row::date(std::string_view column) const
{
    const auto text = this->text(column);
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw DamagedData("no date in column " + std::string(column) + ": " + text);
    return date;
}

Instant Row::instant(std::string_view column) const
{
    const auto text = this->text(column);
    const auto instant = parse_instant(text);
    if (!instant) throw DamagedData("no instant in column " + std::string(column) + ": " + text);
    return *instant;
}

Tree to_tree(const Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<long long>(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return {};
}

} // namespace clausebook::store
