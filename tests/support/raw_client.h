#pragma once
// A client that sends exactly the bytes it is told to, good ones or not.

#include <arpa/inet.h>
#include <chrono>
#include <cstdint>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace clausebook::test {

/// What came back for one request.
struct RawReply {
    int status = 0; ///< 0: the connection ended without a reply
    std::string head;
    std::string body;

    /// The first value of a header, by its name as we write it, or "".
    std::string header(const std::string& name) const
    {
        const auto at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos) return "";
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{60, 0}; // only what never comes is waited for so long
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// Sends what the server takes; stops quietly when it has closed.
    RawClient& send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return *this;
    }

    /// Says that nothing more comes.
    RawClient& finish()
    {
        ::shutdown(socket_, SHUT_WR);
        return *this;
    }

    /// Waits for the first byte of a reply and leaves it unread; false when none comes.
    bool is_answered() const
    {
        char first = 0;
        return ::recv(socket_, &first, 1, MSG_PEEK) == 1;
    }

    /// Reads one reply; `Body::None` after HEAD.
    enum class Body { Announced, None };
    RawReply reply(Body kind = Body::Announced)
    {
        RawReply reply;
        while (buffer_.find("\r\n\r\n") == std::string::npos)
            if (!more()) return reply;
        const auto end = buffer_.find("\r\n\r\n");
        reply.head = buffer_.substr(0, end + 2);
        buffer_.erase(0, end + 4);
        reply.status = std::stoi(reply.head.substr(9, 3));
        const auto length = reply.header("Content-Length");
        const auto size = length.empty() || kind == Body::None ? 0 : std::stoul(length);
        while (buffer_.size() < size)
            if (!more()) break;
        reply.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return reply;
    }

    /// True when the server closes and sends nothing more.
    bool is_closed()
    {
        while (buffer_.empty())
            if (!more()) return !timed_out_;
        return false;
    }

private:
    bool more()
    {
        char bytes[65536];
        const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
        timed_out_ = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (got <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    bool timed_out_ = false;
    std::string buffer_;
};

} // namespace clausebook::test
