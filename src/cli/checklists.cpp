// clausebook checklist list, validate, import and export. What only looks works beside a running server;
// import needs it to be stopped, and while it runs the page Checklists does the same.

#include "workspace/checklists.h"

#include "checklist/edition_map.h"
#include "cli/commands.h"
#include "core/base/refusal.h"
#include "store/files.h"

#include <filesystem>
#include <set>

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

/// What this program and, where there is one, the data directory have.
class House {
public:
    explicit House(const Terminal& terminal)
    {
        const auto directory = data_directory(terminal.arguments);
        if (!terminal.arguments.value("data").empty() || fs::exists(directory / "clausebook.db"))
            workspace_ = std::make_unique<Workspace>(directory, store::Database::Access::ReadOnly);
    }

    std::vector<HouseChecklist> all() const
    {
        if (workspace_) return house_checklists(*workspace_, workspace_->read());
        return {{built_in_key(), &current_checklist(), true, std::nullopt, true}};
    }

    std::string bytes(const HouseChecklist& one) const
    {
        return workspace_ ? checklist_bytes(*workspace_, one) : built_in_bytes();
    }

private:
    std::unique_ptr<Workspace> workspace_;
};

std::string place_of(const checklist::Fault& fault)
{
    std::string place;
    if (fault.line > 0) place = ":" + std::to_string(fault.line);
    if (fault.line > 0 && fault.column > 0) place += ":" + std::to_string(fault.column);
    return place;
}

Tree faults_tree(const std::vector<checklist::Fault>& faults)
{
    Tree list = Tree::list();
    for (const auto& fault : faults)
        list.push_back({{"code", fault.code},
                        {"line", fault.line},
                        {"column", fault.column},
                        {"where", fault.where},
                        {"parameters", parameters_tree(fault.parameters)}});
    return list;
}

void say_faults(const Terminal& terminal, const std::string& file,
                const std::vector<checklist::Fault>& faults)
{
    for (const auto& fault : faults)
        terminal.out << file << place_of(fault) << ": " << (fault.where.empty() ? "" : fault.where + ": ")
                     << terminal.text("checklist_fault." + fault.code, fault.parameters) << '\n';
    terminal.say("cli.checklist_invalid", {{"count", std::to_string(faults.size())}});
}

/// The bytes of the file a command names; nothing when there are more than a checklist may have.
std::optional<std::string> bytes_of(const std::string& file)
{
    if (!fs::is_regular_file(file)) throw WrongUse("file_missing", file);
    if (fs::file_size(file) > checklist::size_limit_bytes) return std::nullopt;
    return store::read_file(file);
}

checklist::Reading reading_of(const std::string& file)
{
    const auto bytes = bytes_of(file);
    return bytes ? checklist::read(*bytes) : checklist::too_large(fs::file_size(file));
}

/// The faults of a checklist, or of a map between editions when the file begins as one.
std::vector<checklist::Fault> faults_of(const std::string& file)
{
    auto faults = reading_of(file).faults;
    const bool is_map = faults.size() == 1 && faults.front().code == "wrong_root"
        && faults.front().parameters.at("element") == "edition-map";
    return is_map ? checklist::read_edition_map(*bytes_of(file)).faults : faults;
}

/// "iso-10002-2018-r1": what a checklist is called on a command line.
std::string name_of(const HouseChecklist& one)
{
    return fs::path(file_name_of(one.checklist->identity)).stem().string();
}

std::string origin_of(const HouseChecklist& one)
{
    if (one.built_in) return "built_in";
    if (!one.import) return "pinned";
    return one.import->retired_at ? "retired" : "imported";
}

views::Catalogues::Parameters words_of(const Checklist& list)
{
    return {{"standard", list.identity.standard},
            {"edition", std::to_string(list.identity.edition)},
            {"revision", std::to_string(list.identity.revision)},
            {"clauses", std::to_string(list.clauses.size())},
            {"questions", std::to_string(list.question_count())},
            {"scheme_items", std::to_string(list.scheme_items.size())}};
}

/// The one of that name or that begins with that hash.
HouseChecklist chosen(const std::vector<HouseChecklist>& all, const std::string& id)
{
    constexpr std::size_t shortest = 8;
    std::vector<HouseChecklist> found;
    for (const auto& one : all)
        if (name_of(one) == id || (id.size() >= shortest && one.key.starts_with(id))) found.push_back(one);
    if (found.empty()) throw WrongUse("checklist_unknown", id);
    if (found.size() > 1) throw WrongUse("checklist_ambiguous", id);
    return found.front();
}

