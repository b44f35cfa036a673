#include "core/audit/report.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::string_view name_mark = "_internal-audit-report_r";

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

std::string report_file_name(const Id<Audit>& audit, int revision, Language language, const std::string& kind)
{
    const auto part = kind == "json" ? std::string("data") : str(language);
    return audit.str() + std::string(name_mark) + std::to_string(revision) + "_" + part + "." + kind;
}

bool is_report_file_name(std::string_view name)
{
    const bool ends = name.ends_with(".html") || name.ends_with(".pdf") || name.ends_with(".json");
    return ends && name.find(name_mark) != std::string_view::npos;
}

} // namespace clausebook
