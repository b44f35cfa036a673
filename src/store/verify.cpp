#include "store/verify.h"

#include "store/errors.h"
#include "store/files.h"
#include "store/issued.h"
#include "store/journal.h"
#include "store/snapshot.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <set>

namespace clausebook::store {
namespace {

/// Tables that live outside the journal, and the journal itself.
bool is_journalled(const std::string& table)
{
    static const std::set<std::string> others = {
        "journal_entry", "journal_change",  "journal_body", "session",
        "idempotency",   "sign_in_failure", "job"};
    return !others.contains(table) && !table.starts_with("sqlite_") && !table.starts_with("search_");
}

Tree record_of(const Row& row)
{
    Tree record = Tree::object();
    for (std::size_t i = 0; i < row.columns().size(); ++i)
        record[row.columns()[i]] = to_tree(row.values()[i]);
    return record;
}

class Check {
public:
    Check(const DataDirectory& directory, const std::function<void(std::int64_t, std::int64_t)>& progress)
        : directory_(directory), db_(directory.database().read()), progress_(progress)
    {
        total_ = db_.number("SELECT count(*) FROM journal_entry")
            + db_.number("SELECT count(DISTINCT subject) FROM journal_change");
    }

    Verdict run(Extent extent)
    {
        chain();
        live_records();
        if (extent == Extent::Everything) {
            files();
            verdict_.search = look_through_search_index(db_);
        }
        return std::move(verdict_);
    }

private:
    void differs(std::string code, std::map<std::string, std::string> parameters)
    {
        verdict_.differences.push_back({std::move(code), std::move(parameters)});
    }

    void step()
    {
        if (progress_ && (++done_ % 200 == 0 || done_ == total_)) progress_(done_, total_);
    }

    void chain()
    {
        constexpr std::int64_t at_once = 500;
        std::string previous = no_hash;
        std::int64_t expected = 1;
        const auto last = db_.number("SELECT max(number) FROM journal_entry");
        for (std::int64_t first = 1; first <= last; first += at_once) {
            for (const auto& entry : entries(db_, first, std::min(first + at_once - 1, last))) {
                const auto number = std::to_string(entry.number);
                if (entry.number != expected) differs("entry_missing", {{"entry", std::to_string(expected)}});
                expected = entry.number + 1;
                if (entry.previous != previous) differs("chain_broken", {{"entry", number}});
                if (hash_of(entry) != entry.hash) differs("entry_altered", {{"entry", number}});
                if (entry.changes.empty()) differs("entry_altered", {{"entry", number}});
                previous = entry.hash;
                ++verdict_.entries;
                step();
            }
            bodies(first, std::min(first + at_once - 1, last));
        }
        if (db_.number(
                "SELECT count(*) FROM journal_change WHERE entry NOT IN (SELECT number FROM journal_entry)"))
            differs("change_without_entry", {});
    }

    void bodies(std::int64_t first, std::int64_t last)
    {
        for (const auto& row : db_.rows("SELECT c.entry, c.position, c.subject, c.body_hash, b.salt, b.body, "
                                        "b.entry IS NULL AS missing "
                                        "FROM journal_change c LEFT JOIN journal_body b ON b.entry = c.entry "
                                        "AND b.position = c.position "
                                        "WHERE c.entry BETWEEN ? AND ?",
                                        {first, last})) {
            const auto tell = [&](const char* code) {
                differs(code, {{"entry", row.text("entry")}, {"record", row.text("subject")}});
            };
            if (row.flag("missing"))
                tell("body_missing");
            else if (body_hash(row.text("salt"), row.text("body")) != row.text("body_hash"))
                tell("body_altered");
        }
    }

    void live_records()
    {
        for (const auto& table :
             db_.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))
            if (const auto name = table.text("name"); is_journalled(name)) live_table(name);
        if (progress_) progress_(total_, total_);
    }

