#pragma once
// The server: sockets, threads and deadlines.

#include "web/application.h"
#include "web/conversation.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace clausebook::web {

/// Another program, or another Clausebook, listens there already.
class PortTaken : public std::runtime_error {
public:
    explicit PortTaken(const std::string& where) : std::runtime_error(where) {}
};

/// Listening on an address that other machines reach needs a certificate and its key.
class TlsRequired : public std::runtime_error {
public:
    explicit TlsRequired(const std::string& address)
        : std::runtime_error("needs a certificate and a key: " + address)
    {
    }
};

/// The certificate or the key cannot be read, or they do not belong together.
class TlsUnusable : public std::runtime_error {
public:
    explicit TlsUnusable(const std::string& why) : std::runtime_error(why) {}
};

/// The address cannot be listened on: it is none, it is not this machine's, or the port is not allowed.
class AddressUnusable : public std::runtime_error {
public:
    explicit AddressUnusable(const std::string& why) : std::runtime_error(why) {}
};

struct Options {
    std::string address = "127.0.0.1"; ///< an IP address; with 127.0.0.1 also ::1, where there is one
    std::uint16_t port = 8010;         ///< 0: a free one
    std::filesystem::path certificate; ///< PEM, the chain; with `key`: TLS
    std::filesystem::path key;         ///< PEM, without a passphrase
    std::vector<std::string>
        public_names; ///< beside the loopback names and `address`: "audit.example.org" or "name:port"
    Limits limits;
};

/// Answers requests on threads of its own, from construction to stop().
///
///     Server server({.port = 0}, application);
///     std::cout << server.url() << '\n';
///
/// A thread is given to a request that has come whole (web/server_lobby.h); over TLS to a connection from its
/// first byte to the end of its request. When all are held, those that have not finished their head or form
/// for a while are cut for those who wait, the longest first: stalled clients, however many, stop nobody.
class Server {
public:
    /// Begins to listen. Throws PortTaken, TlsRequired, TlsUnusable and AddressUnusable.
    Server(Options options, Application application);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;

    /// "http://127.0.0.1:8010/": what to type into the browser.
    std::string url() const;

    /// No new connections; running requests have Limits::drain to end, then every connection is cut. Waits
    /// for handlers that run. Calling it again does nothing; call it from one thread only.
    void stop();

private:
    class Listening;
    std::unique_ptr<Listening> listening_;
};

} // namespace clausebook::web
