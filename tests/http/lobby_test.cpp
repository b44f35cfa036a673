#include "http/fixture.h"

#include <chrono>
#include <list>
#include <string>
#include <thread>

namespace clausebook::test {
namespace {

/// A server with one thread, whose clients may take as long as they like.
class Lobby : public HttpServer {
protected:
    Lobby()
    {
        options.limits.threads = 1;
        options.limits.head = options.limits.form = options.limits.linger = web::Span{60'000};
        start(options);
    }

    std::string head_of_form(std::size_t length, const std::string& more = "") const
    {
        return "POST /form HTTP/1.1\r\n" + from_us() + more
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(length)
            + "\r\n\r\n";
    }

    web::Options options;
};

TEST_F(Lobby, serves_others_on_one_thread_and_then_the_slow_ones_too)
{
    std::list<RawClient> heads;
    std::list<RawClient> forms;
    std::list<RawClient> idle;
    for (int i = 0; i < 20; ++i) {
        heads.emplace_back(server->port()).send("GET /show/late HTTP/1.1\r\n");
        forms.emplace_back(server->port()).send(head_of_form(8) + "name");
        idle.emplace_back(server->port()).send("GET / HTTP/1.1\r\n" + ours() + "\r\n");
    }
    for (auto& client : idle) EXPECT_EQ(client.reply().status, 200);
    EXPECT_EQ(get("/").status, 200);
    for (auto& client : heads) EXPECT_EQ(client.send(ours() + "\r\n").reply().status, 200);
    for (auto& client : forms) {
        EXPECT_NE(client.send("=abc").reply().body.find("\"abc\""), std::string::npos);
        EXPECT_EQ(client.send(head_of_form(3) + "a=b").reply().status, 200) << "on the same connection";
    }
    EXPECT_EQ(changes, 40);
}

TEST_F(Lobby, tells_a_client_that_asks_to_send_its_form)
{
    RawClient client(server->port());
    client.send(head_of_form(3, "Expect: 100-continue\r\n"));
    EXPECT_EQ(client.reply().status, 100);
    EXPECT_EQ(get("/").status, 200);
    EXPECT_EQ(client.send("a=b").reply().status, 200);
}

TEST_F(Lobby, waits_for_no_body_that_will_be_refused)
{
    const auto rest = "Content-Length: 100\r\n\r\n";
    EXPECT_EQ(ask("POST /form HTTP/1.1\r\n" + ours() + "Origin: http://evil.example\r\n" + rest).status, 403);
    EXPECT_EQ(ask("POST /form HTTP/1.1\r\nHost: evil.example\r\n" + std::string(rest)).status, 421);
    EXPECT_EQ(ask("POST /form HTTP/1.1\r\n" + from_us() + rest).status, 415);
    EXPECT_EQ(ask("POST /nowhere HTTP/1.1\r\n" + from_us() + rest).status, 404);
    EXPECT_EQ(ask(head_of_form(2 << 20)).status, 413);
    EXPECT_EQ(ask("PUT /locked HTTP/1.1\r\n" + from_us() + rest).status, 401);
}

TEST_F(Lobby, reads_away_what_was_refused_without_a_thread)
{
    RawClient client(server->port());
    EXPECT_EQ(client.send("PUT /locked HTTP/1.1\r\n" + from_us() + "Content-Length: 1000\r\n\r\nabc")
                  .reply()
                  .status,
              401);
    EXPECT_EQ(get("/").status, 200);
    EXPECT_TRUE(client.send("more").finish().is_closed());
}

TEST_F(Lobby, cuts_who_is_idle_before_who_is_slow)
{
    options.limits.connections_in_all = 3;
    start(options);
    RawClient slow(server->port());
    slow.send("GET / HT");
    RawClient idle(server->port());
    EXPECT_EQ(idle.send("GET / HTTP/1.1\r\n" + ours() + "\r\n").reply().status, 200);
    RawClient silent(server->port());
    EXPECT_EQ(get("/").status, 200);
    EXPECT_EQ(slow.send("TP/1.1\r\n" + ours() + "\r\n").reply().status, 200) << "who is idle goes first";
}

TEST_F(Lobby, cuts_the_slowest_for_a_newcomer)
{
    options.limits.connections_in_all = 3;
    start(options);
    std::list<RawClient> slow;
    for (int i = 0; i < 3; ++i) {
        // The server has begun to wait for this form before the next one comes.
        slow.emplace_back(server->port()).send(head_of_form(3, "Expect: 100-continue\r\n"));
        ASSERT_EQ(slow.back().reply().status, 100);
    }
    RawReply reply; // 503 until the first one has had its half second, and one of the three goes for it
    for (int i = 0; i < 1000 && reply.status != 200; ++i) {
        if (reply.status != 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        reply = get("/");
    }
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(slow.front().is_closed()) << "who came first is the slowest";
    slow.pop_front();
    for (auto& client : slow) EXPECT_EQ(client.send("a=b").reply().status, 200) << "nobody else went";
    EXPECT_EQ(changes, 2);
}

TEST_F(Lobby, bounds_the_memory_of_all_that_comes)
{
    options.limits.gathered_bytes = 100'000;
    start(options);
    RawClient small(server->port());
    small.send(head_of_form(8) + "name");
    std::list<RawClient> large;
    for (int i = 0; i < 3; ++i)
        large.emplace_back(server->port()).send(head_of_form(60'001) + std::string(60'000, 'x'));
    int answered = 0;
    for (auto& client : large) answered += client.send("x").reply().status == 200 ? 1 : 0;
    EXPECT_LT(answered, 3);
    EXPECT_EQ(small.send("=abc").reply().status, 200) << "the largest goes first";
}

TEST_F(Lobby, tells_who_ends_halfway)
{
    EXPECT_EQ(RawClient(server->port()).send("GET / HT").finish().reply().status, 400);
    EXPECT_EQ(RawClient(server->port()).send(head_of_form(8) + "name").finish().reply().status, 400);
    EXPECT_TRUE(RawClient(server->port()).finish().is_closed());
    EXPECT_EQ(changes, 0);
}

TEST_F(Lobby, refuses_heads_without_an_end)
{
    EXPECT_EQ(ask("GET /" + std::string(9000, 'x')).status, 414);
    EXPECT_EQ(ask("GET / HTTP/1.1\r\n" + std::string(40'000, 'x')).status, 431);
}

} // namespace
} // namespace clausebook::test
