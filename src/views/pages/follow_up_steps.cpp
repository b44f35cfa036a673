#include "views/page.h"
#include "views/pages/follow_up_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

Tree action_row(const FollowUpLook& look, const ActionAtHand& one)
{
    const auto& action = one.action;
    const bool late = is_late(action, look.page.today);
    const auto& limit = look.page.deadlines.implementation;
    const bool after = action.due && limit && *limit < *action.due;
    return {{"number", action.key.str()},
            {"href", "/actions/" + action.key.str()},
            {"text", action.text},
            {"kind", look.text("action_kind." + std::string(str(action.kind)))},
            {"owner", action.owner.empty() ? look.text("act.nobody") : look.name(action.owner)},
            {"initials", action.owner.empty() ? "–" : initials(look.name(action.owner))},
            {"late", late},
            {"due",
             action.due ? due_text(*action.due, look.page.today, late, look.language, look.catalogues)
                        : look.text("act.no_day")},
            {"after", after ? look.text("finding.after_limit", {{"date", look.date(limit)}}) : std::string()},
            {"evidence",
             one.evidence == 0 ? std::string()
                               : look.catalogues.counted(look.language, "act.files", one.evidence)},
            {"pill", action_pill(action.state, look.language, look.catalogues)}};
}

struct Button {
    const char* label;
    const char* address; ///< below the finding's
};

std::vector<Choice> codes(const FollowUpLook& look, const std::string& words,
                          std::initializer_list<std::string_view> all)
{
    std::vector<Choice> choices;
    for (const auto code : all)
        choices.push_back({std::string(code), look.text(words + std::string(code)), {}, {}});
    return choices;
}

std::vector<Tree> verification_fields(const FollowUpLook& look, const FormFields& fields)
{
    return {fields.radios("verification_method",
                          codes(look, "verification_method.", {"DOCUMENT", "SITE", "NEXT_AUDIT"})),
            fields.area("effect_criterion", Need::Required, 2), fields.area("observation"),
            fields.radios("effective", codes(look, "effective.", {"YES", "PARTLY", "NO"}))};
}

Tree step_view(const FollowUpLook& look, const std::string& name, std::vector<Tree> fields,
               const std::vector<Button>& buttons)
{
    const auto& finding = look.page.at.finding;
    auto list = Tree::list();
    for (const auto& button : buttons)
        list.push_back({{"label", look.text(std::string("finding.step.") + button.label)},
                        {"address", actions_of(finding) + button.address},
                        {"primary", list.is_null() || list.items()->empty()}});
    return {{"heading", look.text("finding.step." + name)},
            {"hint", look.text("finding.step." + name + "_hint")},
            {"version", static_cast<long long>(finding.version)},
            {"fields", Tree::List(std::move(fields))},
            {"buttons", std::move(list)}};
}

} // namespace

Tree actions_part(const FollowUpLook& look)
{
    const auto& finding = look.page.at.finding;
    if (!is_nonconformity(finding.grade) || finding.state == FindingState::Raised) return {};
    auto rows = Tree::list();
    int accepted = 0;
    for (const auto& one : look.page.at.actions) {
        rows.push_back(action_row(look, one));
        accepted += is_accepted(one.action.state) ? 1 : 0;
    }
    const auto& state = look.page.action_form;
    const FormFields fields(state, "act", look.language, look.catalogues);
    Tree form;
    if (look.page.response == Access::Write) {
        auto list = action_fields(fields, {look.page.people, look.page.names, look.page.followers}, {},
                                  look.language, look.catalogues);
        // Needed for an action, but the response in the same form is saved without one.
        list.front()["required"] = false;
        form = {{"action", actions_of(finding) + "/actions"},
                {"open", !state.problems.items()->empty() || look.page.at.actions.empty()},
                {"fields", Tree::List(std::move(list))}};
    }
    return {{"rows", std::move(rows)},
            {"done",
             look.text("act.done_of",
                       {{"done", std::to_string(accepted)},
                        {"count", std::to_string(look.page.at.actions.size())}})},
            {"form", std::move(form)}};
}

Tree step_part(const FollowUpLook& look)
{
    const auto mine = std::find_if(look.page.steps.begin(), look.page.steps.end(),
                                   [](const OpenStep& step) { return step.taker == OpenStep::Taker::Me; });
    if (mine == look.page.steps.end() || mine->transition->to == FindingState::ResponseSubmitted) return {};
    const FormFields fields(look.page.step_form, "follow_up", look.language, look.catalogues);
    const auto comment = fields.area("comment", Need::Optional, 2);
    const auto review = with_hint(comment, look.text("act.comment_hint"));
    const auto reason = fields.area("comment", Need::Required, 2);
    const auto grade = look.page.at.finding.grade;
    switch (look.page.at.finding.state) {
    case FindingState::Raised:
        return step_view(look, "acknowledge", {comment}, {{"acknowledge", "/acknowledge"}});
    case FindingState::Acknowledged:
        if (grade == Grade::OFI)
            return step_view(
                look, "decide",
                {fields.radios("decision", codes(look, "decision.", {"ACCEPTED", "DECLINED"})), reason},
                {{"decide", "/decide"}});
        return step_view(look, "concern", {reason}, {{"concern", "/implemented"}});
    case FindingState::ResponseSubmitted: {
        // Who may not accept the own response may not send it back either.
        if (look.page.steps.front().taker != OpenStep::Taker::Me) return {};
        return step_view(look, "review", {review}, {{"accept_plan", "/accept"}, {"send_back", "/send-back"}});
    }
    case FindingState::PlanAccepted:
        if (mine->missing() != 0) return {};
        return step_view(look, "implemented", {comment}, {{"implemented", "/implemented"}});
    case FindingState::Implemented:
        if (grade == Grade::AOC) return step_view(look, "close", {comment}, {{"close", "/close"}});
        return step_view(look, "verify", verification_fields(look, fields), {{"verify", "/verify"}});
    case FindingState::Verified:
        return step_view(look, "close", {comment}, {{"close", "/close"}});
    default:
        return {};
    }
}

std::vector<Tree> action_fields(const FormFields& fields, const PeopleToChoose& people,
                                const std::string& owner, Language language, const Catalogues& catalogues)
{
    std::vector<Choice> kinds;
    for (const auto kind : action_kinds) {
        const std::string code(str(kind));
        kinds.push_back({code, catalogues.text(language, "action_kind." + code), {}, {}});
    }
    auto owners = people_choices(people, owner, catalogues.text(language, "act.nobody"));
    for (auto& one : owners)
        if (!one.code.empty() && !people.followers.contains(Id<Person>(one.code)))
            one.label = catalogues.text(language, "act.owner_without_access", {{"name", one.label}});
    return {fields.area("text", Need::Required, 2), fields.select("kind", kinds),
            fields.select("owner", owners), as_date(fields.line("due"))};
}

} // namespace clausebook::views
