#include "views/reports/internal_audit_report.h"

#include "core/base/text.h"
#include "resources/resources.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <stdexcept>

namespace clausebook::views {
namespace {

constexpr std::string_view body_begins = "<!-- report -->";
constexpr std::string_view body_ends = "<!-- /report -->";

} // namespace

Tree internal_audit_report_view(const Dossier& dossier, const ReportStamp& stamp,
                                const Catalogues& catalogues)
{
    const ReportText r(dossier, stamp, catalogues);
    Tree view = Tree::object();
    view["lang"] = str(stamp.language);
    view["stylesheet"] =
        resources::read("assets/css/report.css") + resources::read("templates/reports/paper.css");
    view["number"] = dossier.audit.key.str();
    view["title"] = dossier.audit.title;
    view["organization"] = dossier.organization.legal_name;
    view["lead"] = dossier.name(dossier.audit.lead);
    view["created"] = to_string(date_of(stamp.generated_at));
    view["draft"] = stamp.state == ReportState::Draft;
    view["demo"] = dossier.organization.demo;
    view["cover"] = cover_section(r);
    view["summary"] = summary_section(r);
    view["audit"] = audit_section(r);
    view["matrix"] = matrix_section(r);
    view["findings"] = findings_section(r);
    view["earlier"] = earlier_section(r);
    view["conclusions"] = conclusions_section(r);
    view["checklist"] = checklist_annex(r);
    view["people"] = people_annex(r);
    view["evidence"] = evidence_annex(r);
    view["signatures"] = signatures_section(r);
    return view;
}

std::string internal_audit_report(const Dossier& dossier, const ReportStamp& stamp, const Renderer& renderer,
                                  const Catalogues& catalogues)
{
    return renderer.render("reports/internal-audit", internal_audit_report_view(dossier, stamp, catalogues));
}

std::string report_body(const std::string& document)
{
    const auto begin = document.find(body_begins);
    const auto end = document.rfind(body_ends);
    if (begin == std::string::npos || end == std::string::npos || end < begin)
        throw std::logic_error("not a report of ours");
    return document.substr(begin, end - begin);
}

} // namespace clausebook::views
