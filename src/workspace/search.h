#pragma once
// Search over everything in the house, as far as the one who asks may see it (core/search/search.h).

#include "core/search/search.h"
#include "store/search.h"
#include "workspace/workspace.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace clausebook {

/// One thing that was found, and why.
struct SearchMatch {
    std::string number;            ///< "EV-0007", "7.4-Q2"; "" for people and drafts
    std::string address;           ///< of its page
    std::string draft;             ///< serial of a finding that has no number yet; "" else
    std::vector<TextPart> title;   ///< with its hits
    std::string context;           ///< of a question its checklist, of a finding its audit
    std::string field;             ///< the field that holds most of what was looked for; search.field.<field>
    std::string source;            ///< the file's name, for what stands inside one
    std::vector<TextPart> excerpt; ///< of that field; none when it is the title or the number
};

struct SearchGroup {
    SearchKind kind = SearchKind::Question;
    std::vector<SearchMatch> matches;
    std::int64_t count = 0;                    ///< of all, up to 1,001
    std::optional<store::SearchBookmark> next; ///< where the next page begins
};

/// What search is made of is damaged. No record is.
class SearchDamaged : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// True once a verb or a search has met damage: not everything is found before the index is made anew.
bool is_search_damaged(const store::Reading& db);

/// One kind, a page of it. Throws SearchDamaged.
SearchGroup search_in(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                      SearchKind kind, const SearchQuery& query, Language language,
                      const std::optional<store::SearchBookmark>& after, std::size_t limit);

/// Makes the index anew from all records, for one that is damaged. What stands inside files and was read
/// before is in it again. Returns how many records it holds. Throws store::DiskFull, store::ReadOnlyNow,
/// store::DamagedData for one that cannot even be taken away: then the database itself is damaged.
std::int64_t rebuild_search(Workspace& workspace);

/// Notes that a search has met damage, so that the next start makes the index anew; what the disk refuses is
/// left for the next search that meets it.
void note_search_damage(Workspace& workspace);

/// Whether the actor may open records of the kind at all; which of them is the records' own rule.
bool may_search(const Actor& actor, SearchKind kind);

} // namespace clausebook
