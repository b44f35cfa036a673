#pragma once
// The key of a record: readable text such as "IA-2026-01" or "EV-0007", distinct per kind of record.

#include <compare>
#include <string>
#include <utility>

namespace clausebook {

/// A key of one kind of record. Keys of different kinds do not compare and do not convert into each other.
/// An empty key means "none".
template <typename Of>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    const std::string& str() const { return text_; }
    bool empty() const { return text_.empty(); }

    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string text_;
};

/// The version of a record: 0 before it exists, then 1, 2, 3, ... (rulings 15).
using Version = long long;

} // namespace clausebook
