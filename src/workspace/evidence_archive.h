#pragma once
// Verbs on evidence that is over: put away, taken back, its content destroyed (domain G.4, trust.md 3).

#include "workspace/evidence.h"

#include <string>
#include <vector>

namespace clausebook {

/// Puts a version away that is over; its content is kept until the end of that day at least. In these three
/// `serial` is the version's, `based_on` the record's. Refuses as why_not(VersionAct) and check_keep_until()
/// do. Throws NotFound for a version that is not there.
void archive_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, int serial,
                      Version based_on, Date keep_until);

/// Takes a version out of the archive again.
void take_back_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, int serial,
                        Version based_on);

/// Destroys the content of an archived version, unless another version or record holds the same; what is
/// known about it stays, with the hash. Refuses "required" without a reason, and as why_not(Destroy) does.
void destroy_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, int serial,
                      Version based_on, const std::string& reason);

/// Takes out of the vault what versions held and nothing needs any more; after their verb was committed.
void forget_contents(Workspace& workspace, const std::vector<EvidenceVersion>& versions);

} // namespace clausebook
