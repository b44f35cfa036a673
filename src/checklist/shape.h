#pragma once
// The shape every checklist file has: which elements stand in which, in what order, with what attributes and
// languages.

#include "checklist/document.h"
#include "checklist/fault.h"

#include <string_view>

namespace clausebook::checklist {

/// Adds a fault for everything in the file that does not have the shape: unknown, missing, repeated and
/// misplaced elements, unknown and missing attributes, text where none belongs, empty and overlong text,
/// languages missing or twice. What the values mean is not looked at here. `root_name` is the element such a
/// file begins with.
void check_shape(const Element& root, Faults& faults, std::string_view root_name = "checklist");

} // namespace clausebook::checklist
