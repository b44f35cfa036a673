#pragma once
// Verbs on the sheets of an audit: what its plan and its fieldwork are written on (core/audit/sheet.h).
//
// An audit that is not for the actor, a sheet its type does not keep and a place a sheet cannot have are
// NotFound. Who may write when: core/audit/sheet_writing.h. A change to a sheet of the plan withdraws a plan
// that was issued, as change_audit() does.

#include "core/audit/sheet.h"
#include "core/audit/sheet_writing.h"
#include "workspace/audits.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook {

/// An audit with all its sheets, as one actor reads them.
struct SheetsOfAudit {
    SeenAudit seen;
    SheetRows rows;
};
SheetsOfAudit sheets_for(const store::Reading& db, const Actor& actor, const Id<Audit>& audit);

/// The sheet of a key if the audit keeps it; NotFound else.
const Sheet& kept_sheet(const Audit& audit, const std::string& key);

/// What became of a save.
struct RowSaved {
    Version version = 0; ///< 0: there is no row, and nothing was written to make one
    Instant at{};
    Id<Person> by;
    std::string place;
};

/// Saves all fields of a row over the version it carries; by and at are taken from the verb. A row of a Free
/// sheet without a place is a new one and gets the next number. Fields are kept without the white space
/// around them, lists of clauses and evidence with one blank between their words. What changes nothing is not
/// recorded and leaves the version as it is.
///
/// `retry_key` is the request's own name: the same again gives the first answer. `row_key` is the name a
/// page gave a new row: what it saves under it later is of the same row, before it knows its place.
///
/// Refuses what check_may_write() and check(SheetRow) refuse, "clause_unknown" (parameter word: not of the
/// audit's checklist), "evidence_unknown" (parameter word: not there, or not for the actor),
/// "person_not_on_team" for what is new in a field, "sheet_row_gone" (State) for a numbered row that was
/// removed, "edit_conflict".
RowSaved save_row(Workspace& workspace, const Actor& actor, SheetRow row, const std::string& retry_key = {},
                  const std::string& row_key = {});

/// The place a page's new row got under its `row_key`, "" when it is not saved yet.
std::string place_under(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                        const Id<Audit>& audit, const std::string& sheet, const std::string& row_key);

/// Takes a row of a Free sheet away. Refuses what check_may_write() refuses, "sheet_row_gone" (State),
/// "edit_conflict".
void remove_row(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, const std::string& sheet,
                const std::string& place, Version based_on);

/// Puts a row that was removed back, as it stood last. Refuses what check_may_write() refuses,
/// "edit_conflict" when it stands.
void return_row(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, const std::string& sheet,
                const std::string& place);

/// A piece of evidence to choose from.
struct EvidenceChoice {
    std::string number;
    std::string title;
};

/// What is linked in an audit and is for the actor, each once, by number.
std::vector<EvidenceChoice> evidence_to_cite(const store::Reading& db, const Actor& actor,
                                             const Id<Audit>& audit);

} // namespace clausebook
