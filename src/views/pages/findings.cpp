#include "views/pages/findings.h"

#include "core/audit/audit_kind.h"
#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/follow_up.h"

#include <array>

namespace clausebook::views {
namespace {

std::string value_of(const FindingsPage& page, const std::string& name)
{
    const auto found = page.filter.find(name);
    return found == page.filter.end() ? std::string() : found->second;
}

Tree option(const std::string& key, const std::string& label, const std::string& chosen)
{
    return {{"key", key}, {"label", label}, {"chosen", key == chosen}};
}

/// "S1-2026-01 · Stage 1 audit": an audit's number alone says its type to those who know the letters.
std::string with_type(const std::string& audit, Language language, const Catalogues& catalogues)
{
    for (const auto& kind : audit_kinds())
        if (audit.starts_with(std::string(kind.prefix) + "-"))
            return audit + " · " + catalogues.text(language, "audit_type." + std::string(kind.code));
    return audit;
}

Tree filters_of(const FindingsPage& page, Language language, const Catalogues& catalogues)
{
    Tree filters;
    filters["audits"] = Tree::list();
    for (const auto& audit : page.audits)
        filters["audits"].push_back(
            option(audit, with_type(audit, language, catalogues), value_of(page, "audit")));
    filters["grades"] = Tree::list();
    for (const auto grade : all_grades) {
        const std::string code(str(grade));
        filters["grades"].push_back(
            option(code, catalogues.text(language, "grade." + code), value_of(page, "grade")));
    }
    filters["states"] = Tree::list();
    for (const auto& [code, key] :
         {std::pair{"OPEN", "finding.open"}, {"LATE", "finding.late"}, {"DUE", "finding.due_soon"}})
        filters["states"].push_back(option(code, catalogues.text(language, key), value_of(page, "state")));
    for (const auto state : finding_states) {
        const std::string code(str(state));
        filters["states"].push_back(
            option(code, catalogues.text(language, "finding_state." + code), value_of(page, "state")));
    }
    filters["sorts"] = Tree::list();
    for (const auto* sort : {"newest", "grade", "clause"})
        filters["sorts"].push_back(option(
            sort, catalogues.text(language, std::string("finding.sort.") + sort), value_of(page, "sort")));
    filters["steps"] = Tree::list();
    filters["steps"].push_back(
        option("draft", catalogues.text(language, "finding_state.DRAFT"), value_of(page, "step")));
    for (const auto milestone : milestones) {
        const std::string code(str(milestone));
        filters["steps"].push_back(
            option(code, catalogues.text(language, "finding.milestone." + code), value_of(page, "step")));
    }
    filters["clause"] = value_of(page, "clause");
    filters["text"] = value_of(page, "text");
    return filters;
}

Tree line_of(const FindingLine& line, Date today, Language language, const Catalogues& catalogues)
{
    const auto& finding = line.finding;
    const auto statement = lines(finding.statement);
    return {
        {"href", address_of(finding)},
        {"name", name_of(finding, language, catalogues)},
        {"title", statement.empty() ? catalogues.text(language, "finding.no_statement") : statement.front()},
        {"written", !statement.empty()},
        {"pill", grade_pill(finding.grade, language, catalogues)},
        {"clause", finding.clause ? finding.clause->str() : std::string()},
        {"audit", finding.audit.str()},
        {"state", catalogues.text(language, "finding_state." + std::string(str(finding.state)))},
        {"auditor", line.auditor},
        {"due",
         line.due ? due_text(line.due->until, today, is_late(*line.due, today), language, catalogues)
                  : std::string()},
        {"late", line.due && is_late(*line.due, today)},
        {"found_on", shown(language, finding.found_on)}};
}

bool is_filtered(const FindingsPage& page)
{
    for (const auto* name : {"audit", "grade", "state", "step", "clause", "text"})
        if (!value_of(page, name).empty()) return true;
    return false;
}

std::string counted(Language language, std::int64_t count)
{
    return shown(language, static_cast<long long>(count));
}

} // namespace

Tree tiles_of(const FindingFigures& figures, Language language, const Catalogues& catalogues)
{
    auto tiles = Tree::list();
    for (const auto grade : all_grades) {
        const auto found = figures.open_of.find(grade);
        if (found == figures.open_of.end() && grade == Grade::AOC) continue;
        auto tile = grade_pill(grade, language, catalogues);
        tile["count"] = counted(language, found == figures.open_of.end() ? 0 : found->second);
        tile["href"] = "/findings?state=OPEN&grade=" + std::string(str(grade));
        tiles.push_back(std::move(tile));
    }
    return tiles;
}

Tree steps_of(const FindingFigures& figures, Language language, const Catalogues& catalogues)
{
    auto steps = Tree::list();
    const auto add = [&](const std::string& step, const std::string& label, std::int64_t count) {
        steps.push_back({{"label", catalogues.text(language, label)},
                         {"count", counted(language, count)},
                         {"href", "/findings?step=" + step},
                         {"closed", step == str(Milestone::Closed)}});
    };
    if (figures.drafts > 0) add("draft", "finding_state.DRAFT", figures.drafts);
    for (const auto& [step, count] : figures.at_step)
        add(std::string(str(step)), "finding.milestone." + std::string(str(step)), count);
    if (figures.closed > 0) add("closed", "finding.milestone.closed", figures.closed);
    return steps;
}

Tree findings_view(const FindingsPage& page, Language language, const Catalogues& catalogues)
{
    constexpr long long counted_to = 1000;
    Tree view;
    view["lines"] = Tree::list();
    for (const auto& line : page.lines)
        view["lines"].push_back(line_of(line, page.today, language, catalogues));
    view["filters"] = filters_of(page, language, catalogues);
    view["filtered"] = is_filtered(page);
    const auto count =
        shown(language, std::min(page.count, counted_to)) + (page.count > counted_to ? "+" : "");
    view["count"] = catalogues.text(language, page.count == 1 ? "finding.count.one" : "finding.count.other",
                                    {{"count", count}});
    view["pager"] = Tree();
    if (!page.next.empty() || !page.first.empty())
        view["pager"] = {
            {"shown",
             catalogues.text(
                 language, "finding.on_page",
                 {{"here", shown(language, static_cast<long long>(page.lines.size()))}, {"count", count}})},
            {"first", page.first},
            {"next", page.next}};
    view["tiles"] = tiles_of(page.figures, language, catalogues);
    view["steps"] = steps_of(page.figures, language, catalogues);
    const bool narrowed = is_filtered(page);
    view["empty"] = Tree();
    if (page.lines.empty())
        view["empty"] = {
            {"icon", narrowed ? "filter" : "flag"},
            {"heading", catalogues.text(language, narrowed ? "finding.none_match" : "finding.none")},
            {"sentence",
             catalogues.text(language, narrowed ? "finding.none_match_hint" : "finding.none_hint")},
            {"href", narrowed ? "/findings" : "/audits"},
            {"action", catalogues.text(language, narrowed ? "finding.show_all" : "finding.to_audits")}};
    view["new_action"] = page.new_action;
    view["files"] = page.files;
    view["saved"] = page.saved;
    return view;
}

} // namespace clausebook::views
