#pragma once
// The page on which an audit looks again at what earlier ones found.

#include "core/audit/earlier.h"
#include "views/pages/audits.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// "pages/audit-earlier".
struct EarlierPage {
    struct Line {
        EarlierFinding earlier;
        FollowUp follow_up;
        /// Reader: the words alone. Own: an auditor whose own work it would be. Lead: one who leaves a
        /// concern to the lead.
        enum class Form { Write, Reader, Own, Lead } form = Form::Reader;
        std::string href{};        ///< of the finding's page, "" when it is not for the one who reads
        std::string became_href{}; ///< of what it became, "" for nothing
    };
    Audit audit;
    FindingFrame::Kind kind = FindingFrame::Kind::Internal; ///< of this audit's findings
    std::vector<Line> lines;
    Names names;
    Id<Finding> typed_at{}; ///< whose form came back, none for none
    Look typed{};           ///< what it brought
    Tree problems = Tree::list();
};

Tree earlier_view(const EarlierPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
