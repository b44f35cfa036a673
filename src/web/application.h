#pragma once
// What the lower half of the web entrance asks the upper half.

#include "web/router.h"

#include <exception>
#include <functional>
#include <optional>
#include <string>

namespace clausebook::web {

/// A request that found no answer, for the page that says so.
struct Trouble {
    std::exception_ptr error; ///< Rejected, Refusal, NotFound, or what broke
    int status = 500; ///< what fits: Rejected's own, 422/409/412 for a Refusal, 404 for NotFound, else 500
    std::string incident; ///< the number under which the log tells more; "" when nothing broke
};

/// The pages and who may see them.
struct Application {
    Router router;

    /// Asked when a route is found and before any byte of the body is read: session, permission, token in the
    /// header. A reply ends the request; so does anything thrown. May set request.carried.
    std::function<std::optional<Reply>(Request&, const Route&)> admit;

    /// Asked when a BodyKind::Form has been read: the token in the form.
    std::function<std::optional<Reply>(Request&, const Route&)> admit_form;

    /// Makes the page for what went wrong. The request may be unfinished. Headers of a Rejected are added to
    /// it; if it throws, a plain text goes out.
    std::function<Reply(const Request&, const Trouble&)> on_error;

    /// The last look at every reply, those of on_error too.
    std::function<void(const Request&, Reply&)> after;
};

} // namespace clausebook::web
