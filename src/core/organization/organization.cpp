#include "core/organization/organization.h"

#include "core/base/form_rules.h"

namespace clausebook {
namespace {

constexpr std::string_view profile_codes[] = {"GUIDANCE", "SCHEME", "QMS", "CONFORMS"};
constexpr std::string_view criterion_codes[] = {"SCHEME", "OWN", "ISO9001", "LAW", "CONTRACT", "GUIDANCE"};

} // namespace

std::string str(ClaimProfile profile)
{
    return std::string(profile_codes[static_cast<std::size_t>(profile)]);
}

std::optional<ClaimProfile> parse_claim_profile(std::string_view code)
{
    for (const auto profile : claim_profiles)
        if (profile_codes[static_cast<std::size_t>(profile)] == code) return profile;
    return std::nullopt;
}

std::string str(CriterionType type)
{
    return std::string(criterion_codes[static_cast<std::size_t>(type)]);
}

std::optional<CriterionType> parse_criterion_type(std::string_view code)
{
    for (const auto type : criterion_types)
        if (criterion_codes[static_cast<std::size_t>(type)] == code) return type;
    return std::nullopt;
}

void check(const Organization& organization)
{
    check_given(organization.legal_name, "legal_name");
    check_line(organization.legal_name, "legal_name");
    check_text(organization.trade_names, "trade_names");
    check_text(organization.address, "address");
    check_line(organization.representative_name, "representative_name");
    check_line(organization.representative_role, "representative_role");
    check_line(organization.representative_contact, "representative_contact");
    check_text(organization.scope_statement, "scope_statement");
    check_text(organization.scope_exclusions, "scope_exclusions");
    check_text(organization.channels, "channels");
    check_line(organization.scheme_name, "scheme_name");
    check_text(organization.confidentiality_statement, "confidentiality_statement");
    check_given(organization.audit_guidance_edition, "audit_guidance_edition");
    check_line(organization.audit_guidance_edition, "audit_guidance_edition");
    const auto exclusions = lines(organization.scope_exclusions);
    for (const auto& line : exclusions)
        if (line.find(": ") == std::string::npos && !(exclusions.size() == 1 && folded(line) == "none")
            && !(exclusions.size() == 1 && folded(line) == "yok"))
            throw Refusal("exclusion_without_reason", "scope_exclusions", {{"line", line}});
    const bool named =
        organization.claim_profile == ClaimProfile::Scheme || organization.claim_profile == ClaimProfile::Qms;
    if (named && organization.scheme_name.empty()) throw Refusal("scheme_name_missing", "scheme_name");
    if (organization.evidence_limit_bytes < 1'000'000)
        throw Refusal("evidence_limit_too_small", "evidence_limit");
}

void check(const Site& site)
{
    check_given(site.name, "name");
    check_line(site.name, "name");
    check_text(site.address, "address");
    check_text(site.activities, "activities");
    if (site.headcount < 0 || site.headcount > 10'000'000) throw Refusal("number_out_of_range", "headcount");
}

void check(const Criterion& criterion)
{
    check_given(criterion.reference, "reference");
    check_line(criterion.reference, "reference");
    check_line(criterion.title, "title");
    check_line(criterion.edition, "edition");
}

} // namespace clausebook
