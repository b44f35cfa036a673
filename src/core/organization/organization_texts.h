#pragma once
// The texts of an organization, by the name they have in its row, its form and a report's data.

#include "core/organization/organization.h"

#include <array>
#include <string>

namespace clausebook {

struct OrganizationText {
    const char* name;
    std::string Organization::*text;
};

inline constexpr std::array organization_texts = {
    OrganizationText{"legal_name", &Organization::legal_name},
    OrganizationText{"trade_names", &Organization::trade_names},
    OrganizationText{"address", &Organization::address},
    OrganizationText{"representative_name", &Organization::representative_name},
    OrganizationText{"representative_role", &Organization::representative_role},
    OrganizationText{"representative_contact", &Organization::representative_contact},
    OrganizationText{"scope_statement", &Organization::scope_statement},
    OrganizationText{"scope_exclusions", &Organization::scope_exclusions},
    OrganizationText{"channels", &Organization::channels},
    OrganizationText{"scheme_name", &Organization::scheme_name},
    OrganizationText{"confidentiality_statement", &Organization::confidentiality_statement},
    OrganizationText{"audit_guidance_edition", &Organization::audit_guidance_edition},
    OrganizationText{"time_zone", &Organization::time_zone},
};

} // namespace clausebook
