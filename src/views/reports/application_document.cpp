#include "views/reports/application_document.h"

#include "resources/resources.h"
#include "views/format.h"
#include "views/pages/application.h"

namespace clausebook::views {
namespace {

/// As partials/report-facts reads them.
Tree facts_tree(const std::vector<ApplicationFact>& facts)
{
    Tree list = Tree::list();
    for (const auto& fact : facts) {
        Tree lines = Tree::list();
        for (const auto& line : fact.lines) lines.push_back(line);
        const bool required = fact.need == ApplicationFact::Need::Required;
        list.push_back({{"label", fact.label},
                        {"lines", std::move(lines)},
                        {"missing", fact.lines.empty() && required},
                        {"none", fact.lines.empty() && !required},
                        {"not_part", false}});
    }
    return list;
}

} // namespace

std::string application_document(const ApplicationSummary& summary, Date printed_on, Language language,
                                 const Renderer& renderer, const Catalogues& catalogues)
{
    const auto text = [&](const std::string& key) {
        return catalogues.text(language, key);
    };
    Tree sections = Tree::list();
    sections.push_back({{"heading", text("application.group_known")},
                        {"facts", facts_tree(known_facts(summary, language, catalogues))}});
    for (const auto group : application_groups()) {
        if (group == "declaration") continue;
        sections.push_back({{"heading", text("application.group_" + std::string(group))},
                            {"facts", facts_tree(written_facts(summary, group, language, catalogues))}});
    }
    const bool complete = gaps_of(summary).empty();
    const Tree view = {
        {"lang", str(language)},
        {"stylesheet",
         resources::read("assets/css/report.css") + resources::read("templates/reports/paper.css")},
        {"organization", summary.organization.legal_name},
        {"demo", summary.organization.demo},
        {"draft", !complete},
        {"state", text(complete ? "application.complete" : "application.incomplete")},
        {"state_code", complete ? "ISSUED" : "DRAFT"},
        {"printed_on", shown(language, printed_on)},
        {"created", to_string(printed_on)},
        {"sections", std::move(sections)},
        {"sign", {{"facts", facts_tree(written_facts(summary, "declaration", language, catalogues))}}},
    };
    return renderer.render("reports/application", view);
}

} // namespace clausebook::views
