#pragma once
// Who has taken too long. A timeout of each single read would be no limit: a byte now and then would hold a
// thread for ever.

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace clausebook::web {

using Moment = std::chrono::steady_clock::time_point;
using Span = std::chrono::milliseconds;

/// What a connection is doing, for those who must choose one to cut: the first is given up first.
enum class Phase {
    Idle,     ///< waiting for a request to begin
    Reading,  ///< a head or a form is coming
    Upload,   ///< a file is coming
    Working,  ///< a handler runs: never cut
    Replying, ///< a reply is going out
};

/// Cuts connections at their moment, on a thread of its own, by shutting their sockets down: whoever is
/// blocked in one wakes up, below TLS too. It never closes a socket.
///
/// A connection that is late while something is read loses first its way in, so that its thread can still say
/// why, and after `farewell` the rest.
class Deadlines {
    struct Connection {
        int socket = -1;
        Phase phase = Phase::Reading;
        Moment since{};
        Moment until = Moment::max();
        bool late = false;
        bool cut = false;
    };

public:
    using Ticket = std::list<Connection>::iterator;

    explicit Deadlines(Span farewell);
    ~Deadlines();
    Deadlines(const Deadlines&) = delete;
    Deadlines& operator=(const Deadlines&) = delete;

    /// Takes a connected socket under watch. It must leave before it is closed.
    Ticket enter(int socket);
    void leave(Ticket ticket);

    void expect(Ticket ticket, Phase phase, Moment until);

    /// True when the moment given to expect has passed.
    bool is_late(Ticket ticket) const;

    /// How many connections wait for a thread that none can give them. For each of them the longest idle
    /// connection is cut, else the one whose head or form has been coming for longest (half a second at
    /// least), else the one that has taken longest over a piece of its reply (five seconds at least).
    void set_waiting(std::size_t count);

    /// From now on idle connections are cut at once.
    void refuse_idle();

    /// Cuts all that are there, and all that enter from now on.
    void cut_all();

private:
    enum class Welcome { All, Busy, None };

    void watch();
    void cut_late(Connection& connection, Moment moment) const;
    void make_room(Moment moment);

    const Span farewell_;
    mutable std::mutex mutex_;
    std::condition_variable watch_; ///< something the watching thread should look at
    std::list<Connection> connections_;
    std::size_t waiting_ = 0;
    Moment next_look_ = Moment::max();
    Welcome welcome_ = Welcome::All;
    bool finished_ = false;
    std::thread thread_;
};

} // namespace clausebook::web
