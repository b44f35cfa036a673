#pragma once
// The internal audit report: one document for screen, paper and PDF (domain D.2; ui.md 5; rulings 27, 28).

#include "views/renderer.h"
#include "views/reports/report_text.h"

#include <string>

namespace clausebook::views {

/// The view of templates/reports/internal-audit. In a draft a required field that is blank prints "— missing
/// —"; whether a report may be issued is missing_fields() of core.
Tree internal_audit_report_view(const Dossier& dossier, const ReportStamp& stamp,
                                const Catalogues& catalogues);

/// The report as one document that needs nothing beside it.
std::string internal_audit_report(const Dossier& dossier, const ReportStamp& stamp, const Renderer& renderer,
                                  const Catalogues& catalogues);

/// The part of such a document that a page of ours shows: what stands in its body. Throws std::logic_error
/// for a document that is not ours.
std::string report_body(const std::string& document);

/// All that a report prints, free of language: dates ISO 8601, codes as stored. Its canonical JSON is the
/// data file of an issued report, and the hash of that is the report's data hash. The stamp's hash and
/// language are not part of it.
Tree report_data(const Dossier& dossier, const ReportStamp& stamp);

} // namespace clausebook::views
