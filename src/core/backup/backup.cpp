#include "core/backup/backup.h"

#include <algorithm>

namespace clausebook {

std::string backup_name(Instant made_at, std::int64_t entry)
{
    auto at = to_string(made_at).substr(0, 19); // without the fraction of the second
    at.erase(std::remove(at.begin(), at.end(), ':'), at.end());
    return "clausebook-backup_" + at + "Z_e" + std::to_string(entry) + ".zip";
}

bool is_backup_name(std::string_view name)
{
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'
            || c == '_';
    };
    constexpr std::string_view begins = "clausebook-backup_", ends = ".zip";
    if (name.size() <= begins.size() + ends.size() || !name.starts_with(begins) || !name.ends_with(ends))
        return false;
    name.remove_suffix(ends.size());
    return std::all_of(name.begin(), name.end(), plain);
}

std::optional<Instant> last_backup(const std::vector<Backup>& backups, std::optional<Instant> by_command)
{
    auto last = by_command;
    for (const auto& backup : backups)
        if (!backup.removed_at || backup.taken_at)
            last = last ? std::max(*last, backup.made_at) : backup.made_at;
    return last;
}

bool backup_due(std::optional<Instant> last, Instant now)
{
    return !last || now - *last > backup_due_after;
}

} // namespace clausebook
