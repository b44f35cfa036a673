#include "web/server.h"

#include "web/gathering.h"
#include "web/log.h"
#include "web/server_lobby.h"
#include "web/server_sockets.h"
#include "web/server_wire.h"

#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace clausebook::web {

namespace {

using Poco::Net::IPAddress;
using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

constexpr int pause_milliseconds = 20;

struct TurnedAway {
    std::unique_ptr<Visitor> visitor;
    int status;
};

/// Signals go to the thread that waits for them, and a closed connection is an error code, not a SIGPIPE.
class SignalsBlocked {
public:
    SignalsBlocked()
    {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t before_{};
};

} // namespace

class Server::Listening {
public:
    Listening(Options options, Application application);
    ~Listening() { stop(); }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    std::uint16_t port() const { return own_.port; }
    std::string url() const;
    void stop();

private:
    void open_sockets(const IPAddress& address);
    void accept_all();
    void accept_one(ServerSocket& listener);
    bool has_room();
    bool take_place(Visitor& visitor, const std::string& machine);
    void leave(const std::string& machine);
    void enqueue(std::unique_ptr<Visitor> visitor);
    void tell_waiting();
    void hire();
    void work();
    void serve(std::unique_ptr<Visitor> visitor);
    void turn_away(std::unique_ptr<Visitor> visitor, int status);
    void tell_turned_away();

    Options options_;
    Application application_;
    OwnNames own_;
    Poco::Net::Context::Ptr context_;
    std::vector<ServerSocket> listeners_;
    int wake_ = -1; ///< eventfd that ends the acceptor's wait

    std::mutex mutex_;             ///< never held while the lobby is asked for something or a visitor ends
    std::condition_variable work_; ///< something to serve, or the end
    std::deque<std::unique_ptr<Visitor>> waiting_;
    std::map<std::string, unsigned> by_machine_;
    std::condition_variable turning_away_; ///< somebody to tell, or the end
    std::deque<TurnedAway> turned_away_;
    std::size_t places_taken_ = 0;
    std::condition_variable left_;
    std::size_t idle_threads_ = 0;
    std::atomic<bool> stopping_ = false;
    bool finished_ = false;

    std::optional<Deadlines> deadlines_;
    std::vector<std::thread> workers_; ///< none is added once it is finished
    std::thread acceptor_;
    std::thread usher_; ///< tells clients that there is no place, however busy the workers are
    std::optional<Lobby> lobby_;
};

Server::Listening::Listening(Options options, Application application)
    : options_(std::move(options)), application_(std::move(application))
{
    const auto address = parse_address(options_.address);
    if (options_.certificate.empty() != options_.key.empty())
        throw TlsUnusable("a certificate needs its key, and a key its certificate");
    if (!options_.certificate.empty()) context_ = tls_context(options_.certificate, options_.key);
    if (!address.isLoopback() && !context_) throw TlsRequired(options_.address);
    open_sockets(address);
    own_.port = listeners_.front().address().port();
    own_.secure = !context_.isNull();
    own_.names = options_.public_names;
    for (auto& name : own_.names)
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!address.isWildcard()) own_.names.push_back(host_of(address));
    wake_ = ::eventfd(0, EFD_CLOEXEC);
    if (wake_ < 0) throw std::runtime_error("no eventfd");
    auto& limits = options_.limits;
    limits.connections_in_all = room_for_connections(limits.connections_in_all);
    const SignalsBlocked inherited;
    deadlines_.emplace(limits.linger);
    lobby_.emplace(
        limits, own_.secure ? Lobby::Wires::Tls : Lobby::Wires::Plain,
        [this](std::string_view head) { return gathered(application_, own_, options_.limits, head); },
        [this](std::unique_ptr<Visitor> visitor) { enqueue(std::move(visitor)); });
    usher_ = std::thread([this] { tell_turned_away(); });
    acceptor_ = std::thread([this] { accept_all(); });
}

