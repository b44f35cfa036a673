#pragma once
// What the report of each type of audit consists of: its chapters in order, and what stands in each. Fields,
// document, data and docs/report-fields.md follow it. Source: domain D.2 to D.6.

#include "core/audit/audit.h"

#include <span>
#include <string_view>
#include <vector>

namespace clausebook {

/// One piece of a chapter.
struct ReportPart {
    enum class Kind {
        Sheet,   ///< a sheet, all that it requires; nothing where the type of audit does not keep it
        Rows,    ///< the same, but only what its rows require: it may have none
        Said,    ///< a field of the conclusion; nothing where the type does not ask for it
        Block,   ///< what the product makes of the records
        Fixed,   ///< a sentence that is always printed, "report.<name>"
        NotPart, ///< what no part of the product can fill yet (rulings 28)
    } kind;
    std::string_view name;         ///< "client", "main_risks", "findings", "sample_run"
    std::string_view heading = {}; ///< a catalogue key; "" where the chapter's title says it
};

struct ReportChapter {
    std::string_view number; ///< "1"; "" for one without
    std::string_view key;    ///< "objectives": unique in a report, its anchor
    std::string_view title;  ///< a catalogue key
    std::vector<ReportPart> parts;
};

/// The chapters of the report of such an audit, annexes and signatures among them.
std::span<const ReportChapter> report_chapters(AuditType type);

} // namespace clausebook
