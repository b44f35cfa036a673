#include "workspace/evidence_archive.h"

#include "core/base/form_rules.h"
#include "store/evidence.h"
#include "store/evidence_archive.h"

#include <algorithm>

namespace clausebook {
namespace {

/// A verb on one version of a record.
struct BegunVersion {
    EvidenceDossier dossier;
    EvidenceVersion* version;
};

BegunVersion begun(const store::Writing& verb, const Actor& actor, const Id<Evidence>& key, int serial,
                   VersionAct act, Version based_on, Date today)
{
    BegunVersion begun{evidence_dossier(verb, actor, key), nullptr};
    auto& versions = begun.dossier.versions;
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [&](const EvidenceVersion& version) { return version.serial == serial; });
    if (found == versions.end()) throw NotFound("version of " + key.str());
    if (begun.dossier.evidence.version != based_on)
        throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
    if (const auto refusal = why_not(act, {*found, actor, today})) throw Refusal(*refusal);
    begun.version = &*found;
    return begun;
}

/// Saves the record and one of its versions.
Version save(store::Writing& verb, const EvidenceDossier& dossier, const EvidenceVersion& version)
{
    store::save(verb, dossier.evidence.key, version);
    return store::save(verb, dossier.evidence, dossier.versions);
}

} // namespace

void archive_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, int serial,
                      Version based_on, Date keep_until)
{
    auto verb = workspace.begin(actor, "evidence.archived");
    const auto today = date_of(workspace.local(verb.at()));
    auto [dossier, version] = begun(verb, actor, key, serial, VersionAct::Archive, based_on, today);
    check_keep_until(keep_until, today);
    version->state = EvidenceState::Archived;
    store::save(verb, version->key, EvidenceArchive{0, actor.person, today, keep_until, {}, {}, {}});
    save(verb, dossier, *version);
    verb.commit();
}

void take_back_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, int serial,
                        Version based_on)
{
    auto verb = workspace.begin(actor, "evidence.taken_back");
    const auto today = date_of(workspace.local(verb.at()));
    auto [dossier, version] = begun(verb, actor, key, serial, VersionAct::TakeBack, based_on, today);
    version->state = state_before_archive(*version, dossier.versions);
    if (version->archive) store::remove_archive(verb, version->key, *version->archive);
    save(verb, dossier, *version);
    verb.commit();
}

void destroy_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, int serial,
                      Version based_on, const std::string& reason)
{
    check_given(reason, "reason");
    check_text(reason, "reason");
    std::vector<EvidenceVersion> destroyed;
    {
        auto verb = workspace.begin(actor, "evidence.destroyed");
        verb.because(reason);
        const auto today = date_of(workspace.local(verb.at()));
        auto [dossier, version] = begun(verb, actor, key, serial, VersionAct::Destroy, based_on, today);
        version->state = EvidenceState::Destroyed;
        auto archive = version->archive.value();
        archive.destroyed_by = actor.person;
        archive.destroyed_on = today;
        archive.reason = reason;
        store::save(verb, version->key, archive);
        save(verb, dossier, *version);
        verb.commit();
        destroyed.push_back(*version);
    }
    forget_contents(workspace, destroyed);
}

void forget_contents(Workspace& workspace, const std::vector<EvidenceVersion>& versions)
{
    for (const auto& version : versions)
        for (const auto& file : version.files)
            workspace.vault().forget_unless(
                file.sha256, [&] { return store::is_content_needed(workspace.read(), file.sha256); });
}

} // namespace clausebook