void Server::Listening::open_sockets(const IPAddress& address)
{
    listeners_.push_back(listening_socket({address, options_.port}, context_));
    if (address.toString() != "127.0.0.1") return;
    // Browsers may try ::1 first for "localhost": nobody else shall answer there under our name.
    try {
        listeners_.push_back(
            listening_socket({IPAddress("::1"), listeners_.front().address().port()}, context_));
    } catch (const AddressUnusable&) {
        return; // a machine without IPv6
    } catch (const PortTaken&) {
        if (options_.port != 0) throw;
        return; // a free port was asked for, and the address to open is given with numbers
    }
}

std::string Server::Listening::url() const
{
    const auto address =
        listeners_.empty() ? parse_address(options_.address) : listeners_.front().address().host();
    const auto host = address.isWildcard() ? "localhost" : host_of(address);
    return (own_.secure ? "https://" : "http://") + host + ':' + std::to_string(own_.port) + '/';
}

void Server::Listening::accept_all()
{
    std::vector<pollfd> polled{{wake_, POLLIN, 0}};
    for (const auto& listener : listeners_) polled.push_back({listener.impl()->sockfd(), POLLIN, 0});
    while (!stopping_) {
        if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) break;
        for (std::size_t i = 0; i < listeners_.size() && !stopping_; ++i)
            if (polled[i + 1].revents != 0) accept_one(listeners_[i]);
    }
}

void Server::Listening::accept_one(ServerSocket& listener)
{
    try {
        SocketAddress from;
        auto socket = std::make_unique<StreamSocket>(listener.acceptConnection(from));
        socket->setNoDelay(true);
        const auto grace = options_.limits.reply_grace;
        socket->setSendTimeout(
            Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(grace).count()));
        auto visitor = std::make_unique<Visitor>(std::move(socket), from.host().toString());
        if (!has_room() && !lobby_->make_room())
            turn_away(std::move(visitor), 503);
        else if (!take_place(*visitor, from.host().isLoopback() ? "" : visitor->remote))
            turn_away(std::move(visitor), 429);
        else
            lobby_->enter(std::move(visitor));
    } catch (const Poco::Exception& error) {
        if (error.code() == EAGAIN || error.code() == ECONNABORTED) return;
        log("cannot accept a connection: " + error.displayText());
        pollfd ending{wake_, POLLIN, 0}; // out of descriptors: wait a little for some to come back
        ::poll(&ending, 1, pause_milliseconds);
    } catch (const std::exception& error) {
        log(std::string("cannot serve a connection: ") + error.what());
    }
}

bool Server::Listening::has_room()
{
    const std::lock_guard lock(mutex_);
    return places_taken_ < options_.limits.connections_in_all;
}

/// False when `machine` has too many. This machine itself ("") may have as many as there are.
bool Server::Listening::take_place(Visitor& visitor, const std::string& machine)
{
    const std::lock_guard lock(mutex_);
    if (!machine.empty()) {
        auto& count = by_machine_[machine];
        if (count >= options_.limits.connections_per_address) return false;
        ++count;
    }
    ++places_taken_;
    visitor.place = std::shared_ptr<const void>(nullptr, [this, machine](const void*) { leave(machine); });
    return true;
}

void Server::Listening::leave(const std::string& machine)
{
    const std::lock_guard lock(mutex_);
    --places_taken_;
    if (!machine.empty() && --by_machine_[machine] == 0) by_machine_.erase(machine);
    if (places_taken_ == 0) left_.notify_all();
}

void Server::Listening::enqueue(std::unique_ptr<Visitor> visitor)
{
    const std::lock_guard lock(mutex_);
    if (finished_) return;
    waiting_.push_back(std::move(visitor));
    if (idle_threads_ < waiting_.size() && workers_.size() < options_.limits.threads) hire();
    tell_waiting();
    work_.notify_one();
}

