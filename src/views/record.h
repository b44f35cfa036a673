#pragma once
// Pages that show records: one to read ("pages/record"), many in a table ("pages/list").

#include "core/base/tree.h"

#include <string>
#include <vector>

namespace clausebook::views {

/// A way on from a page.
struct Link {
    std::string href;
    std::string label;
    std::string icon; ///< a name in assets/icons.svg
    enum class Weight { Quiet, Primary } weight = Weight::Quiet;
};
Tree links_tree(const std::vector<Link>& links);

struct Tab {
    std::string key;
    std::string href;
    std::string label;
};
/// `current` is the key of the page that is open.
Tree tabs_tree(const std::vector<Tab>& tabs, const std::string& current);

struct Property {
    std::string label;
    std::string value; ///< lines stay lines; "" is shown as not given
};

struct PropertyGroup {
    std::string heading;
    std::vector<Property> rows;
};

struct RecordPage {
    std::string heading;
    std::string lead; ///< "" for none
    std::vector<Link> links;
    std::vector<Tab> tabs;
    std::string current_tab;
    std::string tabs_label;
    std::vector<PropertyGroup> groups;
};
Tree record_view(const RecordPage& page);

struct Cell {
    std::string text;
    std::vector<std::string> pills;
};

struct ListRow {
    std::string href;
    std::string label;
    std::string sub; ///< a smaller line under it
    std::vector<Cell> cells;
};

struct ListColumn {
    std::string label;
    std::string href; ///< sorts by it, "" when nothing does
    bool sorted = false;
};

/// What stands in place of an empty list: why it is empty and what to do first.
struct EmptyList {
    std::string icon;
    std::string heading;
    std::string sentence;
    std::vector<Link> links;
};

struct ListPage {
    std::string heading;
    std::string lead;
    std::vector<Link> links;
    std::vector<Tab> tabs;
    std::string current_tab;
    std::string tabs_label;
    std::vector<ListColumn> columns;
    std::vector<ListRow> rows;
    EmptyList empty; ///< shown when there are no rows
    Tree filter;     ///< {action, active, fields} (views/form.h), or null
};
Tree list_view(const ListPage& page);

} // namespace clausebook::views
