#include "core/cycle/cycle_rules.h"

#include "core/base/refusal.h"

namespace clausebook {

std::string str(SurveillanceAnchor anchor)
{
    return anchor == SurveillanceAnchor::Decision ? "DECISION" : "AUDIT_END";
}

std::optional<SurveillanceAnchor> parse_surveillance_anchor(std::string_view code)
{
    for (const auto anchor : surveillance_anchors)
        if (str(anchor) == code) return anchor;
    return std::nullopt;
}

std::string str(RenewalAnchor anchor)
{
    return anchor == RenewalAnchor::OldExpiry ? "OLD_EXPIRY" : "DECISION";
}

std::optional<RenewalAnchor> parse_renewal_anchor(std::string_view code)
{
    for (const auto anchor : renewal_anchors)
        if (str(anchor) == code) return anchor;
    return std::nullopt;
}

void check(const CycleRules& rules)
{
    for (const auto& number : cycle_numbers) {
        const int value = rules.*number.value;
        if (value < number.least || value > number.most)
            throw Refusal("cycle_number", number.name,
                          {{"least", std::to_string(number.least)}, {"most", std::to_string(number.most)}});
    }
    if (rules.stage2_plan_months > rules.stage2_months)
        throw Refusal("cycle_plan_late", "stage2_plan_months");
    if (rules.recertification_plan_months > rules.recertification_months)
        throw Refusal("cycle_plan_late", "recertification_plan_months");
}

} // namespace clausebook
