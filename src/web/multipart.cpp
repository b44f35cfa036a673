#include "web/multipart.h"

#include "core/base/utf8.h"
#include "web/http.h"

#include <algorithm>

namespace clausebook::web {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;
constexpr std::size_t most_head_bytes = std::size_t{8} * 1024;

[[noreturn]] void refuse()
{
    throw Rejected(400, "bad_multipart");
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

/// Takes `; name=value` or `; name="value"` off the front.
std::optional<std::pair<std::string, std::string>> next_parameter(std::string_view& rest)
{
    rest = trimmed(rest);
    if (rest.empty()) return std::nullopt;
    if (rest.front() != ';') refuse();
    rest = trimmed(rest.substr(1));
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) refuse();
    const auto name = lowered(trimmed(rest.substr(0, equals)));
    rest.remove_prefix(equals + 1);
    std::string value;
    if (!rest.starts_with('"')) {
        const auto end = std::min(rest.find(';'), rest.size());
        value = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
        return std::pair(name, value);
    }
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
        // Only \" and \\ are escapes; any other backslash is part of a name.
        if (rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\')) ++at;
        value += rest[at];
    }
    if (at == rest.size()) refuse();
    rest.remove_prefix(at + 1);
    return std::pair(name, value);
}

/// Browsers write a quote in a file's name as %22 and leave a percent sign alone.
std::string with_quotes(std::string text)
{
    for (std::size_t at = 0; (at = text.find("%22", at)) != std::string::npos; ++at)
        text.replace(at, 3, "\"");
    return text;
}

void read_disposition(PartHead& head, std::string_view value, bool& named)
{
    const auto end = std::min(value.find(';'), value.size());
    if (lowered(trimmed(value.substr(0, end))) != "form-data") refuse();
    auto rest = value.substr(end);
    while (const auto parameter = next_parameter(rest)) {
        const auto& [name, text] = *parameter;
        const auto is_control = [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        };
        if (!is_utf8(text) || std::any_of(text.begin(), text.end(), is_control)) refuse();
        if (name == "name") {
            if (named) refuse();
            named = true;
            head.name = text;
        } else if (name == "filename") {
            if (head.filename) refuse();
            head.filename = with_quotes(text);
        }
    }
}

PartHead parse_part_head(std::string_view text)
{
    PartHead head;
    bool named = false;
    while (!text.empty()) {
        const auto end = std::min(text.find("\r\n"), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(text.size(), end + 2));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) refuse();
        const auto name = lowered(line.substr(0, colon));
        if (name == "content-disposition") read_disposition(head, trimmed(line.substr(colon + 1)), named);
        if (name == "content-type") head.content_type = trimmed(line.substr(colon + 1));
    }
    if (!named) refuse();
    return head;
}

/// A window over the body. What was looked at and cannot be part of a boundary leaves it at once.
class Window {
public:
    explicit Window(const ByteSource& source) : source_(source) {}

    /// Reads more; false at the end of the body.
    bool fill()
    {
        bytes_.erase(0, at_);
        at_ = 0;
        const auto before = bytes_.size();
        bytes_.resize(before + chunk_bytes);
        const auto got = source_(bytes_.data() + before, chunk_bytes);
        bytes_.resize(before + got);
        return got > 0;
    }

    void need(std::size_t size)
    {
        while (rest().size() < size)
            if (!fill()) refuse();
    }

    std::string_view rest() const { return std::string_view(bytes_).substr(at_); }
    void skip(std::size_t size) { at_ += size; }

private:
    const ByteSource& source_;
    std::string bytes_;
    std::size_t at_ = 0;
};

std::string take_part_head(Window& window)
{
    for (;;) {
        const auto end = window.rest().find("\r\n\r\n");
        if (end != std::string_view::npos && end <= most_head_bytes) {
            std::string head(window.rest().substr(0, end));
            window.skip(end + 4);
            return head;
        }
        if (window.rest().size() > most_head_bytes || !window.fill()) refuse();
    }
}

void pass_content(Window& window, std::string_view delimiter, PartSink& sink)
{
    for (;;) {
        const auto found = window.rest().find(delimiter);
        if (found != std::string_view::npos) {
            if (found > 0) sink.content(window.rest().substr(0, found));
            window.skip(found + delimiter.size());
            return;
        }
        // The last bytes may be the beginning of a delimiter whose rest has not come yet.
        const auto certain = window.rest().size() - std::min(window.rest().size(), delimiter.size() - 1);
        if (certain > 0) sink.content(window.rest().substr(0, certain));
        window.skip(certain);
        if (!window.fill()) refuse();
    }
}

} // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type)
{
    const auto end = std::min(content_type.find(';'), content_type.size());
    if (lowered(trimmed(content_type.substr(0, end))) != "multipart/form-data") return std::nullopt;
    auto rest = content_type.substr(end);
    std::optional<std::string> boundary;
    while (const auto parameter = next_parameter(rest)) {
        if (parameter->first != "boundary") continue;
        if (boundary) return std::nullopt;
        boundary = parameter->second;
    }
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
    };
    if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->ends_with(' ')
        || !std::all_of(boundary->begin(), boundary->end(), allowed))
        return std::nullopt;
    return boundary;
}

void parse_multipart(const ByteSource& source, std::string_view boundary, std::size_t most_parts,
                     PartSink& sink)
{
    const std::string delimiter = "\r\n--" + std::string(boundary);
    Window window(source);
    const auto opening = std::string_view(delimiter).substr(2);
    window.need(opening.size());
    if (!window.rest().starts_with(opening)) refuse();
    window.skip(opening.size());
    for (std::size_t parts = 0;; ++parts) {
        window.need(2);
        const std::string after(window.rest().substr(0, 2));
        window.skip(2);
        if (after == "--") break;
        if (after != "\r\n" || parts == most_parts) refuse();
        sink.begin_part(parse_part_head(take_part_head(window)));
        pass_content(window, delimiter, sink);
        sink.end_part();
    }
    do {
        window.skip(window.rest().size());
    } while (window.fill());
}

} // namespace clausebook::web
