#include "views/pages/run.h"

#include "core/base/text.h"
#include "core/checklist/references.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/run_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

bool is_open(const QuestionProgress& question)
{
    return question.mark == Mark::NotYet || question.flagged;
}

bool passes(const QuestionProgress& question, RunFilter filter)
{
    if (filter == RunFilter::Open) return is_open(question);
    return filter == RunFilter::All || question.live_findings > 0;
}

bool passes(const ClauseProgress& clause, RunFilter filter)
{
    return std::any_of(clause.questions.begin(), clause.questions.end(),
                       [&](const QuestionProgress& question) { return passes(question, filter); });
}

int count(const AuditProgress& progress, RunFilter filter)
{
    int found = 0;
    for (const auto& clause : progress.clauses)
        found += static_cast<int>(std::count_if(clause.questions.begin(), clause.questions.end(),
                                                [&](const auto& each) { return passes(each, filter); }));
    return found;
}

Tree filters(const RunWriter& w)
{
    Tree list = Tree::list();
    for (const auto filter : {RunFilter::All, RunFilter::Open, RunFilter::Findings})
        list.push_back({{"href", run_address(w.page.audit.key, w.page.clause, filter, w.page.site)},
                        {"label", w.text("run.filter." + std::string(str(filter)))},
                        {"count", count(w.page.progress, filter)},
                        {"current", filter == w.page.filter}});
    return list;
}

Tree tree_line(const RunWriter& w, const ClauseProgress& clause)
{
    auto line = mark_pill(clause.worst, w.language, w.catalogues);
    line["href"] = w.address(clause.clause);
    line["number"] = clause.clause.str();
    line["title"] = w.title_of(clause.clause);
    line["done"] = w.done(clause.tally);
    line["current"] = clause.clause == w.page.clause;
    return line;
}

Tree clause_tree(const RunWriter& w)
{
    Tree groups = Tree::list();
    const auto& clauses = w.page.progress.clauses;
    for (auto it = clauses.begin(); it != clauses.end();) {
        const auto chapter = it->clause.chapter();
        const auto end = std::find_if(it, clauses.end(),
                                      [&](const auto& each) { return each.clause.chapter() != chapter; });
        Tally tally;
        Tree lines = Tree::list();
        bool open = false;
        for (; it != end; ++it) {
            tally += it->tally;
            open = open || it->clause == w.page.clause;
            if (it->clause == w.page.clause || passes(*it, w.page.filter)) lines.push_back(tree_line(w, *it));
        }
        if (lines.items()->empty()) continue;
        const auto number = *ClauseNumber::parse(chapter);
        groups.push_back({{"number", chapter},
                          {"title", w.title_of(number)},
                          {"done", w.done(tally)},
                          {"open", open || w.page.filter != RunFilter::All},
                          {"lines", std::move(lines)}});
    }
    return groups;
}

Tree texts(const std::vector<Localized>& list, Language language)
{
    Tree tree = Tree::list();
    for (const auto& each : list) tree.push_back(each.in(language));
    return tree;
}

std::string interviewees(const RunWriter& w, const Clause& clause)
{
    std::vector<std::string> labels;
    for (const auto who : clause.interviewees)
        labels.push_back(w.page.checklist.interviewee_labels.at(who).in(w.language));
    return joined(labels, " · ");
}

std::string references(const RunWriter& w, const Clause& clause)
{
    const auto& catalogues = w.catalogues;
    return references_text(clause.references,
                           {[&](const std::string& key, const auto& parameters) {
                                return catalogues.text(w.language, key, parameters);
                            },
                            [&](const std::string& key) {
                                return catalogues.has(w.language, key);
                            }});
}

/// What to look for; null for the scheme items, whose cards say it themselves.
Tree guide(const RunWriter& w)
{
    const auto* clause = w.page.checklist.find_clause(w.page.clause);
    if (!clause) return {};
    std::vector<std::string> types;
    for (const auto type : clause->evidence_types)
        types.push_back(w.text("evidence_type." + std::string(str(type))));
    Tree typical = Tree::list();
    for (const auto& finding : clause->typical_findings) {
        const auto mark = finding.grade == Grade::MAJOR ? Mark::Major
            : finding.grade == Grade::MINOR             ? Mark::Minor
            : finding.grade == Grade::AOC               ? Mark::Concern
                                                        : Mark::Opportunity;
        auto line = mark_pill(mark, w.language, w.catalogues);
        line["text"] = finding.text.in(w.language);
        typical.push_back(std::move(line));
    }
    return {{"intent", clause->intent.in(w.language)},
            {"types", joined(types, " · ")},
            {"examples", texts(clause->evidence_examples, w.language)},
            {"typical", std::move(typical)},
            {"interviewees", interviewees(w, *clause)},
            {"references", references(w, *clause)}};
}

