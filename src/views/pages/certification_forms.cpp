// The forms of the certification: an event, how dates are counted, who certifies.

#include "core/base/refusal.h"
#include "core/base/text.h"
#include "views/pages/certification.h"
#include "views/pages/follow_up_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

constexpr const char* none = "NONE"; ///< an event that was no audit kept here

std::optional<Date> date_in(const FormValues& values, const std::string& field)
{
    const auto text = trimmed(value_in(values, field));
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw Refusal("date_shape", field);
    return date;
}

/// `told`: what an audit can tell may be left to it.
Tree field_of(const CycleFieldRule& rule, const FormFields& fields, Need told)
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
        return fields.number("majors", told);
    case CycleField::Reason:
        break;
    }
    return fields.area("reason", need);
}

template <typename Codes>
std::vector<Choice> coded_choices(const Codes& codes, const std::string& key, Language language,
                                  const Catalogues& catalogues)
{
    std::vector<Choice> choices;
    for (const auto code : codes)
        choices.push_back({str(code), catalogues.text(language, key + str(code)), "", ""});
    return choices;
}

const OfferedAudit* chosen(const std::vector<OfferedAudit>& offered, const Id<Audit>& audit)
{
    const auto found = std::find_if(offered.begin(), offered.end(),
                                    [&](const OfferedAudit& each) { return each.audit.key == audit; });
    return found == offered.end() ? nullptr : &*found;
}

/// "last day 20 Jan 2026, 1 major open".
std::string note_of(const OfferedAudit& offered, CycleEventKind kind, Language language,
                    const Catalogues& catalogues)
{
    auto last = catalogues.text(
        language, "cycle.audit_last_day",
        {{"day", offered.audit.ends_on ? shown(language, *offered.audit.ends_on) : std::string("–")}});
    if (!has_field(kind, CycleField::Majors)) return last;
    return last + ", " + catalogues.counted(language, "cycle.audit_majors", offered.majors, {});
}

Tree audit_field(const CycleEvent& event, const std::vector<OfferedAudit>& offered, const FormFields& fields,
                 Language language, const Catalogues& catalogues)
{
    std::vector<Choice> choices;
    for (const auto& each : offered)
        choices.push_back({each.audit.key.str(),
                           catalogues.text(language, "cycle.audit_choice",
                                           {{"number", each.audit.key.str()}, {"title", each.audit.title}}),
                           note_of(each, event.kind, language, catalogues), ""});
    choices.push_back({none, catalogues.text(language, "cycle.audit_none"), "", ""});
    auto field = fields.radios("audit", choices);
    if (offered.empty())
        return with_hint(std::move(field), catalogues.text(language, "cycle.audit_none_yet"));
    return field;
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
            {"audit", event.audit.empty() ? none : event.audit.str()},
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

CycleEvent event_from(const FormValues& values, CycleEvent event, const std::vector<OfferedAudit>& offered)
{
    const auto said = trimmed(value_in(values, "audit"));
    event.audit = said == none ? Id<Audit>() : Id<Audit>(said);
    const auto* audit = chosen(offered, event.audit);
    event.on = date_in(values, "on").value_or(Date{});
    event.body = value_in(values, "body");
    event.certificate = value_in(values, "certificate");
    event.scope = value_in(values, "scope");
    event.valid_until = date_in(values, "valid_until");
    if (audit != nullptr && !event.on.ok()) event.on = audit->audit.ends_on.value_or(Date{});
    if (has_field(event.kind, CycleField::Majors)) {
        const bool told = audit != nullptr && trimmed(value_in(values, "majors")).empty();
        event.majors = told ? audit->majors : static_cast<int>(number_in(values, "majors"));
    }
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

CertificationBody body_from(const FormValues& values, CertificationBody body)
{
    body.name = value_in(values, "name");
    body.scheme = value_in(values, "scheme");
    body.accreditation_body = value_in(values, "accreditation_body");
    body.contact = value_in(values, "contact");
    const auto accreditation = parse_accreditation(value_in(values, "accreditation"));
    if (!accreditation) throw Refusal("choice_unknown", "accreditation");
    body.accreditation = *accreditation;
    return body;
}

FormValues values_of(const CertificationBody& body)
{
    return {{"name", body.name},
            {"scheme", body.scheme},
            {"accreditation", str(body.accreditation)},
            {"accreditation_body", body.accreditation_body},
            {"contact", body.contact}};
}

Tree body_form(const FormState& state, Language language, const Catalogues& catalogues)
{
    const FormFields fields(state, "certification_body", language, catalogues);
    return form_view(
        {catalogues.text(language, "certification_body.title"),
         catalogues.text(language, "certification_body.lead"), "/certification/body", "/certification"},
        state, fields,
        {fields.group("group_body",
                      {fields.line("name", Need::Required), fields.line("scheme", Need::Required),
                       fields.area("contact")}),
         fields.group("group_accreditation",
                      {fields.radios("accreditation",
                                     coded_choices(accreditations, "accreditation.", language, catalogues)),
                       fields.line("accreditation_body")})});
}

Tree event_form(const CycleEvent& event, const std::vector<OfferedAudit>& offered, const FormState& state,
                Language language, const Catalogues& catalogues)
{
    const FormFields fields(state, "cycle", language, catalogues);
    const auto name = catalogues.text(language, "cycle.event." + str(event.kind));
    std::vector<Tree> said;
    if (audit_type_of(event.kind)) said.push_back(audit_field(event, offered, fields, language, catalogues));
    const auto told = offered.empty() ? Need::Required : Need::Optional; // the audit that is chosen tells it
    said.push_back(as_date(fields.line("on", told)));
    for (const auto& rule : cycle_fields(event.kind)) said.push_back(field_of(rule, fields, told));
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
                                     coded_choices(surveillance_anchors, "cycle_rules.surveillance_anchor.",
                                                   language, catalogues)),
                       number("surveillance_months"), number("surveillance_window_months")}),
         fields.group("group_renewal",
                      {fields.radios("renewal_anchor",
                                     coded_choices(renewal_anchors, "cycle_rules.renewal_anchor.", language,
                                                   catalogues)),
                       number("recertification_months"), number("recertification_plan_months"),
                       number("restoration_months")}),
         fields.group("group_others", {number("suspension_months"), number("warning_days")})});
}

} // namespace clausebook::views
