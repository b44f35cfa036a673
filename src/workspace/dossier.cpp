#include "workspace/dossier.h"

#include "core/audit/report_figures.h"
#include "core/base/mapped.h"
#include "core/base/refusal.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/basis.h"
#include "store/cycle.h"
#include "store/dossier.h"
#include "store/earlier_findings.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/sheets.h"
#include "workspace/answers.h"
#include "workspace/audits.h"

#include <algorithm>

namespace clausebook {
namespace {

std::vector<Criterion> chosen(const std::vector<Criterion>& all, const std::vector<Id<Criterion>>& keys)
{
    std::vector<Criterion> list;
    for (const auto& key : keys)
        std::copy_if(all.begin(), all.end(), std::back_inserter(list),
                     [&](const Criterion& criterion) { return criterion.key == key; });
    return list;
}

JournalMark mark(const Workspace& workspace, const store::Reading& db)
{
    const auto head = store::head(db);
    return {head.number, head.hash, head.at, workspace.local(head.at)};
}

/// All audits there are, the latest first.
std::vector<Audit> all_audits(const store::Reading& db)
{
    std::vector<Audit> all;
    std::optional<store::AuditPlace> after;
    do {
        auto page = store::audits(db, {}, after);
        std::move(page.audits.begin(), page.audits.end(), std::back_inserter(all));
        after = std::move(page.next);
    } while (after);
    return all;
}

/// The earlier findings that have to be looked at and are not: a report says of each that it is missing.
void add_not_looked_at(const store::Reading& db, Dossier& d)
{
    for (auto& one : store::findings_to_look_at(db, d.audit)) {
        if (one.asked == EarlierFinding::Asked::May || is_looked_at(one)) continue;
        const auto known =
            std::find_if(d.followed.begin(), d.followed.end(),
                         [&](const FollowedFinding& each) { return each.finding == one.finding.key; });
        if (known != d.followed.end()) {
            known->outcome = Outcome::NotLooked; // what it had become was withdrawn
            continue;
        }
        d.followed.push_back(std::move(one.look));
        d.followed_sources.push_back(std::move(one.finding));
    }
}

/// What beside answers and findings the reports of its type are made of.
void add_records(const store::Reading& db, Dossier& d)
{
    const auto& key = d.audit.key;
    d.sheets = store::sheet_rows(db, key);
    d.followed = store::followed_findings(db, key);
    d.followed_sources = store::followed_sources(db, key);
    add_not_looked_at(db, d);
    d.concerns = store::concerns(db, key);
    d.plan_signature = store::plan_signature(db, key);
    d.body = store::certification_body(db);
    d.cycle_rules = store::cycle_rules(db);
    if (d.audit.ends_on) d.cycle = cycle_on(store::cycle_events(db), d.cycle_rules, *d.audit.ends_on);
    if (has_rotation(d.audit.type))
        d.rotation = rotation_matrix(d.cycle, all_audits(db), mapped(d.checklist->clauses, &Clause::number));
}

} // namespace

Dossier dossier(const Workspace& workspace, const store::Reading& db, const Id<Audit>& key)
{
    Dossier d;
    const auto audit = store::audit(db, key);
    if (!audit) throw NotFound("audit " + key.str());
    d.audit = *audit;
    d.organization = store::organization(db).value();
    d.sites = store::sites(db);
    d.criteria = chosen(store::criteria(db), d.audit.criteria);
    d.members = store::members(db, key);
    d.opening = store::meeting(db, key, MeetingKind::Opening);
    d.closing = store::meeting(db, key, MeetingKind::Closing);
    d.conclusion = store::conclusion(db, key);
    for (auto& person : store::people(db)) d.people.emplace(person.key, person);
    d.checklist = &checklist_of(workspace, d.audit);
    d.answers = store::answers(db, key);
    d.findings = store::reported_findings(db, key);
    d.actions = store::reported_actions(db, key);
    d.evidence = store::reported_evidence(db, key);
    d.earlier_findings = store::earlier_findings(db, d.audit);
    add_records(db, d);
    d.progress = progress(workspace, db, d.audit);
    d.journal = mark(workspace, db);
    d.local = [&workspace](Instant at) {
        return workspace.local(at);
    };
    d.today = workspace.today();
    return d;
}

} // namespace clausebook
