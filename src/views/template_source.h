#pragma once
// Reads templates as text: takes partials in, checks every tag, and numbers the tags for the renderer.

#include "views/catalogue.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// Templates by name below templates/, without the ending: "pages/error", "partials/head".
using TemplateTexts = std::map<std::string, std::string, std::less<>>;

/// One tag of a template.
struct TemplateTag {
    enum class Kind { Text, Section, InvertedSection };

    Kind kind;
    std::vector<std::string> path; ///< "page.user.name" as three parts; one part "." for the row itself
    std::array<const std::string*, languages.size()>
        catalogue{};   ///< set for "t." names: the text per language
    std::string where; ///< "partials/head:12"

    /// The name as it stands in the template.
    std::string name() const;
};

/// A template with its partials taken in, in which each name is replaced by its number in `tags`.
struct TemplateSource {
    std::string text;
    std::vector<TemplateTag> tags;
};

/// Makes the source of one template. Throws std::logic_error that names template and line for: a partial that
/// does not exist or takes itself in, a section that is not closed in its own file, a name of a wrong shape,
/// a "t." name that a catalogue lacks, an unescaped tag whose name is not one of the few the server makes
/// itself, and "{{=".
TemplateSource read_template(const TemplateTexts& texts, std::string_view name, const Catalogues& catalogues);

} // namespace clausebook::views
