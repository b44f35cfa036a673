#include "web/router.h"

#include <gtest/gtest.h>

namespace clausebook::web {
namespace {

TEST(Reply, never_carries_a_control_character_in_a_header)
{
    Reply reply;
    EXPECT_THROW(reply.set("X", "a\r\nSet-Cookie: evil"), std::logic_error);
    EXPECT_THROW(reply.set("X", std::string("a\0b", 3)), std::logic_error);
    EXPECT_THROW(reply.add("X: a\r\nY", "b"), std::logic_error);
    EXPECT_THROW(reply.set("", "b"), std::logic_error);
    EXPECT_TRUE(reply.headers().empty());
}

TEST(Reply, leads_only_to_addresses_of_ours)
{
    EXPECT_EQ(*Reply::see_other("/audits/IA-2026-01?q=ş \r\n#x").header("location"),
              "/audits/IA-2026-01?q=%C5%9F%20%0D%0A#x");
    for (const auto* elsewhere :
         {"", "//evil.example", "http://evil.example", "/\\evil.example", "audits", "\\\\evil"})
        EXPECT_THROW(Reply::see_other(elsewhere), std::logic_error) << elsewhere;
}

TEST(Reply, sets_cookies_that_scripts_and_other_sites_do_not_get)
{
    Request request;
    Reply reply;
    reply.set_cookie(request, "session", "abc", std::chrono::seconds(0));
    EXPECT_EQ(*reply.header("set-cookie"), "session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    request.secure = true;
    EXPECT_EQ(*Reply().set_cookie(request, "__Host-session", "abc").header("set-cookie"),
              "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    for (const auto* bad : {"a;b", "a b", "a,b", "a\"", "a\n"})
        EXPECT_THROW(reply.set_cookie(request, "s", bad), std::logic_error) << bad;
}

TEST(Reply, replaces_a_standard_header_by_its_own)
{
    const auto reply =
        Reply::text(200, "x").set("content-security-policy", "sandbox").set("Cache-Control", "max-age=60");
    const auto head = render_head(reply, 1, Request(), Connection::Close, {});
    EXPECT_NE(head.find("content-security-policy: sandbox\r\n"), std::string::npos);
    EXPECT_EQ(head.find("Content-Security-Policy"), std::string::npos);
    EXPECT_EQ(head.find("no-store"), std::string::npos);
    EXPECT_NE(head.find("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"), std::string::npos);
}

TEST(ContentDisposition, shows_names_and_never_obeys_them)
{
    const auto name = [](std::string_view text) {
        return content_disposition(Disposition::Attachment, text);
    };
    EXPECT_EQ(name("report.pdf"), "attachment; filename=\"report.pdf\"");
    EXPECT_EQ(name("../../etc/passwd"), "attachment; filename=\".._.._etc_passwd\"");
    EXPECT_EQ(name("a\"; filename=b\r\n"), "attachment; filename=\"a_; filename=b__\"");
    EXPECT_EQ(name("100%.pdf"), "attachment; filename=\"100_.pdf\"; filename*=UTF-8''100%25.pdf");
    EXPECT_EQ(name("a\xE2\x80\xAE"
                   "fdp.exe"),
              "attachment; filename=\"a_fdp.exe\"");
    EXPECT_EQ(name("\xFF.txt"), "attachment; filename=\"_.txt\"");
    EXPECT_EQ(name(""), "attachment; filename=\"file\"");
    EXPECT_EQ(content_disposition(Disposition::Inline, "ş.png"),
              "inline; filename=\"_.png\"; filename*=UTF-8''%C5%9F.png");
}

TEST(Router, refuses_tables_that_mean_two_things)
{
    const auto answer = [](Request&) {
        return Reply();
    };
    const auto table = [&](const std::vector<std::pair<Method, std::string>>& rows) {
        std::vector<Route> routes;
        for (const auto& [method, pattern] : rows)
            routes.emplace_back(method, pattern, Permission::Public, Body::none(), answer);
        return Router(routes);
    };
    EXPECT_NO_THROW(table({{Method::Get, "/a/{b}"},
                           {Method::Post, "/a/{b}"},
                           {Method::Get, "/a/b"},
                           {Method::Get, "/a/{b*}"}}));
    EXPECT_THROW(table({{Method::Get, "/a/{b}"}, {Method::Get, "/a/{c}"}}), std::logic_error);
    EXPECT_THROW(table({{Method::Head, "/a"}}), std::logic_error);
    for (const auto* bad : {"", "a", "/a//b", "/{", "/{}", "/a{b}", "/{b*}/c", "/{a}/{a}"})
        EXPECT_THROW(table({{Method::Get, bad}}), std::logic_error) << bad;
    EXPECT_THROW(Router({Route(Method::Get, "/", Permission::Public, Body::form(), answer)}),
                 std::logic_error);
}

TEST(Router, prefers_a_word_to_a_parameter_at_the_first_difference)
{
    const auto named = [](const std::string& name) {
        return [name](Request&) {
            return Reply::text(200, name);
        };
    };
    const auto open = Permission::Public;
    const Router router({{Method::Get, "/{x*}", open, Body::none(), named("rest")},
                         {Method::Get, "/{x}/new", open, Body::none(), named("parameter first")},
                         {Method::Get, "/audits/{y}", open, Body::none(), named("word first")}});
    const auto find = [&](std::vector<std::string> segments) {
        Request request;
        request.segments = std::move(segments);
        return router.find(request).handler(request).body();
    };
    EXPECT_EQ(find({"audits", "new"}), "word first");
    EXPECT_EQ(find({"sites", "new"}), "parameter first");
    EXPECT_EQ(find({"sites", "new", "more"}), "rest");
}

} // namespace

TEST(Reply, asks_for_strict_transport_where_no_neighbour_is_shut_out)
{
    Request request;
    request.secure = true;
    const auto asks = [&](const std::string& origin) {
        request.origin = origin;
        const auto head = render_head(Reply(), 0, request, Connection::Close, {});
        return head.find("Strict-Transport-Security") != std::string::npos;
    };
    EXPECT_TRUE(asks("https://audit.example:8010"));
    EXPECT_TRUE(asks("https://localhost.audit.example:8010"));
    EXPECT_TRUE(asks("https://127.example.com"));
    EXPECT_FALSE(asks("https://localhost:8010"));
    EXPECT_FALSE(asks("https://127.0.0.1:8010"));
    EXPECT_FALSE(asks("https://[::1]:8010"));
}

} // namespace clausebook::web
