#include "core/cycle/certification_body.h"

#include "core/base/form_rules.h"

namespace clausebook {
namespace {

constexpr std::string_view codes[] = {"ACCREDITED", "NOT_ACCREDITED", "UNKNOWN"};

} // namespace

std::string str(Accreditation accreditation)
{
    return std::string(codes[static_cast<std::size_t>(accreditation)]);
}

std::optional<Accreditation> parse_accreditation(std::string_view code)
{
    for (const auto accreditation : accreditations)
        if (codes[static_cast<std::size_t>(accreditation)] == code) return accreditation;
    return std::nullopt;
}

void check(const CertificationBody& body)
{
    check_given(body.name, "name");
    check_line(body.name, "name");
    check_given(body.scheme, "scheme");
    check_line(body.scheme, "scheme");
    check_line(body.accreditation_body, "accreditation_body");
    check_text(body.contact, "contact", 2000);
    const bool accredited = body.accreditation == Accreditation::Accredited;
    if (accredited) check_given(body.accreditation_body, "accreditation_body");
    if (!accredited && !trimmed(body.accreditation_body).empty())
        throw Refusal("accreditation_body_without", "accreditation_body");
}

} // namespace clausebook
