// The forms of audits: frame, team, meeting, conclusion.

#include "core/audit/audit_kind.h"
#include "core/base/text.h"
#include "core/checklist/checklist_import.h"
#include "views/entry_pages.h"
#include "views/format.h"
#include "views/page.h"
#include "views/pages/audit_parts.h"
#include "views/pages/run.h"

#include <algorithm>
#include <set>

namespace clausebook::views {
namespace {

std::string date_value(const AuditForm& form, const std::string& name, const std::optional<Date>& date)
{
    const auto typed = form.raw.find(name);
    if (typed != form.raw.end()) return typed->second;
    return date ? to_string(*date) : "";
}

/// The chapters of the checklist: whole ones ticked, else single clauses.
Tree chapter_rows(const Checklist& checklist, const std::vector<ClauseNumber>& scope, Language language)
{
    Tree rows = Tree::list();
    const auto add = [&](const std::string& number, const std::string& title,
                         const std::vector<std::pair<std::string, std::string>>& items) {
        std::size_t chosen = 0;
        for (const auto& [clause, name] : items)
            chosen += holds(scope, ClauseNumber::parse(clause).value()) ? 1 : 0;
        const bool whole = chosen == items.size();
        Tree clauses = Tree::list();
        for (const auto& [clause, name] : items)
            clauses.push_back(choice("clauses", clause, clause + " " + name,
                                     !whole && holds(scope, ClauseNumber::parse(clause).value())));
        rows.push_back({{"whole", choice("chapters", number, number + " " + title, whole)},
                        {"count", items.size()},
                        {"some", !whole && chosen > 0},
                        {"clauses", std::move(clauses)}});
    };
    for (const auto& group : checklist.groups) {
        std::vector<std::pair<std::string, std::string>> items;
        for (const auto* clause : checklist.clauses_of(group.number))
            items.emplace_back(clause->number.str(), clause->title.in(language));
        if (group.number.has_letter())
            for (const auto& item : checklist.scheme_items)
                items.emplace_back(item.id.clause().str(), item.text.in(language));
        if (!items.empty()) add(group.number.str(), group.title.in(language), items);
    }
    return rows;
}

std::string owned_by(const Person& person)
{
    std::vector<std::string> clauses;
    for (const auto& clause : person.owns) clauses.push_back(clause.str());
    return joined(clauses, ", ");
}

Tree people_rows(const AuditForm& form, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    for (const auto& person : form.people) {
        const auto owns = owned_by(person);
        const auto hint =
            owns.empty() ? person.function : catalogues.text(language, "audits.owns", {{"clauses", owns}});
        rows.push_back(choice("team", person.key.str(), person.name, holds(form.team, person.key), hint));
    }
    return rows;
}

/// "ISO 10002:2018, revision 1".
std::string checklist_label(const Checklist& checklist, Language language, const Catalogues& catalogues)
{
    return catalogues.text(language, "audits.checklist",
                           {{"standard", standard_of(checklist.identity)},
                            {"revision", std::to_string(checklist.identity.revision)}});
}

/// Where there is a choice: all that are offered.
Tree checklist_rows(const AuditForm& form, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    if (form.offered.size() < 2) return rows;
    for (const auto& [key, checklist] : form.offered)
        rows.push_back(choice("wanted", key, checklist_label(*checklist, language, catalogues),
                              key == form.audit.checklist));
    return rows;
}

Tree lead_rows(const AuditForm& form)
{
    Tree rows = Tree::list();
    for (const auto& person : form.people)
        if (person.roles.contains(Role::LeadAuditor) || person.roles.contains(Role::QualityManager))
            rows.push_back(choice("lead", person.key.str(), person.name, form.audit.lead == person.key));
    return rows;
}

/// Collects what differs as partials/theirs shows it.
class Differences {
public:
    Differences(Language language, const Catalogues& catalogues)
        : language_(language), catalogues_(catalogues)
    {
    }
    void compare(const std::string& label, const std::string& theirs, const std::string& mine)
    {
        if (theirs != mine)
            list_.push_back(
                {{"label", catalogues_.text(language_, label)}, {"text", theirs.empty() ? "–" : theirs}});
    }
    void add(const std::string& name, const std::string& theirs)
    {
        list_.push_back({{"label", name}, {"text", theirs}});
    }
    Tree list() && { return std::move(list_); }

private:
    Language language_;
    const Catalogues& catalogues_;
    Tree list_ = Tree::list();
};

/// The labels of those of `all` whose keys are chosen, one a line.
template <typename Keys, typename All, typename Label>
std::string chosen_labels(const Keys& keys, const All& all, const Label& label)
{
    std::vector<std::string> labels;
    for (const auto& one : all)
        if (holds(keys, one.key)) labels.push_back(label(one));
    return joined(labels, "\n");
}

std::string clause_numbers(const Audit& audit)
{
    std::set<std::string> numbers;
    for (const auto& clause : audit.clauses) numbers.insert(clause.str());
    return joined({numbers.begin(), numbers.end()}, ", ");
}

std::string method_labels(const Audit& audit, Language language, const Catalogues& catalogues)
{
    std::vector<std::string> labels;
    for (const auto method : audit_methods)
        if (holds(audit.methods, method))
            labels.push_back(catalogues.text(language, "audits.method." + str(method)));
    return joined(labels, ", ");
}

/// Where the audit that somebody else saved differs from the one in the form.
Tree differing(const AuditForm& form, Language language, const Catalogues& catalogues)
{
    if (!form.theirs) return Tree::list();
    const auto& theirs = *form.theirs;
    const auto& mine = form.audit;
    Differences found(language, catalogues);
    const auto compare = [&](const std::string& field, const auto& text) {
        found.compare("audits.field." + field, text(theirs), text(mine));
    };
    const auto day = [&](const std::optional<Date>& date) {
        return date ? shown(language, *date) : std::string();
    };
    const auto site_name = [](const Site& site) {
        return site.name;
    };
    compare("title", [](const Audit& a) { return a.title; });
    compare("starts_on", [&](const Audit& a) { return day(a.starts_on); });
    compare("ends_on", [&](const Audit& a) { return day(a.ends_on); });
    compare("objectives", [](const Audit& a) { return a.objectives; });
    compare("risk_basis", [](const Audit& a) { return a.risk_basis; });
    compare("scope", [](const Audit& a) { return a.scope; });
    compare("sites", [&](const Audit& a) { return chosen_labels(a.sites, form.sites, site_name); });
    compare("criteria", [&](const Audit& a) { return chosen_labels(a.criteria, form.criteria, label_of); });
    compare("clauses", clause_numbers);
    compare("period_from", [&](const Audit& a) { return day(a.period_from); });
    compare("period_to", [&](const Audit& a) { return day(a.period_to); });
    compare("methods", [&](const Audit& a) { return method_labels(a, language, catalogues); });
    compare("auditor_days", [](const Audit& a) { return a.auditor_days; });
    compare("language",
            [&](const Audit& a) { return catalogues.text(language, "language." + str(a.language)); });
    return std::move(found).list();
}

Tree differing(const TeamPage& page, Language language, const Catalogues& catalogues)
{
    if (!page.theirs) return Tree::list();
    Differences found(language, catalogues);
    const auto role_in = [&](const std::map<Id<Person>, std::string>& roles, const Id<Person>& person) {
        const auto at = roles.find(person);
        const bool none = at == roles.end() || at->second.empty();
        return catalogues.text(language, "audits.role." + (none ? "none" : at->second));
    };
    for (const auto& person : page.people) {
        const auto theirs = role_in(*page.theirs, person.key);
        if (theirs != role_in(page.roles, person.key)) found.add(person.name, theirs);
    }
    return std::move(found).list();
}

Tree differing(const MeetingPage& page, Language language, const Catalogues& catalogues)
{
    if (!page.theirs) return Tree::list();
    Differences found(language, catalogues);
    const auto person_name = [](const Person& person) {
        return person.name;
    };
    const auto& theirs = *page.theirs;
    const auto held_on = theirs.held_on ? to_string(*theirs.held_on) : std::string();
    if (held_on != page.held_on)
        found.add(catalogues.text(language, "audits.held_on"),
                  theirs.held_on ? shown(language, *theirs.held_on) : "–");
    found.compare("audits.people", chosen_labels(theirs.people, page.people, person_name),
                  chosen_labels(page.meeting.people, page.people, person_name));
    found.compare("audits.note", theirs.note, page.meeting.note);
    return std::move(found).list();
}

} // namespace

Tree audit_form_view(const AuditForm& form, Language language, const Catalogues& catalogues)
{
    const auto& a = form.audit;
    const bool fresh = a.key.empty();
    auto view = fresh ? Tree::object() : audit_head(a, language, catalogues);
    view["fresh"] = fresh;
    view["action"] = fresh ? "/audits/new" : "/audits/" + a.key.str() + "/edit";
    if (fresh) view["number"] = "";
    view["back"] = fresh ? "/audits" : "/audits/" + a.key.str();
    view["fresh_team"] = fresh;
    view["locked"] = form.scope == AuditForm::Scope::Locked;
    view["version"] = a.version;
    view["open"] = form.scope == AuditForm::Scope::Open;
    view["problems"] = form.problems;
    const auto put = [&](const char* name, const std::string& value) {
        view[name] = field(name, value, form.problems);
    };
    put("title", a.title);
    put("objectives", a.objectives);
    put("scope", a.scope);
    put("risk_basis", a.risk_basis);
    put("auditor_days", a.auditor_days);
    put("starts_on", date_value(form, "starts_on", a.starts_on));
    put("ends_on", date_value(form, "ends_on", a.ends_on));
    put("period_from", date_value(form, "period_from", a.period_from));
    put("period_to", date_value(form, "period_to", a.period_to));
    for (const auto* name : {"sites", "criteria", "clauses", "methods", "lead", "team", "checklist"})
        view[std::string(name) + "_at"] = field(name, "", form.problems);
    view["standard"] = checklist_label(*form.checklist, language, catalogues);
    view["checklist_key"] = a.checklist;
    view["checklists"] = checklist_rows(form, language, catalogues);
    view["moved"] = form.scope_of == AuditForm::ScopeOf::AnotherChecklist
        ? catalogues.text(language, "audits.checklist_moved", {{"standard", *view["standard"].text()}})
        : std::string();
    view["site_choices"] = Tree::list();
    for (const auto& site : form.sites)
        if (site.active || holds(a.sites, site.key))
            view["site_choices"].push_back(
                choice("sites", site.key.str(), site.name, holds(a.sites, site.key)));
    view["criterion_choices"] = Tree::list();
    for (const auto& criterion : form.criteria)
        if (criterion.active || holds(a.criteria, criterion.key))
            view["criterion_choices"].push_back(choice("criteria", criterion.key.str(), label_of(criterion),
                                                       holds(a.criteria, criterion.key)));
    view["method_choices"] = Tree::list();
    for (const auto method : audit_methods)
        view["method_choices"].push_back(choice("methods", str(method),
                                                catalogues.text(language, "audits.method." + str(method)),
                                                holds(a.methods, method)));
    view["languages"] = Tree::list();
    for (const auto each : languages)
        view["languages"].push_back(choice(
            "language", str(each), catalogues.text(language, "language." + str(each)), each == a.language));
    view["chapters"] = chapter_rows(*form.checklist, a.clauses, language);
    view["leads"] = lead_rows(form);
    view["people"] = people_rows(form, language, catalogues);
    view["theirs"] = differing(form, language, catalogues);
    return view;
}

Tree team_view(const TeamPage& page, Language language, const Catalogues& catalogues)
{
    auto view = audit_head(page.audit, language, catalogues);
    Tree rows = Tree::list();
    for (const auto& person : page.people) {
        const auto chosen = page.roles.find(person.key);
        const auto code = chosen == page.roles.end() ? std::string() : chosen->second;
        if (!person.active && code.empty()) continue;
        const auto name = "role-" + person.key.str();
        Tree roles = Tree::list();
        roles.push_back(choice(name, "", catalogues.text(language, "audits.role.none"), code.empty()));
        for (const auto role : member_roles)
            roles.push_back(choice(name, str(role), catalogues.text(language, "audits.role." + str(role)),
                                   code == str(role)));
        const auto owns = owned_by(person);
        rows.push_back(
            {{"name", person.name},
             {"function", person.function},
             {"owns", owns.empty() ? "" : catalogues.text(language, "audits.owns", {{"clauses", owns}})},
             {"field", name},
             {"roles", std::move(roles)}});
    }
    view["people"] = std::move(rows);
    view["theirs"] = differing(page, language, catalogues);
    view["problems"] = page.problems;
    return view;
}

Tree meeting_view(const MeetingPage& page, Language language, const Catalogues& catalogues)
{
    auto view = audit_head(page.audit, language, catalogues);
    view["heading"] = catalogues.text(language, "audits.meeting." + str(page.meeting.kind));
    view["guide"] = catalogues.text(language, "audits.meeting_guide." + str(page.meeting.kind));
    view["action"] = "/audits/" + page.audit.key.str() + "/meetings/" + str(page.meeting.kind);
    view["version"] = page.meeting.version;
    view["held_on"] = field("held_on", page.held_on, page.problems);
    view["note"] = field("note", page.meeting.note, page.problems);
    view["people_at"] = field("people", "", page.problems);
    Tree people = Tree::list();
    for (const auto& person : page.people)
        if (person.active || holds(page.meeting.people, person.key))
            people.push_back(choice("people", person.key.str(), person.name,
                                    holds(page.meeting.people, person.key), person.function));
    view["people"] = std::move(people);
    view["theirs"] = differing(page, language, catalogues);
    view["problems"] = page.problems;
    return view;
}

Tree conclusion_view(const ConclusionPage& page, Language language, const Catalogues& catalogues)
{
    auto view = audit_head(page.audit, language, catalogues);
    view["version"] = page.theirs.version > 0 ? page.theirs.version : page.conclusion.version;
    view["conflict"] = page.theirs.version > 0;
    view["write"] = page.access == ConclusionPage::Access::Write;
    view["correction"] = is_issued(page.audit.state) && page.access == ConclusionPage::Access::Write;
    Tree fields = Tree::list();
    const auto& kind = kind_for(page.audit.type);
    for (const auto& f : conclusion_fields()) {
        if (!concludes(kind, f.name)) continue;
        const std::string name(f.name);
        auto row = field(name, page.conclusion.*f.text, page.problems);
        const auto& theirs = page.theirs.*f.text;
        row["label"] = catalogues.text(language, "conclusion." + name);
        row["readonly"] = page.access == ConclusionPage::Access::Read;
        row["required"] = holds(kind.concluded, f.name);
        row["hint"] =
            catalogues.text(language,
                            f.shape == ConclusionField::Shape::WhatAndWhy  ? "audits.hint.what_and_why"
                                : f.shape == ConclusionField::Shape::Lines ? "audits.hint.lines"
                                                                           : "audits.hint.text");
        row["theirs"] = page.theirs.version > 0 && theirs != page.conclusion.*f.text
            ? Tree(theirs.empty() ? "—" : theirs)
            : Tree("");
        fields.push_back(std::move(row));
    }
    view["fields"] = std::move(fields);
    view["problems"] = page.problems;
    return view;
}

} // namespace clausebook::views
