#include "workspace/overview.h"

#include "core/backup/backup.h"
#include "core/finding/finding_life.h"
#include "store/audits.h"
#include "store/evidence_list.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "workspace/answers.h"
#include "workspace/backups.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr int findings_shown = 8;

bool is_at_work(AuditState state)
{
    return state != AuditState::ReportIssued && state != AuditState::FollowUp
        && state != AuditState::Completed && state != AuditState::Cancelled;
}

/// All audits of which the actor sees the whole.
std::vector<Audit> audits_in_sight(const store::Reading& db, const Actor& actor)
{
    store::AuditFilter filter;
    if (!actor.is(Role::QualityManager) && !actor.is(Role::TopManagement)) filter.member = actor.person;
    std::vector<Audit> all;
    std::optional<store::AuditPlace> after;
    do {
        auto page = store::audits(db, filter, after, 200);
        all.insert(all.end(), page.audits.begin(), page.audits.end());
        after = page.next;
    } while (after);
    return all;
}

int incomplete_drafts(const store::Reading& db, const Id<Audit>& audit)
{
    const auto frame = store::finding_frame(db, audit).value();
    int count = 0;
    for (const auto& finding : store::findings_of(db, audit)) {
        if (finding.state != FindingState::Draft) continue;
        const auto criterion = store::criterion(db, finding.criterion);
        if (!missing_to_raise(finding, criterion ? &*criterion : nullptr, frame).empty()) ++count;
    }
    return count;
}

AuditAtWork at_work(const store::Reading& db, const Actor& actor, const Audit& audit,
                    const ProgressSource& source)
{
    AuditAtWork work{audit, 0, 0, 0, false};
    const auto figures = progress_of(source).whole;
    work.questions = figures.questions;
    work.unanswered = figures.questions - figures.answered();
    work.incomplete_drafts = incomplete_drafts(db, audit.key);
    work.mine = may_conduct(parts_in(actor, store::members(db, audit.key)));
    return work;
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

/// A house that begins has a week before it is reminded.
bool is_backup_due(const Workspace& workspace, const store::Reading& db)
{
    const auto last = see_backups(workspace).last;
    return backup_due(last ? *last : store::checkpoint_at(db, 1).at, workspace.now());
}

Situation situation_of(const Workspace& workspace, const store::Reading& db, const Actor& actor, Date today)
{
    Situation situation;
    const auto organization = store::organization(db);
    situation.scope_given = organization && !organization->scope_statement.empty();
    const auto criteria = store::criteria(db);
    situation.criteria = static_cast<int>(
        std::count_if(criteria.begin(), criteria.end(), [](const Criterion& each) { return each.active; }));
    situation.accounts = static_cast<int>(store::accounts(db).size());
    if (may(actor, Permission::MakeBackup)) situation.backup_due = is_backup_due(workspace, db);
    if (may(actor, Permission::ReadEvidence)) {
        situation.evidence_waiting =
            evidence_count(db, actor, today, EvidenceState::Submitted, store::Expiry::Any);
        situation.evidence_expired =
            evidence_count(db, actor, today, EvidenceState::Expired, store::Expiry::Any);
        situation.evidence_expiring =
            evidence_count(db, actor, today, EvidenceState::Accepted, store::Expiry::Soon);
    }
    return situation;
}

} // namespace

Overview overview(const Workspace& workspace, const store::Reading& db, const Actor& actor)
{
    const auto today = workspace.today();
    Overview seen;
    seen.checklist = &current_checklist();
    seen.situation = situation_of(workspace, db, actor, today);
    std::vector<AuditResults> results;
    if (may(actor, Permission::ReadAudit))
        for (const auto& audit : audits_in_sight(db, actor)) {
            if (audit.state != AuditState::Cancelled) ++seen.situation.audits;
            const bool counts = counts_on(audit.state, audit.starts_on, today);
            if (!counts && !is_at_work(audit.state)) continue;
            auto source = progress_source(workspace, db, audit);
            if (is_at_work(audit.state)) seen.at_work.push_back(at_work(db, actor, audit, source));
            if (!counts) continue;
            const auto& identity = checklist_of(workspace, audit).identity;
            if (identity.standard != seen.checklist->identity.standard
                || identity.edition != seen.checklist->identity.edition)
                continue;
            results.push_back({audit.key, audit.state, audit.starts_on, std::move(source)});
            if (!results.back().source.answers.empty()) ++seen.audits_counted;
        }
    seen.newest = newest_results(*seen.checklist, std::move(results), today);
    seen.cells = heat_cells(*seen.checklist, seen.newest);
    if (may(actor, Permission::ReadFinding)) {
        store::FindingFilter filter;
        filter.sight = store::finding_sight(actor);
        filter.open_only = true;
        filter.sort = store::FindingSort::Grade;
        auto page = store::findings(db, filter, {}, findings_shown);
        seen.open_findings = std::move(page.findings);
        seen.open_count = page.count;
        for (const auto& count : store::finding_counts(db, filter.sight))
            if (const auto milestone = reached(count.state)) seen.at_step[*milestone] += count.count;
    }
    seen.situation.at_work = seen.at_work;
    seen.steps = next_steps(seen.situation, actor, today);
    return seen;
}

} // namespace clausebook
