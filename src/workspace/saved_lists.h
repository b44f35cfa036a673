#pragma once
// Verbs on filtered lists that people keep under a name.

#include "core/list/saved_list.h"
#include "workspace/workspace.h"

#include <functional>
#include <string>
#include <string_view>

namespace clausebook {

/// Keeps a list for the actor. Of its filters only those that the list knows are kept. Refuses "required",
/// "too_long", "unclean" (name, a filter), "list_not_filtered", "list_name_taken" (on "name", for a list of
/// the same kind whose name folds alike), "too_many_lists".
void keep_list(Workspace& workspace, const Actor& actor, ListKind kind, const std::string& name,
               const std::function<std::string(std::string_view filter)>& value);

/// Gives one of the actor's lists another name. Refuses as keep_list() does, "edit_conflict". Throws NotFound
/// for a list that is not the actor's.
void rename_list(Workspace& workspace, const Actor& actor, const Id<SavedList>& key, Version based_on,
                 const std::string& name);

/// Takes one of the actor's lists away. Throws NotFound for one that is not theirs.
void forget_list(Workspace& workspace, const Actor& actor, const Id<SavedList>& key, Version based_on);

} // namespace clausebook
