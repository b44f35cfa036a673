#include "views/pages/earlier.h"

#include "views/entry_pages.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/audit_parts.h"
#include "views/pages/findings.h"

namespace clausebook::views {
namespace {

using Line = EarlierPage::Line;

/// What one card is written with.
struct Writer {
    const EarlierPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key, const Refusal::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
};

std::string outcome_key(Outcome outcome, Grade grade)
{
    const bool again = outcome == Outcome::Became && grade != Grade::AOC;
    return "outcome." + (again ? std::string("AGAIN") : str(outcome));
}

/// The words a card shows beside its labels; without those that were not written.
Tree fact_rows(const Writer& w, const Line& line)
{
    Tree rows = Tree::list();
    const auto add = [&](const std::string& key, const std::string& text) {
        if (!text.empty()) rows.push_back({{"label", w.text(key)}, {"text", text}});
    };
    const auto& finding = line.earlier.finding;
    const bool ofi = finding.grade == Grade::OFI;
    add("word.clause", finding.clause ? finding.clause->str() : "");
    add("finding.field.process", finding.process);
    add(ofi ? "finding.observation" : "finding.field.statement", finding.statement);
    add("finding.field.objective_evidence", finding.objective_evidence);
    if (const auto& response = line.follow_up.response) {
        add("earlier.correction", response->correction);
        add("earlier.root_cause", response->root_cause);
    }
    if (!line.follow_up.steps.empty()) add("earlier.last_word", line.follow_up.steps.back().comment);
    return rows;
}

Tree action_rows(const Writer& w, const Line& line)
{
    Tree rows = Tree::list();
    for (const auto& one : line.follow_up.actions)
        rows.push_back({{"number", one.action.key.str()},
                        {"href", line.href.empty() ? "" : "/actions/" + one.action.key.str()},
                        {"text", one.action.text},
                        {"owner", one.action.owner.empty() ? "" : name_of(w.page.names, one.action.owner)},
                        {"state", w.text("action_state." + std::string(str(one.action.state)))}});
    return rows;
}

/// What is said so far; null while nothing is.
Tree said(const Writer& w, const Line& line)
{
    const auto& look = line.earlier.look;
    if (look.outcome == Outcome::NotLooked) return {};
    const auto& became = line.earlier.became;
    return {{"outcome", w.text(outcome_key(look.outcome, line.earlier.finding.grade))},
            {"comment", look.comment},
            {"by",
             w.text("earlier.said_by",
                    {{"who", name_of(w.page.names, look.looked_by)},
                     {"when", look.looked_on ? shown(w.language, *look.looked_on) : ""}})},
            {"became", became ? name_of(*became, w.language, w.catalogues) : ""},
            {"became_href", line.became_href},
            {"withdrawn", !is_looked_at(line.earlier)}};
}

Tree choices(const Writer& w, const Line& line, const std::string& prefix, const Look& look)
{
    Tree list = Tree::list();
    for (const auto outcome : outcomes_for(line.earlier.finding.grade))
        list.push_back(choice(prefix + "outcome", str(outcome),
                              w.text(outcome_key(outcome, line.earlier.finding.grade)),
                              look.outcome == outcome));
    return list;
}

Tree grades(const Writer& w, const std::string& prefix, const Look& look)
{
    Tree list = Tree::list();
    const auto offered = grades_to_become(w.page.kind);
    for (const auto grade : offered) {
        auto one = choice(prefix + "grade", str(grade), w.text("grade." + std::string(str(grade))),
                          look.grade == grade || offered.size() == 1);
        list.push_back(std::move(one));
    }
    return list;
}

/// The form of a card, with what was typed when it came back; null for those who read alone.
Tree form_of(const Writer& w, const Line& line)
{
    if (line.form != Line::Form::Write) return {};
    const auto& earlier = line.earlier;
    const bool back = w.page.typed_at == earlier.finding.key;
    auto look = w.page.typed;
    if (!back) {
        look = {earlier.look.outcome, std::nullopt, earlier.look.comment, 0};
        if (earlier.became) look.grade = earlier.became->grade;
        if (!is_looked_at(earlier)) look.outcome = Outcome::NotLooked;
    }
    // Problems name plain fields: those of the form that came back.
    const auto prefix = back ? std::string() : earlier_anchor(earlier.finding.key.str()) + "-";
    const auto at = [&](const char* name) {
        return field(prefix + name, back ? look.comment : earlier.look.comment,
                     back ? w.page.problems : Tree::list());
    };
    auto outcome = at("outcome");
    outcome["options"] = choices(w, line, prefix, look);
    auto grade = at("grade");
    grade["options"] = grades(w, prefix, look);
    grade["became_label"] = w.text(outcome_key(Outcome::Became, earlier.finding.grade));
    return {{"action",
             "/audits/" + w.page.audit.key.str() + "/earlier/" + earlier.finding.audit.str() + "/"
                 + std::to_string(earlier.finding.serial)},
            {"version", earlier.look.version},
            {"outcome", std::move(outcome)},
            {"grade", std::move(grade)},
            {"comment", at("comment")}};
}

std::string kept(const Writer& w, const Line& line)
{
    if (line.form == Line::Form::Own) return w.text("earlier.own_work");
    return line.form == Line::Form::Lead ? w.text("earlier.lead_only") : std::string();
}

Tree card(const Writer& w, const Line& line)
{
    const auto& finding = line.earlier.finding;
    return {{"anchor", earlier_anchor(finding.key.str())},
            {"number", finding.number},
            {"href", line.href},
            {"audit", finding.audit.str()},
            {"pill", grade_pill(finding.grade, w.language, w.catalogues)},
            {"state", w.text("finding_state." + std::string(str(finding.state)))},
            {"facts", fact_rows(w, line)},
            {"actions", action_rows(w, line)},
            {"said", said(w, line)},
            {"open", !is_looked_at(line.earlier)},
            {"kept", kept(w, line)},
            {"form", form_of(w, line)}};
}

} // namespace

Tree earlier_view(const EarlierPage& page, Language language, const Catalogues& catalogues)
{
    const Writer w{page, language, catalogues};
    auto view = audit_head(page.audit, language, catalogues);
    std::vector<EarlierFinding> all;
    Tree cards = Tree::list();
    for (const auto& line : page.lines) {
        cards.push_back(card(w, line));
        all.push_back(line.earlier);
    }
    const auto open = static_cast<long long>(not_looked_at(all));
    view["cards"] = std::move(cards);
    view["count"] =
        open > 0 ? catalogues.counted(language, "earlier.open", open) : w.text("earlier.none_open");
    view["lead"] = w.text(page.audit.follows.empty() ? "earlier.lead_offered" : "earlier.lead");
    view["problems"] = page.problems;
    view["empty"] = Tree();
    if (page.lines.empty())
        view["empty"] = {{"icon", "flag"},
                         {"heading", w.text("earlier.empty")},
                         {"sentence", w.text("earlier.empty_hint")},
                         {"href", "/audits/" + page.audit.key.str()},
                         {"action", w.text("audits.back")}};
    return view;
}

} // namespace clausebook::views
