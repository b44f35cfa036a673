#pragma once
// What a search found, by kind.

#include "core/base/tree.h"
#include "core/search/search.h"
#include "views/catalogue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// One thing that was found, and why.
struct SearchLine {
    std::string number;
    std::string draft; ///< serial of a finding without a number; "" else
    std::string href;
    std::vector<TextPart> title;
    std::string context;
    std::string field; ///< search.field.<field>
    std::string source;
    std::vector<TextPart> excerpt;
};

struct SearchLines {
    SearchKind kind = SearchKind::Question;
    std::vector<SearchLine> lines;
    std::int64_t count = 0; ///< up to 1,001
    std::string next;       ///< what the next page of the kind begins after; "" on the last
};

struct SearchPage {
    std::string typed;
    bool asked = false;             ///< there is something to look for in what was typed
    std::optional<SearchKind> kind; ///< one kind alone
    bool goes_on = false;           ///< not the first page of it
    std::vector<SearchKind> kinds;  ///< those the reader may open
    std::vector<SearchLines> groups;
    bool damaged = false; ///< the index is: not everything is found
};

Tree search_view(const SearchPage& page, Language language, const Catalogues& catalogues);

/// The address of a search.
std::string search_address(const std::string& typed, std::optional<SearchKind> kind = std::nullopt,
                           const std::string& after = {});

} // namespace clausebook::views
