#include "views/pages/actions.h"

#include "core/base/text.h"
#include "views/entry_pages.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/evidence_parts.h"
#include "views/pages/follow_up.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string value_of(const ActionsPage& page, const std::string& name)
{
    const auto found = page.filter.find(name);
    return found == page.filter.end() ? std::string() : found->second;
}

Tree option(const std::string& key, const std::string& label, const std::string& chosen)
{
    return {{"key", key}, {"label", label}, {"chosen", key == chosen}};
}

Tree line_of(const ActionLineView& line, Date today, Language language, const Catalogues& catalogues)
{
    const auto& action = line.action;
    const bool late = is_late(action, today);
    const auto text = lines(action.text);
    return {{"href", "/actions/" + action.key.str()},
            {"number", action.key.str()},
            {"text", text.empty() ? action.key.str() : text.front()},
            {"finding", line.finding},
            {"kind", catalogues.text(language, "action_kind." + std::string(str(action.kind)))},
            {"owner", line.owner.empty() ? catalogues.text(language, "act.nobody") : line.owner},
            {"initials", line.owner.empty() ? "–" : initials(line.owner)},
            {"late", late},
            {"due",
             action.due ? due_text(*action.due, today, late, language, catalogues)
                        : catalogues.text(language, "act.no_day")},
            {"pill", action_pill(action.state, language, catalogues)}};
}

Tree table_of(const std::vector<ActionLineView>& all, Date today, Language language,
              const Catalogues& catalogues)
{
    auto rows = Tree::list();
    for (const auto& line : all) rows.push_back(line_of(line, today, language, catalogues));
    return rows;
}

Tree filters_of(const ActionsPage& page, Language language, const Catalogues& catalogues)
{
    Tree filters;
    filters["states"] = Tree::list();
    for (const auto& [code, key] : {std::pair{"OPEN", "act.open"},
                                    {"LATE", "act.late"},
                                    {"DUE", "act.due_soon"},
                                    {"CHECK", "act.check_soon"}})
        filters["states"].push_back(option(code, catalogues.text(language, key), value_of(page, "state")));
    for (const auto state : action_states) {
        const std::string code(str(state));
        filters["states"].push_back(
            option(code, catalogues.text(language, "action_state." + code), value_of(page, "state")));
    }
    filters["owners"] = Tree::list();
    for (const auto& owner : page.owners)
        filters["owners"].push_back(option(owner.key.str(), owner.name, value_of(page, "owner")));
    filters["sorts"] = Tree::list();
    for (const std::string sort : {"due", "newest", "state"})
        filters["sorts"].push_back(
            option(sort, catalogues.text(language, "act.sort." + sort), value_of(page, "sort")));
    return filters;
}

Tree empty_of(bool narrowed, Language language, const Catalogues& catalogues)
{
    return {
        {"icon", narrowed ? "filter" : "columns"},
        {"heading", catalogues.text(language, narrowed ? "act.list_none_match" : "act.list_none")},
        {"sentence", catalogues.text(language, narrowed ? "act.list_none_match_hint" : "act.list_none_hint")},
        {"href", narrowed ? "/actions" : "/findings"},
        {"action", catalogues.text(language, narrowed ? "act.show_all" : "act.to_findings")}};
}

// ---- one action

struct Look {
    const ActionPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key) const { return catalogues.text(language, key); }
    std::string name(const Id<Person>& person) const
    {
        if (person.empty()) return {};
        const auto found = page.names.find(person);
        return found == page.names.end() ? person.str() : found->second;
    }
    std::string date(const std::optional<Date>& day) const
    {
        return day ? shown(language, *day) : std::string();
    }
};

Tree properties_of(const Look& look)
{
    const auto& action = look.page.at.action;
    auto rows = Tree::list();
    const auto row = [&](const std::string& key, const std::string& value, const std::string& href = {}) {
        if (!value.empty()) rows.push_back({{"label", look.text(key)}, {"value", value}, {"href", href}});
    };
    const bool late = is_late(action, look.page.today);
    row("act.kind", look.text("action_kind." + std::string(str(action.kind))));
    row("act.owner", action.owner.empty() ? look.text("act.nobody") : look.name(action.owner));
    row("act.due",
        action.due ? due_text(*action.due, look.page.today, late, look.language, look.catalogues)
                   : look.text("act.no_day"));
    for (const auto& finding : look.page.findings)
        row("act.for_finding", name_of(finding, look.language, look.catalogues), address_of(finding));
    row("act.done_on", look.date(action.done_on));
    row("act.accepted_by", look.name(action.verified_by));
    row("act.accepted_on", look.date(action.verified_on));
    row("act.effect_check_on", look.date(action.effect_check_on));
    return rows;
}

