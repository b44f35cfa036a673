#pragma once
// All commands in one table, which also prints the help.

#include "cli/arguments.h"
#include "core/base/language.h"
#include "core/base/tree.h"
#include "views/catalogue.h"

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace clausebook {
class Workspace;
}

namespace clausebook::cli {

/// Exit codes. Source: rulings 33.
// NOLINTBEGIN(readability-identifier-naming): read as words where a command returns them
enum Exit : int {
    done = 0,
    altered = 1, ///< a check found something altered or invalid
    wrong_use = 2,
    damaged = 65,
    port_taken = 69,
    cannot_create = 73,
    locked = 75,
    no_permission = 77,
    bad_settings = 78, ///< a newer schema, or settings that do not fit
};
// NOLINTEND(readability-identifier-naming)

/// What a command has at hand.
struct Terminal {
    Arguments arguments;
    const views::Catalogues& catalogues;
    Language language;
    std::ostream& out;
    std::ostream& err;

    std::string text(const std::string& key, const views::Catalogues::Parameters& parameters = {}) const;

    /// A sentence of the catalogue on its own line of the output.
    void say(const std::string& key, const views::Catalogues::Parameters& parameters = {}) const;

    /// The word at a place after the command's name. Throws WrongUse("word_missing").
    const std::string& word(std::size_t place) const;
};

/// Has the workspace keep its signing key where --keys says, if it says.
void keep_keys(Workspace& workspace, const Arguments& arguments);

/// Parameters of a sentence as JSON.
Tree parameters_tree(const std::map<std::string, std::string>& parameters);

using Function = int (*)(const Terminal&);

/// Words a command takes that takes as many as there are.
constexpr std::size_t any_number = 100'000;

/// One command.
struct Command {
    std::string name;      ///< "serve", "checklist validate"
    std::string arguments; ///< "[--port N]", as the help prints it
    std::string help;      ///< catalogue key of one sentence
    OptionNames options;   ///< beside --data, --keys, --templates, --checklists, --help
    Function function;
    std::size_t words = 0; ///< it takes after its name, at most
};

const std::vector<Command>& commands();

// The functions of the table, one file a noun: cli/serve.cpp, cli/demo.cpp, cli/lists.cpp, cli/checks.cpp,
// cli/people.cpp, cli/routes.cpp, cli/backups.cpp, cli/checklists.cpp.
int serve(const Terminal& terminal);
int demo(const Terminal& terminal);
int audit_list(const Terminal& terminal);
int rebuild_search_index(const Terminal& terminal);
int verify_directory(const Terminal& terminal);
int verify_pack_files(const Terminal& terminal);
int checklist_list(const Terminal& terminal);
int checklist_validate(const Terminal& terminal);
int checklist_import(const Terminal& terminal);
int checklist_export(const Terminal& terminal);
int make_pack_file(const Terminal& terminal);
int report(const Terminal& terminal);
int backup(const Terminal& terminal);
int restore(const Terminal& terminal);
int user_add(const Terminal& terminal);
int user_reset(const Terminal& terminal);
int list_routes(const Terminal& terminal);
int show_version(const Terminal& terminal);

} // namespace clausebook::cli