void write_new(const fs::path& file, const std::string& bytes)
{
    if (fs::exists(fs::symlink_status(file))) throw Refusal::state("file_there", {{"file", file.string()}});
    store::NewFile kept(file);
    kept.write(bytes);
    kept.close();
    store::sync_directory(file.parent_path());
}

} // namespace

int checklist_list(const Terminal& terminal)
{
    Tree rows = Tree::list();
    for (const auto& one : House(terminal).all()) {
        const auto& list = *one.checklist;
        rows.push_back({{"id", name_of(one)},
                        {"sha256", one.key},
                        {"standard", list.identity.standard},
                        {"edition", list.identity.edition},
                        {"revision", list.identity.revision},
                        {"clauses", list.clauses.size()},
                        {"questions", list.question_count()},
                        {"scheme_items", list.scheme_items.size()},
                        {"origin", origin_of(one)},
                        {"offered", one.offered}});
        if (terminal.arguments.has("json")) continue;
        auto words = words_of(list);
        words["id"] = name_of(one);
        words["origin"] = terminal.text("checklists.origin." + origin_of(one));
        terminal.say("cli.checklist", words);
    }
    if (terminal.arguments.has("json")) terminal.out << to_json(rows) << '\n';
    return done;
}

int checklist_validate(const Terminal& terminal)
{
    const auto& file = terminal.word(0);
    const auto faults = faults_of(file);
    if (terminal.arguments.has("json"))
        terminal.out << to_json({{"valid", faults.empty()}, {"faults", faults_tree(faults)}}) << '\n';
    else if (faults.empty())
        terminal.say("cli.checklist_valid");
    else
        say_faults(terminal, file, faults);
    return faults.empty() ? done : altered;
}

int checklist_import(const Terminal& terminal)
{
    const auto& file = terminal.word(0);
    const bool json = terminal.arguments.has("json");
    const auto bytes = bytes_of(file);
    Workspace workspace(data_directory(terminal.arguments));
    const auto preview = bytes ? preview_checklist(workspace, workspace.read(), *bytes) : ChecklistPreview();
    const auto reading = bytes ? preview.reading : reading_of(file);
    if (!reading.checklist) {
        if (json)
            terminal.out << to_json({{"imported", false}, {"faults", faults_tree(reading.faults)}}) << '\n';
        else
            say_faults(terminal, file, reading.faults);
        return altered;
    }
    auto words = words_of(*reading.checklist);
    const bool is_here =
        preview.obstacle == "checklist_here" || preview.obstacle == "checklist_built_in"; // byte for byte
    if (!is_here) import_checklist(workspace, system_actor(), *bytes, fs::path(file).filename().string());
    if (json) {
        terminal.out << to_json({{"imported", !is_here}, {"sha256", preview.key}}) << '\n';
        return done;
    }
    terminal.say(is_here ? "cli.checklist_here" : "cli.checklist_imported", words);
    if (preview.stands && !is_here) {
        const auto count = count_of(preview.differences);
        terminal.say("cli.checklist_differs",
                     {{"revision", std::to_string(preview.stands->checklist->identity.revision)},
                      {"added", std::to_string(count.added)},
                      {"changed", std::to_string(count.changed)},
                      {"removed", std::to_string(count.removed)}});
    }
    return done;
}

int checklist_export(const Terminal& terminal)
{
    const bool everything = terminal.arguments.has("all");
    if (everything && !terminal.arguments.words.empty())
        throw WrongUse("word_unknown", terminal.arguments.words.front());
    const House house(terminal);
    auto wanted = house.all();
    if (!everything) wanted = {chosen(wanted, terminal.word(0))};
    const auto out = fs::absolute(terminal.arguments.value("out", ".")).lexically_normal();
    const bool into_folder = fs::is_directory(out);
    if (everything && !into_folder) throw WrongUse("no_folder", out.string());
    Tree rows = Tree::list();
    std::set<std::string> taken;
    for (const auto& one : wanted) {
        auto file = into_folder ? out / file_name_of(one.checklist->identity) : out;
        if (!taken.insert(file.string()).second)
            file.replace_filename(name_of(one) + "-" + one.key.substr(0, 8) + ".xml");
        write_new(file, house.bytes(one));
        rows.push_back({{"file", file.string()}, {"sha256", one.key}});
        if (!terminal.arguments.has("json"))
            terminal.say("cli.checklist_exported", {{"file", file.string()}, {"sha256", one.key}});
    }
    if (terminal.arguments.has("json")) terminal.out << to_json(rows) << '\n';
    return done;
}

} // namespace clausebook::cli
