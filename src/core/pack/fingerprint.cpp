#include "core/pack/fingerprint.h"

#include <stdexcept>

namespace clausebook {
namespace {

constexpr std::size_t groups = 8;
constexpr std::size_t digits = 4;

/// The digits alone, in lower case.
std::string bare(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if (c != ' ' && c != ':' && c != '-')
            out += c;
    return out;
}

} // namespace

std::string fingerprint_text(std::string_view sha256)
{
    if (sha256.size() < groups * digits) throw std::logic_error("no SHA-256");
    std::string out;
    for (std::size_t i = 0; i < groups; ++i) {
        if (i > 0) out += ' ';
        out += sha256.substr(i * digits, digits);
    }
    return out;
}

bool is_fingerprint(std::string_view text)
{
    const auto digits_only = bare(text);
    return digits_only.size() == groups * digits
        && digits_only.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool is_same_fingerprint(std::string_view one, std::string_view other)
{
    return is_fingerprint(one) && bare(one) == bare(other);
}

} // namespace clausebook
