#pragma once
// The bytes of an accepted connection, with or without TLS, under the eyes of the deadlines.

#include "web/conversation.h"
#include "web/deadlines.h"

#include <atomic>

namespace Poco::Net { // NOLINT(readability-identifier-naming)
class StreamSocket;
}

namespace clausebook::web {

/// Watched from its construction to its end. The deadlines, the flag and the socket must outlive it.
class SocketWire : public Wire {
public:
    SocketWire(Deadlines& deadlines, const std::atomic<bool>& stopping, Poco::Net::StreamSocket& socket);
    ~SocketWire() override;
    SocketWire(const SocketWire&) = delete;
    SocketWire& operator=(const SocketWire&) = delete;

    void expect(Phase phase, Moment until) override;
    bool is_late() const override;
    bool is_stopping() const override;
    std::size_t read(char* bytes, std::size_t size) override;
    void write(std::string_view bytes) override;
    void write_file(int file, std::size_t size) override;
    bool holds_bytes() const override;
    void linger() override;

private:
    std::size_t send(int file, std::size_t size);
    std::size_t copy(int file, std::size_t size);

    Deadlines& deadlines_;
    const std::atomic<bool>& stopping_;
    Poco::Net::StreamSocket& socket_;
    int descriptor_;
    Deadlines::Ticket ticket_;
};

} // namespace clausebook::web
