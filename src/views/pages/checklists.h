#pragma once
// Checklists: the list, one to read and to print, a file looked at before it is brought in.

#include "core/audit/audit.h"
#include "core/base/tree.h"
#include "core/checklist/checklist_import.h"
#include "core/checklist/difference.h"
#include "views/catalogue.h"
#include "views/format.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// A checklist of the house with where it is from and who uses it.
struct ChecklistRow {
    const Checklist* checklist = nullptr;
    std::string address; ///< "iso-10002-2018" for the built-in one, else its key
    std::string key;     ///< SHA-256 of its file
    bool built_in = false;
    bool offered = false;                  ///< to new audits
    std::optional<ChecklistImport> import; ///< how it was brought in
    std::string imported_by;               ///< name; "" for the command line
    std::optional<LocalTime> imported_at;
    std::string retired_by;
    std::optional<LocalTime> retired_at;
    std::vector<Id<Audit>> audits; ///< that have it, as far as the reader sees them
};

/// What the reader may do with checklists.
enum class ChecklistAccess { Read, Import };

Tree checklists_view(const std::vector<ChecklistRow>& rows, ChecklistAccess access, Language language,
                     const Catalogues& catalogues);

/// "pages/checklist".
Tree checklist_view(const ChecklistRow& row, ChecklistAccess access, const Tree& problems, Language language,
                    const Catalogues& catalogues);

/// One fault of a file, as the reader of checklists names it.
struct FaultLine {
    std::string code;
    std::map<std::string, std::string> parameters;
    int line = 0;      ///< 0 when no place can be named
    int column = 0;    ///< 0 when only the line is known
    std::string where; ///< question, clause or group around it, or ""
};

/// "pages/checklist-import": the form that takes a file, and what is wrong with the file it took.
struct ImportPage {
    std::string file; ///< name of the file with faults, "" before one was chosen
    std::vector<FaultLine> faults;
    Tree problems = Tree::list();
};
Tree import_view(const ImportPage& page, Language language, const Catalogues& catalogues);

/// "pages/checklist-preview": a sound file, before anything is stored.
struct PreviewPage {
    const Checklist* checklist = nullptr;
    std::string key;
    std::string file;
    std::optional<ChecklistRow> stands; ///< the newest revision of its standard and edition here
    std::vector<ChecklistDifference> differences;
    std::string obstacle; ///< catalogue key below "refusal." of what forbids to bring it in, or ""
    Tree problems = Tree::list();
};
Tree preview_view(const PreviewPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
