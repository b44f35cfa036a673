#pragma once
// Free words people hang on evidence, to find again what belongs together.

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <string>
#include <vector>

namespace clausebook {

struct Evidence;

/// A word, or a few, on a record. Two are the same when they fold alike ("Müşteri", "musteri").
struct EvidenceTag {
    std::string key; ///< "EV-0001/7"
    Version version = 0;
    Id<Evidence> evidence;
    std::string text; ///< as it was typed first
    Id<Person> by;
    Instant at{};
};

inline constexpr std::size_t most_tags = 12; ///< on one record
inline constexpr std::size_t longest_tag = 40;

/// A tag as it is kept: without white space at its ends, one blank between words. Refuses "required",
/// "too_long" (over longest_tag characters), "unclean", "tag_comma": commas part tags where several are
/// typed.
std::string checked_tag(const std::string& typed);

/// The tags of a field in which several may stand, parted by commas; each checked, each once. Refuses
/// "required" when there is none, and as checked_tag() does.
std::vector<std::string> checked_tags(const std::string& typed);

} // namespace clausebook
