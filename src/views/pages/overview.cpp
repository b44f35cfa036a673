#include "views/pages/overview.h"

#include "views/format.h"
#include "views/pages/findings.h"
#include "views/shapes.h"

#include <map>

namespace clausebook::views {
namespace {

std::string label_key(Mark mark)
{
    return mark == Mark::Concern ? "grade_short.AOC" : "answer_short." + std::string(str(mark));
}

constexpr Mark drawn[] = {Mark::Conforms, Mark::Opportunity, Mark::Concern, Mark::Nonconforming,
                          Mark::Minor,    Mark::Major,       Mark::NotSeen, Mark::NotApplicable};

/// The bar of a tally in hundredths of its questions.
Tree bar(const Tally& tally)
{
    Tree segments = Tree::list();
    int from = 0;
    int counted = 0;
    for (const auto mark : drawn) {
        counted += tally.count(mark);
        const int to = tally.questions == 0 ? 0 : counted * 100 / tally.questions;
        if (to > from) segments.push_back({{"x", from}, {"w", to - from}, {"g", shape_of(mark).letter}});
        from = to;
    }
    return segments;
}

std::string of(const Share& share)
{
    return std::to_string(share.of) + " / " + std::to_string(share.all);
}

Tree cell_tree(const HeatCell& cell, const Clause& clause, Language language, const Catalogues& catalogues)
{
    const auto shape = shape_of(cell.worst);
    const auto& label = catalogues.text(language, label_key(cell.worst));
    const auto answered = of(cell.tally.progress());
    return {
        {"no", cell.clause.str()},
        {"title", clause.title.in(language)},
        {"href", "/checklists/iso-10002-2018#c" + cell.clause.str()},
        {"g", shape.letter},
        {"icon", shape.icon},
        {"label", label},
        {"words", catalogues.text(language, "overview.cell", {{"result", label}, {"answered", answered}})},
        {"answered", answered},
        {"coverage", shown_percent(language, cell.tally.coverage().percent())},
        {"evidenced",
         cell.tally.stand == 0 ? std::string("–") : shown_percent(language, cell.tally.evidence().percent())},
        {"segments", bar(cell.tally)}};
}

Tree heat_tree(const OverviewPage& page, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    for (const auto& group : page.checklist->groups) {
        Tree cells = Tree::list();
        Tally sum;
        for (const auto& cell : page.cells) {
            const auto* clause = page.checklist->find_clause(cell.clause);
            if (!clause || clause->group != group.number) continue;
            sum += cell.tally;
            cells.push_back(cell_tree(cell, *clause, language, catalogues));
        }
        if (cells.items()->empty()) continue;
        rows.push_back(
            {{"no", group.number.str()},
             {"label", group.title.in(language)},
             {"done", catalogues.text(language, "overview.answered", {{"answered", of(sum.progress())}})},
             {"cells", cells}});
    }
    return rows;
}

Tree key_tree(Language language, const Catalogues& catalogues)
{
    Tree key = Tree::list();
    for (const auto mark :
         {Mark::Conforms, Mark::Opportunity, Mark::Minor, Mark::Major, Mark::NotApplicable, Mark::NotYet}) {
        const auto shape = shape_of(mark);
        key.push_back({{"g", shape.letter},
                       {"icon", shape.icon},
                       {"label", catalogues.text(language, label_key(mark))}});
    }
    return key;
}

std::string address_of_step(const NextStep& step)
{
    if (!step.audit.empty()) return "/audits/" + step.audit;
    static const std::map<std::string, std::string, std::less<>> pages = {
        {"evidence_expired", "/evidence?state=EXPIRED"},
        {"evidence_waiting", "/evidence?state=SUBMITTED"},
        {"evidence_expiring", "/evidence?expiry=soon"},
        {"scope", "/organization/edit"},
        {"criteria", "/criteria"},
        {"backup", "/backups"},
        {"people", "/people/new"},
        {"audit_first", "/audits/new"}};
    return pages.at(step.code);
}

Tree steps_tree(const std::vector<NextStep>& steps, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    for (const auto& step : steps) {
        const auto key = "next." + step.code;
        const Catalogues::Parameters parameters = {{"audit", step.audit}};
        list.push_back({{"href", address_of_step(step)},
                        {"text",
                         step.count > 0 ? catalogues.counted(language, key, step.count, parameters)
                                        : catalogues.text(language, key, parameters)},
                        {"why", catalogues.text(language, key + ".why")},
                        {"g", step.late ? "M" : "0"},
                        {"icon", step.late ? "clock" : "arrow-right"},
                        {"late", step.late}});
    }
    return list;
}

Tree running_tree(const std::vector<AuditAtWork>& at_work, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    for (const auto& work : at_work) {
        const Share done{work.questions - work.unanswered, work.questions};
        list.push_back({{"href", "/audits/" + work.audit.key.str()},
                        {"title", work.audit.title},
                        {"number", work.audit.key.str()},
                        {"state", catalogues.text(language, "audit_state." + str(work.audit.state))},
                        {"answered", of(done)},
                        {"percent", done.percent()},
                        {"percent_text", shown_percent(language, done.percent())}});
    }
    return list;
}

Tree findings_tree(const std::vector<Finding>& findings, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    for (const auto& finding : findings) {
        auto row = grade_pill(finding.grade, language, catalogues);
        row["href"] = address_of(finding);
        row["title"] = finding.statement.empty() ? catalogues.text(language, "overview.no_statement")
                                                 : finding.statement.substr(0, finding.statement.find('\n'));
        row["number"] = finding.number.empty() ? finding.audit.str() : finding.number;
        row["clause"] = finding.clause ? finding.clause->str() : std::string();
        row["state"] = catalogues.text(language, "finding_state." + std::string(str(finding.state)));
        list.push_back(std::move(row));
    }
    return list;
}

Tree at_step_tree(const OverviewPage& page, Language language, const Catalogues& catalogues)
{
    Tree list = Tree::list();
    for (const auto& [milestone, count] : page.at_step)
        list.push_back(
            {{"label", catalogues.text(language, "finding.milestone." + std::string(str(milestone)))},
             {"count", shown(language, static_cast<long long>(count))},
             {"href", "/findings?step=" + std::string(str(milestone))}});
    return list;
}

} // namespace

Tree overview_view(const OverviewPage& page, Language language, const Catalogues& catalogues)
{
    const auto& whole = page.newest.whole;
    Tree view = {{"organization", page.organization},
                 {"content", page.content},
                 {"steps", steps_tree(page.steps, language, catalogues)},
                 {"nothing_to_do", page.steps.empty()},
                 {"running", running_tree(page.at_work, language, catalogues)},
                 {"findings", findings_tree(page.findings, language, catalogues)},
                 {"at_step", at_step_tree(page, language, catalogues)},
                 {"rows", heat_tree(page, language, catalogues)},
                 {"key", key_tree(language, catalogues)},
                 {"bar", bar(whole)},
                 {"counted", page.audits_counted > 0}};
    view["numbers"] = Tree::List{
        {{"label", catalogues.text(language, "overview.coverage")},
         {"value", shown_percent(language, whole.coverage().percent())},
         {"note", catalogues.text(language, "overview.coverage_note", {{"of", of(whole.coverage())}})}},
        {{"label", catalogues.text(language, "overview.evidenced")},
         {"value", shown_percent(language, whole.evidence().percent())},
         {"note", catalogues.text(language, "overview.evidenced_note", {{"of", of(whole.evidence())}})}},
        {{"label", catalogues.text(language, "overview.open_findings")},
         {"value",
          page.open_count > 1000 ? shown(language, 1000LL) + "+"
                                 : shown(language, static_cast<long long>(page.open_count))},
         {"note", catalogues.text(language, "overview.open_note")}}};
    return view;
}

} // namespace clausebook::views
