#pragma once
// The fields of the report of each type of audit: what fills each, where it is written, which must be there
// before the report may be handed in or issued. Header and footer are the same for all; what is between them
// follows report_chapters() and the sheets. The list of what is missing, the refusals and
// docs/report-fields.md are made from here. Source: domain D.0, D.2 to D.6; rulings 28.

#include "core/audit/dossier.h"
#include "core/audit/lifecycle.h"
#include "core/audit/sheet.h"

#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

enum class ReportNeed {
    Required,
    Optional,
    Computed, ///< by the product, always there
    NotYet,   ///< no part of the product can fill it yet: printed as "Not part of this audit", never missing
};

/// One field. `key` is the name of domain D.0 and D.2 to D.6, and that of a sheet "sheet.<sheet>.<field>";
/// "sheet.<sheet>" is what a sheet asks for beside its fields.
struct ReportField {
    std::string key;
    ReportNeed need;
    Place place; ///< where a person writes it
    /// What lacks it: keys of sites, people, findings (with the field's name after a blank), or one "" for
    /// the audit as a whole. Empty when all is there. nullptr for fields that cannot be missing, and for
    /// those of a sheet.
    std::vector<std::string> (*lacking)(const Dossier& dossier) = nullptr;
    const Sheet* sheet = nullptr; ///< whose field it is; what it lacks is gaps_of()
    /// Of a sheet that may be empty in this report only what its rows lack counts.
    enum class Gaps { All, OfRows } gaps = Gaps::All;

    /// The catalogue key of its words: "report_field.<key>", of a sheet the sheet's own.
    std::string words() const;
};

/// All fields in the order of the report.
const std::vector<ReportField>& report_fields(AuditType type);

/// A required field that is not there.
struct MissingField {
    std::string key;
    Place place;
    std::string subject; ///< "S-01", "P-0003", "IA-2026-01/f3", a question's id, a row of a sheet, or ""
    std::string detail;  ///< for a finding the part it lacks ("requirement"), for a sheet what else it asks
                         ///< for ("OPENING"), else ""

    friend bool operator==(const MissingField&, const MissingField&) = default;
};

/// Everything that stands between a draft and an issued report, in the report's order; empty when it may be
/// issued.
std::vector<MissingField> missing_fields(const Dossier& dossier);

/// The same for those who have to write it: code "report_field", with the parameters field (a key of
/// report_fields()), subject (the name of a site or person, the number of a finding, a question's id, a row
/// of a sheet, or "") and part (what a finding or a sheet lacks, or ""). The key of one on a sheet is
/// "<sheet>/<place>/<field>".
std::vector<Missing> missing_in_report(const Dossier& dossier);

/// Refuses "report_incomplete" (State; parameters count, field: the key of the first) unless nothing is
/// missing.
void check_complete(const Dossier& dossier);

/// People of the audited side who took part in the opening or closing meeting, by name.
struct Participant {
    Id<Person> person;
    std::vector<MeetingKind> meetings;
};
std::vector<Participant> auditee_participants(const Dossier& dossier);

} // namespace clausebook
