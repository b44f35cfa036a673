#include "cli/arguments.h"

#include <cstdlib>

namespace clausebook::cli {
namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): read before any thread starts
    return value ? value : "";
}

} // namespace

std::string Arguments::value(const std::string& name, const std::string& otherwise) const
{
    const auto found = values.find(name);
    return found == values.end() ? otherwise : found->second;
}

Arguments Arguments::parse(const std::vector<std::string>& line, const OptionNames& names)
{
    Arguments arguments;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto& word = line[i];
        if (!word.starts_with("--")) {
            arguments.words.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (names.flags.contains(name) && equals == std::string::npos) {
            arguments.flags.insert(name);
        } else if (names.with_value.contains(name)) {
            if (equals == std::string::npos && i + 1 == line.size()) throw WrongUse("value_missing", word);
            arguments.values[name] = equals == std::string::npos ? line[++i] : word.substr(equals + 1);
        } else {
            throw WrongUse("unknown_option", word);
        }
    }
    return arguments;
}

std::filesystem::path data_directory(const Arguments& arguments)
{
    if (const auto given = arguments.value("data"); !given.empty()) return given;
    if (const auto xdg = environment("XDG_DATA_HOME"); !xdg.empty())
        return std::filesystem::path(xdg) / "clausebook";
    if (const auto home = environment("HOME"); !home.empty())
        return std::filesystem::path(home) / ".local" / "share" / "clausebook";
    throw WrongUse("no_home");
}

} // namespace clausebook::cli
