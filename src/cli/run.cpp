#include "cli/run.h"

#include "cli/commands.h"
#include "core/base/refusal.h"
#include "paper/weasyprint.h"
#include "resources/resources.h"
#include "store/errors.h"
#include "store/files.h"
#include "views/pages/packs.h"
#include "web/server.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace clausebook::cli {
namespace {

Language language_of_terminal()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        // NOLINTNEXTLINE(concurrency-mt-unsafe): no threads yet
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("tr") ? Language::tr : Language::en;
    return Language::en;
}

void print_help(const views::Catalogues& catalogues, Language language, std::ostream& out)
{
    out << catalogues.text(language, "cli.help") << "\n\n";
    for (const auto& command : commands())
        out << "  clausebook " << command.name << (command.arguments.empty() ? "" : " ") << command.arguments
            << "\n      " << catalogues.text(language, command.help) << '\n';
    out << '\n' << catalogues.text(language, "cli.help.common") << '\n';
}

/// The command that the first words name, the longest name first; how many words its name takes.
const Command* command_of(const std::vector<std::string>& line)
{
    for (std::size_t count = std::min<std::size_t>(2, line.size()); count > 0; --count) {
        const auto name = count == 2 ? line[0] + " " + line[1] : line[0];
        const auto found = std::find_if(commands().begin(), commands().end(),
                                        [&](const Command& command) { return command.name == name; });
        if (found != commands().end()) return &*found;
    }
    return nullptr;
}

int run_command(const Command& command, const std::vector<std::string>& line,
                const views::Catalogues& catalogues, Language language)
{
    auto names = command.options;
    names.with_value.insert({"data", "keys", "templates", "checklists"});
    const auto words_of_name =
        static_cast<std::ptrdiff_t>(1 + std::count(command.name.begin(), command.name.end(), ' '));
    const Terminal terminal{Arguments::parse({line.begin() + words_of_name, line.end()}, names), catalogues,
                            language, std::cout, std::cerr};
    const auto& words = terminal.arguments.words;
    if (words.size() > command.words) throw WrongUse("word_unknown", words[command.words]);
    return command.function(terminal);
}

int code_of(const std::string& unusable)
{
    if (unusable == "cannot_create" || unusable == "not_a_directory" || unusable == "not_copied")
        return cannot_create;
    if (unusable == "read_only" || unusable == "world_writable") return no_permission;
    if (unusable == "not_clausebook") return wrong_use;
    return bad_settings;
}

int code_of(const Refusal& refusal)
{
    for (const char* code : {"pack_file_altered", "pack_file_missing", "pack_unsound", "backup_file_altered",
                             "backup_file_missing", "backup_source_unsound", "backup_unsound",
                             "backup_altered", "no_backup", "restore_unsound"})
        if (refusal.code() == code) return altered;
    if (refusal.code() == "backup_newer") return bad_settings;
    for (const char* code : {"restore_not_empty", "file_there", "key_there", "checklist_changed"})
        if (refusal.code() == code) return cannot_create;
    if (refusal.code() == "key_open_to_others") return no_permission;
    if (refusal.code() == "key_unreadable") return damaged;
    return refusal.code() == "printer_missing" || refusal.code() == "key_not_made" ? cannot_create
                                                                                   : wrong_use;
}

bool is_no_permission(const std::error_code& code)
{
    return code == std::errc::permission_denied || code == std::errc::operation_not_permitted
        || code == std::errc::read_only_file_system;
}

using Say = std::function<void(const std::string& key, const views::Catalogues::Parameters& parameters)>;

