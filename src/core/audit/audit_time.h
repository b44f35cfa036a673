#pragma once
// How long an audit takes, as certification bodies reckon it: an estimate, never a body's decision. Source:
// domain C.6 (IAF MD 5 and MD 1, used by analogy).

#include <compare>
#include <optional>
#include <vector>

namespace clausebook {

/// Time in half days: bodies round to them.
struct HalfDays {
    long count = 0;

    friend auto operator<=>(const HalfDays&, const HalfDays&) = default;
};

/// Why an audit takes more or less than the table says.
struct TimeFactor {
    int percent = 0; ///< -10: a tenth less
};

/// Each rounded up to half a day, stage 1 to the nearest.
struct AuditTime {
    long personnel = 0;    ///< it was reckoned for
    HalfDays table;        ///< as the table says, before the factors
    int percent = 0;       ///< all factors together, never below -30
    HalfDays initial;      ///< stage 1 and stage 2 together
    HalfDays stage1;       ///< at least half a day
    HalfDays stage2;       ///< what is left
    HalfDays surveillance; ///< of a year; at least one day
    HalfDays recertification;

    friend bool operator==(const AuditTime&, const AuditTime&) = default;
};

/// Most that factors may take away together, in per cent.
inline constexpr int most_reduction = 30;

/// The time for so many people inside the complaint process. Above the table's end of 10,700 a day is added
/// each time the number has grown by a quarter, as in its last rows. Nothing for nobody.
std::optional<AuditTime> audit_time(long personnel, const std::vector<TimeFactor>& factors);

/// How many of a group of alike sites a body visits beside the central function. Source: domain C.6, MD 1.
struct SiteSample {
    long initial = 0;
    long surveillance = 0;
    long recertification = 0;
    long random = 0; ///< of the initial sample, at least a quarter of it

    friend bool operator==(const SiteSample&, const SiteSample&) = default;
};

/// The square root of their number, 0.6 and 0.8 of it, each rounded up.
SiteSample site_sample(long sites);

} // namespace clausebook
