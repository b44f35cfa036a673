#pragma once
// The pages of the journal: who did what, when.

#include "core/base/time.h"
#include "views/form.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

struct JournalRow {
    std::int64_t number = 0;
    LocalTime at;
    std::string who;
    std::string action;                ///< e.g. "site.saved"
    std::vector<std::string> subjects; ///< "<table>/<key>"
};

struct JournalPage {
    std::vector<JournalRow> rows;     ///< newest first
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
    std::string instant; ///< UTC, as stored
    std::string reason;
    std::vector<JournalChangeRow> changes;
    std::string previous;
    std::string hash;
    bool has_next = false;
};
Tree journal_entry_view(const JournalEntryPage& page, Language language, const Catalogues& catalogues);

/// What an action of the journal did, as a person says it: "saved a site".
std::string action_sentence(const std::string& action, Language language, const Catalogues& catalogues);

/// The page of a journal subject ("site/S-01" is "/sites/S-01"), "" when it has none.
std::string address_of_subject(const std::string& subject);

} // namespace clausebook::views
