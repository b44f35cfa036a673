#pragma once
// What stands before every page: whether a request is framed and addressed so that it can only mean one thing
// (docs/security.md). All of it throws Rejected.

#include "web/http.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::web {

/// The most a request's head may take.
struct HeadLimits {
    std::size_t target_bytes = 8192; ///< over: 414
    std::size_t head_bytes = 32768;  ///< over: 431
    std::size_t headers = 100;       ///< over: 431
};

/// The names under which we answer.
struct OwnNames {
    std::vector<std::string>
        names; ///< beside the loopback names; in lower case, "name" (our port) or "name:port"
    std::uint16_t port = 0;
    bool secure = false;
};

/// A request's first part, as it came.
struct Head {
    Method method = Method::Get;
    std::string target;
    int minor_version = 1;                                    ///< HTTP/1.0 or 1.1
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case, values trimmed
};

/// Reads "GET / HTTP/1.1\r\nHost: ...\r\n" (without the empty line at its end).
///
/// Strict where leniency lets two readers disagree: lines end with CR LF, names are tokens directly before
/// their colon, no folded lines, no control characters; values are taken as they are, encoded words stay
/// encoded. 400 for bad shape, 414 and 431 for size, 501 for a method we do not have, 505 for another HTTP
/// version.
Head parse_head(std::string_view text, const HeadLimits& limits);

/// What a head says in Accept-Language, readable or not, for the page that refuses it; "" for nothing that
/// could be one.
std::string language_said(std::string_view head);

/// The announced length of the body, 0 for none.
///
/// Refuses Transfer-Encoding (411: a length is required), several, odd or overflowing Content-Lengths (400),
/// a body on GET, HEAD and DELETE (400), and POST, PUT and PATCH without a length (411).
std::uint64_t checked_length(const Head& head);

/// Checks that the one Host is ours (400 for none or several, 421 for another), and gives our origin as the
/// client spells it: "http://localhost:8010".
std::string checked_origin(const Head& head, const OwnNames& own);

/// Refuses (403) an unsafe request that does not come from a page of ours: Origin must be ours and
/// Sec-Fetch-Site, where it is sent, same-origin. "Origin: null" is what browsers send for a plain form under
/// our Referrer-Policy; it counts only together with Sec-Fetch-Site: same-origin, which no page can forge.
void check_origin(const Head& head, std::string_view own_origin);

/// Splits a target into decoded segments and query fields, and takes ".json" off the last segment.
///
/// 400 for anything but "/...", for bad percent signs, control characters, encoded slashes, backslashes, dot
/// segments, and what is not UTF-8.
void read_target(Request& request, std::string_view target);

/// Cookies, language, and whether JSON is wanted. Broken cookies are left out, not refused: other programs on
/// this host set cookies for all ports.
void read_headers(Request& request, const Head& head);

/// Decodes "a=1&b=2+3". `status` is what a bad percent sign, bad UTF-8 or a control character is refused with
/// (tab, CR and LF are text); line ends become \n. At most `most` fields (400).
Fields parse_urlencoded(std::string_view text, int status, std::size_t most);

/// A text field as we keep it: line ends \n. Throws Rejected(`status`, "not_text", {field}) for bad UTF-8 and
/// for control characters other than tab and line ends.
std::string checked_text(std::string_view field, std::string_view text, int status);

} // namespace clausebook::web
