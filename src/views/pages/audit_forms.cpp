// The forms of audits: team, meeting, conclusion. The frame stands in audit_frame_form.cpp.

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
    const auto name = meeting_name(page.meeting.kind, page.audit.type);
    view["heading"] = catalogues.text(language, "audits.meeting." + name);
    view["guide"] = catalogues.text(language, "audits.meeting_guide." + name);
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
