#include "views/pages/editions.h"

#include "core/base/text.h"

namespace clausebook::views {
namespace {

std::string title_now(const EditionsRow& row, const ClauseNumber& clause, Language language)
{
    if (const auto* found = row.checklist->find_clause(clause)) return found->title.in(language);
    return {};
}

Tree move_tree(const EditionsRow& row, const ClauseMove& move, Language language,
               const Catalogues& catalogues)
{
    const auto now = move.now ? title_now(row, *move.now, language) : std::string();
    const auto& was = move.title.in(language);
    return {{"was", move.was ? move.was->str() : "–"},
            {"was_title",
             !move.was         ? std::string()
                 : was.empty() ? now
                               : was},
            {"now", move.now ? move.now->str() : "–"},
            {"now_title", now},
            {"change", catalogues.text(language, "edition_change." + std::string(str(move.change)))},
            {"remark", move.remark.in(language)}};
}

Tree map_tree(const EditionsRow& row, Language language, const Catalogues& catalogues)
{
    const auto& map = *row.map;
    std::vector<std::string> editions;
    for (const auto edition : map.from) editions.push_back(std::to_string(edition));
    Tree moves = Tree::list();
    for (const auto& move : map.moves) moves.push_back(move_tree(row, move, language, catalogues));
    Tree fresh = Tree::list();
    for (const auto& clause : map.without_predecessor())
        fresh.push_back({{"number", clause.str()}, {"title", title_now(row, clause, language)}});
    return {
        {"id", "map-" + std::to_string(map.to)},
        {"heading",
         catalogues.text(
             language, "editions.way",
             {{"standard", map.standard}, {"from", joined(editions, ", ")}, {"to", std::to_string(map.to)}})},
        {"note", map.note.in(language)},
        {"moves", std::move(moves)},
        {"fresh", std::move(fresh)}};
}

} // namespace

Tree editions_view(const std::vector<EditionsRow>& rows, Language language, const Catalogues& catalogues)
{
    Tree maps = Tree::list();
    for (const auto& row : rows) maps.push_back(map_tree(row, language, catalogues));
    return {{"maps", std::move(maps)}};
}

} // namespace clausebook::views
