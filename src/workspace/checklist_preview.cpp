// What somebody looked at and has not brought in yet: one file a person, aside, gone with the next start.

#include "core/base/refusal.h"
#include "store/files.h"
#include "store/passwords.h"
#include "workspace/checklists.h"

namespace clausebook {
namespace {

namespace fs = std::filesystem;

std::string beginning_of(const Actor& actor)
{
    return ".checklist-" + actor.person.str() + "-";
}

fs::path place_of(const Workspace& workspace, const Actor& actor, const std::string& key)
{
    return workspace.directory().aside() / (beginning_of(actor) + key);
}

} // namespace

std::string keep_previewed(const Workspace& workspace, const Actor& actor, std::string_view bytes)
{
    forget_previewed(workspace, actor);
    auto key = store::sha256(bytes);
    // Written under a name of its own first: the same person may be looking twice at once.
    store::NewFile file(workspace.directory().aside() / (".preview-" + store::new_token().substr(0, 16)));
    file.write(bytes);
    file.close();
    store::move_into_place(file.path(), place_of(workspace, actor, key));
    return key;
}

std::string previewed(const Workspace& workspace, const Actor& actor, const std::string& key)
{
    const auto file = place_of(workspace, actor, key);
    if (!is_checklist_key(key) || !fs::is_regular_file(file)) throw Refusal::state("preview_over");
    auto bytes = store::read_file(file);
    if (store::sha256(bytes) != key) throw Refusal::state("preview_over");
    return bytes;
}

void forget_previewed(const Workspace& workspace, const Actor& actor)
{
    const auto beginning = beginning_of(actor);
    std::error_code gone; // by another look of the same person
    for (const auto& entry : fs::directory_iterator(workspace.directory().aside()))
        if (entry.path().filename().string().starts_with(beginning)) fs::remove(entry.path(), gone);
}

} // namespace clausebook
