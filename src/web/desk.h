#pragma once
// What a handler has at hand: the workspace, the one who asks, pages and forms. Nothing of sockets, SQL or
// prose.

#include "core/base/refusal.h"
#include "views/catalogue.h"
#include "views/page.h"
#include "views/renderer.h"
#include "web/http.h"
#include "web/router.h"
#include "workspace/jobs.h"
#include "workspace/sign_in.h"
#include "workspace/workspace.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::web {

/// What the admission found out about a request; carried by it.
struct Visit {
    std::optional<SignedIn> who; ///< nothing: not signed in
    Language language = Language::en;
    bool set_up = true; ///< the organization stands
};

class Desk {
public:
    Desk(Workspace& of, const views::Catalogues& texts, const views::Renderer& templates);

    Workspace& workspace;
    const views::Catalogues& catalogues;
    const views::Renderer& renderer;

    /// What goes on when its page is left; the running job is cancelled and waited for when the desk goes.
    Jobs jobs;

    /// The key of the one-time set-up link, "" once it is used or over.
    std::function<std::string()> setup_key = [] {
        return std::string();
    };

    static const Visit& visit(const Request& request);
    static const Actor& actor(const Request& request);
    static Language language(const Request& request);

    /// A text of the catalogue in the language of the request.
    std::string text(const Request& request, std::string_view key,
                     const views::Catalogues::Parameters& parameters = {}) const;

    /// What stands around a page: side bar by permissions, person, organization, token. `current` is the key
    /// of the navigation entry the page belongs to. Add crumbs, scripts and styles to what comes back.
    views::Frame frame(const Request& request, std::string title, std::string current) const;

    /// The page of a template. `view` has everything but `page`. As JSON when the request wants it: the view
    /// without what surrounds it.
    Reply page(const Request& request, std::string_view template_name, views::Frame frame, Tree view,
               int status = 200) const;

    /// A refusal as sentences for partials/problems.
    Tree problems(const Request& request, const Refusal& refusal) const;

    /// Runs a verb; when it is refused, shows the form again with what was typed: `again` gets the problems
    /// and the status (422, 409 or 412). A request that wants JSON gets {"code", "problems"} instead.
    Reply attempt(const Request& request, const std::function<Reply()>& verb,
                  const std::function<Reply(const Tree& problems, int status)>& again) const;

    /// 303 to `location` with a sentence shown once there: the catalogue key "flash.<what>". `undo` is where
    /// the sentence's undo button posts to, "" for none.
    Reply done(const Request& request, const std::string& location, const std::string& what,
               const std::string& undo = {}) const;

    /// The version a save names: the field "version" or If-Match. Rejected 428 "version_missing" without one,
    /// 400 for one that is no number.
    static Version based_on(const Request& request);

    /// What a request that may come twice is known by: the header Idempotency-Key, or the form's field
    /// "retry_key" with everything else that was typed, so that a page gone back to can still send another.
    /// "" for none.
    static std::string retry_key(const Request& request);

    /// Throws Rejected 403 "form_token" unless `given` is the mark of the session. Forms with files come here
    /// themselves, before they read the first file; all others are checked before their handler runs.
    static void check_token(const Request& request, const std::string& given);

    /// A field without the white space around it; "" when it is not there.
    static std::string field(const Request& request, std::string_view name);

    /// Where a form that stands on an audit's page returns to: its field "back", "" when it is no address
    /// below /audits/ or /actions/.
    static std::string way_back(const Request& request);

    /// The date of a field; nothing for "". Refuses "date_shape" for anything else.
    static std::optional<Date> date_field(const Request& request, std::string_view name);

    /// For what needs a fresh password (signing, exporting, roles): passes when it was given within 5
    /// minutes, else checks the form's field "password". Refuses "password_needed", "sign_in_wrong",
    /// "sign_in_wait".
    void require_fresh_password(const Request& request) const;
};

/// The table of pages while it is filled: one function per noun adds its rows.
class Routes {
public:
    explicit Routes(Desk& desk) : desk_(desk) {}

    using Function = Reply (*)(Desk&, Request&);

    void get(std::string pattern, Permission permission, Function function)
    {
        add(Method::Get, std::move(pattern), permission, Body::none(), function);
    }
    void post(std::string pattern, Permission permission, Function function)
    {
        add(Method::Post, std::move(pattern), permission, Body::form(), function);
    }
    void add(Method method, std::string pattern, Permission permission, Body body, Function function)
    {
        auto& desk = desk_;
        rows_.emplace_back(method, std::move(pattern), permission, body,
                           [&desk, function](Request& request) { return function(desk, request); });
    }

    std::vector<Route> rows() && { return std::move(rows_); }

private:
    Desk& desk_;
    std::vector<Route> rows_;
};

} // namespace clausebook::web
