// The figures of the first page: what is known, the map of clauses, earlier audits.

#include "views/pages/overview.h"

#include "core/base/percent.h"
#include "views/pages/overview_parts.h"
#include "views/pages/run.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string results_address(const OverviewLook& look, const ResultFilter& filter)
{
    return address_with("/results",
                        {{"clause", filter.clause ? filter.clause->str() : ""},
                         {"mark", filter.mark ? std::string(str(*filter.mark)) : ""},
                         {"show", std::string(str(filter.show))},
                         {"standard", in_address(look.page.standards)}});
}

std::string of_clause(const OverviewLook& look, const ClauseNumber& clause, ResultFilter::Show show)
{
    return results_address(look, {clause, std::nullopt, show});
}

std::string with(const OverviewLook& look, Mark mark)
{
    return results_address(look, {std::nullopt, mark, ResultFilter::Show::All});
}

std::string all_that_are(const OverviewLook& look, ResultFilter::Show show)
{
    return results_address(look, {std::nullopt, std::nullopt, show});
}

Tree cell_tree(const HeatCell& cell, const Clause& clause, const OverviewLook& look)
{
    const auto shape = shape_of(cell.worst);
    const auto label = mark_word(cell.worst, look.language, look.catalogues);
    const auto answered = share_text(cell.tally.progress());
    auto concerned = concerned_tree(cell.also_concerned, look.language, look.catalogues);
    const auto words = cell.also_concerned.empty()
        ? look.text("overview.cell", {{"result", label}, {"answered", answered}})
        : look.text("overview.cell_concerned", {{"result", label}, {"answered", answered}});
    return {{"no", cell.clause.str()},
            {"title", clause.title.in(look.language)},
            {"href", of_clause(look, cell.clause, ResultFilter::Show::All)},
            {"g", shape.letter},
            {"icon", shape.icon},
            {"label", label},
            {"words", words},
            {"answered", answered},
            {"answered_href", of_clause(look, cell.clause, ResultFilter::Show::Answered)},
            {"coverage", shown_percent(look.language, cell.tally.coverage().percent())},
            {"evidenced",
             cell.tally.stand == 0 ? std::string("–")
                                   : shown_percent(look.language, cell.tally.evidence().percent())},
            {"status", look.text("clause_status." + std::string(str(cell.status)))},
            {"concerned", std::move(concerned)},
            {"segments", progress_segments(cell.tally, look.language, look.catalogues)}};
}

Tree legend_row(Mark mark, int count, const OverviewLook& look)
{
    const auto shape = shape_of(mark);
    return {{"g", shape.letter},
            {"icon", shape.icon},
            {"label", mark_word(mark, look.language, look.catalogues)},
            {"count", shown(look.language, static_cast<long long>(count))},
            {"href", with(look, mark)}};
}

constexpr Mark always_named[] = {Mark::Conforms, Mark::Opportunity,   Mark::Minor, Mark::Major,
                                 Mark::NotSeen,  Mark::NotApplicable, Mark::NotYet};
constexpr Mark named_when_there[] = {Mark::Concern, Mark::Nonconforming};

Tree legend(const Tally& whole, const OverviewLook& look)
{
    auto rows = Tree::list();
    for (const auto mark : always_named) rows.push_back(legend_row(mark, whole.count(mark), look));
    for (const auto mark : named_when_there)
        if (whole.count(mark) > 0) rows.push_back(legend_row(mark, whole.count(mark), look));
    return rows;
}

std::string findings_of(const IssuedFigures& figures, const OverviewLook& look)
{
    std::string text;
    for (const auto grade : all_grades) {
        const auto found = figures.findings.find(grade);
        if (found == figures.findings.end()) continue;
        text.append(text.empty() ? "" : ", ")
            .append(std::to_string(found->second) + " "
                    + look.text("grade_short." + std::string(str(grade))));
    }
    return text.empty() ? look.text("overview.trend_no_findings") : text;
}

/// The line of coverage over the reports, a hundred units high; "" for fewer than two.
std::string trend_line(const std::vector<TrendPoint>& trend)
{
    std::string points;
    std::vector<int> percents;
    for (const auto& point : trend)
        if (point.figures) percents.push_back(point.figures->whole.coverage().percent());
    if (percents.size() < 2) return points;
    for (std::size_t i = 0; i < percents.size(); ++i)
        points.append(points.empty() ? "" : " ")
            .append(std::to_string(i * 600 / (percents.size() - 1)) + ","
                    + std::to_string(105 - percents[i]));
    return points;
}

