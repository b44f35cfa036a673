#pragma once
// The demo organization, told through the verbs a user has (rulings 35).

#include "core/base/time.h"
#include "views/catalogue.h"

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace clausebook::cli {

/// The one password of everybody in the demo: no secret, because the organization is marked as a demo.
inline constexpr const char* demo_password = "demo-clausebook-10002";

/// What the demo does about the reports of its audits.
enum class DemoReports {
    Printed, ///< issued, and last year's audit completed; left in review when the program that prints is
             ///< missing
    Drafted, ///< left in review, for quick tests
};

/// Builds the demo in a directory that is empty or missing: a retail company of three sites, its people and
/// evidence, last year's audit with all findings closed, this year's with findings at every step, one under
/// way and one being prepared. What happens is dated by a clock of its own that begins about 430 days before
/// `built_on` and ends the day before. `tell` is given the catalogue key of each part as it begins.
///
/// The signing key lies in `keys`, beside the directory when none is named.
/// Throws what the verbs throw; a directory that was begun is of no use then. Returns whether reports have
/// their PDF.
bool build_demo(const std::filesystem::path& directory, Date built_on, DemoReports reports,
                const views::Catalogues& catalogues, const std::function<void(const std::string& step)>& tell,
                const std::filesystem::path& keys = {});

} // namespace clausebook::cli
