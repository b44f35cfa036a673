#pragma once
// What the pages of sheets share; inside views only.

#include "views/pages/sheets.h"

namespace clausebook::views {

/// What the words of a page are taken from.
struct Words {
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
    std::string hint(const std::string& key) const
    {
        return catalogues.has(language, key) ? catalogues.text(language, key) : std::string();
    }
};

/// The catalogue's key of what a sheet is called.
inline std::string title_key(const Sheet& sheet)
{
    return "sheet." + std::string(sheet.key);
}

} // namespace clausebook::views
