#include "web/server_lobby.h"

#include "web/log.h"

#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <tuple>
#include <unistd.h>
#include <vector>

namespace clausebook::web {

namespace {

constexpr Span patience{500};
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

Moment now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

Visitor::Visitor(std::unique_ptr<Poco::Net::StreamSocket> accepted, std::string from)
    : socket(std::move(accepted)), descriptor(socket->impl()->sockfd()), remote(std::move(from))
{
}

Visitor::~Visitor() = default;

Lobby::Lobby(const Limits& limits, Wires wires, Asked asked, Ready ready)
    : limits_(limits), wires_(wires), asked_(std::move(asked)), ready_(std::move(ready)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wake_;
    if (epoll_ < 0 || wake_ < 0 || ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) != 0)
        throw std::runtime_error("no epoll");
    thread_ = std::thread([this] { watch(); });
}

Lobby::~Lobby()
{
    {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        wake();
    }
    thread_.join();
    ::close(wake_);
    ::close(epoll_);
}

void Lobby::enter(std::unique_ptr<Visitor> visitor)
{
    const bool idle = visitor->carried.bytes.empty();
    add(std::move(visitor), idle ? State::Idle : State::Coming);
}

void Lobby::see_out(std::unique_ptr<Visitor> visitor)
{
    // Below TLS: only the way out is closed, what comes is counted as nothing.
    ::shutdown(visitor->descriptor, SHUT_WR);
    visitor->carried.bytes.clear();
    add(std::move(visitor), State::Leaving);
}

void Lobby::add(std::unique_ptr<Visitor> visitor, State state)
{
    Guest guest;
    guest.state = state;
    guest.since = now();
    guest.visitor = std::move(visitor);
    if (keep(guest) == Verdict::Ready) ready_(std::move(guest.visitor));
}

Lobby::Verdict Lobby::keep(Guest& guest)
{
    const std::lock_guard lock(mutex_);
    if (closed_ || (guest.state == State::Idle && !idle_welcome_)) return Verdict::Gone;
    const auto& carried = guest.visitor->carried;
    if (guest.state == State::Coming && judge(guest) == Verdict::Ready) return Verdict::Ready;
    const auto descriptor = guest.visitor->descriptor;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) != 0) return Verdict::Gone;
    gathered_ += carried.bytes.size();
    if (guest.state == State::Leaving) set_deadline(guest, guest.since + limits_.linger);
    if (guest.state == State::Idle)
        set_deadline(guest, guest.since + (carried.served == 0 ? limits_.head : limits_.idle));
    if (guest.state == State::Coming)
        set_deadline(guest, carried.began + (guest.needed > 0 ? limits_.form : limits_.head));
    guests_.insert_or_assign(descriptor, std::move(guest));
    return Verdict::Stays;
}

void Lobby::set_deadline(Guest& guest, Moment until)
{
    guest.until = until;
    if (until >= next_look_) return;
    next_look_ = until;
    wake();
}

bool Lobby::make_room()
{
    const std::lock_guard lock(mutex_);
    Guest* longest = nullptr;
    const auto moment = now();
    for (auto& [descriptor, guest] : guests_) {
        if (guest.cut || (guest.state == State::Coming && moment - guest.since <= patience)) continue;
        // States stand in the order in which they are given up.
        if (!longest || std::tie(guest.state, guest.since) < std::tie(longest->state, longest->since))
            longest = &guest;
    }
    if (longest) cut(*longest);
    return longest != nullptr;
}

void Lobby::cut_largest()
{
    Guest* largest = nullptr;
    for (auto& [descriptor, guest] : guests_)
        if (!guest.cut
            && (!largest || guest.visitor->carried.bytes.size() > largest->visitor->carried.bytes.size()))
            largest = &guest;
    if (largest) cut(*largest);
}

void Lobby::cut(Guest& guest)
{
    guest.cut = true;
    ::shutdown(guest.visitor->descriptor, SHUT_RDWR); // which wakes the lobby's thread
}

void Lobby::refuse_idle()
{
    const std::lock_guard lock(mutex_);
    idle_welcome_ = false;
    for (auto& [descriptor, guest] : guests_)
        if (guest.state == State::Idle) ::shutdown(descriptor, SHUT_RDWR);
}

void Lobby::cut_all()
{
    Guests gone; // closed behind the lock
    const std::lock_guard lock(mutex_);
    closed_ = true;
    gathered_ = 0;
    gone.swap(guests_);
}