Tree trend_tree(const OverviewLook& look)
{
    const auto& trend = look.page.trend;
    auto points = Tree::list();
    for (const auto& point : trend) {
        Tree row = {
            {"number", point.audit.str()},
            {"title", point.title},
            {"href", "/audits/" + point.audit.str() + "/report"},
            {"issued", shown(look.language, point.issued_on)},
            {"revision", look.text("report.revision_short", {{"revision", std::to_string(point.revision)}})},
            {"coverage", "–"},
            {"evidenced", "–"},
            {"findings", "–"}};
        if (point.figures) {
            const auto& whole = point.figures->whole;
            row["coverage"] = shown_percent(look.language, whole.coverage().percent());
            row["evidenced"] = shown_percent(look.language, whole.evidence().percent());
            row["findings"] = findings_of(*point.figures, look);
        }
        points.push_back(std::move(row));
    }
    const auto line = trend_line(trend);
    return {{"points", std::move(points)},
            {"line", line},
            {"area", line.empty() ? std::string() : "0,110 " + line + " 600,110"},
            {"note",
             look.text(trend.empty()           ? "overview.trend_none"
                           : trend.size() == 1 ? "overview.trend_one"
                                               : "overview.trend_note")}};
}

} // namespace

std::string mark_word(Mark mark, Language language, const Catalogues& catalogues)
{
    return catalogues.text(
        language, mark == Mark::Concern ? "grade_short.AOC" : "answer_short." + std::string(str(mark)));
}

std::string share_text(const Share& share)
{
    return std::to_string(share.of) + " / " + std::to_string(share.all);
}

Tree concerned_tree(const std::vector<ConcernedBy>& all, Language language, const Catalogues& catalogues)
{
    auto list = Tree::list();
    for (const auto& one : all) {
        const auto& key = one.finding.str();
        const auto name = one.number.empty() ? key : one.number;
        const auto serial = key.rfind("/f");
        list.push_back(
            {{"text",
              catalogues.text(language, "finding.also_concerned",
                              {{"finding", name}, {"clause", one.primary.str()}})},
             {"href",
              one.number.empty() ? "/audits/" + key.substr(0, serial) + "/findings/" + key.substr(serial + 2)
                                 : "/findings/" + one.number}});
    }
    return list;
}

Tree heat_rows(const OverviewLook& look)
{
    const auto& page = look.page;
    Tree rows = Tree::list();
    for (const auto& group : page.checklist->groups) {
        Tree cells = Tree::list();
        Tally sum;
        for (const auto& cell : page.cells) {
            const auto* clause = page.checklist->find_clause(cell.clause);
            if (!clause || clause->group != group.number) continue;
            sum += cell.tally;
            cells.push_back(cell_tree(cell, *clause, look));
        }
        if (cells.items()->empty()) continue;
        rows.push_back({{"no", group.number.str()},
                        {"label", group.title.in(look.language)},
                        {"done", look.text("overview.answered", {{"answered", share_text(sum.progress())}})},
                        {"cells", cells}});
    }
    return rows;
}

Tree heat_key(const OverviewLook& look)
{
    const auto& cells = look.page.cells;
    Tree key = Tree::list();
    const auto add = [&](Mark mark) {
        const auto shape = shape_of(mark);
        key.push_back({{"g", shape.letter},
                       {"icon", shape.icon},
                       {"label", mark_word(mark, look.language, look.catalogues)}});
    };
    for (const auto mark : always_named) add(mark);
    for (const auto mark : named_when_there)
        if (std::any_of(cells.begin(), cells.end(), [&](const HeatCell& cell) { return cell.worst == mark; }))
            add(mark);
    return key;
}

