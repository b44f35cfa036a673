#include "web/entrance.h"

#include "core/people/permission.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/organization.h"
#include "store/people.h"
#include "views/entry_pages.h"
#include "web/form.h"
#include "web/typed.h"

namespace clausebook::web {
namespace {

/// The language a request itself asks for, by its cookie or by its browser.
std::optional<Language> language_asked(const Request& request)
{
    if (const auto cookie = request.cookies.find("language"); cookie != request.cookies.end())
        if (const auto chosen = parse_language(cookie->second)) return *chosen;
    if (!request.language.empty()) {
        const auto tr = request.language.find("tr");
        const auto en = request.language.find("en");
        if (tr != std::string::npos && (en == std::string::npos || tr < en)) return Language::tr;
        if (en != std::string::npos) return Language::en;
    }
    return std::nullopt;
}

Language language_of(const Request& request, const std::optional<SignedIn>& who,
                     const std::optional<Organization>& organization)
{
    if (who && who->language) return *who->language;
    return language_asked(request).value_or(organization ? organization->language : Language::en);
}

Visit visit_of(Desk& desk, const Request& request)
{
    Visit visit;
    if (const auto cookie = request.cookies.find(session_cookie(request)); cookie != request.cookies.end())
        visit.who = signed_in(desk.workspace, cookie->second);
    const auto db = desk.workspace.read();
    const auto organization = store::organization(db);
    visit.set_up = organization && !store::nobody_has_a_password(db);
    visit.language = language_of(request, visit.who, organization);
    return visit;
}

std::optional<Reply> admit(Desk& desk, Request& request, const Route& route)
{
    auto visit = visit_of(desk, request);
    const bool signed_in = visit.who.has_value();
    const bool set_up = visit.set_up;
    const Actor actor = signed_in ? visit.who->actor : Actor();
    request.carried = std::move(visit);
    if (route.permission == Permission::Public) return std::nullopt;
    if (!set_up) return Reply::see_other("/setup");
    if (!signed_in) {
        // A form is read first: the page that refuses it shows what was typed.
        if (route.body.kind == BodyKind::Form && is_form(request) && !request.wants_json) return std::nullopt;
        if (is_unsafe(request.method) || request.wants_json) throw Rejected(401, "sign_in_first");
        return Reply::see_other("/sign-in?next=" + encode_segment(request.target));
    }
    if (!may(actor, route.permission)) throw NotFound("page " + request.path);
    const bool token_in_header = route.body.kind == BodyKind::Upload
        || (is_unsafe(request.method) && route.body.kind == BodyKind::None);
    if (token_in_header) {
        const auto* token = request.header("x-form-token");
        Desk::check_token(request, token ? *token : std::string());
    }
    return std::nullopt;
}

std::optional<Reply> admit_form(Request& request, const Route& route)
{
    if (route.permission == Permission::Public) return std::nullopt; // Origin and Sec-Fetch-Site guard these
    if (!Desk::visit(request).who) throw Rejected(401, "sign_in_first");
    const auto* header = request.header("x-form-token");
    Desk::check_token(request, header ? *header : request.form["token"]);
    return std::nullopt;
}

/// What can be found out about a request that was refused before it was admitted: who asks only once Host and
/// Origin were found to be ours; else the language alone, so that nothing of the organization is told.
Request known(Desk& desk, const Request& request, const Trouble& trouble)
{
    auto with = request;
    if (request.carried.has_value()) return with;
    if (!request.segments.empty() && (trouble.status == 404 || trouble.status == 405)) {
        with.carried = visit_of(desk, request);
    } else {
        Visit stranger;
        stranger.language = language_asked(request).value_or(Language::en);
        stranger.set_up = false;
        with.carried = std::move(stranger);
    }
    return with;
}

/// The status and one more sentence of what went wrong.
std::pair<int, std::string> told(const Desk& desk, Language language, const Trouble& trouble)
{
    const auto sentence = [&](const std::string& key, const std::map<std::string, std::string>& parameters) {
        return desk.catalogues.has(language, key) ? desk.catalogues.text(language, key, parameters)
                                                  : std::string();
    };
    try {
        std::rethrow_exception(trouble.error);
    } catch (const Rejected& rejected) {
        return {rejected.status(), sentence("problem." + rejected.code(), rejected.parameters())};
    } catch (const Refusal& refusal) {
        return {trouble.status, sentence("refusal." + refusal.code(), refusal.parameters())};
    } catch (const store::DiskFull&) {
        return {507, sentence("problem.disk_full", {})};
    } catch (const store::ReadOnlyNow&) {
        return {503, sentence("problem.read_only_now", {})};
    } catch (const std::system_error& refused) {
        if (store::means_no_room(refused.code().value())) return {507, sentence("problem.disk_full", {})};
        return {trouble.status, {}};
    } catch (const std::exception&) {
        return {trouble.status, {}};
    }
}

/// Whether nobody can tell in which language to answer: who asks is not known, and the request does not say.
bool speaks_no_language(const Request& as_it_came, const Request& known)
{
    return !as_it_came.carried.has_value() && !Desk::visit(known).set_up && !language_asked(as_it_came);
}

Reply error_page(Desk& desk, const Request& as_it_came, const Trouble& trouble)
{
    const auto request = known(desk, as_it_came, trouble);
    const auto language = Desk::language(request);
    const auto [status, detail] = told(desk, language, trouble);
    auto frame = desk.frame(request, desk.text(request, "shell.error"), "");
    views::ErrorPage page{status,
                          detail,
                          trouble.incident,
                          status == 401 ? "/sign-in?next=" + encode_segment(page_behind(request, frame))
                                        : std::string(),
                          {}};
    if (speaks_no_language(as_it_came, request))
        for (const auto other : languages)
            if (other != language) page.also[other] = told(desk, other, trouble).second;
    if (request.wants_json)
        return Reply::json(status,
                           {{"status", status}, {"sentence", detail}, {"incident", trouble.incident}});
    auto view = views::error_view(page, language, desk.catalogues);
    return desk.page(request, "pages/error", std::move(frame), std::move(view), status);
}

} // namespace

std::string cookie_name(const Request& request, const std::string& name)
{
    const auto colon = request.origin.rfind(':');
    const auto port = colon == std::string::npos ? std::string() : request.origin.substr(colon + 1);
    const bool is_port = !port.empty() && port.find_first_not_of("0123456789") == std::string::npos;
    return (request.secure ? "__Host-" : "") + name + (is_port ? "-" + port : "");
}

std::string session_cookie(const Request& request)
{
    return cookie_name(request, "clausebook");
}

Application application(Desk& desk)
{
    return {Router(all_routes(desk)),
            [&desk](Request& request, const Route& route) { return admit(desk, request, route); },
            [](Request& request, const Route& route) { return admit_form(request, route); },
            [&desk](const Request& request, const Trouble& trouble) {
                return error_page(desk, request, trouble);
            },
            [](const Request&, Reply&) {
            }};
}

} // namespace clausebook::web
