#include "views/pages/run.h"

#include "core/base/text.h"
#include "core/checklist/references.h"
#include "views/page.h"

#include <algorithm>

namespace clausebook::views {
namespace {

struct Shape {
    std::string_view letter; ///< of the colour classes in assets/css/parts.css
    std::string_view icon;
};

Shape shape_of(Mark mark)
{
    switch (mark) {
    case Mark::Conforms:
        return {"C", "check-circle"};
    case Mark::Minor:
    case Mark::Nonconforming:
        return {"m", "minor"};
    case Mark::Major:
        return {"M", "major"};
    case Mark::Opportunity:
        return {"O", "ofi"};
    case Mark::NotApplicable:
        return {"N", "na"};
    case Mark::NotSeen:
        return {"N", "help"};
    case Mark::Concern:
        return {"N", "target"};
    case Mark::NotYet:
        break;
    }
    return {"0", "none"};
}

/// The buttons in the order of their keys.
constexpr std::pair<Mark, const char*> choices[] = {
    {Mark::Conforms, "1"},      {Mark::Minor, "2"},   {Mark::Major, "3"},  {Mark::Opportunity, "4"},
    {Mark::NotApplicable, "5"}, {Mark::NotSeen, "6"}, {Mark::NotYet, "0"},
};

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

/// Everything the functions below share.
struct Writer {
    const RunPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
    std::string address(const ClauseNumber& clause) const
    {
        return run_address(page.audit.key, clause, page.filter, page.site);
    }
    std::string title_of(const ClauseNumber& number) const
    {
        if (const auto* clause = page.checklist.find_clause(number)) return clause->title.in(language);
        const auto* group = page.checklist.find_group(number);
        return group ? group->title.in(language) : text("run.scheme_items");
    }
    std::string done(const Tally& tally) const
    {
        return std::to_string(tally.answered()) + "/" + std::to_string(tally.questions);
    }
};

Tree filters(const Writer& w)
{
    Tree list = Tree::list();
    for (const auto filter : {RunFilter::All, RunFilter::Open, RunFilter::Findings})
        list.push_back({{"href", run_address(w.page.audit.key, w.page.clause, filter, w.page.site)},
                        {"label", w.text("run.filter." + std::string(str(filter)))},
                        {"count", count(w.page.progress, filter)},
                        {"current", filter == w.page.filter}});
    return list;
}

Tree tree_line(const Writer& w, const ClauseProgress& clause)
{
    auto line = mark_pill(clause.worst, w.language, w.catalogues);
    line["href"] = w.address(clause.clause);
    line["number"] = clause.clause.str();
    line["title"] = w.title_of(clause.clause);
    line["done"] = w.done(clause.tally);
    line["current"] = clause.clause == w.page.clause;
    return line;
}

Tree clause_tree(const Writer& w)
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

Tree choice_buttons(const Writer& w, const RunCard& card)
{
    Tree list = Tree::list();
    for (const auto& [mark, key] : choices) {
        auto button = mark_pill(mark, w.language, w.catalogues);
        button["form"] = "a-" + card.question->id.str();
        button["key"] = key;
        button["chosen"] = mark == card.mark;
        button["clears"] = mark == Mark::NotYet;
        const bool graded = grade_of(mark).has_value();
        button["full"] = w.text((graded ? "grade." : "answer.") + std::string(str(mark)));
        list.push_back(std::move(button));
    }
    return list;
}

/// The words of a method; codes are small letters in rows and addresses, capitals in the catalogue.
std::string method_label(const Writer& w, AnswerMethod method)
{
    std::string code(str(method));
    for (auto& letter : code) letter = static_cast<char>(letter - 'a' + 'A');
    return w.text(code.empty() ? "run.method.none" : "answer_method." + code);
}

Tree methods(const Writer& w, const RunCard& card)
{
    Tree list = Tree::list();
    for (const auto method : all_answer_methods) {
        const std::string code(str(method));
        list.push_back(
            {{"code", code}, {"label", method_label(w, method)}, {"chosen", method == card.answer.method}});
    }
    return list;
}

Tree evidence(const Writer& w, const RunCard& card, const std::string& back)
{
    Tree list = Tree::list();
    for (const auto& each : card.evidence)
        list.push_back({{"number", each.number},
                        {"title", each.title.empty() ? each.number : each.title},
                        {"locator", each.locator},
                        {"state", w.text(each.state)},
                        {"icon", each.icon},
                        {"detach", "/evidence/" + each.number + "/links/remove"},
                        {"relink", "/evidence/" + each.number + "/links"},
                        {"back", back},
                        {"target", each.target},
                        {"may_detach", w.page.access == RunPage::Access::Write}});
    return list;
}

Tree earlier(const Writer& w, const RunCard& card)
{
    if (!card.earlier) return {};
    auto view = mark_pill(card.earlier->mark, w.language, w.catalogues);
    view["audit"] = card.earlier->audit;
    view["when"] = card.earlier->when;
    view["note"] = card.earlier->note;
    view["findings"] = Tree::list();
    for (const auto& finding : card.earlier->findings)
        view["findings"].push_back({{"number", finding.number},
                                    {"grade", w.text("grade." + std::string(str(finding.grade)))},
                                    {"text", finding.text},
                                    {"href", finding.href}});
    return view;
}

std::string said(const Writer& w, Mark mark, const std::string& note)
{
    const auto label = mark_label(mark, w.language, w.catalogues);
    return note.empty() ? label : label + " — " + note;
}

Tree conflict(const Writer& w, const RunCard& card)
{
    if (!card.conflict) return {};
    return {{"who", w.text("run.conflict_by", {{"who", card.conflict->who}, {"when", card.conflict->when}})},
            {"theirs", said(w, card.conflict->mark, card.conflict->note)},
            {"mine", said(w, card.mark, card.answer.note)},
            {"form", "a-" + card.question->id.str()},
            {"href", w.address(w.page.clause) + "#q-" + card.question->id.str()},
            {"plain", true}};
}

/// Why the answer is not yet good enough to close the audit, beside its note.
std::string still_needed(const Writer& w, const RunCard& card)
{
    if (card.mark == Mark::NotSeen && card.answer.note.empty()) return w.text("run.ns_needs_reason");
    if (card.mark != Mark::NotApplicable) return {};
    return card.na_approved.empty() ? w.text("run.na_waits")
                                    : w.text("run.na_approved", {{"who", card.na_approved}});
}

Tree examples(const Writer& w, const RunCard& card)
{
    Tree list = Tree::list();
    for (const auto& example : card.question->evidence_examples) list.push_back(example.in(w.language));
    return list;
}

Tree card_view(const Writer& w, const RunCard& card)
{
    const auto id = card.question->id.str();
    auto view = mark_pill(card.mark, w.language, w.catalogues);
    const auto action = "/audits/" + w.page.audit.key.str() + "/answers/" + id
        + (w.page.site == "all" ? "" : "?site=" + w.page.site);
    view["id"] = id;
    view["form"] = "a-" + id;
    view["action"] = action;
    view["version"] = static_cast<long long>(card.answer.version);
    view["text"] = card.question->text.in(w.language);
    view["open"] = id == w.page.open_question;
    view["choices"] = choice_buttons(w, card);
    view["note"] = card.answer.note;
    view["note_problem"] = problem_at(card.problems, "note");
    view["interviewee_problem"] = problem_at(card.problems, "interviewee");
    view["problem"] = Tree();
    for (const auto& problem : *card.problems.items())
        if (const auto field = *problem.find("field")->text(); field != "note" && field != "interviewee")
            view["problem"] = *problem.find("sentence")->text();
    view["needs"] = still_needed(w, card);
    view["approve"] = w.page.approves && w.page.access == RunPage::Access::Write
        && card.answer.result == Result::NA && card.na_approved.empty();
    view["approve_action"] = "/audits/" + w.page.audit.key.str() + "/not-applicable";
    view["approve_answer"] = card.answer.key.site + "/" + id + ":" + std::to_string(card.answer.version);
    view["methods"] = methods(w, card);
    view["method_label"] =
        card.answer.method == AnswerMethod::None ? std::string() : method_label(w, card.answer.method);
    view["interviewee"] = card.answer.interviewee;
    view["flagged"] = card.answer.flagged;
    view["saved"] = card.saved;
    const auto back = w.address(w.page.clause) + "#q-" + id;
    view["back"] = back;
    view["evidence"] = evidence(w, card, back);
    view["evidence_count"] = card.evidence.empty() ? Tree() : Tree(card.evidence.size());
    view["target"] = "answer:" + card.answer.key.str();
    view["findings"] = card.findings;
    view["earlier"] = earlier(w, card);
    view["examples"] = examples(w, card);
    view["conflict"] = conflict(w, card);
    view["writable"] = w.page.access == RunPage::Access::Write;
    view["more_findings"] = w.page.access == RunPage::Access::Write
        && (result_of(card.mark) == Result::NC || card.mark == Mark::Opportunity);
    view["new_finding"] = "/audits/" + w.page.audit.key.str() + "/findings";
    view["new_grade"] = card.mark == Mark::Opportunity ? "OFI" : "MINOR";
    view["site"] = w.page.site;
    return view;
}

Tree texts(const std::vector<Localized>& list, Language language)
{
    Tree tree = Tree::list();
    for (const auto& each : list) tree.push_back(each.in(language));
    return tree;
}

std::string interviewees(const Writer& w, const Clause& clause)
{
    std::vector<std::string> labels;
    for (const auto who : clause.interviewees)
        labels.push_back(w.page.checklist.interviewee_labels.at(who).in(w.language));
    return joined(labels, " · ");
}

std::string references(const Writer& w, const Clause& clause)
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
Tree guide(const Writer& w)
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
Tree neighbour(const Writer& w, int direction)
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

std::string summary(const Writer& w)
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

Tree sites(const Writer& w)
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

Tree team(const Writer& w)
{
    Tree list = Tree::list();
    for (const auto& person : w.page.team)
        list.push_back(
            {{"name", person.name}, {"initials", initials(person.name)}, {"role", w.text(person.role)}});
    return list;
}

} // namespace

std::optional<RunFilter> parse_run_filter(std::string_view word)
{
    for (const auto filter : {RunFilter::All, RunFilter::Open, RunFilter::Findings})
        if (str(filter) == word) return filter;
    return std::nullopt;
}

std::string_view str(RunFilter filter)
{
    if (filter == RunFilter::Open) return "open";
    return filter == RunFilter::Findings ? "findings" : "all";
}

std::string mark_label(Mark mark, Language language, const Catalogues& catalogues)
{
    const auto code = mark == Mark::Concern ? std::string("AOC") : std::string(str(mark));
    return catalogues.text(language, mark == Mark::Concern ? "grade." + code : "answer_short." + code);
}

Tree mark_pill(Mark mark, Language language, const Catalogues& catalogues)
{
    const auto shape = shape_of(mark);
    return {{"g", shape.letter},
            {"icon", shape.icon},
            {"label", mark_label(mark, language, catalogues)},
            {"mark", str(mark)}};
}

Tree progress_segments(const Tally& tally, Language language, const Catalogues& catalogues)
{
    struct Part {
        std::string_view letter;
        std::string label;
        int count;
    };
    const auto label = [&](Mark mark) {
        return mark_label(mark, language, catalogues);
    };
    const Part parts[] = {
        {"C", label(Mark::Conforms), tally.count(Mark::Conforms)},
        {"O", label(Mark::Opportunity), tally.count(Mark::Opportunity)},
        {"m", label(Mark::Minor), tally.count(Mark::Minor) + tally.count(Mark::Nonconforming)},
        {"M", label(Mark::Major), tally.count(Mark::Major)},
        {"N", catalogues.text(language, "run.not_assessed"),
         tally.count(Mark::NotApplicable) + tally.count(Mark::NotSeen) + tally.count(Mark::Concern)},
        {"0", label(Mark::NotYet), tally.count(Mark::NotYet)},
    };
    Tree list = Tree::list();
    int before = 0;
    for (const auto& part : parts) {
        const auto at = [&](int some) {
            return tally.questions == 0 ? 0 : some * 1000 / tally.questions;
        };
        const int x = at(before);
        before += part.count;
        list.push_back({{"g", part.letter},
                        {"label", part.label},
                        {"count", part.count},
                        {"x", x},
                        {"w", at(before) - x}});
    }
    return list;
}

std::string run_address(const Id<Audit>& audit, const ClauseNumber& clause, RunFilter filter,
                        std::string_view site)
{
    auto address = "/audits/" + audit.str() + "/run/" + clause.str();
    char joint = '?';
    if (filter != RunFilter::All) {
        address += joint + std::string("show=") + std::string(str(filter));
        joint = '&';
    }
    if (site != "all") address += joint + std::string("site=") + std::string(site);
    return address;
}

Tree run_view(const RunPage& page, Language language, const Catalogues& catalogues)
{
    const Writer w{page, language, catalogues};
    Tree cards = Tree::list();
    const auto* clause = page.progress.find(page.clause);
    for (const auto& card : page.cards) {
        const auto found = std::find_if(clause->questions.begin(), clause->questions.end(),
                                        [&](const auto& each) { return each.question == card.question->id; });
        if (passes(*found, page.filter) || card.question->id.str() == page.open_question)
            cards.push_back(card_view(w, card));
    }
    return {{"audit", page.audit.key.str()},
            {"actor", page.actor},
            {"title", page.audit.title},
            {"meta", page.meta},
            {"answered", page.progress.whole.answered()},
            {"total", page.progress.whole.questions},
            {"percent", page.progress.whole.progress().percent()},
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
            {"guide", guide(w)},
            {"writable", page.access == RunPage::Access::Write},
            {"problems", page.problems}};
}

} // namespace clausebook::views
