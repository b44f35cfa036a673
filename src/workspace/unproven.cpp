#include "workspace/unproven.h"

#include "core/checklist/checklist_import.h"
#include "core/readiness/coverage.h"
#include "store/answers.h"
#include "store/audits.h"
#include "workspace/audits.h"
#include "workspace/evidence_uses.h"
#include "workspace/figures.h"
#include "workspace/overview.h"

#include <algorithm>

namespace clausebook {

Unproven unproven_in(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                     const std::string& standard, const Id<Audit>& chosen, Language language)
{
    const auto asked = chosen.empty() ? std::nullopt : store::audit(db, chosen);
    const auto seen = results_in_sight(
        workspace, db, actor, asked ? standard_of(checklist_of(workspace, *asked).identity) : standard);
    const ResultFilter filter{std::nullopt, std::nullopt, ResultFilter::Show::Unproven};
    std::vector<std::pair<QuestionId, Id<Audit>>> found;
    if (chosen.empty()) {
        for (const auto* question : shown(seen.newest->progress, filter))
            found.emplace_back(question->question, seen.newest->from.at(question->question));
    } else if (std::find(seen.audits.begin(), seen.audits.end(), chosen) != seen.audits.end()) {
        const auto own = Figures(workspace, db).of(store::audit(db, chosen).value());
        for (const auto* question : shown(own->progress, filter))
            found.emplace_back(question->question, chosen);
    }

    Unproven all{seen.standards, seen.standard, seen.audits, {}};
    const auto today = workspace.today();
    for (const auto& [question, audit] : found) {
        UnprovenQuestion one;
        one.answers = store::answers_to(db, audit, question);
        std::erase_if(one.answers, [](const Answer& answer) { return answer.result == Result::None; });
        for (const auto& answer : one.answers)
            for (auto& hanging : hanging_on(db, actor, answer.key, today)) one.hanging.push_back(hanging);
        const auto& checklist = checklist_of(workspace, store::audit(db, audit).value());
        if (const auto* found_there = checklist.find_question(question))
            one.text = found_there->text.in(language);
        all.questions.push_back(std::move(one));
    }
    return all;
}

} // namespace clausebook
