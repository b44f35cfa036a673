#include "workspace/plans.h"

#include "core/audit/report_fields.h"
#include "core/base/mapped.h"
#include "core/base/text.h"
#include "paper/weasyprint.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/sheets.h"
#include "views/reports/audit_plan.h"
#include "workspace/audit_access.h"
#include "workspace/dossier.h"

#include <algorithm>

namespace clausebook {
namespace {

/// True when a record of competence names evidence that is not valid any more on the day.
bool is_outdated(const store::Reading& db, const Person& person, const std::optional<Date>& day)
{
    for (const auto& word : words(person.competence)) {
        if (!word.starts_with("EV-")) continue;
        const auto record = store::evidence(db, Id<Evidence>(word));
        if (record && record->valid_until && day && *record->valid_until < *day) return true;
    }
    return false;
}

/// What the header of a plan takes from organization, sites and certification body, and does not find there.
/// Source: domain D.0.
std::vector<Missing> missing_in_header(const Dossier& dossier)
{
    auto list = missing_in_report(dossier);
    std::erase_if(list, [](const Missing& missing) {
        const auto field = missing.parameters.find("field");
        return missing.place != Place::Organization && missing.place != Place::Site
            && (field == missing.parameters.end() || field->second != "certification_body");
    });
    return list;
}

std::vector<std::string> sites_of(const store::Reading& db, const Audit& audit)
{
    std::vector<std::string> names;
    for (const auto& key : audit.sites)
        if (const auto site = store::site(db, key)) names.push_back(site->name);
    return names;
}

/// An audit with everything its plan is printed from.
struct ReadPlan {
    Dossier dossier;
    PlanAtHand plan;
};

ReadPlan read_plan(const Workspace& workspace, const Actor& actor, const Id<Audit>& key)
{
    const auto db = workspace.read();
    const auto seen = see_audit(db, actor, key, Sight::Plan);
    return {dossier(workspace, db, key), plan_at_hand(workspace, db, seen.audit)};
}

std::string html_of(const ReadPlan& read, Language language, const Press& press)
{
    return views::audit_plan(read.dossier, read.plan, language, press.renderer, press.catalogues);
}

} // namespace

PlanAtHand plan_at_hand(const Workspace& workspace, const store::Reading& db, const Audit& audit)
{
    PlanAtHand plan;
    plan.audit = audit;
    plan.members = store::members(db, audit.key);
    for (const auto& member : plan.members) {
        const auto person = store::person(db, member.person).value();
        if (is_outdated(db, person, audit.starts_on)) plan.outdated.insert(person.key);
        plan.people[person.key] = person;
    }
    plan.sheets = store::sheet_rows(db, audit.key);
    plan.checklist = &checklist_of(workspace, audit);
    return plan;
}

std::vector<Missing> missing_in_plan(const Workspace& workspace, const store::Reading& db, const Audit& audit,
                                     const Dossier* read)
{
    auto list = missing_in_header(read ? *read : dossier(workspace, db, audit.key));
    const auto gaps = plan_gaps(plan_at_hand(workspace, db, audit));
    list.insert(list.end(), gaps.begin(), gaps.end());
    return list;
}

void propose_timetable(Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                       const AgendaWords& words)
{
    auto verb = workspace.begin(actor, "plan.timetable_proposed");
    auto [audit, members, parts, sight] = see_audit(verb, actor, key);
    not_yours_unless(may_plan(parts));
    if (!before_fieldwork(audit.state)) throw Refusal::state("plan_not_now");
    const auto plan = plan_at_hand(workspace, verb, audit);
    if (!agenda_of(plan.sheets).empty()) throw Refusal::state("timetable_not_empty");
    auto rows = propose_agenda(plan, store::people(verb), sites_of(verb, audit), words);
    if (rows.empty()) throw Refusal::state("timetable_not_possible");
    for (auto& row : rows) {
        row.place = store::next_place(verb, key, row.sheet);
        row.by = actor.person;
        row.at = verb.at();
        check(row);
        store::save(verb, row);
    }
    if (audit.plan_issued_on) {
        withdraw_plan(audit);
        store::save(verb, audit);
    }
    verb.commit();
}

std::string plan_document(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                          Language language, const Press& press)
{
    return html_of(read_plan(workspace, actor, key), language, press);
}

std::string plan_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& key, Language language,
                     const Press& press)
{
    const auto read = read_plan(workspace, actor, key); // printing takes long: the database is let go before
    const auto html = html_of(read, language, press);
    if (!paper::can_print()) throw Refusal::state("printer_missing");
    const auto made =
        std::chrono::duration_cast<std::chrono::seconds>(read.dossier.journal.at.time_since_epoch());
    return paper::pdf_of(html, {made.count(), key.str() + ".plan." + str(language)},
                         workspace.directory().aside(), {}, [&] { return press.progress.cancelled(); });
}

} // namespace clausebook
