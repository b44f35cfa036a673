#pragma once
// From elements to the values of core.

#include "checklist/document.h"
#include "checklist/fault.h"
#include "core/checklist/checklist.h"

namespace clausebook::checklist {

/// Builds the checklist of `root` and adds a fault for every value that is none, every id used twice, every
/// clause and question that stands where its number does not belong. Takes any shape without complaint:
/// check_shape has named what is missing. The result counts only when there is no fault at all.
Checklist interpret(const Element& root, Faults& faults);

} // namespace clausebook::checklist
