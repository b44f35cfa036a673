#include "store/saved_lists.h"

#include "core/base/text.h"
#include "store/errors.h"
#include "store/organization.h"
#include "store/record.h"

#include <algorithm>
#include <tuple>

namespace clausebook::store {
namespace {

SavedList list_from(const Row& row)
{
    const auto kind = parse_list_kind(row.text("list"));
    if (!kind) throw DamagedData("no list: " + row.text("list"));
    return {Id<SavedList>(row.text("key")),
            row.number("version"),
            Id<Person>(row.text("person")),
            *kind,
            row.text("name"),
            row.text("query")};
}

} // namespace

std::vector<SavedList> saved_lists_of(const Reading& db, const Id<Person>& person)
{
    std::vector<SavedList> lists;
    for (const auto& row : db.rows("SELECT * FROM saved_list WHERE person = ?", {person.str()}))
        lists.push_back(list_from(row));
    std::sort(lists.begin(), lists.end(), [](const SavedList& a, const SavedList& b) {
        return std::tuple(a.list, sort_key(a.name)) < std::tuple(b.list, sort_key(b.name));
    });
    return lists;
}

std::optional<SavedList> saved_list(const Reading& db, const Id<SavedList>& key)
{
    const auto row = db.row("SELECT * FROM saved_list WHERE key = ?", {key.str()});
    return row ? std::optional(list_from(*row)) : std::nullopt;
}

void save(Writing& verb, SavedList list)
{
    if (list.key.empty()) list.key = Id<SavedList>(numbered("SL", verb.next_number("SL"), 4));
    verb.put("saved_list", list.key.str(),
             {{"person", list.person.str()},
              {"list", std::string(str(list.list))},
              {"name", list.name},
              {"name_fold", folded(list.name)},
              {"query", list.query}},
             list.version);
}

void remove(Writing& verb, const SavedList& list)
{
    verb.remove("saved_list", list.key.str(), list.version);
}

} // namespace clausebook::store