/// The clauses before and after this one that pass the filter.
Tree neighbour(const RunWriter& w, int direction)
{
    const auto& clauses = w.page.progress.clauses;
    const auto here = std::find_if(clauses.begin(), clauses.end(),
                                   [&](const auto& each) { return each.clause == w.page.clause; });
    if (here == clauses.end()) return {};
    for (auto at = (here - clauses.begin()) + direction; at >= 0 && at < std::ssize(clauses);
         at += direction) {
        const auto& clause = clauses.at(static_cast<std::size_t>(at));
        if (passes(clause, w.page.filter))
            return {{"href", w.address(clause.clause)},
                    {"label", clause.clause.str() + " " + w.title_of(clause.clause)}};
    }
    return {};
}

std::string summary(const RunWriter& w)
{
    const auto* clause = w.page.progress.find(w.page.clause);
    if (!clause) return {};
    auto sentence = w.catalogues.counted(w.language, "run.questions", clause->tally.questions) + ", "
        + w.text("run.n_answered", {{"count", std::to_string(clause->tally.answered())}});
    for (const auto mark : {Mark::Major, Mark::Minor, Mark::Nonconforming, Mark::Concern, Mark::Opportunity})
        if (const auto count_of = clause->tally.count(mark))
            sentence += " · " + std::to_string(count_of) + " " + mark_label(mark, w.language, w.catalogues);
    return sentence;
}

Tree sites(const RunWriter& w)
{
    Tree list = Tree::list();
    if (w.page.sites.size() < 2) return list;
    const auto add = [&](const std::string& key, const std::string& label) {
        list.push_back({{"href", run_address(w.page.audit.key, w.page.clause, w.page.filter, key)},
                        {"label", label},
                        {"current", key == w.page.site}});
    };
    add("all", w.text("run.all_sites"));
    for (const auto& site : w.page.sites) add(site.key.str(), site.name);
    return list;
}

Tree team(const RunWriter& w)
{
    Tree list = Tree::list();
    for (const auto& person : w.page.team)
        list.push_back(
            {{"name", person.name}, {"initials", initials(person.name)}, {"role", w.text(person.role)}});
    return list;
}

} // namespace

Tree run_view(const RunPage& page, Language language, const Catalogues& catalogues)
{
    const RunWriter w{page, language, catalogues};
    Tree cards = Tree::list();
    const auto* clause = page.progress.find(page.clause);
    for (const auto& card : page.cards) {
        const auto found = std::find_if(clause->questions.begin(), clause->questions.end(),
                                        [&](const auto& each) { return each.question == card.question->id; });
        if (passes(*found, page.filter) || card.question->id.str() == page.open_question)
            cards.push_back(run_card_view(w, card));
    }
    return {{"audit", page.audit.key.str()},
            {"actor", page.actor},
            {"limit_bytes", std::to_string(page.limit_bytes)},
            {"limit", shown_size(language, static_cast<long long>(page.limit_bytes))},
            {"title", page.audit.title},
            {"meta", page.meta},
            {"answered", page.progress.whole.answered()},
            {"total", page.progress.whole.questions},
            {"percent", shown_percent(language, page.progress.whole.progress().percent())},
            {"segments", progress_segments(page.progress.whole, language, catalogues)},
            {"team", team(w)},
            {"review", "/audits/" + page.audit.key.str() + "/review"},
            {"filters", filters(w)},
            {"groups", clause_tree(w)},
            {"number", page.clause.str()},
            {"clause", w.title_of(page.clause)},
            {"summary", summary(w)},
            {"previous", neighbour(w, -1)},
            {"next", neighbour(w, 1)},
            {"sites", sites(w)},
            {"cards", std::move(cards)},
            {"carried", run_carried_view(w)},
            {"guide", guide(w)},
            {"writable", page.access == RunPage::Access::Write},
            {"problems", page.problems}};
}

} // namespace clausebook::views
