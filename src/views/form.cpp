#include "views/form.h"

#include "core/base/refusal.h"
#include "core/base/text.h"
#include "views/page.h"

#include <algorithm>
#include <charconv>

namespace clausebook::views {

std::int64_t number_in(const FormValues& values, const std::string& field)
{
    const auto typed = values.find(field);
    const auto text = typed == values.end() ? std::string() : trimmed(typed->second);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > 1'000'000'000)
        throw Refusal("number_out_of_range", field);
    return number;
}

FormFields::FormFields(const FormState& state, std::string labels, Language language,
                       const Catalogues& catalogues)
    : state_(state), labels_(std::move(labels)), language_(language), catalogues_(catalogues)
{
}

std::string FormFields::value(const std::string& id) const
{
    const auto found = state_.values.find(id);
    return found == state_.values.end() ? std::string() : found->second;
}

Tree FormFields::conflict(const std::string& id) const
{
    if (!state_.theirs) return {};
    const auto theirs = state_.theirs->find(id);
    if (theirs == state_.theirs->end() || theirs->second == value(id)) return {};
    return {{"id", id}, {"theirs", theirs->second}, {"empty", theirs->second.empty()}};
}

Tree FormFields::base(const std::string& id, const std::string& kind, Need need) const
{
    const auto label = labels_ + "." + id;
    const auto hint = label + "_hint";
    const auto problem = problem_at(state_.problems, id);
    const bool hinted = catalogues_.has(language_, hint);
    std::vector<std::string> described;
    if (hinted) described.push_back(id + "-hint");
    if (!problem.empty()) described.push_back(id + "-problem");
    Tree field = {{"id", id},
                  {"value", value(id)},
                  {"label", catalogues_.text(language_, label)},
                  {"hint", hinted ? catalogues_.text(language_, hint) : std::string()},
                  {"problem", problem},
                  {"described", joined(described)},
                  {"required", need == Need::Required},
                  {"optional", need == Need::Optional},
                  {"type", "text"},
                  {"limit", 300},
                  {"rows", 3},
                  {"suggestions", Tree::list()},
                  {"choices", Tree::list()},
                  {"conflict", conflict(id)}};
    for (const auto* each : {"line", "area", "select", "radios", "checks", "check"})
        field["is_" + std::string(each)] = kind == each;
    return field;
}

Tree FormFields::line(const std::string& id, Need need, int limit) const
{
    auto field = base(id, "line", need);
    field["limit"] = limit;
    return field;
}

Tree FormFields::number(const std::string& id, Need need) const
{
    auto field = base(id, "line", need);
    field["limit"] = 12;
    return field;
}

Tree FormFields::area(const std::string& id, Need need, int rows) const
{
    auto field = base(id, "area", need);
    field["limit"] = 20'000;
    field["rows"] = rows;
    return field;
}

Tree FormFields::password(const std::string& id) const
{
    auto field = base(id, "line", Need::Required);
    field["type"] = "password";
    field["value"] = "";
    return field;
}

Tree FormFields::choices(const std::string& id, const std::vector<Choice>& choices) const
{
    const auto chosen = words(value(id));
    Tree list = Tree::list();
    for (const auto& choice : choices)
        list.push_back({{"name", id},
                        {"code", choice.code},
                        {"label", choice.label},
                        {"note", choice.note},
                        {"warning", choice.warning},
                        {"chosen", std::find(chosen.begin(), chosen.end(), choice.code) != chosen.end()}});
    return list;
}

Tree FormFields::select(const std::string& id, const std::vector<Choice>& all) const
{
    auto field = base(id, "select", Need::Required);
    field["choices"] = choices(id, all);
    return field;
}

Tree FormFields::radios(const std::string& id, const std::vector<Choice>& all) const
{
    auto field = base(id, "radios", Need::Required);
    field["choices"] = choices(id, all);
    return field;
}

Tree FormFields::checks(const std::string& id, const std::vector<Choice>& all) const
{
    auto field = base(id, "checks", Need::Optional);
    field["choices"] = choices(id, all);
    return field;
}

Tree FormFields::check(const std::string& id) const
{
    return base(id, "check", Need::Required);
}

Tree FormFields::line_with(const std::string& id, const std::vector<std::string>& suggestions,
                           Need need) const
{
    auto field = base(id, "line", need);
    for (const auto& suggestion : suggestions) field["suggestions"].push_back(suggestion);
    return field;
}

Tree FormFields::group(const std::string& heading, std::vector<Tree> fields) const
{
    return {{"heading", catalogues_.text(language_, labels_ + "." + heading)},
            {"fields", Tree::List(std::move(fields))}};
}

Tree FormFields::problems() const
{
    Tree list = Tree::list();
    for (const auto& problem : *state_.problems.items()) {
        auto named = problem;
        const auto label = labels_ + "." + *problem.find("field")->text();
        if (catalogues_.has(language_, label))
            named["summary"] = catalogues_.text(language_, "shell.problem_at",
                                                {{"label", catalogues_.text(language_, label)},
                                                 {"sentence", *problem.find("sentence")->text()}});
        list.push_back(std::move(named));
    }
    return list;
}

Tree with_hint(Tree field, const std::string& hint)
{
    const auto id = *field.find("id")->text();
    std::vector<std::string> described;
    if (!hint.empty()) described.push_back(id + "-hint");
    if (!field.find("problem")->text()->empty()) described.push_back(id + "-problem");
    field["hint"] = hint;
    field["described"] = joined(described);
    return field;
}

Tree form_view(const FormPage& page, const FormState& state, const FormFields& fields,
               std::vector<Tree> groups)
{
    return {{"heading", page.heading},
            {"lead", page.lead},
            {"action", page.action},
            {"cancel", page.cancel},
            {"version", static_cast<long long>(state.version)},
            {"conflict", state.conflict},
            {"problems", fields.problems()},
            {"groups", Tree::List(std::move(groups))}};
}

} // namespace clausebook::views
