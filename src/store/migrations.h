#pragma once
// The schema: numbered scripts, forward only, each in one transaction (trust.md 2).

#include <filesystem>

namespace clausebook::store {

class Session;

/// Brings the database up to the newest schema. Before the first script runs over existing data, the database
/// is copied to "backups/before-NNNN.db" beside it (NNNN: the first script that runs; "-2" and so on when
/// that is taken), read again and brought to the disk; the three newest of these copies are kept. Throws
/// UnusableDirectory{"newer_schema"}, and {"not_copied"} when there is no sound copy: then nothing was
/// changed.
void migrate(Session& session, const std::filesystem::path& file);

/// Throws UnusableDirectory{"newer_schema"} or {"older_schema"} when the database is not of this program's
/// schema.
void refuse_other_schema(Session& session);

/// The number of the newest script.
int newest_schema();

} // namespace clausebook::store
