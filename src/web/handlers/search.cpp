// One page for everything that can be found.

#include "workspace/search.h"

#include "core/base/text.h"
#include "views/pages/search.h"
#include "web/desk.h"
#include "web/handlers/all.h"

#include <charconv>

namespace clausebook::web {
namespace {

constexpr std::size_t of_each_kind = 5;
constexpr std::size_t of_each_while_typing = 3;
constexpr std::size_t of_one_kind = 30;

std::string text_of(const store::SearchBookmark& place)
{
    return std::to_string(static_cast<int>(place.tier)) + "~" + std::to_string(place.id);
}

/// The other way round; the beginning for anything else.
std::optional<store::SearchBookmark> bookmark(const std::string& text)
{
    const auto tilde = text.find('~');
    if (tilde != 1 || text[0] < '0' || text[0] >= '0' + static_cast<int>(all_search_tiers.size()))
        return std::nullopt;
    store::SearchBookmark place;
    place.tier = all_search_tiers.at(static_cast<std::size_t>(text[0] - '0'));
    const auto* const end = text.data() + text.size();
    const auto [parsed, error] = std::from_chars(text.data() + 2, end, place.id);
    if (error != std::errc() || parsed != end) return std::nullopt;
    return place;
}

views::SearchLines lines_of(SearchGroup group)
{
    views::SearchLines lines;
    lines.kind = group.kind;
    lines.count = group.count;
    if (group.next) lines.next = text_of(*group.next);
    for (auto& match : group.matches)
        lines.lines.push_back({std::move(match.number), std::move(match.draft), std::move(match.address),
                               std::move(match.title), std::move(match.context), std::move(match.field),
                               std::move(match.source), std::move(match.excerpt)});
    return lines;
}

/// Fills in what is found. Where the index is damaged, what is read without it is found all the same.
void add_found(views::SearchPage& page, Desk& desk, const Request& request, const SearchQuery& query)
{
    const auto db = desk.workspace.read();
    const auto after = page.kind ? bookmark(request.query["after"]) : std::nullopt;
    const auto limit = page.kind          ? of_one_kind
        : request.query["typing"].empty() ? of_each_kind
                                          : of_each_while_typing;
    page.goes_on = after.has_value();
    page.damaged = is_search_damaged(db);
    for (const auto kind : page.kinds) {
        if (page.kind && kind != *page.kind) continue;
        try {
            auto group = search_in(desk.workspace, db, Desk::actor(request), kind, query,
                                   Desk::language(request), after, limit);
            if (!group.matches.empty()) page.groups.push_back(lines_of(std::move(group)));
        } catch (const SearchDamaged&) {
            if (!page.damaged) note_search_damage(desk.workspace);
            page.damaged = true;
        }
    }
}

views::SearchPage page_of(Desk& desk, const Request& request)
{
    const auto& actor = Desk::actor(request);
    views::SearchPage page;
    page.typed = trimmed(request.query["q"]);
    page.kind = parse_search_kind(request.query["kind"]);
    if (page.kind && !may_search(actor, *page.kind)) page.kind.reset();
    for (const auto kind : all_search_kinds)
        if (may_search(actor, kind)) page.kinds.push_back(kind);
    const auto query = SearchQuery::parse(page.typed);
    if (!query) return page;
    page.asked = true;
    add_found(page, desk, request, *query);
    return page;
}

Reply search_page(Desk& desk, Request& request)
{
    const auto page = page_of(desk, request);
    auto frame = desk.frame(request, desk.text(request, "search.heading"), "search");
    frame.crumbs = {{desk.text(request, "search.heading"), ""}};
    return desk.page(request, "pages/search", std::move(frame),
                     views::search_view(page, Desk::language(request), desk.catalogues));
}

} // namespace

void search_routes(Routes& routes)
{
    routes.get("/search", Permission::SignedIn, search_page);
}

} // namespace clausebook::web
