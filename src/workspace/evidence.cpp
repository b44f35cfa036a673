#include "workspace/evidence.h"

#include "core/base/form_rules.h"
#include "store/evidence.h"
#include "store/evidence_archive.h"
#include "store/organization.h"
#include "store/people.h"
#include "workspace/evidence_archive.h"
#include "workspace/evidence_parts.h"

#include <algorithm>

namespace clausebook {
namespace {

/// A verb on one record: loads it, asks the rules about the act, and gives the record the version it was
/// based on.
EvidenceDossier begun(const store::Writing& verb, const Actor& actor, const Id<Evidence>& key,
                      EvidenceAct act, Version based_on)
{
    auto dossier = evidence_dossier(verb, actor, key);
    if (dossier.evidence.version != based_on) throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
    refuse_unless(why_not(act, dossier.seen_by(actor)));
    return dossier;
}

} // namespace

bool sees(const store::Reading& db, const Actor& actor, const Id<Evidence>& key)
{
    const auto evidence = store::evidence(db, key);
    return evidence
        && may_see(evidence->fields.confidentiality, actor, store::ties_of(db, *evidence, actor.person));
}

void refuse_unless(const std::optional<Refusal>& refusal)
{
    if (refusal) throw Refusal(*refusal);
}

void check_person(const store::Reading& db, const Id<Person>& person, const std::string& field)
{
    if (!person.empty() && !store::person(db, person)) throw Refusal("no_such_person", field);
}

void check_reference(const store::Reading& db, const std::optional<EvidenceReference>& reference,
                     std::size_t files, Date today)
{
    if (!reference) return;
    if (files > 0) throw Refusal("reference_with_file", "kept_by");
    check(*reference, today);
    check_person(db, reference->seen_by, "seen_by");
}

Version save_newest(store::Writing& verb, const EvidenceDossier& dossier)
{
    store::save(verb, dossier.evidence.key, dossier.newest());
    return store::save(verb, dossier.evidence, dossier.versions);
}

void hand_in(store::Writing& verb, const Actor& actor, EvidenceDossier dossier)
{
    refuse_unless(why_not(EvidenceAct::Submit, dossier.seen_by(actor)));
    dossier.versions.back().state = EvidenceState::Submitted;
    save_newest(verb, dossier);
}

Version describe_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on,
                          const EvidenceFields& fields, const EvidenceVersionFields& version)
{
    check(fields);
    check(version);
    auto verb = workspace.begin(actor, "evidence.described");
    auto dossier = begun(verb, actor, key, EvidenceAct::Describe, based_on);
    if (fields.owner != dossier.evidence.fields.owner) check_person(verb, fields.owner, "owner");
    dossier.evidence.fields = fields;
    auto& newest = dossier.versions.back();
    if (newest.fields != version) {
        if (newest.state != EvidenceState::Registered) throw Refusal::state("evidence_decided");
        check_reference(verb, version.reference, newest.files.size(), date_of(workspace.local(verb.at())));
        newest.fields = version;
        store::save(verb, key, newest);
    }
    auto saved = store::save(verb, dossier.evidence, dossier.versions);
    verb.commit();
    return saved;
}

void submit_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "evidence.submitted");
    hand_in(verb, actor, begun(verb, actor, key, EvidenceAct::Submit, based_on));
    verb.commit();
}

void accept_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on)
{
    auto verb = workspace.begin(actor, "evidence.accepted");
    auto dossier = begun(verb, actor, key, EvidenceAct::Accept, based_on);
    for (auto& version : dossier.versions) {
        if (version.state != EvidenceState::Accepted) continue;
        version.state = EvidenceState::Superseded;
        store::save(verb, key, version);
    }
    auto& newest = dossier.versions.back();
    newest.state = EvidenceState::Accepted;
    newest.approved_by = actor.person;
    newest.approved_on = newest.reviewed_on = date_of(workspace.local(verb.at()));
    save_newest(verb, dossier);
    verb.commit();
}

void reject_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on,
                     const std::string& reason)
{
    check_given(reason, "reason");
    check_text(reason, "reason");
    auto verb = workspace.begin(actor, "evidence.rejected");
    verb.because(reason);
    auto dossier = begun(verb, actor, key, EvidenceAct::Reject, based_on);
    auto& newest = dossier.versions.back();
    newest.state = EvidenceState::Rejected;
    newest.decision_reason = reason;
    newest.reviewed_on = date_of(workspace.local(verb.at()));
    save_newest(verb, dossier);
    verb.commit();
}

void remove_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, Version based_on)
{
    std::vector<EvidenceVersion> versions;
    {
        auto verb = workspace.begin(actor, "evidence.removed");
        const auto dossier = begun(verb, actor, key, EvidenceAct::Remove, based_on);
        if (store::may_be_in_pack(verb, key)) throw Refusal::state("evidence_in_pack");
        store::remove_evidence(verb, dossier.evidence);
        verb.commit();
        versions = dossier.versions;
    }
    forget_contents(workspace, versions);
}

bool EvidenceDossier::is_linked_to(const LinkTarget& target) const
{
    return std::any_of(links.begin(), links.end(),
                       [&](const EvidenceLink& link) { return link.target == target; });
}

EvidenceDossier evidence_dossier(const store::Reading& db, const Actor& actor, const Id<Evidence>& key)
{
    const auto evidence = store::evidence(db, key);
    if (!evidence) throw NotFound("evidence " + key.str());
    auto ties = store::ties_of(db, *evidence, actor.person);
    if (!may_see(evidence->fields.confidentiality, actor, ties)) throw NotFound("evidence " + key.str());
    return {*evidence, store::evidence_versions(db, key), store::links_of(db, key), std::move(ties)};
}

std::vector<Id<Evidence>> same_content(const store::Reading& db, const Actor& actor, const Id<Evidence>& key,
                                       const EvidenceVersion& version)
{
    std::vector<Id<Evidence>> found;
    for (const auto& file : version.files)
        for (const auto& other : store::evidence_with_content(db, file.sha256))
            if (other != key && sees(db, actor, other)
                && std::find(found.begin(), found.end(), other) == found.end())
                found.push_back(other);
    return found;
}

std::int64_t evidence_limit(const store::Reading& db)
{
    return store::organization(db).value_or(Organization()).evidence_limit_bytes;
}

} // namespace clausebook
