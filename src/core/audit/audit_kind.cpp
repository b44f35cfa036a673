#include "core/audit/audit_kind.h"

#include <algorithm>
#include <stdexcept>

namespace clausebook {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::string_view plan_sheets[] = {"basis",     "sampling", "remote",      "agenda",
                                            "logistics", "time",     "time_factors"};

Names listed(std::span<const std::string_view> names)
{
    return {names.begin(), names.end()};
}

/// The sheets of plan and fieldwork of a type: the plan's are the same for all.
Names with_plan(const Names& fieldwork)
{
    Names all(std::begin(plan_sheets), std::end(plan_sheets));
    all.insert(all.end(), fieldwork.begin(), fieldwork.end());
    return all;
}

// The fields of a conclusion that a report cannot do without, and all it asks for. Source: domain D.2 to D.6.
constexpr std::string_view house_needs[] = {
    "overall_conclusion", "main_risks",           "plan_deviations",
    "areas_not_covered",  "degree_of_fulfilment", "effectiveness_statement",
    "objectives_met",     "differing_opinions",   "distribution"};
constexpr std::string_view house_asks[] = {
    "overall_conclusion", "strengths",          "main_risks",           "plan_deviations",
    "obstacles",          "areas_not_covered",  "degree_of_fulfilment", "effectiveness_statement",
    "objectives_met",     "differing_opinions", "recommendations",      "next_audit_proposal",
    "distribution"};
constexpr std::string_view stage1_needs[] = {"overall_conclusion", "plan_deviations", "areas_not_covered",
                                             "differing_opinions", "distribution"};
constexpr std::string_view stage1_asks[] = {"overall_conclusion", "strengths",         "plan_deviations",
                                            "obstacles",          "areas_not_covered", "differing_opinions",
                                            "distribution"};
constexpr std::string_view body_needs[] = {"overall_conclusion", "plan_deviations",    "areas_not_covered",
                                           "objectives_met",     "differing_opinions", "distribution"};
constexpr std::string_view body_asks[] = {"overall_conclusion", "strengths",         "plan_deviations",
                                          "obstacles",          "areas_not_covered", "objectives_met",
                                          "differing_opinions", "distribution"};
constexpr std::string_view surveillance_needs[] = {
    "overall_conclusion", "plan_deviations",     "areas_not_covered", "objectives_met",
    "differing_opinions", "next_audit_proposal", "distribution"};
constexpr std::string_view surveillance_asks[] = {
    "overall_conclusion", "strengths",          "plan_deviations",     "obstacles",   "areas_not_covered",
    "objectives_met",     "differing_opinions", "next_audit_proposal", "distribution"};

std::vector<AuditKind> table()
{
    using enum AuditType;
    using K = AuditKind;
    using Rules = FindingFrame::Kind;
    const StageTags first = {StageTag::S1};
    const StageTags whole = {StageTag::S1, StageTag::S2};
    const StageTags core = {StageTag::SV};
    const StageTags every = {StageTag::S1, StageTag::S2, StageTag::SV};
    const auto house = with_plan({"communications", "interviews"});
    return {
        {Internal,
         "INTERNAL",
         "IA",
         K::Side::House,
         Rules::Internal,
         whole,
         {},
         K::Plan::Full,
         K::End::ClosingMeeting,
         {Internal},
         K::Follows::May,
         K::LooksAt::OpenFindings,
         "internal-audit",
         house,
         listed(house_asks),
         listed(house_needs)},
        {SelfAssessment,
         "SELF",
         "SA",
         K::Side::House,
         Rules::Internal,
         whole,
         {},
         K::Plan::Short,
         K::End::ClosingMeeting,
         {SelfAssessment, Internal},
         K::Follows::May,
         K::LooksAt::OpenFindings,
         "self-assessment",
         house,
         listed(house_asks),
         listed(house_needs)},
        {Stage1,
         "STAGE1",
         "S1",
         K::Side::Body,
         Rules::StageOne,
         first,
         {},
         K::Plan::Short,
         K::End::ExitTalk,
         {Stage1},
         K::Follows::May,
         K::LooksAt::Concerns,
         "stage-1",
         with_plan({"communications", "interviews", "stage1_objectives", "client", "documents",
                    "understanding", "conditions", "internal_cycle", "implementation", "scope", "stage2_plan",
                    "readiness"}),
         listed(stage1_asks),
         listed(stage1_needs)},
        {Stage2,
         "STAGE2",
         "S2",
         K::Side::Body,
         Rules::Certification,
         whole,
         {},
         K::Plan::Full,
         K::End::ClosingMeeting,
         {Stage1},
         K::Follows::Must,
         K::LooksAt::Concerns,
         "stage-2",
         with_plan({"communications", "interviews", "matters", "statement", "stage2_questions", "trails",
                    "matrix", "marks", "next_surveillance", "granting"}),
         listed(body_asks),
         listed(body_needs)},
        {Surveillance,
         "SURVEILLANCE",
         "SU",
         K::Side::Body,
         Rules::Certification,
         core,
         whole,
         K::Plan::Full,
         K::End::ClosingMeeting,
         {Surveillance, Stage2, Recertification, Special},
         K::Follows::May,
         K::LooksAt::OpenFindings,
         "surveillance",
         with_plan({"communications", "interviews", "matters", "topics", "maintaining"}),
         listed(surveillance_asks),
         listed(surveillance_needs)},
        {Recertification,
         "RECERT",
         "RC",
         K::Side::Body,
         Rules::Certification,
         every,
         {},
         K::Plan::Full,
         K::End::ClosingMeeting,
         {Surveillance, Stage2, Recertification, Stage1, Special},
         K::Follows::May,
         K::LooksAt::OpenFindings,
         "recertification",
         with_plan({"communications", "interviews", "matters", "cycle_review", "whole_system", "statement",
                    "stage2_questions", "trails", "matrix", "marks", "next_surveillance", "renewing"}),
         listed(body_asks),
         listed(body_needs)},
        {Special,
         "SPECIAL",
         "SP",
         K::Side::Body,
         Rules::Certification,
         whole,
         {},
         K::Plan::Full,
         K::End::ClosingMeeting,
         {Stage2, Surveillance, Recertification, Special},
         K::Follows::May,
         K::LooksAt::OpenFindings,
         "special-audit",
         with_plan({"communications", "interviews", "matters", "maintaining"}),
         listed(surveillance_asks),
         listed(body_needs)},
    };
}

bool holds(const std::vector<std::string_view>& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

std::span<const AuditKind> audit_kinds()
{
    static const auto kinds = table();
    return kinds;
}

std::string str(AuditType type)
{
    return std::string(kind_for(type).code);
}

std::optional<AuditType> parse_audit_type(std::string_view code)
{
    for (const auto& kind : audit_kinds())
        if (kind.code == code) return kind.type;
    return std::nullopt;
}

std::string number_prefix(AuditType type)
{
    return std::string(kind_for(type).prefix);
}

const AuditKind& kind_for(AuditType type)
{
    for (const auto& kind : audit_kinds())
        if (kind.type == type) return kind;
    throw std::logic_error("a type of audit without a row");
}

bool keeps(const AuditKind& kind, std::string_view sheet)
{
    return holds(kind.sheets, sheet);
}

bool concludes(const AuditKind& kind, std::string_view field)
{
    return holds(kind.conclude, field);
}

} // namespace clausebook
