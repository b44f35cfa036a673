#pragma once
// The one JSON shape the catalogues use: {"key": "text", ...}.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::views {

struct FlatEntry {
    std::string key;
    std::string text;
    int line; ///< where the key stands, from 1
};

/// Reads a flat object of texts, in the order of the file. Throws std::logic_error with `file` and line for
/// any other value, a bad escape, a control character in a text, or anything after the object.
std::vector<FlatEntry> read_flat_json(const std::string& file, std::string_view json);

} // namespace clausebook::views
