#include "workspace/destroyed_packs.h"

#include "packs/pack.h"
#include "store/evidence_archive.h"
#include "store/packs.h"
#include "workspace/evidence_uses.h"

#include <algorithm>
#include <system_error>

namespace clausebook {
namespace {

using Contents = std::vector<store::DestroyedContent>;

/// The hashes of the files of a pack, sorted.
std::vector<std::string> hashes_in(const std::filesystem::path& file)
{
    std::vector<std::string> hashes;
    try {
        if (const auto manifest = packs::manifest_of(file))
            for (const auto& each : manifest->files) hashes.push_back(each.sha256);
    } catch (const std::system_error&) {
        return {};
    }
    std::sort(hashes.begin(), hashes.end());
    return hashes;
}

/// Adds the pack, when any of the contents lies in it.
void add(std::vector<PackWithDestroyed>& all, const store::DataDirectory& directory, const Pack& pack,
         const Contents& destroyed)
{
    const auto hashes = hashes_in(directory.issued() / pack.name);
    PackWithDestroyed one{pack, {}};
    for (const auto& content : destroyed)
        if (std::binary_search(hashes.begin(), hashes.end(), content.sha256)
            && (one.versions.empty() || one.versions.back() != content.version))
            one.versions.push_back(content.version);
    if (!one.versions.empty()) all.push_back(std::move(one));
}

} // namespace

std::vector<PackWithDestroyed> packs_with_destroyed(const store::DataDirectory& directory)
{
    std::vector<PackWithDestroyed> all;
    const auto db = directory.database().read();
    const auto destroyed = store::destroyed_contents(db);
    if (destroyed.empty()) return all;
    for (const auto& pack : store::packs(db)) add(all, directory, pack, destroyed);
    return all;
}

std::vector<PackWithDestroyed> packs_with_destroyed(const Workspace& workspace, const store::Reading& db,
                                                    const Actor& actor, const Id<Evidence>& evidence)
{
    constexpr std::size_t most_packs = 200; // that named the record when they were made
    std::vector<PackWithDestroyed> all;
    const auto destroyed = store::destroyed_contents(db, evidence);
    if (destroyed.empty()) return all;
    for (const auto& use :
         evidence_uses(db, actor, evidence, EvidenceUsePlace{UseKind::Pack, {}}, most_packs).uses)
        if (const auto pack = store::pack(db, Id<Pack>(use.key)))
            add(all, workspace.directory(), *pack, destroyed);
    std::reverse(all.begin(), all.end());
    return all;
}

} // namespace clausebook
