#pragma once
// Verbs on what evidence is linked to (rulings 6, 12).

#include "workspace/evidence.h"

#include <optional>
#include <string>

namespace clausebook {

/// Whether the actor may link evidence to a target. Throws NotFound for an answer or finding that is not
/// there or whose audit the actor neither conducts nor manages; refuses "audit_closed" once its report is
/// under review, "evidence_not_allowed". An action is also for its owner and the audited side, until it is
/// accepted: "action_closed".
void check_link_target(const store::Reading& db, const Actor& actor, const LinkTarget& target);

/// The same as a question.
bool may_link_to(const store::Reading& db, const Actor& actor, const LinkTarget& target);

/// Links evidence to an answer, a finding or a clause. `based_on` is the link's version, 0 for a new one; the
/// same link again changes nothing. Throws NotFound for an answer or finding that is not there or whose audit
/// the actor neither conducts nor manages; refuses "audit_closed" once its report is under review.
void link_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                   const LinkTarget& target, const std::string& locator, const std::string& note,
                   Version based_on);

/// Takes a link away and returns it, so that linking again can undo it; nothing when there was none.
std::optional<EvidenceLink> unlink_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                            const LinkTarget& target);

/// Links again what was unlinked, with its locator and note. Throws NotFound when there was no link.
void relink_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                     const LinkTarget& target);

/// For a file that was registered twice: moves the links of `twice` to `kept` and takes `twice` away. Refuses
/// "content_differs" when `kept` does not hold the same content, and as remove_evidence() does but for the
/// links.
void use_evidence_instead(Workspace& workspace, const Actor& actor, const Id<Evidence>& twice,
                          const Id<Evidence>& kept);

} // namespace clausebook
