#include "web/conversation.h"

#include "core/base/refusal.h"
#include "web/gathering.h"
#include "web/log.h"
#include "web/open_file.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace clausebook::web {

namespace {

constexpr std::size_t small_body_bytes = std::size_t{256} * 1024;
constexpr std::size_t file_piece_bytes = std::size_t{1024} * 1024;

std::string next_incident()
{
    static std::atomic<unsigned> count{0};
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    return std::to_string(seconds) + '-' + std::to_string(++count);
}

/// The status that fits, and for what broke the text for the log.
std::pair<int, std::string> judge(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const Rejected& rejected) {
        return {rejected.status(), ""};
    } catch (const Refusal& refusal) {
        const auto kind = refusal.kind();
        return {kind == RefusalKind::State ? 409 : kind == RefusalKind::Conflict ? 412 : 422, ""};
    } catch (const NotFound&) {
        return {404, ""};
    } catch (const std::exception& broken) {
        return {500, broken.what()};
    } catch (...) {
        return {500, "something that is no std::exception"};
    }
}

void add_headers_of(const std::exception_ptr& error, Reply& reply)
{
    try {
        std::rethrow_exception(error);
    } catch (const Rejected& rejected) {
        for (const auto& [name, value] : rejected.headers()) reply.set(name, value);
    } catch (...) {
        // Only a Rejected carries headers; what the error is has been judged before.
    }
}

Reply plain(int status, const std::string& incident)
{
    std::string text = std::to_string(status) + ' ' + std::string(reason_of(status)) + '\n';
    if (!incident.empty()) text += "Incident " + incident + '\n';
    return Reply::text(status, text);
}

bool wants_to_stay(const Head& head)
{
    if (head.minor_version == 0) return false;
    return std::none_of(head.headers.begin(), head.headers.end(), [](const auto& one) {
        return one.first == "connection" && one.second.find("close") != std::string::npos;
    });
}

} // namespace

/// Counts what arrives against what was announced.
class Conversation::ArrivingBody : public BodyStream {
public:
    enum class Continue { Unasked, Asked };

    ArrivingBody(Conversation& conversation, std::uint64_t announced, Continue question)
        : conversation_(conversation), announced_(announced), question_(question)
    {
    }

    std::size_t read(char* bytes, std::size_t size) override
    {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, announced_ - received_));
        if (wanted == 0) return 0;
        auto& buffer = conversation_.carried_.bytes;
        std::size_t got = std::min(wanted, buffer.size());
        if (got > 0) {
            std::copy_n(buffer.data(), got, bytes);
            buffer.erase(0, got);
        } else {
            got = read_wire(bytes, wanted);
        }
        received_ += got;
        return got;
    }

    std::uint64_t announced() const override { return announced_; }
    std::uint64_t received() const override { return received_; }
    bool is_complete() const { return received_ == announced_; }
    void measure_rate() { rated_ = true; }

private:
    std::size_t read_wire(char* bytes, std::size_t wanted)
    {
        auto& wire = conversation_.wire_;
        if (conversation_.carried_.late) throw Rejected(408, "too_slow");
        const auto& limits = conversation_.limits_;
        if (question_ == Continue::Asked) wire.write("HTTP/1.1 100 Continue\r\n\r\n");
        question_ = Continue::Unasked;
        const auto start = std::chrono::steady_clock::now();
        const Span earned(received_ * 1000 / limits.bytes_per_second);
        if (rated_)
            wire.expect(Phase::Upload, start + limits.upload_grace + earned - waited_);
        else
            wire.expect(Phase::Reading, conversation_.carried_.began + limits.form);
        const auto got = wire.read(bytes, wanted);
        // Only waiting counts: what the handler does with the bytes is not the client's time.
        waited_ += std::chrono::steady_clock::now() - start;
        const bool late = wire.is_late();
        wire.expect(Phase::Working, Moment::max());
        if (got == 0 && late) throw Rejected(408, "too_slow");
        if (got == 0) throw CutShort();
        return got;
    }

    Conversation& conversation_;
    std::uint64_t announced_;
    std::uint64_t received_ = 0;
    Continue question_;
    bool rated_ = false;
    std::chrono::steady_clock::duration waited_{};
};

Conversation::Conversation(Wire& wire, const Application& application, const OwnNames& own,
                           const Limits& limits, std::string remote, Carried& carried)
    : wire_(wire), application_(application), own_(own), limits_(limits), remote_(std::move(remote)),
      carried_(carried)
{
}

