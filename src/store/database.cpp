#include "store/database.h"

#include "core/base/refusal.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/journal.h"
#include "store/migrations.h"
#include "store/search_index.h"
#include "store/session.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <mutex>
#include <sodium.h>
#include <stdexcept>

namespace clausebook::store {

// ---- Database

struct Database::State {
    std::filesystem::path file;
    Access access;
    std::unique_ptr<Session> writer;
    std::mutex writing;
    std::atomic<bool> read_only_now = false;

    std::mutex listener_mutex;
    std::function<void()> listener;

    void tell_of_contents()
    {
        const std::scoped_lock lock(listener_mutex);
        if (listener) listener();
    }

    std::mutex pool_mutex;
    std::vector<std::unique_ptr<Session>> idle_readers;

    std::shared_ptr<Session> borrow_reader()
    {
        std::unique_ptr<Session> session;
        {
            const std::scoped_lock lock(pool_mutex);
            if (!idle_readers.empty()) {
                session = std::move(idle_readers.back());
                idle_readers.pop_back();
            }
        }
        if (!session) session = std::make_unique<Session>(file, Session::Kind::Reader);
        session->run("BEGIN");
        return {session.release(), [this](Session* done) {
                    give_back(std::unique_ptr<Session>(done));
                }};
    }

    void give_back(std::unique_ptr<Session> session)
    {
        constexpr std::size_t kept = 8;
        try {
            session->run("ROLLBACK");
        } catch (const std::exception&) {
            return; // a connection that cannot end its look is closed, not kept
        }
        const std::scoped_lock lock(pool_mutex);
        if (idle_readers.size() < kept) idle_readers.push_back(std::move(session));
    }
};

Database::Database(const std::filesystem::path& file, Access access) : state_(std::make_unique<State>())
{
    if (sodium_init() < 0) throw std::runtime_error("no source of random numbers");
    state_->file = file;
    state_->access = access;
    if (access == Access::ReadAndWrite) {
        state_->writer = std::make_unique<Session>(file, Session::Kind::Writer);
        migrate(*state_->writer, file);
    } else {
        Session probe(file, Session::Kind::Reader);
        refuse_other_schema(probe);
    }
}

Database::~Database() = default;

Reading Database::read() const
{
    return Reading(state_->borrow_reader());
}

Writing Database::write(std::string actor, std::string action, Instant at)
{
    return {*this, std::move(actor), std::move(action), [at] {
                return at;
            }};
}

Writing Database::write(std::string actor, std::string action, const std::function<Instant()>& clock)
{
    return {*this, std::move(actor), std::move(action), clock};
}

bool Database::read_only_now() const
{
    return state_->read_only_now || writes_are_unsure();
}

void Database::when_contents_wait(std::function<void()> told)
{
    const std::scoped_lock lock(state_->listener_mutex);
    state_->listener = std::move(told);
}

void Database::replace_with(const std::filesystem::path& other, const std::function<void()>& first)
{
    if (!state_->writer) throw std::logic_error("this database is open for reading");
    const std::scoped_lock lock(state_->writing);
    if (read_only_now()) throw ReadOnlyNow("an earlier write did not reach the disk for sure");
    auto& writer = *state_->writer;
    if (!writer.rows("SELECT number FROM journal_entry LIMIT 1").empty())
        throw Refusal::state("already_set_up");
    Session from(other, Session::Kind::Reader);
    refuse_other_schema(from);
    first();
    try {
        writer.take_all_of(from);
    } catch (const ReadOnlyNow&) {
        state_->read_only_now = true;
        throw;
    }
    state_->tell_of_contents();
}

// ---- Writing

struct Writing::Verb {
    Database::State& database;
    std::unique_lock<std::mutex> lock;
    std::string actor;
    std::string action;
    Instant at;
    std::string reason;
    std::vector<JournalChange> changes;
    std::vector<std::pair<std::string, std::string>> bodies; ///< salt and text, one for each change
    SearchedRecords searched;                                ///< to be indexed anew
    bool open = false;

