#pragma once
// The fields of the internal audit report: what fills each, where it is written, which must be there before
// the report may be handed in or issued. One table, which the list of what is missing, the refusals and
// docs/report-fields.md follow. Source: domain D.0, D.2; rulings 28.

#include "core/audit/dossier.h"
#include "core/audit/lifecycle.h"

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

/// One field. `key` is the name of domain D.0 and D.2, and catalogue key "report_field.<key>".
struct ReportField {
    std::string_view key;
    ReportNeed need;
    Place place; ///< where a person writes it
    /// What lacks it: keys of sites, people, findings (with the field's name after a blank), or one "" for
    /// the audit as a whole. Empty when all is there. nullptr for fields that cannot be missing.
    std::vector<std::string> (*lacking)(const Dossier& dossier);
};

/// All fields in the order of the report.
const std::vector<ReportField>& report_fields();

/// A required field that is not there.
struct MissingField {
    std::string_view key;
    Place place;
    std::string subject; ///< "S-01", "P-0003", "IA-2026-01/f3", a question's id, or ""
    std::string detail;  ///< for a finding the part it lacks ("requirement"), for a person or site ""

    friend bool operator==(const MissingField&, const MissingField&) = default;
};

/// Everything that stands between a draft and an issued report, in the report's order; empty when it may be
/// issued.
std::vector<MissingField> missing_fields(const Dossier& dossier);

/// The same for those who have to write it: code "report_field", with the parameters field (a key of
/// report_fields()), subject (the name of a site or person, the number of a finding, a question's id, or "")
/// and part (what a finding lacks, or "").
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
