#pragma once
// The figures in the data file of an issued report.

#include "core/readiness/trend.h"

#include <filesystem>
#include <optional>
#include <string>

namespace clausebook::store {

/// What the frozen file says; nothing when it is not there, is not what was issued (`sha256`), or says
/// nothing that can be read.
std::optional<IssuedFigures> issued_figures(const std::filesystem::path& file, const std::string& sha256);

} // namespace clausebook::store