Conversation::~Conversation() = default;

Conversation::Ending Conversation::run()
{
    try {
        for (;;) {
            const auto ending = serve_one();
            if (ending != Ending::Waits) return ending;
            if (++carried_.served == limits_.requests_per_connection || wire_.is_stopping())
                return Ending::Over;
            carried_.began = std::chrono::steady_clock::now();
            const bool here = own_.secure && (!carried_.bytes.empty() || wire_.holds_bytes());
            if (!here) return Ending::Waits;
        }
    } catch (const Gone&) {
        // The client is not there to be told; a connection ends this way every day.
    } catch (...) {
        log("connection from " + remote_ + " ended: " + judge(std::current_exception()).second);
    }
    return Ending::Over;
}

Conversation::Ending Conversation::serve_one()
{
    Request request;
    request.remote = remote_;
    request.secure = own_.secure;
    client_keeps_ = false;
    body_.reset();
    const auto reply = reply_to(request, [&]() -> std::optional<Reply> {
        std::string head;
        if (!read_head(head)) return std::nullopt;
        return answer(request, head);
    });
    if (!reply) return Ending::Over;
    const bool clean = client_keeps_ && (!body_ || body_->is_complete()) && !wire_.is_stopping();
    send(request, *reply, clean ? Connection::KeepAlive : Connection::Close);
    return clean ? Ending::Waits : Ending::Told;
}

void Conversation::turn_away(int status)
{
    Request request;
    request.remote = remote_;
    request.secure = own_.secure;
    try {
        const auto reply = reply_to(request, [&]() -> std::optional<Reply> {
            std::string text;
            if (!read_head(text)) return std::nullopt;
            request.language = language_said(text);
            const auto head = parse_head(text, limits_.request_head);
            read_headers(request, head);
            request.origin = checked_origin(head, own_);
            const auto wait = std::to_string(limits_.retry_after.count());
            throw Rejected(status, status == 429 ? "address_full" : "server_full", {{"seconds", wait}},
                           {{"Retry-After", wait}});
        });
        if (!reply) return;
        send(request, *reply, Connection::Close);
        wire_.expect(Phase::Replying, std::chrono::steady_clock::now() + limits_.linger);
        wire_.linger();
    } catch (const Gone&) {
        // Nobody is there any more to be told.
    } catch (...) {
        log("a client was not told that there is no place: " + judge(std::current_exception()).second);
    }
}

/// False when the client ended, or was idle too long, before a request began.
bool Conversation::read_head(std::string& text)
{
    std::array<char, 4096> bytes;
    auto& buffer = carried_.bytes;
    bool begun = !buffer.empty();
    if (!begun) carried_.began = std::chrono::steady_clock::now();
    wire_.expect(begun ? Phase::Reading : Phase::Idle,
                 carried_.began + (begun || carried_.served == 0 ? limits_.head : limits_.idle));
    const auto& limits = limits_.request_head;
    std::size_t seen = 0;
    for (;;) {
        const auto end = buffer.find("\r\n\r\n", seen > 3 ? seen - 3 : 0);
        if (end != std::string::npos && end <= limits.head_bytes) {
            text = buffer.substr(0, end);
            buffer.erase(0, end + 4);
            wire_.expect(Phase::Working, Moment::max());
            return true;
        }
        seen = buffer.size();
        if (is_overlong(buffer, limits))
            throw buffer.find("\r\n") == std::string::npos ? Rejected(414, "target_too_long")
                                                           : Rejected(431, "headers_too_large");
        const auto got = carried_.late ? 0 : wire_.read(bytes.data(), bytes.size());
        if (got == 0 && !begun) return false;
        if (got == 0) throw Rejected(is_late() ? 408 : 400, is_late() ? "too_slow" : "cut_short");
        if (!begun) {
            begun = true;
            carried_.began = std::chrono::steady_clock::now();
            wire_.expect(Phase::Reading, carried_.began + limits_.head);
        }
        buffer.append(bytes.data(), got);
    }
}

Reply Conversation::answer(Request& request, const std::string& head_text)
{
    request.language = language_said(head_text);
    const auto head = parse_head(head_text, limits_.request_head);
    read_headers(request, head);
    const auto length = checked_length(head);
    request.origin = checked_origin(head, own_);
    const auto* expected = request.header("expect");
    if (expected && *expected != "100-continue") throw Rejected(417, "unknown_expectation");
    body_ = std::make_unique<ArrivingBody>(
        *this, length, expected ? ArrivingBody::Continue::Asked : ArrivingBody::Continue::Unasked);
    client_keeps_ = wants_to_stay(head);
    read_target(request, head.target);
    check_origin(head, request.origin);
    const auto& route = application_.router.find(request);
    if (application_.admit)
        if (auto reply = application_.admit(request, route)) return *std::move(reply);
    check_body(request, route);
    return dispatch(request, route);
}

