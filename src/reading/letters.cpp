#include "reading/letters.h"

#include "core/base/fold.h"

#include <array>

namespace clausebook::reading {
namespace {

constexpr char32_t unknown = 0xFFFD;

/// The character of a byte in windows-1254: Latin-1 with six Turkish letters, and signs from 0x80 to 0x9F.
char32_t turkish(unsigned char byte)
{
    constexpr std::array<char32_t, 32> signs = {
        0x20AC, unknown, 0x201A,  0x0192,  0x201E,  0x2026,  0x2020, 0x2021,  0x02C6,  0x2030, 0x0160,
        0x2039, 0x0152,  unknown, unknown, unknown, unknown, 0x2018, 0x2019,  0x201C,  0x201D, 0x2022,
        0x2013, 0x2014,  0x02DC,  0x2122,  0x0161,  0x203A,  0x0153, unknown, unknown, 0x0178};
    if (byte >= 0x80 && byte < 0xA0) return signs.at(byte - 0x80U);
    switch (byte) {
    case 0xD0:
        return U'Ğ';
    case 0xDD:
        return U'İ';
    case 0xDE:
        return U'Ş';
    case 0xF0:
        return U'ğ';
    case 0xFD:
        return U'ı';
    case 0xFE:
        return U'ş';
    default:
        return byte;
    }
}

/// Adds what a text may hold.
class Page {
public:
    explicit Page(std::size_t most) : most_(most) {}

    bool add(char32_t c)
    {
        if (c == U'\r' || c == U'\f' || c == U'\v') c = U'\n';
        if ((c < 0x20 && c != U'\t' && c != U'\n') || (c >= 0x7F && c < 0xA0)) return true;
        if (c == U'\n' && text_.ends_with('\n')) return true;
        const auto before = text_.size();
        append_utf8(text_, c);
        if (text_.size() <= most_) return true;
        text_.resize(before);
        return false;
    }

    std::string take() { return std::move(text_); }

private:
    std::size_t most_;
    std::string text_;
};

void add_utf8(Page& page, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto before = bytes;
        const auto folded = take_folded(bytes);
        if (!folded) {
            bytes.remove_prefix(1);
            continue;
        }
        char32_t c = static_cast<unsigned char>(before.front());
        const auto size = before.size() - bytes.size();
        if (size > 1) c &= 0x7FU >> size;
        for (std::size_t i = 1; i < size; ++i) c = c << 6 | (static_cast<unsigned char>(before[i]) & 0x3FU);
        if (!page.add(c)) return;
    }
}

void add_utf16(Page& page, std::string_view bytes, bool little)
{
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return little ? char32_t{second} << 8 | first : char32_t{first} << 8 | second;
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const auto low = unit(i + 2);
            if (low < 0xDC00 || low >= 0xE000) continue;
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        if ((c >= 0xD800 && c < 0xE000) || c == 0xFEFF) continue;
        if (!page.add(c)) return;
    }
}

} // namespace

std::string clean_text(std::string_view bytes, std::string_view encoding, std::size_t most)
{
    Page page(most);
    if (encoding == "utf-16le" || encoding == "utf-16be") {
        add_utf16(page, bytes, encoding == "utf-16le");
    } else if (encoding == "windows-1254") {
        for (const char byte : bytes)
            if (!page.add(turkish(static_cast<unsigned char>(byte)))) break;
    } else {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        add_utf8(page, bytes);
    }
    return page.take();
}

} // namespace clausebook::reading
