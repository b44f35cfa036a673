#include "workspace/saved_lists.h"

#include "core/base/form_rules.h"
#include "core/people/permission.h"
#include "store/saved_lists.h"

namespace clausebook {
namespace {

void check_name(const store::Reading& db, const SavedList& list)
{
    check_given(list.name, "name");
    check_line(list.name, "name", longest_list_name);
    for (const auto& other : store::saved_lists_of(db, list.person))
        if (other.key != list.key && other.list == list.list && folded(other.name) == folded(list.name))
            throw Refusal("list_name_taken", "name");
}

SavedList own_list(const store::Reading& db, const Actor& actor, const Id<SavedList>& key)
{
    auto list = store::saved_list(db, key);
    if (!list || list->person != actor.person) throw NotFound("list " + key.str());
    return *list;
}

} // namespace

void keep_list(Workspace& workspace, const Actor& actor, ListKind kind, const std::string& name,
               const std::function<std::string(std::string_view)>& value)
{
    check_may(actor, Permission::SignedIn);
    for (const auto* filter : list_filters(kind)) check_line(value(filter), filter);
    auto verb = workspace.begin(actor, "list.kept");
    const SavedList list{{}, 0, actor.person, kind, trimmed(name), list_query(kind, value)};
    if (list.query.empty()) throw Refusal("list_not_filtered");
    check_name(verb, list);
    if (store::saved_lists_of(verb, actor.person).size() >= most_saved_lists)
        throw Refusal("too_many_lists", {}, {{"limit", std::to_string(most_saved_lists)}});
    store::save(verb, list);
    verb.commit();
}

void rename_list(Workspace& workspace, const Actor& actor, const Id<SavedList>& key, Version based_on,
                 const std::string& name)
{
    auto verb = workspace.begin(actor, "list.renamed");
    auto list = own_list(verb, actor, key);
    list.name = trimmed(name);
    check_name(verb, list);
    list.version = based_on;
    store::save(verb, list);
    verb.commit();
}

void forget_list(Workspace& workspace, const Actor& actor, const Id<SavedList>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "list.forgotten");
    auto list = own_list(verb, actor, key);
    list.version = based_on;
    store::remove(verb, list);
    verb.commit();
}

} // namespace clausebook