void Conversation::check_body(const Request& request, const Route& route) const
{
    const auto kind = route.body.kind;
    const auto length = body_->announced();
    if (kind == BodyKind::None && length > 0) throw Rejected(400, "body_unexpected");
    if ((kind == BodyKind::Form || kind == BodyKind::Files) && !is_form(request))
        throw Rejected(415, "not_a_form");
    if (kind != BodyKind::None && length > route.body.limit_bytes)
        throw Rejected(413, "body_too_large",
                       {{"limit", std::to_string(route.body.limit_bytes)}, {"size", std::to_string(length)}});
}

Reply Conversation::dispatch(Request& request, const Route& route)
{
    if (route.body.kind == BodyKind::Form) {
        auto limits = limits_.form_limits;
        limits.text_bytes = static_cast<std::size_t>(route.body.limit_bytes);
        request.form = read_form(request, *body_, limits);
        if (application_.admit_form)
            if (auto reply = application_.admit_form(request, route)) return *std::move(reply);
    } else if (route.body.kind != BodyKind::None) {
        body_->measure_rate();
        request.body = body_.get();
    }
    return route.handler(request);
}

/// The one try around everything a request runs through.
std::optional<Reply> Conversation::reply_to(Request& request,
                                            const std::function<std::optional<Reply>()>& make)
{
    std::optional<Reply> reply;
    try {
        reply = make();
        if (!reply) return reply;
    } catch (const Gone&) {
        throw;
    } catch (...) {
        reply = trouble(request, std::current_exception());
    }
    try {
        if (application_.after) application_.after(request, *reply);
    } catch (...) {
        const auto incident = next_incident();
        log("incident " + incident + ": while finishing a reply: " + judge(std::current_exception()).second);
        return plain(500, incident);
    }
    return reply;
}

Reply Conversation::trouble(const Request& request, const std::exception_ptr& error)
{
    const auto [status, story] = judge(error);
    Trouble told{error, status, ""};
    if (!story.empty() || status == 500) {
        told.incident = next_incident();
        log("incident " + told.incident + ": " + std::string(name_of(request.method)) + ' ' + request.path
            + ": " + story);
    }
    try {
        Reply reply =
            application_.on_error ? application_.on_error(request, told) : plain(status, told.incident);
        add_headers_of(error, reply);
        return reply;
    } catch (...) {
        if (told.incident.empty()) told.incident = next_incident();
        log("incident " + told.incident + ": while telling it: " + judge(std::current_exception()).second);
        return plain(500, told.incident);
    }
}

void Conversation::expect_reply(std::uint64_t bytes)
{
    const Span time(bytes * 1000 / limits_.bytes_per_second);
    wire_.expect(Phase::Replying, std::chrono::steady_clock::now() + limits_.reply_grace + time);
}

void Conversation::send(const Request& request, const Reply& reply, Connection connection)
{
    if (reply.path()) {
        send_file(request, reply, connection);
        return;
    }
    const auto& body = reply.body();
    auto bytes = render_head(reply, body.size(), request, connection, std::chrono::system_clock::now());
    const bool bodiless = request.method == Method::Head || reply.status() == 304 || reply.status() == 204;
    expect_reply(bytes.size() + body.size());
    if (bodiless) {
        wire_.write(bytes);
    } else if (body.size() <= small_body_bytes) {
        wire_.write(bytes.append(body));
    } else {
        wire_.write(bytes);
        wire_.write(body);
    }
}

void Conversation::send_file(const Request& request, const Reply& reply, Connection connection)
{
    std::optional<OpenFile> file;
    try {
        file.emplace(*reply.path());
    } catch (const std::exception&) {
        send(request, trouble(request, std::current_exception()), connection);
        return;
    }
    expect_reply(0);
    const auto head = render_head(reply, file->size(), request, connection, std::chrono::system_clock::now());
    wire_.write(head);
    if (request.method == Method::Head) return;
    for (auto left = file->size(); left > 0;) {
        const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(left, file_piece_bytes));
        expect_reply(piece);
        wire_.write_file(file->descriptor(), piece);
        left -= piece;
    }
}

} // namespace clausebook::web
