#pragma once
// "pages/audit-plan": the plan as it is written, issued, printed and accepted.

#include "core/audit/audit.h"
#include "core/audit/lifecycle.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

struct PlanPage {
    Audit audit;
    enum class Accept { No, Yes } accept = Accept::No; ///< whether the one who looks may accept it now
    enum class Sees { PlanOnly, Whole } sees = Sees::PlanOnly;
    enum class Plans { No, Yes } plans = Plans::No;          ///< whether he or she may write and issue it now
    enum class Proposes { No, Yes } proposes = Proposes::No; ///< whether the timetable is empty
    std::vector<Missing> missing;                            ///< for those who plan, until it is issued
    std::optional<int> notice;                               ///< working days, when they are too few
    std::string body;                                        ///< of the document, as HTML
    Tree problems = Tree::list();
};
Tree plan_view(const PlanPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
