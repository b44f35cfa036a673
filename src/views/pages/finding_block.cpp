#include "views/entry_pages.h"
#include "views/page.h"
#include "views/pages/finding_parts.h"
#include "views/pages/findings.h"
#include "views/shapes.h"

namespace clausebook::views {
namespace {

Tree part_of_meter(std::string_view name, bool there, Language language, const Catalogues& catalogues)
{
    return {{"part", name},
            {"label", catalogues.text(language, "finding.part." + std::string(name))},
            {"said", catalogues.text(language, there ? "finding.there" : "finding.lacking")},
            {"there", there}};
}

Tree text_field(const FindingForm& form, std::string_view prefix, std::string_view name,
                const std::string& value)
{
    return {{"id", std::string(prefix) + std::string(name)},
            {"value", value},
            {"problem", problem_at(form.problems, name)}};
}

} // namespace

Tree grade_pill(Grade grade, Language language, const Catalogues& catalogues)
{
    const auto shape = shape_of(grade);
    return {{"g", shape.letter},
            {"icon", shape.icon},
            {"label", catalogues.text(language, "grade." + std::string(str(grade)))}};
}

std::string actions_of(const Finding& finding)
{
    return "/audits/" + finding.audit.str() + "/findings/" + std::to_string(finding.serial);
}

std::string address_of(const Finding& finding)
{
    return finding.number.empty() ? actions_of(finding) : "/findings/" + finding.number;
}

std::string name_of(const Finding& finding, Language language, const Catalogues& catalogues)
{
    if (!finding.number.empty()) return finding.number;
    return catalogues.text(language, "finding.draft_name", {{"serial", std::to_string(finding.serial)}});
}

Tree statement_fields(const FindingForm& form, std::string_view prefix, Language language,
                      const Catalogues& catalogues)
{
    const auto& finding = form.finding;
    auto criterion = text_field(form, prefix, "criterion", finding.criterion.str());
    criterion["options"] = Tree::list();
    std::string cited;
    for (const auto& one : form.criteria) {
        const auto label = one.reference + (one.title.empty() ? "" : " · " + one.title) + " ("
            + catalogues.text(language, "criterion_type." + str(one.type)) + ")";
        const bool chosen = one.key == finding.criterion;
        if (chosen) cited = label;
        criterion["options"].push_back({{"key", one.key.str()}, {"label", label}, {"chosen", chosen}});
    }
    const bool ofi = finding.grade == Grade::OFI;
    auto statement = text_field(form, prefix, "statement", finding.statement);
    statement["label"] = catalogues.text(language, ofi ? "finding.observation" : "finding.field.statement");
    statement["hint"] =
        catalogues.text(language, ofi ? "finding.observation_hint" : "finding.statement_hint");
    return {{"criterion", std::move(criterion)},
            {"cited", cited},
            {"section", text_field(form, prefix, "criterion_section", finding.criterion_section)},
            {"requirement", text_field(form, prefix, "requirement", finding.requirement)},
            {"evidence", text_field(form, prefix, "objective_evidence", finding.objective_evidence)},
            {"statement", std::move(statement)}};
}

Tree three_part_meter(const FindingForm& form, Language language, const Catalogues& catalogues)
{
    Tree trio = Tree::list();
    const auto part = [&](std::string_view name, std::initializer_list<std::string_view> fields) {
        bool there = true;
        for (const auto field : fields) there = there && !lacks(form.missing, field);
        trio.push_back(part_of_meter(name, there, language, catalogues));
    };
    if (form.finding.grade != Grade::OFI)
        part("requirement", {"requirement", "criterion", "criterion_section"});
    part("objective_evidence", {"objective_evidence"});
    part("statement", {"statement"});
    return trio;
}

Tree finding_block(const FindingForm& form, std::string_view back, Language language,
                   const Catalogues& catalogues)
{
    const auto& finding = form.finding;
    const auto prefix = "f" + std::to_string(finding.serial) + "-";
    auto block = statement_fields(form, prefix, language, catalogues);
    const auto shape = shape_of(finding.grade);
    block["g"] = shape.letter;
    block["icon"] = shape.icon;
    block["grade"] = catalogues.text(language, "grade." + std::string(str(finding.grade)));
    block["name"] = name_of(finding, language, catalogues);
    block["anchor"] = "finding-" + std::to_string(finding.serial);
    block["href"] = address_of(finding);
    block["action"] = actions_of(finding);
    block["version"] = static_cast<long long>(finding.version);
    block["back"] = back;
    block["trio"] = three_part_meter(form, language, catalogues);
    block["writable"] = form.access == Access::Write;
    block["has_requirement"] = finding.grade != Grade::OFI;
    return block;
}

} // namespace clausebook::views
