#include "store/sight.h"

namespace clausebook::store {

SeenRows seen_findings(const FindingSight& sight)
{
    if (sight.all) return {};
    const auto& person = sight.person.str();
    return {"(audit IN (SELECT audit FROM audit_member WHERE person = ?) OR "
            "audit IN (SELECT key FROM audit WHERE lead = ?) OR (auditee_contact = ? AND number <> '') OR "
            "key IN (SELECT fa.finding FROM finding_action fa JOIN action a ON a.key = fa.action "
            "WHERE a.owner = ?))",
            {person, person, person, person}};
}

SeenRows seen_actions(const FindingSight& sight)
{
    if (sight.all) return {};
    const auto& person = sight.person.str();
    return {"(a.owner = ? OR EXISTS (SELECT 1 FROM finding_action fa JOIN finding f ON f.key = fa.finding "
            "WHERE fa.action = a.key AND (f.auditee_contact = ? OR f.audit IN (SELECT audit FROM "
            "audit_member WHERE person = ?) OR f.audit IN (SELECT key FROM audit WHERE lead = ?) OR "
            "fa.finding IN (SELECT o.finding FROM finding_action o JOIN action other ON other.key = o.action "
            "WHERE other.owner = ?))))",
            {person, person, person, person, person}};
}

SeenRows seen_evidence(const Actor& actor)
{
    if (actor.is(Role::QualityManager)) return {};
    std::string seen;
    if (actor.is(Role::LeadAuditor) || actor.is(Role::Auditor)) seen = "'PUBLIC', 'INTERNAL'";
    if (actor.is(Role::TopManagement)) seen = "'PUBLIC', 'INTERNAL', 'CONFIDENTIAL'";
    const auto& person = actor.person.str();
    const Params ties = {person, person, person, person, person};
    if (seen.empty()) // few of all: from what is tied to the person
        return {"e.key IN (SELECT key FROM evidence WHERE owner = ? "
                "UNION ALL SELECT key FROM evidence WHERE registered_by = ? "
                "UNION ALL SELECT evidence FROM evidence_version WHERE uploaded_by = ? "
                "UNION ALL SELECT l.evidence FROM audit_member m "
                "JOIN evidence_link l ON l.audit = m.audit WHERE m.person = ? "
                "UNION ALL SELECT c.evidence FROM audit_member m "
                "JOIN sheet_evidence c ON c.audit = m.audit WHERE m.person = ?)",
                ties};
    // Most of all: only of the others, one by one, is it asked whether they are tied to the person.
    return {
        "(e.confidentiality IN (" + seen
            + ") OR e.owner = ? OR e.registered_by = ? OR EXISTS (SELECT 1 FROM evidence_version v "
              "WHERE v.evidence = e.key AND v.uploaded_by = ?) OR EXISTS (SELECT 1 FROM evidence_link l "
              "JOIN audit_member m ON m.audit = l.audit WHERE l.evidence = e.key AND m.person = ?) OR EXISTS "
              "(SELECT 1 FROM sheet_evidence c JOIN audit_member m ON m.audit = c.audit "
              "WHERE c.evidence = e.key AND m.person = ?))",
        ties};
}

SeenRows seen_audits(const Actor& actor)
{
    if (actor.is(Role::QualityManager) || actor.is(Role::TopManagement)) return {};
    std::string sql = "(key IN (SELECT audit FROM audit_member WHERE person = ?)";
    sql += actor.is(Role::Auditee) ? " OR plan_issued_on <> '')" : ")";
    return {std::move(sql), {actor.person.str()}};
}

} // namespace clausebook::store
