// The forms of the certification: an event, and how dates are counted.

#include "core/base/refusal.h"
#include "core/base/text.h"
#include "views/pages/certification.h"
#include "views/pages/follow_up_parts.h"

namespace clausebook::views {
namespace {

std::optional<Date> date_in(const FormValues& values, const std::string& field)
{
    const auto text = trimmed(value_in(values, field));
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw Refusal("date_shape", field);
    return date;
}

Tree field_of(const CycleFieldRule& rule, const FormFields& fields)
{
    const auto need = rule.need == CycleFieldRule::Need::Required ? Need::Required : Need::Optional;
    switch (rule.field) {
    case CycleField::Body:
        return fields.line("body", need);
    case CycleField::Certificate:
        return fields.line("certificate", need);
    case CycleField::Scope:
        return fields.area("scope", need);
    case CycleField::ValidUntil:
        return as_date(fields.line("valid_until", need));
    case CycleField::Majors:
        return fields.number("majors", need);
    case CycleField::Reason:
        break;
    }
    return fields.area("reason", need);
}

template <typename Anchors>
std::vector<Choice> anchor_choices(const Anchors& anchors, const std::string& key, Language language,
                                   const Catalogues& catalogues)
{
    std::vector<Choice> choices;
    for (const auto anchor : anchors)
        choices.push_back({str(anchor), catalogues.text(language, key + str(anchor)), "", ""});
    return choices;
}

} // namespace

FormValues values_of(const CycleEvent& event)
{
    return {{"on", event.on.ok() ? to_string(event.on) : std::string()},
            {"body", event.body},
            {"certificate", event.certificate},
            {"scope", event.scope},
            {"valid_until", event.valid_until ? to_string(*event.valid_until) : std::string()},
            {"majors", std::to_string(event.majors)},
            {"reason", event.reason},
            {"note", event.note},
            {"change", "CORRECT"},
            {"why", ""}};
}

FormValues values_of(const CycleRules& rules)
{
    FormValues values = {{"surveillance_anchor", str(rules.surveillance_anchor)},
                         {"renewal_anchor", str(rules.renewal_anchor)}};
    for (const auto& number : cycle_numbers) values[number.name] = std::to_string(rules.*number.value);
    return values;
}

CycleEvent event_from(const FormValues& values, CycleEvent event)
{
    event.on = date_in(values, "on").value_or(Date{});
    event.body = value_in(values, "body");
    event.certificate = value_in(values, "certificate");
    event.scope = value_in(values, "scope");
    event.valid_until = date_in(values, "valid_until");
    if (has_field(event.kind, CycleField::Majors))
        event.majors = static_cast<int>(number_in(values, "majors"));
    event.reason = value_in(values, "reason");
    event.note = value_in(values, "note");
    return event;
}

CycleRules rules_from(const FormValues& values, CycleRules rules)
{
    for (const auto& number : cycle_numbers)
        rules.*number.value = static_cast<int>(number_in(values, number.name));
    rules.surveillance_anchor = parse_surveillance_anchor(value_in(values, "surveillance_anchor"))
                                    .value_or(rules.surveillance_anchor);
    rules.renewal_anchor =
        parse_renewal_anchor(value_in(values, "renewal_anchor")).value_or(rules.renewal_anchor);
    return rules;
}

Tree event_form(const CycleEvent& event, const FormState& state, Language language,
                const Catalogues& catalogues)
{
    const FormFields fields(state, "cycle", language, catalogues);
    const auto name = catalogues.text(language, "cycle.event." + str(event.kind));
    std::vector<Tree> said = {as_date(fields.line("on", Need::Required))};
    for (const auto& rule : cycle_fields(event.kind)) said.push_back(field_of(rule, fields));
    said.push_back(fields.area("note"));
    std::vector<Tree> groups = {fields.group("group_event", std::move(said))};
    if (event.key.empty())
        return form_view({name, catalogues.text(language, "cycle.event_hint." + str(event.kind)),
                          "/certification/record/" + str(event.kind), "/certification"},
                         state, fields, std::move(groups));
    groups.push_back(
        fields.group("group_correction",
                     {fields.radios("change",
                                    {{"CORRECT", catalogues.text(language, "cycle.change_correct"), "", ""},
                                     {"REMOVE", catalogues.text(language, "cycle.change_remove"), "", ""}}),
                      fields.area("why", Need::Required, 2)}));
    return form_view({catalogues.text(language, "cycle.correct_title", {{"event", name}}),
                      catalogues.text(language, "cycle.correct_lead"),
                      "/certification/events/" + event.key.str(), "/certification"},
                     state, fields, std::move(groups));
}

Tree rules_form(const FormState& state, Language language, const Catalogues& catalogues)
{
    const FormFields fields(state, "cycle_rules", language, catalogues);
    const auto number = [&](const char* name) {
        return fields.number(name, Need::Required);
    };
    return form_view(
        {catalogues.text(language, "cycle.rules_title"), catalogues.text(language, "cycle.rules_lead"),
         "/certification/dates", "/certification"},
        state, fields,
        {fields.group("group_first",
                      {number("stage2_plan_months"), number("stage2_months"), number("major_months"),
                       number("validity_months")}),
         fields.group("group_surveillance",
                      {fields.radios("surveillance_anchor",
                                     anchor_choices(surveillance_anchors, "cycle_rules.surveillance_anchor.",
                                                    language, catalogues)),
                       number("surveillance_months"), number("surveillance_window_months")}),
         fields.group("group_renewal",
                      {fields.radios("renewal_anchor",
                                     anchor_choices(renewal_anchors, "cycle_rules.renewal_anchor.", language,
                                                    catalogues)),
                       number("recertification_months"), number("recertification_plan_months"),
                       number("restoration_months")}),
         fields.group("group_others", {number("suspension_months"), number("warning_days")})});
}

} // namespace clausebook::views
