#include "views/pages/follow_up_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

// ---- the steps

std::string state_class(Passage::Where where)
{
    if (where == Passage::Where::Passed) return "done";
    return where == Passage::Where::Next ? "now" : "todo";
}

std::string said_of(Passage::Where where)
{
    if (where == Passage::Where::Passed) return "finding.course.passed";
    return where == Passage::Where::Next ? "finding.course.next" : "finding.course.ahead";
}

Tree passage(const FollowUpLook& look, const Passage& one)
{
    const bool passed = one.where == Passage::Where::Passed;
    const auto code = std::string(str(one.milestone));
    const bool opportunity = look.page.at.finding.grade == Grade::OFI && one.milestone == Milestone::Closed;
    const auto by = opportunity ? "finding.course.decided" : "finding.course.by." + code;
    const bool now = one.where == Passage::Where::Next;
    return {{"label", look.text("finding.milestone." + code)},
            {"state", state_class(one.where)},
            {"said", look.text(said_of(one.where))},
            {"icon",
             passed    ? "check"
                 : now ? "edit"
                       : "circle"},
            {"current", now},
            {"who", passed && !one.by.empty() ? look.name(one.by) : look.text(by)},
            {"when", passed ? look.date(one.on) : std::string()}};
}

Tree course(const FollowUpLook& look)
{
    auto list = Tree::list();
    for (const auto& one : course_of(look.page.at.finding, look.page.at.steps))
        list.push_back(passage(look, one));
    return list;
}

// ---- what is missing

std::string place_of(const FollowUpLook& look, const Lack& lack, const OpenStep& step)
{
    if (!lack.action.empty()) return "/actions/" + lack.action.str();
    if (lack.field == "actions") return "#actions";
    if (step.transition->to == FindingState::ResponseSubmitted)
        return look.page.response == Access::Write ? "#" + lack.field : "#response";
    return step.taker == OpenStep::Taker::Me ? "#" + lack.field : std::string();
}

Tree gate_lines(const FollowUpLook& look, const OpenStep& step)
{
    auto lines = Tree::list();
    for (const auto& gate : step.gates) {
        const bool about_actions = gate.guard->code == "owners" || gate.guard->code == "due_dates";
        if (about_actions && look.page.at.actions.empty()) continue;
        const bool later = gate.stands == Gate::Stands::Later;
        if (gate.lacks.empty())
            lines.push_back({{"c", later ? "later" : "ok"},
                             {"icon", later ? "clock" : "check"},
                             {"said", look.text(later ? "finding.gate_later" : "finding.gate_holds")},
                             {"href", ""},
                             {"label", look.text("finding.gate." + std::string(gate.guard->code))}});
        for (const auto& lack : gate.lacks)
            lines.push_back({{"c", "no"},
                             {"icon", "circle"},
                             {"said", look.text("finding.gate_lacks")},
                             {"href", place_of(look, lack, step)},
                             {"label", look.text("refusal." + lack.code, lack.parameters)}});
    }
    return lines;
}

std::string waits_for(const FollowUpLook& look)
{
    const auto& finding = look.page.at.finding;
    if (finding.state == FindingState::Acknowledged && finding.grade == Grade::OFI)
        return look.text("finding.waits.opportunity");
    if (finding.state == FindingState::Acknowledged && finding.grade == Grade::AOC)
        return look.text("finding.waits.concern");
    if (finding.state == FindingState::Implemented && finding.grade == Grade::AOC)
        return look.text("finding.waits.VERIFIED");
    return look.text("finding.waits." + std::string(str(finding.state)));
}

/// The box above everything else: what keeps the way forward closed, or who has the next step.
Tree gate(const FollowUpLook& look)
{
    if (look.page.steps.empty()) return {};
    const auto& step = look.page.steps.front();
    // What the form of the step itself asks for is missing only to the one who has the form.
    const bool asked_here =
        step.transition->to == FindingState::Verified || step.transition->to == FindingState::Closed;
    const bool others = asked_here && step.taker != OpenStep::Taker::Me;
    const auto missing = others ? 0 : step.missing();
    const auto& finding = look.page.at.finding;
    Tree box = {{"open", missing == 0},
                {"heading",
                 missing == 0 ? waits_for(look)
                              : look.catalogues.counted(
                                  look.language, "finding.gates." + std::string(str(step.transition->to)),
                                  static_cast<long long>(missing))},
                {"lines", others ? Tree::list() : gate_lines(look, step)},
                {"kept", ""},
                {"no_contact", ""}};
    if (step.taker == OpenStep::Taker::KeptFromMe)
        box["kept"] = look.text(
            "finding.not_yours",
            {{"why", look.text("refusal." + step.kept.front().code, step.kept.front().parameters)}});
    if (step.transition->who == FindingStep::ByAuditee && finding.auditee_contact.empty())
        box["no_contact"] = look.text("finding.waits.no_contact");
    return box;
}

// ---- what was said at the steps

Tree facts(const FollowUpLook& look)
{
    auto list = Tree::list();
    for (const auto& step : look.page.at.steps) {
        auto said = step.comment;
        if (step.decision != Decision::None)
            said =
                look.text("decision." + std::string(str(step.decision))) + (said.empty() ? "" : ": ") + said;
        if (said.empty()) continue;
        list.push_back({{"state", look.text("finding_state." + std::string(str(step.state)))},
                        {"said", said},
                        {"who", look.name(step.by)},
                        {"when", look.date(step.on)}});
    }
    return list;
}

Tree verification(const FollowUpLook& look)
{
    if (!look.page.at.verification) return {};
    const auto& part = *look.page.at.verification;
    auto rows = Tree::list();
    const auto row = [&](const char* field, const std::string& value) {
        if (!value.empty())
            rows.push_back({{"label", look.text(std::string("follow_up.") + field)}, {"value", value}});
    };
    if (part.method)
        row("verification_method", look.text("verification_method." + std::string(str(*part.method))));
    row("effect_criterion", part.effect_criterion);
    row("observation", part.observation);
    if (part.effective) row("effective", look.text("effective." + std::string(str(*part.effective))));
    return {{"rows", std::move(rows)}};
}

} // namespace

Tree follow_up_view(const FollowUpPage& page, Language language, const Catalogues& catalogues)
{
    const FollowUpLook look{page, language, catalogues};
    return {{"course", course(look)},        {"gate", gate(look)},
            {"parts", parts_form(look)},     {"response", response_part(look)},
            {"actions", actions_part(look)}, {"step", step_part(look)},
            {"facts", facts(look)},          {"verification", verification(look)}};
}

std::string due_text(Date due, Date today, bool late, Language language, const Catalogues& catalogues)
{
    if (!late) return shown(language, due);
    return catalogues.counted(language, "finding.days_late", days_between(due, today),
                              {{"date", shown(language, due)}});
}

Tree action_pill(ActionState state, Language language, const Catalogues& catalogues)
{
    const char* colour = "0";
    const char* icon = "circle";
    switch (state) {
    case ActionState::Proposed:
    case ActionState::Approved:
        break;
    case ActionState::InWork:
        icon = "none";
        break;
    case ActionState::Done:
        colour = "O";
        icon = "check";
        break;
    case ActionState::EffectCheck:
    case ActionState::Effective:
        colour = "C";
        icon = "check";
        break;
    case ActionState::NotEffective:
        colour = "m";
        icon = "minor";
        break;
    case ActionState::Cancelled:
        colour = "N";
        icon = "na";
        break;
    }
    return {{"g", colour},
            {"icon", icon},
            {"label", catalogues.text(language, "action_state." + std::string(str(state)))}};
}

} // namespace clausebook::views
