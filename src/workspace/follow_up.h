#pragma once
// Verbs on a finding after it is raised (domain G.2). Verbs on its actions: workspace/actions.h.

#include "core/finding/course.h"
#include "core/finding/follow_up.h"
#include "workspace/workspace.h"

#include <string>

namespace clausebook {

/// Everything the rules of a finding look at, as far as it is for the actor. Throws NotFound.
FollowUp seen_follow_up(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                        const Id<Finding>& key);

/// Every verb below throws NotFound when the finding does not exist for the actor, and refuses what
/// check_follow_up() refuses; those with the finding's version refuse "edit_conflict" (Conflict).

/// The audited side has seen it.
void acknowledge(Workspace& workspace, const Actor& actor, const Id<Finding>& key, const std::string& comment,
                 Version based_on);

/// Saves parts E and F while they are open; the version in `response` is the one that was read. Refuses as
/// check_response_open() and check() do, "unknown_person" (corrected_by), "edit_conflict". Returns the new
/// version; the same text again changes nothing.
Version save_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                      const Response& response);

/// Hands response and actions to the lead auditor.
void submit_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Version based_on);

/// The lead auditor accepts the plan: its proposed actions are approved.
void accept_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                     const std::string& comment, Version based_on);

/// The lead auditor sends it back with what is to be changed.
void send_back_response(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                        const std::string& comment, Version based_on);

/// The audited side says that everything is carried out.
void report_implemented(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                        const std::string& comment, Version based_on);

/// Somebody else has proven it: saves part I and takes the step.
void verify_finding(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                    const Verification& verification, Version based_on);

/// The end.
void close_finding(Workspace& workspace, const Actor& actor, const Id<Finding>& key,
                   const std::string& comment, Version based_on);

/// The audited side decides about an opportunity, with its reason, which closes it.
void decide_opportunity(Workspace& workspace, const Actor& actor, const Id<Finding>& key, Decision decision,
                        const std::string& reason, Version based_on);

} // namespace clausebook
