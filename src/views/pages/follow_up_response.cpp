#include "core/base/text.h"
#include "views/page.h"
#include "views/pages/follow_up_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::vector<Choice> methods(const FollowUpLook& look)
{
    std::vector<Choice> choices;
    for (const auto method : cause_methods) {
        const std::string code(str(method));
        choices.push_back({code, look.text("cause_method." + code), {}, {}});
    }
    return choices;
}

Tree response_groups(const FollowUpLook& look, const FormFields& fields)
{
    auto groups = Tree::list();
    groups.push_back(
        fields.group("part_e",
                     {fields.area("correction", Need::Required), fields.area("extent_check", Need::Required),
                      fields.select("corrected_by",
                                    people_choices({look.page.people, look.page.names, look.page.followers},
                                                   value_in(look.page.response_form.values, "corrected_by"),
                                                   look.text("act.nobody"))),
                      as_date(fields.line("corrected_on"))}));
    std::vector<Tree> causes = {fields.select("method", methods(look))};
    for (const auto* why : {"why_1", "why_2", "why_3", "why_4", "why_5"})
        causes.push_back(fields.area(why, Need::Optional, 2));
    causes[1]["optional"] = false; // of five whys the first is needed
    causes.push_back(fields.area("root_cause", Need::Required));
    causes.push_back(fields.area("why_not_detected", Need::Optional, 2));
    causes.push_back(fields.line("category"));
    groups.push_back(fields.group("part_f", std::move(causes)));
    groups.push_back(fields.group("part_g",
                                  {fields.area("side_effects", Need::Optional, 2),
                                   fields.area("similar_processes", Need::Optional, 2)}));
    // What is needed is needed to hand it in, not to save it.
    Tree loose = Tree::list();
    for (auto group : *groups.items()) {
        Tree list = Tree::list();
        for (auto field : *group.find("fields")->items()) {
            field["required"] = false;
            list.push_back(std::move(field));
        }
        group["fields"] = std::move(list);
        loose.push_back(std::move(group));
    }
    return loose;
}

Tree response_form(const FollowUpLook& look)
{
    const auto& state = look.page.response_form;
    const FormFields fields(state, "follow_up", look.language, look.catalogues);
    return {{"submit", actions_of(look.page.at.finding) + "/response/submit"},
            {"conflict", state.conflict},
            {"groups", response_groups(look, fields)}};
}

Tree why_ladder(const FollowUpLook& look, const Response& response)
{
    auto ladder = Tree::list();
    std::vector<std::string> given;
    for (const auto& why : response.whys)
        if (!why.empty()) given.push_back(why);
    const auto rung = [&](const std::string& question, const std::string& answer, bool root) {
        ladder.push_back(
            {{"n", ladder.items()->size() + 1}, {"root", root}, {"question", question}, {"answer", answer}});
    };
    for (const auto& why : given) rung(look.text("finding.why"), why, false);
    if (!response.root_cause.empty()) rung(look.text("follow_up.root_cause"), response.root_cause, true);
    return ladder;
}

Tree response_texts(const FollowUpLook& look)
{
    if (!look.page.at.response) return {};
    const auto& response = *look.page.at.response;
    auto rows = [&](std::initializer_list<std::pair<const char*, std::string>> list) {
        auto shown_rows = Tree::list();
        for (const auto& [field, value] : list)
            if (!value.empty())
                shown_rows.push_back(
                    {{"label", look.text(std::string("follow_up.") + field)}, {"value", value}});
        return shown_rows;
    };
    const auto by = response.corrected_by.empty() ? std::string() : look.name(response.corrected_by);
    return {{"correction",
             rows({{"correction", response.correction},
                   {"extent_check", response.extent_check},
                   {"corrected_by", by},
                   {"corrected_on", look.date(response.corrected_on)}})},
            {"method", look.text("cause_method." + std::string(str(response.method)))},
            {"whys", why_ladder(look, response)},
            {"cause",
             rows({{"why_not_detected", response.why_not_detected},
                   {"category", response.category},
                   {"side_effects", response.side_effects},
                   {"similar_processes", response.similar_processes}})}};
}

/// Why it came back, while it is open again.
std::string sent_back(const FollowUpLook& look)
{
    if (look.page.at.finding.state != FindingState::ResponseRejected) return {};
    const auto& steps = look.page.at.steps;
    const auto last = std::find_if(steps.rbegin(), steps.rend(), [](const StepTaken& step) {
        return step.state == FindingState::ResponseRejected;
    });
    return last == steps.rend() ? std::string()
                                : look.text("finding.sent_back_because", {{"comment", last->comment}});
}

} // namespace

Tree parts_form(const FollowUpLook& look)
{
    if (look.page.response != Access::Write) return {};
    return {{"action", actions_of(look.page.at.finding) + "/response"},
            {"version", static_cast<long long>(look.page.response_form.version)},
            {"finding_version", static_cast<long long>(look.page.at.finding.version)},
            {"retry_key", look.page.retry_key}};
}

Tree response_part(const FollowUpLook& look)
{
    const auto& finding = look.page.at.finding;
    if (!is_nonconformity(finding.grade) || finding.state == FindingState::Raised) return {};
    const bool writable = look.page.response == Access::Write;
    return {{"sent_back", sent_back(look)},
            {"form", writable ? response_form(look) : Tree()},
            {"texts", writable ? Tree() : response_texts(look)},
            {"none", !writable && !look.page.at.response}};
}

std::vector<Choice> people_choices(const PeopleToChoose& people, const std::string& standing,
                                   const std::string& nobody)
{
    std::vector<Choice> choices = {{"", nobody, {}, {}}};
    bool offered = standing.empty();
    for (const auto& person : people.active) {
        choices.push_back({person.key.str(), person.name, {}, {}});
        offered = offered || person.key.str() == standing;
    }
    if (const auto name = people.names.find(Id<Person>(standing)); !offered && name != people.names.end())
        choices.push_back({standing, name->second, {}, {}});
    return choices;
}

std::string value_in(const FormValues& values, const std::string& name)
{
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

Tree as_date(Tree field)
{
    field["type"] = "date";
    field["limit"] = 10;
    return field;
}

FormValues values_of(const Response& response)
{
    FormValues values = {{"correction", response.correction},
                         {"extent_check", response.extent_check},
                         {"corrected_by", response.corrected_by.str()},
                         {"corrected_on", response.corrected_on ? to_string(*response.corrected_on) : ""},
                         {"method", std::string(str(response.method))},
                         {"root_cause", response.root_cause},
                         {"why_not_detected", response.why_not_detected},
                         {"category", response.category},
                         {"side_effects", response.side_effects},
                         {"similar_processes", response.similar_processes}};
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        values["why_" + std::to_string(i + 1)] = response.whys[i];
    return values;
}

} // namespace clausebook::views
