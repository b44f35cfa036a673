#pragma once
// The parts of the internal audit report; internal_audit_report.cpp puts them together.

#include "views/reports/report_text.h"

namespace clausebook::views {

Tree cover_section(const ReportText& r);
Tree summary_section(const ReportText& r);
Tree audit_section(const ReportText& r);
/// All clauses of the checklist in the order of the standard, with their chapters as rows between, then the
/// scheme items that were asked.
Tree matrix_section(const ReportText& r);
Tree findings_section(const ReportText& r);
Tree earlier_section(const ReportText& r);
Tree conclusions_section(const ReportText& r);
Tree checklist_annex(const ReportText& r);
Tree people_annex(const ReportText& r);
Tree evidence_annex(const ReportText& r);
Tree signatures_section(const ReportText& r);

/// "f-3": where a finding stands in the document.
std::string finding_anchor(const Finding& finding);
/// Its number, or what is said of a draft without one.
std::string finding_name(const ReportText& r, const Finding& finding);

} // namespace clausebook::views
