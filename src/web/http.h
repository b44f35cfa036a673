#pragma once
// What a page is asked and what it answers, free of the network library.

#include "core/base/tree.h"

#include <any>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::web {

enum class Method { Get, Head, Post, Put, Patch, Delete };

std::string_view name_of(Method method);

/// True for the methods that may change something: all but GET and HEAD.
bool is_unsafe(Method method);

/// A request that is not answered as asked, because of how it came: framing, address, size, origin.
///
/// `code` is a catalogue key below "problem."; `parameters` go into its sentence ("limit", "field");
/// `headers` must stand on the reply whatever page is made of it (Allow, Retry-After). What the rules of
/// auditing refuse is a Refusal.
class Rejected : public std::runtime_error {
public:
    using Parameters = std::map<std::string, std::string>;
    using Headers = std::vector<std::pair<std::string, std::string>>;

    Rejected(int status, std::string code, Parameters parameters = {}, Headers headers = {})
        : std::runtime_error(code), status_(status), code_(std::move(code)),
          parameters_(std::move(parameters)), headers_(std::move(headers))
    {
    }

    int status() const { return status_; }
    const std::string& code() const { return code_; }
    const Parameters& parameters() const { return parameters_; }
    const Headers& headers() const { return headers_; }

private:
    int status_;
    std::string code_;
    Parameters parameters_;
    Headers headers_;
};

/// The body ended before its announced length. Whoever reads a body keeps nothing of it.
class CutShort : public Rejected {
public:
    CutShort() : Rejected(400, "cut_short") {}
};

/// A body as it arrives. It is never held in memory as a whole.
class BodyStream {
public:
    virtual ~BodyStream() = default;

    /// Reads at least one and at most `size` bytes; 0 only when the announced length has been read to its
    /// last byte. Throws CutShort when the client ends earlier and Rejected (408) when it is too slow.
    virtual std::size_t read(char* bytes, std::size_t size) = 0;

    /// The Content-Length, in bytes.
    virtual std::uint64_t announced() const = 0;

    /// How many bytes read() has given so far.
    virtual std::uint64_t received() const = 0;
};

/// Names with their values in the order they came; a checkbox group has several.
class Fields {
public:
    void add(std::string name, std::string value);

    /// The first value of that name, or nullptr.
    const std::string* find(std::string_view name) const;

    /// The first value of that name, or "".
    const std::string& operator[](std::string_view name) const;

    /// All values of that name; empty when there is none.
    const std::vector<std::string>& all(std::string_view name) const;

    std::size_t count() const { return count_; }
    const std::map<std::string, std::vector<std::string>, std::less<>>& by_name() const { return values_; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
    std::size_t count_ = 0;
};

/// One request after the guard has passed it. When it did not pass, `on_error` sees it as far as it was read.
struct Request {
    Method method = Method::Get;
    std::string path;                  ///< decoded, ".json" taken off; "/audits/IA-2026-01"
    std::string target;                ///< as it came, with the query
    std::vector<std::string> segments; ///< of `path`, each decoded once
    std::map<std::string, std::string, std::less<>>
        parameters; ///< what stood for {audit} in the route's pattern
    Fields query;
    Fields form;                                              ///< BodyKind::Form only; line ends are \n
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case, values as they came
    std::map<std::string, std::string, std::less<>> cookies;  ///< the first of each name
    std::string remote;                                       ///< address of the client, without port
    std::string origin;         ///< ours as the client spells it: "http://localhost:8010"
    std::string language;       ///< Accept-Language as it came, or ""
    bool secure = false;        ///< came by TLS
    bool wants_json = false;    ///< Accept: application/json, or the path ended in .json
    BodyStream* body = nullptr; ///< BodyKind::Upload and Files only
    std::any carried;           ///< what the admission found out, e.g. who asks

    /// The value of a header by its name in lower case, or nullptr.
    const std::string* header(std::string_view name) const;

    /// A path parameter. Throws std::logic_error when the route's pattern has none of that name.
    const std::string& parameter(std::string_view name) const;
};

/// Attachment: the browser saves it. Inline: the browser shows it in a tab.
enum class Disposition { Attachment, Inline };

/// A Content-Disposition value for a name that people gave: an ASCII stand-in and the UTF-8 name (RFC 6266).
/// Path separators, quotes, control and direction-changing characters become "_".
std::string content_disposition(Disposition disposition, std::string_view name);

/// Percent-encodes all but letters, digits and -._~ : one segment of an address.
std::string encode_segment(std::string_view text);

/// An answer. It is sent whole, with its length, after it has been made; a failure on the way is never a half
/// page.
///
/// The standard headers (content policy, nosniff, no-store and so on) are on every reply unless set here
/// otherwise.
class Reply {
public:
    explicit Reply(int status = 200) : status_(status) {}

    static Reply html(int status, std::string page);
    static Reply text(int status, std::string text);
    static Reply json(int status, const Tree& tree);

    /// 303. `location` is an address of ours that begins with one "/"; anything else is a std::logic_error,
    /// so that a request can never choose another site. Bytes that do not belong into an address are
    /// percent-encoded.
    static Reply see_other(std::string_view location);

    /// A file from the disk, of which any size is sent without being held in memory. It is opened when it is
    /// sent; one that cannot be opened is a 500. `name` is what the browser calls it.
    static Reply file(std::filesystem::path path, std::string type, Disposition disposition,
                      std::string_view name);

    /// Bytes of any type, e.g. an asset.
    static Reply bytes(std::string type, std::string content);

    /// 304 with the tag; see is_fresh.
    static Reply not_modified(std::string tag);

    static Reply no_content() { return Reply(204); }

    /// Sets a header, in place of one of the same name. Throws std::logic_error for a name that is none and
    /// for control characters in the value.
    Reply& set(std::string name, std::string value);

    /// Adds a header beside others of its name (Set-Cookie). Throws as set does.
    Reply& add(std::string name, std::string value);

    /// Sets a cookie: Path=/, HttpOnly, SameSite=Lax, Secure when `request` came by TLS. No age: until the
    /// browser closes; zero: forgotten at once. The value must be made of cookie characters
    /// (std::logic_error).
    Reply& set_cookie(const Request& request, const std::string& name, const std::string& value,
                      std::optional<std::chrono::seconds> age = std::nullopt);

    /// Holds something, such as a file that is only made for this reply, until the reply has been sent.
    Reply& keep(std::shared_ptr<const void> held)
    {
        held_ = std::move(held);
        return *this;
    }

    Reply& set_status(int status);

    int status() const { return status_; }
    const std::string& body() const { return body_; }
    const std::optional<std::filesystem::path>& path() const { return path_; }
    const std::string* header(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }

private:
    int status_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string body_;
    std::optional<std::filesystem::path> path_;
    std::shared_ptr<const void> held_;
};

/// True when the browser says that it has the content of this tag (If-None-Match). `tag` comes with its
/// quotes.
bool is_fresh(const Request& request, std::string_view tag);

/// "Not Found" for 404.
std::string_view reason_of(int status);

enum class Connection { KeepAlive, Close };

/// The head of a reply as it goes over the wire: status line, the reply's headers, the standard headers it
/// does not set itself, length, date and connection. 204 and 304 announce no length.
std::string render_head(const Reply& reply, std::uint64_t length, const Request& request,
                        Connection connection, std::chrono::system_clock::time_point now);

} // namespace clausebook::web
