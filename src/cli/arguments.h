#pragma once
// The words of a command line, taken apart.

#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace clausebook::cli {

/// The command line is not as the command wants it (exit 2). `code` is a catalogue key below "cli.wrong.".
class WrongUse : public std::runtime_error {
public:
    explicit WrongUse(const std::string& code, std::string word = {})
        : std::runtime_error(code + " " + word), code_(code), word_(std::move(word))
    {
    }
    const std::string& code() const { return code_; }
    const std::string& word() const { return word_; }

private:
    std::string code_;
    std::string word_;
};

/// Options a command takes: those with a value ("--port 0", "--port=0") and those without ("--json").
struct OptionNames {
    std::set<std::string> with_value;
    std::set<std::string> flags;
};

/// What stands after the command's name.
struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::string> values;
    std::set<std::string> flags;

    bool has(const std::string& flag) const { return flags.contains(flag); }
    std::string value(const std::string& name, const std::string& otherwise = {}) const;

    /// Takes a command line apart. Throws WrongUse("unknown_option") and ("value_missing").
    static Arguments parse(const std::vector<std::string>& line, const OptionNames& names);
};

/// The data directory: --data, else $XDG_DATA_HOME/clausebook, else ~/.local/share/clausebook.
/// Throws WrongUse("no_home") when none can be told.
std::filesystem::path data_directory(const Arguments& arguments);

} // namespace clausebook::cli
