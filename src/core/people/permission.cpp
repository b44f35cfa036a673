#include "core/people/permission.h"

#include "core/base/refusal.h"

#include <algorithm>

namespace clausebook {
namespace {

struct Grant {
    Permission permission;
    Roles roles;
};

const std::vector<Grant>& grants()
{
    using enum Role;
    using enum Permission;
    static const Roles audits = {QualityManager, LeadAuditor, Auditor, TopManagement};
    static const Roles content = {QualityManager, LeadAuditor, Auditor, Auditee, TopManagement};
    static const Roles everybody = {Administrator, QualityManager, LeadAuditor,
                                    Auditor,       Auditee,        TopManagement};
    static const std::vector<Grant> table = {
        {ReadContent, content},
        {ReadAudit, content},
        {PlanAudit, {QualityManager, LeadAuditor}},
        {AcceptPlan, {QualityManager, Auditee}},
        {ConductAudit, {QualityManager, LeadAuditor, Auditor}},
        {ReviewReport, {QualityManager}},
        {ReadFinding, content},
        {FollowUp, {QualityManager, LeadAuditor, Auditor, Auditee}},
        {RegisterEvidence, {QualityManager, LeadAuditor, Auditor, Auditee}},
        {ReadEvidence, content},
        {DecideEvidence, {QualityManager, LeadAuditor, Auditor}},
        {ArchiveEvidence, {QualityManager}},
        {MakePack, {QualityManager, LeadAuditor}},
        {ImportChecklist, {QualityManager}},
        {ReadOrganization, everybody},
        {EditOrganization, {QualityManager}},
        {KeepCertification, {QualityManager}},
        {ReadPeople, everybody},
        {ManagePeople, {Administrator}},
        {ReadJournal, {QualityManager, TopManagement}},
        {MakeBackup, {Administrator, QualityManager}},
        {TakeBackup, {QualityManager}},
    };
    return table;
}

} // namespace

bool has(Role role, Permission permission)
{
    if (permission == Permission::Public || permission == Permission::SignedIn) return true;
    const auto& table = grants();
    const auto grant =
        std::find_if(table.begin(), table.end(), [&](const Grant& g) { return g.permission == permission; });
    return grant != table.end() && grant->roles.contains(role);
}

bool may(const Actor& actor, Permission permission)
{
    if (permission == Permission::Public) return true;
    if (!actor.signed_in()) return false;
    if (permission == Permission::SignedIn) return true;
    return std::any_of(actor.roles.begin(), actor.roles.end(),
                       [&](Role role) { return has(role, permission); });
}

void check_may(const Actor& actor, Permission permission)
{
    if (!may(actor, permission)) throw Refusal::state("not_allowed");
}

} // namespace clausebook
