#include "workspace/unproven.h"

#include "core/base/refusal.h"
#include "core/base/text.h"
#include "core/checklist/checklist_import.h"
#include "core/readiness/coverage.h"
#include "store/audits.h"
#include "store/organization.h"
#include "store/unproven.h"
#include "workspace/audits.h"
#include "workspace/figures.h"
#include "workspace/overview.h"

#include <algorithm>
#include <map>

namespace clausebook {
namespace {

/// Those of the questions without evidence that a page shows; counts all of them.
std::vector<QuestionId> page_of(const AuditProgress& progress, const UnprovenQuery& query, Unproven& page)
{
    std::vector<QuestionId> all;
    for (const auto& clause : progress.clauses)
        for (const auto& question : clause.questions) all.push_back(question.question);
    const auto after = QuestionId::parse(query.after);
    const auto place = after ? std::find(all.begin(), all.end(), *after) : all.end();
    bool beyond = place == all.end();
    std::vector<QuestionId> shown;
    for (const auto& clause : progress.clauses)
        for (const auto& question : clause.questions) {
            if (is_unproven(question)) {
                ++page.count;
                if (beyond && shown.size() == query.limit && page.next.empty())
                    page.next = shown.back().str();
                if (beyond && shown.size() < query.limit) shown.push_back(question.question);
            }
            if (after && question.question == *after) beyond = true;
        }
    return shown;
}

/// The audit, when the actor sees the whole of it.
std::optional<Audit> seen_whole(const store::Reading& db, const Actor& actor, const Id<Audit>& key)
{
    try {
        return see_audit(db, actor, key).audit;
    } catch (const NotFound&) {
        return std::nullopt;
    }
}

std::string names_of(const std::vector<Site>& sites, const std::vector<Answer>& answers)
{
    std::vector<std::string> names;
    for (const auto& answer : answers)
        for (const auto& site : sites)
            if (site.key.str() == answer.key.site) names.push_back(site.name);
    return joined(names, ", ");
}

} // namespace

Unproven unproven_in(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                     const UnprovenQuery& query, Language language)
{
    const auto chosen = query.audit.empty() ? std::nullopt : seen_whole(db, actor, query.audit);
    const auto seen =
        results_in_sight(workspace, db, actor,
                         chosen ? standard_of(checklist_of(workspace, *chosen).identity) : query.standard);
    Unproven page;
    page.standards = seen.standards;
    page.standard = seen.standard;
    page.audits = seen.audits;
    std::vector<store::AskedIn> asked;
    if (query.audit.empty()) {
        for (const auto& question : page_of(seen.newest->progress, query, page))
            asked.emplace_back(question, seen.newest->from.at(question));
    } else if (chosen) {
        const auto own = Figures(workspace, db).of(*chosen);
        for (const auto& question : page_of(own->progress, query, page))
            asked.emplace_back(question, query.audit);
        if (std::find(page.audits.begin(), page.audits.end(), query.audit) == page.audits.end())
            page.audits.push_back(query.audit);
    }

    const auto answers = store::answers_to(db, asked);
    const auto hanging = store::evidence_on(db, actor, answers, workspace.today());
    const auto sites = store::sites(db);
    std::map<Id<Audit>, const Checklist*> checklists;
    for (const auto& [question, audit] : asked) {
        auto& checklist = checklists[audit];
        if (!checklist) checklist = &checklist_of(workspace, store::audit(db, audit).value());
        UnprovenQuestion one;
        if (const auto* text = checklist->find_question(question)) one.text = text->text.in(language);
        for (const auto& answer : answers) {
            if (answer.key.question != question || answer.key.audit != audit) continue;
            one.answers.push_back(answer);
            for (const auto& each : hanging)
                if (each.answer == answer.key.str()) one.hanging.emplace_back(each.evidence, each.state);
        }
        one.sites = names_of(sites, one.answers);
        page.questions.push_back(std::move(one));
    }
    return page;
}

} // namespace clausebook
