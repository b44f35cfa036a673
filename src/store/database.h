#pragma once
// The two ways to the database: Reading (one moment, changes nothing) and Writing (one verb, one transaction,
// one journal entry). Nothing else in the product touches SQLite.

#include "core/base/id.h"
#include "core/base/time.h"
#include "hashing/sha256.h"
#include "store/record.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook::store {

class Session;
class Database;

/// A look at the database at one moment: everything read through one Reading belongs together, whatever is
/// written meanwhile.
class Reading {
public:
    explicit Reading(std::shared_ptr<Session> session);
    Reading(Reading&&) noexcept;
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Reading& operator=(Reading&&) = delete;
    virtual ~Reading();

    /// All rows of a query, in its order.
    Rows rows(std::string_view sql, const Params& params = {}) const;

    /// The only row of a query, or nothing. Throws std::logic_error when there are several.
    std::optional<Row> row(std::string_view sql, const Params& params = {}) const;

    /// The first column of the first row as a number; 0 when there is none.
    std::int64_t number(std::string_view sql, const Params& params = {}) const;

protected:
    Session& session() const { return *session_; }

private:
    std::shared_ptr<Session> session_;
};

/// One verb under way: it holds the only writing connection until it is committed or given up. What is not
/// committed is undone when the object goes.
///
/// Every change goes through put() and remove(), which write the row and the journal body from the same
/// record: a change that is not journalled cannot be written by accident. plain() is for the closed list of
/// tables that are not journalled (rulings 9) and refuses any other.
class Writing : public Reading {
public:
    /// Asks `clock` once it holds the connection, so that entries follow one another in time as in number.
    /// Throws std::logic_error on a database that is open for reading.
    Writing(Database& database, std::string actor, std::string action, const std::function<Instant()>& clock);
    Writing(Writing&&) noexcept;
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;
    Writing& operator=(Writing&&) = delete;
    ~Writing() override;

    /// Who acts: a person's key, or "system".
    const std::string& actor() const;

    /// The moment of this verb, which every record of it carries.
    Instant at() const;

    /// Writes a record as version `based_on` + 1: a new one when `based_on` is 0, else over the version that
    /// stands. A record that was taken away and comes again counts on from where it ended: no version of a
    /// subject is given twice. Refuses with Refusal{"edit_conflict", kind Conflict} when another version
    /// stands. Returns the new version.
    Version put(std::string_view table, const std::string& key, const Record& record, Version based_on);

    /// Takes a record away; its history stays in the journal. Refuses as put() does.
    void remove(std::string_view table, const std::string& key, Version based_on);

    /// The next number of a series ("EV", "IA-2026"), 1 first, never given twice even when its record is
    /// removed.
    std::int64_t next_number(const std::string& series);

    /// The reason given for this verb, kept in its first change: throws std::logic_error after it.
    void because(std::string reason);

    /// Runs a statement on a table that is not journalled. Throws std::logic_error for any other table.
    void plain(std::string_view sql, const Params& params = {});

    /// Brings the search index up to date and makes the verb last: on return it is on the disk. Returns the
    /// number of its journal entry, 0 when nothing journalled was changed. Nothing can be written after it.
    /// Throws DiskFull, and then nothing has changed, or ReadOnlyNow: then nobody knows before the next start
    /// whether it lasts.
    std::int64_t commit();

private:
    struct Verb;
    std::unique_ptr<Verb> verb_;
};

/// The database of one data directory.
class Database {
public:
    enum class Access {
        ReadAndWrite, ///< creates and migrates; the directory's lock must be held
        ReadOnly,     ///< beside a running server: reads only, never checkpoints (rulings 34)
    };

    /// Opens `file`; ReadAndWrite creates it and brings its schema up to date, a copy in backups/ first
    /// (store/migrations.h). Throws UnusableDirectory{"newer_schema"}, DamagedData, DiskFull.
    Database(const std::filesystem::path& file, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Reading read() const;

    /// Begins a verb; waits until the one under way has ended. `action` is its name in the journal, e.g.
    /// "answer.saved"; it may be empty for one that changes nothing journalled. Throws ReadOnlyNow.
    Writing write(std::string actor, std::string action, Instant at);

    /// The same, at the time `clock` tells when the verb's turn has come.
    Writing write(std::string actor, std::string action, const std::function<Instant()>& clock);

    /// True after a write that did not reach the disk for sure.
    bool read_only_now() const;

    /// Calls `told` after each verb that leaves contents whose text is to be read (store/search_content.h),
    /// on the verb's thread; nothing to end that.
    void when_contents_wait(std::function<void()> told);

    /// Puts everything of the database `other`, a file of this program's schema that nobody writes, in the
    /// place of what stands here, which must be a journal without an entry: refuses (State)
    /// "already_set_up" else. `first` runs before, while nobody can write. On return it is on the disk; looks
    /// under way keep what they saw. Throws DiskFull, and then nothing has changed, ReadOnlyNow, DamagedData.
    void replace_with(const std::filesystem::path& other, const std::function<void()>& first);

private:
    friend class Writing;
    friend class Session;
    struct State;
    std::unique_ptr<State> state_;
};

using hashing::sha256;

} // namespace clausebook::store
