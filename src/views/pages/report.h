#pragma once
// The page of an audit's report: what is missing, the steps that can be taken, the revisions, the report
// itself.

#include "core/audit/audit.h"
#include "core/audit/report.h"
#include "core/audit/report_fields.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <map>
#include <string>
#include <vector>

namespace clausebook::views {

/// What the one who looks may do now.
enum class ReportStep {
    None,
    HandIn,        ///< the lead, while the report is a draft
    IssueOrReturn, ///< a quality manager who did not prepare it, while it is reviewed
    Correct,       ///< the same, once it is issued
};

struct ReportPage {
    Audit audit;
    Version version = 0;
    std::vector<Missing> missing; ///< of what would be issued now
    std::vector<Report> issued;   ///< the newest first
    std::map<Id<Person>, std::string> names;
    std::map<int, Date> issued_on; ///< by revision
    ReportStep step = ReportStep::None;
    Language shown = Language::en; ///< of the report on the page
    std::string body;              ///< report_body() of the document that is shown
    std::string comment;           ///< as typed before
    std::string reason;            ///< as typed before
    std::string job;               ///< address of the issuing under way, "" for none
    bool fresh_password = false;   ///< given minutes ago: not asked again
    Tree problems = Tree::list();
};

/// The view of templates/pages/report but `page`.
Tree report_view(const ReportPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
