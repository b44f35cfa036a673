#pragma once
// The report of an audit, of every type: one document for screen, paper and PDF (domain D.0, D.2 to D.6;
// ui.md 5; rulings 27, 28). Which chapters it has is core's table (core/audit/report_chapters.h).

#include "views/renderer.h"
#include "views/reports/report_text.h"

#include <string>

namespace clausebook::views {

/// What such a report is called: "Stage 1 report".
const std::string& report_title(AuditType type, Language language, const Catalogues& catalogues);

/// The view of the type's template in templates/reports. In a draft a required field that is blank prints "—
/// missing —"; whether a report may be issued is missing_fields() of core.
Tree audit_report_view(const Dossier& dossier, const ReportStamp& stamp, const Catalogues& catalogues);

/// The report as one document that needs nothing beside it.
std::string audit_report(const Dossier& dossier, const ReportStamp& stamp, const Renderer& renderer,
                         const Catalogues& catalogues);

/// The clause matrix as a document of its own (domain D.9c): the statement of conformity, or the alignment
/// matrix where the claim follows the guidance. Always as of now: it is not issued by itself.
std::string clause_matrix_document(const Dossier& dossier, const ReportStamp& stamp, const Renderer& renderer,
                                   const Catalogues& catalogues);

/// What that document is called.
const std::string& clause_matrix_name(const Dossier& dossier, Language language,
                                      const Catalogues& catalogues);

/// The part of such a document that a page of ours shows: what stands in its body. Throws std::logic_error
/// for a document that is not ours.
std::string report_body(const std::string& document);

/// All that a report prints, free of language: dates ISO 8601, codes as stored. Its canonical JSON is the
/// data file of an issued report, and the hash of that is the report's data hash. The stamp's hash and
/// language are not part of it.
Tree report_data(const Dossier& dossier, const ReportStamp& stamp);

} // namespace clausebook::views
