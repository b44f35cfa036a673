// The first page over two audits with answers, findings and evidence: every figure on it is core's.

#include "core/readiness/coverage.h"
#include "support/report_house.h"
#include "views/format.h"
#include "web/desk.h"
#include "web/entrance.h"
#include "workspace/answers.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

class OverviewNumbers : public testing::ReportHouse {
protected:
    web::Desk desk{workspace, catalogues(), renderer()};
    const web::Router router{web::all_routes(desk)};

    std::string page() const
    {
        web::Request request;
        request.method = web::Method::Get;
        request.path = request.target = "/";
        web::Visit visit;
        SignedIn who;
        who.actor = quality;
        visit.who = who;
        request.carried = visit;
        return router.find(request).handler(request).body();
    }

    /// The line of a clause in the table of the heat map.
    static std::string line(const std::string& body, const ClauseNumber& clause)
    {
        const auto at = body.find("<tr><td><a href=\"/checklists/iso-10002-2018#c" + clause.str() + "\">");
        return at == std::string::npos ? std::string() : body.substr(at, body.find("</tr>", at) - at);
    }

    AuditResults results_of(const Id<Audit>& audit_key) const
    {
        const auto db = workspace.read();
        const auto one = audit(audit_key);
        return {one.key, one.state, one.starts_on, progress_source(workspace, db, one)};
    }

    /// A later audit of the same clauses that saw everything conform.
    Id<Audit> better_audit()
    {
        clock += std::chrono::hours(24);
        auto next = wish();
        next.starts_on = parse_date("2026-11-24");
        auto later = create_audit(workspace, quality, next, {});
        const auto planned_later = audit(later);
        auto verb = workspace.begin(lead, "test.answered");
        for (const auto* question :
             planned_questions(planned_later, checklist_of(workspace, planned_later))) {
            Answer answer{.key = {later, question->id, "all"}};
            answer.result = Result::C;
            answer.by = lead.person;
            answer.at = verb.at();
            store::save(verb, answer);
        }
        verb.commit();
        return later;
    }

    void expect_figures(const std::vector<Id<Audit>>& audits)
    {
        std::vector<AuditResults> all;
        for (const auto& one : audits) all.push_back(results_of(one));
        const auto newest = newest_results(current_checklist(), all, workspace.today());
        const auto body = page();
        const auto percent = [](const Share& share) {
            return views::shown_percent(Language::en, share.percent());
        };
        const auto of = [](const Share& share) {
            return std::to_string(share.of) + " / " + std::to_string(share.all);
        };
        const auto& whole = newest.whole;
        for (const auto& figure :
             {">" + percent(whole.coverage()) + "</b> <span class=\"mute sm\">" + of(whole.coverage()),
              ">" + percent(whole.evidence()) + "</b> <span class=\"mute sm\">" + of(whole.evidence()),
              std::string(">1</b> <span class=\"mute sm\">")}) // the finding of the house
            EXPECT_NE(body.find(figure), std::string::npos) << figure;
        int answered = 0;
        for (const auto& cell : heat_cells(current_checklist(), newest)) {
            const auto shown = line(body, cell.clause);
            EXPECT_NE(shown.find("<td class=\"num\">" + of(cell.tally.progress()) + "</td><td class=\"num\">"
                                 + percent(cell.tally.coverage()) + "</td>"),
                      std::string::npos)
                << cell.clause.str() << ": " << shown;
            answered += cell.tally.answered();
        }
        const auto& answers = all.front().source.answers;
        EXPECT_EQ(answered, static_cast<int>(answers.size())) << "one answer a question, both clauses whole";
    }
};

TEST_F(OverviewNumbers, are_those_of_core)
{
    set_result("8.1-Q2", Result::NS, "Nobody was there"); // so that seen, answered and applicable differ
    set_result("8.1-Q3", Result::NA, "No such channel is offered here");
    expect_figures({key});
    const auto body = page();
    EXPECT_NE(line(body, *ClauseNumber::parse("7.4")).find("Major"), std::string::npos);
    EXPECT_NE(line(body, *ClauseNumber::parse("8.1")).find("OFI"), std::string::npos);
    EXPECT_NE(line(body, *ClauseNumber::parse("7.1")).find("Not yet"), std::string::npos);
    EXPECT_NE(body.find(store::finding(workspace.read(), finding)->number), std::string::npos);
}

TEST_F(OverviewNumbers, keep_an_open_major_on_its_clause_when_a_newer_audit_saw_it_better)
{
    const auto later = better_audit();
    expect_figures({key, later});
    const auto shown = line(page(), *ClauseNumber::parse("7.4"));
    EXPECT_NE(shown.find("Major"), std::string::npos) << shown;
    EXPECT_EQ(line(page(), *ClauseNumber::parse("8.1")).find("OFI"), std::string::npos);
}

} // namespace
} // namespace clausebook
