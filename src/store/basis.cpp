#include "store/basis.h"

#include "core/base/mapped.h"
#include "store/finding_row.h"

namespace clausebook::store {
namespace {

FollowedFinding followed_from(const Row& row)
{
    FollowedFinding followed;
    followed.audit = Id<Audit>(row.text("audit"));
    followed.finding = Id<Finding>(row.text("finding"));
    followed.version = row.number("version");
    followed.outcome = parse_outcome(row.text("outcome")).value();
    followed.comment = row.text("comment");
    followed.became = Id<Finding>(row.text("became"));
    followed.looked_by = Id<Person>(row.text("looked_by"));
    followed.looked_on = row.date("looked_on");
    return followed;
}

std::vector<FollowedFinding> followed_rows(const Reading& db, const char* sql, const std::string& key)
{
    return mapped(db.rows(sql, {key}), followed_from);
}

Concern concern_from(const Row& row)
{
    return {Id<Finding>(row.text("key")), row.number("version"),
            parse_grade(row.text("could_become")).value(),
            row.flag("must_fix") ? Concern::Before2::Must : Concern::Before2::May};
}

} // namespace

std::vector<Id<Audit>> audits_on(const Reading& db, const Id<Audit>& audit)
{
    return mapped(db.rows("SELECT key FROM audit_basis WHERE follows = ? ORDER BY key", {audit.str()}),
                  [](const Row& row) { return Id<Audit>(row.text("key")); });
}

std::vector<FollowedFinding> followed_findings(const Reading& db, const Id<Audit>& audit)
{
    return followed_rows(
        db,
        "SELECT l.* FROM followed_finding l JOIN finding f ON f.key = l.finding WHERE l.audit = ? "
        "ORDER BY f.audit, f.serial",
        audit.str());
}

std::vector<Finding> followed_sources(const Reading& db, const Id<Audit>& audit)
{
    return findings_by(db,
                       "SELECT f.* FROM followed_finding l JOIN finding f ON f.key = l.finding WHERE "
                       "l.audit = ? ORDER BY f.audit, f.serial",
                       {audit.str()});
}

std::vector<FollowedFinding> followed_in(const Reading& db, const Id<Finding>& finding)
{
    return followed_rows(db, "SELECT * FROM followed_finding WHERE finding = ? ORDER BY audit",
                         finding.str());
}

std::vector<FollowedFinding> came_from(const Reading& db, const Id<Finding>& became)
{
    return followed_rows(db, "SELECT * FROM followed_finding WHERE became = ? ORDER BY finding",
                         became.str());
}

Version save(Writing& verb, const FollowedFinding& f)
{
    return verb.put("followed_finding", f.audit.str() + "/" + f.finding.str(),
                    {{"audit", f.audit.str()},
                     {"finding", f.finding.str()},
                     {"outcome", str(f.outcome)},
                     {"comment", f.comment},
                     {"became", optional_text(f.became.str())},
                     {"looked_by", optional_text(f.looked_by.str())},
                     {"looked_on", date_text(f.looked_on)}},
                    f.version);
}

std::map<Id<Finding>, Concern> concerns(const Reading& db, const Id<Audit>& audit)
{
    std::map<Id<Finding>, Concern> all;
    for (const auto& row :
         db.rows("SELECT c.* FROM finding_concern c JOIN finding f ON f.key = c.key WHERE f.audit = ?",
                 {audit.str()}))
        all.emplace(Id<Finding>(row.text("key")), concern_from(row));
    return all;
}

std::optional<Concern> concern(const Reading& db, const Id<Finding>& finding)
{
    const auto row = db.row("SELECT * FROM finding_concern WHERE key = ?", {finding.str()});
    return row ? std::optional(concern_from(*row)) : std::nullopt;
}

Version save(Writing& verb, const Concern& concern)
{
    return verb.put("finding_concern", concern.finding.str(),
                    {{"could_become", std::string(str(concern.could_become))},
                     {"must_fix", std::int64_t{concern.must_fix == Concern::Before2::Must}}},
                    concern.version);
}

PlanSignature plan_signature(const Reading& db, const Id<Audit>& audit)
{
    PlanSignature signature;
    signature.audit = audit;
    const auto row = db.row("SELECT * FROM plan_signature WHERE key = ?", {audit.str()});
    if (!row) return signature;
    signature.version = row->number("version");
    signature.prepared_by = Id<Person>(row->text("prepared_by"));
    signature.prepared_on = row->date("prepared_on");
    signature.approved_by = Id<Person>(row->text("approved_by"));
    signature.approved_on = row->date("approved_on");
    return signature;
}

Version save(Writing& verb, const PlanSignature& s)
{
    return verb.put("plan_signature", s.audit.str(),
                    {{"prepared_by", s.prepared_by.str()},
                     {"prepared_on", date_text(s.prepared_on)},
                     {"approved_by", s.approved_by.str()},
                     {"approved_on", date_text(s.approved_on)}},
                    s.version);
}

} // namespace clausebook::store
