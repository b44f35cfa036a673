// The forms of an audit's frame: a new audit, one that stands, a new one from an earlier one.

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

/// The fields of a choice of clauses: whole chapters, and single clauses.
struct ChapterFields {
    const char* whole;
    const char* single;
};
constexpr ChapterFields scope_fields = {"chapters", "clauses"};
constexpr ChapterFields rotation_fields = {"rotation_chapters", "rotation"};

/// The chapters of the checklist: whole ones ticked, else single clauses.
Tree chapter_rows(const Checklist& checklist, const std::vector<ClauseNumber>& scope, Language language,
                  const ChapterFields& names)
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
            clauses.push_back(choice(names.single, clause, clause + " " + name,
                                     !whole && holds(scope, ClauseNumber::parse(clause).value())));
        rows.push_back({{"whole", choice(names.whole, number, number + " " + title, whole)},
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

std::string numbers_of(const std::vector<ClauseNumber>& clauses)
{
    std::set<std::string> numbers;
    for (const auto& clause : clauses) numbers.insert(clause.str());
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
    compare("clauses", [](const Audit& a) { return numbers_of(a.clauses); });
    compare("follows", [](const Audit& a) { return a.follows.str(); });
    compare("rotation", [](const Audit& a) { return numbers_of(a.rotation); });
    compare("period_from", [&](const Audit& a) { return day(a.period_from); });
    compare("period_to", [&](const Audit& a) { return day(a.period_to); });
    compare("methods", [&](const Audit& a) { return method_labels(a, language, catalogues); });
    compare("auditor_days", [](const Audit& a) { return a.auditor_days; });
    compare("language",
            [&](const Audit& a) { return catalogues.text(language, "language." + str(a.language)); });
    return std::move(found).list();
}

/// All types, each with a sentence what it is for.
Tree type_rows(AuditType chosen, Language language, const Catalogues& catalogues)
{
    Tree rows = Tree::list();
    for (const auto type : audit_types)
        rows.push_back(choice("wanted_type", str(type), catalogues.text(language, "audit_type." + str(type)),
                              type == chosen, catalogues.text(language, "audits.type_for." + str(type))));
    return rows;
}

/// The audit it stands on; null for a type that stands on none.
Tree follows_field(const AuditForm& form, Language language, const Catalogues& catalogues)
{
    const auto& kind = kind_for(form.audit.type);
    if (kind.follows.empty()) return {};
    Tree options = Tree::list();
    const auto add = [&](const std::string& key, const std::string& label) {
        options.push_back(choice("follows", key, label, form.audit.follows.str() == key));
    };
    bool offered = form.audit.follows.empty();
    for (const auto& one : form.to_follow) {
        add(one.key.str(),
            one.key.str() + " · " + one.title + " · " + span_of(one.starts_on, one.ends_on, language));
        offered = offered || one.key == form.audit.follows;
    }
    if (!offered) add(form.audit.follows.str(), form.audit.follows.str());
    auto view = field("follows", "", form.problems);
    const bool must = kind.must_follow == AuditKind::Follows::Must;
    view["must"] = must;
    view["hint"] = catalogues.text(language, must ? "audits.hint.follows_must" : "audits.hint.follows");
    view["none"] = must && form.to_follow.empty();
    view["options"] = std::move(options);
    return view;
}

/// The clauses it looks at in full; null for a type without a rotation.
Tree rotation_field(const AuditForm& form, Language language)
{
    if (kind_for(form.audit.type).rotation_tags.empty()) return {};
    auto view = field("rotation", "", form.problems);
    view["chapters"] = chapter_rows(*form.checklist, form.audit.rotation, language, rotation_fields);
    return view;
}

void add_type(Tree& view, const AuditForm& form, Language language, const Catalogues& catalogues)
{
    const auto& type = form.audit.type;
    const auto name = catalogues.text(language, "audit_type." + str(type));
    view["type"] = name;
    view["type_code"] = str(type);
    view["type_at"] = field("type", "", form.problems);
    view["types"] = form.audit.key.empty() ? type_rows(type, language, catalogues) : Tree::list();
    view["type_moved"] = form.type_is == AuditForm::TypeIs::ChosenNow
        ? catalogues.text(language, "audits.type_moved", {{"type", name}})
        : std::string();
    view["follows"] = follows_field(form, language, catalogues);
    view["rotation"] = rotation_field(form, language);
}

} // namespace

std::string owned_by(const Person& person)
{
    std::vector<std::string> clauses;
    for (const auto& clause : person.owns) clauses.push_back(clause.str());
    return joined(clauses, ", ");
}

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
    view["chapters"] = chapter_rows(*form.checklist, a.clauses, language, scope_fields);
    add_type(view, form, language, catalogues);
    view["leads"] = lead_rows(form);
    view["people"] = people_rows(form, language, catalogues);
    view["theirs"] = differing(form, language, catalogues);
    return view;
}

Tree copy_view(const CopyPage& page, Language language, const Catalogues& catalogues)
{
    auto view = audit_head(page.source, language, catalogues);
    const auto typed = [&](const std::string& name) {
        const auto found = page.raw.find(name);
        return field(name, found == page.raw.end() ? "" : found->second, page.problems);
    };
    view["wish"] = field("title", page.wish.title, page.problems);
    view["starts_on"] = typed("starts_on");
    view["ends_on"] = typed("ends_on");
    view["lead_at"] = field("lead", "", page.problems);
    view["type_at"] = field("type", "", page.problems);
    view["types"] = Tree::list();
    for (const auto type : audit_types)
        view["types"].push_back(choice(
            "type", str(type), catalogues.text(language, "audit_type." + str(type)), type == page.wish.type));
    view["leads"] = Tree::list();
    for (const auto& person : page.people)
        if (person.roles.contains(Role::LeadAuditor) || person.roles.contains(Role::QualityManager))
            view["leads"].push_back(
                choice("lead", person.key.str(), person.name, page.wish.lead == person.key));
    view["problems"] = page.problems;
    return view;
}

} // namespace clausebook::views
