#pragma once
// The codes a checklist uses: stages, kinds of evidence, people to talk to. Their words lie in the checklist
// itself (stages, interviewees) and in the catalogues.

#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace clausebook {

/// When a question matters. Every question can be asked in an internal audit. Source: domain B.
enum class StageTag {
    S1, ///< stage 1: is it designed and documented?
    S2, ///< stage 2, recertification, full internal audit: is it done and does it work?
    SV, ///< core question, asked at every surveillance
};

inline constexpr std::array all_stage_tags{StageTag::S1, StageTag::S2, StageTag::SV};

/// Reads "S1", "S2" or "SV"; nothing for anything else.
std::optional<StageTag> parse_stage_tag(std::string_view text);
std::string_view str(StageTag tag);

/// A set of stage tags.
class StageTags {
public:
    StageTags() = default;
    StageTags(std::initializer_list<StageTag> tags)
    {
        for (const auto tag : tags) add(tag);
    }

    void add(StageTag tag) { bits_ |= bit(tag); }
    bool has(StageTag tag) const { return (bits_ & bit(tag)) != 0; }
    bool shares_with(StageTags other) const { return (bits_ & other.bits_) != 0; }
    bool empty() const { return bits_ == 0; }

    /// The tags in the order S1, S2, SV.
    std::vector<StageTag> list() const;

    friend bool operator==(const StageTags&, const StageTags&) = default;

private:
    static unsigned bit(StageTag tag) { return 1U << static_cast<unsigned>(tag); }

    unsigned bits_ = 0;
};

/// What kind of thing a piece of evidence is. Source: domain B.0.
enum class EvidenceType {
    POL, ///< policy
    PRO, ///< procedure, instruction
    FRM, ///< form, template
    DOC, ///< document register, controlled list
    COM, ///< published or customer-facing text
    CHN, ///< channel register and test contacts
    LOG, ///< complaint log
    CAS, ///< complaint file, case record
    KPI, ///< indicator report
    OBJ, ///< objectives
    SAT, ///< satisfaction results
    CAP, ///< corrective or improvement action file
    AUD, ///< audit programme, audit report
    MIN, ///< minutes, management review
    TRN, ///< training or competence record
    ORG, ///< organization chart, role, appointment
    RES, ///< resources, budget, staffing
    SYS, ///< system configuration, access, backup
    PRV, ///< privacy record
    LEG, ///< legal, contract or tender register
    CTX, ///< context, scope, interested parties
    RSK, ///< risk and opportunity register
    SUP, ///< supplier or partner agreement
    CHG, ///< change record
    OBS, ///< observation note
    INT, ///< interview note
    MRK, ///< use of certificate and marks
};

inline constexpr std::size_t evidence_type_count = 27;

/// All 27, in the order above.
const std::array<EvidenceType, evidence_type_count>& all_evidence_types();

/// Reads "POL", "PRO", ...; nothing for anything else.
std::optional<EvidenceType> parse_evidence_type(std::string_view text);
std::string_view str(EvidenceType type);

/// Whom the auditor talks to. Source: domain B.0.
enum class Interviewee {
    TM,  ///< top management
    CR,  ///< complaints-handling representative, quality manager
    PM,  ///< process and department managers
    FL,  ///< front-line and contact staff
    CH,  ///< complaint handlers, investigators
    AL,  ///< random staff without customer contact
    IT,  ///< administrator of the complaints system
    DP,  ///< data protection, legal
    IA,  ///< internal auditor
    HR,  ///< training, human resources
    MK,  ///< marketing, web, communication
    OUT, ///< outsourced centre, dealer, partner
    FIN, ///< finance
};

inline constexpr std::size_t interviewee_count = 13;

/// All 13, in the order above.
const std::array<Interviewee, interviewee_count>& all_interviewees();

/// Reads "TM", "CR", ...; nothing for anything else.
std::optional<Interviewee> parse_interviewee(std::string_view text);
std::string_view str(Interviewee interviewee);

} // namespace clausebook
