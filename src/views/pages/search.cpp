#include "views/pages/search.h"

#include "core/base/percent.h"
#include "views/format.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace clausebook::views {
namespace {

constexpr std::int64_t counted_to = 1000;

std::string kind_text(SearchKind kind, Language language, const Catalogues& catalogues)
{
    return catalogues.text(language, "search.kind." + std::string(str(kind)));
}

std::string icon_of(SearchKind kind)
{
    constexpr std::array icons = {"book", "flag", "columns", "folder", "audit", "users"};
    return icons.at(static_cast<std::size_t>(kind));
}

Tree parts_tree(const std::vector<TextPart>& parts)
{
    Tree list = Tree::list();
    for (const auto& part : parts) list.push_back({{"text", part.text}, {"hit", part.hit}});
    return list;
}

Tree line_tree(const SearchLine& line, Language language, const Catalogues& catalogues)
{
    auto number = line.number;
    if (!line.draft.empty())
        number = catalogues.text(language, "finding.draft_name", {{"serial", line.draft}});
    auto title = line.title;
    if (title.empty()) title = {{catalogues.text(language, "search.no_title"), false}};
    std::string why;
    if (!line.field.empty())
        why = line.source.empty()
            ? catalogues.text(language, "search.field." + line.field)
            : catalogues.text(language, "search.field." + line.field + "_of", {{"file", line.source}});
    return {{"href", line.href},       {"number", number}, {"title", parts_tree(title)},
            {"context", line.context}, {"why", why},       {"excerpt", parts_tree(line.excerpt)}};
}

std::string counted(std::int64_t count, Language language)
{
    return shown(language, static_cast<long long>(std::min(count, counted_to)))
        + (count > counted_to ? "+" : "");
}

Tree group_tree(const SearchPage& page, const SearchLines& group, Language language,
                const Catalogues& catalogues)
{
    Tree lines = Tree::list();
    for (const auto& line : group.lines) lines.push_back(line_tree(line, language, catalogues));
    const auto kind = std::string(str(group.kind));
    const bool more = !page.kind && !group.next.empty();
    return {{"kind", kind},
            {"icon", icon_of(group.kind)},
            {"heading", kind_text(group.kind, language, catalogues)},
            {"count", counted(group.count, language)},
            {"lines", std::move(lines)},
            {"all", more ? search_address(page.typed, group.kind) : std::string()},
            {"all_label",
             catalogues.text(language, "search.all_of",
                             {{"count", counted(group.count, language)},
                              {"kind", kind_text(group.kind, language, catalogues)}})}};
}

Tree filters_tree(const SearchPage& page, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    list.push_back({{"label", catalogues.text(language, "search.kind.all")},
                    {"href", search_address(page.typed)},
                    {"current", !page.kind}});
    for (const auto kind : page.kinds)
        list.push_back({{"label", kind_text(kind, language, catalogues)},
                        {"href", search_address(page.typed, kind)},
                        {"current", page.kind == kind}});
    return list;
}

Tree empty_tree(const SearchPage& page, Language language, const Catalogues& catalogues)
{
    if (!page.groups.empty()) return {};
    const std::string which = page.asked ? "nothing" : "begin";
    return {{"icon", "search"},
            {"heading", catalogues.text(language, "search." + which)},
            {"sentence", catalogues.text(language, "search." + which + "_hint")},
            {"href", page.asked && page.kind ? search_address(page.typed) : ""},
            {"action", catalogues.text(language, "search.everywhere")}};
}

std::string summary(const SearchPage& page, Language language, const Catalogues& catalogues)
{
    if (!page.asked) return {};
    const auto count = std::accumulate(
        page.groups.begin(), page.groups.end(), std::int64_t{0},
        [](std::int64_t sum, const SearchLines& group) { return sum + std::min(group.count, counted_to); });
    const bool more = std::any_of(page.groups.begin(), page.groups.end(),
                                  [](const SearchLines& group) { return group.count > counted_to; });
    return catalogues.text(language, count == 1 ? "search.found.one" : "search.found.other",
                           {{"count", shown(language, static_cast<long long>(count)) + (more ? "+" : "")}});
}

} // namespace

std::string search_address(const std::string& typed, std::optional<SearchKind> kind, const std::string& after)
{
    return address_with("/search",
                        {{"q", typed}, {"kind", kind ? std::string(str(*kind)) : ""}, {"after", after}});
}

Tree search_view(const SearchPage& page, Language language, const Catalogues& catalogues)
{
    Tree groups = Tree::list();
    for (const auto& group : page.groups) groups.push_back(group_tree(page, group, language, catalogues));
    Tree view = {{"typed", page.typed},
                 {"kind", page.kind ? Tree(std::string(str(*page.kind))) : Tree()},
                 {"summary", summary(page, language, catalogues)},
                 {"filters", page.asked ? filters_tree(page, language, catalogues) : Tree::list()},
                 {"groups", std::move(groups)},
                 {"tips", !page.asked},
                 {"damaged", page.damaged},
                 {"address", search_address(page.typed)},
                 {"empty", empty_tree(page, language, catalogues)},
                 {"pager", Tree()}};
    if (!page.kind || page.groups.empty()) return view;
    const auto& group = page.groups.front();
    if (page.goes_on || !group.next.empty())
        view["pager"] = {
            {"shown",
             catalogues.text(language, "search.on_page",
                             {{"here", shown(language, static_cast<long long>(group.lines.size()))},
                              {"count", counted(group.count, language)}})},
            {"first", page.goes_on ? search_address(page.typed, page.kind) : std::string()},
            {"next", group.next.empty() ? std::string() : search_address(page.typed, page.kind, group.next)}};
    return view;
}

} // namespace clausebook::views