/// One more worker, called with the mutex held. Where the system gives no further thread, those that are
/// there go on: whoever waits is served by the next one that is free, or by one hired for the next to come.
void Server::Listening::hire()
{
    try {
        workers_.emplace_back([this] { work(); });
    } catch (const std::system_error& error) {
        log(std::string("no further thread to serve with: ") + error.what());
    }
}

void Server::Listening::turn_away(std::unique_ptr<Visitor> visitor, int status)
{
    const std::lock_guard lock(mutex_);
    if (turned_away_.size() >= options_.limits.turned_away_at_once) return;
    turned_away_.push_back({std::move(visitor), status});
    turning_away_.notify_one();
}

void Server::Listening::tell_turned_away()
{
    auto limits = options_.limits;
    limits.head = limits.reply_grace = limits.linger = limits.turning_away;
    std::unique_lock lock(mutex_);
    for (;;) {
        turning_away_.wait(lock, [this] { return stopping_ || !turned_away_.empty(); });
        if (stopping_) return;
        auto [visitor, status] = std::move(turned_away_.front());
        turned_away_.pop_front();
        lock.unlock();
        try {
            SocketWire wire(*deadlines_, stopping_, *visitor->socket);
            Conversation(wire, application_, own_, limits, visitor->remote, visitor->carried)
                .turn_away(status);
        } catch (const std::exception& error) {
            log(std::string("a connection could not be turned away: ") + error.what());
        }
        visitor.reset();
        lock.lock();
    }
}

/// Called with the mutex held.
void Server::Listening::tell_waiting()
{
    const bool all_held = idle_threads_ == 0 && workers_.size() == options_.limits.threads;
    deadlines_->set_waiting(all_held ? waiting_.size() : 0);
}

void Server::Listening::work()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_threads_;
        work_.wait(lock, [this] { return finished_ || !waiting_.empty(); });
        --idle_threads_;
        if (finished_) return;
        auto visitor = std::move(waiting_.front());
        waiting_.pop_front();
        tell_waiting();
        lock.unlock();
        serve(std::move(visitor));
        lock.lock();
    }
}

void Server::Listening::serve(std::unique_ptr<Visitor> visitor)
{
    auto ending = Conversation::Ending::Over;
    try {
        SocketWire wire(*deadlines_, stopping_, *visitor->socket);
        ending =
            Conversation(wire, application_, own_, options_.limits, visitor->remote, visitor->carried).run();
    } catch (const std::exception& error) {
        log(std::string("a connection could not be served: ") + error.what());
    }
    if (ending == Conversation::Ending::Waits) lobby_->enter(std::move(visitor));
    if (ending == Conversation::Ending::Told) lobby_->see_out(std::move(visitor));
}

void Server::Listening::stop()
{
    if (stopping_.exchange(true)) return;
    const std::uint64_t one = 1;
    if (::write(wake_, &one, sizeof one) != sizeof one) log("cannot wake the acceptor");
    acceptor_.join();
    listeners_.clear();
    lobby_->refuse_idle();
    deadlines_->refuse_idle();
    {
        std::unique_lock lock(mutex_);
        turned_away_.clear();
        turning_away_.notify_all();
        left_.wait_for(lock, options_.limits.drain, [this] { return places_taken_ == 0; });
    }
    lobby_->cut_all();
    deadlines_->cut_all();
    std::deque<std::unique_ptr<Visitor>> unserved;
    {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        unserved.swap(waiting_);
        work_.notify_all();
    }
    usher_.join();
    for (auto& worker : workers_) worker.join();
    ::close(wake_);
}

Server::Server(Options options, Application application)
    : listening_(std::make_unique<Listening>(std::move(options), std::move(application)))
{
}

Server::~Server() = default;

std::uint16_t Server::port() const
{
    return listening_->port();
}

std::string Server::url() const
{
    return listening_->url();
}

void Server::stop()
{
    listening_->stop();
}

} // namespace clausebook::web
