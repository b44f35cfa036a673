#include "core/base/text.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/finding_parts.h"
#include "views/pages/findings.h"
#include "views/pages/follow_up.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string clause_label(const ClauseNumber& clause, const FindingPage& page)
{
    const auto title = page.clause_titles.find(clause);
    return clause.str() + (title == page.clause_titles.end() ? "" : " " + title->second);
}

std::string person_name(const FindingPage& page, const Id<Person>& person)
{
    const auto found = page.names.find(person);
    return found == page.names.end() ? person.str() : found->second;
}

Tree choice(std::string_view id, const FindingPage& page)
{
    return {{"id", id}, {"problem", problem_at(page.form.problems, id)}, {"options", Tree::list()}};
}

Tree line(std::string_view id, const std::string& value, const FindingPage& page)
{
    return {{"id", id}, {"value", value}, {"problem", problem_at(page.form.problems, id)}};
}

Tree contact_choice(const FindingPage& page)
{
    auto contact = choice("auditee_contact", page);
    for (const auto& one : page.people)
        contact["options"].push_back({{"key", one.key.str()},
                                      {"label", one.name},
                                      {"chosen", one.key == page.form.finding.auditee_contact}});
    const auto& standing = page.form.finding.auditee_contact;
    const bool offered = standing.empty()
        || std::any_of(page.people.begin(), page.people.end(),
                       [&](const Person& one) { return one.key == standing; });
    if (!offered) // who left the house stays where the name stands
        contact["options"].push_back(
            {{"key", standing.str()}, {"label", person_name(page, standing)}, {"chosen", true}});
    return contact;
}

void add_identification(Tree& view, const FindingPage& page, Language language, const Catalogues& catalogues)
{
    const auto& finding = page.form.finding;
    auto grades = Tree::list();
    for (const auto grade : all_grades) {
        if (grade == Grade::AOC && finding.grade != Grade::AOC && !page.certification) continue;
        if (page.certification && is_nonconformity(grade) && finding.grade != grade) continue;
        auto pill = grade_pill(grade, language, catalogues);
        pill["code"] = std::string(str(grade));
        pill["chosen"] = grade == finding.grade;
        grades.push_back(std::move(pill));
    }
    view["grades"] = std::move(grades);
    view["grade_problem"] = problem_at(page.form.problems, "grade");

    auto clause = choice("clause", page);
    auto clauses = page.clauses;
    if (finding.clause && std::find(clauses.begin(), clauses.end(), *finding.clause) == clauses.end())
        clauses.push_back(*finding.clause);
    for (const auto& one : clauses)
        clause["options"].push_back(
            {{"key", one.str()}, {"label", clause_label(one, page)}, {"chosen", finding.clause == one}});
    view["clause"] = std::move(clause);
    view["secondary_clauses"] = line("secondary_clauses", page.secondary, page);

    auto site = choice("site", page);
    for (const auto& one : page.sites)
        site["options"].push_back(
            {{"key", one.key.str()}, {"label", one.name}, {"chosen", one.key == finding.site}});
    view["site"] = std::move(site);
    view["process"] = line("process", finding.process, page);

    view["auditee_contact"] = contact_choice(page);
    view["principle"] = finding.clause && finding.clause->chapter() == "4";
}

/// What a concern of stage 1 could become; null in every other audit.
Tree concern_fields(const FindingPage& page, Language language, const Catalogues& catalogues)
{
    if (!page.certification) return {};
    auto grades = Tree::list();
    for (const auto grade : {Grade::MINOR, Grade::MAJOR}) {
        auto pill = grade_pill(grade, language, catalogues);
        pill["code"] = std::string(str(grade));
        pill["chosen"] = page.concern && page.concern->could_become == grade;
        grades.push_back(std::move(pill));
    }
    return {{"grades", std::move(grades)},
            {"must_fix", page.concern && page.concern->must_fix == Concern::Before2::Must},
            {"id", "could_become"},
            {"problem", problem_at(page.form.problems, "could_become")}};
}

