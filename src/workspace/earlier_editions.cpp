#include "workspace/earlier_editions.h"

#include "checklist/edition_map.h"
#include "resources/resources.h"

#include <algorithm>

namespace clausebook {

const std::vector<EditionMap>& edition_maps()
{
    static const auto maps = [] {
        std::vector<EditionMap> read;
        for (const auto& path : resources::list("checklists/")) {
            if (!path.ends_with("-editions.xml")) continue;
            auto reading = checklist::read_edition_map(resources::read(path));
            if (!reading.map) throw std::logic_error("the edition map " + path + " has faults");
            read.push_back(std::move(*reading.map));
        }
        return read;
    }();
    return maps;
}

CarriedClause carried_over(const Workspace& workspace, const store::Reading& db, const Audit& audit,
                           const ClauseNumber& clause, const store::IsShown& is_shown)
{
    const auto& identity = checklist_of(workspace, audit).identity;
    CarriedClause carried;
    for (const auto& map : edition_maps())
        if (map.standard == identity.standard && map.to == identity.edition) carried.map = &map;
    if (!carried.map) return carried;
    for (const auto* move : carried.map->to_clause(clause)) {
        auto said = store::answers_of_earlier_edition(db, audit.key, *carried.map, *move->was, is_shown);
        if (!said) continue;
        Audit earlier;
        earlier.checklist = said->checklist;
        carried.answers.push_back({move, &checklist_of(workspace, earlier), std::move(*said)});
    }
    const auto fresh = carried.map->without_predecessor();
    carried.is_new = std::find(fresh.begin(), fresh.end(), clause) != fresh.end()
        && store::has_earlier_edition(db, audit.key, *carried.map);
    return carried;
}

} // namespace clausebook
