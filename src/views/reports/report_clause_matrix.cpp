// The clause matrix of domain D.9c.

#include "core/audit/audit_kind.h"
#include "core/base/mapped.h"
#include "core/base/text.h"
#include "core/checklist/references.h"
#include "views/reports/report_sections.h"

namespace clausebook::views {
namespace {

std::string references(const ReportText& r, const std::vector<CrossReference>& found)
{
    return references_text(found,
                           {[&](const std::string& key, const std::map<std::string, std::string>& with) {
                                return r.text(key, with);
                            },
                            [&](const std::string& key) {
                                return r.catalogues().has(r.language(), key);
                            }});
}

Tree row_of(const ReportText& r, const ClauseMatrixRow& row)
{
    auto evidence = Tree::list();
    for (const auto* one : row.evidence) evidence.push_back({{"number", one->evidence.key.str()}});
    auto findings = Tree::list();
    for (const auto* finding : row.open_findings)
        findings.push_back({{"label", finding_name(r, *finding)}, {"anchor", finding_anchor(*finding)}});
    auto how = Tree::list();
    for (const auto& line : row.how_implemented) how.push_back(line);
    const bool within = row.scope == ClauseMatrixRow::Scope::Within;
    const bool asked = within && keeps(kind_for(r.dossier.audit.type), "matrix");
    const bool missing = asked && row.how_implemented.empty();
    return {{"number", row.clause->number.str()},
            {"title", row.clause->title.in(r.language())},
            {"own", row.clause->title_source == TitleSource::Own},
            {"applicable", r.text("report.yes") + (within ? "" : "; " + r.text("pack.not_in_scope"))},
            {"how", std::move(how)},
            {"missing", missing},
            {"owners", joined(row.owners, ", ")},
            {"evidence", std::move(evidence)},
            {"status", r.mark(row.status)},
            {"findings", std::move(findings)},
            {"concerned", concerned_findings(r, row.also_concerned)},
            {"iso9001", references(r, row.iso9001)},
            {"family", references(r, row.family)},
            {"last_assessed_on", r.date(row.last_assessed_on)},
            {"assessors", joined({row.assessors.begin(), row.assessors.end()}, ", ")}};
}

} // namespace

Tree clause_matrix_section(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& row : clause_matrix(r.dossier)) rows.push_back(row_of(r, row));
    return {{"rows", rows}};
}

} // namespace clausebook::views
