#include "http/fixture.h"

namespace clausebook::test {
namespace {

TEST_F(HttpServer, answers_a_plain_request_with_all_standard_headers)
{
    const auto reply = get("/");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(reply.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(reply.header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(reply.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_EQ(reply.header("Cache-Control"), "no-store");
    const auto policy = reply.header("Content-Security-Policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self'"));
    EXPECT_NE(policy.find("require-trusted-types-for 'script'"), std::string::npos);
    EXPECT_EQ(policy.find("worker-src"), std::string::npos);
    EXPECT_EQ(reply.header("Strict-Transport-Security"), "") << "only over TLS";
}

TEST_F(HttpServer, refuses_hosts_that_are_not_ours)
{
    const auto port = std::to_string(server->port());
    const auto with = [&](const std::string& lines) {
        return ask("GET / HTTP/1.1\r\n" + lines + "\r\n").status;
    };
    EXPECT_EQ(with("Host: localhost:" + port + "\r\n"), 200);
    EXPECT_EQ(with("Host: LOCALHOST:" + port + "\r\n"), 200);
    EXPECT_EQ(with("Host: audits.localhost:" + port + "\r\n"), 200);
    EXPECT_EQ(with("Host: [::1]:" + port + "\r\n"), 200);
    EXPECT_EQ(with("Host: localhost\r\n"), 421);
    EXPECT_EQ(with("Host: localhost:1\r\n"), 421);
    EXPECT_EQ(with("Host: evil.example:" + port + "\r\n"), 421);
    EXPECT_EQ(with("Host: localhost.evil.example:" + port + "\r\n"), 421);
    EXPECT_EQ(with("Host: evil@localhost:" + port + "\r\n"), 421);
    EXPECT_EQ(with("Host: \r\n"), 421);
    EXPECT_EQ(with(""), 400);
    EXPECT_EQ(with(ours() + "Host: evil.example\r\n"), 400);
    EXPECT_EQ(with(ours() + ours()), 400);
}

TEST_F(HttpServer, answers_under_its_public_name)
{
    web::Options options;
    options.public_names = {"Audit.Example.org", "front.example:443"};
    start(options);
    const auto port = std::to_string(server->port());
    const auto with = [&](const std::string& name) {
        return ask("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status;
    };
    EXPECT_EQ(with("audit.example.org:" + port), 200);
    EXPECT_EQ(with("audit.example.org:1"), 421);
    EXPECT_EQ(with("front.example:443"), 200);
    EXPECT_EQ(with("front.example:444"), 421);
}

TEST_F(HttpServer, refuses_framing_that_two_readers_could_read_differently)
{
    const auto put = [&](const std::string& lines) {
        return ask("PUT /upload HTTP/1.1\r\n" + from_us() + lines + "\r\nabcd").status;
    };
    EXPECT_EQ(put("Content-Length: 4\r\n"), 201);
    EXPECT_EQ(put(""), 411);
    EXPECT_EQ(put("Transfer-Encoding: chunked\r\n"), 411);
    EXPECT_EQ(put("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"), 411);
    EXPECT_EQ(put("Transfer-Encoding: gzip, chunked\r\n"), 411);
    EXPECT_EQ(put("Content-Length: 4\r\nContent-Length: 4\r\n"), 400);
    EXPECT_EQ(put("Content-Length: 4\r\nContent-Length: 5\r\n"), 400);
    for (const auto* odd :
         {"-4", "+4", "4, 4", "0x4", "4 4", "", "abc", "99999999999999999999", "18446744073709551615"})
        EXPECT_EQ(put("Content-Length: " + std::string(odd) + "\r\n"), 400) << odd;
    EXPECT_EQ(put("Content-Length : 4\r\n"), 400);
    EXPECT_EQ(put("Content-Length: 4\r\nX: a\r\n b\r\n"), 400) << "folded";
    EXPECT_EQ(put("Content-Length: 4\r\nX: a\nY: b\r\n"), 400) << "bare line feed";
    EXPECT_EQ(put("Content-Length: 4\r\nX: a\rY: b\r\n"), 400) << "bare carriage return";
    EXPECT_EQ(put("Content-Length: 4\r\nX: a" + std::string(1, '\0') + "b\r\n"), 400);
    EXPECT_EQ(put("Content-Length: 4\r\nX: a\x7F\r\n"), 400);
    EXPECT_EQ(put("Content-Length: 4\r\nX\r\n"), 400);
    EXPECT_EQ(put("Content-Length: 4\r\nExpect: tea\r\n"), 417);
    EXPECT_EQ(changes, 1);
}

TEST_F(HttpServer, refuses_a_body_where_there_is_none)
{
    EXPECT_EQ(get("/", "Content-Length: 0\r\n").status, 200);
    EXPECT_EQ(get("/", "Content-Length: 4\r\n").status, 400);
    EXPECT_EQ(ask("HEAD / HTTP/1.1\r\n" + ours() + "Content-Length: 4\r\n\r\n").status, 400);
    EXPECT_EQ(ask("DELETE /form HTTP/1.1\r\n" + from_us() + "Content-Length: 4\r\n\r\nabcd").status, 400);
    EXPECT_EQ(ask("DELETE /form HTTP/1.1\r\n" + from_us() + "\r\n").status, 200);
    EXPECT_EQ(ask(post("/bare", "a=b")).status, 400);
    EXPECT_EQ(ask(post("/bare", "")).status, 200);
}

TEST_F(HttpServer, refuses_bad_request_lines)
{
    const auto line = [&](const std::string& text) {
        return ask(text + "\r\n" + ours() + "\r\n").status;
    };
    EXPECT_EQ(line("GET / HTTP/9.9"), 505);
    EXPECT_EQ(line("GET / HTTP/2.0"), 505);
    EXPECT_EQ(line("GET / HTTP/1.1 "), 400);
    EXPECT_EQ(line("GET  / HTTP/1.1"), 400);
    EXPECT_EQ(line("GET / HTTX"), 400);
    EXPECT_EQ(line("GET /"), 400);
    EXPECT_EQ(line("G(T / HTTP/1.1"), 400);
    EXPECT_EQ(line("get / HTTP/1.1"), 501);
    EXPECT_EQ(line("OPTIONS / HTTP/1.1"), 501);
    EXPECT_EQ(line("GET http://evil.example/ HTTP/1.1"), 400);
    EXPECT_EQ(line("GET * HTTP/1.1"), 400);
    EXPECT_EQ(line("GET /\x01 HTTP/1.1"), 400);
    EXPECT_EQ(line("GET /\xC5\x9F HTTP/1.1"), 400) << "not percent-encoded";
    EXPECT_EQ(line("GET / HTTP/1.0"), 200);
    EXPECT_EQ(ask(std::string("\x16\x03\x01\x02\0\r\n\r\n", 9)).status, 400) << "TLS spoken to a plain port";
}

TEST_F(HttpServer, decodes_each_piece_of_the_path_once)
{
    EXPECT_EQ(get("/show/%C5%9Fik%C3%A2yet").body,
              R"({"json":false,"parameters":{"a":"şikâyet"},"path":"/show/şikâyet"})");
    EXPECT_EQ(get("/show/a%2525").body, R"({"json":false,"parameters":{"a":"a%25"},"path":"/show/a%25"})");
    EXPECT_EQ(get("/show/a+b").body, R"({"json":false,"parameters":{"a":"a+b"},"path":"/show/a+b"})");
    for (const auto* bad : {"%zz", "%", "%2", "%00", "%0A", "%7F", "a%2Fb", "a%2fb", "a%5Cb", "a\\b", "..",
                            ".", "%2e%2e", "%2E", "%ff", "%C0%AF", "%ED%A0%80", "%C5", "a#b"})
        EXPECT_EQ(get(std::string("/show/") + bad).status, 400) << bad;
    EXPECT_EQ(get("/../show/a").status, 400);
    EXPECT_EQ(get("//show/a").status, 404);
    EXPECT_EQ(get("/show/").status, 404);
    EXPECT_EQ(get("/show/a/").status, 404);
}

TEST_F(HttpServer, reads_query_cookies_and_what_kind_of_reply_is_wanted)
{
    EXPECT_EQ(
        get("/show/a.json?q=x+y%26&q=2&z", "Cookie: a=1; b=\"2\"; broken\r\n").body,
        R"({"cookies":{"a":"1","b":"\"2\""},"json":true,"parameters":{"a":"a"},"path":"/show/a","query":{"q":"x y&","z":""}})");
    EXPECT_NE(get("/show/a", "Accept: application/json\r\n").body.find("\"json\":true"), std::string::npos);
    EXPECT_EQ(get("/?a=%zz").status, 400);
    EXPECT_EQ(get("/?a=%00").status, 400);
    EXPECT_EQ(get("/?a=%ff").status, 400);
}

TEST_F(HttpServer, refuses_what_is_too_long)
{
    EXPECT_EQ(get("/?" + std::string(9000, 'a')).status, 414);
    EXPECT_EQ(get("/?" + std::string(100'000, 'a')).status, 414);
    EXPECT_EQ(get("/", "X: " + std::string(40'000, 'a') + "\r\n").status, 431);
    std::string many;
    for (int i = 0; i < 101; ++i) many += "X: a\r\n";
    EXPECT_EQ(get("/", many).status, 431);
}

TEST_F(HttpServer, never_decodes_header_values)
{
    const auto reply = get("/", "X: =?utf-8?Q?a=0D=0ASet-Cookie:_evil=3D1?=\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("Set-Cookie"), "");
    EXPECT_NE(reply.body.find(R"("x":"=?utf-8?Q?a=0D=0ASet-Cookie:_evil=3D1?=")"), std::string::npos);
}

TEST_F(HttpServer, changes_nothing_for_pages_of_others)
{
    const auto with = [&](const std::string& lines) {
        return ask("POST /form HTTP/1.1\r\n" + ours() + lines
                   + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b")
            .status;
    };
    const auto origin = "Origin: http://" + host() + "\r\n";
    EXPECT_EQ(with(origin), 200);
    EXPECT_EQ(with(origin + "Sec-Fetch-Site: same-origin\r\n"), 200);
    EXPECT_EQ(with("Origin: null\r\nSec-Fetch-Site: same-origin\r\n"), 200)
        << "a plain form under no-referrer";
    EXPECT_EQ(changes, 3);
    EXPECT_EQ(with(""), 403);
    EXPECT_EQ(with("Sec-Fetch-Site: same-origin\r\n"), 403);
    EXPECT_EQ(with("Origin: null\r\n"), 403);
    EXPECT_EQ(with("Origin: null\r\nSec-Fetch-Site: cross-site\r\n"), 403);
    EXPECT_EQ(with("Origin: http://evil.example\r\n"), 403);
    EXPECT_EQ(with("Origin: https://" + host() + "\r\n"), 403);
    EXPECT_EQ(with("Origin: http://localhost:" + std::to_string(server->port()) + "\r\n"), 403)
        << "another host of ours";
    EXPECT_EQ(with(origin + "Origin: http://evil.example\r\n"), 403);
    EXPECT_EQ(with(origin + "Sec-Fetch-Site: cross-site\r\n"), 403);
    EXPECT_EQ(with(origin + "Sec-Fetch-Site: same-site\r\n"), 403);
    EXPECT_EQ(with(origin + "Sec-Fetch-Site: none\r\n"), 403);
    EXPECT_EQ(changes, 3);
}

TEST_F(HttpServer, never_reads_a_body_as_the_next_request)
{
    const std::string hidden = "POST /form HTTP/1.1\r\n" + from_us()
        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b";
    const auto length = "Content-Length: " + std::to_string(hidden.size()) + "\r\n\r\n";
    const auto evil = "Host: " + host() + "\r\nOrigin: http://evil.example\r\nContent-Type: text/plain\r\n";
    for (const auto& outer : {
             "POST /form HTTP/1.1\r\n" + evil + length,                                       // 403
             "POST /nowhere HTTP/1.1\r\n" + from_us() + length,                               // 404
             "PUT /form HTTP/1.1\r\n" + from_us() + length,                                   // 405
             "POST /form HTTP/1.1\r\n" + from_us() + "Content-Type: text/plain\r\n" + length, // 415
             "PUT /locked HTTP/1.1\r\n" + from_us() + length,                                 // 401
             "GET / HTTP/1.1\r\n" + ours() + length,                                          // 400
             "POST /form HTTP/1.1\r\nHost: evil.example\r\n" + length,                        // 421
             "POST /form HTTP/1.1\r\n" + from_us() + "Transfer-Encoding: chunked\r\n\r\n",    // 411
         }) {
        RawClient client(server->port());
        const auto reply = client.send(outer + hidden).reply();
        EXPECT_GE(reply.status, 400) << outer;
        EXPECT_EQ(reply.header("Connection"), "close") << outer;
        EXPECT_TRUE(client.is_closed()) << outer;
    }
    EXPECT_EQ(changes, 0);
}

TEST_F(HttpServer, finds_pages_by_method_and_pattern)
{
    EXPECT_EQ(get("/show/word").body, "word");
    EXPECT_EQ(get("/assets/js/app.mjs").body,
              R"({"json":false,"parameters":{"path":"js/app.mjs"},"path":"/assets/js/app.mjs"})");
    EXPECT_EQ(get("/nowhere").status, 404);
    const auto wrong = ask("PUT /form HTTP/1.1\r\n" + from_us() + "Content-Length: 0\r\n\r\n");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("Allow"), "DELETE, GET, HEAD, POST");
}

} // namespace
} // namespace clausebook::test
