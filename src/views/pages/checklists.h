#pragma once
// Checklists to read and to print.

#include "core/base/tree.h"
#include "core/checklist/checklist.h"
#include "views/catalogue.h"

#include <string>
#include <vector>

namespace clausebook::views {

struct ChecklistRow {
    const Checklist* checklist = nullptr;
    std::string address; ///< "iso-10002-2018", or the hash of one that audits have pinned
    bool built_in = false;
};

Tree checklists_view(const std::vector<ChecklistRow>& rows, Language language, const Catalogues& catalogues);
Tree checklist_view(const Checklist& checklist, Language language, const Catalogues& catalogues);

/// "ISO 10002:2018"
std::string name_of(const ChecklistIdentity& identity);

} // namespace clausebook::views
