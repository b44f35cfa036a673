#include "http/fixture.h"
#include "support/places.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <list>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <thread>
#include <vector>

namespace clausebook::test {
namespace {

template <auto Free>
struct With {
    template <typename T>
    void operator()(T* thing) const
    {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, With<X509_free>>;
using File = std::unique_ptr<std::FILE, With<std::fclose>>;

/// A key and a certificate it signed itself, in a directory that goes away with it.
class SelfMade {
public:
    SelfMade()
    {
        directory_ =
            std::filesystem::temp_directory_path() / ("clausebook-tls-" + std::to_string(::getpid()));
        std::filesystem::create_directories(directory_);
        const Key made(EVP_EC_gen("P-256"));
        const Certificate written(X509_new());
        X509_set_version(written.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(written.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(written.get()), -60);
        X509_gmtime_adj(X509_getm_notAfter(written.get()), 3600);
        X509_set_pubkey(written.get(), made.get());
        auto* name = X509_get_subject_name(written.get());
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(written.get(), name);
        X509_sign(written.get(), made.get(), EVP_sha256());
        PEM_write_PrivateKey(File(std::fopen(key().c_str(), "w")).get(), made.get(), nullptr, nullptr, 0,
                             nullptr, nullptr);
        PEM_write_X509(File(std::fopen(certificate().c_str(), "w")).get(), written.get());
    }
    ~SelfMade() { std::filesystem::remove_all(directory_); }
    SelfMade(const SelfMade&) = delete;
    SelfMade& operator=(const SelfMade&) = delete;

    std::filesystem::path key() const { return directory_ / "key.pem"; }
    std::filesystem::path certificate() const { return directory_ / "certificate.pem"; }

private:
    std::filesystem::path directory_;
};

class TlsServer : public HttpServer {
protected:
    TlsServer() { start_with({}); }

    void start_with(const web::Limits& limits)
    {
        web::Options options;
        options.limits = limits;
        options.certificate = made.certificate();
        options.key = made.key();
        start(std::move(options));
    }

    /// Sends and reads until the server ends.
    std::string exchange(const std::string& bytes) const { return exchange(std::vector{bytes}); }

    /// Sends the pieces with a breath between them, and reads until the server ends.
    std::string exchange(const std::vector<std::string>& pieces) const
    {
        using Poco::Net::Context;
        const Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_NONE);
        Poco::Net::SecureStreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", server->port()), context);
        for (const auto& bytes : pieces) {
            if (&bytes != &pieces.front()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
            for (std::size_t sent = 0; sent < bytes.size();)
                sent += static_cast<std::size_t>(
                    socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
        }
        std::string all;
        try {
            char piece[65536];
            for (int got = 0; (got = socket.receiveBytes(piece, sizeof piece)) > 0;)
                all.append(piece, static_cast<std::size_t>(got));
        } catch (const Poco::Exception&) {
            // The server ends below TLS; lengths say whether all came.
        }
        return all;
    }

    SelfMade made;
};

TEST_F(TlsServer, answers_by_https_but_shuts_no_neighbour_out)
{
    const auto reply = exchange("GET / HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 OK\r\n")) << reply;
    EXPECT_EQ(reply.find("Strict-Transport-Security"), std::string::npos)
        << "browsers would keep it for every port of this machine";
    EXPECT_EQ(server->url(), "https://" + host() + "/");
}

TEST_F(TlsServer, takes_uploads_sends_files_and_knows_its_origin)
{
    const std::string bytes(2'000'000, 'u');
    const auto put = [&](const std::string& scheme) {
        return exchange("PUT /upload HTTP/1.1\r\nConnection: close\r\n" + ours() + "Origin: " + scheme + "://"
                        + host() + "\r\nContent-Length: " + std::to_string(bytes.size()) + "\r\n\r\n"
                        + bytes);
    };
    EXPECT_TRUE(put("https").starts_with("HTTP/1.1 201"));
    EXPECT_TRUE(received == bytes);
    const auto file = exchange("GET /file HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n");
    const auto size = std::filesystem::file_size(test::in_sources("CMakeLists.txt"));
    EXPECT_EQ(file.size() - file.find("\r\n\r\n") - 4, size);
    const auto big = exchange("GET /big HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n");
    EXPECT_EQ(big.size() - big.find("\r\n\r\n") - 4, 64u << 20);
    EXPECT_EQ(changes, 1);
}

TEST_F(TlsServer, answers_what_came_in_one_piece_and_what_comes_later)
{
    const auto one = "GET / HTTP/1.1\r\n" + ours() + "\r\n";
    const auto form = "POST /form HTTP/1.1\r\n" + ours() + "Origin: https://" + host()
        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n";
    const auto replies = exchange(
        {one + one + form + "a", "=b" + one, "GET / HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n"});
    std::size_t count = 0;
    for (auto at = replies.find("HTTP/1.1 200"); at != std::string::npos;
         at = replies.find("HTTP/1.1 200", at + 1))
        ++count;
    EXPECT_EQ(count, 5) << replies;
}

TEST_F(TlsServer, makes_room_when_stalled_handshakes_hold_every_thread)
{
    web::Limits limits;
    limits.threads = 2;
    limits.head = web::Span{60'000};
    start_with(limits);
    std::list<RawClient> stalled;
    for (int i = 0; i < 6; ++i)
        stalled.emplace_back(server->port()).send(std::string("\x16\x03\x01\x02\0\x01", 6));
    EXPECT_TRUE(
        exchange("GET / HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n").starts_with("HTTP/1.1 200"));
}

TEST_F(TlsServer, refuses_a_page_of_ours_that_came_without_tls)
{
    const auto reply =
        exchange("POST /form HTTP/1.1\r\nConnection: close\r\n" + ours() + "Origin: http://" + host()
                 + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 403")) << reply;
}

TEST_F(TlsServer, is_not_held_up_by_those_who_do_not_speak_tls)
{
    start_with(short_limits());
    RawClient plain(server->port());
    EXPECT_EQ(plain.send("GET / HTTP/1.1\r\n" + ours() + "\r\n").reply().status, 0);
    RawClient half_a_handshake(server->port());
    half_a_handshake.send(std::string("\x16\x03\x01\x02\0\x01", 6));
    RawClient silent(server->port());
    EXPECT_TRUE(
        exchange("GET / HTTP/1.1\r\nConnection: close\r\n" + ours() + "\r\n").starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(half_a_handshake.is_closed());
    EXPECT_TRUE(silent.is_closed());
    const auto begin = std::chrono::steady_clock::now();
    RawClient another(server->port());
    another.send(std::string("\x16\x03\x01\x02\0\x01", 6));
    server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20))
        << "not the handshake's time";
}

TEST_F(TlsServer, listens_elsewhere_only_with_a_usable_certificate_and_its_key)
{
    const auto listen = [](const std::filesystem::path& certificate, const std::filesystem::path& key) {
        web::Options options;
        options.address = "0.0.0.0";
        options.port = 0;
        options.certificate = certificate;
        options.key = key;
        web::Server(options, {web::Router({}), {}, {}, {}, {}});
    };
    EXPECT_NO_THROW(listen(made.certificate(), made.key()));
    EXPECT_THROW(listen(made.certificate(), ""), web::TlsUnusable);
    EXPECT_THROW(listen("", made.key()), web::TlsUnusable);
    EXPECT_THROW(listen(made.certificate(), made.certificate()), web::TlsUnusable);
    EXPECT_THROW(listen("/nowhere.pem", "/nowhere.pem"), web::TlsUnusable);
}

} // namespace
} // namespace clausebook::test
