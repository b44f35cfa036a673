#pragma once
// Verbs on what evidence is linked to (rulings 6, 12).

#include "workspace/evidence.h"

#include <optional>
#include <string>

namespace clausebook {

/// Whether the actor may link evidence to a target. Throws NotFound for an answer or finding that is not
/// there or whose audit the actor neither conducts nor manages, and for a clause the checklist does not have;
/// refuses "question_not_in_scope" and "site_not_in_audit" for an answer the audit does not ask for,
/// "audit_closed" once its report is under review, "evidence_not_allowed". An action is also for its owner
/// and the audited side, until it is accepted: "action_closed".
void check_link_target(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                       const LinkTarget& target);

/// The same as a question.
bool may_link_to(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                 const LinkTarget& target);

/// What is said about a link. What is not in a form (nothing) stays as it is; "" takes it away.
struct LinkText {
    std::optional<std::string> locator;
    std::optional<std::string> note;
};

/// Links evidence to an answer, a finding, an action or a clause, or changes what is said about the link that
/// stands. `based_on` is the link's version, 0 for a new one. Refuses "evidence_linked_already" for a link
/// that stands and is not named by its version, "edit_conflict" for one that changed since, and as
/// check_link_target(). A link that is named and says the same already changes nothing. Returns its version.
Version link_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                      const LinkTarget& target, const LinkText& text, Version based_on);

/// Takes a link away and returns it, so that linking again can undo it; nothing when there was none.
std::optional<EvidenceLink> unlink_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                            const LinkTarget& target);

/// Links again what was unlinked, with its locator and note; a link that stands stays as it is. Throws
/// NotFound when there was no link.
void relink_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                     const LinkTarget& target);

/// For a file that was registered twice: moves the links of `twice` to `kept` and takes `twice` away. Where
/// both are linked to one target, the link of `kept` takes over what the other's locator and note say more.
/// Refuses "content_differs" unless `kept` is another record that holds all files of `twice`, which has some;
/// and as remove_evidence() does but for the links.
void use_evidence_instead(Workspace& workspace, const Actor& actor, const Id<Evidence>& twice,
                          const Id<Evidence>& kept);

} // namespace clausebook
