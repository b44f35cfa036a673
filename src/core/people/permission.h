#pragma once
// What a route asks of the one who calls it, and which role has it. Rules about single objects (whose audit,
// whose finding, whose evidence) stand on top, in the verbs. Source: trust.md 4, rulings 17.

#include "core/people/person.h"

namespace clausebook {

/// One right. Every route of web/routes.cpp names one.
enum class Permission {
    Public,       ///< anyone, signed in or not
    SignedIn,     ///< anyone signed in: own account, help
    ReadContent,  ///< overview, lists; what is listed follows the objects' own rules
    ReadAudit,    ///< an audit's pages
    PlanAudit,    ///< make an audit, change its frame, team and plan
    AcceptPlan,   ///< accept a plan as the one audited
    ConductAudit, ///< answer, note meetings, draft findings, in an audit one is a member of
    ReviewReport, ///< issue a report or send it back
    ReadFinding,  ///< findings and their actions
    FollowUp,     ///< answer a finding, carry actions out, judge both; who may which step is core's table
    RegisterEvidence,
    ReadEvidence,
    DecideEvidence,  ///< accept or reject
    ArchiveEvidence, ///< put away what is over, take it back, destroy its content after its time
    MakePack,
    ImportChecklist, ///< bring a checklist in, take it from the offer to new audits
    ReadOrganization,
    EditOrganization,  ///< organization, sites, criteria, settings of content
    KeepCertification, ///< what happened with the certification body, how its dates are counted
    ReadPeople,
    ManagePeople, ///< people, accounts, roles, one-time links
    ReadJournal,
    MakeBackup, ///< make backups, see which there are, take one away
    TakeBackup, ///< carry a backup, and with it all content, out of the house
};

/// True when a role has a right by itself.
bool has(Role role, Permission permission);

/// True when the actor may: Public always, SignedIn when signed in, else by any of the roles.
bool may(const Actor& actor, Permission permission);

/// Refuses "not_allowed" (State) unless the actor may.
void check_may(const Actor& actor, Permission permission);

} // namespace clausebook
