#pragma once
// The road to a certificate, and what keeps it: the stations of the first page.

#include "core/cycle/cycle_dates.h"

#include <optional>
#include <string_view>
#include <vector>

namespace clausebook {

/// Where a station of the road to a certificate is.
enum class RoadPlace { Ahead, Next, Done };

/// A station of the road: application, stage 1, stage 2, decision, and what keeps the certificate.
struct RoadStation {
    std::string_view
        code; ///< "APPLICATION", "STAGE1", "STAGE2", "DECISION", "SURVEILLANCE", "RECERTIFICATION"
    RoadPlace place = RoadPlace::Ahead;
    std::optional<Date> on;      ///< when it was done
    std::optional<Date> last_on; ///< its last day, where one is counted
    int number = 0;              ///< of a surveillance; else 0
};

/// The road of the certification as it is seen, one station after the other; at most one is Next. Of a
/// certificate held already the stations before it are not known and left out; of one given up, refused or
/// run out the road begins anew.
std::vector<RoadStation> road_of(const Certification& seen);

} // namespace clausebook
