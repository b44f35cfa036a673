#pragma once
// From the bytes of a map between editions to the map, or to everything that is wrong with it.

#include "checklist/fault.h"
#include "core/checklist/edition_map.h"

#include <optional>
#include <string_view>
#include <vector>

namespace clausebook::checklist {

/// Either a map, or at least one fault; never both.
struct EditionMapReading {
    std::optional<EditionMap> map;
    std::vector<Fault> faults; ///< in the order of the file
};

/// Reads an edition map as docs/checklist-format.md describes it, within the limits and by the rules of
/// checklist/reader.h. Never throws for what the bytes hold.
EditionMapReading read_edition_map(std::string_view bytes);

} // namespace clausebook::checklist
