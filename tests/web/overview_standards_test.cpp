// The first page where audits are made on a checklist of one's own: its figures are to be had, and are never
// mixed with those of ISO 10002.

#include "support/overview_house.h"
#include "support/own_checklist.h"
#include "workspace/checklists.h"
#include "workspace/overview.h"

namespace clausebook {
namespace {

const std::string own = "standard=House%20rules%3A2025";

class OverviewOfStandards : public testing::OverviewHouse {
protected:
    void SetUp() override
    {
        AuditHouse::SetUp();
        describe();
        auto plan = wish();
        plan.checklist =
            import_checklist(workspace, quality, checklist::write(testing::own_checklist()), "house.xml");
        plan.clauses.clear();
        for (const auto& clause : testing::own_checklist().clauses) plan.clauses.push_back(clause.number);
        key = create_audit(workspace, quality, plan, {{auditor.person, MemberRole::Auditor}});
        begin_fieldwork(key);
        clock += std::chrono::hours(24);
        answer_everything();
    }

    static bool holds(const std::string& page, const std::string& part)
    {
        return page.find(part) != std::string::npos;
    }
};

TEST_F(OverviewOfStandards, offers_each_and_counts_it_alone)
{
    const auto first = page();
    EXPECT_TRUE(holds(first, "<a href=\"/\" aria-current=\"page\"><bdi>ISO 10002:2018</bdi></a>"));
    EXPECT_TRUE(holds(first, "<a href=\"/?" + own + "\"><bdi>House rules:2025</bdi></a>"));
    EXPECT_TRUE(holds(first, "id=\"coverage\">–</b>")) << "nothing is known of ISO 10002";
    EXPECT_FALSE(holds(first, "Own matter 9.2"));
    const auto second = page(quality, "/?" + own);
    EXPECT_TRUE(holds(second, "<bdi>House rules:2025</bdi></a>"));
    EXPECT_TRUE(holds(second, "id=\"coverage\">100%</b>"));
    const auto line = second.find("<tr><td><a href=\"/results?clause=9.2&amp;" + own + "\">");
    ASSERT_NE(line, std::string::npos);
    EXPECT_TRUE(holds(second.substr(line, second.find("</tr>", line) - line), "4 / 4"))
        << "9.2.1 is within 9.2";
    EXPECT_TRUE(holds(page(quality, "/?standard=nothing"), "aria-current=\"page\"><bdi>ISO 10002:2018"));
}

TEST_F(OverviewOfStandards, leads_to_the_rows_of_the_one_that_is_shown)
{
    EXPECT_TRUE(holds(page(quality, "/results?" + own), "How is 9.2-Q3 done?"));
    EXPECT_TRUE(holds(page(quality, "/results?" + own), "name=\"standard\" value=\"House rules:2025\""));
    EXPECT_FALSE(holds(page(quality, "/results"), "How is 9.2-Q3 done?"));
    EXPECT_TRUE(holds(page(quality, "/?" + own), "href=\"/evidence/unproven?" + own + "\""));
    const auto unproven = page(quality, "/evidence/unproven?" + own);
    EXPECT_TRUE(holds(unproven, "How is 9.2-Q3 done?"));
    EXPECT_TRUE(holds(unproven, "/evidence/unproven.csv?" + own)) << "the file is of the same list";
    EXPECT_FALSE(holds(page(quality, "/evidence/unproven"), "How is 9.2-Q3 done?"));
    EXPECT_TRUE(holds(page(quality, "/evidence/unproven?audit=" + key.str()), "How is 9.2-Q3 done?"));
}

TEST_F(OverviewOfStandards, offers_no_choice_to_who_sees_no_other)
{
    EXPECT_FALSE(holds(page(auditee), "House rules"));
    EXPECT_EQ(results_in_sight(workspace, workspace.read(), auditee, "House rules:2025").standards.size(),
              1U);
}

} // namespace
} // namespace clausebook
