#pragma once
// The pages of the organization, its sites and criteria.

#include "core/organization/organization.h"
#include "views/form.h"
#include "views/record.h"

namespace clausebook::views {

/// Who looks: an editor finds the ways to change things.
enum class Reader { Looks, Edits };

FormValues values_of(const Organization& organization);
FormValues values_of(const Site& site);
FormValues values_of(const Criterion& criterion);

/// A record from the values of a form, over `before` for what the form does not hold. Refuses
/// "number_out_of_range" for a number that is none; what a choice cannot be falls back to what stood before.
Organization organization_from(const FormValues& values, Organization before);
Site site_from(const FormValues& values, Site before);
Criterion criterion_from(const FormValues& values, Criterion before);

/// The sentence reports make of the claim; names that are not given yet are dots.
std::string claim_sentence(ClaimProfile profile, const std::string& scheme_name, Language language,
                           const Catalogues& catalogues);

Tree organization_view(const Organization& organization, Reader reader, Language language,
                       const Catalogues& catalogues);
Tree organization_form(const FormState& state, Language language, const Catalogues& catalogues);

Tree sites_view(const std::vector<Site>& sites, Reader reader, Language language,
                const Catalogues& catalogues);
Tree site_view(const Site& site, Language language, const Catalogues& catalogues);
Tree site_form(const Id<Site>& key, const FormState& state, Language language, const Catalogues& catalogues);

Tree criteria_view(const std::vector<Criterion>& criteria, Reader reader, Language language,
                   const Catalogues& catalogues);
Tree criterion_view(const Criterion& criterion, Language language, const Catalogues& catalogues);
Tree criterion_form(const Id<Criterion>& key, const FormState& state, Language language,
                    const Catalogues& catalogues);

} // namespace clausebook::views
