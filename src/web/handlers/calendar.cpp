// The calendar of the certification: its private address, and what stands there without signing in.

#include "store/calendar_feed.h"
#include "store/journal.h"
#include "store/people.h"
#include "views/pages/certification.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "workspace/calendar_feed.h"
#include "workspace/cycle.h"

namespace clausebook::web {
namespace {

constexpr std::string_view ending = ".ics";

Reply calendar_page(Desk& desk, const Request& request, const std::string& address)
{
    views::CalendarPage page;
    page.address = address;
    if (const auto feed = store::calendar_feed(desk.workspace.read(), Desk::actor(request).person))
        page.made_at = desk.workspace.local(feed->made_at);
    auto frame = desk.frame(request, desk.text(request, "cycle.calendar_title"), "certification");
    frame.crumbs = {{desk.text(request, "cycle.title"), "/certification"}, {frame.title, ""}};
    return desk.page(request, "pages/calendar", std::move(frame),
                     views::calendar_view(page, Desk::language(request), desk.catalogues));
}

Reply own_calendar(Desk& desk, Request& request)
{
    return calendar_page(desk, request, {});
}

/// The page with the address, this once: it stands in no record and is not told again.
Reply make_address(Desk& desk, Request& request)
{
    const auto token = make_feed(desk.workspace, Desk::actor(request), Desk::language(request));
    return calendar_page(desk, request, request.origin + "/calendar/" + token + std::string(ending));
}

Reply end_address(Desk& desk, Request& request)
{
    end_feed(desk.workspace, Desk::actor(request));
    return desk.done(request, "/certification/calendar", "cycle_feed_ended");
}

/// Nothing of what keeps organizations apart but that: a part of the hash of the journal's first entry.
std::string house_of(const store::Reading& db)
{
    constexpr std::size_t enough = 16;
    return store::checkpoint_at(db, 1).hash.substr(0, enough);
}

/// Whose calendar it is: what it tells is what that person may see.
Actor reader_of(const store::Reading& db, const CalendarFeed& feed)
{
    const auto person = store::person(db, feed.person);
    return person ? Actor{person->key, person->name, person->roles} : Actor();
}

Reply calendar_file(Desk& desk, Request& request)
{
    auto token = request.parameter("token");
    if (token.ends_with(ending)) token.resize(token.size() - ending.size());
    return desk.attempt(
        request,
        [&] {
            const auto feed = open_feed(desk.workspace, token, request.remote);
            const auto db = desk.workspace.read();
            return Reply::bytes(
                "text/calendar; charset=utf-8",
                views::cycle_calendar(see_certification(db, desk.workspace.today(), reader_of(db, feed)),
                                      house_of(db), store::head(db).at, feed.language, desk.catalogues));
        },
        [&](const Tree&, int status) {
            return Reply::text(status, desk.text(request, "cycle.calendar_wait") + "\n");
        });
}

} // namespace

void calendar_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/calendar/{token}", Public, calendar_file);
    routes.get("/certification/calendar", ReadContent, own_calendar);
    routes.post("/certification/calendar", ReadContent, make_address);
    routes.post("/certification/calendar/end", ReadContent, end_address);
}

} // namespace clausebook::web
