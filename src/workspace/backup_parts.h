#pragma once
// What making and restoring a backup share. Inside workspace only.

#include "core/base/refusal.h"
#include "packs/archive.h"
#include "packs/fault.h"
#include "store/snapshot.h"
#include "store/verify.h"

#include <string>
#include <string_view>

namespace clausebook {

/// What the manifest of a backup says under "kind".
constexpr std::string_view backup_kind = "backup";

/// Files in a backup, at most; their number, not their sizes, takes memory.
inline const packs::ArchiveLimits backup_limits{.entries = 1'000'000};

/// Where a file lies in a backup, and under the data directory: "vault/ab/cd/<sha256>", "issued/<name>".
inline std::string place_in_backup(const store::NamedFile& file)
{
    if (file.place == store::NamedFile::Place::Issued) return "issued/" + file.name;
    return "vault/" + file.sha256.substr(0, 2) + "/" + file.sha256.substr(2, 2) + "/" + file.sha256;
}

/// The refusal that names a fault of the file.
inline Refusal fault_refusal(const std::string& code, const packs::Fault& fault)
{
    auto parameters = fault.parameters;
    parameters["fault"] = fault.code;
    return Refusal::state(code, parameters);
}

/// The refusal that names what differs in the records.
inline Refusal difference_refusal(const std::string& code, const store::Difference& difference)
{
    auto parameters = difference.parameters;
    parameters["difference"] = difference.code;
    return Refusal::state(code, parameters);
}

} // namespace clausebook
