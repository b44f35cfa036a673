#pragma once
// Sheets: what plan and fieldwork of an audit are written on beside frame, answers and conclusion. Which
// there are, which fields they have and what must be given is one table; pages, saving, checks and reports
// follow it (domain C.3, D.1, D.3 to D.6).

#include "core/base/clause_number.h"
#include "core/base/id.h"
#include "core/base/time.h"
#include "core/people/person.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

struct Audit;

/// One field of a sheet. Its words are "sheet.<sheet>.<name>", a hint "sheet_hint.<sheet>.<name>" where there
/// is one; those of a choice "choice.<code>".
struct SheetField {
    std::string_view name; ///< "adequate": form field and key of the text
    enum class Shape {
        Line,
        Text,
        Lines,    ///< one a line; the single word none says there is nothing
        Day,      ///< "2026-11-22"
        Hour,     ///< "09:30"
        Number,   ///< a whole number from 0 to 99,999,999; of Signed also below 0
        Signed,   ///< a whole number from -99 to 99
        Choice,   ///< one of `choices`
        Clauses,  ///< clause numbers of the checklist, separated by blanks
        Evidence, ///< evidence numbers, separated by blanks
        Person,   ///< the key of a person of the audit's team
    } shape = Shape::Text;
    enum class Need {
        Required,
        Optional,
    } need = Need::Required;
    std::span<const std::string_view> choices = {};
    /// What may name a person who must not be named outside (domain D.12): left out of reports and packs.
    enum class Told { Everywhere, InTheHouse } told = Told::Everywhere;
};

/// One row of a sheet as stored.
struct SheetRow {
    Id<Audit> audit;
    std::string sheet; ///< key of a Sheet
    std::string place; ///< "one", "3", "a", "7.4": which row of it
    Version version = 0;
    std::map<std::string, std::string, std::less<>> fields; ///< what is given, by name
    Id<Person> by;
    Instant at{};

    /// A field's text, "" when it is not given.
    const std::string& text(std::string_view name) const;
    /// "S1-2026-01/documents/3".
    std::string key() const;
};

using SheetRows = std::vector<SheetRow>;

/// Something a sheet lacks.
struct SheetGap {
    std::string sheet;
    std::string place; ///< "" when the sheet has no row at all, or lacks one
    std::string field; ///< "" for the row as a whole; else a field, or what else is asked for: "opening"

    friend bool operator==(const SheetGap&, const SheetGap&) = default;
};

struct Sheet {
    std::string_view key; ///< "documents"; its title is "sheet.<key>", its hint "sheet_hint.<key>"
    enum class Rows {
        One,        ///< a single row, "one"
        Fixed,      ///< the rows of `places`, their words "sheet_row.<key>.<place>"
        EachClause, ///< a row a clause of the audit's scope
        Free,       ///< any number, numbered from 1
    } rows = Rows::One;
    enum class Part {
        Plan,      ///< written until the plan is issued, and anew before fieldwork
        Fieldwork, ///< written while the audit's records are open
    } part = Part::Fieldwork;
    /// Of a Free sheet: whether it may stay empty.
    enum class Least { Any, AtLeastOne } least = Least::Any;
    std::vector<SheetField> fields = {};
    std::vector<std::string_view> places = {};
    /// What else it lacks, beside required fields; nullptr for nothing. `rows` are this sheet's.
    std::vector<SheetGap> (*also)(const SheetRows& rows) = nullptr;

    const SheetField* field(std::string_view name) const;
};

/// All sheets there are, in the order of the reports.
std::span<const Sheet> sheets();

/// The sheet of a key, or nullptr.
const Sheet* find_sheet(std::string_view key);

/// The rows of one sheet, in the order they are printed: of a Free one by number, else as its places stand.
SheetRows rows_of(const SheetRows& all, const Sheet& sheet);

/// The row at a place, or nullptr.
const SheetRow* find_row(const SheetRows& all, std::string_view sheet, std::string_view place);

/// The text of a field of a sheet of one row, or "".
const std::string& sheet_text(const SheetRows& all, std::string_view sheet, std::string_view name);

/// The places a sheet has in an audit: {"one"}, its fixed ones, the clauses in scope, or the numbers of the
/// rows that are there.
std::vector<std::string> places_of(const Sheet& sheet, const Audit& audit, const SheetRows& all);

/// Refuses what cannot be written, on the field's name: "too_long", "unclean", "date_shape", "clock_shape",
/// "number_out_of_range" (parameters least, most), "choice_unknown", "clause_unknown" (a text that is no
/// clause number), "evidence_number" (one that is no evidence number). A field the sheet does not have, or a
/// place it cannot have, is "choice_unknown". Whether clauses, evidence and people exist is asked by the
/// verb.
void check(const SheetRow& row);

/// Every gap of a sheet in an audit, in its order; empty when all that is required is given.
std::vector<SheetGap> gaps_of(const Sheet& sheet, const Audit& audit, const SheetRows& all);

/// The evidence numbers that the rows cite, each once, sorted as numbers.
std::vector<std::string> cited_evidence(const SheetRows& all);

} // namespace clausebook
