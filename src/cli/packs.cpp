// clausebook pack: the evidence pack of an audit, into a file. Reads only, so that it works beside a running
// server; what is made here is therefore not recorded (rulings 34): the page of the audit makes packs that
// are.

#include "workspace/packs.h"

#include "cli/commands.h"
#include "cli/until_signal.h"
#include "views/format.h"

#include <charconv>
#include <filesystem>

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

std::int64_t entry_of(const Arguments& arguments)
{
    const auto text = arguments.value("at");
    if (text.empty()) return 0;
    std::int64_t entry = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), entry);
    if (error != std::errc() || end != text.data() + text.size() || entry < 1)
        throw WrongUse("at_shape", text);
    return entry;
}

Language language_of(const Terminal& terminal)
{
    const auto text = terminal.arguments.value("language", str(terminal.language));
    const auto language = parse_language(text);
    if (!language) throw WrongUse("language_shape", text);
    return *language;
}

void tell(const Terminal& terminal, const fs::path& file, const BuiltPack& built)
{
    if (terminal.arguments.has("json")) {
        Tree warnings = Tree::list();
        for (const auto& warning : built.warnings) {
            Tree subjects = Tree::list();
            for (const auto& subject : warning.subjects) subjects.push_back(subject);
            warnings.push_back({{"code", warning.code}, {"subjects", std::move(subjects)}});
        }
        terminal.out << to_json({{"file", file.string()},
                                 {"entry", static_cast<long long>(built.entry)},
                                 {"bytes", static_cast<long long>(built.bytes)},
                                 {"sha256", built.sha256},
                                 {"warnings", std::move(warnings)}})
                     << '\n';
        return;
    }
    terminal.say("cli.pack.made",
                 {{"file", file.string()},
                  {"size", views::shown_size(terminal.language, built.bytes)},
                  {"entry", std::to_string(built.entry)}});
    for (const auto& warning : built.warnings) {
        std::string subjects;
        for (const auto& subject : warning.subjects) subjects += (subjects.empty() ? "" : ", ") + subject;
        terminal.say("cli.pack.warning",
                     {{"what", terminal.text("pack_warning." + warning.code)}, {"subjects", subjects}});
    }
}

} // namespace

int make_pack_file(const Terminal& terminal)
{
    const Id<Audit> audit(terminal.word(0));
    const PackWish wish{audit, language_of(terminal), entry_of(terminal.arguments)};
    UntilSignal progress(terminal, UntilSignal::Counting::Quiet);
    try {
        Workspace workspace(data_directory(terminal.arguments), store::Database::Access::ReadOnly);
        keep_keys(workspace, terminal.arguments);
        const fs::path out = fs::absolute(terminal.arguments.value("out", "."));
        const bool into_folder = fs::is_directory(out);
        const auto folder = into_folder ? out : out.parent_path();
        const auto built = build_pack(workspace, terminal.catalogues, wish, folder, progress,
                                      into_folder ? "" : out.filename().string());
        tell(terminal, folder / (into_folder ? built.name : out.filename().string()), built);
        return done;
    } catch (const JobCancelled&) {
        return altered; // the signal that waits ends the program next
    }
}

} // namespace clausebook::cli
