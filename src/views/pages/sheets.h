#pragma once
// The pages on which the sheets of an audit are written: their list, and one sheet with its rows. Generic
// over the table of sheets (core/audit/sheet.h). Each function gives the whole view but `page`.

#include "core/audit/sheet_writing.h"
#include "core/base/tree.h"
#include "core/checklist/checklist.h"
#include "views/catalogue.h"
#include "views/pages/audits.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::views {

/// What the field of a sheet is called in forms: "s_version" for "version", which is another thing there.
std::string form_name(std::string_view field);

/// "/audits/S1-2026-01/records/documents".
std::string address_of(const Sheet& sheet, const Id<Audit>& audit);

/// "pages/audit-records": all sheets of an audit, meetings and conclusion among them.
struct RecordsPage {
    Audit audit;
    Parts parts;
    SheetRows rows;
    std::optional<Meeting> opening;
    std::optional<Meeting> closing;
    Conclusion conclusion;
};
Tree records_view(const RecordsPage& page, Language language, const Catalogues& catalogues);

/// What was typed into a row and not saved.
struct TypedRow {
    SheetRow row; ///< place "new" for a row that is not there yet; the version to save it over
    enum class Why { Refused, Conflict } why = Why::Refused;
    Tree problems = Tree::list(); ///< their fields are names of the sheet's
};

/// "pages/audit-sheet": one sheet of an audit.
struct SheetPage {
    Audit audit;
    const Sheet* sheet = nullptr;
    SheetRows rows; ///< of all sheets
    enum class Access { Read, Write } access = Access::Read;
    std::vector<Member> members;
    Names names;
    const Checklist* checklist = nullptr;
    std::vector<std::pair<std::string, std::string>> evidence; ///< number and title of what may be cited
    std::map<std::string, std::string> saved;                  ///< when and by whom, by place
    std::optional<TypedRow> typed;
    std::string actor; ///< key of who reads it
    std::string zone;  ///< of the organization's clock
};
Tree sheet_view(const SheetPage& page, Language language, const Catalogues& catalogues);

/// What a sheet lacks as rows {at, sentence, href}; `at` is "3/date".
Tree gap_rows(const std::vector<SheetGap>& gaps, const Sheet& sheet, const Checklist& checklist,
              Language language, const Catalogues& catalogues);

/// "5 still missing", "Nothing is missing".
std::string missing_words(std::size_t count, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
