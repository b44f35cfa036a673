#pragma once
// What the lists that can be filtered have in common: their address, and what they are taken home as.

#include "web/desk.h"
#include "workspace/list_export.h"

#include <span>
#include <string>

namespace clausebook::web {

/// The names of a list's filters, in the order of its address.
using FilterNames = std::span<const char* const>;

/// The filters of a request as they stand in an address: "state=OPEN&owner=P-0002"; "" for none. Where a page
/// begins is not among them.
std::string list_query(const Request& request, FilterNames names);

/// The address of a list with a query; "after" is where the page begins, "" for its first page.
std::string list_address(ListKind kind, const std::string& query, const std::string& after = {});

/// Where the list of a request is had as a file.
Tree list_files(ListKind kind, const std::string& query);

/// What a file of a list in the language of the request is made with.
ListPress list_press(const Desk& desk, const Request& request, ListShape shape);

/// A list's file on its way to the reader; it is taken away once it has been sent.
Reply list_reply(ListFile file);

} // namespace clausebook::web
