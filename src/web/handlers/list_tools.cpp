#include "web/handlers/list_tools.h"

#include "store/saved_lists.h"

namespace clausebook::web {

std::string list_query(const Request& request, ListKind kind)
{
    return clausebook::list_query(kind, [&](std::string_view name) { return request.query[name]; });
}

Tree saved_lists(const Desk& desk, const Request& request, ListKind kind)
{
    const auto query = list_query(request, kind);
    auto links = Tree::list();
    bool kept = false;
    for (const auto& saved : store::saved_lists_of(desk.workspace.read(), Desk::actor(request).person)) {
        if (saved.list != kind) continue;
        kept = kept || saved.query == query;
        links.push_back({{"name", saved.name},
                         {"href", list_address(kind, saved.query)},
                         {"current", saved.query == query}});
    }
    return {{"links", std::move(links)},
            {"list", std::string(str(kind))},
            {"query", kept ? std::string() : query}};
}

std::string list_address(ListKind kind, const std::string& query, const std::string& after)
{
    std::string address(path_of(kind));
    if (!query.empty()) address += "?" + query;
    if (!after.empty()) address += (query.empty() ? "?after=" : "&after=") + encode_segment(after);
    return address;
}

Tree list_files(ListKind kind, const std::string& query)
{
    const std::string name(path_of(kind));
    const auto asked = query.empty() ? std::string() : "?" + query;
    return {{"xlsx", name + ".xlsx" + asked}, {"csv", name + ".csv" + asked}};
}

ListPress list_press(const Desk& desk, const Request& request, ListShape shape)
{
    return {desk.workspace, desk.catalogues, Desk::language(request), shape};
}

Reply list_reply(ListFile file)
{
    auto reply = Reply::file(file.path, file.type, Disposition::Attachment, file.name);
    reply.keep(std::move(file.kept));
    return reply;
}

} // namespace clausebook::web
