#pragma once
// Who may see evidence, who may do what to it, and which state follows which (domain G.4, rulings 12, 17).

#include "core/audit/audit.h"
#include "core/base/refusal.h"
#include "core/evidence/evidence.h"

#include <set>

namespace clausebook {

/// What ties a person to a piece of evidence, beside a role.
enum class Tie {
    Owner,    ///< answers for the document
    Uploader, ///< brought the record or one of its versions
    Team,     ///< belongs to the team of an audit it is linked to
};

using Ties = std::set<Tie>;

/// True when the actor may see it. The quality manager sees all, top management all but PERSONAL. Owner,
/// uploader and the team of a linked audit see it whatever it is; nobody else sees CONFIDENTIAL and PERSONAL.
/// Auditors and lead auditors see the rest. Source: rulings 17.
bool may_see(Confidentiality confidentiality, const Actor& actor, const Ties& ties);

/// True for a record whose version that stands is archived or destroyed: nothing is done to it any more but
/// what VersionAct says.
bool is_closed(EvidenceState standing);

/// What can be done to evidence.
enum class EvidenceAct { Describe, AddVersion, Submit, Accept, Reject, Link, Remove };

/// What the rules look at.
struct EvidenceCase {
    const Evidence& evidence;
    const EvidenceVersion& newest;
    std::size_t versions = 1;
    std::size_t links = 0;
    const Actor& actor;
    Ties ties;
};

/// Why an act is refused, or nothing when it is allowed.
///
/// - Any: "evidence_not_allowed" without the right, "evidence_not_yours" for who is neither quality manager
/// nor tied
///   to it, "evidence_closed" once it is archived or destroyed.
/// - AddVersion: "evidence_awaits_decision" while the newest version is submitted.
/// - Submit: "evidence_not_registered"; "evidence_needs_type", "evidence_needs_date"; without a file
///   "evidence_needs_file" while nothing is said in its place, else "evidence_needs_reference" on the field
///   that lacks: who keeps it, where, how, when and by whom it was seen. A place alone identifies nothing
///   (domain D.9, G.4: what has no hash is named by who keeps it and who saw it).
/// - Accept, Reject: "evidence_not_submitted"; "evidence_own_upload" for the one who uploaded it.
/// - Remove: "evidence_kept" when it is not REGISTERED any more or has versions, "evidence_linked",
///   "evidence_not_uploader".
std::optional<Refusal> why_not(EvidenceAct act, const EvidenceCase& evidence_case);

/// What can be done to a version, the newest or an older one, once it is over.
enum class VersionAct {
    Archive,
    TakeBack, ///< out of the archive, as if it had not been put there
    Destroy,  ///< its content: what is known about it stays
};

struct VersionCase {
    const EvidenceVersion& version;
    const Actor& actor;
    Date today;
};

/// Why an act is refused, or nothing when it is allowed.
///
/// - Any: "evidence_not_allowed" without the right.
/// - Archive: "evidence_not_over" unless it is expired or superseded.
/// - TakeBack, Destroy: "evidence_not_archived".
/// - Destroy: "evidence_kept_until" (parameter day) before its time is over, "evidence_own_archive" for the
///   one who archived it: one person asks for it by the last day, another does it.
///
/// Source: domain G.4, trust.md 3.
std::optional<Refusal> why_not(VersionAct act, const VersionCase& version_case);

/// The state a version had before it was archived: ACCEPTED when it was accepted and no later one was, else
/// SUPERSEDED. `versions` are all of the record, oldest first.
EvidenceState state_before_archive(const EvidenceVersion& version,
                                   const std::vector<EvidenceVersion>& versions);

/// The last day a version is kept when nobody says another: three years from today. Source: domain G.6.
Date usual_keep_until(Date today);

/// Refuses "keep_until_past" on "keep_until" unless the day comes after today: what is archived is kept a day
/// at least, and nobody makes its time be over by naming a day that is.
void check_keep_until(Date keep_until, Date today);

/// True when a version may go from one state to the other. Source: domain G.4; REGISTERED to SUPERSEDED is a
/// version that was replaced before anybody decided on it.
bool follows(EvidenceState from, EvidenceState to);

/// True while links to an audit's answers and findings may change: from its making until its report is
/// reviewed, also while it is postponed.
bool links_may_change_in(AuditState state);

/// What evidence still waits for before it can count: a key under "evidence.next.": "describe" (its type,
/// date, or who keeps and saw it), "submit", "decide"; "" when it was decided on. `version` is the one that
/// stands.
std::string_view next_step(const EvidenceFields& fields, const EvidenceVersion& version);

/// Refuses a file of no bytes ("file_empty") or of more than `limit` ("file_too_large", parameters limit and
/// size, in bytes).
void check_file_size(std::int64_t bytes, std::int64_t limit);

} // namespace clausebook
