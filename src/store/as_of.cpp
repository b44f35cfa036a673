#include "store/as_of.h"

#include "core/base/refusal.h"
#include "store/errors.h"
#include "store/migrations.h"
#include "store/session.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

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

/// Subjects in a row of the index: from `first` to before `beyond`.
struct Range {
    std::string first;
    std::string beyond;
};

/// Everything below "answer/IA-2026-01", or below "answer".
Range below(const std::string& subject)
{
    return {subject + "/", subject + "0"}; // '0' follows '/'
}

/// One subject alone; no subject holds the byte 1.
Range only(const std::string& subject)
{
    return {subject, subject + '\x01'};
}

/// The last body of each subject, at or before an entry.
Rows last_bodies(const Reading& db, const Range& subjects, std::int64_t number)
{
    return db.rows("SELECT c.subject, c.body_hash, b.salt, b.body, b.entry IS NULL AS missing FROM "
                   "(SELECT subject, entry, position, body_hash, row_number() OVER "
                   "(PARTITION BY subject ORDER BY entry DESC, position DESC) AS place FROM journal_change "
                   "WHERE subject >= ? AND subject < ? AND entry <= ?) c "
                   "LEFT JOIN journal_body b ON b.entry = c.entry AND b.position = c.position "
                   "WHERE c.place = 1 ORDER BY c.subject",
                   {subjects.first, subjects.beyond, number});
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

/// The record a row of last_bodies() holds; null after a removal.
Tree record_of(const Row& row)
{
    const auto body = row.text("body");
    if (row.flag("missing") || body_hash(row.text("salt"), body) != row.text("body_hash"))
        throw DamagedData("journal body of " + row.text("subject"));
    return record_in(body);
}

void copy_range(const Reading& db, Session& session, const std::string& table, const Range& subjects,
                std::int64_t number)
{
    for (const auto& row : last_bodies(db, subjects, number))
        if (const auto record = record_of(row); !record.is_null()) put_row(session, table, record);
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
    found.whole = {"audit/" + audit, "audit_conclusion/" + audit, "audit_basis/" + audit,
                   "plan_signature/" + audit};
    for (const char* table : {"audit_member", "audit_meeting", "answer", "finding", "finding_question",
                              "finding_step", "finding_response", "finding_verification", "finding_action",
                              "finding_concern", "followed_finding", "sheet_row", "report", "report_file"})
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

/// What a dossier of one audit reads of the tables that grow with the house. Sets are sorted as subjects are:
/// rows come in the order in which the whole table would hold them.
struct Narrowed {
    std::string audit;
    std::set<std::string> actions;
    std::set<std::string> evidence;

    /// Where the rows of a table stand in the journal; nothing for a table that is taken whole.
    std::optional<std::vector<Range>> ranges(const std::string& table) const
    {
        static const std::set<std::string> of_audit = {
            "answer",         "finding_question",     "finding_step", "finding_response",
            "finding_action", "finding_verification", "sheet_row",    "sheet_evidence"};
        static const std::set<std::string> of_evidence = {"evidence_version", "evidence_file",
                                                          "evidence_archive", "evidence_reference",
                                                          "evidence_tag",     "evidence_link"};
        std::vector<Range> found;
        if (of_audit.contains(table)) return std::vector{below(table + "/" + audit)};
        if (table == "action" || table == "evidence")
            for (const auto& key : table == "action" ? actions : evidence)
                found.push_back(only(table + "/" + key));
        else if (table == "action_step" || of_evidence.contains(table))
            for (const auto& key : table == "action_step" ? actions : evidence)
                found.push_back(below(table + "/" + key));
        else
            return std::nullopt;
        return found;
    }
};

/// The subjects of a range that a condition on `c.subject` finds, at or before an entry.
std::set<std::string> subjects_in(const Reading& db, const Range& range, std::int64_t number,
                                  const std::string& condition, const Params& params = {})
{
    Params all = {range.first, range.beyond, number};
    all.insert(all.end(), params.begin(), params.end());
    std::set<std::string> found;
    for (const auto& row : db.rows("SELECT DISTINCT c.subject FROM journal_change c WHERE c.subject >= ? AND "
                                   "c.subject < ? AND c.entry <= ? AND "
                                       + condition,
                                   all))
        found.insert(row.text("subject"));
    return found;
}

std::string after_last_slash(const std::string& text)
{
    return text.substr(text.rfind('/') + 1);
}

/// "EV-0001" of "evidence_link/EV-0001/answer/...".
std::string record_of_subject(const std::string& subject)
{
    const auto begin = subject.find('/') + 1;
    return subject.substr(begin, subject.find('/', begin) - begin);
}

/// Evidence that was ever linked to the audit or to one of its actions.
std::set<std::string> evidence_linked(const Reading& db, const Narrowed& narrowed, std::int64_t number)
{
    std::set<std::string> found;
    for (const auto& subject :
         subjects_in(db, below("evidence_link"), number,
                     "(c.subject LIKE ? OR c.subject LIKE ? OR c.subject LIKE '%/action/%')",
                     {"%/answer/" + narrowed.audit + "/%", "%/finding/" + narrowed.audit + "/%"}))
        if (subject.find("/action/") == std::string::npos
            || narrowed.actions.contains(after_last_slash(subject)))
            found.insert(record_of_subject(subject));
    return found;
}

/// Adds the evidence that holds a content of what is there already: whether a file is personal data is asked
/// of every record that holds it. A file's row never changes; of records that were removed the journal tells.
void add_same_contents(std::set<std::string>& evidence, const Reading& db, std::int64_t number)
{
    std::set<std::string> contents;
    for (const auto& key : evidence)
        for (const auto& row : last_bodies(db, below("evidence_file/" + key), number))
            if (const auto record = record_of(row); !record.is_null())
                contents.insert(*record.find("sha256")->text());
    for (const auto& content : contents)
        for (const auto& row : db.rows("SELECT v.evidence FROM evidence_file f JOIN evidence_version v "
                                       "ON v.key = f.evidence_version WHERE f.sha256 = ?",
                                       {content}))
            evidence.insert(row.text("evidence"));
    constexpr auto prefix = static_cast<std::int64_t>(std::string_view("evidence_file/").size());
    for (const auto& subject : subjects_in(
             db, below("evidence_file"), number,
             "NOT EXISTS (SELECT 1 FROM evidence_file f WHERE f.key = substr(c.subject, ?))", {prefix + 1}))
        evidence.insert(record_of_subject(subject));
}

Narrowed narrowed_to(const Reading& db, const std::string& audit, std::int64_t number)
{
    Narrowed narrowed{audit, {}, {}};
    for (const auto& subject : subjects_in(db, below("finding_action/" + audit), number, "1 = 1"))
        narrowed.actions.insert(after_last_slash(subject));
    narrowed.evidence = evidence_linked(db, narrowed, number);
    for (const auto& subject : subjects_in(db, below("sheet_evidence/" + audit), number, "1 = 1"))
        narrowed.evidence.insert(after_last_slash(subject));
    add_same_contents(narrowed.evidence, db, number);
    return narrowed;
}

} // namespace

void rebuild_as_of(const Reading& db, std::int64_t number, const std::filesystem::path& folder,
                   const Vault& vault, const std::optional<Id<Audit>>& audit)
{
    const auto narrowed = audit ? std::optional(narrowed_to(db, audit->str(), number)) : std::nullopt;
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto file = folder / "clausebook.db";
    Session session(file, Session::Kind::Writer);
    migrate(session, file);
    session.run("BEGIN IMMEDIATE");
    session.run("PRAGMA defer_foreign_keys=ON");
    copy_head(db, session, number);
    for (const auto& table : journalled_tables(session)) {
        const auto ranges = narrowed ? narrowed->ranges(table) : std::nullopt;
        for (const auto& range : ranges.value_or(std::vector{below(table)}))
            copy_range(db, session, table, range, number);
    }
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
