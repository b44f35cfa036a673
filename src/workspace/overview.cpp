#include "workspace/overview.h"

#include "core/backup/backup.h"
#include "core/checklist/checklist_import.h"
#include "core/finding/finding_life.h"
#include "store/actions.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/evidence_list.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "workspace/audits.h"
#include "workspace/backups.h"
#include "workspace/figures.h"
#include "workspace/list_export.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr int findings_shown = 8;
constexpr int late_shown = 5;
constexpr int audits_shown = 12;

std::vector<Audit> all_of(const store::Reading& db, const store::AuditFilter& filter)
{
    std::vector<Audit> all;
    std::optional<store::AuditPlace> after;
    do {
        auto page = store::audits(db, filter, after, 200);
        all.insert(all.end(), page.audits.begin(), page.audits.end());
        after = page.next;
    } while (after);
    return all;
}

/// An edition, and the audits on it that count.
struct Edition {
    const Checklist* checklist = nullptr;
    std::vector<Audit> audits;
};

/// Drafts of an audit that could not be raised as they stand.
int incomplete_drafts(const store::Reading& db, const Id<Audit>& audit)
{
    constexpr int most = 100;
    store::FindingFilter drafts;
    drafts.sight.all = true;
    drafts.audit = audit;
    drafts.state = FindingState::Draft;
    const auto found = store::findings(db, drafts, {}, most).findings;
    if (found.empty()) return 0;
    const auto frame = store::finding_frame(db, audit).value();
    return static_cast<int>(std::count_if(found.begin(), found.end(), [&](const Finding& finding) {
        const auto criterion = store::criterion(db, finding.criterion);
        return !missing_to_raise(finding, criterion ? &*criterion : nullptr, frame).empty()
            || !missing_concern(finding, store::concern(db, finding.key)).empty();
    }));
}

AuditAtWork at_work(const store::Reading& db, const Figures& figures, const Actor& actor, const Audit& audit)
{
    AuditAtWork work;
    work.audit = audit;
    const auto parts = parts_in(actor, store::members(db, audit.key));
    work.sight = sight_of(parts, audit);
    if (work.sight != Sight::Whole) return work;
    const auto kept = figures.of(audit);
    const auto& whole = kept->progress.whole;
    work.questions = whole.questions;
    work.unanswered = whole.questions - whole.answered();
    work.mine = may_conduct(parts);
    if (work.mine) work.incomplete_drafts = incomplete_drafts(db, audit.key);
    return work;
}

/// What is at work, and for the quality manager every report that waits for review, however old its audit.
void add_audits(Overview& seen, const store::Reading& db, const Figures& figures, const Actor& actor)
{
    auto filter = store::audits_listed_for(actor);
    filter.stage = store::AuditFilter::Stage::AtWork;
    const auto page = store::audits(db, filter, {}, audits_shown);
    seen.at_work_count = page.count;
    for (const auto& audit : page.audits) seen.at_work.push_back(at_work(db, figures, actor, audit));
    seen.situation.at_work = seen.at_work;
    if (actor.is(Role::QualityManager) && page.next) {
        filter.state = AuditState::ReportReview;
        for (const auto& audit : store::audits(db, filter, {}, audits_shown).audits)
            if (std::none_of(page.audits.begin(), page.audits.end(),
                             [&](const Audit& shown) { return shown.key == audit.key; }))
                seen.situation.at_work.push_back(at_work(db, figures, actor, audit));
    }
    filter.state.reset();
    if (page.count == 0) filter.stage = store::AuditFilter::Stage::Issued;
    seen.situation.audits =
        static_cast<int>(page.count == 0 ? store::audits(db, filter, {}, 1).count : page.count);
}

/// The issued audits of an edition, the oldest first.
std::vector<TrendPoint> trend_in_sight(const Workspace& workspace, const store::Reading& db,
                                       const Figures& figures, const Actor& actor,
                                       const std::string& standard)
{
    auto filter = store::audits_seen_whole(actor);
    filter.stage = store::AuditFilter::Stage::Issued;
    std::vector<Audit> latest;
    std::optional<store::AuditPlace> after;
    do { // audits on other checklists may stand in between
        auto page = store::audits(db, filter, after, trend_length);
        for (auto& audit : page.audits)
            if (standard_of(checklist_of(workspace, audit).identity) == standard
                && std::ssize(latest) < trend_length)
                latest.push_back(std::move(audit));
        after = std::move(page.next);
    } while (after && std::ssize(latest) < trend_length);
    std::reverse(latest.begin(), latest.end());
    return figures.issued(latest);
}

int evidence_count(const store::Reading& db, const Actor& actor, Date today, EvidenceState state,
                   store::Expiry expiry)
{
    store::EvidenceFilter filter;
    filter.state = state;
    filter.expiry = expiry;
    filter.not_by = actor.person;
    return static_cast<int>(store::evidence_count(db, filter, actor, today));
}

void add_evidence(Overview& seen, const store::Reading& db, const Actor& actor)
{
    auto& situation = seen.situation;
    const auto count = [&](EvidenceState state, store::Expiry expiry) {
        return evidence_count(db, actor, seen.today, state, expiry);
    };
    situation.evidence_waiting = count(EvidenceState::Submitted, store::Expiry::Any);
    situation.evidence_expired = count(EvidenceState::Expired, store::Expiry::Any);
    situation.evidence_expiring = count(EvidenceState::Accepted, store::Expiry::Soon);
    if (situation.evidence_expiring == 0) return;
    store::EvidenceQuery query;
    query.filter.state = EvidenceState::Accepted;
    query.filter.expiry = store::Expiry::Soon;
    query.sort = store::EvidenceSort::ValidUntil;
    query.direction = store::Direction::Ascending;
    query.limit = late_shown;
    seen.expiring = store::evidence_page(db, query, actor, seen.today).rows;
}

