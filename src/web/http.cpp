#include "web/http.h"

#include "core/base/percent.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace clausebook::web {

namespace {

// ui.md §0 with rulings 19: no worker and no manifest.
constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> standard_headers = {{
    {"Content-Security-Policy", content_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
}};

bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

void check_header(std::string_view name, std::string_view value)
{
    const auto in_token = [](char c) {
        return is_alphanumeric(c) || c == '-';
    };
    if (name.empty() || !std::all_of(name.begin(), name.end(), in_token))
        throw std::logic_error("not a header name: " + std::string(name));
    const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    };
    if (std::any_of(value.begin(), value.end(), is_control))
        throw std::logic_error("control character in the value of header " + std::string(name));
}

void append_encoded(std::string& text, char byte)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    text += '%';
    text += digits[value >> 4];
    text += digits[value & 15];
}

/// How many bytes the character at the front takes when it changes the direction of what follows it, else 0.
std::size_t direction_mark(std::string_view text)
{
    if (text.size() < 3 || text[0] != '\xE2') return 0;
    const auto last = static_cast<unsigned char>(text[2]);
    const bool embedding =
        text[1] == '\x80' && ((last >= 0xAA && last <= 0xAE) || last == 0x8E || last == 0x8F);
    const bool isolate = text[1] == '\x81' && last >= 0xA6 && last <= 0xA9;
    return embedding || isolate ? 3 : 0;
}

std::string shown_name(std::string_view name)
{
    std::string shown;
    for (std::size_t at = 0; at < name.size();) {
        const auto mark = direction_mark(name.substr(at));
        const char c = name[at];
        const bool bad = mark > 0 || static_cast<unsigned char>(c) < 0x20 || c == 0x7F
            || std::string_view("/\\\":*?<>|").find(c) != std::string_view::npos;
        shown += bad ? '_' : c;
        at += mark > 0 ? mark : 1;
    }
    if (!is_utf8(shown))
        std::replace_if(
            shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '_');
    return shown.empty() ? "file" : shown;
}

std::string date_header(std::chrono::system_clock::time_point now)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

} // namespace

std::string_view name_of(Method method)
{
    constexpr std::array<std::string_view, 6> names = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    return names.at(static_cast<std::size_t>(method));
}

bool is_unsafe(Method method)
{
    return method != Method::Get && method != Method::Head;
}

void Fields::add(std::string name, std::string value)
{
    values_[std::move(name)].push_back(std::move(value));
    ++count_;
}

const std::string* Fields::find(std::string_view name) const
{
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second.front();
}

const std::string& Fields::operator[](std::string_view name) const
{
    static const std::string none;
    const auto* value = find(name);
    return value ? *value : none;
}

const std::vector<std::string>& Fields::all(std::string_view name) const
{
    static const std::vector<std::string> none;
    const auto found = values_.find(name);
    return found == values_.end() ? none : found->second;
}

const std::string* Request::header(std::string_view name) const
{
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return one.first == name; });
    return found == headers.end() ? nullptr : &found->second;
}

const std::string& Request::parameter(std::string_view name) const
{
    const auto found = parameters.find(name);
    if (found == parameters.end()) throw std::logic_error("the route has no parameter " + std::string(name));
    return found->second;
}

std::string encode_segment(std::string_view text)
{
    return percent_encoded(text);
}

std::string content_disposition(Disposition disposition, std::string_view name)
{
    const auto shown = shown_name(name);
    std::string plain;
    for (const char c : shown) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) == 0x80) continue; // one "_" for a character, not for each of its bytes
        plain += byte >= 0x80 || c == '%' ? '_' : c;
    }
    std::string value = disposition == Disposition::Attachment ? "attachment" : "inline";
    value += "; filename=\"" + plain + '"';
    if (plain != shown) value += "; filename*=UTF-8''" + encode_segment(shown);
    return value;
}

Reply Reply::html(int status, std::string page)
{
    Reply reply(status);
    reply.set("Content-Type", "text/html; charset=utf-8");
    reply.body_ = std::move(page);
    return reply;
}

Reply Reply::text(int status, std::string text)
{
    Reply reply(status);
    reply.set("Content-Type", "text/plain; charset=utf-8");
    reply.body_ = std::move(text);
    return reply;
}

Reply Reply::json(int status, const Tree& tree)
{
    Reply reply(status);
    reply.set("Content-Type", "application/json");
    reply.body_ = to_json(tree);
    return reply;
}

