#include "web/guard.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace clausebook::web {

namespace {

constexpr std::size_t most_query_fields = 200;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_token(std::string_view text)
{
    const auto fits = [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
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
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes the piece up to `separator` off the front of `rest`.
std::string_view next_piece(std::string_view& rest, std::string_view separator)
{
    const auto end = rest.find(separator);
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + separator.size());
    return piece;
}

std::vector<std::string_view> values_of(const Head& head, std::string_view name)
{
    std::vector<std::string_view> values;
    for (const auto& [one, value] : head.headers)
        if (one == name) values.emplace_back(value);
    return values;
}

Method parse_method(std::string_view word)
{
    for (const auto method :
         {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete})
        if (word == name_of(method)) return method;
    if (!is_token(word)) throw Rejected(400, "bad_request_line");
    throw Rejected(501, "unknown_method");
}

int parse_version(std::string_view word)
{
    if (word == "HTTP/1.1") return 1;
    if (word == "HTTP/1.0") return 0;
    const bool a_version = word.size() == 8 && word.starts_with("HTTP/") && is_digit(word[5])
        && word[6] == '.' && is_digit(word[7]);
    throw Rejected(a_version ? 505 : 400, a_version ? "unknown_version" : "bad_request_line");
}

void parse_request_line(Head& head, std::string_view line, const HeadLimits& limits)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) throw Rejected(400, "bad_request_line");
    const auto target = line.substr(first + 1, last - first - 1);
    if (target.size() > limits.target_bytes) throw Rejected(414, "target_too_long");
    head.method = parse_method(line.substr(0, first));
    head.minor_version = parse_version(line.substr(last + 1));
    const auto is_visible_ascii = [](char c) {
        return c > 0x20 && c < 0x7F;
    };
    if (target.empty() || !std::all_of(target.begin(), target.end(), is_visible_ascii))
        throw Rejected(400, "bad_request_line");
    head.target = target;
}

std::optional<int> hex_digit(char c)
{
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

enum class Plus { Itself, Blank };

/// Nothing for a percent sign without its two digits.
std::optional<std::string> decoded(std::string_view text, Plus plus)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus == Plus::Blank) {
            result += ' ';
        } else if (text[at] == '%') {
            if (text.size() - at < 3) return std::nullopt;
            const auto high = hex_digit(text[at + 1]);
            const auto low = hex_digit(text[at + 2]);
            if (!high || !low) return std::nullopt;
            result += static_cast<char>(*high * 16 + *low);
            at += 2;
        } else {
            result += text[at];
        }
    }
    return result;
}

std::string checked_segment(std::string_view raw)
{
    const auto segment = decoded(raw, Plus::Itself);
    const bool bad = !segment || *segment == "." || *segment == ".."
        || segment->find_first_of("/\\") != std::string::npos
        || std::any_of(segment->begin(), segment->end(), is_control) || !is_utf8(*segment);
    if (bad) throw Rejected(400, "bad_address");
    return *segment;
}

bool is_loopback_name(std::string_view name)
{
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]"
        || (name.ends_with(".localhost") && is_token(name) && !name.starts_with('.'));
}

bool is_own(std::string_view host, const OwnNames& own)
{
    if (std::find(own.names.begin(), own.names.end(), host) != own.names.end()
        && host.find(':') != std::string_view::npos && !host.ends_with(']'))
        return true; // a public name given together with its port
    const auto colon = host.ends_with(']') ? std::string_view::npos : host.rfind(':');
    const auto name = host.substr(0, colon);
    const std::string port =
        colon == std::string_view::npos ? (own.secure ? "443" : "80") : std::string(host.substr(colon + 1));
    const bool known =
        is_loopback_name(name) || std::find(own.names.begin(), own.names.end(), name) != own.names.end();
    return known && port == std::to_string(own.port);
}

void check_unfolded_ascii_names(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        throw Rejected(400, "bad_header");
}

} // namespace

Head parse_head(std::string_view text, const HeadLimits& limits)
{
    Head head;
    auto rest = text;
    parse_request_line(head, next_piece(rest, "\r\n"), limits);
    while (!rest.empty()) {
        const auto line = next_piece(rest, "\r\n");
        check_unfolded_ascii_names(line);
        const auto colon = line.find(':');
        const auto value = trimmed(line.substr(colon + 1));
        if (std::any_of(value.begin(), value.end(), is_control)) throw Rejected(400, "bad_header");
        head.headers.emplace_back(lowered(line.substr(0, colon)), value);
        if (head.headers.size() > limits.headers) throw Rejected(431, "headers_too_large");
    }
    return head;
}

