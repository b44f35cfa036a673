#pragma once
// Where the clauses of earlier editions went, to read and to print.

#include "core/base/tree.h"
#include "core/checklist/edition_map.h"
#include "views/catalogue.h"

#include <vector>

namespace clausebook::views {

/// A map with the checklist of the edition it leads to, whose titles it prints.
struct EditionsRow {
    const EditionMap* map = nullptr;
    const Checklist* checklist = nullptr;
};

/// "pages/editions".
Tree editions_view(const std::vector<EditionsRow>& rows, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
