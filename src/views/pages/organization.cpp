#include "views/pages/organization.h"

#include "core/base/text.h"
#include "core/organization/organization_texts.h"
#include "views/entry_pages.h"
#include "views/format.h"

namespace clausebook::views {
namespace {

constexpr std::int64_t bytes_per_mb = 1'000'000;

std::string at(const FormValues& values, const std::string& name)
{
    const auto found = values.find(name);
    return found == values.end() ? std::string() : trimmed(found->second);
}

std::string checked(bool truth)
{
    return truth ? "on" : "";
}

std::vector<Tab> tabs(Language language, const Catalogues& catalogues)
{
    return {{"organization", "/organization", catalogues.text(language, "organization.tab")},
            {"sites", "/sites", catalogues.text(language, "organization.tab_sites")},
            {"criteria", "/criteria", catalogues.text(language, "organization.tab_criteria")}};
}

std::vector<Choice> profile_choices(const std::string& scheme_name, Language language,
                                    const Catalogues& catalogues)
{
    std::vector<Choice> choices;
    for (const auto profile : claim_profiles)
        choices.push_back({str(profile), catalogues.text(language, "claim_profile." + str(profile)),
                           claim_sentence(profile, scheme_name, language, catalogues),
                           profile == ClaimProfile::Conforms
                               ? catalogues.text(language, "organization.conforms_warning")
                               : std::string()});
    return choices;
}

std::vector<Choice> criterion_type_choices(Language language, const Catalogues& catalogues)
{
    std::vector<Choice> choices;
    for (const auto type : criterion_types)
        choices.push_back({str(type), catalogues.text(language, "criterion_type." + str(type)),
                           catalogues.text(language, "criterion_type_note." + str(type)), ""});
    return choices;
}

std::string state_word(bool active, Language language, const Catalogues& catalogues)
{
    return catalogues.text(language, active ? "record.active" : "record.inactive");
}

} // namespace

FormValues values_of(const Organization& o)
{
    FormValues values = {{"claim_profile", str(o.claim_profile)},
                         {"language", str(o.language)},
                         {"evidence_limit", std::to_string(o.evidence_limit_bytes / bytes_per_mb)}};
    for (const auto& field : organization_texts) values[field.name] = o.*field.text;
    return values;
}

FormValues values_of(const Site& site)
{
    return {{"name", site.name},
            {"address", site.address},
            {"activities", site.activities},
            {"headcount", std::to_string(site.headcount)},
            {"active", checked(site.active)}};
}

FormValues values_of(const Criterion& criterion)
{
    return {{"type", str(criterion.type)},
            {"reference", criterion.reference},
            {"title", criterion.title},
            {"edition", criterion.edition},
            {"active", checked(criterion.active)}};
}

Organization organization_from(const FormValues& values, Organization o)
{
    o.legal_name = at(values, "legal_name");
    o.trade_names = at(values, "trade_names");
    o.address = at(values, "address");
    o.representative_name = at(values, "representative_name");
    o.representative_role = at(values, "representative_role");
    o.representative_contact = at(values, "representative_contact");
    o.scope_statement = at(values, "scope_statement");
    o.scope_exclusions = at(values, "scope_exclusions");
    o.channels = at(values, "channels");
    o.claim_profile = parse_claim_profile(at(values, "claim_profile")).value_or(o.claim_profile);
    o.scheme_name = at(values, "scheme_name");
    o.confidentiality_statement = at(values, "confidentiality_statement");
    o.audit_guidance_edition = at(values, "audit_guidance_edition");
    o.time_zone = at(values, "time_zone");
    o.language = parse_language(at(values, "language")).value_or(o.language);
    const auto limit = number_in(values, "evidence_limit");
    // A limit that is no whole number of megabytes stays what it is when nobody touches the field.
    if (limit != o.evidence_limit_bytes / bytes_per_mb) o.evidence_limit_bytes = limit * bytes_per_mb;
    return o;
}

Site site_from(const FormValues& values, Site site)
{
    site.name = at(values, "name");
    site.address = at(values, "address");
    site.activities = at(values, "activities");
    const auto headcount = at(values, "headcount");
    site.headcount = headcount.empty() ? 0 : static_cast<int>(number_in(values, "headcount"));
    site.active = !at(values, "active").empty();
    return site;
}

Criterion criterion_from(const FormValues& values, Criterion criterion)
{
    criterion.type = parse_criterion_type(at(values, "type")).value_or(criterion.type);
    criterion.reference = at(values, "reference");
    criterion.title = at(values, "title");
    criterion.edition = at(values, "edition");
    criterion.active = !at(values, "active").empty();
    return criterion;
}

std::string claim_sentence(ClaimProfile profile, const std::string& scheme_name, Language language,
                           const Catalogues& catalogues)
{
    const auto name = scheme_name.empty() ? std::string("…") : scheme_name;
    return catalogues.text(language, "claim_sentence." + str(profile), {{"scheme", name}, {"clauses", name}});
}

Tree organization_view(const Organization& o, Reader reader, Language language, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    const auto values = values_of(o);
    const auto row = [&](const std::string& name) {
        return Property{text("organization." + name), values.at(name)};
    };
    const auto claim = text("claim_profile." + str(o.claim_profile)) + "\n"
        + claim_sentence(o.claim_profile, o.scheme_name, language, catalogues)
        + (o.claim_profile == ClaimProfile::Conforms ? "\n" + text("organization.conforms_warning") : "");
    RecordPage page;
    page.heading = o.legal_name;
    page.tabs = tabs(language, catalogues);
    page.current_tab = "organization";
    page.tabs_label = text("nav.organization");
    if (reader == Reader::Edits)
        page.links = {{"/organization/edit", text("record.edit"), "edit", Link::Weight::Primary}};
    page.groups = {
        {text("organization.group_identity"), {row("legal_name"), row("trade_names"), row("address")}},
        {text("organization.group_representative"),
         {row("representative_name"), row("representative_role"), row("representative_contact")}},
        {text("organization.group_scope"),
         {row("scope_statement"), row("scope_exclusions"), row("channels")}},
        {text("organization.group_claim"),
         {{text("organization.claim_profile"), claim}, row("scheme_name"), row("confidentiality_statement")}},
        {text("organization.group_settings"),
         {{text("organization.language"), text("language." + str(o.language))},
          row("time_zone"),
          row("audit_guidance_edition"),
          {text("organization.evidence_limit"), shown_size(language, o.evidence_limit_bytes)}}}};
    return record_view(page);
}

Tree organization_form(const FormState& state, Language language, const Catalogues& catalogues)
{
    const FormFields f(state, "organization", language, catalogues);
    std::vector<Choice> spoken;
    for (const auto each : languages)
        spoken.push_back({str(each), catalogues.text(language, "language." + str(each)), "", ""});
    const auto scheme = state.values.find("scheme_name");
    const auto profiles =
        profile_choices(scheme == state.values.end() ? std::string() : scheme->second, language, catalogues);
    return form_view(
        {catalogues.text(language, "organization.edit_title"), "", "/organization", "/organization"}, state,
        f,
        {f.group("group_identity",
                 {f.line("legal_name", Need::Required), f.area("trade_names", Need::Optional, 2),
                  f.area("address", Need::Optional, 2)}),
         f.group("group_representative",
                 {f.line("representative_name"), f.line("representative_role"),
                  f.line("representative_contact")}),
         f.group("group_scope", {f.area("scope_statement"), f.area("scope_exclusions"), f.area("channels")}),
         f.group("group_claim",
                 {f.radios("claim_profile", profiles), f.line("scheme_name"),
                  f.area("confidentiality_statement")}),
         f.group("group_settings",
                 {f.radios("language", spoken), f.line_with("time_zone", common_time_zones(), Need::Required),
                  f.line("audit_guidance_edition", Need::Required),
                  f.number("evidence_limit", Need::Required)})});
}

Tree sites_view(const std::vector<Site>& sites, Reader reader, Language language,
                const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    ListPage page;
    page.heading = text("sites.heading");
    page.lead = text("sites.lead");
    page.tabs = tabs(language, catalogues);
    page.current_tab = "sites";
    page.tabs_label = text("nav.organization");
    const Link add = {"/sites/new", text("sites.new"), "plus", Link::Weight::Primary};
    if (reader == Reader::Edits) page.links = {add};
    page.columns = {{text("sites.name"), "", false},
                    {text("sites.address"), "", false},
                    {text("sites.headcount"), "", false},
                    {text("record.state"), "", false}};
    for (const auto& site : sites)
        page.rows.push_back(
            {"/sites/" + site.key.str(),
             site.name,
             site.key.str(),
             {{site.address, {}},
              {site.headcount == 0 ? std::string() : shown(language, static_cast<long long>(site.headcount)),
               {}},
              {"", {state_word(site.active, language, catalogues)}}}});
    page.empty = {"building", text("sites.empty"), text("sites.empty_way"), page.links};
    return list_view(page);
}

Tree site_view(const Site& site, Language language, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    RecordPage page;
    page.heading = site.name;
    page.lead = site.key.str();
    page.groups = {{text("sites.group"),
                    {{text("sites.address"), site.address},
                     {text("sites.activities"), site.activities},
                     {text("sites.headcount"),
                      site.headcount == 0 ? "" : shown(language, static_cast<long long>(site.headcount))},
                     {text("record.state"), state_word(site.active, language, catalogues)}}}};
    return record_view(page);
}

Tree site_form(const Id<Site>& key, const FormState& state, Language language, const Catalogues& catalogues)
{
    const FormFields f(state, "sites", language, catalogues);
    std::vector<Tree> fields = {f.line("name", Need::Required), f.area("address", Need::Optional, 2),
                                f.area("activities"), f.number("headcount")};
    if (!key.empty()) fields.push_back(f.check("active"));
    const auto heading = key.empty() ? catalogues.text(language, "sites.new")
                                     : catalogues.text(language, "sites.edit_title", {{"key", key.str()}});
    return form_view({heading, "", key.empty() ? "/sites" : "/sites/" + key.str(), "/sites"}, state, f,
                     {f.group("group", std::move(fields))});
}

Tree criteria_view(const std::vector<Criterion>& criteria, Reader reader, Language language,
                   const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    ListPage page;
    page.heading = text("criteria.heading");
    page.lead = text("criteria.lead");
    page.tabs = tabs(language, catalogues);
    page.current_tab = "criteria";
    page.tabs_label = text("nav.organization");
    if (reader == Reader::Edits) {
        page.links = {{"/criteria/new", text("criteria.new"), "plus", Link::Weight::Primary}};
        page.empty.links = {
            {"/criteria/new?type=OWN", text("criteria.add_own"), "plus", Link::Weight::Primary},
            {"/criteria/new?type=GUIDANCE", text("criteria.add_guidance"), "book", Link::Weight::Quiet}};
    }
    page.columns = {{text("criteria.reference"), "", false},
                    {text("criteria.type"), "", false},
                    {text("criteria.edition"), "", false},
                    {text("record.state"), "", false}};
    for (const auto& criterion : criteria)
        page.rows.push_back({"/criteria/" + criterion.key.str(),
                             criterion.reference,
                             criterion.key.str() + (criterion.title.empty() ? "" : " · " + criterion.title),
                             {{text("criterion_type." + str(criterion.type)), {}},
                              {criterion.edition, {}},
                              {"", {state_word(criterion.active, language, catalogues)}}}});
    page.empty.icon = "book";
    page.empty.heading = text("criteria.empty");
    page.empty.sentence = text("criteria.empty_way");
    return list_view(page);
}

Tree criterion_view(const Criterion& criterion, Language language, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    RecordPage page;
    page.heading = criterion.reference;
    page.lead = criterion.key.str();
    page.groups = {{text("criteria.group"),
                    {{text("criteria.type"),
                      text("criterion_type." + str(criterion.type)) + "\n"
                          + text("criterion_type_note." + str(criterion.type))},
                     {text("criteria.title"), criterion.title},
                     {text("criteria.edition"), criterion.edition},
                     {text("record.state"), state_word(criterion.active, language, catalogues)}}}};
    return record_view(page);
}

Tree criterion_form(const Id<Criterion>& key, const FormState& state, Language language,
                    const Catalogues& catalogues)
{
    const FormFields f(state, "criteria", language, catalogues);
    std::vector<Tree> fields = {f.radios("type", criterion_type_choices(language, catalogues)),
                                f.line("reference", Need::Required), f.line("title"), f.line("edition")};
    if (!key.empty()) fields.push_back(f.check("active"));
    const auto heading = key.empty() ? catalogues.text(language, "criteria.new")
                                     : catalogues.text(language, "criteria.edit_title", {{"key", key.str()}});
    return form_view({heading, catalogues.text(language, "criteria.form_lead"),
                      key.empty() ? "/criteria" : "/criteria/" + key.str(), "/criteria"},
                     state, f, {f.group("group", std::move(fields))});
}

} // namespace clausebook::views
