#include "views/flat_json.h"

#include <cstdint>
#include <stdexcept>

namespace clausebook::views {
namespace {

class Reader {
public:
    Reader(const std::string& file, std::string_view json) : file_(file), json_(json) {}

    std::vector<FlatEntry> entries()
    {
        std::vector<FlatEntry> found;
        expect('{');
        if (next() != '}') {
            do {
                next();
                const auto line = line_;
                auto key = text();
                expect(':');
                found.push_back({std::move(key), text(), line});
            } while (take(','));
        }
        expect('}');
        if (next() != '\0') fail("nothing may follow the object");
        return found;
    }

private:
    [[noreturn]] void fail(const std::string& what) const
    {
        throw std::logic_error(file_ + ":" + std::to_string(line_) + ": " + what);
    }

    char peek() const { return at_ < json_.size() ? json_[at_] : '\0'; }

    char next()
    {
        while (at_ < json_.size() && std::string_view(" \t\r\n").find(json_[at_]) != std::string_view::npos)
            if (json_[at_++] == '\n') ++line_;
        return peek();
    }

    bool take(char c)
    {
        if (next() != c) return false;
        ++at_;
        return true;
    }

    void expect(char c)
    {
        if (!take(c)) fail(std::string("expected ") + c);
    }

    std::string text()
    {
        expect('"');
        std::string value;
        while (peek() != '"') {
            const auto c = peek();
            if (static_cast<unsigned char>(c) < 0x20)
                fail("a text ends with its line and holds no control characters");
            ++at_;
            if (c == '\\')
                escape(value);
            else
                value += c;
        }
        ++at_;
        return value;
    }

    void escape(std::string& value)
    {
        const auto c = peek();
        ++at_;
        switch (c) {
        case '"':
        case '\\':
        case '/':
            value += c;
            return;
        case 'n':
            value += '\n';
            return;
        case 't':
            value += '\t';
            return;
        case 'u':
            utf8(code_point(), value);
            return;
        default:
            fail("unknown escape");
        }
    }

    std::uint32_t four_digits()
    {
        std::uint32_t number = 0;
        for (int digit = 0; digit < 4; ++digit, ++at_) {
            const auto position = std::string_view("0123456789abcdef0123456789ABCDEF").find(peek());
            if (peek() == '\0' || position == std::string_view::npos)
                fail("\\u takes four hexadecimal digits");
            number = number * 16 + static_cast<std::uint32_t>(position % 16);
        }
        return number;
    }

    std::uint32_t code_point()
    {
        const auto first = four_digits();
        if (first < 0xD800 || first > 0xDFFF) return first;
        if (first > 0xDBFF || json_.substr(at_, 2) != "\\u") fail("half of a surrogate pair");
        at_ += 2;
        const auto second = four_digits();
        if (second < 0xDC00 || second > 0xDFFF) fail("half of a surrogate pair");
        return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }

    static void utf8(std::uint32_t point, std::string& value)
    {
        const auto tail = [&](int shift) {
            value += static_cast<char>(0x80 | ((point >> shift) & 0x3F));
        };
        if (point < 0x80) {
            value += static_cast<char>(point);
        } else if (point < 0x800) {
            value += static_cast<char>(0xC0 | (point >> 6));
            tail(0);
        } else if (point < 0x10000) {
            value += static_cast<char>(0xE0 | (point >> 12));
            tail(6);
            tail(0);
        } else {
            value += static_cast<char>(0xF0 | (point >> 18));
            tail(12);
            tail(6);
            tail(0);
        }
    }

    const std::string& file_;
    std::string_view json_;
    std::size_t at_ = 0;
    int line_ = 1;
};

} // namespace

std::vector<FlatEntry> read_flat_json(const std::string& file, std::string_view json)
{
    return Reader(file, json).entries();
}

} // namespace clausebook::views
