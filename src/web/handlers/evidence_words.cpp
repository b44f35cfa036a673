// Words on a record: its tags, and what is said about a document that was seen where it is kept.

#include "web/desk.h"
#include "web/handlers/evidence_pages.h"
#include "workspace/evidence_tags.h"

#include <functional>

namespace clausebook::web {
namespace {

/// A form of the record's page that names no version: words are added and taken off one by one.
Reply on_record(Desk& desk, Request& request, const std::string& flash,
                const std::function<void(const Actor&, const Id<Evidence>&)>& verb)
{
    return desk.attempt(
        request,
        [&] {
            const auto key = evidence_key(request);
            verb(Desk::actor(request), key);
            return desk.done(request, "/evidence/" + key.str(), flash);
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}

Reply tag(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_tagged", [&](const Actor& actor, const Id<Evidence>& key) {
        tag_evidence(desk.workspace, actor, key, Desk::field(request, "tag"));
    });
}

Reply untag(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_untagged", [&](const Actor& actor, const Id<Evidence>& key) {
        untag_evidence(desk.workspace, actor, key, Desk::field(request, "taken"));
    });
}

Reply see_again(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_version_added",
                     [&](const Actor& actor, const Id<Evidence>& key) {
                         const auto seen = reference_of(request).value_or(EvidenceReference());
                         add_evidence_sighting(desk.workspace, actor, key, seen, Desk::retry_key(request));
                     });
}

} // namespace

std::optional<EvidenceReference> reference_of(const Request& request)
{
    const EvidenceReference said{Desk::field(request, "kept_by"), Desk::field(request, "reference_number"),
                                 parse_seen_how(Desk::field(request, "seen_how")),
                                 Desk::date_field(request, "seen_on"),
                                 Id<Person>(Desk::field(request, "seen_by"))};
    return said == EvidenceReference() ? std::nullopt : std::optional(said);
}

void evidence_word_routes(Routes& routes)
{
    using enum Permission;
    routes.post("/evidence/{number}/sightings", RegisterEvidence, see_again);
    routes.post("/evidence/{number}/tags", RegisterEvidence, tag);
    routes.post("/evidence/{number}/tags/remove", RegisterEvidence, untag);
}

} // namespace clausebook::web
