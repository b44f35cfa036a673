#pragma once
// Who changed what, when: the chain of entries (trust.md 3, rulings 9).

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/base/tree.h"
#include "store/record.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::store {

class Reading;

/// One change inside an entry: a record in its state after the change.
struct JournalChange {
    std::string subject; ///< "<table>/<key>", e.g. "answer/IA-2026-01/all/7.4-Q2"
    Version version = 0;
    std::string body_hash;
};

/// One verb that was done.
struct JournalEntry {
    std::int64_t number = 0; ///< 1, 2, 3, ... without gaps
    Instant at;
    std::string actor;  ///< a person's key, or "system"
    std::string action; ///< e.g. "answer.saved"
    std::vector<JournalChange> changes;
    std::string previous; ///< hash of the entry before; 64 zeros for the first
    std::string hash;
};

/// The last entry: what reports and packs carry so that what left the house witnesses what stayed.
struct Checkpoint {
    std::int64_t number = 0;
    std::string hash;
    Instant at;
};

/// What an entry's hash must be: SHA-256 over the canonical JSON of everything else in it.
std::string hash_of(const JournalEntry& entry);

/// The canonical text of a record after a change, which body hashes are made of: the salt, a line feed, then
/// {"reason": ..., "record": {...}}; the record is null after a removal.
std::string body_text(const Tree& record, const std::string& reason);

/// The record inside such a text; null after a removal. Throws Poco::Exception when it is no such text.
Tree record_in(const std::string& body);

/// True when such a text ends with exactly this record, written as body_text() writes it: what can be said
/// without taking it apart. False tells nothing: the record may stand there written otherwise.
bool ends_with_record(std::string_view body, const Tree& record);

std::string body_hash(const std::string& salt, const std::string& body);

/// The journal's head; number 0 and 64 zeros when nothing has happened yet.
Checkpoint head(const Reading& db);

/// The head as it was at entry `number`. Throws NotFound when there is no such entry.
Checkpoint checkpoint_at(const Reading& db, std::int64_t number);

/// Entries before `before` (0: from the newest), newest first, at most `limit`, with their changes.
std::vector<JournalEntry> entries_before(const Reading& db, std::int64_t before, std::int64_t limit);

/// What a look at the journal is narrowed to.
struct JournalFilter {
    /// A subject ("site/S-01"), the key of any record ("S-01") or the number of a finding ("IA-2026-01-03"),
    /// with everything kept below it: the answers and findings of "IA-2026-01" too. "" for all.
    std::string record;
    std::string actor; ///< a person's key, "" for everybody
};
std::vector<JournalEntry> entries_before(const Reading& db, std::int64_t before, std::int64_t limit,
                                         const JournalFilter& filter);

/// The tables among whose records JournalFilter::record looks for a key: all that are journalled but the
/// counters of numbers.
std::span<const char* const> journal_kinds();

/// The reason given for an entry, or "".
std::string reason_of(const Reading& db, std::int64_t number);

/// Entries `first` to `last`, oldest first, with their changes.
std::vector<JournalEntry> entries(const Reading& db, std::int64_t first, std::int64_t last);

/// What happened to one record, newest first, at most `limit`: entry number, when, who, what.
std::vector<JournalEntry> history_of(const Reading& db, const std::string& subject, std::int64_t limit);

/// The same of all records whose subject begins so ("evidence_link/EV-0001/"), those that are gone too.
struct SubjectEntry {
    std::string subject;
    JournalEntry entry;
};
std::vector<SubjectEntry> history_under(const Reading& db, const std::string& prefix, std::int64_t limit);

extern const std::string no_hash; ///< 64 zeros

} // namespace clausebook::store
