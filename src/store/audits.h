#pragma once
// Rows of audits, their teams, meetings and conclusions, and what their lifecycle asks of answers and
// findings.

#include "core/audit/audit.h"
#include "core/audit/lifecycle.h"
#include "store/database.h"

#include <map>
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
    /// AtWork: neither issued nor cancelled (is_at_work() of core); Issued: the report left the house.
    enum class Stage { Any, AtWork, Issued } stage = Stage::Any;
    std::optional<AuditType> type;
    std::optional<Date> starts_from; ///< its first day
    std::optional<Date> starts_to;
    Id<Person> member;         ///< only audits whose team has this person
    bool issued_plans = false; ///< with `member`: also those whose plan is issued (what an auditee sees)
};

/// The audits of which the actor sees the whole: sight_of() of core, asked of all rows at once.
AuditFilter audits_seen_whole(const Actor& actor);
/// Those, and for an auditee the ones whose issued plan there is to see.
AuditFilter audits_listed_for(const Actor& actor);

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
/// The teams of several audits at once; an audit without a team has none.
std::map<Id<Audit>, std::vector<Member>> teams_of(const Reading& db, const std::vector<Audit>& audits);
Version save(Writing& verb, const Member& member);
void remove(Writing& verb, const Member& member);

/// True when the person has answered questions of the audit.
bool has_answered(const Reading& db, const Id<Audit>& audit, const Id<Person>& person);

std::optional<Meeting> meeting(const Reading& db, const Id<Audit>& audit, MeetingKind kind);
Version save(Writing& verb, const Meeting& meeting);

/// The conclusion; an empty one of version 0 before anything was written.
Conclusion conclusion(const Reading& db, const Id<Audit>& audit);
Version save(Writing& verb, const Conclusion& conclusion);

/// All answers of an audit by question and site, as its lifecycle sees them.
std::vector<AnswerAtHand> answers_at_hand(const Reading& db, const Id<Audit>& audit);

} // namespace clausebook::store
