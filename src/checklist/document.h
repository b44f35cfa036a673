#pragma once
// A parsed XML file as plain elements that know where they stand. The only place that knows Poco::XML.

#include "checklist/fault.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::checklist {

struct Element {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes; ///< as written, names with their prefix
    std::vector<Element> children;
    std::string text; ///< all text directly inside, as written
    int line = 0;
    int column = 0;

    /// The attribute's value, or nullptr.
    const std::string* attribute(std::string_view attribute_name) const;
};

/// Parses within the limits of reader.h. Adds one fault and returns nothing when it cannot.
std::optional<Element> parse(std::string_view bytes, Faults& faults);

/// What a fault inside `element` names as its place: the id or number it carries, else `around`.
std::string place_of(const Element& element, const std::string& around);

/// Without white space at both ends, and with one blank for every run of it inside.
std::string collapse(std::string_view text);

/// How many characters (not bytes) a UTF-8 text has.
std::size_t characters(std::string_view text);

} // namespace clausebook::checklist
