#pragma once
// The body that certifies, and what may be said of its accreditation (domain C.7, D.0).

#include "core/base/id.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

/// Never printed as accredited by default. Source: domain C.7.
enum class Accreditation { Accredited, NotAccredited, Unknown };
inline constexpr std::array<Accreditation, 3> accreditations = {
    Accreditation::Accredited, Accreditation::NotAccredited, Accreditation::Unknown};
std::string str(Accreditation accreditation); ///< "ACCREDITED", "NOT_ACCREDITED", "UNKNOWN"
std::optional<Accreditation> parse_accreditation(std::string_view code);

struct CertificationBody {
    Version version = 0; ///< 0: nobody has named one
    std::string name;
    std::string scheme; ///< name and version of the rules it certifies by
    Accreditation accreditation = Accreditation::Unknown;
    std::string accreditation_body; ///< who accredited it for this scheme
    std::string contact;
};

/// Refuses "required" (name, scheme; accreditation_body of an accredited one), "accreditation_body_without"
/// (an accreditation body of one that is not accredited), "too_long", "unclean".
void check(const CertificationBody& body);

} // namespace clausebook
