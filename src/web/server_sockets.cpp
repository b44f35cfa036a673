#include "web/server_sockets.h"

#include "web/server.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureServerSocket.h>

#include <algorithm>
#include <cerrno>
#include <sys/resource.h>

namespace clausebook::web {

using Poco::Net::IPAddress;
using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;

namespace {

constexpr int backlog = 256;
constexpr rlim_t for_files =
    256; // the database, the vault, what a page or a pack opens, programs that are run

} // namespace

Poco::Net::Context::Ptr tls_context(const std::filesystem::path& certificate,
                                    const std::filesystem::path& key)
{
    using Poco::Net::Context;
    try {
        Context::Params params;
        params.privateKeyFile = key.string();
        params.certificateFile = certificate.string();
        params.verificationMode = Context::VERIFY_NONE; // of clients: people sign in with passwords
        params.loadDefaultCAs = false;
        params.cipherList = "HIGH:!aNULL:!eNULL:!3DES:!MD5:!RC4";
        Context::Ptr context = new Context(Context::TLS_SERVER_USE, params);
        context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
        return context;
    } catch (const Poco::Exception& error) {
        throw TlsUnusable(error.displayText());
    }
}

// SO_REUSEPORT would let a second server start on the same port unnoticed.
ServerSocket listening_socket(const SocketAddress& address, const Poco::Net::Context::Ptr& context)
{
    try {
        // A socket of Poco is a handle of what it stands for.
        // NOLINTNEXTLINE(cppcoreguidelines-slicing)
        ServerSocket socket = context ? ServerSocket(Poco::Net::SecureServerSocket(context)) : ServerSocket();
        if (address.family() == SocketAddress::IPv6)
            socket.bind6(address, true, false, true);
        else
            socket.bind(address, true, false);
        socket.listen(backlog);
        socket.setBlocking(false); // a client that is gone before it was accepted must not hold the acceptor
        return socket;
    } catch (const Poco::Exception& error) {
        if (error.code() == EADDRINUSE) throw PortTaken(address.toString());
        throw AddressUnusable(error.displayText());
    }
}

IPAddress parse_address(const std::string& text)
{
    if (text == "::") return IPAddress(IPAddress::IPv6); // which tryParse does not know
    IPAddress address;
    if (!IPAddress::tryParse(text == "localhost" ? "127.0.0.1" : text, address))
        throw AddressUnusable("not an IP address: " + text);
    return address;
}

unsigned room_for_connections(unsigned wanted)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    if (limit.rlim_cur < wanted + for_files && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted + for_files);
        ::setrlimit(RLIMIT_NOFILE, &limit);
        ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    const auto left = limit.rlim_cur > for_files ? limit.rlim_cur - for_files : limit.rlim_cur / 2;
    return static_cast<unsigned>(std::min<rlim_t>(wanted, left));
}

std::string host_of(const IPAddress& address)
{
    return address.family() == IPAddress::IPv6 ? '[' + address.toString() + ']' : address.toString();
}

} // namespace clausebook::web
