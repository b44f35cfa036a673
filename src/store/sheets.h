#pragma once
// Rows of the sheets of an audit.

#include "core/audit/sheet.h"
#include "store/database.h"

#include <optional>

namespace clausebook::store {

/// All rows of an audit's sheets, by sheet and place.
SheetRows sheet_rows(const Reading& db, const Id<Audit>& audit);

std::optional<SheetRow> sheet_row(const Reading& db, const Id<Audit>& audit, const std::string& sheet,
                                  const std::string& place);

/// Writes a row over the version it carries, and which evidence it cites; returns the new version. That the
/// evidence exists is for the verb to ask.
Version save(Writing& verb, const SheetRow& row);
void remove(Writing& verb, const SheetRow& row);

/// A row that was taken away, as it stood last but for who wrote it when, version 0; nothing when there never
/// was one.
std::optional<SheetRow> former_sheet_row(const Reading& db, const Id<Audit>& audit, const std::string& sheet,
                                         const std::string& place);

/// What the fields of a row were in a version of it; nothing when there was none.
std::optional<SheetRow> sheet_row_of_version(const Reading& db, const Id<Audit>& audit,
                                             const std::string& sheet, const std::string& place,
                                             Version version);

/// The next number of a Free sheet in an audit: never one that was given before.
std::string next_place(Writing& verb, const Id<Audit>& audit, const std::string& sheet);

} // namespace clausebook::store
