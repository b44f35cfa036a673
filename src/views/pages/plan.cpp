#include "views/pages/plan.h"

#include "core/audit/plan.h"
#include "views/pages/audit_parts.h"

namespace clausebook::views {

Tree plan_view(const PlanPage& page, Language language, const Catalogues& catalogues)
{
    const auto& a = page.audit;
    auto view = audit_head(a, language, catalogues);
    const bool plans = page.plans == PlanPage::Plans::Yes;
    const bool preparing = a.state == AuditState::Preparing || a.state == AuditState::Ready;
    const auto missing = each_once(page.missing, language, catalogues);
    view["missing"] = missing_rows(missing, a.key, language, catalogues);
    view["more"] = ""; // all of them stand here
    view["missing_count"] = missing.empty()
        ? std::string()
        : catalogues.counted(language, "plan.missing_count", static_cast<long long>(missing.size()));
    view["notice"] = page.notice && plans
        ? catalogues.counted(language, "plan.short_notice", static_cast<long long>(*page.notice),
                             {{"days", std::to_string(plan_notice_days)}})
        : std::string();
    view["issue"] = plans && preparing && !a.plan_issued_on && missing.empty();
    view["not_yet"] = plans && !preparing && !a.plan_issued_on && missing.empty();
    view["propose"] = plans && page.proposes == PlanPage::Proposes::Yes;
    view["accept"] = page.accept == PlanPage::Accept::Yes;
    view["whole"] = page.sees == PlanPage::Sees::Whole;
    view["lang"] = str(language);
    view["report_body"] = page.body;
    view["problems"] = page.problems;
    return view;
}

} // namespace clausebook::views
