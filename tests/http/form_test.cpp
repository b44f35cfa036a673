#include "http/fixture.h"
#include "web/http.h"
#include "web/multipart.h"

#include <algorithm>
#include <random>

namespace clausebook::test {
namespace {

using web::PartHead;

struct Part {
    PartHead head;
    std::string content;
    bool whole = false;
};

class Parts : public web::PartSink {
public:
    void begin_part(const PartHead& head) override { list.push_back({head, "", false}); }
    void content(std::string_view bytes) override { list.back().content += bytes; }
    void end_part() override { list.back().whole = true; }
    std::vector<Part> list;
};

/// Hands the body over in pieces of at most `step` bytes.
std::vector<Part> parse(const std::string& body, const std::string& boundary, std::size_t step)
{
    std::size_t at = 0;
    Parts parts;
    web::parse_multipart(
        [&](char* bytes, std::size_t size) {
            const auto piece = std::min({size, step, body.size() - at});
            std::copy_n(body.data() + at, piece, bytes);
            at += piece;
            return piece;
        },
        boundary, 100, parts);
    return parts.list;
}

std::string file_part(const std::string& boundary, const std::string& content, const std::string& name = "x")
{
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
        + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n";
}

TEST(Multipart, keeps_every_byte_of_contents_that_look_like_boundaries)
{
    for (const std::string content : {"", "a\n--", "a\r\n--", "a\n---", "\r\n", "\r", "\n", "--b", "\r\n-",
                                      "\r\n--", "\r\n\r\n--", "a\r\n--B", "\r\r\n--\r", "---\ntitle: x\n---"})
        for (const std::size_t step : {1, 2, 3, 7, 100000}) {
            const auto parts =
                parse(file_part("b", content) + file_part("b", "next") + "--b--\r\n", "b", step);
            ASSERT_EQ(parts.size(), 2u) << content;
            EXPECT_EQ(parts[0].content, content) << step;
            EXPECT_EQ(parts[1].content, "next");
        }
}

TEST(Multipart, keeps_every_byte_of_20000_random_contents)
{
    std::mt19937 random(10002);
    const std::string alphabet = "\r\n-ab";
    const auto number = [&](unsigned below) {
        return random() % below;
    };
    for (int i = 0; i < 20'000; ++i) {
        const std::string boundary = i % 2 == 0 ? "b" : "--ab";
        std::vector<std::string> contents(1 + number(3));
        std::string body;
        for (auto& content : contents) {
            for (auto left = number(40); left > 0; --left) content += alphabet[number(5)];
            // What holds its own delimiter is no content of this boundary.
            while (content.find("\r\n--" + boundary) != std::string::npos)
                content.erase(content.find("\r\n--" + boundary), 2);
            if (("\r\n" + content).find("\r\n--" + boundary) == 0) content.insert(0, "x");
            body += file_part(boundary, content);
        }
        const auto parts = parse(body + "--" + boundary + "--\r\n", boundary, 1 + number(60));
        ASSERT_EQ(parts.size(), contents.size()) << "case " << i;
        for (std::size_t part = 0; part < parts.size(); ++part)
            ASSERT_EQ(parts[part].content, contents[part]) << "case " << i;
    }
}

TEST(Multipart, refuses_every_body_that_is_cut)
{
    const auto body = file_part("b", "content\r\n--") + file_part("b", "more") + "--b--";
    ASSERT_EQ(parse(body, "b", 5).size(), 2u);
    for (std::size_t size = 0; size < body.size(); ++size)
        EXPECT_THROW(parse(body.substr(0, size), "b", 5), web::Rejected) << size;
}

TEST(Multipart, refuses_broken_parts)
{
    const auto refused = [](const std::string& head) {
        return "--b\r\n" + head + "\r\n\r\nx\r\n--b--";
    };
    for (const auto* head :
         {"Content-Type: text/plain", "Content-Disposition: form-data",
          "Content-Disposition: attachment; name=\"a\"", "Content-Disposition: form-data; name=\"a",
          "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
          "Content-Disposition: form-data; name=\"\xFF\"", "Content-Disposition: form-data; name=\"a\nb\"",
          "no colon"})
        EXPECT_THROW(parse(refused(head), "b", 100), web::Rejected) << head;
    EXPECT_THROW(parse("preamble" + file_part("b", "x") + "--b--", "b", 100), web::Rejected);
    EXPECT_THROW(parse("--b\r\nContent-Disposition: form-data; name=\"" + std::string(9000, 'a')
                           + "\"\r\n\r\nx\r\n--b--",
                       "b", 100),
                 web::Rejected);
    std::string many;
    for (int i = 0; i < 101; ++i) many += file_part("b", "x");
    EXPECT_THROW(parse(many + "--b--", "b", 1000), web::Rejected);
}

TEST(Multipart, gives_names_as_the_browser_meant_them)
{
    EXPECT_EQ(parse(file_part("b", "", "../../x") + "--b--", "b", 9)[0].head.filename, "../../x");
    EXPECT_EQ(parse(file_part("b", "", "a%22b%0Ac") + "--b--", "b", 9)[0].head.filename, "a\"b%0Ac");
    EXPECT_EQ(parse(file_part("b", "", "C:\\x\\y; z.txt") + "--b--", "b", 9)[0].head.filename,
              "C:\\x\\y; z.txt");
    EXPECT_EQ(parse(file_part("b", "", "=?utf-8?Q?x=0D=0A?=") + "--b--", "b", 9)[0].head.filename,
              "=?utf-8?Q?x=0D=0A?=");
}

TEST(Multipart, knows_a_boundary_when_it_sees_one)
{
    EXPECT_EQ(web::multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(web::multipart_boundary("Multipart/Form-Data;charset=utf-8; Boundary=\"a b\""), "a b");
    for (const auto& bad :
         {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
          std::string("multipart/mixed; boundary=a"), "multipart/form-data; boundary=" + std::string(71, 'a'),
          std::string("multipart/form-data; boundary=a; boundary=b"),
          std::string("multipart/form-data; boundary=\"a\\\\\"")})
        EXPECT_EQ(web::multipart_boundary(bad), std::nullopt) << bad;
}

const std::string multipart_type = "multipart/form-data; boundary=b";

std::string field_part(const std::string& name, const std::string& value)
{
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

TEST_F(HttpServer, reads_both_kinds_of_form_and_never_the_query_as_one)
{
    EXPECT_EQ(ask(post("/form?q=1", "a=b+c%2B&n=x%0D%0Ay%0Dz&")).body,
              R"({"form":{"a":"b c+","n":"x\u000ay\u000az"},"json":false,"path":"/form","query":{"q":"1"}})");
    EXPECT_EQ(ask(post("/form", field_part("a", "b\r\nc") + "--b--\r\n", multipart_type)).body,
              R"({"form":{"a":"b\u000ac"},"json":false,"path":"/form"})");
    EXPECT_EQ(ask(post("/form", "token=wrong")).status, 403);
}

TEST_F(HttpServer, refuses_forms_that_are_none)
{
    for (const auto* type : {"text/plain", "application/json", "", "application/x-www-form-urlencodedx"})
        EXPECT_EQ(ask(post("/form", "a=b", type)).status, 415) << type;
    EXPECT_EQ(ask(post("/form", "a=%zz")).status, 400);
    for (const auto* bad : {"a=%00", "a=%01", "a=%1b", "a=%ff", "a=%7F", "%00=a", "%ff=a"})
        EXPECT_EQ(ask(post("/form", bad)).status, 422) << bad;
    EXPECT_EQ(ask(post("/form", "a=%09%E2%80%AE")).status, 200) << "tabs and directions are text";
    EXPECT_EQ(ask(post("/form", "a=" + std::string(65'536, 'x'))).status, 200);
    EXPECT_EQ(ask(post("/form", "a=" + std::string(65'537, 'x'))).status, 422);
    EXPECT_EQ(ask(post("/form", std::string(1'048'577, 'x'))).status, 413);
    std::string many;
    for (int i = 0; i < 2001; ++i) many += "a=1&";
    EXPECT_EQ(ask(post("/form", many)).status, 400);
    EXPECT_EQ(ask(post("/form", field_part("a", std::string("x\0y", 3)) + "--b--", multipart_type)).status,
              422);
    EXPECT_EQ(ask(post("/form", field_part("a", "x"), multipart_type)).status, 400) << "no closing boundary";
    EXPECT_EQ(ask(post("/form", "x", "multipart/form-data")).status, 400);
    EXPECT_EQ(ask(post("/form", file_part("b", "x") + "--b--", multipart_type)).status, 422)
        << "a file where none is wanted";
    EXPECT_EQ(ask(post("/form", file_part("b", "", "") + "--b--", multipart_type)).status, 200)
        << "nothing chosen";
}

TEST_F(HttpServer, streams_the_files_of_a_form_to_the_handler)
{
    const auto body = field_part("token", "t") + file_part("b", "one\r\n--", "1.txt") + file_part("b", "", "")
        + file_part("b", "two\n---", "2.txt") + field_part("after", "end") + "--b--\r\n";
    const auto reply = ask(post("/files", body, multipart_type));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "file/1.txt/t:one\r\n--;file/2.txt/t:two\n---;end");
    EXPECT_EQ(ask(post("/files", body.substr(0, body.size() - 8), multipart_type)).status, 400);
    EXPECT_EQ(changes, 1);
    EXPECT_EQ(
        ask(post("/files", file_part("b", "x", std::string(2000, 'n')) + "--b--", multipart_type)).status,
        422);
}

TEST_F(HttpServer, takes_an_upload_of_exactly_the_announced_length)
{
    std::string bytes(2'500'000, '\0');
    std::mt19937 random(7);
    for (auto& byte : bytes) byte = static_cast<char>(random());
    const auto put = [&](std::size_t announced) {
        return "PUT /upload HTTP/1.1\r\n" + from_us() + "Content-Length: " + std::to_string(announced)
            + "\r\n\r\n";
    };
    EXPECT_EQ(ask(put(bytes.size()) + bytes).status, 201);
    EXPECT_TRUE(received == bytes);
    const auto large = ask(put(3'000'001) + bytes);
    EXPECT_EQ(large.status, 413);

    RawClient short_one(server->port());
    EXPECT_EQ(short_one.send(put(100) + "abcd").finish().reply().status, 400);
    EXPECT_EQ(abandoned, 1);
    EXPECT_EQ(changes, 1);

    start_in_a_hurry();
    RawClient slow(server->port());
    EXPECT_EQ(slow.send(put(100) + "abcd").reply().status, 408) << "slower than the rate";
    EXPECT_EQ(abandoned, 2);
    EXPECT_EQ(changes, 1);
}

TEST_F(HttpServer, asks_for_the_body_only_when_it_is_welcome)
{
    const auto head = [&](const std::string& path) {
        return "PUT " + path + " HTTP/1.1\r\n" + from_us()
            + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    };
    RawClient welcome(server->port());
    EXPECT_EQ(welcome.send(head("/upload")).reply().status, 100);
    EXPECT_EQ(welcome.send("abcd").reply().status, 201);
    EXPECT_EQ(RawClient(server->port()).send(head("/locked")).reply().status, 401);
}

} // namespace
} // namespace clausebook::test
