#pragma once
// The pieces of reports; audit_report.cpp puts them together.

#include "core/audit/clause_matrix.h"
#include "core/audit/sheet.h"
#include "views/reports/report_text.h"

namespace clausebook::views {

Tree cover_section(const ReportText& r, const std::string& name);
/// The header of domain D.0.
Tree audit_section(const ReportText& r);
/// Questions by result, and the bar of them.
Tree figures_section(const ReportText& r);
Tree counts_section(const ReportText& r);
/// All clauses of the checklist in the order of the standard, with their chapters as rows between, then the
/// scheme items that were asked.
Tree matrix_section(const ReportText& r);
/// Source: domain D.9c.
Tree clause_matrix_section(const ReportText& r);

/// Clauses by audits of the cycle. Source: domain D.5.
Tree rotation_section(const ReportText& r);

/// Which findings a chapter holds.
enum class Which { All, Nonconformities, Concerns, Opportunities };
Tree findings_section(const ReportText& r, Which which);
/// Questions that are answered as an opportunity without a finding of their own (rulings 1); null for none.
Tree opportunities_section(const ReportText& r);
/// Earlier findings and what came of them. Source: domain D.2 section 7, D.4 section 3, D.5.
Tree earlier_section(const ReportText& r);

Tree checklist_annex(const ReportText& r);
Tree people_annex(const ReportText& r);
Tree evidence_annex(const ReportText& r);
Tree signatures_section(const ReportText& r);

/// The body that certifies and what may be said of its accreditation. Source: domain C.7, D.0.
Tree body_fact(const ReportText& r);
// Facts of the certification; each a list. Source: domain D.3 section 12, D.5, D.6.
Tree latest_stage2_facts(const ReportText& r);
Tree certificate_facts(const ReportText& r);
Tree due_facts(const ReportText& r);
Tree expiry_facts(const ReportText& r);
Tree cycle_record_facts(const ReportText& r);
Tree new_cycle_facts(const ReportText& r);

/// A sheet of one row as a list of facts.
Tree sheet_facts(const ReportText& r, const Sheet& sheet);
/// A sheet of several rows as a table. `need`: whether one without rows lacks something.
Tree sheet_table(const ReportText& r, const Sheet& sheet, Given need);

/// "23 November 2026 – 25 November 2026", one day alone; "" while one of them is not given.
std::string period(const ReportText& r, const std::optional<Date>& from, const std::optional<Date>& to);

/// "f-3": where a finding stands in the document.
std::string finding_anchor(const Finding& finding);
/// Its number, or what is said of a draft without one.
std::string finding_name(const ReportText& r, const Finding& finding);
/// The findings that concern a clause and count at another one: {anchor, text}.
Tree concerned_findings(const ReportText& r, const std::vector<ConcernedBy>& concerned);

} // namespace clausebook::views
