#include "checklist/preflight.h"

#include "checklist/document.h"
#include "checklist/reader.h"

#include <algorithm>

namespace clausebook::checklist {
namespace {

Fault fault_at(std::string_view bytes, std::size_t offset, std::string code,
               std::map<std::string, std::string> parameters = {})
{
    const auto before = bytes.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto line_start = before.rfind('\n');
    const auto in_line = line_start == std::string_view::npos ? before : before.substr(line_start + 1);
    return {std::move(code),
            std::move(parameters),
            static_cast<int>(line),
            static_cast<int>(characters(in_line)) + 1,
            {}};
}

/// The length of the character that begins at the front of `bytes`, 0 when none does.
std::size_t character_length(std::string_view bytes)
{
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned char>(bytes[i]);
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || bytes.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    const unsigned second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogate = first == 0xED && second >= 0xA0;
    const bool beyond = first == 0xF4 && second >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

/// The encoding an XML declaration names, "" when it names none.
std::string_view declared_encoding(std::string_view declaration)
{
    const auto name = declaration.find("encoding");
    if (name == std::string_view::npos) return {};
    const auto open = declaration.find_first_of("\"'", name);
    if (open == std::string_view::npos) return {};
    const auto close = declaration.find(declaration[open], open + 1);
    return declaration.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
}

bool is_utf8_name(std::string_view name)
{
    constexpr std::string_view expected = "utf-8";
    return std::equal(name.begin(), name.end(), expected.begin(), expected.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

/// What stands before the first element: declaration, comments, instructions, document type.
std::optional<Fault> prolog_fault(std::string_view bytes)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::size_t at = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (true) {
        at = std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size());
        const auto rest = bytes.substr(at);
        if (rest.starts_with("<!DOCTYPE")) return fault_at(bytes, at, "dtd_refused");
        const bool comment = rest.starts_with("<!--");
        if (!comment && !rest.starts_with("<?")) return std::nullopt;
        const auto end = comment ? rest.find("-->", 4) : rest.find("?>", 2);
        if (end == std::string_view::npos) return std::nullopt;
        if (rest.starts_with("<?xml ")) {
            const auto encoding = declared_encoding(rest.substr(0, end));
            if (!encoding.empty() && !is_utf8_name(encoding))
                return fault_at(bytes, at, "wrong_encoding", {{"encoding", std::string(encoding)}});
        }
        at += end + (comment ? 3 : 2);
    }
}

} // namespace

std::optional<std::size_t> first_not_utf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = character_length(bytes.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

Fault size_fault(std::uintmax_t size)
{
    return {
        "too_large", {{"limit", std::to_string(size_limit_bytes)}, {"size", std::to_string(size)}}, 0, 0, {}};
}

std::optional<Fault> preflight(std::string_view bytes)
{
    if (bytes.size() > size_limit_bytes) return size_fault(bytes.size());
    if (const auto offset = first_not_utf8(bytes)) return fault_at(bytes, *offset, "not_utf8");
    return prolog_fault(bytes);
}

} // namespace clausebook::checklist
