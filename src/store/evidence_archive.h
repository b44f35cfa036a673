#pragma once
// Rows of the archive of evidence, and what of the vault is needed no more.

#include "core/evidence/evidence.h"
#include "store/database.h"
#include "store/vault.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

/// The archive's record of a version; nothing when it is not there.
std::optional<EvidenceArchive> evidence_archive(const Reading& db, const std::string& version_key);

/// Writes that a version is archived, or that its content was destroyed.
Version save(Writing& verb, const std::string& version_key, const EvidenceArchive& archive);
void remove_archive(Writing& verb, const std::string& version_key, const EvidenceArchive& archive);

/// True while a content must lie in the vault: a checklist, or the file of a version that is not destroyed.
bool is_content_needed(const Reading& db, const std::string& sha256);

/// A content that was destroyed, and a version it was of ("EV-0003/1").
struct DestroyedContent {
    std::string sha256;
    std::string version;
};

/// The contents that were destroyed and that nothing needs any more, by version: of one record, or ("") all.
std::vector<DestroyedContent> destroyed_contents(const Reading& db, const Id<Evidence>& evidence = {});

/// Takes out of the vault what was destroyed when the program died before it was gone. Call it at start.
void finish_destruction(const Reading& db, const Vault& vault);

} // namespace clausebook::store
