#pragma once
// The organization whose complaints handling is audited: who it is, its sites, what it may be held against,
// how it words its claim (domain C.7, D.0).

#include "core/base/id.h"
#include "core/base/language.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// How statements about the standard are worded. Source: domain C.7.
enum class ClaimProfile { Guidance, Scheme, Qms, Conforms };
inline constexpr std::array<ClaimProfile, 4> claim_profiles = {ClaimProfile::Guidance, ClaimProfile::Scheme,
                                                               ClaimProfile::Qms, ClaimProfile::Conforms};
std::string str(ClaimProfile profile); ///< "GUIDANCE", "SCHEME", "QMS", "CONFORMS"
std::optional<ClaimProfile> parse_claim_profile(std::string_view code);

struct Organization {
    Version version = 0; ///< 0: not set up yet
    std::string legal_name;
    std::string trade_names; ///< one a line
    std::string address;
    std::string representative_name; ///< the complaints-handling representative
    std::string representative_role;
    std::string representative_contact;
    std::string scope_statement;
    std::string scope_exclusions; ///< one a line, "what: why"; "none" when there is none
    std::string channels;         ///< one a line
    ClaimProfile claim_profile = ClaimProfile::Guidance;
    std::string scheme_name; ///< for Scheme its name and version, for Qms the ISO 9001 clauses
    std::string confidentiality_statement;
    std::string audit_guidance_edition = "ISO 19011:2026"; ///< Source: domain C.1
    std::string time_zone = "Europe/Istanbul";             ///< IANA name; civil dates are in it
    Language language = Language::en;
    std::int64_t evidence_limit_bytes = 2'147'483'648; ///< rulings 22
    bool demo = false;
};

/// Refuses what no organization can be: "required", "too_long", "unclean", "exclusion_without_reason" (a line
/// of exclusions without ": "), "scheme_name_missing" for the profiles Scheme and Qms. The time zone is
/// checked by the workspace, which knows the zones.
void check(const Organization& organization);

struct Site {
    Id<Site> key; ///< "S-01"
    Version version = 0;
    std::string name;
    std::string address;
    std::string activities;
    int headcount = 0;
    bool active = true;
};

void check(const Site& site);

/// Where the binding rule of a finding comes from. Source: domain C.7.
enum class CriterionType { Scheme, Own, Iso9001, Law, Contract, Guidance };
inline constexpr std::array<CriterionType, 6> criterion_types = {
    CriterionType::Scheme, CriterionType::Own,      CriterionType::Iso9001,
    CriterionType::Law,    CriterionType::Contract, CriterionType::Guidance};
std::string str(CriterionType type); ///< "SCHEME", "OWN", "ISO9001", "LAW", "CONTRACT", "GUIDANCE"
std::optional<CriterionType> parse_criterion_type(std::string_view code);

/// Something an audit may be held against: a rule of a scheme, a procedure, a law, the guidance itself.
struct Criterion {
    Id<Criterion> key; ///< "CR-01"
    Version version = 0;
    CriterionType type = CriterionType::Own;
    std::string reference; ///< "SOP-CH-04", "ISO 10002:2018"
    std::string title;
    std::string edition; ///< "Rev. 3, 2026-01-15"
    bool active = true;
};

void check(const Criterion& criterion);

} // namespace clausebook