Reply Reply::see_other(std::string_view location)
{
    if (!location.starts_with('/') || location.starts_with("//")
        || location.find('\\') != std::string_view::npos)
        throw std::logic_error("not an address of ours: " + std::string(location));
    std::string address;
    for (const char c : location) {
        if (c > 0x20 && c < 0x7F && std::string_view("\"<>^`{|}").find(c) == std::string_view::npos)
            address += c;
        else
            append_encoded(address, c);
    }
    return Reply(303).set("Location", std::move(address));
}

Reply Reply::file(std::filesystem::path path, std::string type, Disposition disposition,
                  std::string_view name)
{
    Reply reply;
    reply.set("Content-Type", std::move(type));
    reply.set("Content-Disposition", content_disposition(disposition, name));
    reply.path_ = std::move(path);
    return reply;
}

Reply Reply::bytes(std::string type, std::string content)
{
    Reply reply;
    reply.set("Content-Type", std::move(type));
    reply.body_ = std::move(content);
    return reply;
}

Reply Reply::not_modified(std::string tag)
{
    return Reply(304).set("ETag", std::move(tag));
}

Reply& Reply::set(std::string name, std::string value)
{
    check_header(name, value);
    std::erase_if(headers_, [&](const auto& one) { return same_name(one.first, name); });
    headers_.emplace_back(std::move(name), std::move(value));
    return *this;
}

Reply& Reply::add(std::string name, std::string value)
{
    check_header(name, value);
    headers_.emplace_back(std::move(name), std::move(value));
    return *this;
}

Reply& Reply::set_cookie(const Request& request, const std::string& name, const std::string& value,
                         std::optional<std::chrono::seconds> age)
{
    const auto in_cookie = [](char c) {
        return c > 0x20 && c < 0x7F && std::string_view("\",;\\").find(c) == std::string_view::npos;
    };
    if (!std::all_of(value.begin(), value.end(), in_cookie)) throw std::logic_error("not a cookie value");
    std::string cookie = name + '=' + value + "; Path=/; HttpOnly; SameSite=Lax";
    if (request.secure) cookie += "; Secure";
    if (age) cookie += "; Max-Age=" + std::to_string(age->count());
    return add("Set-Cookie", std::move(cookie));
}

Reply& Reply::set_status(int status)
{
    status_ = status;
    return *this;
}

const std::string* Reply::header(std::string_view name) const
{
    const auto found = std::find_if(headers_.begin(), headers_.end(),
                                    [&](const auto& one) { return same_name(one.first, name); });
    return found == headers_.end() ? nullptr : &found->second;
}

bool is_fresh(const Request& request, std::string_view tag)
{
    const auto* known = request.header("if-none-match");
    if (!known) return false;
    std::string_view rest = *known;
    while (!rest.empty()) {
        auto one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag || one == "*") return true;
    }
    return false;
}

std::string_view reason_of(int status)
{
    static const std::map<int, std::string_view> reasons = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
        {507, "Insufficient Storage"},
    };
    const auto found = reasons.find(status);
    return found == reasons.end() ? "Status" : found->second;
}

namespace {

/// "localhost" of "https://localhost:8010", "[::1]" of "https://[::1]".
std::string_view name_in(std::string_view origin)
{
    const auto host = origin.substr(std::min(origin.find("//") + 2, origin.size()));
    return host.ends_with(']') ? host : host.substr(0, host.rfind(':'));
}

/// Browsers keep strict transport by name, for every port: other programs of this machine would be shut out.
bool is_loopback_name(std::string_view name)
{
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]" || name.ends_with(".localhost");
}

} // namespace

std::string render_head(const Reply& reply, std::uint64_t length, const Request& request,
                        Connection connection, std::chrono::system_clock::time_point now)
{
    std::string head =
        "HTTP/1.1 " + std::to_string(reply.status()) + ' ' + std::string(reason_of(reply.status()));
    const auto line = [&head](std::string_view name, std::string_view value) {
        head.append("\r\n").append(name).append(": ").append(value);
    };
    line("Date", date_header(now));
    for (const auto& [name, value] : reply.headers()) line(name, value);
    for (const auto& [name, value] : standard_headers)
        if (!reply.header(name)) line(name, value);
    if (request.secure && !is_loopback_name(name_in(request.origin)))
        line("Strict-Transport-Security", "max-age=31536000");
    if (reply.status() != 304 && reply.status() != 204) line("Content-Length", std::to_string(length));
    line("Connection", connection == Connection::KeepAlive ? "keep-alive" : "close");
    head += "\r\n\r\n";
    return head;
}

} // namespace clausebook::web