std::string language_said(std::string_view head)
{
    constexpr std::string_view name = "accept-language:";
    constexpr std::size_t longest = 200;
    const auto fits = [](char c) {
        return is_token(std::string_view(&c, 1))
            || std::string_view(" ,;=").find(c) != std::string_view::npos;
    };
    while (!head.empty()) {
        const auto line = next_piece(head, "\r\n");
        if (lowered(line.substr(0, name.size())) != name) continue;
        const auto value = trimmed(line.substr(name.size()));
        if (value.size() <= longest && std::all_of(value.begin(), value.end(), fits))
            return std::string(value);
    }
    return {};
}

std::uint64_t checked_length(const Head& head)
{
    if (!values_of(head, "transfer-encoding").empty()) throw Rejected(411, "length_required");
    const auto lengths = values_of(head, "content-length");
    const bool takes_body =
        head.method == Method::Post || head.method == Method::Put || head.method == Method::Patch;
    if (lengths.empty()) {
        if (takes_body) throw Rejected(411, "length_required");
        return 0;
    }
    const auto text = lengths.front();
    const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
    std::uint64_t length = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), length);
    const bool fits =
        parsed.ec == std::errc() && length <= std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (lengths.size() > 1 || !digits || !fits) throw Rejected(400, "bad_length");
    if (length > 0 && !takes_body) throw Rejected(400, "body_unexpected");
    return length;
}

std::string checked_origin(const Head& head, const OwnNames& own)
{
    const auto hosts = values_of(head, "host");
    if (hosts.size() != 1) throw Rejected(400, "bad_host");
    const auto host = lowered(hosts.front());
    if (!is_own(host, own)) throw Rejected(421, "foreign_host");
    return (own.secure ? "https://" : "http://") + host;
}

void check_origin(const Head& head, std::string_view own_origin)
{
    if (!is_unsafe(head.method)) return;
    const auto origins = values_of(head, "origin");
    const auto sites = values_of(head, "sec-fetch-site");
    const bool site_is_ours = sites.size() == 1 && sites.front() == "same-origin";
    if (!sites.empty() && !site_is_ours) throw Rejected(403, "foreign_origin");
    const bool ours = origins.size() == 1
        && (lowered(origins.front()) == own_origin || (origins.front() == "null" && site_is_ours));
    if (!ours) throw Rejected(403, "foreign_origin");
}

void read_target(Request& request, std::string_view target)
{
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos)
        throw Rejected(400, "bad_address");
    request.target = target;
    auto rest = target;
    auto path = next_piece(rest, "?");
    const auto query = rest;
    path.remove_prefix(1);
    if (path.ends_with(".json")) {
        path.remove_suffix(5);
        request.wants_json = true;
    }
    for (bool more = !path.empty(); more;) {
        more = path.find('/') != std::string_view::npos;
        request.segments.push_back(checked_segment(next_piece(path, "/")));
    }
    for (const auto& segment : request.segments) request.path += '/' + segment;
    if (request.path.empty()) request.path = "/";
    request.query = parse_urlencoded(query, 400, most_query_fields);
}

void read_headers(Request& request, const Head& head)
{
    request.method = head.method;
    request.headers = head.headers;
    if (const auto* language = request.header("accept-language")) request.language = *language;
    if (const auto* accept = request.header("accept"))
        request.wants_json = request.wants_json || accept->starts_with("application/json");
    for (const auto line : values_of(head, "cookie")) {
        auto rest = line;
        while (!rest.empty()) {
            const auto pair = trimmed(next_piece(rest, ";"));
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || !is_token(pair.substr(0, equals))) continue;
            request.cookies.emplace(pair.substr(0, equals), pair.substr(equals + 1));
        }
    }
}

std::string checked_text(std::string_view field, std::string_view text, int status)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (is_control(c) && c != '\t' && c != '\r' && c != '\n')
            throw Rejected(status, "not_text", {{"field", std::string(field)}});
        if (c == '\r') {
            result += '\n';
            if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
        } else {
            result += c;
        }
    }
    if (!is_utf8(result))
        throw Rejected(status, "not_text", {{"field", is_utf8(field) ? std::string(field) : ""}});
    return result;
}

Fields parse_urlencoded(std::string_view text, int status, std::size_t most)
{
    Fields fields;
    while (!text.empty()) {
        auto pair = next_piece(text, "&");
        if (pair.empty()) continue;
        const auto name = decoded(next_piece(pair, "="), Plus::Blank);
        const auto value = decoded(pair, Plus::Blank);
        if (!name || !value) throw Rejected(400, "bad_form");
        if (fields.count() == most) throw Rejected(400, "too_many_fields", {{"limit", std::to_string(most)}});
        const auto clean_name = checked_text("", *name, status);
        fields.add(clean_name, checked_text(clean_name, *value, status));
    }
    return fields;
}

} // namespace clausebook::web