void Lobby::watch()
{
    std::array<epoll_event, 128> events{};
    for (;;) {
        int wait = 0;
        {
            const std::lock_guard lock(mutex_);
            if (finished_) return;
            wait = milliseconds_to_look();
        }
        const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait);
        std::vector<std::unique_ptr<Visitor>> ready;
        std::vector<std::unique_ptr<Visitor>> gone; // closed behind the lock
        const auto settle = [&](Guests::iterator at, Verdict verdict) {
            if (verdict != Verdict::Stays) (verdict == Verdict::Ready ? ready : gone).push_back(remove(at));
        };
        std::unique_lock lock(mutex_);
        for (int i = 0; i < count; ++i) {
            const int descriptor = events.at(static_cast<std::size_t>(i)).data.fd;
            const auto found = guests_.find(descriptor);
            if (descriptor == wake_) {
                std::uint64_t times = 0;
                while (::read(wake_, &times, sizeof times) > 0) {
                }
            } else if (found != guests_.end()) {
                settle(found, look(found->second));
            }
        }
        const auto moment = now();
        if (moment >= next_look_) {
            next_look_ = Moment::max();
            for (auto at = guests_.begin(); at != guests_.end();) {
                const auto guest = at++;
                if (guest->second.until <= moment)
                    settle(guest, end_of_time(guest->second));
                else
                    next_look_ = std::min(next_look_, guest->second.until);
            }
        }
        lock.unlock();
        for (auto& visitor : ready) ready_(std::move(visitor));
    }
}

Lobby::Verdict Lobby::look(Guest& guest)
{
    if (guest.cut) return Verdict::Gone;
    if (guest.state == State::Leaving) {
        std::array<char, 16384> away;
        const auto got = ::recv(guest.visitor->descriptor, away.data(), away.size(), MSG_DONTWAIT);
        return got > 0 || (got < 0 && errno == EAGAIN) ? Verdict::Stays : Verdict::Gone;
    }
    return wires_ == Wires::Tls ? Verdict::Ready : read(guest);
}

Lobby::Verdict Lobby::read(Guest& guest)
{
    auto& carried = guest.visitor->carried;
    std::array<char, 16384> bytes;
    const auto got = ::recv(guest.visitor->descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return Verdict::Stays;
    if (got < 0) return Verdict::Gone;
    if (got == 0) return carried.bytes.empty() ? Verdict::Gone : Verdict::Ready;
    if (guest.state == State::Idle) {
        guest.state = State::Coming;
        guest.since = carried.began = now();
        set_deadline(guest, carried.began + limits_.head);
    }
    carried.bytes.append(bytes.data(), static_cast<std::size_t>(got));
    gathered_ += static_cast<std::size_t>(got);
    if (gathered_ > limits_.gathered_bytes) cut_largest();
    const bool headless = guest.needed == 0;
    const auto verdict = judge(guest);
    if (verdict == Verdict::Stays && headless && guest.needed > 0)
        set_deadline(guest, carried.began + limits_.form);
    return verdict;
}

/// Ready: there is a request, or something that is none and has to be told so.
Lobby::Verdict Lobby::judge(Guest& guest) const
{
    const auto& bytes = guest.visitor->carried.bytes;
    if (wires_ == Wires::Tls) return Verdict::Ready;
    if (guest.needed == 0) {
        const auto end = bytes.find("\r\n\r\n", guest.seen > 3 ? guest.seen - 3 : 0);
        guest.seen = bytes.size();
        const auto& limits = limits_.request_head;
        if (end == std::string::npos) return is_overlong(bytes, limits) ? Verdict::Ready : Verdict::Stays;
        if (end > limits.head_bytes) return Verdict::Ready;
        const auto body = asked_(std::string_view(bytes).substr(0, end));
        guest.needed = end + 4 + static_cast<std::size_t>(body.bytes);
        if (body.question == Gathering::Question::GoOn && bytes.size() == end + 4)
            ::send(guest.visitor->descriptor, go_on.data(), go_on.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    return bytes.size() >= guest.needed ? Verdict::Ready : Verdict::Stays;
}

Lobby::Verdict Lobby::end_of_time(Guest& guest) const
{
    if (guest.state != State::Coming || guest.cut) return Verdict::Gone;
    guest.visitor->carried.late = true;
    return Verdict::Ready;
}

std::unique_ptr<Visitor> Lobby::remove(Guests::iterator found)
{
    auto visitor = std::move(found->second.visitor);
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, visitor->descriptor, nullptr);
    gathered_ -= visitor->carried.bytes.size();
    guests_.erase(found);
    return visitor;
}

int Lobby::milliseconds_to_look() const
{
    if (next_look_ == Moment::max()) return -1;
    const auto left = std::chrono::ceil<Span>(next_look_ - now()).count();
    return static_cast<int>(std::clamp<Span::rep>(left, 0, 60'000));
}

void Lobby::wake() const
{
    const std::uint64_t one = 1;
    if (::write(wake_, &one, sizeof one) != sizeof one && errno != EAGAIN) log("cannot wake the lobby");
}

} // namespace clausebook::web
