#include "views/record.h"

namespace clausebook::views {

Tree links_tree(const std::vector<Link>& links)
{
    Tree list = Tree::list();
    for (const auto& link : links)
        list.push_back({{"href", link.href},
                        {"label", link.label},
                        {"icon", link.icon},
                        {"primary", link.weight == Link::Weight::Primary}});
    return list;
}

Tree tabs_tree(const std::vector<Tab>& tabs, const std::string& current)
{
    Tree list = Tree::list();
    for (const auto& tab : tabs)
        list.push_back({{"href", tab.href}, {"label", tab.label}, {"current", tab.key == current}});
    return list;
}

Tree record_view(const RecordPage& page)
{
    Tree groups = Tree::list();
    int number = 0;
    for (const auto& group : page.groups) {
        Tree rows = Tree::list();
        for (const auto& row : group.rows)
            rows.push_back({{"label", row.label}, {"value", row.value}, {"empty", row.value.empty()}});
        groups.push_back(
            {{"id", "group-" + std::to_string(++number)}, {"heading", group.heading}, {"rows", rows}});
    }
    return {{"heading", page.heading},         {"lead", page.lead},
            {"links", links_tree(page.links)}, {"tabs", tabs_tree(page.tabs, page.current_tab)},
            {"tabs_label", page.tabs_label},   {"groups", groups}};
}

namespace {

Tree row_tree(const ListRow& row, const std::vector<ListColumn>& columns)
{
    Tree cells = Tree::list();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto& cell = row.cells[i];
        Tree pills = Tree::list();
        for (const auto& pill : cell.pills) pills.push_back(pill);
        // Where the heads are out of sight a bare "64" says nothing; a pill does.
        const bool bare = !cell.text.empty() && i + 1 < columns.size();
        cells.push_back(
            {{"text", cell.text}, {"head", bare ? columns[i + 1].label : std::string()}, {"pills", pills}});
    }
    return {{"href", row.href}, {"label", row.label}, {"sub", row.sub}, {"cells", cells}};
}

} // namespace

Tree list_view(const ListPage& page)
{
    Tree columns = Tree::list();
    for (const auto& column : page.columns)
        columns.push_back({{"label", column.label}, {"href", column.href}, {"sorted", column.sorted}});
    Tree rows = Tree::list();
    for (const auto& row : page.rows) rows.push_back(row_tree(row, page.columns));
    const Tree empty = {{"icon", page.empty.icon},
                        {"heading", page.empty.heading},
                        {"sentence", page.empty.sentence},
                        {"links", links_tree(page.empty.links)}};
    return {{"heading", page.heading},
            {"lead", page.lead},
            {"links", links_tree(page.links)},
            {"tabs", tabs_tree(page.tabs, page.current_tab)},
            {"tabs_label", page.tabs_label},
            {"columns", columns},
            {"rows", rows},
            {"empty", page.rows.empty() ? empty : Tree()},
            {"filter", page.filter}};
}

} // namespace clausebook::views
