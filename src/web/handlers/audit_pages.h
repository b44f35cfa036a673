#pragma once
// What the handlers of audits share.

#include "core/audit/audit.h"
#include "store/database.h"
#include "views/pages/audits.h"
#include "web/desk.h"

namespace clausebook::web {

/// The rows of the forms: frame, team, meetings, conclusion.
void audit_form_routes(Routes& routes);
void audit_frame_routes(Routes& routes);

/// The rows of what earlier audits found.
void earlier_routes(Routes& routes);

/// Everybody's name by key.
views::Names names_of(const store::Reading& db);

/// The key an address names.
Id<Audit> audit_key(const Request& request);

/// The language an address names; NotFound else.
Language language_of(const Request& request);

/// What stands around a page of an audit; `title` "" is its summary.
views::Frame audit_frame(const Desk& desk, const Request& request, const Audit& audit,
                         const std::string& title);

/// The page before a step: what is missing, and what the lead approves. Problems of a form that was refused.
Reply review_page(Desk& desk, const Request& request, const Tree& problems, int status);

} // namespace clausebook::web
