#pragma once
// The sockets a server listens on. For server.cpp only: it shows the network library.

#include <Poco/Net/Context.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <filesystem>
#include <string>

namespace clausebook::web {

/// TLS 1.2 and later. Throws TlsUnusable.
Poco::Net::Context::Ptr tls_context(const std::filesystem::path& certificate,
                                    const std::filesystem::path& key);

/// A socket that listens already; without TLS when `context` is null. Throws PortTaken and AddressUnusable.
Poco::Net::ServerSocket listening_socket(const Poco::Net::SocketAddress& address,
                                         const Poco::Net::Context::Ptr& context);

/// Reads an IP address, or "localhost". Throws AddressUnusable.
Poco::Net::IPAddress parse_address(const std::string& text);

/// How many of the `wanted` connections can be open beside the files of the program. Asks the system for more
/// descriptors where it gives them.
unsigned room_for_connections(unsigned wanted);

/// As it stands in an address: "127.0.0.1", "[::1]".
std::string host_of(const Poco::Net::IPAddress& address);

} // namespace clausebook::web