Tree history_of(const Look& look)
{
    auto list = Tree::list();
    const auto& steps = look.page.at.steps;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        const auto who = look.name(step->by);
        const auto before = std::next(step);
        const bool back = step->state == ActionState::InWork && before != steps.rend()
            && before->state == ActionState::Done;
        list.push_back(
            {{"who", who},
             {"initials", initials(who)},
             {"what", look.text("act.step." + (back ? "SENT_BACK" : std::string(str(step->state))))},
             {"comment", step->comment},
             {"when", look.date(step->on)},
             {"at", to_string(step->on)}});
    }
    return list;
}

const char* name_of_step(ActionState to)
{
    if (to == ActionState::Done) return "finish";
    return is_accepted(to) ? "accept" : "start";
}

/// What the reader may do now: one form, with a button for each step of it.
Tree step_form(const Look& look)
{
    auto buttons = Tree::list();
    std::string heading;
    const auto address = "/actions/" + look.page.at.action.key.str() + "/";
    for (const auto& step : look.page.steps) {
        if (step.taker != ActionStep::Taker::Me || !step.missing.empty()) continue;
        const bool back =
            step.transition->from == ActionState::Done && step.transition->to == ActionState::InWork;
        const std::string name = back ? "send_back" : name_of_step(step.transition->to);
        if (heading.empty()) heading = back ? "accept" : name;
        buttons.push_back({{"label", look.text("act." + name)},
                           {"address", address + (back ? "send-back" : name)},
                           {"primary", !back}});
    }
    if (heading.empty()) return {};
    const FormFields fields(look.page.step_form, "act", look.language, look.catalogues);
    auto comment = fields.area("comment", Need::Optional, 2);
    if (heading != "accept") comment = with_hint(std::move(comment), {});
    return {{"heading", look.text("act." + heading)},
            {"hint", look.text("act." + heading + "_hint")},
            {"version", static_cast<long long>(look.page.at.action.version)},
            {"fields", Tree::List{std::move(comment)}},
            {"buttons", std::move(buttons)}};
}

Tree gate_of(const Look& look)
{
    auto sentences = Tree::list();
    for (const auto& step : look.page.steps)
        for (const auto& lack : step.missing)
            sentences.push_back(look.catalogues.text(look.language, "refusal." + lack.code, lack.parameters));
    if (sentences.items()->empty()) return {};
    const auto count = static_cast<long long>(sentences.items()->size());
    return {{"heading", look.catalogues.counted(look.language, "act.missing", count)},
            {"sentences", std::move(sentences)}};
}

Tree edit_form(const Look& look)
{
    if (look.page.edit != Access::Write) return {};
    const auto& state = look.page.form;
    const FormFields fields(state, "act", look.language, look.catalogues);
    const auto address = "/actions/" + look.page.at.action.key.str();
    return {{"action", address},
            {"remove", address + "/remove"},
            {"version", static_cast<long long>(state.version)},
            {"stored_version", static_cast<long long>(look.page.at.action.version)},
            {"conflict", state.conflict},
            {"fields",
             Tree::List(action_fields(fields, {look.page.people, look.page.names, look.page.followers},
                                      value_in(state.values, "owner"), look.language, look.catalogues))}};
}

Tree evidence_of(const Look& look)
{
    auto list = Tree::list();
    for (const auto& one : look.page.evidence)
        list.push_back({{"href", "/evidence/" + one.number},
                        {"number", one.number},
                        {"title", one.title},
                        {"locator", one.locator},
                        {"state", look.text("evidence_state." + one.state)},
                        {"next", one.next.empty() ? std::string() : look.text("evidence.next." + one.next)}});
    return list;
}

Tree bring_forms(const Look& look)
{
    if (look.page.bring != Access::Write) return {};
    const auto& key = look.page.at.action.key.str();
    const FormFields fields(look.page.link_form, "act", look.language, look.catalogues);
    const auto& typed = look.page.files_form;
    const auto problems = typed ? typed->problems : Tree::list();
    const auto value = [&](const char* name) {
        return typed ? value_in(typed->values, name) : std::string();
    };
    Tree view = {
        {"link", "action:" + key},
        {"back", "/actions/" + key},
        {"link_action", "/actions/" + key + "/evidence"},
        {"retry_key", look.page.retry_key},
        {"again", typed.has_value()},
        {"types", type_choices(look.language, look.catalogues, value("type"))},
        {"hand_in", !typed || !value("hand_in").empty()},
        {"fields", Tree::List{fields.line("evidence_number", Need::Required, 20), fields.line("locator")}}};
    for (const auto* name : {"file", "title", "type", "document_date"})
        view[std::string(name) + "_at"] = field(name, value(name), problems);
    return view;
}

