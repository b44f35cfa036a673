#include "floor_server.h"

#include "plain_sqlite.h"

#include <Poco/Crypto/DigestEngine.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/URI.h>

#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <vector>

namespace clausebook::bench {
namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

/// The rows of one saved answer, into a copy of the product's own database: its tables, indexes and triggers,
/// as full as they are there.
class Saves {
public:
    explicit Saves(const std::filesystem::path& copy) : db_(copy, SQLITE_OPEN_READWRITE)
    {
        db_.run("PRAGMA journal_mode = WAL");
        db_.run("PRAGMA synchronous = FULL");
        answer_ = db_.first("SELECT key FROM answer ORDER BY rowid DESC LIMIT 1");
        number_ = std::stoll(db_.first("SELECT max(number) FROM journal_entry"));
    }

    void one()
    {
        const std::scoped_lock turn(mutex_);
        const auto number = std::to_string(++number_);
        const std::string at = "2026-11-22T08:30:00.000000Z";
        const auto hash = number + std::string(64 - number.size(), 'f');
        db_.write("BEGIN IMMEDIATE", {});
        db_.write("UPDATE answer SET version = version + 1, note = ?, answered_at = ? WHERE key = ?",
                  {"Seen in " + number + " of 30 files", at, answer_});
        db_.write("INSERT INTO journal_entry (number, at, actor, action, previous, hash) "
                  "VALUES (CAST(? AS INTEGER), ?, 'P-0003', 'answer.saved', ?, ?)",
                  {number, at, std::string(64, 'a'), hash});
        db_.write("INSERT INTO journal_change (entry, position, subject, version, body_hash) "
                  "VALUES (CAST(? AS INTEGER), 1, ?, 2, ?)",
                  {number, "answer/" + answer_, hash});
        db_.write(
            "INSERT INTO journal_body (entry, position, salt, body) VALUES (CAST(? AS INTEGER), 1, ?, ?)",
            {number, std::string(32, 'b'), std::string(400, 'c')});
        db_.write("INSERT INTO idempotency (key, at, status, reply) VALUES (?, ?, 200, ?)",
                  {"P-0003 answer.saved floor-" + number, at, "12 " + at + " P-0003 C"});
        db_.write("COMMIT", {});
    }

private:
    std::mutex mutex_;
    PlainSqlite db_;
    std::string answer_;
    std::int64_t number_ = 0;
};

/// The statements a page runs, one a line as bench/statements.cpp wrote them down.
std::vector<std::string> statements_in(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::vector<std::string> all;
    for (std::string line; std::getline(in, line);) {
        std::string sql;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] != '\\' || i + 1 == line.size()) {
                sql += line[i];
                continue;
            }
            ++i;
            sql += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : '\\';
        }
        all.push_back(std::move(sql));
    }
    return all;
}

struct Floor {
    std::filesystem::path database;
    std::filesystem::path scratch;

    Saves& saves()
    {
        const std::scoped_lock lock(mutex_);
        if (!saves_) saves_ = std::make_unique<Saves>(scratch / "saves.db");
        return *saves_;
    }

    const std::vector<std::string>& statements(const std::string& page)
    {
        const std::scoped_lock lock(mutex_);
        const auto [found, is_new] = statements_.try_emplace(page);
        if (is_new) found->second = statements_in(scratch / (page + ".statements"));
        return found->second;
    }

private:
    std::mutex mutex_;
    std::unique_ptr<Saves> saves_;
    std::map<std::string, std::vector<std::string>> statements_;
};

enum class Prepared { Anew, Once };

/// All rows a page reads, at one moment; how many bytes they hold.
std::size_t read_rows(PlainSqlite& db, const std::vector<std::string>& statements, Prepared prepared)
{
    std::size_t bytes = 0;
    const auto look = [&](sqlite3_stmt* row) {
        bytes += PlainSqlite::width(row);
    };
    db.run("BEGIN");
    for (const auto& sql : statements)
        prepared == Prepared::Once ? db.kept_rows(sql, look) : db.rows(sql, look);
    db.run("ROLLBACK");
    return bytes;
}

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
        const auto word = [&](std::size_t from) {
            return path.substr(from, path.find('/', from) - from);
        };
        if (path.starts_with("/page/") || path.starts_with("/kept/")) {
            thread_local PlainSqlite db(floor_.database);
            const auto bytes = read_rows(db, floor_.statements(word(6)),
                                         path.starts_with("/kept/") ? Prepared::Once : Prepared::Anew);
            response.set("X-Bytes-Read", std::to_string(bytes));
        } else if (path.starts_with("/save/")) {
            std::string body(
                static_cast<std::size_t>(std::max<std::streamsize>(request.getContentLength(), 0)), '\0');
            request.stream().read(body.data(), static_cast<std::streamsize>(body.size()));
            floor_.saves().one();
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
    Floor floor;
    floor.database = database;
    floor.scratch = scratch;
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