/// "Minor, to be solved before stage 2".
std::string concern_text(const FindingPage& page, Language language, const Catalogues& catalogues)
{
    if (page.form.finding.grade != Grade::AOC) return {};
    if (!page.concern) return catalogues.text(language, "finding.concern_unsaid");
    auto text = catalogues.text(language, "grade." + std::string(str(page.concern->could_become)));
    if (page.concern->must_fix == Concern::Before2::Must)
        text += ", " + catalogues.text(language, "finding.must_fix_short");
    return text;
}

void add_missing(Tree& view, const FindingPage& page, Language language, const Catalogues& catalogues)
{
    auto missing = Tree::list();
    for (const auto& part : page.form.missing) {
        const auto label = catalogues.text(language, "finding.field." + part.field);
        missing.push_back(
            {{"field", part.field},
             {"sentence",
              part.code == "missing" ? label : catalogues.text(language, "finding.missing." + part.code)}});
    }
    view["missing"] = std::move(missing);
    view["missing_heading"] =
        catalogues.counted(language, "finding.missing", static_cast<long long>(page.form.missing.size()));
}

void add_links(Tree& view, const FindingPage& page, Language language, const Catalogues& catalogues)
{
    const auto& finding = page.form.finding;
    auto questions = Tree::list();
    for (const auto& one : page.questions) {
        const auto text = page.question_texts.find(one.question);
        const auto site = std::find_if(page.sites.begin(), page.sites.end(),
                                       [&](const Site& s) { return s.key.str() == one.site; });
        questions.push_back(
            {{"question", one.question.str()},
             {"text", text == page.question_texts.end() ? "" : text->second},
             {"site", one.site},
             {"site_name", site == page.sites.end() ? "" : site->name},
             {"action", actions_of(finding) + "/detach"},
             {"removable", page.form.access == Access::Write && finding.state == FindingState::Draft}});
    }
    view["questions"] = std::move(questions);
    auto at = choice("at_site", page);
    for (const auto& one : page.sites) at["options"].push_back({{"key", one.key.str()}, {"label", one.name}});
    view["attach"] = {{"action", actions_of(finding) + "/attach"},
                      {"question", line("question", page.question_typed, page)},
                      {"at_site", std::move(at)}};

    auto evidence = Tree::list();
    for (const auto& one : page.evidence)
        evidence.push_back({{"href", "/evidence/" + one.number},
                            {"number", one.number},
                            {"title", one.title},
                            {"locator", one.locator}});
    view["evidence_links"] = std::move(evidence);

    auto history = Tree::list();
    for (const auto& one : page.history) {
        const auto key = "finding.event." + one.action;
        history.push_back(
            {{"who", one.who},
             {"initials", initials(one.who)},
             {"what", catalogues.text(language, catalogues.has(language, key) ? key : "finding.event.other")},
             {"when", one.when},
             {"at", one.at}});
    }
    view["history"] = std::move(history);
}