    /// Compares a table with the last body of each of its subjects, both ways.
    void live_table(const std::string& table)
    {
        std::set<std::string> seen;
        for (const auto& row : db_.rows("SELECT * FROM " + table)) {
            const auto key = row.text("key");
            seen.insert(key);
            ++verdict_.records;
            step();
            const auto last =
                db_.row("SELECT b.body FROM journal_change c JOIN journal_body b ON b.entry = c.entry "
                        "AND b.position = c.position WHERE c.subject = ? "
                        "ORDER BY c.entry DESC, c.position DESC LIMIT 1",
                        {table + "/" + key});
            if (!last)
                differs("record_without_history", {{"record", table + "/" + key}});
            else
                compare(table + "/" + key, record_of(row), last->text("body"));
        }
        gone_records(table, seen);
    }

    void compare(const std::string& subject, const Tree& live, const std::string& body)
    {
        if (ends_with_record(body, live)) return;
        Tree written;
        try {
            written = record_in(body);
        } catch (const Poco::Exception&) {
            return; // not readable: named by the body's hash already
        }
        if (written.is_null()) return differs("record_should_be_gone", {{"record", subject}});
        for (const auto& [field, value] : *live.fields()) {
            const auto* meant = written.find(field);
            if (!meant || !(*meant == value))
                differs("record_altered", {{"record", subject}, {"field", field}});
        }
    }

    void gone_records(const std::string& table, const std::set<std::string>& seen)
    {
        const auto prefix = table + "/";
        for (const auto& row : db_.rows(
                 "SELECT subject, max(entry) AS entry FROM journal_change WHERE subject >= ? AND subject < ? "
                 "GROUP BY subject",
                 {prefix, table + "0"})) { // '0' follows '/'
            const auto subject = row.text("subject");
            if (seen.contains(subject.substr(prefix.size()))) continue;
            const auto body =
                db_.row("SELECT b.body FROM journal_change c JOIN journal_body b ON b.entry = c.entry "
                        "AND b.position = c.position WHERE c.subject = ? AND c.entry = ? "
                        "ORDER BY c.position DESC LIMIT 1",
                        {subject, row.number("entry")});
            if (!body || !body->text("body").ends_with("\"record\":null}"))
                differs("record_missing", {{"record", subject}});
        }
    }

    void file(const std::filesystem::path& path, const std::string& hash, const std::string& record)
    {
        ++verdict_.files;
        const auto tell = [&](const char* code) {
            const auto place = std::filesystem::relative(path, directory_.path()).generic_string();
            differs(code, {{"file", place}, {"record", record}});
        };
        if (!std::filesystem::exists(path)) return tell("file_missing");
        try {
            if (sha256_of_file(path) != hash) tell("file_altered");
        } catch (const DamagedData&) {
            tell("file_unreadable");
        }
    }

    void files()
    {
        std::set<std::string> named;
        for (const auto& one : named_files(db_)) {
            if (one.place == NamedFile::Place::Vault) named.insert(one.sha256);
            file(path_of(directory_, one), one.sha256, one.record);
        }
        for (const auto& row :
             db_.rows("SELECT v.key AS record, max(c.entry) AS entry FROM evidence_version v JOIN "
                      "journal_change c "
                      "ON c.subject = 'evidence_version/' || v.key WHERE v.state = 'DESTROYED' "
                      "GROUP BY v.key, v.evidence, v.serial ORDER BY v.evidence, v.serial"))
            verdict_.destroyed.push_back({row.text("record"), row.number("entry")});
        for (const auto& content : directory_.vault().contents())
            if (!named.contains(content)) verdict_.unreferenced.push_back(content);
        verdict_.unrecorded = unrecorded(db_, directory_.issued());
    }

    const DataDirectory& directory_;
    Reading db_;
    const std::function<void(std::int64_t, std::int64_t)>& progress_;
    Verdict verdict_;
    std::int64_t done_ = 0;
    std::int64_t total_ = 0;
};

} // namespace

Verdict verify(const DataDirectory& directory,
               const std::function<void(std::int64_t, std::int64_t)>& progress, Extent extent)
{
    return Check(directory, progress).run(extent);
}

} // namespace clausebook::store
