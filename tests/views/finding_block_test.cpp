#include "resources/resources.h"
#include "views/pages/findings.h"
#include "views/renderer.h"

#include <gtest/gtest.h>

namespace clausebook::views {
namespace {

std::string rendered(const FindingForm& form, Language language)
{
    static const Catalogues catalogues;
    TemplateTexts texts;
    for (const auto* name :
         {"finding-block", "finding-statement", "finding-texts", "finding-trio", "field-problem"})
        texts["partials/" + std::string(name)] =
            resources::read("templates/partials/" + std::string(name) + ".mustache");
    texts["pages/of-this-test"] = "{{#findings}}{{> finding-block}}{{/findings}}";
    const Renderer renderer(catalogues, texts);
    Tree view;
    view["findings"].push_back(finding_block(form, "/audits/IA-2026-01?clause=7.4", language, catalogues));
    view["page"] = {{"lang", str(language)}, {"assets", "/assets/x"}, {"token", "the-token"}};
    return renderer.render("pages/of-this-test", view);
}

FindingForm form_of(Grade grade, Access access)
{
    FindingForm form;
    form.finding.audit = Id<Audit>("IA-2026-01");
    form.finding.serial = 3;
    form.finding.version = 7;
    form.finding.grade = grade;
    form.finding.statement = "<b>Not in time</b>";
    form.access = access;
    form.missing = missing_parts(form.finding, nullptr, FindingFrame::Kind::Internal);
    return form;
}

bool has(const std::string& page, const std::string& text)
{
    return page.find(text) != std::string::npos;
}

TEST(FindingBlock, is_a_plain_form_that_names_its_version_and_the_way_back)
{
    const auto page = rendered(form_of(Grade::MAJOR, Access::Write), Language::en);
    EXPECT_TRUE(has(page, "action=\"/audits/IA-2026-01/findings/3\""));
    EXPECT_TRUE(has(page, "name=\"version\" value=\"7\""));
    EXPECT_TRUE(has(page, "name=\"token\" value=\"the-token\""));
    EXPECT_TRUE(has(page, "value=\"/audits/IA-2026-01?clause=7.4\""));
    for (const auto* name :
         {"criterion", "criterion_section", "requirement", "objective_evidence", "statement"})
        EXPECT_TRUE(has(page, "id=\"f3-" + std::string(name) + "\" name=\"" + name + "\"")) << name;
    EXPECT_TRUE(has(page, "&lt;b&gt;Not in time"));
    EXPECT_FALSE(has(page, "<b>Not in time"));
}

TEST(FindingBlock, shows_which_of_the_three_parts_are_there)
{
    const auto page = rendered(form_of(Grade::MINOR, Access::Write), Language::en);
    EXPECT_TRUE(has(page, "data-part=\"requirement\">"));
    EXPECT_TRUE(has(page, "data-part=\"statement\" class=\"ok\""));
    EXPECT_FALSE(
        has(rendered(form_of(Grade::OFI, Access::Write), Language::tr), "data-part=\"requirement\""));
}

TEST(FindingBlock, is_text_for_those_who_may_only_read)
{
    for (const auto language : languages) {
        const auto page = rendered(form_of(Grade::MAJOR, Access::Read), language);
        EXPECT_FALSE(has(page, "<form"));
        EXPECT_TRUE(has(page, "&lt;b&gt;Not in time"));
    }
}

} // namespace
} // namespace clausebook::views