void add_findings(Overview& seen, const store::Reading& db, const Actor& actor)
{
    store::FindingFilter filter;
    filter.sight = store::finding_sight(actor);
    filter.sort = store::FindingSort::Grade;
    seen.findings = finding_figures(store::finding_counts(db, filter.sight));
    if (seen.findings.open > 0) {
        auto open = filter;
        open.open_only = true;
        seen.open_findings = finding_rows(db, store::findings(db, open, {}, findings_shown).findings);
        auto late = filter;
        late.late_on = seen.today;
        const auto page = store::findings(db, late, {}, late_shown);
        seen.late_findings = finding_rows(db, page.findings);
        seen.situation.late_findings = page.count;
    }
    store::ActionFilter actions;
    actions.sight = filter.sight;
    actions.late_only = true;
    const auto late = store::actions(db, actions, {}, late_shown, seen.today);
    seen.situation.late_actions = late.count;
    for (const auto& line : late.lines) {
        const auto owner = store::person(db, line.action.owner);
        seen.late_actions.push_back(
            {line.action, line.finding, owner ? owner->name : std::string(), seen.today});
    }
    for (const auto* rows : {&seen.open_findings, &seen.late_findings})
        for (const auto& row : *rows)
            if (const auto& contact = row.finding.auditee_contact; !contact.empty())
                if (const auto person = store::person(db, contact)) seen.names[contact] = person->name;
    if (may(actor, Permission::FollowUp))
        seen.situation.duties = store::duty_counts(db, actor.person, seen.today);
}

/// A house that begins has a week before it is reminded.
bool is_backup_due(const Workspace& workspace, const store::Reading& db)
{
    const auto last = see_backups(workspace).last;
    return backup_due(last ? *last : store::checkpoint_at(db, 1).at, workspace.now());
}

void add_house(Situation& situation, const Workspace& workspace, const store::Reading& db, const Actor& actor)
{
    const auto organization = store::organization(db);
    situation.scope_given = organization && !organization->scope_statement.empty();
    const auto criteria = store::criteria(db);
    situation.criteria = static_cast<int>(
        std::count_if(criteria.begin(), criteria.end(), [](const Criterion& each) { return each.active; }));
    situation.accounts = static_cast<int>(store::accounts(db).size());
    if (may(actor, Permission::MakeBackup)) situation.backup_due = is_backup_due(workspace, db);
}

bool sees_whole(const Actor& actor, const ResultsInSight& results)
{
    return !results.audits.empty() || results.standards.size() > 1 || actor.is(Role::QualityManager)
        || actor.is(Role::TopManagement) || actor.is(Role::LeadAuditor) || actor.is(Role::Auditor);
}

} // namespace

ResultsInSight results_in_sight(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                                const std::string& standard)
{
    const auto today = workspace.today();
    const Figures figures(workspace, db);
    const auto built_in = standard_of(current_checklist().identity);
    std::map<std::string, Edition> editions = {{built_in, {&current_checklist(), {}}}};
    auto filter = store::audits_seen_whole(actor);
    filter.starts_from = counts_from(today);
    filter.starts_to = today;
    for (auto& audit : all_of(db, filter)) {
        if (!counts_on(audit.state, audit.starts_on, today)) continue;
        const auto& checklist = checklist_of(workspace, audit);
        auto& [latest, audits] = editions[standard_of(checklist.identity)];
        const bool later = !latest || latest->identity.revision < checklist.identity.revision;
        if (latest != &current_checklist() && later) latest = &checklist;
        audits.push_back(std::move(audit));
    }
    ResultsInSight seen;
    seen.standards = {built_in};
    for (const auto& [name, edition] : editions)
        if (name != built_in) seen.standards.push_back(name);
    seen.standard = editions.contains(standard) ? standard : built_in;
    const auto& chosen = editions.at(seen.standard);
    seen.checklist = chosen.checklist;
    std::vector<KeptResults> results;
    for (const auto& audit : chosen.audits) {
        seen.audits.push_back(audit.key);
        results.push_back(figures.of(audit));
    }
    seen.newest = figures.newest(*seen.checklist, std::move(results));
    return seen;
}

Overview overview(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                  const std::string& standard)
{
    Overview seen;
    seen.today = workspace.today();
    add_house(seen.situation, workspace, db, actor);
    if (may(actor, Permission::ReadAudit)) {
        const Figures figures(workspace, db);
        seen.results = results_in_sight(workspace, db, actor, standard);
        add_audits(seen, db, figures, actor);
        if (sees_whole(actor, seen.results)) {
            seen.sees = Overview::Sees::Whole;
            seen.cells = heat_cells(*seen.results.checklist, seen.results.newest->progress);
            seen.trend = trend_in_sight(workspace, db, figures, actor, seen.results.standard);
        }
    }
    if (may(actor, Permission::ReadEvidence)) add_evidence(seen, db, actor);
    if (may(actor, Permission::ReadFinding)) add_findings(seen, db, actor);
    seen.steps = next_steps(seen.situation, actor, seen.today);
    return seen;
}

} // namespace clausebook
