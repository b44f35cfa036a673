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

/// The verbs below refuse "not_allowed" (State) to all but quality managers, what check() refuses, and
/// "edit_conflict". Asked again with the same `retry_key`, a new site or criterion is not made twice.

/// Saves over the version the values carry. Refuses "time_zone_unknown".
Version save_organization(Workspace& workspace, const Actor& actor, const Organization& organization);

Id<Site> save_site(Workspace& workspace, const Actor& actor, const Site& site,
                   const std::string& retry_key = {});
Id<Criterion> save_criterion(Workspace& workspace, const Actor& actor, const Criterion& criterion,
                             const std::string& retry_key = {});

} // namespace clausebook
