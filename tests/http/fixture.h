#pragma once
// A real server on a free port, with pages that show what arrived.

#include "support/raw_client.h"
#include "web/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

namespace clausebook::test {

/// Deadlines that a test can wait for. A busy machine may miss them too: for tests of deadlines alone.
web::Limits short_limits();

/// Begins with the product's own deadlines, but for the end.
class HttpServer : public testing::Test {
protected:
    HttpServer();

    void start(web::Options options);

    /// Begins again with short_limits().
    void start_in_a_hurry();

    std::string host() const { return "127.0.0.1:" + std::to_string(server->port()); }
    std::string ours() const { return "Host: " + host() + "\r\n"; }
    std::string from_us() const { return ours() + "Origin: http://" + host() + "\r\n"; }

    /// One request on a connection of its own.
    RawReply ask(const std::string& bytes) const { return RawClient(server->port()).send(bytes).reply(); }

    /// GET with our Host and, if given, more header lines.
    RawReply get(const std::string& target, const std::string& more = "") const
    {
        return ask("GET " + target + " HTTP/1.1\r\n" + ours() + more + "\r\n");
    }

    /// A POST from a page of ours.
    std::string post(const std::string& target, const std::string& body,
                     const std::string& type = "application/x-www-form-urlencoded") const
    {
        return "POST " + target + " HTTP/1.1\r\n" + from_us() + "Content-Type: " + type
            + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    std::atomic<int> changes = 0;   ///< how often a handler that changes something ran
    std::atomic<int> abandoned = 0; ///< uploads that ended early, as their handler saw it
    std::string received;           ///< what the last upload brought
    std::unique_ptr<web::Server> server;
};

} // namespace clausebook::test
