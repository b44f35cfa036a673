#include "workspace/backups.h"

#include "core/base/refusal.h"
#include "core/people/permission.h"
#include "store/backups.h"
#include "store/errors.h"
#include "store/files.h"
#include "workspace/backup_file.h"

namespace clausebook {
namespace {

namespace fs = std::filesystem;

/// Files that a program which died had recorded as taken away. What no record names stays: it may be the only
/// backup of records that were lost.
void finish_removals(const Workspace& workspace)
{
    for (const auto& backup : store::backups(workspace.read()))
        if (backup.removed_at) fs::remove(workspace.directory().backups() / backup.name);
}

fs::path file_of(const Workspace& workspace, const Backup& backup)
{
    return workspace.directory().backups() / backup.name;
}

Backup kept_backup(const Workspace& workspace, const store::Reading& db, const Id<Backup>& key)
{
    const auto found = store::backup(db, key);
    if (!found) throw NotFound("backup " + key.str());
    if (found->removed_at || !fs::is_regular_file(file_of(workspace, *found)))
        throw Refusal::state("backup_gone", {{"backup", key.str()}});
    return *found;
}

} // namespace

Id<Backup> make_backup(Workspace& workspace, const Actor& actor, Progress& progress)
{
    check_may(actor, Permission::MakeBackup);
    finish_removals(workspace);
    const auto aside = workspace.directory().aside();
    const auto made_at = workspace.now();
    const auto built = build_backup(workspace.directory(), aside, made_at, progress);
    const auto place = workspace.directory().backups() / built.name;
    try {
        if (store::move_to_free_place(aside / built.name, place) == store::Placing::Taken)
            throw Refusal::state("file_there", {{"file", built.name}});
    } catch (...) {
        std::error_code ignored;
        fs::remove(aside / built.name, ignored);
        throw;
    }
    try {
        auto verb = workspace.begin(actor, "backup.made");
        Backup backup;
        backup.entry = built.entry;
        backup.name = built.name;
        backup.sha256 = built.sha256;
        backup.bytes = built.bytes;
        backup.made_by = actor.person;
        backup.made_at = made_at;
        auto key = store::save(verb, backup);
        verb.commit();
        return key;
    } catch (...) {
        // A commit nobody knows of may last; a file that no row names does no harm.
        std::error_code ignored;
        if (!workspace.directory().database().read_only_now()) fs::remove(place, ignored);
        throw;
    }
}

SeenBackups see_backups(const Workspace& workspace)
{
    SeenBackups seen;
    const auto all = store::backups(workspace.read());
    seen.by_command = store::backup_by_command(workspace.directory().backups());
    seen.last = last_backup(all, seen.by_command);
    if (backup_due(seen.last, workspace.now())) seen.due = SeenBackups::Due::Yes;
    for (const auto& backup : all)
        seen.all.push_back({backup, !backup.removed_at && fs::is_regular_file(file_of(workspace, backup))});
    return seen;
}

TakenBackup take_backup(Workspace& workspace, const Actor& actor, const Id<Backup>& key)
{
    check_may(actor, Permission::TakeBackup);
    const auto found = kept_backup(workspace, workspace.read(), key);
    const auto path = file_of(workspace, found);
    if (store::sha256_of_file(path) != found.sha256) throw store::DamagedData("backup " + found.name);
    auto verb = workspace.begin(actor, "backup.taken");
    auto backup = kept_backup(workspace, verb, key);
    backup.taken_by = actor.person;
    backup.taken_at = verb.at();
    store::update(verb, backup);
    verb.commit();
    return {path, backup};
}

void remove_backup(Workspace& workspace, const Actor& actor, const Id<Backup>& key)
{
    check_may(actor, Permission::MakeBackup);
    auto verb = workspace.begin(actor, "backup.removed");
    auto backup = kept_backup(workspace, verb, key);
    backup.removed_at = verb.at();
    store::update(verb, backup);
    verb.commit();
    fs::remove(file_of(workspace, backup));
}

} // namespace clausebook