// ---- what is assigned

Tree duty_line(const DutyLine& line, Date today, Language language, const Catalogues& catalogues)
{
    const auto& finding = line.finding;
    const auto statement = lines(finding.statement);
    const bool late = line.due && is_late(*line.due, today);
    return {
        {"href", address_of(finding)},
        {"number", name_of(finding, language, catalogues)},
        {"text", statement.empty() ? catalogues.text(language, "finding.no_statement") : statement.front()},
        {"pill", grade_pill(finding.grade, language, catalogues)},
        {"state", catalogues.text(language, "finding_state." + std::string(str(finding.state)))},
        {"late", late},
        {"due", line.due ? due_text(line.due->until, today, late, language, catalogues) : std::string()}};
}

Tree duty_lines(const std::vector<DutyLine>& all, Date today, Language language, const Catalogues& catalogues)
{
    auto rows = Tree::list();
    for (const auto& line : all) rows.push_back(duty_line(line, today, language, catalogues));
    return rows;
}

} // namespace

Tree actions_view(const ActionsPage& page, Language language, const Catalogues& catalogues)
{
    constexpr long long counted_to = 1000;
    const bool narrowed = !value_of(page, "state").empty() || !value_of(page, "owner").empty();
    const auto count =
        shown(language, std::min(page.count, counted_to)) + (page.count > counted_to ? "+" : "");
    Tree view = {{"lines", table_of(page.lines, page.today, language, catalogues)},
                 {"filters", filters_of(page, language, catalogues)},
                 {"filtered", narrowed},
                 {"files", page.files},
                 {"saved", page.saved},
                 {"count",
                  catalogues.text(language, page.count == 1 ? "act.count.one" : "act.count.other",
                                  {{"count", count}})},
                 {"empty", page.lines.empty() ? empty_of(narrowed, language, catalogues) : Tree()},
                 {"pager", Tree()}};
    if (!page.next.empty() || !page.first.empty())
        view["pager"] = {
            {"shown",
             catalogues.text(
                 language, "act.on_page",
                 {{"here", shown(language, static_cast<long long>(page.lines.size()))}, {"count", count}})},
            {"first", page.first},
            {"next", page.next}};
    return view;
}

Tree action_view(const ActionPage& page, Language language, const Catalogues& catalogues)
{
    const Look look{page, language, catalogues};
    const auto& action = page.at.action;
    const auto text = lines(action.text);
    auto problems = Tree::list();
    for (const auto* state : {&page.form, &page.step_form, &page.link_form}) {
        const auto named = FormFields(*state, "act", language, catalogues).problems();
        for (const auto& problem : *named.items()) problems.push_back(problem);
    }
    if (page.files_form)
        for (const auto& problem : *page.files_form->problems.items()) problems.push_back(problem);
    return {{"number", action.key.str()},
            {"heading", text.empty() ? action.key.str() : text.front()},
            {"text", action.text},
            {"pill", action_pill(action.state, language, catalogues)},
            {"late", is_late(action, page.today)},
            {"problems", std::move(problems)},
            {"gate", gate_of(look)},
            {"step", step_form(look)},
            {"edit", edit_form(look)},
            {"evidence_links", evidence_of(look)},
            {"bring", bring_forms(look)},
            {"properties", properties_of(look)},
            {"history", history_of(look)}};
}

Tree mine_view(const MinePage& page, Language language, const Catalogues& catalogues)
{
    const bool none =
        page.to_do.empty() && page.to_answer.empty() && page.to_judge.empty() && page.to_accept.empty();
    Tree empty;
    if (none)
        empty = {{"icon", "check-circle"},
                 {"heading", catalogues.text(language, "mine.none")},
                 {"sentence", catalogues.text(language, "mine.none_hint")},
                 {"href", "/findings"},
                 {"action", catalogues.text(language, "mine.to_findings")}};
    const auto findings = [&](const char* id, const std::vector<DutyLine>& all) {
        return Tree{{"id", id},
                    {"heading", catalogues.text(language, std::string("mine.") + id)},
                    {"lines", duty_lines(all, page.today, language, catalogues)}};
    };
    const auto actions = [&](const char* id, const std::vector<ActionLineView>& all) {
        return Tree{{"id", id},
                    {"heading", catalogues.text(language, std::string("mine.") + id)},
                    {"lines", table_of(all, page.today, language, catalogues)}};
    };
    return {
        {"empty", std::move(empty)},
        {"findings", Tree::List{findings("to_answer", page.to_answer), findings("to_judge", page.to_judge)}},
        {"actions", Tree::List{actions("to_do", page.to_do), actions("to_accept", page.to_accept)}}};
}

} // namespace clausebook::views
