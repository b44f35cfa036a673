#pragma once
// One connection: requests read, guarded, routed and answered one after the other.

#include "web/application.h"
#include "web/deadlines.h"
#include "web/form.h"
#include "web/guard.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace clausebook::web {

/// How long a client may take, and how much it may send. A client that is slower is cut off; none holds up
/// another.
struct Limits {
    Span head{10'000}; ///< for a request's head, TLS handshake included
    Span idle{3'000};  ///< between two requests of a connection
    Span form{60'000}; ///< from a request's first byte to the last byte of its form
    Span upload_grace{20'000};
    Span reply_grace{20'000};
    Span linger{2'000}; ///< for reading away a body that nobody wanted, so that the reply is not lost
    Span drain{2'000};  ///< stop() lets running requests end for so long
    std::uint64_t bytes_per_second = 4096; ///< uploads and replies: grace, plus this rate
    unsigned requests_per_connection = 1000;
    unsigned threads = 64;
    unsigned connections_per_address = 24; ///< of another machine; over: 429
    unsigned connections_in_all = 1024; ///< over: the slowest is cut for a newcomer; 503 when all are served
    std::size_t gathered_bytes =
        64U << 20; ///< of heads and forms that are coming, in all; over: the largest is cut
    unsigned turned_away_at_once =
        32;                   ///< clients told so, one after the other; more are closed without a word
    Span turning_away{1'000}; ///< for one of them
    std::chrono::seconds retry_after{5}; ///< what they are told
    HeadLimits request_head;
    FormLimits form_limits;
};

/// The client went away or was cut off while we wrote.
class Gone : public std::runtime_error {
public:
    Gone() : std::runtime_error("the client went away") {}
};

/// What stays of a connection while no thread has it.
struct Carried {
    std::string bytes;   ///< read and not yet used
    Moment began{};      ///< of the request that begins with these bytes
    unsigned served = 0; ///< requests that were answered
    bool late = false;   ///< its time was over before it was whole
};

/// The bytes of a connection, without or with TLS.
class Wire {
public:
    virtual ~Wire() = default;

    /// Says what comes next and until when; at that moment the connection is cut and reads end.
    virtual void expect(Phase phase, Moment until) = 0;

    /// True when the moment given to expect has passed.
    virtual bool is_late() const = 0;

    /// True when the server is stopping: no further request is read.
    virtual bool is_stopping() const = 0;

    /// Blocks for at least one byte; 0 at the end, however it came about.
    virtual std::size_t read(char* bytes, std::size_t size) = 0;

    /// Writes all. Throws Gone.
    virtual void write(std::string_view bytes) = 0;

    /// Writes from an open file's position. Throws Gone; std::runtime_error when the file is shorter.
    virtual void write_file(int file, std::size_t size) = 0;

    /// True when bytes have come that cannot be seen on the socket any more (TLS).
    virtual bool holds_bytes() const = 0;

    /// Ends our side and reads away what still comes, until the client ends or the expected moment.
    virtual void linger() = 0;
};

/// Serves one connection. Throws nothing.
class Conversation {
public:
    /// How a thread leaves a connection.
    enum class Ending {
        Over,  ///< nothing more is to be read or sent
        Waits, ///< for a request that has not come whole
        Told,  ///< the last reply is out; what still comes is to be read away, so that it is not lost
    };

    /// All of these must outlive it.
    Conversation(Wire& wire, const Application& application, const OwnNames& own, const Limits& limits,
                 std::string remote, Carried& carried);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Answers what has come.
    Ending run();

    /// Instead of run() for a client there is no place for: its first request, if it is one to us, is
    /// answered with `status` (503 or 429) and Retry-After, and the connection ends.
    void turn_away(int status);

private:
    Ending serve_one();
    bool read_head(std::string& text);
    Reply answer(Request& request, const std::string& head_text);
    Reply dispatch(Request& request, const Route& route);
    void check_body(const Request& request, const Route& route) const;
    std::optional<Reply> reply_to(Request& request, const std::function<std::optional<Reply>()>& make);
    Reply trouble(const Request& request, const std::exception_ptr& error);
    void send(const Request& request, const Reply& reply, Connection connection);
    void send_file(const Request& request, const Reply& reply, Connection connection);
    void expect_reply(std::uint64_t bytes);
    bool is_late() const { return carried_.late || wire_.is_late(); }

    class ArrivingBody;

    Wire& wire_;
    const Application& application_;
    const OwnNames& own_;
    const Limits& limits_;
    std::string remote_;
    Carried& carried_;
    std::unique_ptr<ArrivingBody> body_;
    bool client_keeps_ = false; ///< the client wants the connection to stay, and its framing was sound
};

} // namespace clausebook::web
