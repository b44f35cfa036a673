#include "http/fixture.h"
#include "support/places.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <list>
#include <sstream>
#include <thread>

namespace clausebook::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// What must not depend on clients that may take a minute: a busy machine takes seconds for it, never this
/// long.
constexpr auto soon = 20s;

TEST_F(HttpServer, keeps_a_connection_and_answers_pipelined_requests_in_order)
{
    RawClient client(server->port());
    client.send("GET /show/1 HTTP/1.1\r\n" + ours() + "\r\n" + post("/form", "a=b")
                + "GET /show/2 HTTP/1.1\r\n" + ours() + "\r\n");
    EXPECT_NE(client.reply().body.find("\"1\""), std::string::npos);
    EXPECT_NE(client.reply().body.find("\"b\""), std::string::npos);
    EXPECT_NE(client.reply().body.find("\"2\""), std::string::npos);
    client.send("GET / HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n");
    EXPECT_EQ(client.reply().header("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(HttpServer, closes_after_http_1_0_and_after_an_idle_while)
{
    start_in_a_hurry();
    RawClient old(server->port());
    EXPECT_EQ(old.send("GET / HTTP/1.0\r\n" + ours() + "\r\n").reply().status, 200);
    EXPECT_TRUE(old.is_closed());
    RawClient idle(server->port());
    EXPECT_EQ(idle.send("GET / HTTP/1.1\r\n" + ours() + "\r\n").reply().status, 200);
    EXPECT_TRUE(idle.is_closed());
}

TEST_F(HttpServer, answers_head_as_get_without_the_body)
{
    RawClient client(server->port());
    for (const auto* target : {"/", "/file", "/show/a"}) {
        const auto head = client.send("HEAD " + std::string(target) + " HTTP/1.1\r\n" + ours() + "\r\n")
                              .reply(RawClient::Body::None);
        const auto whole =
            client.send("GET " + std::string(target) + " HTTP/1.1\r\n" + ours() + "\r\n").reply();
        EXPECT_EQ(head.status, 200);
        EXPECT_EQ(head.header("Content-Length"), std::to_string(whole.body.size())) << target;
    }
}

TEST_F(HttpServer, sends_files_byte_for_byte_under_a_name_that_is_only_a_name)
{
    std::ifstream file(test::in_sources("CMakeLists.txt"), std::ios::binary);
    std::stringstream expected;
    expected << file.rdbuf();
    const auto reply = get("/file");
    EXPECT_EQ(reply.body, expected.str());
    EXPECT_EQ(reply.header("Content-Disposition"),
              "attachment; filename=\"_ik_yet _1_.txt\"; filename*=UTF-8''%C5%9Eik%C3%A2yet%20_1_.txt");
    EXPECT_EQ(get("/no-file").status, 500);
}

TEST_F(HttpServer, says_when_the_browser_has_it_already)
{
    EXPECT_EQ(get("/fresh").status, 200);
    const auto reply = get("/fresh", "If-None-Match: \"v0\", W/\"v1\"\r\n");
    EXPECT_EQ(reply.status, 304);
    EXPECT_EQ(reply.header("Content-Length"), "");
    EXPECT_EQ(reply.header("ETag"), "\"v1\"");
}

TEST_F(HttpServer, answers_whatever_a_handler_throws_and_tells_nothing_of_it)
{
    testing::internal::CaptureStderr();
    const auto broken = get("/throw");
    EXPECT_EQ(get("/odd").status, 500);
    const auto told = testing::internal::GetCapturedStderr();
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.body.find("secret"), std::string::npos);
    const auto incident = broken.body.substr(broken.body.find("Incident ") + 9, 5);
    EXPECT_NE(told.find("secret"), std::string::npos);
    EXPECT_NE(told.find("incident " + incident), std::string::npos);
    EXPECT_EQ(get("/missing").status, 404);
    EXPECT_EQ(get("/refused").status, 422);
}

TEST(ServerHooks, that_fail_themselves_still_give_an_answer)
{
    const auto fail = [](web::Request&) -> web::Reply {
        throw std::runtime_error("first");
    };
    web::Application application{
        web::Router({{web::Method::Get, "/", Permission::Public, web::Body::none(), fail}}), {}, {}, {}, {}};
    application.on_error = [](const web::Request&, const web::Trouble&) -> web::Reply {
        throw 7;
    };
    web::Options options;
    options.port = 0;
    options.limits = short_limits();
    web::Server server(options, application);
    testing::internal::CaptureStderr();
    const auto host = "127.0.0.1:" + std::to_string(server.port());
    EXPECT_EQ(RawClient(server.port()).send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").reply().status,
              500);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("while telling it"), std::string::npos);
}

/// Fills connections that never get further than their first bytes.
std::list<RawClient> stalled(std::uint16_t port, int count)
{
    std::list<RawClient> clients;
    for (int i = 0; i < count; ++i) clients.emplace_back(port).send(i % 2 == 0 ? "GET / HT" : "");
    return clients;
}

TEST_F(HttpServer, answers_at_once_beside_16_and_40_stalled_clients)
{
    web::Options options;
    options.limits.head = web::Span{60'000};
    start(options);
    for (const int count : {16, 40}) {
        const auto clients = stalled(server->port(), count);
        const auto begin = Clock::now();
        for (int i = 0; i < 5; ++i) EXPECT_EQ(get("/").status, 200);
        EXPECT_LT(Clock::now() - begin, soon) << count;
    }
}

/// Clients that have asked for more than a socket holds and read none of it.
std::list<RawClient> deaf(std::uint16_t port, const std::string& host, int count)
{
    std::list<RawClient> clients;
    for (int i = 0; i < count; ++i)
        clients.emplace_back(port).send("GET /big HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    for (const auto& client : clients) EXPECT_TRUE(client.is_answered());
    return clients;
}

TEST_F(HttpServer, tells_those_it_has_no_place_for_when_to_come_back)
{
    web::Options options;
    options.limits.turning_away = web::Span{60'000};
    options.limits.connections_in_all = 3;
    start(options);
    auto clients = deaf(server->port(), host(), 3);
    const auto reply = get("/");
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.header("Retry-After"), "5");
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421) << "whose name is not ours";
    EXPECT_EQ(ask(post("/form", "a=b")).status, 503) << "with a body that nobody reads";
    EXPECT_EQ(changes, 0);
    clients.clear();
    auto later = get("/"); // the server finds out one by one that they have gone
    for (int i = 0; i < 500 && later.status == 503; ++i) {
        std::this_thread::sleep_for(10ms);
        later = get("/");
    }
    EXPECT_EQ(later.status, 200);
}

TEST_F(HttpServer, is_not_held_up_by_stalled_clients_it_has_no_place_for)
{
    web::Options options;
    options.limits.turning_away = web::Span{50};
    options.limits.connections_in_all = 3;
    options.limits.turned_away_at_once = 8;
    start(options);
    const auto served = deaf(server->port(), host(), 3);
    const auto clients = stalled(server->port(), 20);
    RawReply reply;
    for (int i = 0; i < 1000 && reply.status == 0; ++i) { // 0: too many wait to be told
        reply = get("/");
        if (reply.status == 0) std::this_thread::sleep_for(10ms);
    }
    EXPECT_EQ(reply.status, 503);
    const auto begin = Clock::now();
    server->stop();
    EXPECT_LT(Clock::now() - begin, soon);
}

TEST(TurningAway, tells_a_machine_with_too_many_connections_so)
{
    class Script : public web::Wire {
    public:
        void expect(web::Phase, web::Moment) override {}
        bool is_late() const override { return false; }
        bool is_stopping() const override { return false; }
        std::size_t read(char* bytes, std::size_t size) override
        {
            const auto got = std::min(size, asked.size());
            std::copy_n(asked.begin(), got, bytes);
            asked.erase(0, got);
            return got;
        }
        void write(std::string_view bytes) override { told += bytes; }
        void write_file(int, std::size_t) override {}
        bool holds_bytes() const override { return false; }
        void linger() override {}

        std::string asked, told;
    };
    Script wire;
    wire.asked = "GET / HTTP/1.1\r\nHost: localhost:8010\r\n\r\n";
    web::OwnNames own;
    own.port = 8010;
    web::Carried carried;
    const web::Application application{web::Router({}), {}, {}, {}, {}};
    const web::Limits limits;
    web::Conversation(wire, application, own, limits, "192.0.2.1", carried).turn_away(429);
    EXPECT_TRUE(wire.told.starts_with("HTTP/1.1 429 Too Many Requests\r\n")) << wire.told;
    EXPECT_NE(wire.told.find("\r\nRetry-After: 5\r\n"), std::string::npos);
}

TEST_F(HttpServer, cuts_slow_heads_and_forms)
{
    start_in_a_hurry();
    RawClient head(server->port());
    EXPECT_EQ(head.send("GET / HT").reply().status, 408);
    RawClient form(server->port());
    const auto whole = post("/form", "a=b");
    EXPECT_EQ(form.send(whole.substr(0, whole.size() - 1)).reply().status, 408);
    EXPECT_EQ(changes, 0);
}

TEST_F(HttpServer, gives_the_thread_of_a_client_that_reads_nothing_to_the_next)
{
    web::Options options;
    options.limits = short_limits();
    options.limits.bytes_per_second = 1 << 30; // all is due when the grace is over
    options.limits.threads = 1;
    start(options);
    for (const std::string target : {"/big", "/big-file"}) {
        RawClient deaf(server->port());
        const auto begin = Clock::now();
        deaf.send("GET " + target + " HTTP/1.1\r\n" + ours() + "\r\n");
        ASSERT_TRUE(deaf.is_answered()) << target; // an idle client would be cut for the next one
        EXPECT_EQ(get("/").status, 200) << target << ": the one thread is free again";
        const auto took = Clock::now() - begin;
        EXPECT_GT(took, options.limits.reply_grace / 2) << target << ": the thread was held";
        EXPECT_LT(took, 5s) << target << ": after which room is made for others in any case";
        const auto reply = deaf.reply();
        EXPECT_LT(reply.body.size(), std::stoul(reply.header("Content-Length"))) << target << ": cut off";
    }
}

TEST_F(HttpServer, drips_do_not_move_the_deadline)
{
    start_in_a_hurry();
    RawClient client(server->port());
    const auto begin = Clock::now();
    std::jthread dripping([&client](const std::stop_token& end) {
        while (!end.stop_requested()) {
            client.send("X");
            std::this_thread::sleep_for(20ms);
        }
    });
    const auto status = client.reply().status;
    EXPECT_TRUE(status == 408 || status == 0) << status;
    EXPECT_LT(Clock::now() - begin, soon);
}

TEST_F(HttpServer, stops_soon_whatever_clients_do)
{
    start_in_a_hurry();
    auto clients = stalled(server->port(), 30);
    clients.emplace_back(server->port())
        .send("PUT /upload HTTP/1.1\r\n" + from_us() + "Content-Length: 100\r\n\r\nabc");
    clients.emplace_back(server->port()).send("GET /big HTTP/1.1\r\n" + ours() + "\r\n");
    EXPECT_EQ(get("/").status, 200);
    const auto begin = Clock::now();
    server->stop();
    EXPECT_LT(Clock::now() - begin, soon);
    EXPECT_EQ(changes, 0);
    EXPECT_THROW(RawClient{server->port()}, std::runtime_error);
    server->stop();
}

TEST_F(HttpServer, refuses_a_port_that_is_taken)
{
    web::Options options;
    options.port = server->port();
    EXPECT_THROW(web::Server(options, {web::Router({}), {}, {}, {}, {}}), web::PortTaken);
}

TEST(ServerOptions, refuse_to_leave_the_machine_without_tls)
{
    const auto listen = [](const std::string& address) {
        web::Options options;
        options.address = address;
        options.port = 0;
        web::Server(options, {web::Router({}), {}, {}, {}, {}});
    };
    EXPECT_THROW(listen("0.0.0.0"), web::TlsRequired);
    EXPECT_THROW(listen("::"), web::TlsRequired);
    EXPECT_THROW(listen("192.0.2.1"), web::TlsRequired);
    EXPECT_THROW(listen("elsewhere.example"), web::AddressUnusable);
    EXPECT_NO_THROW(listen("localhost"));
}

} // namespace
} // namespace clausebook::test
