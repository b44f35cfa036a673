#pragma once
// The choice among editions of standards, on pages whose figures are of one of them.

#include "core/base/tree.h"

#include <string>
#include <vector>

namespace clausebook::views {

struct Standards {
    std::vector<std::string> all; ///< "ISO 10002:2018"; the first is shown where none is asked for
    std::string chosen;           ///< one of them
};

/// The chosen one as an address carries it: "" for the first.
std::string in_address(const Standards& standards);

/// A list of {label, href, current}: the same page of each, its address begun by `path`. Empty where there is
/// nothing to choose.
Tree standard_links(const Standards& standards, const std::string& path);

} // namespace clausebook::views