/// Tells the failure under way that is nobody's mistake on the command line, and gives its code.
int world_broke(const Say& say)
{
    try {
        throw;
    } catch (const store::DamagedData& broken) {
        say("cli.problem.damaged", {{"detail", broken.what()}});
        return damaged;
    } catch (const store::DiskFull&) {
        say("problem.disk_full", {});
        return cannot_create;
    } catch (const web::PortTaken& taken) {
        say("cli.problem.port_taken", {{"detail", taken.what()}});
        return port_taken;
    } catch (const web::TlsRequired&) {
        say("cli.problem.tls_required", {});
        return bad_settings;
    } catch (const web::TlsUnusable& unusable) {
        say("cli.problem.tls_unusable", {{"detail", unusable.what()}});
        return bad_settings;
    } catch (const web::AddressUnusable& unusable) {
        say("cli.problem.address_unusable", {{"detail", unusable.what()}});
        return bad_settings;
    } catch (const store::ReadOnlyNow& unsure) {
        say("cli.problem.not_written", {{"detail", unsure.what()}});
        return cannot_create;
    } catch (const paper::PrintFailed& failed) {
        say("cli.problem.not_printed", {{"detail", failed.what()}});
        return cannot_create;
    } catch (const std::system_error& refused) {
        if (store::means_no_room(refused.code().value()))
            say("problem.disk_full", {});
        else
            say("cli.problem.file_refused", {{"detail", refused.what()}});
        return is_no_permission(refused.code()) ? no_permission : cannot_create;
    } catch (const std::exception& problem) {
        say("cli.problem.broken", {{"detail", problem.what()}});
        return damaged;
    }
}

/// Runs, and gives each failure its sentence and its code.
int guarded(const views::Catalogues& catalogues, Language language, const std::function<int()>& work)
{
    const Say say = [&](const std::string& key, const views::Catalogues::Parameters& parameters) {
        std::cerr << "clausebook: " << catalogues.text(language, key, parameters) << '\n';
    };
    try {
        return work();
    } catch (const WrongUse& wrong) {
        say("cli.wrong." + wrong.code(), {{"word", wrong.word()}});
        return wrong_use;
    } catch (const Refusal& refusal) {
        std::cerr << "clausebook: "
                  << views::refusal_sentence(refusal.code(), refusal.parameters(), language, catalogues)
                  << '\n';
        return code_of(refusal);
    } catch (const NotFound& missing) {
        say("cli.problem.not_found", {{"what", missing.what()}});
        return wrong_use;
    } catch (const store::Locked& held) {
        say("cli.problem.locked", {{"holder", held.holder()}});
        return locked;
    } catch (const store::UnusableDirectory& unusable) {
        say("cli.problem." + unusable.code(), {{"detail", unusable.detail()}});
        return code_of(unusable.code());
    } catch (...) {
        return world_broke(say);
    }
}

/// Templates and checklists from disk, for our own work, before anything is read.
std::vector<std::string> take_folders(const std::vector<std::string>& line)
{
    for (const std::string folder : {"templates", "checklists"})
        for (std::size_t i = 0; i < line.size(); ++i) {
            const auto option = "--" + folder;
            if (line[i] == option && i + 1 < line.size()) resources::read_from(folder, line[i + 1]);
            if (line[i].starts_with(option + "="))
                resources::read_from(folder, line[i].substr(option.size() + 1));
        }
    return line;
}

} // namespace

int run(int argc, char** argv)
{
    try {
        const auto line = take_folders({argv + 1, argv + argc});
        const views::Catalogues catalogues;
        const auto language = language_of_terminal();
        const bool asks_help =
            std::any_of(line.begin(), line.end(), [](const auto& w) { return w == "--help" || w == "-h"; });
        if (line.empty() || asks_help || line[0] == "help") {
            print_help(catalogues, language, line.empty() ? std::cerr : std::cout);
            return line.empty() ? wrong_use : done;
        }
        return guarded(catalogues, language, [&] {
            const auto* command = command_of(line);
            if (!command) throw WrongUse("unknown_command", line[0]);
            return run_command(*command, line, catalogues, language);
        });
    } catch (const std::exception& problem) {
        std::cerr << "clausebook: " << problem.what() << '\n';
        return damaged;
    }
}

} // namespace clausebook::cli
