#include "workspace/evidence_uses.h"

#include "workspace/audits.h"
#include "workspace/packs.h"

#include <map>

namespace clausebook {
namespace {

std::optional<SeenAudit> seen(const store::Reading& db, const Actor& actor, const Id<Audit>& audit)
{
    try {
        return see_audit(db, actor, audit);
    } catch (const NotFound&) {
        return std::nullopt;
    }
}

} // namespace

store::EvidenceUsePage evidence_uses(const store::Reading& db, const Actor& actor, const Id<Evidence>& key,
                                     const std::optional<EvidenceUsePlace>& after, std::size_t limit)
{
    const store::UseSight sight = {[&](const Id<Audit>& audit) { return seen(db, actor, audit).has_value(); },
                                   [&](const Id<Audit>& audit) {
                                       const auto one = seen(db, actor, audit);
                                       return one && may_pack(actor, *one);
                                   }};
    return store::evidence_uses(db, key, sight, after, limit);
}

} // namespace clausebook
