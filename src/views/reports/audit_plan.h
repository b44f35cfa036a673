#pragma once
// The plan of an audit: one document for screen, paper and PDF (domain D.1).

#include "core/audit/dossier.h"
#include "core/audit/plan.h"
#include "views/catalogue.h"
#include "views/renderer.h"

#include <string>

namespace clausebook::views {

/// The view of templates/reports/audit-plan. Until the plan is issued it is marked as a draft, and a required
/// field that is blank prints "— missing —".
Tree audit_plan_view(const Dossier& dossier, const PlanAtHand& plan, Language language,
                     const Catalogues& catalogues);

/// The plan as one document that needs nothing beside it.
std::string audit_plan(const Dossier& dossier, const PlanAtHand& plan, Language language,
                       const Renderer& renderer, const Catalogues& catalogues);

} // namespace clausebook::views
