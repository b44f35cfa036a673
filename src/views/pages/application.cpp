#include "views/pages/application.h"

#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/follow_up_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::vector<std::string> lines_of(const std::string& text)
{
    return trimmed(text).empty() ? std::vector<std::string>() : lines(text);
}

/// "Head office, Atatürk Cad. 1, Bursa: 12".
std::vector<std::string> site_lines(const ApplicationSummary& summary)
{
    std::vector<std::string> found;
    for (const auto& site : summary.sites) {
        std::string line = site.name;
        if (!site.address.empty()) line.append(", ").append(joined(lines_of(site.address), ", "));
        line.append(": ").append(std::to_string(site.headcount));
        found.push_back(line);
    }
    return found;
}

Tree written_field(const ApplicationField& field, const FormFields& fields)
{
    const std::string name(field.name);
    auto made = field.shape == ApplicationField::Shape::Text ? fields.area(name)
        : field.shape == ApplicationField::Shape::Number     ? fields.number(name)
                                                             : fields.line(name);
    if (field.shape == ApplicationField::Shape::Day) made = as_date(std::move(made));
    // What is required for an application need not be there for each save.
    made["optional"] = field.need == ApplicationField::Need::Optional;
    return made;
}

const char* page_of(ApplicationGap::Where where)
{
    switch (where) {
    case ApplicationGap::Where::Organization:
        return "/organization/edit";
    case ApplicationGap::Where::Sites:
        return "/sites";
    case ApplicationGap::Where::Body:
        return "/certification/body";
    case ApplicationGap::Where::Application:
        break;
    }
    return "";
}

Tree missing(const ApplicationSummary& summary, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    for (const auto& gap : gaps_of(summary)) {
        const std::string name(gap.field);
        const std::string page = page_of(gap.where);
        list.push_back({{"href", page.empty() ? "#" + name : page},
                        {"label", catalogues.text(language, "application." + name)}});
    }
    return list;
}

} // namespace

std::vector<ApplicationFact> known_facts(const ApplicationSummary& summary, Language language,
                                         const Catalogues& catalogues)
{
    using Given = ApplicationFact::Need;
    const auto& house = summary.organization;
    const auto& body = summary.body;
    std::vector<ApplicationFact> facts;
    const auto add = [&](const char* name, std::vector<std::string> said, Given need = Given::Required) {
        const auto key = "application." + std::string(name);
        facts.push_back({catalogues.text(language, key), std::move(said), need});
    };
    add("body", body.version == 0 ? std::vector<std::string>() : std::vector{body.name, body.scheme});
    add("legal_name", lines_of(house.legal_name));
    add("trade_names", lines_of(house.trade_names), Given::Optional);
    add("address", lines_of(house.address));
    std::vector<std::string> representative;
    for (const auto* text :
         {&house.representative_name, &house.representative_role, &house.representative_contact})
        if (!trimmed(*text).empty()) representative.push_back(*text);
    add("representative_name", std::move(representative));
    add("scope_statement", lines_of(house.scope_statement));
    add("scope_exclusions", lines_of(house.scope_exclusions), Given::Optional);
    add("sites", site_lines(summary));
    const int people = headcount(summary);
    add("headcount", people == 0 ? std::vector<std::string>() : std::vector{std::to_string(people)});
    add("channels", lines_of(house.channels));
    return facts;
}

std::vector<ApplicationFact> written_facts(const ApplicationSummary& summary, std::string_view group,
                                           Language language, const Catalogues& catalogues)
{
    std::vector<ApplicationFact> facts;
    for (const auto& field : application_fields()) {
        if (field.group != group) continue;
        const auto& text = summary.application.text(field.name);
        const auto date = field.shape == ApplicationField::Shape::Day ? parse_date(text) : std::nullopt;
        facts.push_back({catalogues.text(language, "application." + std::string(field.name)),
                         date ? std::vector{shown(language, *date)} : lines_of(text),
                         field.need == ApplicationField::Need::Required ? ApplicationFact::Need::Required
                                                                        : ApplicationFact::Need::Optional});
    }
    return facts;
}

std::vector<std::string_view> application_groups()
{
    std::vector<std::string_view> groups;
    for (const auto& field : application_fields())
        if (std::find(groups.begin(), groups.end(), field.group) == groups.end())
            groups.push_back(field.group);
    return groups;
}

FormValues values_of(const Application& application)
{
    FormValues values;
    for (const auto& field : application_fields())
        values[std::string(field.name)] = application.text(field.name);
    return values;
}

Application application_from(const FormValues& values, Application application)
{
    application.fields.clear();
    for (const auto& field : application_fields()) {
        const auto given = values.find(std::string(field.name));
        if (given != values.end()) application.fields[std::string(field.name)] = given->second;
    }
    return application;
}

Tree application_view(const ApplicationSummary& summary, const FormState& state, Language language,
                      const Catalogues& catalogues)
{
    const FormFields fields(state, "application", language, catalogues);
    std::vector<Tree> groups;
    for (const auto group : application_groups()) {
        std::vector<Tree> made;
        for (const auto& field : application_fields())
            if (field.group == group) made.push_back(written_field(field, fields));
        groups.push_back(fields.group("group_" + std::string(group), std::move(made)));
    }
    auto view = form_view({catalogues.text(language, "application.title"),
                           catalogues.text(language, "application.lead"), "/certification/application",
                           "/certification"},
                          state, fields, std::move(groups));
    Tree known = Tree::list();
    for (const auto& fact : known_facts(summary, language, catalogues))
        known.push_back({{"label", fact.label}, {"value", joined(fact.lines, "\n")}});
    view["known"] = std::move(known);
    const auto gaps = missing(summary, language, catalogues);
    view["missing_count"] = gaps.items()->empty()
        ? std::string()
        : catalogues.counted(language, "application.missing_count",
                             static_cast<long long>(gaps.items()->size()));
    view["missing"] = gaps;
    return view;
}

} // namespace clausebook::views
