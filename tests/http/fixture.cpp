#include "http/fixture.h"

#include "core/base/refusal.h"
#include "support/places.h"
#include "web/form.h"

#include <filesystem>
#include <fstream>

namespace clausebook::test {

using web::Application;
using web::Body;
using web::Disposition;
using web::Fields;
using web::FileSink;
using web::is_fresh;
using web::Limits;
using web::Method;
using web::Options;
using web::Rejected;
using web::Reply;
using web::Request;
using web::Route;
using web::Router;
using web::Server;
using web::Span;

namespace {

Reply show(Request& request)
{
    Tree page = Tree::object();
    for (const auto& [name, value] : request.parameters) page["parameters"][name] = value;
    for (const auto& [name, values] : request.query.by_name()) page["query"][name] = values.front();
    for (const auto& [name, values] : request.form.by_name()) page["form"][name] = values.front();
    for (const auto& [name, value] : request.cookies) page["cookies"][name] = value;
    if (const auto* x = request.header("x")) page["x"] = *x;
    page["json"] = request.wants_json;
    page["path"] = request.path;
    return Reply::json(200, page);
}

class Kept : public FileSink {
public:
    void open(const Fields& fields, const std::string& field, const std::string& filename,
              const std::string&) override
    {
        text += field + '/' + filename + '/' + fields["token"] + ':';
    }
    void write(std::string_view bytes) override { text += bytes; }
    void close() override { text += ';'; }

    std::string text;
};

/// The pages that change nothing.
std::vector<Route> pages()
{
    using M = Method;
    const auto open = Permission::Public;
    return {
        {M::Get, "/", open, Body::none(), show},
        {M::Get, "/show/{a}", open, Body::none(), show},
        {M::Get, "/show/word", open, Body::none(),
         [](Request&) {
             return Reply::text(200, "word");
         }},
        {M::Get, "/assets/{path*}", open, Body::none(), show},
        {M::Get, "/form", open, Body::none(), show},
        {M::Get, "/throw", open, Body::none(),
         [](Request&) -> Reply {
             throw std::runtime_error("secret");
         }},
        {M::Get, "/odd", open, Body::none(),
         [](Request&) -> Reply {
             throw 7;
         }},
        {M::Get, "/missing", open, Body::none(),
         [](Request&) -> Reply {
             throw NotFound("it");
         }},
        {M::Get, "/refused", open, Body::none(),
         [](Request&) -> Reply {
             throw Refusal("no");
         }},
        {M::Get, "/big", open, Body::none(),
         [](Request&) {
             return Reply::text(200, std::string(64 << 20, 'b'));
         }},
        {M::Get, "/file", open, Body::none(),
         [](Request&) {
             return Reply::file(test::in_sources("CMakeLists.txt"), "text/plain", Disposition::Attachment,
                                "Şikâyet \"1\".txt");
         }},
        {M::Get, "/big-file", open, Body::none(),
         [](Request&) {
             // This program, which is larger than what any socket holds.
             return Reply::file(std::filesystem::read_symlink("/proc/self/exe"), "application/octet-stream",
                                Disposition::Attachment, "program");
         }},
        {M::Get, "/no-file", open, Body::none(),
         [](Request&) {
             return Reply::file("/nowhere/at/all", "text/plain", Disposition::Inline, "x");
         }},
        {M::Get, "/fresh", open, Body::none(),
         [](Request& request) {
             return is_fresh(request, "\"v1\"") ? Reply::not_modified("\"v1\"")
                                                : Reply::text(200, "new").set("ETag", "\"v1\"");
         }},
    };
}

} // namespace

Limits short_limits()
{
    Limits limits;
    limits.head = Span{600};
    limits.idle = Span{300};
    limits.form = Span{1500};
    limits.upload_grace = Span{800};
    limits.reply_grace = Span{500};
    limits.linger = Span{300};
    limits.drain = Span{300};
    return limits;
}

HttpServer::HttpServer()
{
    Options options;
    options.limits.drain = short_limits().drain; // after each test
    start(std::move(options));
}

void HttpServer::start_in_a_hurry()
{
    Options options;
    options.limits = short_limits();
    start(std::move(options));
}

void HttpServer::start(Options options)
{
    options.port = 0;
    const auto upload = [this](Request& request) {
        std::string bytes;
        char piece[1000];
        try {
            while (const auto got = request.body->read(piece, sizeof piece)) bytes.append(piece, got);
        } catch (const Rejected&) {
            ++abandoned;
            throw;
        }
        received = bytes;
        ++changes;
        return Reply::text(201, std::to_string(bytes.size()));
    };
    const auto change = [this](Request& request) {
        ++changes;
        return show(request);
    };
    const auto files = [this](Request& request) {
        Kept kept;
        const auto fields = read_form(request, kept);
        ++changes;
        return Reply::text(200, kept.text + fields["after"]);
    };
    using M = Method;
    auto rows = pages();
    const auto open = Permission::Public;
    rows.emplace_back(M::Post, "/form", open, Body::form(), change);
    rows.emplace_back(M::Post, "/bare", open, Body::none(), change);
    rows.emplace_back(M::Delete, "/form", open, Body::none(), change);
    rows.emplace_back(M::Put, "/upload", open, Body::upload(3'000'000), upload);
    rows.emplace_back(M::Post, "/files", open, Body::files(3'000'000), files);
    rows.emplace_back(M::Put, "/locked", Permission::SignedIn, Body::upload(3'000'000), upload);
    Router router(std::move(rows));
    Application application{std::move(router), {}, {}, {}, {}};
    application.admit = [](Request&, const Route& route) -> std::optional<Reply> {
        if (route.permission == Permission::Public) return std::nullopt;
        return Reply::text(401, "sign in");
    };
    application.admit_form = [](Request& request, const Route&) -> std::optional<Reply> {
        if (request.form["token"] != "wrong") return std::nullopt;
        return Reply::text(403, "token");
    };
    server = std::make_unique<Server>(std::move(options), std::move(application));
}

} // namespace clausebook::test
