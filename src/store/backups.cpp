#include "store/backups.h"

#include "store/errors.h"
#include "store/files.h"
#include "store/organization.h"

namespace clausebook::store {
namespace {

constexpr const char* note = "last-by-command";

std::string text_of(const std::optional<Instant>& instant)
{
    return instant ? to_string(*instant) : std::string();
}

std::optional<Instant> instant_of(const Row& row, const std::string& column)
{
    return row.text(column).empty() ? std::nullopt : std::optional(row.instant(column));
}

Backup backup_from(const Row& row)
{
    Backup backup;
    backup.key = Id<Backup>(row.text("key"));
    backup.version = row.number("version");
    backup.entry = row.number("entry");
    backup.name = row.text("name");
    if (!is_backup_name(backup.name)) throw DamagedData("backup " + backup.key.str() + ": its name is none");
    backup.sha256 = row.text("sha256");
    backup.bytes = row.number("bytes");
    backup.made_by = Id<Person>(row.text("made_by"));
    backup.made_at = row.instant("made_at");
    backup.taken_by = Id<Person>(row.text("taken_by"));
    backup.taken_at = instant_of(row, "taken_at");
    backup.removed_at = instant_of(row, "removed_at");
    return backup;
}

Record record_of(const Backup& backup)
{
    return {{"entry", backup.entry},
            {"name", backup.name},
            {"sha256", backup.sha256},
            {"bytes", backup.bytes},
            {"made_by", backup.made_by.str()},
            {"made_at", to_string(backup.made_at)},
            {"taken_by", backup.taken_by.empty() ? Value() : Value(backup.taken_by.str())},
            {"taken_at", text_of(backup.taken_at)},
            {"removed_at", text_of(backup.removed_at)}};
}

} // namespace

std::optional<Backup> backup(const Reading& db, const Id<Backup>& key)
{
    const auto row = db.row("SELECT * FROM backup WHERE key = ?", {key.str()});
    if (!row) return std::nullopt;
    return backup_from(*row);
}

std::vector<Backup> backups(const Reading& db)
{
    std::vector<Backup> found;
    for (const auto& row : db.rows("SELECT * FROM backup ORDER BY made_at DESC, key DESC"))
        found.push_back(backup_from(row));
    return found;
}

Id<Backup> save(Writing& verb, Backup backup)
{
    backup.key = Id<Backup>(numbered("BK", verb.next_number("BK"), 4));
    verb.put("backup", backup.key.str(), record_of(backup), 0);
    return backup.key;
}

void update(Writing& verb, const Backup& backup)
{
    verb.put("backup", backup.key.str(), record_of(backup), backup.version);
}

void note_backup_by_command(const std::filesystem::path& folder, Instant at)
{
    const auto aside = folder / ("." + std::string(note));
    try {
        std::filesystem::remove(aside);
        NewFile file(aside);
        file.write(to_string(at) + "\n");
        file.close();
        move_into_place(aside, folder / note);
    } catch (const std::runtime_error&) {
        std::error_code ignored; // the page then reminds of a backup that was made
        std::filesystem::remove(aside, ignored);
    }
}

std::optional<Instant> backup_by_command(const std::filesystem::path& folder)
{
    if (!std::filesystem::exists(folder / note)) return std::nullopt;
    return parse_instant(read_file(folder / note).substr(0, 27));
}

} // namespace clausebook::store
