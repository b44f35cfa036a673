// What is missing before an audit's next step.

#include "core/base/text.h"
#include "core/checklist/checklist_import.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/audit_parts.h"
#include "views/pages/run.h"

#include <algorithm>
#include <map>

namespace clausebook::views {
namespace {

/// What waits for the lead's approval: {answer, id, text, site, reason, href}, the answer as its form posts
/// it.
Tree approval_rows(const ReviewPage& page, Language language)
{
    Tree rows = Tree::list();
    for (const auto& answer : page.to_approve) {
        const auto id = answer.key.question.str();
        const auto* question = page.checklist->find_question(answer.key.question);
        std::string site;
        for (const auto& one : page.sites)
            if (one.key.str() == answer.key.site) site = one.name;
        rows.push_back({{"answer", answer.key.site + "/" + id + ":" + std::to_string(answer.version)},
                        {"field", "na-" + answer.key.site + "-" + id},
                        {"id", id},
                        {"text", question ? question->text.in(language) : std::string()},
                        {"site", site},
                        {"reason", answer.note},
                        {"href", address_of_card(answer.key)}});
    }
    return rows;
}

/// One card for each kind of thing that is missing.
Tree task_rows(const std::vector<Missing>& missing, const Id<Audit>& audit, Language language,
               const Catalogues& catalogues)
{
    constexpr std::size_t shown_at_once = 8;
    std::map<std::string, std::vector<Missing>> by_code;
    std::vector<std::string> order;
    for (const auto& one : missing) {
        if (!by_code.contains(one.code)) order.push_back(one.code);
        by_code[one.code].push_back(one);
    }
    Tree tasks = Tree::list();
    for (const auto& code : order) {
        const auto rows = missing_rows(by_code[code], audit, language, catalogues);
        tasks.push_back({{"label", catalogues.text(language, "audits.task." + code)},
                         {"count", rows.items()->size()},
                         {"long", rows.items()->size() > shown_at_once},
                         {"short", rows.items()->size() <= shown_at_once},
                         {"rows", rows}});
    }
    return tasks;
}

/// What the step behind the next one will ask of findings: better known while their authors are still there.
std::vector<Missing> asked_of_findings_later(const AuditAtHand& at, const Step& next)
{
    const auto after = std::find_if(transitions().begin(), transitions().end(), [&](const Transition& t) {
        return t.from == next.transition->to && fits(t, at.audit.type);
    });
    if (after == transitions().end()) return {};
    auto missing = after->guard(at);
    std::erase_if(missing, [](const Missing& one) {
        return one.place != Place::Finding && one.place != Place::Followed;
    });
    return missing;
}

} // namespace

Tree review_view(const ReviewPage& page, Language language, const Catalogues& catalogues)
{
    auto view = audit_head(page.at.audit, language, catalogues);
    const auto steps = next_steps(page.at, page.parts);
    view["problems"] = page.problems;
    view["tasks"] = Tree::list();
    view["later"] = Tree::list();
    view["step"] = Tree();
    view["report"] = false;
    view["approvals"] = approval_rows(page, language);
    view["approve"] = "/audits/" + page.at.audit.key.str() + "/not-applicable";
    const auto waiting = static_cast<long long>(page.to_approve.size());
    view["approve_all"] = waiting > 1
        ? catalogues.text(language, "audits.approve_all", {{"count", std::to_string(waiting)}})
        : std::string();
    if (steps.empty()) return view;
    const auto& step = steps.front();
    auto missing = step.missing;
    if (!page.to_approve.empty()) // it has its own form
        std::erase_if(missing, [](const Missing& one) { return one.code == "not_applicable_approval"; });
    view["tasks"] = task_rows(missing, page.at.audit.key, language, catalogues);
    view["later"] =
        task_rows(asked_of_findings_later(page.at, step), page.at.audit.key, language, catalogues);
    const bool mine = step.taker == Step::Taker::Me;
    const bool ready = step.missing.empty();
    const bool signing =
        step.transition->to == AuditState::ReportIssued || step.transition->to == AuditState::ReportReview;
    view["report"] = ready && signing;
    view["step"] = {{"to", str(step.transition->to)},
                    {"version", page.at.audit.version},
                    {"action", "/audits/" + page.at.audit.key.str() + "/step"},
                    {"label", catalogues.text(language, "audits.step." + str(step.transition->to))},
                    {"ready", ready},
                    {"take", ready && mine && !signing},
                    {"wait", ready && !mine},
                    {"who",
                     catalogues.text(language,
                                     step.transition->who.contains(Part::Lead) ? "audits.who.lead"
                                                                               : "audits.who.quality")}};
    return view;
}

} // namespace clausebook::views