    /// The last version a subject ever had, in this verb or before; 0 for a new one.
    Version last_version_of(const std::string& subject, const Reading& db) const
    {
        Version last =
            db.number("SELECT coalesce(max(version), 0) FROM journal_change WHERE subject = ?", {subject});
        for (const auto& change : changes)
            if (change.subject == subject) last = std::max(last, change.version);
        return last;
    }

    void refuse_when_ended() const
    {
        if (!open) throw std::logic_error("a verb changes nothing after its end: " + action);
    }

    void give_up() noexcept
    {
        if (!open) return;
        open = false;
        try {
            if (database.writer->in_transaction()) database.writer->run("ROLLBACK");
        } catch (const std::exception&) {
            database.read_only_now = true; // a transaction that cannot be undone is not built upon
        }
    }
};

namespace {

/// Tables outside the journal: the closed list of rulings 9. The search index, whose tables begin with
/// `derived`, may be taken away and made again.
constexpr std::string_view plain_tables[] = {"session", "sign_in_failure", "idempotency", "job"};
constexpr std::string_view derived = "search_";

bool is_name(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
    });
}

/// The table a statement begins to speak of after one of these words; "" for any other statement.
std::string_view table_after(std::string_view sql, std::initializer_list<std::string_view> heads)
{
    for (const auto head : heads)
        if (sql.starts_with(head)) {
            sql.remove_prefix(head.size());
            return sql.substr(0, sql.find_first_of(" ("));
        }
    return {};
}

bool is_plain(std::string_view sql)
{
    const auto changed =
        table_after(sql, {"INSERT INTO ", "INSERT OR REPLACE INTO ", "UPDATE ", "DELETE FROM "});
    const auto made =
        table_after(sql, {"DROP TABLE ", "CREATE TABLE ", "CREATE VIRTUAL TABLE ", "CREATE INDEX "});
    return changed.starts_with(derived) || made.starts_with(derived)
        || std::find(std::begin(plain_tables), std::end(plain_tables), changed) != std::end(plain_tables);
}

std::string new_salt()
{
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    char hex[2 * sizeof bytes + 1];
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    return hex;
}

std::shared_ptr<Session> not_owned(Session* session)
{
    if (!session) throw std::logic_error("this database is open for reading");
    return {session, [](Session*) {
            }};
}

/// No record comes near: a form that names a higher one names none.
constexpr Version highest_version = 1'000'000'000;

void refuse_impossible(Version based_on)
{
    if (based_on < 0 || based_on >= highest_version)
        throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
}

} // namespace

Writing::Writing(Database& database, std::string actor, std::string action,
                 const std::function<Instant()>& clock)
    : Reading(not_owned(database.state_->writer.get())),
      verb_(std::make_unique<Verb>(Verb{*database.state_,
                                        std::unique_lock(database.state_->writing),
                                        std::move(actor),
                                        std::move(action),
                                        {},
                                        {},
                                        {},
                                        {},
                                        {}}))
{
    if (database.read_only_now()) throw ReadOnlyNow("an earlier write did not reach the disk for sure");
    verb_->at = clock();
    session().run("BEGIN IMMEDIATE");
    verb_->open = true;
}

Writing::Writing(Writing&&) noexcept = default;

Writing::~Writing()
{
    if (verb_) verb_->give_up();
}

const std::string& Writing::actor() const
{
    return verb_->actor;
}

Instant Writing::at() const
{
    return verb_->at;
}

void Writing::because(std::string reason)
{
    if (!verb_->changes.empty()) throw std::logic_error("the reason of a verb comes before what it changes");
    verb_->reason = std::move(reason);
}

