#pragma once
// The files compiled into the program: templates, catalogues, assets, checklists, migrations, demo evidence.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::resources {

/// Reads `folder` ("templates", "checklists") from `directory` on disk instead of from the program. For our
/// own work
/// (`--templates DIR`, `--checklists DIR`); call it before anything is read.
void read_from(std::string_view folder, const std::filesystem::path& directory);

/// The bytes of one file by its path in the source tree, e.g. "templates/layout.mustache".
/// Throws std::logic_error when there is none: names come from our own code, never from a request.
std::string read(std::string_view path);

/// The paths of all files below a folder, sorted, e.g. everything that begins with "templates/pages/".
std::vector<std::string> list(std::string_view prefix);

} // namespace clausebook::resources
