#pragma once
// The pages of the journal: who did what, when.

#include "core/base/time.h"
#include "views/form.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// What people call a record, by its inner key: a person's or a site's name, a finding's number
/// ("IA-2026-01/f3" is "IA-2026-01-03").
using JournalNames = std::map<std::string, std::string>;

struct JournalRow {
    std::int64_t number = 0;
    LocalTime at;
    std::string who;
    std::string action;                ///< e.g. "site.saved"
    std::vector<std::string> subjects; ///< "<table>/<key>"
};

struct JournalPage {
    std::vector<JournalRow> rows; ///< newest first
    JournalNames names;
    std::string record;               ///< what the list is narrowed to, as typed
    std::string person;               ///< key, "" for everybody
    std::vector<Choice> people;       ///< code: key
    std::int64_t total = 0;           ///< entries there are
    std::optional<std::int64_t> next; ///< entries before this number follow
    bool first = true;                ///< the newest entries are shown
};
Tree journal_view(const JournalPage& page, Language language, const Catalogues& catalogues);

struct JournalChangeRow {
    std::string subject;
    long long version = 0;
    std::string body_hash;
};

/// "pages/journal-entry".
struct JournalEntryPage {
    JournalRow row;
    JournalNames names;
    std::string instant; ///< UTC, as stored
    std::string reason;
    std::vector<JournalChangeRow> changes;
    std::string previous;
    std::string hash;
    bool has_next = false;
};
Tree journal_entry_view(const JournalEntryPage& page, Language language, const Catalogues& catalogues);

/// "finding_step/IA-2026-01/f3/2" is "finding_step", "IA-2026-01", "f3", "2".
std::vector<std::string> parts_of_subject(const std::string& subject);

/// The findings a subject speaks of, by key: "finding_step/IA-2026-01/f3/2" of "IA-2026-01/f3"; "" for none.
std::string finding_in_subject(const std::string& subject);

/// A subject as a person says it: "Step of a finding: IA-2026-01-03, 2". What has no name stands by its key.
std::string subject_words(const std::string& subject, const JournalNames& names, Language language,
                          const Catalogues& catalogues);

/// What an action of the journal did, as a person says it: "saved a site".
std::string action_sentence(const std::string& action, Language language, const Catalogues& catalogues);

/// The page of a journal subject ("site/S-01" is "/sites/S-01"), "" when it has none.
std::string address_of_subject(const std::string& subject);

} // namespace clausebook::views
