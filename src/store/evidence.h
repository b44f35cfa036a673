#pragma once
// Rows of evidence: records, versions, files, links; the list of evidence.

#include "core/evidence/evidence.h"
#include "core/evidence/evidence_rules.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

std::optional<Evidence> evidence(const Reading& db, const Id<Evidence>& key);

/// All versions with their files, oldest first.
std::vector<EvidenceVersion> evidence_versions(const Reading& db, const Id<Evidence>& key);

/// The version that stands. Throws std::logic_error when the record has none.
EvidenceVersion standing_version(const Reading& db, const Evidence& evidence);

/// Takes the next number for a new record.
Id<Evidence> next_evidence_number(Writing& verb);

/// Writes a record. What lists and filters need of its versions (state, dates, file names) is taken from
/// `versions`: the accepted one stands, else the newest. Returns the new version.
Version save(Writing& verb, const Evidence& evidence, const std::vector<EvidenceVersion>& versions);

/// Writes a version of `evidence` without its files; its key is made from both.
Version save(Writing& verb, const Id<Evidence>& evidence, const EvidenceVersion& version);

/// Writes the files of a new version.
void add_files(Writing& verb, const Id<Evidence>& evidence, const EvidenceVersion& version);

/// Takes a record away with its versions and files. Links must be gone.
void remove_evidence(Writing& verb, const Evidence& evidence);

// ---- Links

/// Links of a record: answers, clauses, findings, each by target.
std::vector<EvidenceLink> links_of(const Reading& db, const Id<Evidence>& evidence);

/// A link with the record it belongs to.
struct LinkedEvidence {
    EvidenceLink link;
    Evidence evidence;
};

/// What is linked to one target, by evidence number.
std::vector<LinkedEvidence> evidence_linked_to(const Reading& db, const LinkTarget& target);

/// What is linked to the answers and findings of an audit, by target and evidence number.
std::vector<LinkedEvidence> evidence_linked_in(const Reading& db, const std::string& audit);

/// What is linked to an answer: the version that stands, without its files, and what kind of document it is.
struct AnswerProof {
    std::string answer; ///< "IA-2026-01/all/7.4-Q2"
    std::optional<EvidenceType> type;
    EvidenceVersion version;
};

/// All of an audit, in no order, in one look: it is asked at every answer that is saved.
std::vector<AnswerProof> answer_proofs(const Reading& db, const Id<Audit>& audit);

std::optional<EvidenceLink> link(const Reading& db, const Id<Evidence>& evidence, const LinkTarget& target);
/// A link that was taken away, as it stood last; nothing when there never was one.
std::optional<EvidenceLink> former_link(const Reading& db, const Id<Evidence>& evidence,
                                        const LinkTarget& target);

/// The number of the audit a target belongs to; that of its first finding for an action; "" for a clause.
std::string audit_of(const Reading& db, const LinkTarget& target);

Version save(Writing& verb, const EvidenceLink& link);
void remove_link(Writing& verb, const EvidenceLink& link);

// ---- Who and where

/// What ties a person to a record.
Ties ties_of(const Reading& db, const Evidence& evidence, const Id<Person>& person);

/// The records that hold a content, newest version or not, by number; none for what was destroyed.
std::vector<Id<Evidence>> evidence_with_content(const Reading& db, const std::string& sha256);

/// True when a pack was made since the record was linked for the first time: it may have to be made again
/// from the same files (rulings 29).
bool may_be_in_pack(const Reading& db, const Id<Evidence>& key);

/// True for the lead and the auditors of an audit.
bool conducts(const Reading& db, const std::string& audit, const Id<Person>& person);

/// True when what a link points at can be: the finding exists, the site exists (or is "all") and the question
/// is of a clause in the audit's scope. An answer need not be given yet.
bool target_exists(const Reading& db, const LinkTarget& target);

} // namespace clausebook::store
