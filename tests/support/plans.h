#pragma once
// What a plan needs beside its frame before it can be issued, for tests that are about something else.

#include "store/audits.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/sheets.h"
#include "workspace/plans.h"

#include <string>

namespace clausebook::testing {

inline void give(std::string& text, const char* otherwise)
{
    if (text.empty()) text = otherwise;
}

/// The words a timetable is proposed with.
inline const AgendaWords agenda_words = {"Opening", "Complaint files", "Talk of the team",
                                         "Closing", "Representative",  "Head office"};

/// What organization, sites and people lack for the plan of an audit; what is there stays.
inline void complete_header(Workspace& workspace, const Id<Audit>& key)
{
    auto verb = workspace.begin(system_actor(), "test.header");
    auto organization = store::organization(verb).value();
    give(organization.address, "Bursa");
    give(organization.representative_name, "Selin Demir");
    give(organization.representative_role, "Quality manager");
    give(organization.representative_contact, "selin@example.com");
    give(organization.scope_statement, "All complaints");
    give(organization.scope_exclusions, "none");
    give(organization.channels, "Telephone");
    give(organization.confidentiality_statement, "Kept confidential");
    store::save(verb, organization);
    const auto audit = store::audit(verb, key).value();
    for (const auto& place : audit.sites) {
        auto site = store::site(verb, place).value();
        give(site.address, "Nilüfer, Bursa");
        give(site.activities, "Shop and call centre");
        if (site.headcount == 0) site.headcount = 42;
        store::save(verb, site);
    }
    for (const auto& member : store::members(verb, key)) {
        auto person = store::person(verb, member.person).value();
        give(person.competence, "Auditor course of 2024");
        store::save(verb, person);
    }
    verb.commit();
}

/// The sheets a plan cannot do without, but for the timetable.
inline void write_plan_sheets(Workspace& workspace, const Id<Audit>& key)
{
    auto verb = workspace.begin(system_actor(), "test.plan_sheets");
    const auto by = store::audit(verb, key).value().lead;
    const auto row = [&](const char* sheet, std::map<std::string, std::string, std::less<>> fields) {
        store::save(verb, SheetRow{key, sheet, "one", 0, std::move(fields), by, verb.at()});
    };
    row("basis", {{"programme_ref", "Audit programme 2026"}});
    row("sampling",
        {{"population", "All complaints of the period"},
         {"method", "JUDGEMENT"},
         {"size_rule", "By risk and channel"},
         {"size", "25"}});
    row("logistics", {{"documents_needed", "Procedure, log of complaints"}});
    verb.commit();
}

/// Everything the plan of an audit lacks beside its frame, the timetable proposed.
inline void complete_plan(Workspace& workspace, const Actor& planner, const Id<Audit>& key)
{
    complete_header(workspace, key);
    write_plan_sheets(workspace, key);
    propose_timetable(workspace, planner, key, agenda_words);
}

} // namespace clausebook::testing
