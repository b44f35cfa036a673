#include "web/deadlines.h"

#include <algorithm>
#include <sys/socket.h>
#include <tuple>

namespace clausebook::web {

namespace {

constexpr Span patience_with_heads{500};
constexpr Span patience_with_replies{5000};
constexpr Span between_looks{20};

Moment now()
{
    return std::chrono::steady_clock::now();
}

bool may_be_cut(Phase phase, std::chrono::steady_clock::duration time)
{
    if (phase == Phase::Idle) return true;
    if (phase == Phase::Reading) return time > patience_with_heads;
    return phase == Phase::Replying && time > patience_with_replies;
}

} // namespace

Deadlines::Deadlines(Span farewell) : farewell_(farewell), thread_([this] { watch(); }) {}

Deadlines::~Deadlines()
{
    {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        watch_.notify_one();
    }
    thread_.join();
}

Deadlines::Ticket Deadlines::enter(int socket)
{
    const std::lock_guard lock(mutex_);
    const auto ticket = connections_.emplace(connections_.end());
    ticket->socket = socket;
    ticket->since = now();
    if (welcome_ == Welcome::None) ::shutdown(socket, SHUT_RDWR);
    return ticket;
}

void Deadlines::leave(Ticket ticket)
{
    const std::lock_guard lock(mutex_);
    connections_.erase(ticket);
}

void Deadlines::expect(Ticket ticket, Phase phase, Moment until)
{
    const std::lock_guard lock(mutex_);
    // A form that drips in is read in many pieces; it has been coming since its head began.
    const auto comes = [](Phase one) {
        return one == Phase::Reading || one == Phase::Working;
    };
    if (!comes(ticket->phase) || !comes(phase)) ticket->since = now();
    ticket->phase = phase;
    ticket->until = until;
    ticket->late = false;
    if (phase == Phase::Idle && welcome_ != Welcome::All) ::shutdown(ticket->socket, SHUT_RDWR);
    if (until < next_look_) watch_.notify_one();
}

bool Deadlines::is_late(Ticket ticket) const
{
    const std::lock_guard lock(mutex_);
    return ticket->late;
}

void Deadlines::set_waiting(std::size_t count)
{
    const std::lock_guard lock(mutex_);
    if (waiting_ == 0 && count > 0) watch_.notify_one();
    waiting_ = count;
}

void Deadlines::refuse_idle()
{
    const std::lock_guard lock(mutex_);
    welcome_ = Welcome::Busy;
    for (const auto& connection : connections_)
        if (connection.phase == Phase::Idle) ::shutdown(connection.socket, SHUT_RDWR);
}

void Deadlines::cut_all()
{
    const std::lock_guard lock(mutex_);
    welcome_ = Welcome::None;
    for (const auto& connection : connections_) ::shutdown(connection.socket, SHUT_RDWR);
}

void Deadlines::watch()
{
    std::unique_lock lock(mutex_);
    while (!finished_) {
        const auto moment = now();
        next_look_ = Moment::max();
        for (auto& connection : connections_) {
            cut_late(connection, moment);
            next_look_ = std::min(next_look_, connection.until);
        }
        if (waiting_ > 0) {
            make_room(moment);
            next_look_ = std::min(next_look_, moment + between_looks);
        }
        if (next_look_ == Moment::max())
            watch_.wait(lock);
        else
            watch_.wait_until(lock, Moment(next_look_)); // a copy: others read next_look_ meanwhile
    }
}

void Deadlines::cut_late(Connection& connection, Moment moment) const
{
    if (connection.until > moment) return;
    const bool reading = connection.phase == Phase::Reading || connection.phase == Phase::Upload;
    const bool first_time = reading && !connection.late;
    ::shutdown(connection.socket, first_time ? SHUT_RD : SHUT_RDWR);
    connection.late = true;
    connection.cut = !first_time;
    connection.until = first_time ? moment + farewell_ : Moment::max();
}

void Deadlines::make_room(Moment moment)
{
    std::size_t going = 0;
    Connection* longest = nullptr;
    for (auto& connection : connections_) {
        if (connection.cut) {
            ++going;
            continue;
        }
        if (!may_be_cut(connection.phase, moment - connection.since)) continue;
        // Phases stand in the order in which they are given up.
        if (!longest
            || std::tie(connection.phase, connection.since) < std::tie(longest->phase, longest->since))
            longest = &connection;
    }
    if (!longest || going >= waiting_) return;
    ::shutdown(longest->socket, SHUT_RDWR);
    longest->cut = true;
}

} // namespace clausebook::web
