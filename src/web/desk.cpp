#include "web/desk.h"

#include "core/base/text.h"
#include "core/people/permission.h"
#include "store/actions.h"
#include "store/organization.h"
#include "store/passwords.h"
#include "web/entrance.h"
#include "web/log.h"
#include "web/typed.h"

#include <algorithm>
#include <charconv>

namespace clausebook::web {
namespace {

/// Who may open a line of the side bar.
Permission permission_of(const std::string& nav_key)
{
    static const std::map<std::string, Permission> table = {
        {"overview", Permission::SignedIn},
        {"audits", Permission::ReadAudit},
        {"mine", Permission::ReadFinding},
        {"actions", Permission::ReadFinding},
        {"findings", Permission::ReadFinding},
        {"evidence", Permission::ReadEvidence},
        {"packs", Permission::MakePack},
        {"checklists", Permission::ReadContent},
        {"people", Permission::ReadPeople},
        {"organization", Permission::ReadOrganization},
        {"journal", Permission::ReadJournal},
        {"backups", Permission::MakeBackup},
        {"certification", Permission::ReadContent},
    };
    return table.at(nav_key);
}

bool is_catalogue_key(std::string_view text)
{
    return !text.empty() && text.size() < 80 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || c == '.' || (c >= '0' && c <= '9');
    });
}

/// Undo addresses travel in the cookie beside the sentence; only ours are taken back from it.
bool is_own_address(std::string_view text)
{
    return text.starts_with('/') && !text.starts_with("//")
        && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || std::string_view("/-_.~").find(c) != std::string_view::npos;
           });
}

bool same_token(const std::string& given, const std::string& own)
{
    if (given.size() != own.size()) return false;
    unsigned char difference = 0; // looks at every byte, so that the time taken tells nothing
    for (std::size_t i = 0; i < own.size(); ++i) difference |= static_cast<unsigned char>(given[i] ^ own[i]);
    return difference == 0;
}

int status_of(const Refusal& refusal)
{
    if (refusal.code() == "sign_in_wait") return 429;
    if (refusal.kind() == RefusalKind::Conflict) return 412;
    return refusal.kind() == RefusalKind::State ? 409 : 422;
}

constexpr const char* flash_cookie = "said";

/// Whether the form of an address stands on the page of the same address.
bool has_own_page(std::string_view path)
{
    constexpr std::string_view ends[] = {"/conclusion", "/team", "/edit", "/new", "/pack"};
    return path.find("/meetings/") != std::string_view::npos || path.starts_with("/certification/")
        || std::any_of(std::begin(ends), std::end(ends), [&](auto end) { return path.ends_with(end); });
}

} // namespace

Desk::Desk(Workspace& of, const views::Catalogues& texts, const views::Renderer& templates)
    : workspace(of), catalogues(texts), renderer(templates),
      jobs(of, [](const std::string& line) { log(line); })
{
}

const Visit& Desk::visit(const Request& request)
{
    static const Visit nobody{std::nullopt, Language::en, false};
    const auto* visit = std::any_cast<Visit>(&request.carried);
    return visit ? *visit : nobody;
}

const Actor& Desk::actor(const Request& request)
{
    static const Actor nobody;
    const auto& who = visit(request).who;
    return who ? who->actor : nobody;
}

Language Desk::language(const Request& request)
{
    return visit(request).language;
}

std::string Desk::text(const Request& request, std::string_view key,
                       const views::Catalogues::Parameters& parameters) const
{
    return catalogues.text(language(request), key, parameters);
}

views::Frame Desk::frame(const Request& request, std::string title, std::string current) const
{
    const auto& visit = Desk::visit(request);
    views::Frame frame;
    frame.language = visit.language;
    frame.title = std::move(title);
    frame.current = std::move(current);
    frame.address =
        request.method == Method::Get && request.target.starts_with('/') ? request.target : request.path;
    // Before the Host of a request was found to be ours nothing of the organization is told.
    const auto organization = visit.set_up ? store::organization(workspace.read()) : std::nullopt;
    if (organization) {
        frame.organization = organization->legal_name;
        frame.demo = organization->demo ? views::Demo::Yes : views::Demo::No;
    }
    if (visit.who) {
        const auto& actor = visit.who->actor;
        frame.user = views::PageUser{actor.name, views::initials(actor.name)};
        frame.person = actor.person.str();
        frame.token = visit.who->form_token;
        frame.retry = store::new_token().substr(0, 32);
        for (const auto& entry : views::navigation())
            if (may(actor, permission_of(entry.key))) {
                frame.nav.push_back(entry);
                if (entry.key == "mine")
                    frame.nav.back().count = store::duty_count(workspace.read(), actor.person);
            }
    }
    if (const auto said = request.cookies.find(cookie_name(request, flash_cookie));
        said != request.cookies.end()) {
        const auto bar = said->second.find('|');
        const auto key = "flash." + said->second.substr(0, bar);
        const auto undo = bar == std::string::npos ? std::string() : said->second.substr(bar + 1);
        if (is_catalogue_key(key) && catalogues.has(visit.language, key))
            frame.flash =
                views::Flash{catalogues.text(visit.language, key), is_own_address(undo) ? undo : ""};
    }
    return frame;
}

