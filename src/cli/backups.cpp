// clausebook backup and restore: the whole data directory into one file, and back. A backup reads only, so
// that it works beside a running server; what is made here is therefore not recorded (rulings 34).

#include "store/backups.h"

#include "cli/commands.h"
#include "cli/until_signal.h"
#include "core/base/refusal.h"
#include "store/files.h"
#include "store/signing_key.h"
#include "views/format.h"
#include "workspace/backup_file.h"

#include <filesystem>

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

/// What a command says: sentences, or one JSON object.
struct Told {
    Tree json = Tree::object();
    std::vector<std::pair<std::string, views::Catalogues::Parameters>> sentences;
};

void tell(const Terminal& terminal, const Told& told)
{
    if (terminal.arguments.has("json")) {
        terminal.out << to_json(told.json) << '\n';
        return;
    }
    for (const auto& [key, parameters] : told.sentences) terminal.say(key, parameters);
}

void keep_key_apart(const store::DataDirectory& directory, const fs::path& file, Told& told)
{
    const auto key = store::SigningKey::load(directory.keys());
    if (!key) throw Refusal::state("no_key", {{"directory", directory.keys().string()}});
    if (fs::exists(fs::symlink_status(file))) throw Refusal::state("file_there", {{"file", file.string()}});
    store::NewFile kept(file);
    kept.write(key->text());
    kept.close();
    store::sync_directory(file.parent_path());
    told.json["key"] = {{"file", file.string()}, {"fingerprint", key->fingerprint()}};
    told.sentences.push_back(
        {"cli.backup.key", {{"file", file.string()}, {"fingerprint", key->fingerprint()}}});
}

void back_up(const Terminal& terminal, const store::DataDirectory& directory, const fs::path& to, Told& told)
{
    const bool into_folder = fs::is_directory(to);
    const auto folder = into_folder ? to : to.parent_path();
    const auto name = into_folder ? std::string() : to.filename().string();
    const auto now = system_time();
    UntilSignal progress(terminal, UntilSignal::Counting::Aloud);
    const auto built = build_backup(directory, folder, now, progress, name);
    store::note_backup_by_command(directory.backups(), now);
    const auto file = (folder / built.name).string();
    told.json["file"] = file;
    told.json["entry"] = static_cast<long long>(built.entry);
    told.json["hash"] = built.hash;
    told.json["bytes"] = static_cast<long long>(built.bytes);
    told.json["files"] = static_cast<long long>(built.files);
    told.json["sha256"] = built.sha256;
    told.sentences.push_back({"cli.backup.made",
                              {{"file", file},
                               {"size", views::shown_size(terminal.language, built.bytes)},
                               {"entry", std::to_string(built.entry)},
                               {"sha256", built.sha256}}});
}

void restore_key(const Terminal& terminal, const fs::path& directory, const fs::path& file, Told& told)
{
    store::DataDirectory open(directory, store::Database::Access::ReadOnly);
    if (const auto folder = terminal.arguments.value("keys"); !folder.empty())
        open.keep_keys_in(fs::absolute(folder));
    const auto key = store::SigningKey::put_back(open.keys(), store::read_file(file));
    const auto place = store::SigningKey::file_in(open.keys()).string();
    told.json["key"] = {{"file", place}, {"fingerprint", key.fingerprint()}};
    told.sentences.push_back({"cli.restore.key", {{"file", place}, {"fingerprint", key.fingerprint()}}});
}

void restore_data(const Terminal& terminal, const fs::path& directory, const fs::path& from, Told& told)
{
    UntilSignal progress(terminal, UntilSignal::Counting::Aloud);
    const auto restored = restore_backup(from, directory, progress);
    told.json["directory"] = directory.string();
    told.json["entry"] = static_cast<long long>(restored.entry);
    told.json["hash"] = restored.hash;
    told.json["records"] = static_cast<long long>(restored.records);
    told.json["files"] = static_cast<long long>(restored.files);
    told.json["made_at"] = to_string(restored.made_at);
    told.sentences.push_back({"cli.restore.done",
                              {{"directory", directory.string()},
                               {"time", to_string(restored.made_at)},
                               {"entry", std::to_string(restored.entry)},
                               {"records", std::to_string(restored.records)},
                               {"files", std::to_string(restored.files)}}});
}

/// The file an option names; "" without it. Throws WrongUse("file_missing") when there is none.
std::string file_of(const Terminal& terminal, const std::string& option)
{
    auto file = terminal.arguments.value(option);
    if (!file.empty() && !fs::is_regular_file(file)) throw WrongUse("file_missing", file);
    return file;
}

} // namespace

int backup(const Terminal& terminal)
{
    const auto to = terminal.arguments.value("to");
    const auto key_to = terminal.arguments.value("key-to");
    if (to.empty() && key_to.empty()) throw WrongUse("to_missing");
    Told told;
    try {
        store::DataDirectory directory(data_directory(terminal.arguments), store::Database::Access::ReadOnly);
        if (const auto keys = terminal.arguments.value("keys"); !keys.empty())
            directory.keep_keys_in(fs::absolute(keys));
        if (!key_to.empty()) keep_key_apart(directory, fs::absolute(key_to), told);
        if (!to.empty()) back_up(terminal, directory, fs::absolute(to).lexically_normal(), told);
    } catch (const JobCancelled&) {
        return altered; // the signal that waits ends the program next
    }
    tell(terminal, told);
    return done;
}

int restore(const Terminal& terminal)
{
    const auto from = file_of(terminal, "from");
    const auto key_from = file_of(terminal, "key-from");
    if (from.empty() && key_from.empty()) throw WrongUse("from_missing");
    const auto directory = fs::absolute(data_directory(terminal.arguments));
    Told told;
    try {
        if (!from.empty()) restore_data(terminal, directory, from, told);
        if (!key_from.empty()) restore_key(terminal, directory, key_from, told);
    } catch (const JobCancelled&) {
        return altered;
    }
    tell(terminal, told);
    return done;
}

} // namespace clausebook::cli
