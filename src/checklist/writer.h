#pragma once
// From a checklist back to its file.

#include "core/checklist/checklist.h"

#include <string>

namespace clausebook::checklist {

/// The checklist as XML in its canonical form: UTF-8, two blanks a level, one element a line, attributes in
/// the order of docs/checklist-format.md, a final line feed. Equal checklists give equal bytes.
///
/// What read() accepts comes back: read(write(c)).checklist == c. Texts must be as read() leaves them,
/// without white space at their ends and with single blanks inside; each clause in the group it names.
std::string write(const Checklist& checklist);

} // namespace clausebook::checklist
