#include "web/gathering.h"

namespace clausebook::web {

bool is_overlong(std::string_view bytes, const HeadLimits& limits)
{
    return bytes.size() > limits.head_bytes
        || (bytes.size() > limits.target_bytes + 32 && bytes.find("\r\n") == std::string_view::npos);
}

Gathering gathered(const Application& application, const OwnNames& own, const Limits& limits,
                   std::string_view text)
{
    try {
        const auto head = parse_head(text, limits.request_head);
        const auto length = checked_length(head);
        if (length == 0) return {};
        Request request;
        read_headers(request, head);
        check_origin(head, checked_origin(head, own));
        read_target(request, head.target);
        const auto& body = application.router.find(request).body;
        const auto* expected = request.header("expect");
        if (body.kind != BodyKind::Form || !is_form(request) || length > body.limit_bytes) return {};
        if (expected && *expected != "100-continue") return {};
        return {length, expected ? Gathering::Question::GoOn : Gathering::Question::None};
    } catch (const Rejected&) {
        return {}; // whoever answers the request finds the same, and says so
    }
}

} // namespace clausebook::web
