#pragma once
// Verbs on evidence (issue part 6, rulings 6, 12, 15, 17, 22).

#include "core/evidence/evidence.h"
#include "core/evidence/evidence_rules.h"
#include "store/vault.h"
#include "workspace/idempotency.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook {

/// A file that has arrived beside the vault and is not kept yet: when a verb refuses, nothing of it stays.
struct ReceivedFile {
    store::Incoming content;
    std::string name;           ///< as the sender gave it
    std::int64_t announced = 0; ///< bytes the sender promised
};

enum class Grouping {
    RecordPerFile, ///< each file is a record of its own
    OneVersion,    ///< all files make one version of one record
};

/// What follows when something is registered.
enum class Then {
    Keep,  ///< it waits to be described and handed in
    Submit ///< it is handed in at once, in the same verb
};

/// What is said about files when they are registered.
struct Registration {
    Grouping grouping = Grouping::RecordPerFile;
    EvidenceFields fields; ///< without a title: one made of the file's name
    EvidenceVersionFields version;
    std::optional<LinkTarget> link; ///< linked at once, in the same verb
    std::string locator;
    std::string retry_key; ///< see Retry
    Then then = Then::Keep;
};

/// What became of one record's files.
struct Registered {
    Id<Evidence> evidence;
    std::string title;
    std::string name; ///< of the first file
    std::int64_t bytes = 0;
    int version = 1;
    std::vector<Id<Evidence>>
        same_content; ///< other records, visible to the actor, that hold a file of this content
};

/// Most files of one form.
inline constexpr std::size_t most_files = 100;

/// Registers files, or, without any, a document that is kept elsewhere, by reference. Refuses
/// "reference_with_file" for a reference beside files, "seen_in_future", "no_such_person", what
/// why_not(Submit) does where it is handed in at once, "evidence_not_allowed", what check() and
/// check_file_size() refuse, "too_many_files", what check_link_target() refuses. Throws
/// std::length_error for a file that is not as long as announced. Time of receipt is the server's.
std::vector<Registered> register_evidence(Workspace& workspace, const Actor& actor,
                                          std::vector<ReceivedFile> files, const Registration& registration);

/// Adds a version of one or more files; it is described like the one before. The accepted version stands
/// until the new one is accepted; one that nobody decided on is superseded at once. Refuses as
/// why_not(AddVersion) and register_evidence() do, "required" without a file.
Registered add_evidence_version(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                std::vector<ReceivedFile> files, const std::string& retry_key);

/// Adds a version by reference: the document that no file is here of was seen again. It is kept where it was;
/// how, when and by whom it was seen is said anew, its dates too. Refuses "evidence_not_by_reference" when
/// the newest version has files, and as why_not(AddVersion) does.
Registered add_evidence_sighting(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                 const EvidenceReference& seen, const std::string& retry_key);

/// Saves what is said about the record and its newest version. `based_on` is the record's version, as in all
/// verbs here. Refuses "evidence_decided" when fields of a version change that is not REGISTERED any more,
/// "edit_conflict", "no_such_person" (owner).
Version describe_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on,
                          const EvidenceFields& fields, const EvidenceVersionFields& version);

/// Hands the newest version in for acceptance. Refuses as why_not(Submit) does.
void submit_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on);

/// Accepts the newest version, which now stands; an accepted one before it is superseded. Refuses as
/// why_not(Accept) does.
void accept_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on);

/// Rejects the newest version. Refuses "required" without a reason, and as why_not(Reject) does.
void reject_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on,
                     const std::string& reason);

/// Takes a record away that was registered by mistake, and its content when no other record holds it. Refuses
/// as why_not(Remove) does.
void remove_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on);

/// A record whole, as its page shows it.
struct EvidenceDossier {
    Evidence evidence;
    std::vector<EvidenceVersion> versions; ///< oldest first
    std::vector<EvidenceLink> links;
    Ties ties; ///< of the one who asks

    const EvidenceVersion& newest() const { return versions.back(); }
    bool is_linked_to(const LinkTarget& target) const;
    EvidenceCase seen_by(const Actor& actor) const
    {
        return {evidence, versions.back(), versions.size(), links.size(), actor, ties};
    }
};

/// The record, when the actor may see it. Throws NotFound else.
EvidenceDossier evidence_dossier(const store::Reading& db, const Actor& actor, const Id<Evidence>& key);

/// Other records, visible to the actor, that hold a file of the same content as one of the version.
std::vector<Id<Evidence>> same_content(const store::Reading& db, const Actor& actor, const Id<Evidence>& key,
                                       const EvidenceVersion& version);

/// Largest file that is taken, in bytes: the organization's setting.
std::int64_t evidence_limit(const store::Reading& db);

} // namespace clausebook
