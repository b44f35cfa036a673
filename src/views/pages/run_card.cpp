// A question of an audit with its answer: buttons, texts, evidence, what the last audit said, two texts in
// conflict.

#include "core/finding/finding_life.h"
#include "views/pages/run_parts.h"

namespace clausebook::views {
namespace {

/// The buttons in the order of their keys.
constexpr std::pair<Mark, const char*> choices[] = {
    {Mark::Conforms, "1"},      {Mark::Minor, "2"},   {Mark::Major, "3"},  {Mark::Opportunity, "4"},
    {Mark::NotApplicable, "5"}, {Mark::NotSeen, "6"}, {Mark::NotYet, "0"},
};

Tree choice_button(const RunWriter& w, Mark mark, const std::string& form, Mark chosen)
{
    auto button = mark_pill(mark, w.language, w.catalogues);
    button["form"] = form;
    button["key"] = "";
    button["chosen"] = mark == chosen;
    button["clears"] = mark == Mark::NotYet;
    const bool graded = grade_of(mark).has_value();
    button["full"] = w.text((graded ? "grade." : "answer.") + std::string(str(mark)));
    if (graded && kind_of(w.page.audit.type) == FindingFrame::Kind::StageOne) {
        const auto concern = mark_pill(Mark::Concern, w.language, w.catalogues);
        for (const auto* look : {"g", "icon"}) button[look] = *concern.find(look);
        button["label"] = w.text("run.concern." + std::string(str(mark)));
        button["full"] = w.text("run.could_become." + std::string(str(mark)));
    }
    return button;
}

/// The button that stands for what a card shows: a concern of stage 1 was chosen as what it could become.
Mark chosen_button(const RunCard& card)
{
    if (card.mark != Mark::Concern || !card.could_become) return card.mark;
    return *card.could_become == Grade::MAJOR ? Mark::Major : Mark::Minor;
}

Tree choice_buttons(const RunWriter& w, const RunCard& card)
{
    Tree list = Tree::list();
    for (const auto& [mark, key] : choices) {
        auto button = choice_button(w, mark, "a-" + card.question->id.str(), chosen_button(card));
        button["key"] = key;
        list.push_back(std::move(button));
    }
    return list;
}

/// The words of a method; codes are small letters in rows and addresses, capitals in the catalogue.
std::string method_label(const RunWriter& w, AnswerMethod method)
{
    std::string code(str(method));
    for (auto& letter : code) letter = static_cast<char>(letter - 'a' + 'A');
    return w.text(code.empty() ? "run.method.none" : "answer_method." + code);
}

Tree methods(const RunWriter& w, const RunCard& card)
{
    Tree list = Tree::list();
    for (const auto method : all_answer_methods) {
        const std::string code(str(method));
        list.push_back(
            {{"code", code}, {"label", method_label(w, method)}, {"chosen", method == card.answer.method}});
    }
    return list;
}

Tree evidence(const RunWriter& w, const RunCard& card, const std::string& back)
{
    Tree list = Tree::list();
    for (const auto& each : card.evidence)
        list.push_back({{"number", each.number},
                        {"title", each.title.empty() ? each.number : each.title},
                        {"locator", each.locator},
                        {"state", w.text(each.state)},
                        {"icon", each.icon},
                        {"open", each.open},
                        {"detach", "/evidence/" + each.number + "/links/remove"},
                        {"relink", "/evidence/" + each.number + "/links"},
                        {"back", back},
                        {"target", each.target},
                        {"version", each.link_version},
                        {"next", each.next.empty() ? std::string() : w.text("evidence.next." + each.next)},
                        {"may_detach", w.page.access == RunPage::Access::Write}});
    return list;
}

std::string said(const RunWriter& w, Mark mark, const std::string& note)
{
    const auto label = mark_label(mark, w.language, w.catalogues);
    return note.empty() ? label : label + " — " + note;
}

Tree conflict(const RunWriter& w, const RunCard& card)
{
    if (!card.conflict) return {};
    return {{"who", w.text("run.conflict_by", {{"who", card.conflict->who}, {"when", card.conflict->when}})},
            {"theirs", said(w, card.conflict->mark, card.conflict->note)},
            {"mine", said(w, card.mark, card.answer.note)},
            {"form", "a-" + card.question->id.str()},
            {"href", w.address(w.page.clause) + "#q-" + card.question->id.str()},
            {"plain", true}};
}

/// The form by which the lead corrects what no report can say; null where there is none.
Tree correction(const RunWriter& w, const RunCard& card)
{
    if (!card.correction) return {};
    const auto id = card.question->id.str();
    const auto& [typed, problems] = *card.correction;
    Tree list = Tree::list();
    for (const auto& [mark, key] : choices)
        if (mark != Mark::NotYet) list.push_back(choice_button(w, mark, "c-" + id, typed.choice));
    Tree others = Tree::list();
    for (const auto& problem : *problems.items())
        if (const auto field = *problem.find("field")->text(); field != "note" && field != "reason")
            others.push_back(*problem.find("sentence")->text());
    return {{"id", id},
            {"form", "c-" + id},
            {"action", "/audits/" + w.page.audit.key.str() + "/answers/" + id + "/correction"},
            {"version", static_cast<long long>(card.answer.version)},
            {"site", w.page.site},
            {"choices", std::move(list)},
            {"problems", std::move(others)},
            {"note", typed.note},
            {"reason", typed.reason},
            {"note_problem", problem_at(problems, "note")},
            {"reason_problem", problem_at(problems, "reason")}};
}

/// Why the answer is not yet good enough to close the audit, beside its note.
std::string still_needed(const RunWriter& w, const RunCard& card)
{
    if (card.mark == Mark::NotSeen && card.answer.note.empty()) return w.text("run.ns_needs_reason");
    if (card.mark != Mark::NotApplicable) return {};
    return card.na_approved.empty() ? w.text("run.na_waits")
                                    : w.text("run.na_approved", {{"who", card.na_approved}});
}

Tree examples(const RunWriter& w, const RunCard& card)
{
    Tree list = Tree::list();
    for (const auto& example : card.question->evidence_examples) list.push_back(example.in(w.language));
    return list;
}

} // namespace

Tree run_card_view(const RunWriter& w, const RunCard& card)
{
    const auto id = card.question->id.str();
    auto view = mark_pill(card.mark, w.language, w.catalogues);
    const auto action = "/audits/" + w.page.audit.key.str() + "/answers/" + id
        + (w.page.site == "all" ? "" : "?site=" + w.page.site);
    view["mark"] = str(chosen_button(card));
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
    view["retry_key"] = w.page.retry_key + "-" + id;
    view["findings"] = card.findings;
    view["earlier"] = card.earlier ? run_earlier_view(w, *card.earlier) : Tree();
    view["examples"] = examples(w, card);
    view["conflict"] = conflict(w, card);
    view["correction"] = correction(w, card);
    view["writable"] = w.page.access == RunPage::Access::Write;
    view["more_findings"] = w.page.access == RunPage::Access::Write
        && (result_of(card.mark) == Result::NC || card.mark == Mark::Opportunity);
    view["new_finding"] = "/audits/" + w.page.audit.key.str() + "/findings";
    view["new_grade"] = card.mark == Mark::Opportunity ? "OFI" : "MINOR";
    view["site"] = w.page.site;
    return view;
}

} // namespace clausebook::views
