// Evidence comes in: records, new versions, sightings of what is kept elsewhere.

#include "core/base/form_rules.h"
#include "core/evidence/file_name.h"
#include "core/people/permission.h"
#include "store/evidence.h"
#include "store/evidence_archive.h"
#include "workspace/evidence_links.h"
#include "workspace/evidence_parts.h"

#include <algorithm>

namespace clausebook {
namespace {

struct KeptFile {
    store::StoredFile stored;
    std::string name;
};

/// What can be refused before a file is brought to its place.
void check_received(const store::Reading& db, const std::vector<ReceivedFile>& files)
{
    if (files.size() > most_files)
        throw Refusal("too_many_files", "file", {{"limit", std::to_string(most_files)}});
    const auto limit = evidence_limit(db);
    for (const auto& file : files) {
        check_file_size(std::max(file.announced, file.content.bytes()), limit);
        shown_name(file.name);
    }
}

/// Contents brought to the vault for a verb. They are taken away again, unless a row names them, when the
/// verb does not get to its end; to be made before the verb begins.
class KeptFiles {
public:
    explicit KeptFiles(Workspace& workspace) : workspace_(workspace), hold_(workspace.vault().hold()) {}
    ~KeptFiles()
    {
        hold_.unlock();
        // A commit that is not sure may turn out to have been one: then its files must be there.
        if (workspace_.directory().database().read_only_now()) return;
        try {
            for (const auto& file : files_)
                workspace_.vault().forget_unless(file.stored.sha256, [&] {
                    return store::is_content_needed(workspace_.read(), file.stored.sha256);
                });
        } catch (const std::exception&) {
            return; // a content that no row names does no harm: verify counts it
        }
    }
    KeptFiles(const KeptFiles&) = delete;
    KeptFiles& operator=(const KeptFiles&) = delete;

    const std::vector<KeptFile>& take(std::vector<ReceivedFile> received)
    {
        for (auto& file : received)
            files_.push_back({file.content.keep(file.announced), shown_name(file.name)});
        return files_;
    }

