#pragma once
// What the lists that can be filtered have in common: their address, and what they are taken home as.

#include "web/desk.h"
#include "workspace/list_export.h"

#include <string>

namespace clausebook::web {

/// The filters of a request as they stand in an address: "state=OPEN&owner=P-0002"; "" for none.
std::string list_query(const Request& request, ListKind kind);

/// The address of a list with a query; "after" is where the page begins, "" for its first page.
std::string list_address(ListKind kind, const std::string& query, const std::string& after = {});

/// The lists that the reader keeps of this kind, and the form that keeps the one a page shows, for
/// partials/saved-lists: {links, list, query}.
Tree saved_lists(const Desk& desk, const Request& request, ListKind kind);

/// Where the list of a request is had as a file.
Tree list_files(ListKind kind, const std::string& query);

/// What the page of a list carries beside its rows: where its first and next page are, the files, the lists
/// that are kept. `next` is where the next page begins, "" on the last.
template <typename Page>
void fill_list(Page& page, const Desk& desk, const Request& request, ListKind kind, const std::string& next)
{
    const auto query = list_query(request, kind);
    if (!request.query["after"].empty()) page.first = list_address(kind, query);
    if (!next.empty()) page.next = list_address(kind, query, next);
    page.files = list_files(kind, query);
    page.saved = saved_lists(desk, request, kind);
}

/// What a file of a list in the language of the request is made with.
ListPress list_press(const Desk& desk, const Request& request, ListShape shape);

/// A list's file on its way to the reader; it is taken away once it has been sent.
Reply list_reply(ListFile file);

} // namespace clausebook::web
