#pragma once
// The table of pages: method, pattern, permission, what body it takes, and who answers.

#include "core/people/permission.h"
#include "web/http.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::web {

enum class BodyKind {
    None,   ///< a body is refused
    Form,   ///< fields, read before the handler runs: Request::form
    Files,  ///< a multipart form with files: the handler reads it with read_form and its own FileSink
    Upload, ///< the bytes of one file: the handler reads Request::body
};

/// What a page takes, and how many bytes of it (over: 413 with the limit).
struct Body {
    static constexpr std::uint64_t form_limit_bytes = 1 << 20; // rulings 22

    BodyKind kind = BodyKind::None;
    std::uint64_t limit_bytes = 0;

    static Body none() { return {}; }
    static Body form() { return {BodyKind::Form, form_limit_bytes}; }
    static Body files(std::uint64_t limit_bytes) { return {BodyKind::Files, limit_bytes}; }
    static Body upload(std::uint64_t limit_bytes) { return {BodyKind::Upload, limit_bytes}; }
};

using Handler = std::function<Reply(Request&)>;

/// One row. There is no row without a permission.
struct Route {
    Route(Method of, std::string at, Permission needed, Body taken, Handler answer)
        : method(of), pattern(std::move(at)), permission(needed), body(taken), handler(std::move(answer))
    {
    }

    Method method;
    std::string
        pattern; ///< "/audits/{audit}/answers/{question}"; a last "{path*}" stands for all that follows
    Permission permission;
    Body body;
    Handler handler;
};

/// Finds the row for a request. Segments match exactly; a word wins over a parameter; a parameter is never
/// empty.
class Router {
public:
    /// Throws std::logic_error for a pattern that is none, a body on GET or DELETE, and two rows that mean
    /// the same.
    explicit Router(std::vector<Route> routes);

    /// The row for `request`, whose parameters it fills in. HEAD is served by the row of GET.
    /// Throws Rejected: 404 for an unknown path, 405 with Allow for a path that has other methods.
    const Route& find(Request& request) const;

    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> patterns_; ///< segments of each row's pattern
};

} // namespace clausebook::web
