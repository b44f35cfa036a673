#pragma once
// Rows of packs, and the frozen files of issued reports that go into them.

#include "core/pack/pack.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

std::optional<Pack> pack(const Reading& db, const Id<Pack>& key);

/// The pack whose file has that name.
std::optional<Pack> pack_of_name(const Reading& db, const std::string& name);

/// All packs, newest first; of one audit when `audit` is not empty.
std::vector<Pack> packs(const Reading& db, const Id<Audit>& audit = {});

/// Writes a new pack under the next number; returns its key.
Id<Pack> save(Writing& verb, Pack pack);

/// A frozen file of the report that stands.
struct ReportFile {
    std::string key;  ///< "IA-2026-01/r1/en.pdf"
    std::string name; ///< in issued/
    std::string kind; ///< "html", "pdf"
    std::string sha256;
    std::int64_t bytes = 0;
};

/// HTML and PDF of the audit's issued report, in `language` when there are any, else in every language; by
/// key.
std::vector<ReportFile> issued_report(const Reading& db, const Id<Audit>& audit, Language language);

} // namespace clausebook::store
