#include "core/audit/standing.h"

#include "core/base/refusal.h"

#include <algorithm>

namespace clausebook {
namespace {

template <typename Value>
bool holds(const std::vector<Value>& values, const Value& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

void check_rotation(const AuditKind& kind, const Audit& audit)
{
    if (audit.rotation.empty()) return;
    if (kind.rotation_tags.empty()) throw Refusal("rotation_not_here", "rotation");
    for (const auto& clause : audit.rotation)
        if (!holds(audit.clauses, clause))
            throw Refusal("rotation_not_in_scope", "rotation", {{"clause", clause.str()}});
}

} // namespace

bool may_follow(const AuditKind& kind, const Audit& earlier)
{
    if (!holds(kind.follows, earlier.type) || earlier.state == AuditState::Cancelled) return false;
    return kind.must_follow == AuditKind::Follows::May || is_issued(earlier.state);
}

void check_standing(const Audit& audit, const Audit* earlier)
{
    const auto& kind = kind_for(audit.type);
    check_rotation(kind, audit);
    if (audit.follows.empty()) {
        if (kind.must_follow == AuditKind::Follows::Must) throw Refusal("follows_needed", "follows");
        return;
    }
    if (earlier == nullptr || earlier->key == audit.key || !may_follow(kind, *earlier))
        throw Refusal("follows_wrong", "follows");
    if (audit.starts_on && earlier->ends_on && *audit.starts_on < *earlier->ends_on)
        throw Refusal("starts_before_follows", "starts_on", {{"day", to_string(*earlier->ends_on)}});
}

} // namespace clausebook
