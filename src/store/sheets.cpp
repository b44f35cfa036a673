#include "store/sheets.h"

#include "store/journal.h"
#include "store/texts.h"

#include <set>
#include <string>
#include <vector>

namespace clausebook::store {
namespace {

std::string subject_of(const SheetRow& row)
{
    return "sheet_row/" + row.key();
}

/// A row with the fields of the first of its journal bodies that has any. `which` chooses among them.
std::optional<SheetRow> journalled(const Reading& db, SheetRow row, const std::string& which,
                                   const Params& params)
{
    for (const auto& change :
         db.rows("SELECT b.body AS body FROM journal_change c JOIN journal_body b ON b.entry = c.entry AND "
                 "b.position = c.position WHERE c.subject = ? "
                     + which,
                 params)) {
        const auto record = record_in(change.text("body"));
        if (record.is_null()) continue;
        row.fields = texts_in(*record.find("fields")->text(), row.key());
        return row;
    }
    return std::nullopt;
}

SheetRow row_from(const Row& row)
{
    SheetRow sheet;
    sheet.audit = Id<Audit>(row.text("audit"));
    sheet.sheet = row.text("sheet");
    sheet.place = row.text("place");
    sheet.version = row.number("version");
    sheet.by = Id<Person>(row.text("written_by"));
    sheet.at = row.instant("written_at");
    sheet.fields = texts_in(row.text("fields"), row.text("key"));
    return sheet;
}

} // namespace

SheetRows sheet_rows(const Reading& db, const Id<Audit>& audit)
{
    SheetRows all;
    for (const auto& row : db.rows(
             "SELECT * FROM sheet_row WHERE audit = ? ORDER BY sheet, length(place), place", {audit.str()}))
        all.push_back(row_from(row));
    return all;
}

std::optional<SheetRow> sheet_row(const Reading& db, const Id<Audit>& audit, const std::string& sheet,
                                  const std::string& place)
{
    const auto row = db.row("SELECT * FROM sheet_row WHERE audit = ? AND sheet = ? AND place = ?",
                            {audit.str(), sheet, place});
    return row ? std::optional(row_from(*row)) : std::nullopt;
}

namespace {

/// Makes the evidence a row cites what `wanted` says, one record a piece.
void cite(Writing& verb, const SheetRow& row, const std::vector<std::string>& wanted)
{
    std::set<std::string> missing(wanted.begin(), wanted.end());
    for (const auto& cited :
         verb.rows("SELECT * FROM sheet_evidence WHERE row = ? ORDER BY key", {row.key()}))
        if (missing.erase(cited.text("evidence")) == 0)
            verb.remove("sheet_evidence", cited.text("key"), cited.number("version"));
    for (const auto& evidence : missing)
        verb.put("sheet_evidence", row.key() + "/" + evidence,
                 {{"row", row.key()}, {"audit", row.audit.str()}, {"evidence", evidence}}, 0);
}

} // namespace

Version save(Writing& verb, const SheetRow& row)
{
    const auto version = verb.put("sheet_row", row.key(),
                                  {{"audit", row.audit.str()},
                                   {"sheet", row.sheet},
                                   {"place", row.place},
                                   {"fields", texts_column(row.fields)},
                                   {"written_by", row.by.str()},
                                   {"written_at", to_string(row.at)}},
                                  row.version);
    cite(verb, row, cited_evidence({row}));
    return version;
}

void remove(Writing& verb, const SheetRow& row)
{
    cite(verb, row, {});
    verb.remove("sheet_row", row.key(), row.version);
}

std::optional<SheetRow> former_sheet_row(const Reading& db, const Id<Audit>& audit, const std::string& sheet,
                                         const std::string& place)
{
    const SheetRow row{audit, sheet, place, 0, {}, {}, {}};
    return journalled(db, row, "ORDER BY c.entry DESC LIMIT 2", {subject_of(row)});
}

std::optional<SheetRow> sheet_row_of_version(const Reading& db, const Id<Audit>& audit,
                                             const std::string& sheet, const std::string& place,
                                             Version version)
{
    const SheetRow row{audit, sheet, place, version, {}, {}, {}};
    return journalled(db, row, "AND c.version = ?", {subject_of(row), std::int64_t{version}});
}

std::string next_place(Writing& verb, const Id<Audit>& audit, const std::string& sheet)
{
    return std::to_string(verb.next_number("sheet " + audit.str() + "/" + sheet));
}

} // namespace clausebook::store
