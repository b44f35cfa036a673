#pragma once
// Values in a tree: what a page is rendered from, what a JSON reply carries, what a journal body holds.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace clausebook {

/// A text, a whole number, a truth, nothing, a list or an object of such. Objects keep their names sorted, so
/// that the same values always give the same text.
///
///     Tree page = Tree::object();
///     page["title"] = "Audits";
///     page["rows"].push_back({{"number", "IA-2026-01"}, {"open", true}});
class Tree {
public:
    using List = std::vector<Tree>;
    using Object = std::map<std::string, Tree, std::less<>>;

    Tree() = default;                                          ///< nothing (null)
    Tree(std::string text) : value_(std::move(text)) {}        // NOLINT(google-explicit-constructor)
    Tree(std::string_view text) : value_(std::string(text)) {} // NOLINT(google-explicit-constructor)
    Tree(const char* text) : value_(std::string(text)) {}      // NOLINT(google-explicit-constructor)
    Tree(bool truth) : value_(truth) {}                        // NOLINT(google-explicit-constructor)
    Tree(int number) : value_(std::int64_t{number}) {}         // NOLINT(google-explicit-constructor)
    Tree(long number) : value_(std::int64_t{number}) {}        // NOLINT(google-explicit-constructor)
    Tree(long long number) : value_(std::int64_t{number}) {}   // NOLINT(google-explicit-constructor)
    // NOLINTNEXTLINE(google-explicit-constructor)
    Tree(std::size_t number) : value_(static_cast<std::int64_t>(number)) {}
    Tree(List list) : value_(std::move(list)) {}       // NOLINT(google-explicit-constructor)
    Tree(Object object) : value_(std::move(object)) {} // NOLINT(google-explicit-constructor)
    Tree(std::initializer_list<std::pair<const std::string, Tree>> fields) : value_(Object(fields)) {}

    static Tree object() { return Object{}; }
    static Tree list() { return List{}; }

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    const std::string* text() const { return std::get_if<std::string>(&value_); }
    const std::int64_t* number() const { return std::get_if<std::int64_t>(&value_); }
    const bool* truth() const { return std::get_if<bool>(&value_); }
    const List* items() const { return std::get_if<List>(&value_); }
    const Object* fields() const { return std::get_if<Object>(&value_); }

    /// The field of that name, made when it is not there yet. Nothing becomes an object; throws
    /// std::logic_error for any other kind.
    Tree& operator[](std::string_view name);

    /// The field of that name, or nullptr.
    const Tree* find(std::string_view name) const;

    /// Adds to a list. Nothing becomes a list; throws std::logic_error for any other kind.
    void push_back(Tree item);

    friend bool operator==(const Tree&, const Tree&) = default;

private:
    std::variant<std::monostate, std::string, std::int64_t, bool, List, Object> value_;
};

/// Canonical JSON: names sorted by bytes, no white space, UTF-8 as it is, only `"`, `\` and control
/// characters escaped (the latter as \u00XX). The same tree gives the same bytes on every machine.
std::string to_json(const Tree& tree);

} // namespace clausebook
