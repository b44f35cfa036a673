#pragma once
// The house of the report with the first page as somebody gets it, and what is looked for in it.

#include "core/readiness/coverage.h"
#include "support/report_house.h"
#include "views/format.h"
#include "web/desk.h"
#include "web/entrance.h"
#include "web/guard.h"
#include "workspace/answers.h"

#include <algorithm>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace clausebook::testing {

inline std::string of(const Share& share)
{
    return std::to_string(share.of) + " / " + std::to_string(share.all);
}

inline std::string percent(const Share& share)
{
    return views::shown_percent(Language::en, share.percent());
}

class OverviewHouse : public ReportHouse {
protected:
    web::Desk desk{workspace, catalogues(), renderer()};
    const web::Router router{web::all_routes(desk)};

    std::string page(const Actor& who, const std::string& target = "/") const
    {
        web::Request request;
        request.method = web::Method::Get;
        const auto mark = target.find('?');
        request.path = target.substr(0, mark);
        request.target = target;
        for (std::size_t at = 0; at + 1 < request.path.size();) {
            const auto end = std::min(request.path.find('/', at + 1), request.path.size());
            request.segments.push_back(request.path.substr(at + 1, end - at - 1));
            at = end;
        }
        if (mark != std::string::npos) {
            auto query = target.substr(mark + 1);
            query = query.substr(0, query.find('#'));
            request.query = web::parse_urlencoded(query, 400, 50);
        }
        web::Visit visit;
        SignedIn in;
        in.actor = who;
        visit.who = in;
        request.carried = visit;
        const auto found = router.find(request);
        return found.handler(request).body();
    }
    std::string page() const { return page(quality); }

    /// The line of a clause in the table of the heat map.
    static std::string line(const std::string& body, const ClauseNumber& clause)
    {
        const auto at = body.find("<tr><td><a href=\"/results?clause=" + clause.str() + "\">");
        return at == std::string::npos ? std::string() : body.substr(at, body.find("</tr>", at) - at);
    }

    KeptResults results_of(const Id<Audit>& audit_key) const
    {
        const auto db = workspace.read();
        const auto one = audit(audit_key);
        auto source = progress_source(workspace, db, one);
        return std::make_shared<AuditResults>(
            AuditResults{one.key, one.state, one.starts_on, progress_of(source), source.findings});
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
        std::vector<KeptResults> all;
        for (const auto& one : audits) all.push_back(results_of(one));
        const auto newest = newest_results(current_checklist(), all, workspace.today()).progress;
        const auto body = page();
        const auto& whole = newest.whole;
        for (const auto& figure :
             {"id=\"coverage\">" + percent(whole.coverage()) + "</b>",
              "href=\"/results?show=seen\">" + of(whole.coverage()),
              "id=\"evidenced\">" + percent(whole.evidence()) + "</b>",
              "href=\"/results?show=proven\">" + of(whole.evidence()),
              "href=\"/evidence/unproven\">" + std::to_string(whole.stand - whole.evidenced) + " without",
              std::string("href=\"/findings?state=OPEN\">1 open finding")}) // the finding of the house
            EXPECT_NE(body.find(figure), std::string::npos) << figure;
        int answered = 0;
        for (const auto& cell : heat_cells(current_checklist(), newest)) {
            const auto shown = line(body, cell.clause);
            EXPECT_NE(shown.find("show=answered\">" + of(cell.tally.progress())
                                 + "</a></td><td class=\"num\" data-head=\"Coverage\">"
                                 + percent(cell.tally.coverage()) + "</td>"),
                      std::string::npos)
                << cell.clause.str() << ": " << shown;
            answered += cell.tally.answered();
        }
        EXPECT_EQ(answered, all.front()->progress.whole.answered()) << "one answer a question, both whole";
    }

    /// How many rows of its table a list has.
    static std::size_t rows(const std::string& body)
    {
        const auto from = body.find("<tbody>");
        if (from == std::string::npos) return 0;
        const auto to = body.find("</tbody>", from);
        std::size_t count = 0;
        for (auto at = body.find("<tr", from); at < to; at = body.find("<tr", at + 1)) ++count;
        return count;
    }

    /// Each link of the page that is named by a number leads to a list of that many rows. Returns them.
    std::map<std::string, std::size_t> expect_links_to_hold(const Actor& who)
    {
        std::map<std::string, std::size_t> followed;
        const auto body = page(who);
        const std::regex link(
            "<a [^>]*href=\"(/(?:results|findings|actions|evidence|audits)[^\"]*)\"[^>]*>(.*?)</a>");
        for (std::sregex_iterator it(body.begin(), body.end(), link), end; it != end; ++it) {
            auto address = (*it)[1].str();
            for (auto at = address.find("&amp;"); at != std::string::npos; at = address.find("&amp;"))
                address.replace(at, 5, "&");
            const auto text = std::regex_replace((*it)[2].str(), std::regex("<[^>]*>"), " ");
            std::smatch number;
            const std::regex any("\\d+");
            const auto numbers =
                std::distance(std::sregex_iterator(text.begin(), text.end(), any), std::sregex_iterator());
            const bool counted = std::regex_search(text, number, std::regex("^\\s*(\\d+)\\b"))
                || (numbers == 1 && std::regex_search(text, number, std::regex("(\\d+)")));
            const bool clause =
                address.find("clause=") != std::string::npos && address.find("show=") == std::string::npos;
            const bool one = address.starts_with("/findings/") || address.starts_with("/actions/")
                || address.starts_with("/evidence/EV") || address.starts_with("/audits/");
            if (!counted || clause || one) continue;
            const auto meant = static_cast<std::size_t>(std::stoul(number[1].str()));
            EXPECT_EQ(rows(page(who, address)), meant) << who.name << ": " << text << " " << address;
            followed[address] = meant;
        }
        return followed;
    }
};

} // namespace clausebook::testing
