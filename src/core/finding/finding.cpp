#include "core/finding/finding.h"

#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, finding_states.size()> state_codes{
    "DRAFT",
    "RAISED",
    "ACKNOWLEDGED",
    "DISPUTED",
    "RESPONSE_SUBMITTED",
    "PLAN_ACCEPTED",
    "RESPONSE_REJECTED",
    "IMPLEMENTED",
    "VERIFIED",
    "CLOSED",
    "WITHDRAWN",
};

} // namespace

std::string_view str(FindingState state)
{
    return state_codes.at(static_cast<std::size_t>(state));
}

std::optional<FindingState> parse_finding_state(std::string_view code)
{
    for (const auto state : finding_states)
        if (str(state) == code) return state;
    return std::nullopt;
}

bool is_open(FindingState state)
{
    return state != FindingState::Closed && state != FindingState::Withdrawn;
}

bool is_live(FindingState state)
{
    return state != FindingState::Withdrawn;
}

void check(const Finding& finding)
{
    check_line(finding.process, "process");
    check_line(finding.criterion_section, "criterion_section");
    check_text(finding.requirement, "requirement");
    check_text(finding.objective_evidence, "objective_evidence");
    check_text(finding.statement, "statement");
    check_text(finding.grade_reason, "grade_reason");
    constexpr std::size_t longest_number = 60;
    check_line(finding.repeat_of, "repeat_of", longest_number);
    const auto& others = finding.secondary_clauses;
    if (finding.clause && std::find(others.begin(), others.end(), *finding.clause) != others.end())
        throw Refusal("secondary_is_primary", "secondary_clauses", {{"clause", finding.clause->str()}});
}

bool is_untouched(const Finding& finding)
{
    return finding.state == FindingState::Draft && finding.secondary_clauses.empty()
        && finding.process.empty() && finding.criterion.empty() && finding.criterion_section.empty()
        && finding.auditee_contact.empty() && finding.requirement.empty()
        && finding.objective_evidence.empty() && finding.statement.empty() && finding.grade_reason.empty()
        && finding.repeat_of.empty();
}

std::string finding_number(const Id<Audit>& audit, long long number)
{
    const auto digits = std::to_string(number);
    return audit.str() + (digits.size() < 2 ? "-0" : "-") + digits;
}

std::optional<int> parse_serial(std::string_view text)
{
    constexpr std::size_t longest = 5;
    if (text.empty() || text.size() > longest || text.front() == '0') return std::nullopt;
    int serial = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        serial = serial * 10 + (c - '0');
    }
    return serial;
}

Id<Finding> finding_key(const Id<Audit>& audit, int serial)
{
    return Id<Finding>(audit.str() + "/f" + std::to_string(serial));
}

} // namespace clausebook
