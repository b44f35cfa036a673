#include "store/journal.h"

#include "core/base/refusal.h"
#include "store/database.h"

#include <algorithm>
#include <map>

namespace clausebook::store {

const std::string no_hash(64, '0'); // NOLINT(cert-err58-cpp): 64 bytes at start

std::string hash_of(const JournalEntry& entry)
{
    Tree changes = Tree::list();
    for (const auto& change : entry.changes)
        changes.push_back({{"body_hash", change.body_hash}, {"subject", change.subject}, {"version", change.version}});
    return sha256(to_json({{"number", static_cast<long long>(entry.number)},
                           {"at", to_string(entry.at)},
                           {"actor", entry.actor},
                           {"action", entry.action},
                           {"changes", changes},
                           {"previous", entry.previous}}));
}

std::string body_text(const Tree& record, const std::string& reason)
{
    return to_json({{"reason", reason}, {"record", record}});
}

std::string body_hash(const std::string& salt, const std::string& body) { return sha256(salt + "\n" + body); }

Checkpoint head(const Reading& db)
{
    const auto row = db.row("SELECT number, hash, at FROM journal_entry ORDER BY number DESC LIMIT 1");
    if (!row) return {0, no_hash, {}};
    return {row->number("number"), row->text("hash"), row->instant("at")};
}

Checkpoint checkpoint_at(const Reading& db, std::int64_t number)
{
    const auto row = db.row("SELECT number, hash, at FROM journal_entry WHERE number = ?", {number});
    if (!row) throw NotFound("journal entry " + std::to_string(number));
    return {row->number("number"), row->text("hash"), row->instant("at")};
}

namespace {

JournalEntry entry_from(const Row& row)
{
    JournalEntry entry;
    entry.number = row.number("number");
    entry.at = row.instant("at");
    entry.actor = row.text("actor");
    entry.action = row.text("action");
    entry.previous = row.text("previous");
    entry.hash = row.text("hash");
    return entry;
}

/// Gives each entry its changes; `entries` are ordered by number, ascending or descending, in one range.
void add_changes(const Reading& db, std::vector<JournalEntry>& entries)
{
    if (entries.empty()) return;
    const auto first = std::min(entries.front().number, entries.back().number);
    const auto last = std::max(entries.front().number, entries.back().number);
    const auto rows = db.rows("SELECT entry, subject, version, body_hash FROM journal_change "
                              "WHERE entry BETWEEN ? AND ? ORDER BY entry, position",
                              {first, last});
    std::map<std::int64_t, JournalEntry*> by_number; // a tampered journal has gaps
    for (auto& entry : entries) by_number[entry.number] = &entry;
    for (const auto& row : rows)
        if (const auto entry = by_number.find(row.number("entry")); entry != by_number.end())
            entry->second->changes.push_back(
                {row.text("subject"), row.number("version"), row.text("body_hash")});
}

std::vector<JournalEntry> entries_from(const Rows& rows)
{
    std::vector<JournalEntry> entries;
    entries.reserve(rows.size());
    for (const auto& row : rows) entries.push_back(entry_from(row));
    return entries;
}

} // namespace

std::vector<JournalEntry> entries_before(const Reading& db, std::int64_t before, std::int64_t limit)
{
    auto found = entries_from(
        db.rows("SELECT number, at, actor, action, previous, hash FROM journal_entry "
                "WHERE number < ? ORDER BY number DESC LIMIT ?",
                {before == 0 ? INT64_MAX : before, limit}));
    add_changes(db, found);
    return found;
}

std::vector<JournalEntry> entries(const Reading& db, std::int64_t first, std::int64_t last)
{
    auto found = entries_from(db.rows("SELECT number, at, actor, action, previous, hash FROM journal_entry "
                                      "WHERE number BETWEEN ? AND ? ORDER BY number",
                                      {first, last}));
    add_changes(db, found);
    return found;
}

std::vector<JournalEntry> history_of(const Reading& db, const std::string& subject, std::int64_t limit)
{
    return entries_from(db.rows("SELECT e.number, e.at, e.actor, e.action, e.previous, e.hash "
                                "FROM journal_change c JOIN journal_entry e ON e.number = c.entry "
                                "WHERE c.subject = ? ORDER BY c.entry DESC LIMIT ?",
                                {subject, limit}));
}

} // namespace clausebook::store