    void stay() { files_.clear(); }

private:
    Workspace& workspace_;
    std::shared_lock<std::shared_mutex> hold_;
    std::vector<KeptFile> files_;
};

std::vector<EvidenceFile> files_of_version(const std::vector<KeptFile>& kept)
{
    std::vector<EvidenceFile> files;
    for (const auto& file : kept)
        files.push_back({{},
                         0,
                         static_cast<int>(files.size()) + 1,
                         file.stored.sha256,
                         file.name,
                         file.stored.bytes,
                         file.stored.content_type});
    return files;
}

/// What a version's registration is answered with, first time and again.
Registered registered(const store::Reading& db, const Actor& actor, const Id<Evidence>& key, int serial)
{
    const auto evidence = store::evidence(db, key);
    if (!evidence) throw NotFound("evidence " + key.str());
    Registered made{key, evidence->fields.title, {}, 0, serial, {}};
    for (const auto& version : store::evidence_versions(db, key)) {
        if (version.serial != serial || version.files.empty()) continue;
        made.name = version.files.front().name;
        for (const auto& file : version.files) made.bytes += file.bytes;
        made.same_content = same_content(db, actor, key, version);
    }
    return made;
}

/// The text a retried registration is answered from: "EV-0001/1 EV-0002/1".
std::string reply_text(const std::vector<Registered>& all)
{
    std::vector<std::string> keys;
    for (const auto& made : all) keys.push_back(made.evidence.str() + "/" + std::to_string(made.version));
    return joined(keys);
}

std::vector<Registered> registered_before(const store::Reading& db, const Actor& actor,
                                          const StoredReply& reply)
{
    std::vector<Registered> all;
    for (const auto& key : words(reply.text)) {
        const auto slash = key.find('/');
        all.push_back(
            registered(db, actor, Id<Evidence>(key.substr(0, slash)), std::stoi(key.substr(slash + 1))));
    }
    return all;
}

/// Adds a version after the newest, which is superseded when nobody decided on it. Another document: its
/// dates, and whether names are masked in it, somebody has to look up.
Registered add_version(store::Writing& verb, const Actor& actor, EvidenceDossier dossier,
                       std::vector<EvidenceFile> files, std::optional<EvidenceReference> reference)
{
    const auto& key = dossier.evidence.key;
    auto& before = dossier.versions.back();
    if (follows(before.state, EvidenceState::Superseded) && before.state != EvidenceState::Accepted) {
        before.state = EvidenceState::Superseded;
        store::save(verb, key, before);
    }
    EvidenceVersion version;
    version.serial = before.serial + 1;
    version.fields.language = before.fields.language;
    version.fields.location = before.fields.location;
    version.fields.reference = std::move(reference);
    version.uploaded_by = actor.person;
    version.received_at = verb.at();
    version.files = std::move(files);
    dossier.versions.push_back(version);
    store::save(verb, key, version);
    store::add_files(verb, key, version);
    store::save(verb, dossier.evidence, dossier.versions);
    return registered(verb, actor, key, version.serial);
}

Registered register_one(store::Writing& verb, const Actor& actor, const std::vector<KeptFile>& files,
                        const Registration& registration)
{
    Evidence evidence;
    evidence.key = store::next_evidence_number(verb);
    evidence.fields = registration.fields;
    if (evidence.fields.title.empty() && !files.empty())
        evidence.fields.title = title_from(files.front().name);
    check(evidence.fields);
    evidence.registered_by = actor.person;
    EvidenceVersion version;
    version.serial = 1;
    version.fields = registration.version;
    version.uploaded_by = actor.person;
    version.received_at = verb.at();
    version.files = files_of_version(files);
    store::save(verb, evidence, {version});
    store::save(verb, evidence.key, version);
    store::add_files(verb, evidence.key, version);
    if (registration.link)
        store::save(
            verb,
            EvidenceLink{
                {}, 0, evidence.key, *registration.link, registration.locator, {}, actor.person, verb.at()});
    if (registration.then == Then::Submit) hand_in(verb, actor, evidence_dossier(verb, actor, evidence.key));
    return registered(verb, actor, evidence.key, 1);
}

} // namespace

std::vector<Registered> register_evidence(Workspace& workspace, const Actor& actor,
                                          std::vector<ReceivedFile> files, const Registration& registration)
{
    const Retry retry{"evidence.registered", registration.retry_key};
    if (!may(actor, Permission::RegisterEvidence)) throw Refusal::state("evidence_not_allowed");
    check(registration.version);
    check_line(registration.locator, "locator");
    if (!registration.fields.title.empty() || files.empty()) check(registration.fields);
    {
        const auto db = workspace.read();
        if (const auto before = reply_given(db, actor, retry, workspace.now()))
            return registered_before(db, actor, *before);
        check_received(db, files);
        check_person(db, registration.fields.owner, "owner");
        check_reference(db, registration.version.reference, files.size(), workspace.today());
        if (registration.link) check_link_target(workspace, db, actor, *registration.link);
    }
    KeptFiles contents(workspace);
    const auto& kept = contents.take(std::move(files));

    auto verb = workspace.begin(actor, retry.action);
    if (const auto before = reply_given(verb, actor, retry, verb.at()))
        return registered_before(verb, actor, *before);
    if (registration.link) check_link_target(workspace, verb, actor, *registration.link);
    std::vector<Registered> all;
    if (registration.grouping == Grouping::OneVersion || kept.empty())
        all.push_back(register_one(verb, actor, kept, registration));
    else
        for (const auto& file : kept) all.push_back(register_one(verb, actor, {file}, registration));
    remember_reply(verb, actor, retry, {201, reply_text(all)});
    verb.commit();
    contents.stay();
    return all;
}

Registered add_evidence_version(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                std::vector<ReceivedFile> files, const std::string& retry_key)
{
    const Retry retry{"evidence.version_added", retry_key};
    if (files.empty()) throw Refusal("required", "file");
    {
        const auto db = workspace.read();
        const auto dossier = evidence_dossier(db, actor, key);
        if (const auto before = reply_given(db, actor, retry, workspace.now()))
            return registered_before(db, actor, *before).front();
        refuse_unless(why_not(EvidenceAct::AddVersion, dossier.seen_by(actor)));
        check_received(db, files);
    }
    KeptFiles contents(workspace);
    const auto& kept = contents.take(std::move(files));

    auto verb = workspace.begin(actor, retry.action);
    if (const auto before = reply_given(verb, actor, retry, verb.at()))
        return registered_before(verb, actor, *before).front();
    auto dossier = evidence_dossier(verb, actor, key);
    refuse_unless(why_not(EvidenceAct::AddVersion, dossier.seen_by(actor)));
    auto made = add_version(verb, actor, std::move(dossier), files_of_version(kept), std::nullopt);
    remember_reply(verb, actor, retry, {201, reply_text({made})});
    verb.commit();
    contents.stay();
    return made;
}

Registered add_evidence_sighting(Workspace& workspace, const Actor& actor, const Id<Evidence>& key,
                                 const EvidenceReference& seen, const std::string& retry_key)
{
    const Retry retry{"evidence.version_added", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    auto dossier = evidence_dossier(verb, actor, key);
    if (const auto before = reply_given(verb, actor, retry, verb.at()))
        return registered_before(verb, actor, *before).front();
    refuse_unless(why_not(EvidenceAct::AddVersion, dossier.seen_by(actor)));
    if (!dossier.newest().files.empty()) throw Refusal::state("evidence_not_by_reference");
    auto reference = dossier.newest().fields.reference.value_or(EvidenceReference());
    reference.how = seen.how;
    reference.seen_on = seen.seen_on;
    reference.seen_by = seen.seen_by;
    check_reference(verb, reference, 0, date_of(workspace.local(verb.at())));
    auto made = add_version(verb, actor, std::move(dossier), {}, std::move(reference));
    remember_reply(verb, actor, retry, {201, reply_text({made})});
    verb.commit();
    return made;
}

} // namespace clausebook
