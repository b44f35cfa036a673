#pragma once
// How the dates of a certification cycle are counted: everything certification bodies do differently is a
// setting (domain C.4, C.5, G.6).

#include "core/base/id.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

/// What the first surveillance is counted from. Bodies print both; ISO/IEC 17021-1 counts from the decision.
/// Source: domain C.4 (9.1.3.3).
enum class SurveillanceAnchor {
    Decision, ///< the day of the decision
    AuditEnd, ///< the last day of the stage 2 or recertification audit before it
};
inline constexpr std::array<SurveillanceAnchor, 2> surveillance_anchors = {SurveillanceAnchor::Decision,
                                                                           SurveillanceAnchor::AuditEnd};
std::string str(SurveillanceAnchor anchor); ///< "DECISION", "AUDIT_END"
std::optional<SurveillanceAnchor> parse_surveillance_anchor(std::string_view code);

/// What a certificate renewed in time is counted from. Source: domain C.4 (9.6.3.2).
enum class RenewalAnchor {
    OldExpiry, ///< it goes on from where the old one ends
    Decision,  ///< from the decision, as the first one
};
inline constexpr std::array<RenewalAnchor, 2> renewal_anchors = {RenewalAnchor::OldExpiry,
                                                                 RenewalAnchor::Decision};
std::string str(RenewalAnchor anchor); ///< "OLD_EXPIRY", "DECISION"
std::optional<RenewalAnchor> parse_renewal_anchor(std::string_view code);

/// The settings dates are counted by, with the defaults of domain C.4, C.5 and G.6.
struct CycleRules {
    Version version = 0; ///< 0: nobody has changed anything yet
    SurveillanceAnchor surveillance_anchor = SurveillanceAnchor::Decision;
    RenewalAnchor renewal_anchor = RenewalAnchor::OldExpiry;
    int validity_months = 36;     ///< of a certificate
    int surveillance_months = 12; ///< from one surveillance to the next; 12 at most: there is one every year
    int surveillance_window_months = 3;  ///< before its day, in which it is best done
    int stage2_plan_months = 3;          ///< from stage 1 until stage 2 is planned
    int stage2_months = 6;               ///< from stage 1 until stage 2 at the latest
    int major_months = 6;                ///< from stage 2 until its majors are verified
    int recertification_months = 6;      ///< before expiry: planning begins
    int recertification_plan_months = 3; ///< before expiry: the audit is planned
    int restoration_months = 6;          ///< after expiry, in which a certificate may be restored
    int suspension_months = 6;           ///< a suspension normally lasts
    int warning_days = 60;               ///< before a last day
};

/// A number of the rules by the name it has in row and form, and what it may be.
struct CycleNumber {
    const char* name;
    int CycleRules::*value;
    int least;
    int most;
};

inline constexpr std::array cycle_numbers = {
    CycleNumber{"validity_months", &CycleRules::validity_months, 12, 60},
    CycleNumber{"surveillance_months", &CycleRules::surveillance_months, 9, 12},
    CycleNumber{"surveillance_window_months", &CycleRules::surveillance_window_months, 0, 12},
    CycleNumber{"stage2_plan_months", &CycleRules::stage2_plan_months, 0, 24},
    CycleNumber{"stage2_months", &CycleRules::stage2_months, 1, 24},
    CycleNumber{"major_months", &CycleRules::major_months, 1, 12},
    CycleNumber{"recertification_months", &CycleRules::recertification_months, 0, 12},
    CycleNumber{"recertification_plan_months", &CycleRules::recertification_plan_months, 0, 12},
    CycleNumber{"restoration_months", &CycleRules::restoration_months, 0, 12},
    CycleNumber{"suspension_months", &CycleRules::suspension_months, 1, 12},
    CycleNumber{"warning_days", &CycleRules::warning_days, 0, 180},
};

/// Refuses a number outside its range ("cycle_number", on its name, parameters least and most), a plan that
/// lies after the last day ("cycle_plan_late", on "stage2_plan_months" or "recertification_plan_months").
void check(const CycleRules& rules);

} // namespace clausebook
