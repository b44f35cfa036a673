#include "core/finding/response.h"

#include "core/base/form_rules.h"

namespace clausebook {
namespace {

constexpr std::array<std::string_view, cause_methods.size()> cause_codes{"FIVE_WHYS", "FISHBONE",
                                                                         "FAULT_TREE", "OTHER"};
constexpr std::array<std::string_view, verification_methods.size()> verification_codes{"DOCUMENT", "SITE",
                                                                                       "NEXT_AUDIT"};
constexpr std::array<std::string_view, all_effective.size()> effective_codes{"YES", "PARTLY", "NO"};
constexpr std::array decisions{Decision::None, Decision::Accepted, Decision::Declined};
constexpr std::array<std::string_view, decisions.size()> decision_codes{"", "ACCEPTED", "DECLINED"};

template <typename Value, std::size_t Size>
std::optional<Value> parse(const std::array<Value, Size>& values, std::string_view code)
{
    for (const auto value : values)
        if (str(value) == code) return value;
    return std::nullopt;
}

} // namespace

std::string_view str(CauseMethod method)
{
    return cause_codes.at(static_cast<std::size_t>(method));
}

std::optional<CauseMethod> parse_cause_method(std::string_view code)
{
    return parse(cause_methods, code);
}

void check(const Response& response)
{
    check_text(response.correction, "correction");
    check_text(response.extent_check, "extent_check");
    for (std::size_t i = 0; i < response.whys.size(); ++i)
        check_text(response.whys[i], "why_" + std::to_string(i + 1));
    check_text(response.root_cause, "root_cause");
    check_text(response.why_not_detected, "why_not_detected");
    check_line(response.category, "category");
    check_text(response.side_effects, "side_effects");
    check_text(response.similar_processes, "similar_processes");
}

std::string_view str(VerificationMethod method)
{
    return verification_codes.at(static_cast<std::size_t>(method));
}

std::optional<VerificationMethod> parse_verification_method(std::string_view code)
{
    return parse(verification_methods, code);
}

std::string_view str(Effective effective)
{
    return effective_codes.at(static_cast<std::size_t>(effective));
}

std::optional<Effective> parse_effective(std::string_view code)
{
    return parse(all_effective, code);
}

void check(const Verification& verification)
{
    check_text(verification.effect_criterion, "effect_criterion");
    check_text(verification.observation, "observation");
}

std::string_view str(Decision decision)
{
    return decision_codes.at(static_cast<std::size_t>(decision));
}

std::optional<Decision> parse_decision(std::string_view code)
{
    return parse(decisions, code);
}

} // namespace clausebook