Version Writing::put(std::string_view table, const std::string& key, const Record& record, Version based_on)
{
    verb_->refuse_when_ended();
    if (!is_name(table)) throw std::logic_error("no table: " + std::string(table));
    refuse_impossible(based_on);
    const auto subject = std::string(table) + "/" + key;
    const Version version = (based_on == 0 ? verb_->last_version_of(subject, *this) : based_on) + 1;
    std::string columns = "key, version";
    std::string marks = "?, ?";
    std::string sets = "version = ?";
    Params values;
    Tree body;
    body["key"] = key;
    body["version"] = version;
    for (const auto& [column, value] : record) {
        if (!is_name(column)) throw std::logic_error("no column: " + column);
        columns += ", " + column;
        marks += ", ?";
        sets += ", " + column + " = ?";
        values.push_back(value);
        body[column] = to_tree(value);
    }
    if (based_on == 0) {
        values.insert(values.begin(), {Value(key), Value(std::int64_t{version})});
        if (number("SELECT count(*) FROM " + std::string(table) + " WHERE key = ?", {key}) != 0)
            throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
        session().run("INSERT INTO " + std::string(table) + " (" + columns + ") VALUES (" + marks + ")",
                      values);
    } else {
        values.insert(values.begin(), Value(std::int64_t{version}));
        values.emplace_back(key);
        values.emplace_back(std::int64_t{based_on});
        const auto changed = session().run(
            "UPDATE " + std::string(table) + " SET " + sets + " WHERE key = ? AND version = ?", values);
        if (changed != 1) throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
    }
    const auto text = body_text(body, verb_->changes.empty() ? verb_->reason : std::string());
    const auto salt = new_salt();
    verb_->changes.push_back({subject, version, body_hash(salt, text)});
    note_searched(verb_->searched, table, key);
    verb_->bodies.emplace_back(salt, text);
    return version;
}

void Writing::remove(std::string_view table, const std::string& key, Version based_on)
{
    verb_->refuse_when_ended();
    if (!is_name(table)) throw std::logic_error("no table: " + std::string(table));
    refuse_impossible(based_on);
    const auto changed = session().run("DELETE FROM " + std::string(table) + " WHERE key = ? AND version = ?",
                                       {key, based_on});
    if (changed != 1) throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
    const auto text = body_text(Tree(), verb_->changes.empty() ? verb_->reason : std::string());
    const auto salt = new_salt();
    verb_->changes.push_back({std::string(table) + "/" + key, based_on + 1, body_hash(salt, text)});
    note_searched(verb_->searched, table, key);
    verb_->bodies.emplace_back(salt, text);
}

std::int64_t Writing::next_number(const std::string& series)
{
    const auto counter = row("SELECT version, last FROM counter WHERE key = ?", {series});
    const auto next = counter ? counter->number("last") + 1 : 1;
    put("counter", series, {{"last", next}}, counter ? counter->number("version") : 0);
    return next;
}

void Writing::plain(std::string_view sql, const Params& params)
{
    verb_->refuse_when_ended();
    if (!is_plain(sql)) throw std::logic_error("this table is journalled: " + std::string(sql));
    session().run(sql, params);
}

std::int64_t Writing::commit()
{
    auto& verb = *verb_;
    verb.refuse_when_ended();
    const bool contents_wait = follow_with_index(*this, session(), verb.searched);
    JournalEntry entry;
    if (!verb.changes.empty()) {
        if (verb.action.empty()) throw std::logic_error("a verb that changes records needs its name");
        const auto last = head(*this);
        entry.number = last.number + 1;
        entry.at = verb.at;
        entry.actor = verb.actor;
        entry.action = verb.action;
        entry.previous = last.hash;
        entry.changes = verb.changes;
        entry.hash = hash_of(entry);
        session().run(
            "INSERT INTO journal_entry (number, at, actor, action, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
            {entry.number, to_string(entry.at), entry.actor, entry.action, entry.previous, entry.hash});
        for (std::size_t i = 0; i < verb.changes.size(); ++i) {
            const auto& change = verb.changes[i];
            const auto position = static_cast<std::int64_t>(i + 1);
            session().run("INSERT INTO journal_change (entry, position, subject, version, body_hash) VALUES "
                          "(?, ?, ?, ?, ?)",
                          {entry.number, position, change.subject, change.version, change.body_hash});
            session().run("INSERT INTO journal_body (entry, position, salt, body) VALUES (?, ?, ?, ?)",
                          {entry.number, position, verb.bodies[i].first, verb.bodies[i].second});
        }
    }
    try {
        session().run("COMMIT");
    } catch (const ReadOnlyNow&) {
        verb.database.read_only_now = true;
        throw;
    }
    verb.open = false;
    session().checkpoint_when_due();
    verb.lock.unlock();
    if (contents_wait) verb.database.tell_of_contents();
    return entry.number;
}

} // namespace clausebook::store
