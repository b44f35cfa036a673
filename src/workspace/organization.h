#pragma once
// Verbs on the organization, its sites and criteria.

#include "core/organization/organization.h"
#include "workspace/workspace.h"

namespace clausebook {

/// What a person types to set up: the organization, the first site and the first account, which is
/// administrator and quality manager (rulings 8).
struct SetUp {
    Organization organization;
    Site site;
    Person person;
    std::string login;
    std::string password;
};

/// Sets up an empty directory. Refuses "already_set_up" (State) once anybody has a password, and what check()
/// refuses (fields are prefixed "site_", "person_" where names clash). Returns the first person's key.
Id<Person> set_up(Workspace& workspace, const SetUp& wish);

/// Saves over the version the values carry. Refuses what check() refuses, "time_zone_unknown",
/// "edit_conflict".
Version save_organization(Workspace& workspace, const Actor& actor, const Organization& organization);

Id<Site> save_site(Workspace& workspace, const Actor& actor, const Site& site);
Id<Criterion> save_criterion(Workspace& workspace, const Actor& actor, const Criterion& criterion);

} // namespace clausebook
