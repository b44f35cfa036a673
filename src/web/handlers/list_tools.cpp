#include "web/handlers/list_tools.h"

namespace clausebook::web {

std::string list_query(const Request& request, FilterNames names)
{
    std::string query;
    for (const auto* name : names) {
        const auto& value = request.query[name];
        if (value.empty()) continue;
        query += query.empty() ? "" : "&";
        query += name;
        query += "=" + encode_segment(value);
    }
    return query;
}

std::string list_address(ListKind kind, const std::string& query, const std::string& after)
{
    auto address = "/" + std::string(str(kind));
    if (!query.empty()) address += "?" + query;
    if (!after.empty()) address += (query.empty() ? "?after=" : "&after=") + encode_segment(after);
    return address;
}

Tree list_files(ListKind kind, const std::string& query)
{
    const auto name = "/" + std::string(str(kind));
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
