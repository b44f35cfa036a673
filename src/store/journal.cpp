#include "store/journal.h"

#include "core/base/refusal.h"
#include "store/database.h"
#include "store/findings.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <map>

namespace clausebook::store {

const std::string no_hash(64, '0'); // NOLINT(cert-err58-cpp): 64 bytes at start

std::string hash_of(const JournalEntry& entry)
{
    Tree changes = Tree::list();
    for (const auto& change : entry.changes)
        changes.push_back(
            {{"body_hash", change.body_hash}, {"subject", change.subject}, {"version", change.version}});
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

namespace {

Tree tree_of(const Poco::Dynamic::Var& value)
{
    if (value.isEmpty()) return {};
    if (value.isInteger()) return static_cast<long long>(value.convert<std::int64_t>());
    return value.convert<std::string>();
}

} // namespace

Tree record_in(const std::string& body)
{
    const auto object = Poco::JSON::Parser().parse(body).extract<Poco::JSON::Object::Ptr>();
    if (object->isNull("record")) return {};
    Tree record = Tree::object();
    for (const auto& [name, value] : *object->getObject("record")) record[name] = tree_of(value);
    return record;
}

bool ends_with_record(std::string_view body, const Tree& record)
{
    // Inside a text of JSON a quotation mark has a backslash before it: this one can only begin the name.
    return body.ends_with(",\"record\":" + to_json(record) + "}");
}

std::string body_hash(const std::string& salt, const std::string& body)
{
    return sha256(salt + "\n" + body);
}

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
    auto found = entries_from(db.rows("SELECT number, at, actor, action, previous, hash FROM journal_entry "
                                      "WHERE number < ? ORDER BY number DESC LIMIT ?",
                                      {before == 0 ? INT64_MAX : before, limit}));
    add_changes(db, found);
    return found;
}

namespace {

/// The tables whose keys people know; the journal calls their records "<table>/<key>".
constexpr const char* kinds[] = {"organization",
                                 "site",
                                 "criterion",
                                 "person",
                                 "account",
                                 "checklist",
                                 "checklist_import",
                                 "audit",
                                 "audit_member",
                                 "audit_meeting",
                                 "audit_conclusion",
                                 "answer",
                                 "finding",
                                 "finding_question",
                                 "finding_response",
                                 "finding_step",
                                 "finding_verification",
                                 "finding_action",
                                 "action",
                                 "action_step",
                                 "evidence",
                                 "evidence_version",
                                 "evidence_file",
                                 "evidence_link",
                                 "evidence_archive",
                                 "evidence_reference",
                                 "evidence_tag",
                                 "saved_list",
                                 "report",
                                 "report_file",
                                 "pack",
                                 "backup",
                                 "cycle_event",
                                 "cycle_rules",
                                 "calendar_feed",
                                 "certification_body",
                                 "application",
                                 "cycle_event_audit",
                                 "audit_basis",
                                 "plan_signature",
                                 "sheet_row",
                                 "sheet_evidence",
                                 "followed_finding",
                                 "finding_concern"};

/// A condition on journal_change for a record and what is kept below it; '0' is the byte after '/'.
std::string below(const Reading& db, const std::string& record, Params& params)
{
    std::vector<std::string> subjects;
    if (record.find('/') != std::string::npos) {
        subjects.push_back(record);
    } else {
        const auto finding = finding_of_number(db, record); // whose key nobody knows
        for (const auto* kind : kinds)
            subjects.push_back(kind + ("/" + (finding ? finding->key.str() : record)));
    }
    std::string condition;
    for (const auto& subject : subjects) {
        condition +=
            (condition.empty() ? "" : " OR ") + std::string("subject = ? OR (subject > ? AND subject < ?)");
        params.insert(params.end(), {subject, subject + "/", subject + "0"});
    }
    return condition;
}

/// Gives each entry its changes, wherever in the journal they stand.
void add_changes_of_each(const Reading& db, std::vector<JournalEntry>& entries)
{
    if (entries.empty()) return;
    std::map<std::int64_t, JournalEntry*> by_number;
    Params params;
    std::string marks;
    for (auto& entry : entries) {
        by_number.emplace(entry.number, &entry);
        params.emplace_back(entry.number);
        marks += marks.empty() ? "?" : ", ?";
    }
    for (const auto& row :
         db.rows("SELECT entry, subject, version, body_hash FROM journal_change WHERE entry IN (" + marks
                     + ") ORDER BY entry, position",
                 params))
        by_number.at(row.number("entry"))
            ->changes.push_back({row.text("subject"), row.number("version"), row.text("body_hash")});
}

} // namespace

std::span<const char* const> journal_kinds()
{
    return kinds;
}

std::vector<JournalEntry> entries_before(const Reading& db, std::int64_t before, std::int64_t limit,
                                         const JournalFilter& filter)
{
    if (filter.record.empty() && filter.actor.empty()) return entries_before(db, before, limit);
    std::string sql = "SELECT number, at, actor, action, previous, hash FROM journal_entry WHERE number < ?";
    Params params = {before == 0 ? INT64_MAX : before};
    if (!filter.actor.empty()) {
        sql += " AND actor = ?";
        params.emplace_back(filter.actor);
    }
    if (!filter.record.empty())
        sql += " AND number IN (SELECT entry FROM journal_change WHERE " + below(db, filter.record, params)
            + ")";
    params.emplace_back(limit);
    auto found = entries_from(db.rows(sql + " ORDER BY number DESC LIMIT ?", params));
    add_changes_of_each(db, found);
    return found;
}

std::string reason_of(const Reading& db, std::int64_t number)
{
    const auto row =
        db.row("SELECT body FROM journal_body WHERE entry = ? ORDER BY position LIMIT 1", {number});
    if (!row) return {};
    const auto body = Poco::JSON::Parser().parse(row->text("body")).extract<Poco::JSON::Object::Ptr>();
    return body->optValue<std::string>("reason", "");
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

std::vector<SubjectEntry> history_under(const Reading& db, const std::string& prefix, std::int64_t limit)
{
    auto end = prefix;
    end.back() = static_cast<char>(end.back() + 1);
    const auto rows =
        db.rows("SELECT c.subject, e.number, e.at, e.actor, e.action, e.previous, e.hash "
                "FROM journal_change c JOIN journal_entry e ON e.number = c.entry "
                "WHERE c.subject >= ? AND c.subject < ? ORDER BY c.entry DESC, c.subject LIMIT ?",
                {prefix, end, limit});
    auto entries = entries_from(rows);
    std::vector<SubjectEntry> found;
    for (std::size_t i = 0; i < rows.size(); ++i)
        found.push_back({rows[i].text("subject"), std::move(entries[i])});
    return found;
}

} // namespace clausebook::store
