#pragma once
// Texts by name, as one column keeps them.

#include <functional>
#include <map>
#include <string>

namespace clausebook::store {

using Texts = std::map<std::string, std::string, std::less<>>;

/// A JSON object of the texts that are not empty, in the order of their names.
std::string texts_column(const Texts& texts);

/// Throws DamagedData, naming `row`, for anything else.
Texts texts_in(const std::string& column, const std::string& row);

} // namespace clausebook::store
