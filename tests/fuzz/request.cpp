// A whole connection made of these bytes: framing, guard, routes, forms and uploads, by the product's own
// Conversation. The first byte says in pieces of what size they come.

#include "core/base/utf8.h"
#include "fuzz/planted.h"
#include "fuzz/require.h"
#include "web/conversation.h"
#include "web/gathering.h"

#include <algorithm>
#include <vector>

namespace clausebook::web {
namespace {

class Bytes : public Wire {
public:
    Bytes(std::string_view asked, std::size_t piece) : asked_(asked), piece_(piece) {}

    void expect(Phase, Moment) override {}
    bool is_late() const override { return false; }
    bool is_stopping() const override { return false; }
    std::size_t read(char* bytes, std::size_t size) override
    {
        const auto got = std::min({size, asked_.size(), piece_});
        std::copy_n(asked_.begin(), got, bytes);
        asked_.remove_prefix(got);
        return got;
    }
    void write(std::string_view bytes) override { told += bytes; }
    void write_file(int, std::size_t) override {}
    bool holds_bytes() const override { return !asked_.empty(); }
    void linger() override {}

    std::string told;

private:
    std::string_view asked_;
    std::size_t piece_;
};

void check_request(const Request& request)
{
    for (const auto& segment : request.segments) {
        fuzz::require(is_utf8(segment) && segment != ".." && segment != ".", "a segment is clean");
        fuzz::require(segment.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos,
                      "a segment is one");
    }
    for (const auto* fields : {&request.query, &request.form})
        for (const auto& [name, values] : fields->by_name())
            for (const auto& value : values)
                fuzz::require(is_utf8(name) && is_utf8(value) && value.find('\0') == std::string::npos,
                              "a field is text");
}

/// Says what came, in every way in which a reply can carry it.
Reply show(Request& request)
{
    check_request(request);
    std::string name;
    for (const auto& [parameter, value] : request.parameters) name += value;
    for (const auto& [field, values] : request.form.by_name()) name += field + values.front();
    fuzz::planted(name.find('~') != std::string::npos, "a path or a form was read");
    if (request.query.find("next")) return Reply::see_other("/" + encode_segment(request.query["next"]));
    auto reply = Reply::bytes("text/plain", name);
    reply.set("Content-Disposition", content_disposition(Disposition::Attachment, name));
    return is_fresh(request, "\"1\"") ? Reply::not_modified("\"1\"") : reply;
}

class Counted : public FileSink {
public:
    void open(const Fields&, const std::string&, const std::string&, const std::string&) override {}
    void write(std::string_view bytes) override { size += bytes.size(); }
    void close() override {}

    std::size_t size = 0;
};

Reply take_files(Request& request)
{
    Counted files;
    const auto fields = read_form(request, files);
    return Reply::text(200, std::to_string(fields.count() + files.size));
}

Reply take_upload(Request& request)
{
    std::array<char, 100> bytes;
    while (request.body->read(bytes.data(), bytes.size()) > 0) {
    }
    fuzz::require(request.body->received() == request.body->announced(), "an upload is whole");
    return Reply::text(201, "");
}

std::vector<Method> answered; // the method of each reply, since HEAD has no body

Application application()
{
    const auto open = Permission::Public;
    std::vector<Route> rows;
    rows.emplace_back(Method::Get, "/", open, Body::none(), show);
    rows.emplace_back(Method::Get, "/show/{a}", open, Body::none(), show);
    rows.emplace_back(Method::Get, "/all/{path*}", open, Body::none(), show);
    rows.emplace_back(Method::Post, "/form", open, Body::form(), show);
    rows.emplace_back(Method::Patch, "/form/{a}", open, Body::form(), show);
    rows.emplace_back(Method::Post, "/files", open, Body::files(1 << 20), take_files);
    rows.emplace_back(Method::Put, "/upload", open, Body::upload(1 << 20), take_upload);
    return {Router(std::move(rows)), {}, {}, {}, [](const Request& request, const Reply&) {
                answered.push_back(request.method);
            }};
}

void check_replies(std::string_view told)
{
    for (const auto method : answered) {
        while (told.starts_with("HTTP/1.1 100 Continue\r\n\r\n")) told.remove_prefix(25);
        const auto end = told.find("\r\n\r\n");
        fuzz::require(told.starts_with("HTTP/1.1 ") && end != std::string_view::npos, "a reply has a head");
        const auto head = told.substr(0, end + 2);
        fuzz::require(!head.starts_with("HTTP/1.1 500"), "nothing breaks");
        std::size_t length = 0;
        for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
            const auto line = head.substr(at, head.find("\r\n", at) - at);
            at += line.size() + 2;
            const auto is_control = [](char c) {
                return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
            };
            fuzz::require(std::none_of(line.begin(), line.end(), is_control),
                          "a header has no control character");
            if (line.starts_with("Content-Length: ")) length = std::stoul(std::string(line.substr(16)));
            const auto name = line.substr(0, line.find(':'));
            constexpr std::string_view ours =
                " Date Content-Type Content-Disposition Content-Length Connection Location ETag Allow "
                "Content-Security-Policy "
                "X-Content-Type-Options Referrer-Policy Cross-Origin-Opener-Policy "
                "Cross-Origin-Resource-Policy Cache-Control Strict-Transport-Security ";
            fuzz::require(ours.find(' ' + std::string(name) + ' ') != std::string_view::npos,
                          "a header is one of ours");
        }
        if (method == Method::Head) length = 0;
        told.remove_prefix(end + 4);
        fuzz::require(told.size() >= length, "a reply is whole");
        told.remove_prefix(length);
    }
    fuzz::require(told.empty(), "replies and nothing else");
}

} // namespace
} // namespace clausebook::web

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace clausebook::web;
    if (size < 2) return 0;
    static const Application served = application();
    static const OwnNames own = {{"h"}, 80, true};
    static const Limits limits;
    answered.clear();
    Bytes wire({reinterpret_cast<const char*>(data) + 1, size - 1},
               data[0] % 16 == 0 ? 1 : data[0] * std::size_t{64});
    Carried carried;
    const std::string_view whole(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (const auto end = whole.find("\r\n\r\n"); end != std::string_view::npos)
        clausebook::fuzz::require(gathered(served, own, limits, whole.substr(0, end)).bytes
                                      <= Body::form_limit_bytes,
                                  "no more is gathered than a form may have");
    Conversation(wire, served, own, limits, "192.0.2.1", carried).run();
    check_replies(wire.told);
    return 0;
}
