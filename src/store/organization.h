#pragma once
// Rows of the organization, its sites and criteria.

#include "core/organization/organization.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace clausebook::store {

/// The organization, or nothing before it is set up.
std::optional<Organization> organization(const Reading& db);
Version save(Writing& verb, const Organization& organization);

/// All sites by name, or one.
std::vector<Site> sites(const Reading& db);
std::optional<Site> site(const Reading& db, const Id<Site>& key);
/// Writes a site; one without a key gets the next. Returns its key.
Id<Site> save(Writing& verb, Site site);

/// All criteria by type and reference, or one.
std::vector<Criterion> criteria(const Reading& db);
std::optional<Criterion> criterion(const Reading& db, const Id<Criterion>& key);
Id<Criterion> save(Writing& verb, Criterion criterion);

/// "S-01", "EV-0001": a series and its number with at least `digits` digits.
std::string numbered(const std::string& series, std::int64_t number, int digits);

} // namespace clausebook::store
