// clausebook verify, verify-pack, version: what only looks; and search rebuild, for what verify finds.

#include "cli/commands.h"
#include "core/base/version.h"
#include "core/pack/fingerprint.h"
#include "packs/pack.h"
#include "store/verify.h"
#include "workspace/destroyed_packs.h"
#include "workspace/search.h"

#include <unistd.h>

namespace clausebook::cli {
namespace {

Tree verdict_tree(const std::string& file, const packs::PackVerdict& verdict)
{
    Tree faults = Tree::list();
    for (const auto& fault : verdict.faults)
        faults.push_back({{"code", fault.code}, {"parameters", parameters_tree(fault.parameters)}});
    Tree told = {{"file", file}, {"sound", verdict.ok()}, {"faults", std::move(faults)}};
    if (const auto& manifest = verdict.manifest) {
        told["entry"] = static_cast<long long>(manifest->journal.number);
        told["hash"] = manifest->journal.hash;
        told["generated_at"] = to_string(manifest->generated_at);
        told["fingerprint"] = manifest->key.fingerprint;
    }
    return told;
}

/// `file` stands before it when there are several.
void tell(const Terminal& terminal, const std::string& file, const packs::PackVerdict& verdict)
{
    if (!file.empty()) terminal.out << file << '\n';
    for (const auto& fault : verdict.faults) terminal.say("pack_fault." + fault.code, fault.parameters);
    if (!verdict.ok())
        return terminal.say("cli.pack_altered", {{"count", std::to_string(verdict.faults.size())}});
    const auto& manifest = *verdict.manifest;
    terminal.say(terminal.arguments.value("key").empty() ? "cli.pack_sound" : "cli.pack_sound_key",
                 {{"number", std::to_string(manifest.journal.number)},
                  {"hash", manifest.journal.hash},
                  {"time", to_string(manifest.generated_at)},
                  {"fingerprint", manifest.key.fingerprint}});
}

Tree verified_tree(const store::Verdict& verdict, const std::vector<PackWithDestroyed>& holding)
{
    Tree destroyed = Tree::list();
    for (const auto& each : verdict.destroyed)
        destroyed.push_back({{"record", each.record}, {"entry", static_cast<long long>(each.entry)}});
    Tree packs = Tree::list();
    for (const auto& each : holding)
        for (const auto& record : each.versions)
            packs.push_back({{"file", each.pack.name}, {"record", record}});
    Tree unrecorded = Tree::list();
    for (const auto& name : verdict.unrecorded) unrecorded.push_back(name);
    Tree differences = Tree::list();
    for (const auto& difference : verdict.differences)
        differences.push_back(
            {{"code", difference.code}, {"parameters", parameters_tree(difference.parameters)}});
    return {
        {"sound", verdict.sound()},
        {"entries", static_cast<long long>(verdict.entries)},
        {"records", static_cast<long long>(verdict.records)},
        {"files", static_cast<long long>(verdict.files)},
        {"unreferenced", verdict.unreferenced.size()},
        {"destroyed", std::move(destroyed)},
        {"packs_with_destroyed", std::move(packs)},
        {"unrecorded", std::move(unrecorded)},
        {"search",
         Tree{{"sound", !verdict.search.any()}, {"records", static_cast<long long>(verdict.search.records)}}},
        {"differences", std::move(differences)}};
}

} // namespace

int show_version(const Terminal& terminal)
{
    if (terminal.arguments.has("json"))
        terminal.out << to_json({{"version", version}}) << '\n';
    else
        terminal.out << "clausebook " << version << '\n';
    return done;
}

int verify_directory(const Terminal& terminal)
{
    const store::DataDirectory directory(data_directory(terminal.arguments),
                                         store::Database::Access::ReadOnly);
    const bool json = terminal.arguments.has("json");
    const bool counts = !json && isatty(STDERR_FILENO) == 1;
    const auto verdict = store::verify(directory, [&](std::int64_t done_now, std::int64_t total) {
        if (counts && done_now < total) terminal.err << '\r' << done_now << " / " << total << std::flush;
    });
    if (counts) terminal.err << '\r' << std::string(48, ' ') << '\r' << std::flush;
    const auto holding = packs_with_destroyed(directory);
    if (json) {
        terminal.out << to_json(verified_tree(verdict, holding)) << '\n';
        return verdict.sound() ? done : altered;
    }
    for (const auto& difference : verdict.differences)
        terminal.say("verify." + difference.code, difference.parameters);
    for (const auto& each : verdict.destroyed)
        terminal.say("verify.destroyed", {{"record", each.record}, {"entry", std::to_string(each.entry)}});
    for (const auto& each : holding)
        for (const auto& record : each.versions)
            terminal.say("verify.destroyed_in_pack", {{"file", each.pack.name}, {"record", record}});
    for (const auto& name : verdict.unrecorded) terminal.say("verify.unrecorded", {{"file", name}});
    if (verdict.search.reads == store::SearchFaults::Reads::Badly)
        terminal.say("verify.search_damaged");
    else if (verdict.search.any())
        terminal.say("verify.search_behind", {{"count", std::to_string(verdict.search.records)}});
    terminal.say(verdict.sound() ? "verify.sound" : "verify.altered",
                 {{"entries", std::to_string(verdict.entries)},
                  {"records", std::to_string(verdict.records)},
                  {"files", std::to_string(verdict.files)},
                  {"count", std::to_string(verdict.differences.size())}});
    return verdict.sound() ? done : altered;
}

int rebuild_search_index(const Terminal& terminal)
{
    Workspace workspace(data_directory(terminal.arguments));
    const auto records = rebuild_search(workspace);
    if (terminal.arguments.has("json"))
        terminal.out << to_json({{"records", static_cast<long long>(records)}}) << '\n';
    else
        terminal.say("cli.search_rebuilt", {{"count", std::to_string(records)}});
    return done;
}

int verify_pack_files(const Terminal& terminal)
{
    terminal.word(0);
    const auto key = terminal.arguments.value("key");
    if (!key.empty() && !is_fingerprint(key)) throw WrongUse("no_fingerprint", key);
    const auto& files = terminal.arguments.words;
    for (const auto& file : files)
        if (!std::filesystem::is_regular_file(file)) throw WrongUse("file_missing", file);
    bool sound = true;
    for (const auto& file : files) {
        auto verdict = packs::verify_pack(file);
        if (!key.empty()) packs::expect_key(verdict, key);
        if (terminal.arguments.has("json"))
            terminal.out << to_json(verdict_tree(file, verdict)) << '\n';
        else
            tell(terminal, files.size() > 1 ? file : "", verdict);
        sound = sound && verdict.ok();
    }
    return sound ? done : altered;
}

} // namespace clausebook::cli
