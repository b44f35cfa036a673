#pragma once
// Where connections are while nothing is to be done for them.

#include "web/gathering.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace Poco::Net { // NOLINT(readability-identifier-naming)
class StreamSocket;
}

namespace clausebook::web {

/// One accepted connection.
struct Visitor {
    Visitor(std::unique_ptr<Poco::Net::StreamSocket> accepted, std::string from);
    ~Visitor();
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;

    std::shared_ptr<const void> place; ///< given back after the socket was closed
    std::unique_ptr<Poco::Net::StreamSocket> socket;
    int descriptor = -1;
    std::string remote;
    Carried carried;
};

/// Holds connections that are idle, whose head or form has not come whole, and those that were answered and
/// are to be read until their end, all on one thread: however many and however slow, none of them holds a
/// thread that answers. Only a whole request, or one whose time is over, is handed on.
///
/// Over TLS nothing can be seen of a request: the first byte hands the connection on.
class Lobby {
public:
    /// What is to be gathered behind this head.
    using Asked = std::function<Gathering(std::string_view head)>;

    /// Takes a connection to be served, on the lobby's thread or on one that calls enter.
    using Ready = std::function<void(std::unique_ptr<Visitor>)>;

    enum class Wires { Plain, Tls };

    Lobby(const Limits& limits, Wires wires, Asked asked, Ready ready);
    ~Lobby();
    Lobby(const Lobby&) = delete;
    Lobby& operator=(const Lobby&) = delete;

    /// Waits for the next request, of which carried.bytes may be there already.
    void enter(std::unique_ptr<Visitor> visitor);

    /// Reads what still comes, so that the reply is not lost, for Limits::linger at most.
    void see_out(std::unique_ptr<Visitor> visitor);

    /// Cuts one connection for a newcomer: one that was answered, else the longest idle, else the one that
    /// has taken longest over its head or form (half a second at least). False when there is none.
    bool make_room();

    /// From now on idle connections are cut at once.
    void refuse_idle();

    /// Cuts all that are there, and all that enter from now on.
    void cut_all();

private:
    enum class State { Leaving, Idle, Coming };
    struct Guest {
        std::unique_ptr<Visitor> visitor;
        State state = State::Idle;
        Moment since{};
        Moment until{};
        std::size_t seen = 0;   ///< of the bytes, in which the end of the head was looked for
        std::size_t needed = 0; ///< bytes that make the request whole; 0: the head is not
        bool cut = false;
    };
    enum class Verdict { Stays, Ready, Gone };
    using Guests = std::map<int, Guest>;

    void add(std::unique_ptr<Visitor> visitor, State state);
    Verdict keep(Guest& guest);
    void watch();
    Verdict look(Guest& guest);
    Verdict read(Guest& guest);
    Verdict judge(Guest& guest) const;
    Verdict end_of_time(Guest& guest) const;
    std::unique_ptr<Visitor> remove(Guests::iterator found);
    void cut_largest();
    static void cut(Guest& guest);
    void set_deadline(Guest& guest, Moment until);
    int milliseconds_to_look() const;
    void wake() const;

    const Limits& limits_;
    const Wires wires_;
    const Asked asked_;
    const Ready ready_;
    int epoll_ = -1;
    int wake_ = -1; ///< eventfd: a deadline nearer than the one waited for, or the end
    mutable std::mutex mutex_;
    Guests guests_; ///< by descriptor
    std::size_t gathered_ = 0;
    Moment next_look_ = Moment::max();
    bool idle_welcome_ = true;
    bool closed_ = false;
    bool finished_ = false;
    std::thread thread_;
};

} // namespace clausebook::web
