#pragma once
// Lists as files: exactly what is filtered, in the order of the list, written row by row.

#include "core/list/list_table.h"
#include "store/actions.h"
#include "store/evidence_list.h"
#include "store/findings.h"
#include "views/catalogue.h"
#include "workspace/workspace.h"

#include <memory>
#include <string>

namespace clausebook {

enum class ListShape { Csv, Xlsx };

/// What a list's file is made with.
struct ListPress {
    const Workspace& workspace;
    const views::Catalogues& catalogues;
    Language language;
    ListShape shape;
};

/// A list in a file, until `kept` goes.
struct ListFile {
    std::filesystem::path path;
    std::string name;                 ///< "evidence-2026-11-22.xlsx"
    std::string type;                 ///< content type
    std::shared_ptr<const void> kept; ///< takes the file away when nobody holds it any more
};

/// The rows of a page of findings with what is due next.
std::vector<FindingListRow> finding_rows(const store::Reading& db, const std::vector<Finding>& findings);

/// All rows of the filter that the actor may see, at one moment; where a page begins (`after`) and how long
/// it is does not matter. Excel files are read again and compared with what was written. Throws
/// store::DiskFull, std::system_error.
ListFile evidence_file(const ListPress& press, const Actor& actor, const store::EvidenceQuery& query);
/// Answers that conform without evidence that counts today, of one audit or ("") of all that count.
ListFile unproven_file(const ListPress& press, const Actor& actor, const std::string& standard,
                       const Id<Audit>& chosen);
ListFile finding_file(const ListPress& press, const store::FindingFilter& filter);
ListFile action_file(const ListPress& press, const store::ActionFilter& filter);

/// A list in which nothing can be found.
ListFile empty_finding_file(const ListPress& press);

} // namespace clausebook
