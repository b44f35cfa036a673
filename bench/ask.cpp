#include "ask.h"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <netinet/tcp.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace clausebook::bench {
namespace {

class Connection {
public:
    explicit Connection(int port) : port_(port) {}
    ~Connection() { end(); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The length of the body that came back.
    std::size_t ask(const std::string& request)
    {
        if (socket_ < 0) begin();
        for (std::size_t sent = 0; sent < request.size();) {
            const auto now = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            if (now <= 0) throw std::runtime_error("the server does not take a request");
            sent += static_cast<std::size_t>(now);
        }
        return read_reply();
    }

private:
    void begin()
    {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port_));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("nobody listens on port " + std::to_string(port_));
    }

    void end()
    {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }

    void more(std::string& bytes) const
    {
        char piece[64 * 1024];
        const auto came = ::recv(socket_, piece, sizeof piece, 0);
        if (came <= 0) throw std::runtime_error("the server ended the connection: " + bytes.substr(0, 300));
        bytes.append(piece, static_cast<std::size_t>(came));
    }

    std::size_t read_reply()
    {
        std::string bytes;
        while (bytes.find("\r\n\r\n") == std::string::npos) more(bytes);
        const auto body = bytes.find("\r\n\r\n") + 4;
        std::string head = bytes.substr(0, body);
        std::transform(head.begin(), head.end(), head.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        const auto length_at = head.find("content-length: ");
        const auto length = length_at == std::string::npos
            ? std::size_t{0}
            : static_cast<std::size_t>(std::stoul(head.substr(length_at + 16)));
        while (bytes.size() < body + length) more(bytes);
        if (head.size() > 9 && head.at(9) >= '4')
            throw std::runtime_error("refused: " + bytes.substr(0, 300) + bytes.substr(body, 300));
        if (head.find("connection: close") != std::string::npos) end();
        return length;
    }

    int port_;
    int socket_ = -1;
};

struct Requests {
    std::vector<std::pair<std::string, std::string>> parts; ///< head, body

    explicit Requests(const std::filesystem::path& file)
    {
        std::ifstream in(file);
        std::string line;
        std::string head;
        std::string body;
        bool in_body = false;
        const auto take = [&] {
            if (!head.empty()) parts.emplace_back(head, body);
            head.clear();
            body.clear();
            in_body = false;
        };
        while (std::getline(in, line)) {
            if (line == "%%")
                take();
            else if (in_body)
                body += line;
            else if (line.empty())
                in_body = true;
            else
                head += line + "\r\n";
        }
        take();
        if (parts.empty()) throw std::runtime_error("no request in " + file.string());
    }

    std::string with_number(long n) const
    {
        const auto& [head, body] = parts[static_cast<std::size_t>(n) % parts.size()];
        const auto filled = fill(body, n);
        auto request = fill(head, n);
        if (!filled.empty()) request += "Content-Length: " + std::to_string(filled.size()) + "\r\n";
        return request + "\r\n" + filled;
    }

    static std::string fill(std::string text, long n)
    {
        for (auto at = text.find("{n}"); at != std::string::npos; at = text.find("{n}", at))
            text.replace(at, 3, std::to_string(n));
        return text;
    }
};

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

int ask(int port, const std::filesystem::path& file, int connections, int runs, long first)
{
    const Requests requests(file);
    std::vector<double> times(static_cast<std::size_t>(connections) * static_cast<std::size_t>(runs));
    std::atomic<std::size_t> bytes = 0;
    std::string problem;
    std::atomic<bool> failed = false;
    const auto began = Clock::now();
    std::vector<std::thread> askers;
    for (int i = 0; i < connections; ++i)
        askers.emplace_back([&, i] {
            try {
                Connection connection(port);
                for (int run = 0; run < runs && !failed; ++run) {
                    const auto place = static_cast<std::size_t>(run) * static_cast<std::size_t>(connections)
                        + static_cast<std::size_t>(i);
                    const auto request = requests.with_number(first + static_cast<long>(place));
                    const auto start = Clock::now();
                    bytes = connection.ask(request);
                    times[place] = milliseconds(Clock::now() - start);
                }
            } catch (const std::exception& fault) {
                if (!failed.exchange(true)) problem = fault.what();
            }
        });
    for (auto& asker : askers) asker.join();
    const auto spent = milliseconds(Clock::now() - began) / 1000;
    if (failed) throw std::runtime_error(problem);
    std::cout << "{\"bytes\": " << bytes << ", \"spent\": " << spent << ", \"times\": [";
    for (std::size_t i = 0; i < times.size(); ++i) std::cout << (i == 0 ? "" : ", ") << times[i];
    std::cout << "]}\n";
    return 0;
}

} // namespace clausebook::bench
