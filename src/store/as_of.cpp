#include "store/as_of.h"

#include "core/base/refusal.h"
#include "store/errors.h"
#include "store/migrations.h"
#include "store/session.h"

#include <algorithm>
#include <map>

namespace clausebook::store {
namespace {

Value value_of(const Tree& tree)
{
    if (const auto* number = tree.number()) return *number;
    if (const auto* text = tree.text()) return *text;
    return {};
}

/// Tables whose rows journal bodies hold, without the accounts and their passwords.
std::vector<std::string> journalled_tables(Session& session)
{
    std::vector<std::string> tables;
    for (const auto& row : session.rows(
             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
             "AND name NOT LIKE 'journal%' AND name NOT LIKE 'search%' AND name <> 'account' ORDER BY name"))
        tables.push_back(row.text("name"));
    return tables;
}

/// The last body of each subject of a table, at or before an entry.
Rows last_bodies(const Reading& db, const std::string& table, std::int64_t number)
{
    return db.rows("SELECT c.subject, c.body_hash, b.salt, b.body, b.entry IS NULL AS missing FROM "
                   "(SELECT subject, entry, position, body_hash, row_number() OVER "
                   "(PARTITION BY subject ORDER BY entry DESC, position DESC) AS place FROM journal_change "
                   "WHERE subject >= ? AND subject < ? AND entry <= ?) c "
                   "LEFT JOIN journal_body b ON b.entry = c.entry AND b.position = c.position "
                   "WHERE c.place = 1 ORDER BY c.subject",
                   {table + "/", table + "0", number}); // '0' follows '/'
}

void put_row(Session& session, const std::string& table, const Tree& record)
{
    std::string columns;
    std::string marks;
    Params values;
    for (const auto& [name, value] : *record.fields()) {
        columns += (columns.empty() ? "" : ", ") + name;
        marks += marks.empty() ? "?" : ", ?";
        values.push_back(value_of(value));
    }
    session.run("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")", values);
}

void copy_table(const Reading& db, Session& session, const std::string& table, std::int64_t number)
{
    for (const auto& row : last_bodies(db, table, number)) {
        const auto body = row.text("body");
        if (row.flag("missing") || body_hash(row.text("salt"), body) != row.text("body_hash"))
            throw DamagedData("journal body of " + row.text("subject"));
        if (const auto record = record_in(body); !record.is_null()) put_row(session, table, record);
    }
}

void copy_head(const Reading& db, Session& session, std::int64_t number)
{
    const auto list = entries(db, number, number);
    if (list.empty()) throw NotFound("journal entry " + std::to_string(number));
    const auto& entry = list.front();
    session.run(
        "INSERT INTO journal_entry (number, at, actor, action, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
        {entry.number, to_string(entry.at), entry.actor, entry.action, entry.previous, entry.hash});
}

/// Where the subjects of an audit and of pieces of evidence begin.
struct Beginnings {
    std::vector<std::string> whole;
    std::vector<std::string> prefixes;
};

Beginnings beginnings_of(const std::string& audit, const std::set<std::string>& evidence)
{
    Beginnings found;
    found.whole = {"audit/" + audit, "audit_conclusion/" + audit};
    for (const char* table :
         {"audit_member", "audit_meeting", "answer", "finding", "finding_question", "finding_step",
          "finding_response", "finding_verification", "finding_action", "report", "report_file"})
        found.prefixes.push_back(std::string(table) + "/" + audit + "/");
    for (const auto& key : evidence) {
        found.whole.push_back("evidence/" + key);
        for (const char* table :
             {"evidence_version", "evidence_file", "evidence_archive", "evidence_reference"})
            found.prefixes.push_back(std::string(table) + "/" + key + "/");
        found.prefixes.push_back("evidence_link/" + key + "/answer/" + audit + "/");
        found.prefixes.push_back("evidence_link/" + key + "/finding/" + audit + "/");
    }
    return found;
}

/// The actions that findings of the audit had at an entry, and their evidence.
void add_actions(Beginnings& from, const Reading& db, const std::string& audit,
                 const std::set<std::string>& evidence, std::int64_t number)
{
    const auto start = "finding_action/" + audit;
    std::set<std::string> actions;
    for (const auto& row : db.rows("SELECT DISTINCT subject FROM journal_change WHERE subject >= ? AND "
                                   "subject < ? AND entry <= ?",
                                   {start + "/", start + "0", number})) { // '0' follows '/'
        const auto subject = row.text("subject");
        actions.insert(subject.substr(subject.rfind('/') + 1));
    }
    for (const auto& action : actions) {
        from.whole.push_back("action/" + action);
        from.prefixes.push_back("action_step/" + action + "/");
    }
    for (const auto& key : evidence)
        for (const auto& row :
             db.rows("SELECT DISTINCT subject FROM journal_change WHERE subject >= ? AND subject < ? AND "
                     "entry <= ?",
                     {"evidence_link/" + key + "/action/", "evidence_link/" + key + "/action0", number}))
            if (const auto subject = row.text("subject");
                actions.contains(subject.substr(subject.rfind('/') + 1)))
                from.whole.push_back(subject);
}

} // namespace

void rebuild_as_of(const Reading& db, std::int64_t number, const std::filesystem::path& folder,
                   const Vault& vault)
{
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto file = folder / "clausebook.db";
    Session session(file, Session::Kind::Writer);
    migrate(session, file);
    session.run("BEGIN IMMEDIATE");
    session.run("PRAGMA defer_foreign_keys=ON");
    copy_head(db, session, number);
    for (const auto& table : journalled_tables(session)) copy_table(db, session, table, number);
    session.run("COMMIT");
    std::filesystem::create_directory_symlink(vault.folder(), folder / "vault");
}

std::vector<ChangeInEntry> changes_touching(const Reading& db, const std::string& audit,
                                            const std::set<std::string>& evidence, std::int64_t number)
{
    std::map<std::pair<std::int64_t, std::int64_t>, ChangeInEntry> found;
    const auto take = [&](const std::string& condition, const Params& params) {
        for (const auto& row :
             db.rows("SELECT e.number, e.at, e.actor, e.action, e.hash, c.position, c.subject "
                     "FROM journal_change c JOIN journal_entry e ON e.number = c.entry WHERE "
                         + condition + " AND c.entry <= ?",
                     params)) {
            ChangeInEntry change;
            change.entry.number = row.number("number");
            change.entry.at = row.instant("at");
            change.entry.actor = row.text("actor");
            change.entry.action = row.text("action");
            change.entry.hash = row.text("hash");
            change.subject = row.text("subject");
            found[{change.entry.number, row.number("position")}] = std::move(change);
        }
    };
    auto from = beginnings_of(audit, evidence);
    add_actions(from, db, audit, evidence, number);
    for (const auto& subject : from.whole) take("c.subject = ?", {subject, number});
    for (const auto& prefix : from.prefixes)
        take("c.subject >= ? AND c.subject < ?",
             {prefix, prefix.substr(0, prefix.size() - 1) + "0", number}); // '0' follows '/'
    std::vector<ChangeInEntry> changes;
    changes.reserve(found.size());
    for (auto& [place, change] : found) changes.push_back(std::move(change));
    return changes;
}

} // namespace clausebook::store