void add_properties(Tree& view, const FindingPage& page, Language language, const Catalogues& catalogues)
{
    const auto& finding = page.form.finding;
    auto rows = Tree::list();
    const auto row = [&](std::string_view key, const std::string& value, const std::string& href = {}) {
        if (!value.empty())
            rows.push_back({{"label", catalogues.text(language, key)},
                            {"value", value},
                            {"href", href},
                            {"late", false}});
    };
    const auto date = [&](const std::optional<Date>& day) {
        return day ? shown(language, *day) : std::string();
    };
    const auto person = [&](const Id<Person>& key) {
        return key.empty() ? std::string() : person_name(page, key);
    };
    const auto site = std::find_if(page.sites.begin(), page.sites.end(),
                                   [&](const Site& s) { return s.key == finding.site; });
    row("word.state", catalogues.text(language, "finding_state." + std::string(str(finding.state))));
    row("word.audit", finding.audit.str(), "/audits/" + finding.audit.str());
    row("word.clause", finding.clause ? clause_label(*finding.clause, page) : "");
    row("word.site", site == page.sites.end() ? "" : site->name);
    row("finding.field.process", finding.process);
    row("finding.auditor", person(finding.auditor));
    row("finding.field.auditee_contact", person(finding.auditee_contact));
    row("finding.found_on", date(finding.found_on));
    row("finding.raised_on", date(finding.raised_on));
    row("finding.raised_by", person(finding.raised_by));
    const auto due_row = [&](std::string_view key, const std::optional<Date>& day, Due::What what) {
        if (!day) return;
        const bool late = page.due && page.due->what == what && is_late(*page.due, page.today);
        rows.push_back({{"label", catalogues.text(language, key)},
                        {"value", due_text(*day, page.today, late, language, catalogues)},
                        {"href", ""},
                        {"late", late}});
    };
    if (is_open(finding.state) && !finding.number.empty()) {
        due_row(finding.grade == Grade::OFI ? "finding.due.decision" : "finding.due.plan",
                page.deadlines.plan, Due::What::Plan);
        due_row("finding.due.correction", page.deadlines.correction, Due::What::Correction);
        due_row("finding.due.implementation", page.deadlines.implementation, Due::What::Implementation);
    }
    row("finding.field.could_become", concern_text(page, language, catalogues));
    row("finding.repeat", finding.repeat_of,
        finding.repeat_of.empty() ? "" : "/findings/" + finding.repeat_of);
    for (const auto& passage : page.passages) row(passage.label, passage.name, passage.href);
    row("finding.withdrawn_on", date(finding.withdrawn_on));
    row("finding.withdrawn_by", person(finding.withdrawn_by));
    if (finding.state == FindingState::Withdrawn)
        row("finding.withdrawn_reason",
            finding.withdrawn_reason.empty() ? catalogues.text(language, "finding.taken_back")
                                             : finding.withdrawn_reason);
    view["properties"] = std::move(rows);
}

} // namespace

Tree finding_view(const FindingPage& page, Language language, const Catalogues& catalogues)
{
    const auto& finding = page.form.finding;
    auto view = statement_fields(page.form, "", language, catalogues);
    const auto statement = lines(finding.statement);
    view["heading"] =
        statement.empty() ? catalogues.text(language, "finding.no_statement") : statement.front();
    view["name"] = name_of(finding, language, catalogues);
    view["pill"] = grade_pill(finding.grade, language, catalogues);
    view["state"] = catalogues.text(language, "finding_state." + std::string(str(finding.state)));
    view["version"] = static_cast<long long>(finding.version);
    view["action"] = actions_of(finding);
    view["follow"] = page.follow;
    view["writable"] = page.form.access == Access::Write;
    view["draft"] = finding.state == FindingState::Draft;
    view["raisable"] = page.lead == Access::Write && page.form.access == Access::Write;
    view["withdrawal"] = Tree();
    if (page.lead == Access::Write
        && find_transition(finding.state, FindingState::Withdrawn, finding.grade) != nullptr)
        view["withdrawal"] = {{"action", actions_of(finding) + "/withdraw"},
                              {"version", static_cast<long long>(finding.version)},
                              {"open", !problem_at(page.form.problems, "reason").empty()},
                              {"reason", line("reason", page.reason_typed, page)}};
    view["naming"] = Tree();
    if (page.naming == Access::Write)
        view["naming"] = {{"action", actions_of(finding) + "/contact"},
                          {"version", static_cast<long long>(finding.version)},
                          {"open", !problem_at(page.form.problems, "auditee_contact").empty()},
                          {"auditee_contact", contact_choice(page)}};
    view["attachable"] = page.hang == Access::Write;
    view["has_requirement"] = finding.grade != Grade::OFI;
    view["trio"] = three_part_meter(page.form, language, catalogues);
    view["grade_reason"] = line("grade_reason", finding.grade_reason, page);
    view["repeat_of"] = line("repeat_of", finding.repeat_of, page);
    view["concern"] = concern_fields(page, language, catalogues);
    view["problems"] = page.form.problems;
    auto theirs = Tree::list();
    for (const auto& one : page.theirs)
        theirs.push_back(
            {{"label", catalogues.text(language, "finding.field." + one.field)}, {"text", one.text}});
    view["theirs"] = std::move(theirs);
    add_identification(view, page, language, catalogues);
    add_missing(view, page, language, catalogues);
    add_links(view, page, language, catalogues);
    add_properties(view, page, language, catalogues);
    return view;
}

} // namespace clausebook::views
