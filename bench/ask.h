#pragma once
// A client that costs little: it asks a server the same thing many times over kept connections.

#include <filesystem>

namespace clausebook::bench {

/// Sends the requests of a file to a port of this machine, `runs` on each of `connections`, one after the
/// other on each, and prints as one line of JSON how long each took in ms ("times"), the seconds of all
/// together ("spent") and the bytes of the last body ("bytes"). A connection that the server ends is made
/// again.
///
/// The file holds one request or more, parted by a line "%%", each as it is sent but with bare line ends:
/// head, empty line, body. "{n}" in it is a number that counts up from `first`, and that no two requests
/// share. Content-Length is added where there is a body. Throws std::runtime_error for an answer of 400 or
/// more.
int ask(int port, const std::filesystem::path& requests, int connections, int runs, long first);

} // namespace clausebook::bench
