#include "workspace/checklists.h"

#include "core/base/refusal.h"
#include "core/evidence/file_name.h"
#include "core/people/permission.h"
#include "resources/resources.h"
#include "store/checklists.h"
#include "store/errors.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace clausebook {
namespace {

constexpr const char* built_in_file = "checklists/iso-10002-2018.xml";
constexpr int audits_named = 20;

/// A file of ours, or one that was read without a fault before it came in.
Checklist parsed(const std::string& bytes, const std::string& name)
{
    auto reading = checklist::read(bytes);
    if (!reading.checklist) throw store::DamagedData("checklist " + name + " cannot be read");
    return std::move(*reading.checklist);
}

/// A pinned checklist from the vault.
const Checklist& pinned(const Workspace& workspace, const std::string& key)
{
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const Checklist>> read;
    const std::scoped_lock lock(mutex);
    auto& kept = read[key];
    if (!kept) {
        const auto bytes = workspace.vault().read(key);
        if (store::sha256(bytes) != key)
            throw store::DamagedData("checklist " + key + " is not what was pinned");
        kept = std::make_unique<const Checklist>(parsed(bytes, key));
    }
    return *kept;
}

HouseChecklist known(const Workspace& workspace, const store::Reading& db, const std::string& key)
{
    HouseChecklist one;
    one.key = key;
    one.built_in = key == built_in_key();
    one.checklist = one.built_in ? &current_checklist() : &pinned(workspace, key);
    one.import = store::checklist_import(db, key);
    const auto taken = store::checklist_of_identity(db, one.checklist->identity);
    one.offered = one.built_in ? !taken || *taken == key : one.import.has_value() && !one.import->retired_at;
    return one;
}

/// What decides the place in a list: smaller comes first.
auto place_of(const HouseChecklist& one)
{
    const auto& identity = one.checklist->identity;
    return std::tuple(identity.standard != current_checklist().identity.standard, identity.standard,
                      -identity.edition, -identity.revision);
}

void check_imports(const Actor& actor)
{
    if (actor.person != system_actor().person) check_may(actor, Permission::ImportChecklist);
}

Refusal::Parameters words_of(const ChecklistIdentity& identity)
{
    return {{"standard", identity.standard},
            {"edition", std::to_string(identity.edition)},
            {"revision", std::to_string(identity.revision)}};
}

/// The code that import_checklist refuses with, or "".
std::string obstacle_of(const store::Reading& db, const ChecklistIdentity& identity, const std::string& key)
{
    if (key == built_in_key()) return "checklist_built_in";
    const auto taken = store::checklist_of_identity(db, identity);
    if ((taken && *taken != key) || (!taken && identity == current_checklist().identity))
        return "checklist_changed";
    return store::checklist_import(db, key) ? "checklist_here" : "";
}

enum class Offer { End, Renew };

void change_offer(Workspace& workspace, const Actor& actor, const std::string& key, Version based_on,
                  Offer offer)
{
    check_imports(actor);
    const bool retire = offer == Offer::End;
    auto verb = workspace.begin(actor, retire ? "checklist.retired" : "checklist.offered");
    if (key != built_in_key() && !store::has_checklist(verb, key)) throw NotFound("checklist " + key);
    auto import = store::checklist_import(verb, key);
    if (!import) throw Refusal::state("checklist_not_imported");
    if (import->retired_at.has_value() == retire)
        throw Refusal::state(retire ? "checklist_retired" : "checklist_not_retired");
    import->version = based_on;
    import->retired_by = retire ? actor.person : Id<Person>();
    import->retired_at = retire ? std::optional(verb.at()) : std::nullopt;
    store::save(verb, *import);
    verb.commit();
}

} // namespace

const Checklist& checklist_of(const Workspace& workspace, const Audit& audit)
{
    return pinned(workspace, audit.checklist);
}

const Checklist& current_checklist()
{
    static const Checklist checklist = parsed(built_in_bytes(), built_in_file);
    return checklist;
}

const std::string& built_in_key()
{
    static const std::string key = store::sha256(built_in_bytes());
    return key;
}

const std::string& built_in_bytes()
{
    static const std::string bytes = resources::read(built_in_file);
    return bytes;
}

