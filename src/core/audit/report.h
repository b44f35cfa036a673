#pragma once
// An issued report and the files that were frozen with it (domain D.0, D.12; trust.md 3).

#include "core/audit/audit.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

enum class ReportState {
    Draft, ///< not issued; never stored
    Issued,
    Superseded, ///< a correction has been issued since
};
std::string str(ReportState state); ///< "DRAFT", "ISSUED", "SUPERSEDED"

/// One frozen file. Its bytes lie in issued/ under its name.
struct ReportFile {
    std::string key; ///< "IA-2026-01/r1/en.pdf"
    Version version = 0;
    Language language = Language::en;
    std::string kind; ///< "html", "pdf", "json"
    std::string name; ///< "IA-2026-01_internal-audit-report_r1_en.pdf"
    std::string sha256;
    std::int64_t bytes = 0;
};

struct Report {
    Id<Report> key; ///< "IA-2026-01/r1"
    Version version = 0;
    Id<Audit> audit;
    int revision = 1;
    ReportState state = ReportState::Issued;
    std::string reason; ///< why a correction was issued; "" for the first
    std::string data_hash;
    std::int64_t checkpoint_number = 0;
    std::string checkpoint_hash;
    Id<Person> prepared_by;
    Date prepared_on{};
    Id<Person> issued_by;
    Instant issued_at{};
    std::vector<ReportFile> files;

    /// The file of a kind in a language, or nullptr; data (json) is the same for all languages.
    const ReportFile* file(Language language, const std::string& kind) const;
};

/// The name of a report's file: "IA-2026-01_internal-audit-report_r1_en.pdf",
/// "S1-2026-01_stage-1-report_r1_data.json". Safe on every system.
std::string report_file_name(const Audit& audit, int revision, Language language, const std::string& kind);

/// The same of a draft on paper: "IA-2026-01_internal-audit-report_draft_en.pdf".
std::string draft_file_name(const Audit& audit, Language language);

/// True for the name of some report's file.
bool is_report_file_name(std::string_view name);

} // namespace clausebook
