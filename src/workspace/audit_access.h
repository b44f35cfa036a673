#pragma once
// What the verbs on audits ask before they change anything. Inside workspace only.

#include "core/base/refusal.h"
#include "workspace/audits.h"

namespace clausebook {

inline void not_yours_unless(bool yours)
{
    if (!yours) throw Refusal::state("audit_not_yours");
}

/// The actor's view of an audit inside a verb, on the version the verb is based on.
inline SeenAudit opened(const store::Reading& db, const Actor& actor, const Id<Audit>& key, Version based_on,
                        Sight needed = Sight::Whole)
{
    auto seen = see_audit(db, actor, key, needed);
    seen.audit.version = based_on;
    return seen;
}

/// Plans an audit inside a verb, as create_audit() does; what it asks of the actor's role, of the frame and
/// of the checklist has been asked. Returns its key.
Id<Audit> save_new_audit(store::Writing& verb, const Actor& actor, Audit audit, const Checklist& checklist,
                         const std::vector<TeamPlace>& team);

inline void withdraw_plan(Audit& audit)
{
    audit.plan_issued_on.reset();
    audit.plan_accepted_by = {};
    audit.plan_accepted_on.reset();
}

} // namespace clausebook
