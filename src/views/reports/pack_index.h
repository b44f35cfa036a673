#pragma once
// index.html of an evidence pack: every clause and every piece of evidence in two clicks, without a network,
// without script (domain D.9).

#include "core/pack/pack.h"
#include "views/catalogue.h"

#include <string>
#include <vector>

namespace clausebook::views {

/// What the page links to, beside the dossier.
struct PackIndex {
    Language language = Language::en;
    const std::vector<PackedLine>& lines;  ///< by evidence number
    std::string workbook;                  ///< paths in the pack
    std::vector<std::string> report_files; ///< paths in the pack
    std::string fingerprint;               ///< of the key the pack is signed with
};

/// The page, one document that fetches nothing. Personal data that is withheld is named by its number and
/// hash alone. The same dossier and index give the same bytes.
std::string pack_index_page(const Dossier& dossier, const PackIndex& index, const Catalogues& catalogues);

} // namespace clausebook::views
