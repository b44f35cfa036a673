#pragma once
// What is told to the certification body when a certificate is applied for: what the organization has
// recorded already is taken from there, the rest is written (domain D.11).

#include "core/base/time.h"
#include "core/cycle/certification_body.h"
#include "core/organization/organization.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// One thing that is written. Its words are "application.<name>", a hint "application.<name>_hint".
struct ApplicationField {
    std::string_view name; ///< "shifts": form field and key of the text
    enum class Shape {
        Line,
        Text,
        Number, ///< a whole number from 0 to 99,999,999
        Day,    ///< "2026-11-22"
    } shape;
    enum class Need { Required, Optional } need;
    std::string_view group; ///< the card it stands in: "application.group_<group>"
};

/// All of them, in the order of the form and of the document.
std::span<const ApplicationField> application_fields();

struct Application {
    Version version = 0;                                    ///< 0: nobody has written anything
    std::map<std::string, std::string, std::less<>> fields; ///< what is given, by name

    /// A field's text, "" when it is not given.
    const std::string& text(std::string_view name) const;
};

/// Refuses what cannot be written, on the field's name: "too_long", "unclean", "date_shape",
/// "number_out_of_range" (parameters least, most), "choice_unknown" for a field that there is not,
/// "application_stages" for a stage 2 that is wished for before stage 1 (on "wished_stage2"), "cycle_future"
/// for a declaration of a day that has not come (on "declared_on"). What is missing is asked by gaps_of().
void check(const Application& application, Date today);

/// The application with everything it is made of.
struct ApplicationSummary {
    Organization organization;
    std::vector<Site> sites; ///< those at work
    CertificationBody body;
    Application application;
};

/// The people who work with complaints at the sites of the application.
int headcount(const ApplicationSummary& summary);

/// Something it lacks, and where it is written.
struct ApplicationGap {
    std::string_view field; ///< "legal_name", "sites", or the name of an ApplicationField
    enum class Where { Organization, Sites, Body, Application } where = Where::Application;

    friend bool operator==(const ApplicationGap&, const ApplicationGap&) = default;
};

/// All that is missing, in the order of the document; empty when it can be handed in. Source: domain G.5: one
/// applies with an application that is complete.
std::vector<ApplicationGap> gaps_of(const ApplicationSummary& summary);

} // namespace clausebook
