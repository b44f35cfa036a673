#include "store/earlier_findings.h"

#include "core/audit/standing.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/dossier.h"
#include "store/finding_row.h"
#include "store/findings.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace clausebook::store {
namespace {

/// The keys of the audits that one stands on, through others too.
constexpr const char* audits_below =
    "WITH RECURSIVE below(audit) AS (SELECT follows FROM audit_basis WHERE key = ? AND follows IS NOT NULL "
    "UNION SELECT b.follows FROM audit_basis b JOIN below ON b.key = below.audit WHERE b.follows IS NOT "
    "NULL) ";

std::vector<Finding> raised_below(const Reading& db, const Audit& audit)
{
    return findings_by(
        db,
        audits_below
            + std::string("SELECT f.* FROM finding f WHERE f.audit IN (SELECT audit FROM below) "
                          "AND f.audit <> ? AND f.number <> '' AND f.state <> 'WITHDRAWN' "
                          "ORDER BY f.audit, f.serial"),
        {audit.key.str(), audit.key.str()});
}

/// The latest of all that were raised before.
std::vector<Finding> latest_raised(const Reading& db, const Audit& audit)
{
    auto findings = earlier_findings(db, audit);
    if (findings.size() > most_offered)
        findings.erase(findings.begin(),
                       findings.end() - static_cast<std::vector<Finding>::difference_type>(most_offered));
    return findings;
}

/// Those that an audit between has settled.
std::set<Id<Finding>> settled_below(const Reading& db, const Audit& audit)
{
    std::set<Id<Finding>> settled;
    for (const auto& row : db.rows(
             audits_below
                 + std::string("SELECT finding, outcome FROM followed_finding WHERE audit IN (SELECT audit "
                               "FROM below) AND audit <> ?"),
             {audit.key.str(), audit.key.str()}))
        if (settles(parse_outcome(row.text("outcome")).value()))
            settled.insert(Id<Finding>(row.text("finding")));
    return settled;
}

} // namespace

std::vector<EarlierFinding> findings_to_look_at(const Reading& db, const Audit& audit)
{
    using Asked = EarlierFinding::Asked;
    const auto& kind = kind_for(audit.type);
    const auto asked = audit.follows.empty() ? Asked::May : Asked::Must;
    std::vector<Finding> findings;
    if (asked == Asked::Must)
        findings = raised_below(db, audit);
    else if (kind.side == AuditKind::Side::House)
        findings = latest_raised(db, audit);
    if (findings.empty()) return {};
    const auto settled = settled_below(db, audit);
    std::map<Id<Finding>, FollowedFinding> looks;
    for (auto& look : followed_findings(db, audit.key)) looks.emplace(look.finding, std::move(look));
    std::vector<EarlierFinding> earlier;
    for (auto& one : findings) {
        if (!looks_at(kind, one.grade) || settled.contains(one.key)) continue;
        EarlierFinding found{std::move(one), {}, std::nullopt, asked};
        found.look.audit = audit.key;
        found.look.finding = found.finding.key;
        if (const auto look = looks.find(found.finding.key); look != looks.end()) found.look = look->second;
        if (!found.look.became.empty()) found.became = finding(db, found.look.became);
        earlier.push_back(std::move(found));
    }
    return earlier;
}

std::vector<Audit> audits_to_follow(const Reading& db, const AuditKind& kind, const Id<Audit>& except)
{
    constexpr std::size_t most = 100;
    std::vector<Audit> found;
    for (const auto type : kind.follows) {
        AuditFilter filter;
        filter.type = type;
        auto page = audits(db, filter, {}, static_cast<int>(most));
        std::copy_if(page.audits.begin(), page.audits.end(), std::back_inserter(found),
                     [&](const Audit& one) { return one.key != except && may_follow(kind, one); });
    }
    std::sort(found.begin(), found.end(), [](const Audit& a, const Audit& b) {
        return std::pair(a.starts_on, a.key) > std::pair(b.starts_on, b.key);
    });
    if (found.size() > most) found.resize(most);
    return found;
}

} // namespace clausebook::store
