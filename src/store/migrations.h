#pragma once
// The schema: numbered scripts, forward only, each in one transaction (trust.md 2).

#include <filesystem>

namespace clausebook::store {

class Session;

/// Brings the database up to the newest schema. Before the first script runs over existing data, a copy named
/// "before-NNNN.db" is made beside the database and brought to the disk. Throws
/// UnusableDirectory{"newer_schema"}.
void migrate(Session& session, const std::filesystem::path& file);

/// Throws UnusableDirectory{"newer_schema"} or {"older_schema"} when the database is not of this program's
/// schema.
void refuse_other_schema(Session& session);

/// The number of the newest script.
int newest_schema();

} // namespace clausebook::store
