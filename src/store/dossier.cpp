#include "store/dossier.h"

#include "store/action_row.h"
#include "store/evidence_reference.h"
#include "store/evidence_row.h"
#include "store/finding_row.h"
#include "store/findings.h"
#include "store/follow_up.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace clausebook::store {
namespace {

/// The actions for findings of an audit that are not withdrawn; its parameter is the audit.
constexpr const char* actions_here = "(SELECT fa.action FROM finding_action fa JOIN finding f ON f.key = "
                                     "fa.finding WHERE f.audit = ? AND f.state <> 'WITHDRAWN')";

/// Which evidence the queries below are about: linked within an audit, to an action for one of its findings,
/// whose link names the audit of its first finding alone, or cited by a row of its sheets. Its parameters are
/// the audit, three times.
std::string linked_here()
{
    return "(SELECT l.evidence FROM evidence_link l WHERE l.audit = ? UNION SELECT l.evidence FROM "
           "evidence_link l WHERE l.kind = 'action' AND l.target IN "
        + std::string(actions_here) + " UNION SELECT c.evidence FROM sheet_evidence c WHERE c.audit = ?)";
}

} // namespace

std::vector<DossierFinding> reported_findings(const Reading& db, const Id<Audit>& audit)
{
    std::map<std::string, std::vector<FindingQuestion>> questions;
    for (const auto& row :
         db.rows("SELECT finding, site, question FROM finding_question WHERE audit = ?", {audit.str()}))
        questions[row.text("finding")].push_back(
            {row.text("site"), QuestionId::parse(row.text("question")).value()});
    const auto frame = finding_frame(db, audit);
    const auto steps = steps_in(db, audit);
    std::vector<DossierFinding> found;
    for (auto& finding : findings_of(db, audit)) {
        if (!is_live(finding.state)) continue;
        auto& hangs_on = questions[finding.key.str()];
        std::sort(hangs_on.begin(), hangs_on.end(), [](const FindingQuestion& a, const FindingQuestion& b) {
            return std::tie(a.question, a.site) < std::tie(b.question, b.site);
        });
        const auto taken = steps.find(finding.key);
        const auto dates = deadlines(finding.grade, frame->kind, frame->closing_meeting);
        const auto closed =
            taken == steps.end() ? std::nullopt : clausebook::closed_on(finding, taken->second);
        found.push_back({std::move(finding), std::move(hangs_on), dates, closed});
    }
    std::stable_sort(found.begin(), found.end(), [](const DossierFinding& one, const DossierFinding& other) {
        const auto& a = one.finding.number;
        const auto& b = other.finding.number;
        return std::tuple(a.empty(), a.size(), a) < std::tuple(b.empty(), b.size(), b); // 99 before 100
    });
    return found;
}

std::vector<DossierAction> reported_actions(const Reading& db, const Id<Audit>& audit)
{
    const std::string here = "FROM finding_action l JOIN finding f ON f.key = l.finding WHERE f.audit = ?";
    std::map<Id<Action>, std::vector<Id<Finding>>> findings;
    for (const auto& row :
         db.rows("SELECT l.action, f.key, f.state " + here + " ORDER BY f.serial", {audit.str()}))
        if (is_live(parse_finding_state(row.text("state")).value()))
            findings[Id<Action>(row.text("action"))].emplace_back(row.text("key"));
    std::vector<DossierAction> found;
    for (auto& action : actions_by(
             db, "SELECT * FROM action WHERE key IN (SELECT l.action " + here + ") ORDER BY length(key), key",
             {audit.str()}))
        if (const auto is_for = findings.find(action.key); is_for != findings.end())
            found.push_back({std::move(action), is_for->second});
    return found;
}

std::vector<DossierEvidence> reported_evidence(const Reading& db, const Id<Audit>& audit)
{
    const Params here = {audit.str(), audit.str(), audit.str()};
    std::vector<DossierEvidence> found;
    std::unordered_map<std::string, std::size_t> place;
    for (const auto& row :
         db.rows("SELECT * FROM evidence WHERE key IN " + linked_here() + " ORDER BY serial", here)) {
        place.emplace(row.text("key"), found.size());
        found.push_back({evidence_from(row), {}, {}});
    }
    const auto of = [&](const Row& row) -> DossierEvidence& {
        return found.at(place.at(row.text("evidence")));
    };
    const auto references = references_in(db, linked_here(), here);
    for (const auto& row : db.rows("SELECT * FROM evidence_version WHERE evidence IN " + linked_here()
                                       + " ORDER BY evidence, serial",
                                   here)) {
        auto version = version_from(row);
        if (const auto said = references.find(version.key); said != references.end())
            version.fields.reference = said->second;
        of(row).versions.push_back(std::move(version));
    }
    for (const auto& row :
         db.rows("SELECT f.*, v.evidence, v.serial AS version_serial FROM evidence_file f "
                 "JOIN evidence_version v ON v.key = f.evidence_version WHERE v.evidence IN "
                     + linked_here() + " ORDER BY v.evidence, v.serial, f.serial",
                 here)) {
        auto& versions = of(row).versions;
        const auto serial = row.number("version_serial");
        const auto version = std::find_if(versions.begin(), versions.end(),
                                          [&](const EvidenceVersion& one) { return one.serial == serial; });
        version->files.push_back(file_from(row));
    }
    for (const auto& row : db.rows(
             "SELECT DISTINCT here.evidence AS evidence, f.sha256 AS sha256 FROM evidence_version here "
             "JOIN evidence_file f ON f.evidence_version = here.key JOIN evidence_file any ON any.sha256 = "
             "f.sha256 "
             "JOIN evidence_version v ON v.key = any.evidence_version JOIN evidence e ON e.key = v.evidence "
             "WHERE v.masked = 0 AND e.confidentiality = 'PERSONAL' AND here.evidence IN "
                 + linked_here(),
             here))
        of(row).personal.insert(row.text("sha256"));
    for (const auto& row :
         db.rows("SELECT * FROM evidence_link WHERE evidence IN " + linked_here()
                     + " AND (audit = ? OR kind = 'clause' OR (kind = 'action' AND target IN " + actions_here
                     + ")) ORDER BY evidence, kind, target",
                 {audit.str(), audit.str(), audit.str(), audit.str(), audit.str()}))
        of(row).links.push_back(link_from(row));
    return found;
}

std::vector<Finding> earlier_findings(const Reading& db, const Audit& audit)
{
    const auto start = audit.starts_on ? to_string(*audit.starts_on) : std::string();
    return findings_by(db,
                       "SELECT f.* FROM finding f JOIN audit a ON a.key = f.audit WHERE f.number <> '' "
                       "AND f.state <> 'WITHDRAWN' AND a.key <> ? AND a.starts_on < ? "
                       "ORDER BY a.starts_on, a.key, length(f.number), f.number",
                       {audit.key.str(), start});
}

} // namespace clausebook::store
