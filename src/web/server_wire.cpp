#include "web/server_wire.h"

#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

namespace clausebook::web {

SocketWire::SocketWire(Deadlines& deadlines, const std::atomic<bool>& stopping,
                       Poco::Net::StreamSocket& socket)
    : deadlines_(deadlines), stopping_(stopping), socket_(socket), descriptor_(socket.impl()->sockfd()),
      ticket_(deadlines.enter(descriptor_))
{
}

SocketWire::~SocketWire()
{
    deadlines_.leave(ticket_);
}

void SocketWire::expect(Phase phase, Moment until)
{
    deadlines_.expect(ticket_, phase, until);
}

bool SocketWire::is_late() const
{
    return deadlines_.is_late(ticket_);
}

bool SocketWire::is_stopping() const
{
    return stopping_;
}

std::size_t SocketWire::read(char* bytes, std::size_t size)
{
    try {
        const int wanted = static_cast<int>(std::min<std::size_t>(size, 1 << 20));
        return static_cast<std::size_t>(std::max(0, socket_.receiveBytes(bytes, wanted)));
    } catch (const Poco::Exception&) {
        return 0; // reset, or TLS that ends without a farewell: the counts decide what that means
    }
}

void SocketWire::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const int wanted = static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20));
        int sent = 0;
        try {
            sent = socket_.sendBytes(bytes.data(), wanted);
        } catch (const Poco::Exception&) {
            throw Gone();
        }
        if (sent <= 0) throw Gone();
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void SocketWire::write_file(int file, std::size_t size)
{
    while (size > 0) {
        const auto sent = socket_.secure() ? copy(file, size) : send(file, size);
        if (sent == 0) throw std::runtime_error("a file became shorter while it was sent");
        size -= sent;
    }
}

bool SocketWire::holds_bytes() const
{
    return socket_.secure() && socket_.available() > 0;
}

void SocketWire::linger()
{
    // Below TLS: only the way out is closed, what comes is counted as nothing.
    ::shutdown(descriptor_, SHUT_WR);
    std::array<char, 16384> away;
    while (::recv(descriptor_, away.data(), away.size(), 0) > 0) {
    }
}

std::size_t SocketWire::send(int file, std::size_t size)
{
    const auto sent = ::sendfile(descriptor_, file, nullptr, size);
    if (sent < 0 && errno == EINTR) return send(file, size);
    if (sent < 0) throw Gone();
    return static_cast<std::size_t>(sent);
}

std::size_t SocketWire::copy(int file, std::size_t size)
{
    std::array<char, 65536> bytes;
    const auto got = ::read(file, bytes.data(), std::min(size, bytes.size()));
    if (got < 0) throw std::runtime_error("cannot read the file of a reply");
    write({bytes.data(), static_cast<std::size_t>(got)});
    return static_cast<std::size_t>(got);
}

} // namespace clausebook::web
