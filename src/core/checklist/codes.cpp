#include "core/checklist/codes.h"

#include <cstddef>

namespace clausebook {
namespace {

constexpr std::array<std::string_view, all_stage_tags.size()> stage_codes{"S1", "S2", "SV"};

constexpr std::array<std::string_view, evidence_type_count> evidence_codes{
    "POL", "PRO", "FRM", "DOC", "COM", "CHN", "LOG", "CAS", "KPI", "OBJ", "SAT", "CAP", "AUD", "MIN",
    "TRN", "ORG", "RES", "SYS", "PRV", "LEG", "CTX", "RSK", "SUP", "CHG", "OBS", "INT", "MRK"};

constexpr std::array<std::string_view, interviewee_count> interviewee_codes{
    "TM", "CR", "PM", "FL", "CH", "AL", "IT", "DP", "IA", "HR", "MK", "OUT", "FIN"};

template <typename Code, std::size_t count>
std::optional<Code> find_code(const std::array<std::string_view, count>& codes, std::string_view text)
{
    for (std::size_t i = 0; i < count; ++i)
        if (codes.at(i) == text) return static_cast<Code>(i);
    return std::nullopt;
}

template <typename Code, std::size_t count>
constexpr std::array<Code, count> first_to_last()
{
    std::array<Code, count> all{};
    for (std::size_t i = 0; i < count; ++i) all.at(i) = static_cast<Code>(i);
    return all;
}

} // namespace

std::optional<StageTag> parse_stage_tag(std::string_view text)
{
    return find_code<StageTag>(stage_codes, text);
}

std::string_view str(StageTag tag)
{
    return stage_codes.at(static_cast<std::size_t>(tag));
}

std::vector<StageTag> StageTags::list() const
{
    std::vector<StageTag> tags;
    for (const auto tag : all_stage_tags)
        if (has(tag)) tags.push_back(tag);
    return tags;
}

const std::array<EvidenceType, evidence_type_count>& all_evidence_types()
{
    static constexpr auto all = first_to_last<EvidenceType, evidence_type_count>();
    return all;
}

std::optional<EvidenceType> parse_evidence_type(std::string_view text)
{
    return find_code<EvidenceType>(evidence_codes, text);
}

std::string_view str(EvidenceType type)
{
    return evidence_codes.at(static_cast<std::size_t>(type));
}

const std::array<Interviewee, interviewee_count>& all_interviewees()
{
    static constexpr auto all = first_to_last<Interviewee, interviewee_count>();
    return all;
}

std::optional<Interviewee> parse_interviewee(std::string_view text)
{
    return find_code<Interviewee>(interviewee_codes, text);
}

std::string_view str(Interviewee interviewee)
{
    return interviewee_codes.at(static_cast<std::size_t>(interviewee));
}

} // namespace clausebook
