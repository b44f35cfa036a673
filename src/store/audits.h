#pragma once
// Rows of audits, their teams, meetings and conclusions, and what their lifecycle asks of answers and
// findings.

#include "core/audit/audit.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

std::optional<Audit> audit(const Reading& db, const Id<Audit>& key);

/// Writes an audit; one without a key gets the next of its type and year of start: "IA-2026-01".
Id<Audit> save(Writing& verb, Audit audit);

/// Which audits a list shows.
struct AuditFilter {
    std::optional<AuditState> state;
    std::optional<AuditType> type;
    Id<Person> member;         ///< only audits whose team has this person
    bool issued_plans = false; ///< with `member`: also those whose plan is issued (what an auditee sees)
};

/// Where a page of the list begins: after this audit.
struct AuditPlace {
    std::string starts_on;
    std::string key;
};

/// One page of audits, the latest start first.
struct AuditPage {
    std::vector<Audit> audits;
    std::optional<AuditPlace> next; ///< nothing on the last page
    std::int64_t count = 0;         ///< of all that match, at most 1,001: then more than 1,000 (rulings 24)
};

AuditPage audits(const Reading& db, const AuditFilter& filter = {},
                 const std::optional<AuditPlace>& after = {}, int limit = 50);

/// The team: lead first, then by role and name.
std::vector<Member> members(const Reading& db, const Id<Audit>& audit);
Version save(Writing& verb, const Member& member);
void remove(Writing& verb, const Member& member);

std::optional<Meeting> meeting(const Reading& db, const Id<Audit>& audit, MeetingKind kind);
Version save(Writing& verb, const Meeting& meeting);

/// The conclusion; an empty one of version 0 before anything was written.
Conclusion conclusion(const Reading& db, const Id<Audit>& audit);
Version save(Writing& verb, const Conclusion& conclusion);

/// What an answer is to the lifecycle of its audit.
struct AnswerGlance {
    std::string key;                ///< "IA-2026-01/all/7.4-Q2"
    std::string site;               ///< site key, or "all"
    std::string question;           ///< "7.4-Q2"
    std::string result;             ///< "C", "OFI", "NC", "NA", "NS"; "" not yet
    std::size_t reason = 0;         ///< characters of its note
    bool approved = false;          ///< of NA: by the lead auditor
    std::int64_t live_findings = 0; ///< findings on it that are not withdrawn
};

/// All answers of an audit by question and site.
std::vector<AnswerGlance> answer_glances(const Reading& db, const Id<Audit>& audit);

/// What a finding is to the lifecycle of its audit.
struct FindingGlance {
    std::string key;    ///< "IA-2026-01/f3"
    std::string number; ///< "IA-2026-01-03", "" before it is raised
    std::int64_t serial = 0;
    std::string grade;              ///< "MAJOR", "MINOR", "OFI", "AOC"
    std::string state;              ///< "DRAFT", "RAISED", ...
    std::vector<std::string> blank; ///< columns of parts A to C that are still empty
};

/// The findings of an audit that are not withdrawn, by serial.
std::vector<FindingGlance> finding_glances(const Reading& db, const Id<Audit>& audit);

} // namespace clausebook::store
