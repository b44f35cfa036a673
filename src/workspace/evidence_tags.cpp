#include "workspace/evidence_tags.h"

#include "core/base/text.h"
#include "store/evidence_tags.h"

#include <algorithm>

namespace clausebook {
namespace {

/// The tags of a record that the actor may describe.
std::vector<EvidenceTag> tags_to_change(const store::Writing& verb, const Actor& actor,
                                        const Id<Evidence>& key)
{
    const auto dossier = evidence_dossier(verb, actor, key);
    if (const auto refusal = why_not(EvidenceAct::Describe, dossier.seen_by(actor))) throw Refusal(*refusal);
    return store::tags_of(verb, key);
}

bool has(const std::vector<EvidenceTag>& tags, const std::string& text)
{
    return std::any_of(tags.begin(), tags.end(),
                       [fold = folded(text)](const EvidenceTag& tag) { return folded(tag.text) == fold; });
}

} // namespace

void tag_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, const std::string& typed)
{
    const auto wanted = checked_tags(typed);
    auto verb = workspace.begin(actor, "evidence.tagged");
    const auto standing = tags_to_change(verb, actor, key);
    auto count = standing.size();
    for (const auto& text : wanted) {
        if (has(standing, text)) continue;
        if (++count > most_tags)
            throw Refusal("too_many_tags", "tag", {{"limit", std::to_string(most_tags)}});
        store::save(verb, EvidenceTag{{}, 0, key, text, actor.person, verb.at()});
    }
    if (count > standing.size()) verb.commit();
}

void untag_evidence(Workspace& workspace, const Actor& actor, const Id<Evidence>& key, const std::string& tag)
{
    auto verb = workspace.begin(actor, "evidence.untagged");
    bool any = false;
    for (const auto& standing : tags_to_change(verb, actor, key)) {
        if (folded(standing.text) != folded(tag)) continue;
        store::remove_tag(verb, standing);
        any = true;
    }
    if (any) verb.commit();
}

BulkResult tag_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                   const std::string& typed)
{
    checked_tags(typed); // what is wrong with the word is wrong for all
    return each_of(workspace, actor, picks,
                   [&](const EvidencePick& pick) { tag_evidence(workspace, actor, pick.key, typed); });
}

BulkResult untag_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                     const std::string& tag)
{
    const auto wanted = checked_tags(tag);
    return each_of(workspace, actor, picks, [&](const EvidencePick& pick) {
        for (const auto& one : wanted) untag_evidence(workspace, actor, pick.key, one);
    });
}

} // namespace clausebook
