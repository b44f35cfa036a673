#pragma once
// Is everything as it was written? The chain, every live row against its last body, every body against its
// row, every file against its hash (trust.md 3).

#include "store/directory.h"
#include "store/search_check.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace clausebook::store {

/// One thing that differs. `code` names the sentence ("verify.<code>" in the catalogues), `parameters` the
/// record, field, entry or file.
struct Difference {
    std::string code;
    std::map<std::string, std::string> parameters;
};

/// A version whose content was destroyed on purpose: its files are not expected.
struct Destroyed {
    std::string record;     ///< "EV-0003/1"
    std::int64_t entry = 0; ///< of the journal, that says so
};

struct Verdict {
    std::vector<Difference> differences;
    std::int64_t entries = 0;
    std::int64_t records = 0;
    std::int64_t files = 0;
    std::vector<std::string> unreferenced; ///< contents of the vault no row names: left by a cut, harmless
    std::vector<Destroyed> destroyed;      ///< no difference: by version
    std::vector<std::string> unrecorded;   ///< files of issued/ no row names (store/issued.h); no difference
    SearchFaults search;                   ///< no difference: what search is made of can be made anew
    bool sound() const { return differences.empty(); }
};

enum class Extent {
    Everything,
    RecordsOnly, ///< journal and records; the files are somebody else's to read
};

/// Checks the whole directory. `progress(done, total)` is called now and then. Reads only.
Verdict verify(const DataDirectory& directory,
               const std::function<void(std::int64_t, std::int64_t)>& progress = nullptr,
               Extent extent = Extent::Everything);

} // namespace clausebook::store