Tree known_tree(const OverviewLook& look)
{
    using Show = ResultFilter::Show;
    const auto& whole = look.page.newest->whole;
    const auto coverage = whole.coverage();
    const auto evidence = whole.evidence();
    const bool counted = look.page.audits_counted > 0; // nothing known is not nothing done
    const auto link = [&](const std::string& key, int count, const std::string& href) {
        return Tree{{"text", look.catalogues.counted(look.language, key, count)}, {"href", href}};
    };
    return {{"bar", progress_segments(whole, look.language, look.catalogues)},
            {"coverage", counted ? shown_percent(look.language, coverage.percent()) : std::string("–")},
            {"coverage_width", coverage.percent()},
            {"coverage_any", coverage.of > 0},
            {"seen",
             Tree{{"text", look.text("overview.seen", {{"of", share_text(coverage)}})},
                  {"href", all_that_are(look, Show::Seen)}}},
            {"unseen", link("overview.unseen", coverage.all - coverage.of, all_that_are(look, Show::Unseen))},
            {"evidenced", evidence.all == 0 ? "–" : shown_percent(look.language, evidence.percent())},
            {"proven",
             Tree{{"text", look.text("overview.proven", {{"of", share_text(evidence)}})},
                  {"href", all_that_are(look, Show::Proven)}}},
            {"unproven",
             link("overview.unproven", evidence.all - evidence.of,
                  address_with("/evidence/unproven", {{"standard", in_address(look.page.standards)}}))},
            {"legend", legend(whole, look)},
            {"counted", counted},
            {"source", look.catalogues.counted(look.language, "overview.source", look.page.audits_counted)},
            {"trend", trend_tree(look)}};
}

Tree overview_view(const OverviewPage& page, Language language, const Catalogues& catalogues)
{
    const OverviewLook look{page, language, catalogues};
    Tree view = {{"organization", page.organization},
                 {"as_of", look.text("overview.as_of", {{"date", shown(language, page.today)}})},
                 {"content", page.content},
                 {"whole", page.whole},
                 {"standards", page.whole ? standard_links(page.standards, "/") : Tree::list()},
                 {"next", next_steps_tree(look)},
                 {"road", road_tree(look)},
                 {"running", at_work_tree(look)},
                 {"findings", open_findings_tree(look)},
                 {"late", late_tree(look)},
                 {"expiring", expiring_tree(look)},
                 {"known", Tree()},
                 {"heat", Tree()}};
    if (page.whole && page.newest) {
        view["known"] = known_tree(look);
        view["heat"] = {{"rows", heat_rows(look)}, {"key", heat_key(look)}};
    }
    return view;
}

Tree results_view(const ResultsPage& page, Language language, const Catalogues& catalogues)
{
    auto lines = Tree::list();
    for (const auto& line : page.lines) {
        const auto& result = *line.result;
        auto row = mark_pill(result.mark, language, catalogues);
        row["question"] = result.question.str();
        row["text"] = line.text;
        row["audit"] = line.audit.str();
        row["href"] = line.audit.empty() ? "" : address_of_card({line.audit, result.question});
        row["evidence"] = !result.stands
            ? std::string()
            : catalogues.text(language, is_unproven(result) ? "results.unproven" : "results.proven");
        row["findings"] = result.live_findings;
        lines.push_back(std::move(row));
    }
    auto marks = Tree::list();
    for (const auto mark : {Mark::Conforms, Mark::Opportunity, Mark::Minor, Mark::Major, Mark::Concern,
                            Mark::Nonconforming, Mark::NotSeen, Mark::NotApplicable, Mark::NotYet})
        marks.push_back({{"key", std::string(str(mark))},
                         {"label", mark_word(mark, language, catalogues)},
                         {"chosen", page.filter.mark == mark}});
    auto shows = Tree::list();
    using enum ResultFilter::Show;
    for (const auto show : {Answered, Seen, Unseen, Proven, Unproven})
        shows.push_back({{"key", str(show)},
                         {"label", catalogues.text(language, "results.show." + std::string(str(show)))},
                         {"chosen", page.filter.show == show}});
    Tree empty;
    if (page.lines.empty())
        empty = {{"icon", "filter"},
                 {"heading", catalogues.text(language, "results.none")},
                 {"sentence", catalogues.text(language, "results.none_hint")},
                 {"href", address_with("/results", {{"standard", in_address(page.standards)}})},
                 {"action", catalogues.text(language, "results.show_all")}};
    return {
        {"count", catalogues.counted(language, "results.count", static_cast<long long>(page.lines.size()))},
        {"lines", std::move(lines)},
        {"marks", std::move(marks)},
        {"shows", std::move(shows)},
        {"standards", standard_links(page.standards, "/results")},
        {"standard", in_address(page.standards)},
        {"clause", page.filter.clause ? page.filter.clause->str() : std::string()},
        {"empty", std::move(empty)}};
}

} // namespace clausebook::views
