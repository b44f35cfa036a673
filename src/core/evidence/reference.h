#pragma once
// Evidence by reference: a document that is never kept here. Its version says who keeps it, under which
// number, and how, when and by whom it was seen (issue 3 part 5, domain D.9).

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

struct EvidenceVersionFields;

/// How somebody convinced themselves of a document that stays where it is.
enum class SeenHow {
    Original, ///< the original, in hand
    Screen,   ///< in its own system, on the screen
    Remote,   ///< shown over the network, a picture or a shared screen
    Copy,     ///< a copy that was not kept
};

inline constexpr std::array all_seen_how = {SeenHow::Original, SeenHow::Screen, SeenHow::Remote,
                                            SeenHow::Copy};

std::string_view str(SeenHow how); ///< "ORIGINAL", "SCREEN", "REMOTE", "COPY"
std::optional<SeenHow> parse_seen_how(std::string_view code);

/// What is said about a version instead of a file. Where it is kept (place or system) is the version's
/// location.
struct EvidenceReference {
    std::string kept_by; ///< a person, an office or a body, as somebody wrote it
    std::string number;  ///< its number there; may be empty
    std::optional<SeenHow> how;
    std::optional<Date> seen_on;
    Id<Person> seen_by;

    friend bool operator==(const EvidenceReference&, const EvidenceReference&) = default;
};

/// Refuses "too_long", "unclean", and "seen_in_future" for a day after today.
void check(const EvidenceReference& reference, Date today);

/// The field that a version without files still lacks before it can be handed in: "kept_by", "location",
/// "seen_how", "seen_on", "seen_by"; "" when none.
std::string missing_in_reference(const EvidenceVersionFields& fields);

/// How a name of a person and a day are printed.
struct ReferencePrint {
    std::function<std::string(const Id<Person>&)> name;
    std::function<std::string(Date)> day;
    std::function<std::string(const std::string& key)> word; ///< a text of the catalogues
    enum class Named { Yes, No } named = Named::Yes;         ///< No: no word that somebody wrote
};

/// A sentence of the catalogues: its key and its parameters.
struct ReferenceSentence {
    std::string key;
    std::map<std::string, std::string> parameters;
};

/// "By reference: kept by ..., seen by ... on ...", as sheets, reports, pages of packs and manifests print
/// it; nothing for a version without a reference.
std::optional<ReferenceSentence> sentence_of(const EvidenceVersionFields& fields,
                                             const ReferencePrint& print);

} // namespace clausebook
