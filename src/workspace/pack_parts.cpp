#include "workspace/pack_parts.h"

#include "core/base/tree.h"
#include "resources/resources.h"

#include <stdexcept>

namespace clausebook {

packs::Words words_in(Language language, const views::Catalogues& catalogues)
{
    return {language,
            [language, &catalogues](std::string_view key, const packs::Words::Parameters& parameters) {
                return catalogues.text(language, key, parameters);
            },
            [language, &catalogues](std::string_view key) {
                return catalogues.has(language, key);
            }};
}

std::string verify_program(const views::Catalogues& catalogues)
{
    Tree sentences = Tree::object();
    for (const auto language : languages)
        for (const auto& [key, text] : catalogues.texts(language))
            if (key.starts_with("pack_fault.pack_") || key.starts_with("pack_fault.zip_")
                || key.starts_with("cli.pack_altered") || key.starts_with("cli.pack_sound"))
                sentences[str(language)][key] = text;
    constexpr std::string_view empty = "\nSENTENCES = {}\n";
    auto program = resources::read("src/packs/verify.py");
    const auto place = program.find(empty);
    if (place == std::string::npos) throw std::logic_error("verify.py has no place for its sentences");
    return program.replace(place, empty.size(), "\nSENTENCES = " + to_json(sentences) + "\n");
}

} // namespace clausebook
