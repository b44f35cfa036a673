#include "core/base/percent.h"

namespace clausebook {

std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain) {
            out += c;
            continue;
        }
        out += '%';
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    return out;
}

std::string address_with(std::string_view path, const AddressFields& fields)
{
    std::string address(path);
    char mark = '?';
    for (const auto& [name, value] : fields) {
        if (value.empty()) continue;
        (((address += mark) += name) += '=') += percent_encoded(value);
        mark = '&';
    }
    return address;
}

} // namespace clausebook
