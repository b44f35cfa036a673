#include "views/pages/standards.h"

#include "core/base/percent.h"

namespace clausebook::views {

std::string in_address(const Standards& standards)
{
    return standards.all.empty() || standards.chosen == standards.all.front() ? std::string()
                                                                              : standards.chosen;
}

Tree standard_links(const Standards& standards, const std::string& path)
{
    auto links = Tree::list();
    if (standards.all.size() < 2) return links;
    for (const auto& name : standards.all)
        links.push_back({{"label", name},
                         {"href", address_with(path, {{"standard", in_address({standards.all, name})}})},
                         {"current", name == standards.chosen}});
    return links;
}

} // namespace clausebook::views
