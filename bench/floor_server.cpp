#include "floor_server.h"

#include "plain_sqlite.h"

#include <Poco/Crypto/DigestEngine.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/URI.h>

#include <atomic>
#include <fcntl.h>
#include <iostream>
#include <mutex>
#include <unistd.h>

namespace clausebook::bench {
namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

/// Five tables as wide as an answer, its entry, its change, its body and the kept reply.
class Saves {
public:
    explicit Saves(const std::filesystem::path& file) : db_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    {
        db_.run("PRAGMA journal_mode = WAL");
        db_.run("PRAGMA synchronous = FULL");
        for (const auto* table : {"answer", "entry", "change", "body", "reply"})
            db_.run(std::string("CREATE TABLE IF NOT EXISTS ") + table
                    + " (key TEXT PRIMARY KEY, text TEXT)");
    }

    void one()
    {
        const std::scoped_lock turn(mutex_);
        const auto key = std::to_string(++number_);
        db_.run("BEGIN IMMEDIATE");
        db_.run("INSERT OR REPLACE INTO answer VALUES ('" + key + "', '" + std::string(200, 'a') + "')");
        db_.run("INSERT OR REPLACE INTO entry VALUES ('" + key + "', '" + std::string(220, 'e') + "')");
        db_.run("INSERT OR REPLACE INTO change VALUES ('" + key + "', '" + std::string(120, 'c') + "')");
        db_.run("INSERT OR REPLACE INTO body VALUES ('" + key + "', '" + std::string(500, 'b') + "')");
        db_.run("INSERT OR REPLACE INTO reply VALUES ('" + key + "', '" + std::string(150, 'r') + "')");
        db_.run("COMMIT");
    }

private:
    std::mutex mutex_;
    PlainSqlite db_;
    std::atomic<std::int64_t> number_ = 0;
};

struct Floor {
    std::filesystem::path database;
    std::filesystem::path scratch;
    Saves saves{scratch / "saves.db"};
};

/// The body to a file, hashed, on disk when it returns.
void keep_file(std::istream& body, const std::filesystem::path& target)
{
    Poco::Crypto::DigestEngine hash("SHA256");
    const int file = ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    std::string piece(256 * 1024, '\0');
    while (body.read(piece.data(), static_cast<std::streamsize>(piece.size())) || body.gcount() > 0) {
        const auto length = static_cast<std::size_t>(body.gcount());
        hash.update(piece.data(), static_cast<unsigned>(length));
        if (::write(file, piece.data(), length) != static_cast<ssize_t>(length))
            throw std::runtime_error("write");
    }
    hash.digest();
    ::fsync(file);
    ::close(file);
}

class Handler : public Poco::Net::HTTPRequestHandler {
public:
    explicit Handler(Floor& floor) : floor_(floor) {}

    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override
    {
        const Poco::URI uri(request.getURI());
        const auto& path = uri.getPath();
        const auto size = static_cast<std::size_t>(std::atoll(path.substr(path.rfind('/') + 1).c_str()));
        if (path.starts_with("/rows/")) {
            thread_local PlainSqlite db(floor_.database);
            std::size_t bytes = 0;
            db.rows(uri.getQuery(), [&](sqlite3_stmt* row) { bytes += PlainSqlite::width(row); });
            response.set("X-Bytes-Read", std::to_string(bytes));
        } else if (path.starts_with("/save/")) {
            std::string body(
                static_cast<std::size_t>(std::max<std::streamsize>(request.getContentLength(), 0)), '\0');
            request.stream().read(body.data(), static_cast<std::streamsize>(body.size()));
            floor_.saves.one();
        } else if (path == "/file") {
            keep_file(request.stream(), floor_.scratch / "file");
        }
        response.setContentLength(static_cast<std::streamsize>(size));
        response.setContentType("text/html; charset=utf-8");
        response.send().write(std::string(size, 'x').data(), static_cast<std::streamsize>(size));
    }

private:
    Floor& floor_;
};

class Handlers : public Poco::Net::HTTPRequestHandlerFactory {
public:
    explicit Handlers(Floor& floor) : floor_(floor) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const HTTPServerRequest& /*request*/) override
    {
        return new Handler(floor_); // Poco deletes it
    }

private:
    Floor& floor_;
};

} // namespace

int serve_floor(const std::filesystem::path& database, const std::filesystem::path& scratch)
{
    std::filesystem::create_directories(scratch);
    Floor floor{database, scratch};
    const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
    Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
    params->setKeepAlive(true);
    params->setMaxKeepAliveRequests(0);
    Poco::Net::HTTPServer server(new Handlers(floor), socket, params);
    server.start();
    std::cout << "http://127.0.0.1:" << socket.address().port() << "/" << std::endl;
    while (std::cin.get() != std::char_traits<char>::eof()) {
    }
    server.stopAll(true);
    return 0;
}

} // namespace clausebook::bench
