#include "views/catalogue.h"

#include "resources/resources.h"
#include "views/flat_json.h"

#include <stdexcept>

namespace clausebook::views {
namespace {

std::map<std::string, std::string> files_of_templates()
{
    const std::string folder = "templates/i18n/";
    std::map<std::string, std::string> files;
    for (const auto& path : resources::list(folder))
        files[path.substr(folder.size())] = resources::read(path);
    return files;
}

/// "en" of "en.json" and of "terms.en.json".
std::string language_in(const std::string& file)
{
    const std::string ending = ".json";
    if (!file.ends_with(ending)) return {};
    const auto stem = file.substr(0, file.size() - ending.size());
    return stem.substr(stem.rfind('.') + 1);
}

bool parameters_are_well_formed(std::string_view text)
{
    const auto name_letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const auto end = text.find_first_not_of(name_letters, open + 1);
        if (end == open + 1 || end == std::string_view::npos || text[end] != '}') return false;
    }
    return true;
}

} // namespace

Catalogues::Catalogues() : Catalogues(files_of_templates()) {}

Catalogues::Catalogues(const std::map<std::string, std::string>& files)
{
    for (const auto& [file, contents] : files) add(file, contents);
}

void Catalogues::add(const std::string& file, const std::string& contents)
{
    const auto language = parse_language(language_in(file));
    if (!language)
        throw std::logic_error(file + ": a catalogue is named <language>.json or <area>.<language>.json");
    for (auto& entry : read_flat_json(file, contents)) {
        const auto where = file + ":" + std::to_string(entry.line) + ": ";
        if (entry.text.empty()) throw std::logic_error(where + entry.key + " has no text");
        if (!parameters_are_well_formed(entry.text))
            throw std::logic_error(where + entry.key + " has a { that begins no parameter");
        if (!texts_[static_cast<std::size_t>(*language)].emplace(entry.key, std::move(entry.text)).second)
            throw std::logic_error(where + entry.key + " stands twice");
    }
}

const std::string& Catalogues::text(Language language, std::string_view key) const
{
    const auto found = texts(language).find(key);
    if (found == texts(language).end())
        throw std::logic_error("no text " + std::string(key) + " in " + str(language));
    return found->second;
}

std::string Catalogues::text(Language language, std::string_view key, const Parameters& parameters) const
{
    return fill(text(language, key), [&](const std::string& name) {
        const auto found = parameters.find(name);
        if (found == parameters.end())
            throw std::logic_error("the text " + std::string(key) + " needs the parameter " + name);
        return found->second;
    });
}

std::string Catalogues::counted(Language language, std::string_view key, long long count,
                                Parameters parameters) const
{
    parameters["count"] = std::to_string(count);
    return text(language, std::string(key) + (count == 1 ? ".one" : ".other"), parameters);
}

bool Catalogues::has(Language language, std::string_view key) const
{
    return texts(language).contains(key);
}

} // namespace clausebook::views
