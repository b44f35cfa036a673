#include "core/audit/report.h"

#include "core/audit/audit_kind.h"

#include <algorithm>

namespace clausebook {
namespace {

/// "_stage-1-report_"
std::string mark_of(const AuditKind& kind)
{
    return "_" + std::string(kind.report) + "-report_";
}

} // namespace

std::string str(ReportState state)
{
    switch (state) {
    case ReportState::Issued:
        return "ISSUED";
    case ReportState::Superseded:
        return "SUPERSEDED";
    default:
        return "DRAFT";
    }
}

const ReportFile* Report::file(Language language, const std::string& kind) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const ReportFile& one) {
        return one.kind == kind && (kind == "json" || one.language == language);
    });
    return found == files.end() ? nullptr : &*found;
}

std::string report_file_name(const Audit& audit, int revision, Language language, const std::string& kind)
{
    const auto part = kind == "json" ? std::string("data") : str(language);
    return audit.key.str() + mark_of(kind_for(audit.type)) + "r" + std::to_string(revision) + "_" + part + "."
        + kind;
}

std::string draft_file_name(const Audit& audit, Language language)
{
    return audit.key.str() + mark_of(kind_for(audit.type)) + "draft_" + str(language) + ".pdf";
}

bool is_report_file_name(std::string_view name)
{
    const bool ends = name.ends_with(".html") || name.ends_with(".pdf") || name.ends_with(".json");
    const auto kinds = audit_kinds();
    return ends && std::any_of(kinds.begin(), kinds.end(), [&](const AuditKind& kind) {
               return name.find(mark_of(kind) + "r") != std::string_view::npos;
           });
}

} // namespace clausebook
