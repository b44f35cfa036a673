#include "core/cycle/application.h"

#include "core/base/form_rules.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace clausebook {
namespace {

using Field = ApplicationField;
using Shape = ApplicationField::Shape;
using Where = ApplicationGap::Where;

constexpr Field table[] = {
    {"wished_stage1", Shape::Day, Field::Need::Required, "wish"},
    {"wished_stage2", Shape::Day, Field::Need::Required, "wish"},
    {"languages", Shape::Line, Field::Need::Required, "wish"},
    {"shifts", Shape::Text, Field::Need::Required, "work"},
    {"outsourced", Shape::Text, Field::Need::Required, "work"},
    {"complaint_volume", Shape::Number, Field::Need::Required, "work"},
    {"legal_duties", Shape::Text, Field::Need::Required, "work"},
    {"remote", Shape::Text, Field::Need::Required, "work"},
    {"other_certificates", Shape::Text, Field::Need::Required, "standing"},
    {"previous_certificate", Shape::Text, Field::Need::Required, "standing"},
    {"consultant", Shape::Text, Field::Need::Required, "standing"},
    {"remarks", Shape::Text, Field::Need::Optional, "standing"},
    {"declared_by", Shape::Line, Field::Need::Required, "declaration"},
    {"declared_role", Shape::Line, Field::Need::Required, "declaration"},
    {"declared_on", Shape::Day, Field::Need::Required, "declaration"},
};

const Field* find_field(std::string_view name)
{
    const auto* found =
        std::find_if(std::begin(table), std::end(table), [&](const Field& f) { return f.name == name; });
    return found == std::end(table) ? nullptr : found;
}

void check_number(const std::string& text, std::string_view name)
{
    constexpr int most = 99'999'999;
    int value = -1;
    const auto* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    if (error != std::errc() || end != last || value < 0 || value > most)
        throw Refusal("number_out_of_range", std::string(name),
                      {{"least", "0"}, {"most", std::to_string(most)}});
}

void check_field(const Field& field, const std::string& text)
{
    switch (field.shape) {
    case Shape::Text:
        return check_text(text, field.name);
    case Shape::Line:
        return check_line(text, field.name);
    case Shape::Number:
        if (!text.empty()) check_number(text, field.name);
        return;
    case Shape::Day:
        if (!text.empty() && !parse_date(text)) throw Refusal("date_shape", std::string(field.name));
        return;
    }
}

bool is_blank(std::string_view text)
{
    return trimmed(text).empty();
}

} // namespace

std::span<const ApplicationField> application_fields()
{
    return table;
}

const std::string& Application::text(std::string_view name) const
{
    static const std::string none;
    const auto found = fields.find(name);
    return found == fields.end() ? none : found->second;
}

void check(const Application& application, Date today)
{
    for (const auto& [name, text] : application.fields) {
        const auto* field = find_field(name);
        if (field == nullptr) throw Refusal("choice_unknown", name);
        check_field(*field, text);
    }
    const auto first = parse_date(application.text("wished_stage1"));
    const auto second = parse_date(application.text("wished_stage2"));
    if (first && second && *second < *first) throw Refusal("application_stages", "wished_stage2");
    const auto declared = parse_date(application.text("declared_on"));
    if (declared && *declared > today) throw Refusal("cycle_future", "declared_on");
}

int headcount(const ApplicationSummary& summary)
{
    return std::accumulate(summary.sites.begin(), summary.sites.end(), 0,
                           [](int sum, const Site& site) { return sum + site.headcount; });
}

std::vector<ApplicationGap> gaps_of(const ApplicationSummary& summary)
{
    std::vector<ApplicationGap> gaps;
    const auto& organization = summary.organization;
    const auto need = [&](std::string_view field, const std::string& text) {
        if (is_blank(text)) gaps.push_back({field, Where::Organization});
    };
    if (summary.body.version == 0) gaps.push_back({"body", Where::Body});
    need("legal_name", organization.legal_name);
    need("address", organization.address);
    need("representative_name", organization.representative_name);
    need("scope_statement", organization.scope_statement);
    need("channels", organization.channels);
    if (summary.sites.empty())
        gaps.push_back({"sites", Where::Sites});
    else if (headcount(summary) == 0)
        gaps.push_back({"headcount", Where::Sites});
    for (const auto& field : table)
        if (field.need == Field::Need::Required && is_blank(summary.application.text(field.name)))
            gaps.push_back({field.name, Where::Application});
    return gaps;
}

} // namespace clausebook
