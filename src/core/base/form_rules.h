#pragma once
// The few rules every typed field shares, so that each refusal has the same code everywhere.

#include "core/base/refusal.h"
#include "core/base/text.h"

#include <string>
#include <string_view>

namespace clausebook {

/// Longest one-line field and longest text, in characters.
inline constexpr std::size_t line_limit = 300;
inline constexpr std::size_t text_limit = 20'000;

/// Refuses a field that is not clean ("unclean") or longer than `limit` ("too_long", parameter limit).
inline void check_text(std::string_view text, std::string_view field, std::size_t limit = text_limit)
{
    if (!is_clean(text)) throw Refusal("unclean", std::string(field));
    if (length(text) > limit)
        throw Refusal("too_long", std::string(field), {{"limit", std::to_string(limit)}});
}

/// As check_text for one line: refuses line feeds too ("unclean").
inline void check_line(std::string_view text, std::string_view field, std::size_t limit = line_limit)
{
    check_text(text, field, limit);
    if (text.find('\n') != std::string_view::npos) throw Refusal("unclean", std::string(field));
}

/// Refuses a blank field ("required").
inline void check_given(std::string_view text, std::string_view field)
{
    if (trimmed(text).empty()) throw Refusal("required", std::string(field));
}

} // namespace clausebook