std::vector<HouseChecklist> house_checklists(const Workspace& workspace, const store::Reading& db)
{
    auto keys = store::checklists(db);
    if (std::find(keys.begin(), keys.end(), built_in_key()) == keys.end()) keys.push_back(built_in_key());
    std::vector<HouseChecklist> all;
    for (const auto& key : keys) all.push_back(known(workspace, db, key));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
    return all;
}

HouseChecklist house_checklist(const Workspace& workspace, const store::Reading& db, const std::string& key)
{
    if (key != built_in_key() && !store::has_checklist(db, key)) throw NotFound("checklist " + key);
    return known(workspace, db, key);
}

std::vector<HouseChecklist> offered_checklists(const Workspace& workspace, const store::Reading& db)
{
    auto all = house_checklists(workspace, db);
    std::erase_if(all, [](const HouseChecklist& one) { return !one.offered; });
    if (all.empty()) throw std::logic_error("no checklist is offered");
    return all;
}

HouseChecklist pin_offered(const Workspace& workspace, store::Writing& verb, const std::string& key)
{
    const auto offered = offered_checklists(workspace, verb);
    const auto chosen = std::find_if(offered.begin(), offered.end(), [&](const HouseChecklist& one) {
        return key.empty() || one.key == key;
    });
    if (chosen == offered.end()) throw Refusal("checklist_not_offered", "checklist");
    store::pin(verb, workspace.vault(), chosen->checklist->identity, checklist_bytes(workspace, *chosen));
    return *chosen;
}

std::string checklist_bytes(const Workspace& workspace, const HouseChecklist& checklist)
{
    if (checklist.built_in) return built_in_bytes();
    auto bytes = workspace.vault().read(checklist.key);
    if (store::sha256(bytes) != checklist.key)
        throw store::DamagedData("checklist " + checklist.key + " is not what was pinned");
    return bytes;
}

std::vector<Id<Audit>> audits_with(const store::Reading& db, const Actor& actor, const std::string& key)
{
    if (!may(actor, Permission::ReadAudit)) return {};
    const bool all = actor.is(Role::QualityManager) || actor.is(Role::TopManagement);
    return store::audits_of_checklist(db, key, all ? Id<Person>() : actor.person, audits_named);
}

ChecklistPreview preview_checklist(const Workspace& workspace, const store::Reading& db,
                                   std::string_view bytes)
{
    ChecklistPreview preview;
    preview.key = store::sha256(bytes);
    preview.reading = checklist::read(bytes);
    if (!preview.reading.checklist) return preview;
    const auto& identity = preview.reading.checklist->identity;
    preview.obstacle = obstacle_of(db, identity, preview.key);
    for (auto& one : house_checklists(workspace, db)) {
        const auto& there = one.checklist->identity;
        if (there.standard != identity.standard || there.edition != identity.edition) continue;
        preview.differences = differences(*one.checklist, *preview.reading.checklist);
        preview.stands = std::move(one);
        break; // the newest revision comes first
    }
    return preview;
}

std::string import_checklist(Workspace& workspace, const Actor& actor, std::string_view bytes,
                             const std::string& file)
{
    check_imports(actor);
    const auto reading = checklist::read(bytes);
    if (!reading.checklist)
        throw Refusal("checklist_faulty", "file", {{"count", std::to_string(reading.faults.size())}});
    const auto& identity = reading.checklist->identity;
    auto key = store::sha256(bytes);
    const auto hold = workspace.vault().hold();
    auto verb = workspace.begin(actor, "checklist.imported");
    if (const auto obstacle = obstacle_of(verb, identity, key); !obstacle.empty())
        throw Refusal::state(obstacle, words_of(identity));
    store::pin(verb, workspace.vault(), identity, bytes);
    const bool person = actor.person != system_actor().person;
    store::save(
        verb,
        ChecklistImport{key, 0, shown_name(file), person ? actor.person : Id<Person>(), verb.at(), {}, {}});
    verb.commit();
    return key;
}

void retire_checklist(Workspace& workspace, const Actor& actor, const std::string& key, Version based_on)
{
    change_offer(workspace, actor, key, based_on, Offer::End);
}

void offer_checklist(Workspace& workspace, const Actor& actor, const std::string& key, Version based_on)
{
    change_offer(workspace, actor, key, based_on, Offer::Renew);
}

} // namespace clausebook
