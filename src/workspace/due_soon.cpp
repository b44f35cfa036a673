#include "workspace/due_soon.h"

#include "core/finding/finding_life.h"
#include "store/actions.h"
#include "store/audits.h"
#include "store/evidence_list.h"
#include "store/people.h"
#include "workspace/list_export.h"

#include <algorithm>

namespace clausebook {
namespace {

class Collector {
public:
    Collector(const store::Reading& db, const Actor& actor, DueSoon& soon)
        : db_(db), actor_(actor), soon_(soon)
    {
    }

    void findings()
    {
        store::FindingFilter filter;
        filter.sight = store::finding_sight(actor_);
        filter.sort = store::FindingSort::Grade;
        filter.late_on = plus_days(soon_.until, 1);
        const auto page = store::findings(db_, filter, {}, due_rows);
        auto& [rows, count] = soon_.findings;
        rows = finding_rows(db_, page.findings);
        count = page.count;
        std::stable_sort(rows.begin(), rows.end(),
                         [](const FindingListRow& one, const FindingListRow& other) {
                             return one.due && (!other.due || one.due->until < other.due->until);
                         });
        for (const auto& row : rows) name(row.finding.auditee_contact);
    }

    void actions()
    {
        store::ActionFilter filter;
        filter.sight = store::finding_sight(actor_);
        filter.due_until = soon_.until;
        fill(soon_.actions, filter, [](const Action& action) { return action.owner; });
        filter.due_until.reset();
        filter.check_until = soon_.until;
        fill(soon_.checks, filter, [](const Action& action) { return action.verified_by; });
        auto& checks = soon_.checks.rows;
        std::stable_sort(checks.begin(), checks.end(),
                         [](const ActionListRow& one, const ActionListRow& other) {
                             return one.action.effect_check_on < other.action.effect_check_on;
                         });
    }

    void evidence()
    {
        store::EvidenceQuery query;
        query.sort = store::EvidenceSort::ValidUntil;
        query.direction = store::Direction::Ascending;
        query.limit = due_rows;
        query.filter.state = EvidenceState::Expired;
        soon_.expired = {store::evidence_page(db_, query, actor_, soon_.today).rows,
                         store::evidence_count(db_, query.filter, actor_, soon_.today)};
        query.filter.state = EvidenceState::Accepted;
        query.filter.expiry = store::Expiry::Soon;
        soon_.expiring_count = store::evidence_count(db_, query.filter, actor_, soon_.today);
        for (auto& one : store::evidence_page(db_, query, actor_, soon_.today).rows)
            if (one.valid_until && *one.valid_until <= soon_.until) soon_.expiring.push_back(std::move(one));
        for (const auto* rows : {&soon_.expired.rows, &soon_.expiring})
            for (const auto& one : *rows) name(one.fields.owner);
    }

    void audits()
    {
        auto filter = store::audits_listed_for(actor_);
        filter.stage = store::AuditFilter::Stage::AtWork;
        filter.starts_to = soon_.until;
        for (auto& audit : store::audits(db_, filter, {}, due_rows).audits)
            if (const auto due = due_next(audit); due && due->on <= soon_.until) {
                name(audit.lead);
                soon_.audits.push_back({std::move(audit), *due});
            }
        std::stable_sort(
            soon_.audits.begin(), soon_.audits.end(),
            [](const AuditListRow& one, const AuditListRow& other) { return one.due.on < other.due.on; });
    }

private:
    template <typename WhoseTurn>
    void fill(DueRows<ActionListRow>& rows, const store::ActionFilter& filter, const WhoseTurn& whose_turn)
    {
        const auto page = store::actions(db_, filter, {}, due_rows, soon_.today);
        rows.count = page.count;
        for (const auto& line : page.lines)
            rows.rows.push_back({line.action, line.finding, name(whose_turn(line.action)), soon_.today});
    }

    std::string name(const Id<Person>& key)
    {
        if (key.empty()) return {};
        const auto [at, is_new] = soon_.names.try_emplace(key);
        if (is_new)
            if (const auto person = store::person(db_, key)) at->second = person->name;
        return at->second;
    }

    const store::Reading& db_;
    const Actor& actor_;
    DueSoon& soon_;
};

} // namespace

bool DueSoon::nothing() const
{
    return findings.rows.empty() && actions.rows.empty() && checks.rows.empty() && expired.rows.empty()
        && expiring.empty() && audits.empty();
}

DueSoon due_soon(const Workspace& workspace, const store::Reading& db, const Actor& actor)
{
    DueSoon soon;
    soon.today = workspace.today();
    soon.until = looks_until(soon.today);
    Collector collector(db, actor, soon);
    if (may(actor, Permission::ReadFinding)) {
        collector.findings();
        collector.actions();
    }
    if (may(actor, Permission::ReadEvidence)) collector.evidence();
    if (may(actor, Permission::ReadAudit)) collector.audits();
    return soon;
}

} // namespace clausebook