Reply Desk::page(const Request& request, std::string_view template_name, views::Frame frame, Tree view,
                 int status) const
{
    if (request.wants_json) return Reply::json(status, view);
    if (is_unsafe(request.method)) frame.address = page_behind(request, frame);
    view["page"] = views::page_frame(frame, catalogues);
    view["page"]["answers"] = is_unsafe(request.method);
    auto page = renderer.render(template_name, view);
    if (is_unsafe(request.method) && status >= 400)
        if (auto typed = typed_beside(request, page, frame.language, catalogues); !typed.is_null()) {
            view["page"]["typed"] = std::move(typed);
            page = renderer.render(template_name, view);
        }
    auto reply = Reply::html(status, std::move(page));
    if (frame.flash)
        reply.set_cookie(request, cookie_name(request, flash_cookie), "", std::chrono::seconds(0));
    return reply;
}

Tree Desk::problems(const Request& request, const Refusal& refusal) const
{
    return views::problems({refusal}, language(request), catalogues);
}

Reply Desk::attempt(const Request& request, const std::function<Reply()>& verb,
                    const std::function<Reply(const Tree&, int)>& again) const
{
    try {
        return verb();
    } catch (const Refusal& refusal) {
        const int status = status_of(refusal);
        auto list = problems(request, refusal);
        auto reply = request.wants_json
            ? Reply::json(status, {{"code", refusal.code()}, {"problems", std::move(list)}})
            : again(list, status);
        if (status == 429) reply.set("Retry-After", refusal.parameters().at("seconds"));
        return reply;
    }
}

Reply Desk::done(const Request& request, const std::string& location, const std::string& what,
                 const std::string& undo) const
{
    if (!catalogues.has(language(request), "flash." + what)) throw std::logic_error("no text flash." + what);
    return Reply::see_other(location).set_cookie(request, cookie_name(request, flash_cookie),
                                                 undo.empty() ? what : what + "|" + undo,
                                                 std::chrono::seconds(60));
}

Version Desk::based_on(const Request& request)
{
    std::string text = field(request, "version");
    if (text.empty())
        if (const auto* match = request.header("if-match")) text = trimmed(*match);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    if (text.empty()) throw Rejected(428, "version_missing");
    Version version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    constexpr Version highest = 1'000'000'000;
    if (error != std::errc() || end != text.data() + text.size() || version < 0 || version > highest)
        throw Rejected(400, "version_shape");
    return version;
}

std::string Desk::retry_key(const Request& request)
{
    return retry_key_of(request, all_typed(request));
}

void Desk::check_token(const Request& request, const std::string& given)
{
    const auto& who = visit(request).who;
    if (who && !same_token(given, who->form_token)) throw Rejected(403, "form_token");
}

std::string Desk::field(const Request& request, std::string_view name)
{
    return trimmed(request.form[name]);
}

std::string Desk::way_back(const Request& request)
{
    const auto back = field(request, "back");
    const bool ours = (back.starts_with("/audits/") || back.starts_with("/actions/"))
        && std::all_of(back.begin(), back.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                              || std::string_view("/-_.?=&#").find(c) != std::string_view::npos;
                      });
    return ours ? back : std::string();
}

std::string page_behind(const Request& request, const views::Frame& frame)
{
    if (auto back = Desk::way_back(request); !back.empty()) return back;
    if (frame.address != request.path) return frame.address;
    if (has_own_page(request.path)) return request.path;
    const auto linked = std::find_if(frame.crumbs.rbegin(), frame.crumbs.rend(),
                                     [](const auto& crumb) { return !crumb.href.empty(); });
    return linked == frame.crumbs.rend() ? "/" : linked->href;
}

std::optional<Date> Desk::date_field(const Request& request, std::string_view name)
{
    const auto text = field(request, name);
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw Refusal("date_shape", std::string(name));
    return date;
}

void Desk::require_fresh_password(const Request& request) const
{
    const auto& who = visit(request).who;
    if (!who || who->fresh_password) return;
    const auto& password = request.form["password"];
    if (password.empty()) throw Refusal("password_needed", "password");
    confirm_password(workspace, *who, password, request.remote);
}

} // namespace clausebook::web
