#pragma once
// Files of issued/ that no record names: what a program left that ended in the middle, or the only witnesses
// of records that were lost. Nobody can tell which, so none is ever deleted.

#include "store/database.h"

#include <filesystem>
#include <string>
#include <vector>

namespace clausebook::store {

/// The names of the files of a folder that no report and no pack names, sorted. Empty when the folder cannot
/// be read.
std::vector<std::string> unrecorded(const Reading& db, const std::filesystem::path& issued);

/// Frees the name of such a file: "NAME.unrecorded", or "NAME.unrecorded-2" and on when that is taken. Where
/// the disk does not let it, the file stays as it is.
void set_aside(const std::filesystem::path& file);

} // namespace clausebook::store
