#pragma once
// From elements to the values of core.

#include "checklist/document.h"
#include "checklist/fault.h"
#include "core/checklist/checklist.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::checklist {

/// Builds the checklist of `root` and adds a fault for every value that is none, every id used twice, every
/// clause and question that stands where its number does not belong. Takes any shape without complaint:
/// check_shape has named what is missing. The result counts only when there is no fault at all.
Checklist interpret(const Element& root, Faults& faults);

/// The name of a standard: 1 to 60 characters, without blanks at the ends.
std::optional<std::string> parse_standard(std::string_view text);

/// The year of a standard.
std::optional<int> parse_edition(std::string_view text);

/// What stands between blanks.
std::vector<std::string> words(std::string_view text);

/// The children of that name, by their language.
Localized localized(const Element& parent, std::string_view name);

} // namespace clausebook::checklist
