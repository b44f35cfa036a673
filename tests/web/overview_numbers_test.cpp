// The first page over audits with answers, findings and evidence: every figure on it is core's and links to a
// list of as many rows.

#include "core/pack/pack.h"
#include "store/actions.h"
#include "store/issued_figures.h"
#include "store/reports.h"
#include "support/overview_house.h"
#include "workspace/dossier.h"
#include "workspace/overview.h"

namespace clausebook {
namespace {

using testing::percent;

class OverviewNumbers : public testing::OverviewHouse {};

TEST_F(OverviewNumbers, are_those_of_core)
{
    clock += std::chrono::hours(24);
    set_result("8.1-Q2", Result::NS, "Nobody was there"); // so that seen, answered and applicable differ
    set_result("8.1-Q3", Result::NA, "No such channel is offered here");
    expect_figures({key});
    const auto body = page();
    EXPECT_NE(line(body, *ClauseNumber::parse("7.4")).find("Major"), std::string::npos);
    EXPECT_NE(line(body, *ClauseNumber::parse("8.1")).find("OFI"), std::string::npos);
    EXPECT_NE(line(body, *ClauseNumber::parse("7.1")).find("Not yet"), std::string::npos);
    EXPECT_NE(body.find(store::finding(workspace.read(), finding)->number), std::string::npos);
    EXPECT_NE(body.find("Not seen"), std::string::npos) << "the legend explains every sign";
}

TEST_F(OverviewNumbers, keep_an_open_major_on_its_clause_when_a_newer_audit_saw_it_better)
{
    const auto later = better_audit();
    expect_figures({key, later});
    const auto shown = line(page(), *ClauseNumber::parse("7.4"));
    EXPECT_NE(shown.find("Major"), std::string::npos) << shown;
    EXPECT_EQ(line(page(), *ClauseNumber::parse("8.1")).find("OFI"), std::string::npos);
}

TEST_F(OverviewNumbers, say_how_many_a_list_leaves_out_and_where_they_all_stand)
{
    FindingDraft wish;
    wish.audit = key;
    wish.grade = Grade::MINOR;
    for (int i = 0; i < 7; ++i) draft_finding(workspace, auditor, wish);
    EXPECT_EQ(page().find("more</span>"), std::string::npos) << "all eight are there";
    for (int i = 0; i < 4; ++i) draft_finding(workspace, auditor, wish);
    const auto body = page();
    EXPECT_NE(body.find("and 4 more</span> <a href=\"/findings?state=OPEN\">Show all 12</a>"),
              std::string::npos);
    EXPECT_EQ(expect_links_to_hold(quality).at("/findings?state=OPEN"), 12U);
}

TEST_F(OverviewNumbers, link_to_lists_of_as_many_rows)
{
    clock += std::chrono::hours(24);
    set_result("8.1-Q2", Result::NS, "Nobody was there");
    set_result("8.1-Q3", Result::NA, "No such channel is offered here");
    FindingDraft wish;
    wish.audit = key;
    wish.grade = Grade::MINOR;
    draft_finding(workspace, auditor, wish);
    clock += std::chrono::hours(24 * 40); // the major is late
    const auto followed = expect_links_to_hold(quality);
    for (const auto* address :
         {"/results?show=seen", "/results?show=unseen", "/results?show=proven", "/evidence/unproven",
          "/results?mark=C", "/results?mark=NS", "/results?mark=NA", "/results?mark=NONE",
          "/findings?state=OPEN", "/findings?state=OPEN&grade=MAJOR", "/findings?step=draft",
          "/findings?step=raised", "/findings?state=LATE", "/audits?state=AT_WORK"})
        EXPECT_EQ(followed.count(address), 1U) << address;
    EXPECT_EQ(followed.at("/findings?state=LATE"), 1U);
    for (const auto& who : {lead, auditor, auditee, management}) expect_links_to_hold(who);
}

TEST_F(OverviewNumbers, of_what_stands_without_evidence_are_one_rule)
{
    clock += std::chrono::hours(24);
    const auto seen = results_in_sight(workspace, workspace.read(), quality, "");
    const auto& whole = seen.newest->progress.whole;
    const auto dossier = clausebook::dossier(workspace, workspace.read(), key);
    const auto warnings = pack_warnings(dossier);
    const auto bare = std::find_if(warnings.begin(), warnings.end(), [](const PackWarning& each) {
        return each.code == "conforms_without_evidence";
    });
    ASSERT_NE(bare, warnings.end());
    const auto count = static_cast<std::size_t>(whole.stand - whole.evidenced);
    EXPECT_GT(count, 2U);
    EXPECT_EQ(bare->subjects.size(), count) << "one audit: the newest results are its own";
    EXPECT_EQ(rows(page(quality, "/evidence/unproven")), count);
    EXPECT_EQ(rows(page(quality, "/evidence/unproven?audit=" + key.str())), count);
    const auto& subjects = bare->subjects;
    EXPECT_NE(std::find(subjects.begin(), subjects.end(), "8.1-Q1"), subjects.end())
        << "an opportunity stands";
}

TEST_F(OverviewNumbers, show_an_auditee_what_concerns_him_and_no_empty_figures)
{
    clock += std::chrono::hours(24 * 40);
    const auto body = page(auditee);
    EXPECT_EQ(body.find("id=\"coverage\""), std::string::npos);
    EXPECT_EQ(body.find(">0%"), std::string::npos);
    EXPECT_EQ(body.find("heat-h"), std::string::npos);
    EXPECT_NE(body.find(store::finding(workspace.read(), finding)->number), std::string::npos);
    EXPECT_NE(body.find("Answer 1 finding"), std::string::npos);
    EXPECT_NE(body.find("1 late finding"), std::string::npos);
    EXPECT_NE(body.find("/audits/" + key.str() + "/plan"), std::string::npos) << "its plan is to be seen";
    EXPECT_EQ(page(administrator).find("findings-h"), std::string::npos);
}

TEST_F(OverviewNumbers, of_duties_are_the_lines_of_the_page_of_duties)
{
    clock += std::chrono::hours(24 * 40);
    const auto counts = store::duty_counts(workspace.read(), auditee.person, workspace.today());
    EXPECT_EQ(counts.to_answer, 1);
    EXPECT_EQ(counts.late_to_answer, 1);
    const auto mine = page(auditee, "/mine");
    EXPECT_NE(mine.find("id=\"to_answer-h\""), std::string::npos) << "the step leads there";
    EXPECT_EQ(rows(mine), 1U);
    EXPECT_EQ(page(lead).find("Answer 1"), std::string::npos);
}

TEST_F(OverviewNumbers, of_issued_reports_stay_those_they_were_issued_with)
{
    EXPECT_NE(page().find("No report is issued yet"), std::string::npos);
    hand_in();
    clock += std::chrono::hours(24);
    issue();
    const auto then = progress(workspace, workspace.read(), audit(key)).whole;
    EXPECT_NE(page().find("One report is issued so far"), std::string::npos);
    clock += std::chrono::hours(24 * 366); // its evidence is too old now
    const auto now = progress(workspace, workspace.read(), audit(key)).whole;
    EXPECT_LT(now.evidenced, then.evidenced);
    const auto body = page();
    const auto from = body.find("id=\"trend-h\"");
    const auto trend = body.substr(from, body.find("</div></div>", from) - from);
    EXPECT_NE(trend.find("data-head=\"Coverage\">" + percent(then.coverage())
                         + "</td><td class=\"num\" data-head=\"Evidenced\">" + percent(then.evidence())
                         + "</td>"),
              std::string::npos)
        << trend;
    EXPECT_NE(trend.find("1 Major"), std::string::npos);
    const auto seen = overview(workspace, workspace.read(), quality, "");
    ASSERT_EQ(seen.trend.size(), 1U);
    EXPECT_EQ(seen.trend[0].figures->whole.questions, then.questions);
    const auto db = workspace.read();
    const auto file = *store::reports_of(db, key).front().file(Language::en, "json");
    std::filesystem::remove(workspace.directory().issued() / file.name);
    EXPECT_FALSE(store::issued_figures(workspace.directory().issued() / file.name, file.sha256));
}

} // namespace
} // namespace clausebook
