#pragma once
// A checklist that the house brought in itself, beside the built-in one.

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/checklist/checklist.h"
#include "core/people/person.h"

#include <optional>
#include <string>

namespace clausebook {

/// That a checklist was brought in, and whether new audits are offered it. A checklist is never deleted: an
/// audit may have pinned it, and its identity must not be given to other bytes (rulings 4).
struct ChecklistImport {
    std::string checklist; ///< its key: SHA-256 of its file
    Version version = 0;
    std::string file;       ///< the name it came under, "" when it had none
    Id<Person> imported_by; ///< empty: at the command line
    Instant imported_at;
    Id<Person> retired_by;
    std::optional<Instant> retired_at; ///< since when new audits are not offered it

    friend bool operator==(const ChecklistImport&, const ChecklistImport&) = default;
};

/// "ISO 10002:2018".
std::string standard_of(const ChecklistIdentity& identity);

/// True for the standard and edition the program is built for, ISO 10002:2018: only its clauses are what
/// people own processes of and what the organization's claim is about. The same number in another standard
/// is another matter.
bool is_home_standard(const ChecklistIdentity& identity);

/// "iso-10002-2018-r1.xml": what the file of a checklist is called when it leaves the house. Two checklists
/// whose standards differ in other than letters and digits may have the same.
std::string file_name_of(const ChecklistIdentity& identity);

/// True for the SHA-256 of a file as keys are written: 64 lower-case hexadecimal digits.
bool is_checklist_key(std::string_view text);

} // namespace clausebook
