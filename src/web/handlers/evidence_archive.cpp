// The forms on one version that is over: archive, take back, destroy its content.

#include "workspace/evidence_archive.h"

#include "core/base/form_rules.h"
#include "core/base/text.h"
#include "web/desk.h"
#include "web/handlers/evidence_pages.h"

#include <functional>

namespace clausebook::web {
namespace {

/// Each version has its own forms: a problem names the field of its own version, "confirm-2".
Tree of_version(const Tree& problems, const Request& request)
{
    Tree named = Tree::list();
    for (auto problem : *problems.items()) {
        const auto field = *problem.find("field")->text();
        if (!field.empty()) problem["field"] = field + "-" + request.parameter("version");
        named.push_back(std::move(problem));
    }
    return named;
}

/// A form on a version: the verb, and the record's page again when it is refused.
Reply on_version(Desk& desk, Request& request, const std::string& flash,
                 const std::function<void(const Id<Evidence>&, int, Version)>& verb)
{
    const auto key = evidence_key(request);
    return desk.attempt(
        request,
        [&] {
            verb(key, number_in(request.parameter("version")), Desk::based_on(request));
            return desk.done(request, "/evidence/" + key.str(), flash);
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, of_version(problems, request), status);
        });
}

Reply archive(Desk& desk, Request& request)
{
    return on_version(
        desk, request, "evidence_archived", [&](const Id<Evidence>& key, int serial, Version version) {
            const auto keep_until = Desk::date_field(request, "keep_until");
            if (!keep_until) throw Refusal("required", "keep_until");
            archive_evidence(desk.workspace, Desk::actor(request), key, serial, version, *keep_until);
        });
}

Reply take_back(Desk& desk, Request& request)
{
    return on_version(desk, request, "evidence_taken_back",
                      [&](const Id<Evidence>& key, int serial, Version version) {
                          take_back_evidence(desk.workspace, Desk::actor(request), key, serial, version);
                      });
}

/// Nothing brings the content back: the password again, and the number of the record typed.
Reply destroy(Desk& desk, Request& request)
{
    return on_version(
        desk, request, "evidence_destroyed", [&](const Id<Evidence>& key, int serial, Version version) {
            if (folded(trimmed(Desk::field(request, "confirm"))) != folded(key.str()))
                throw Refusal("evidence_not_confirmed", "confirm", {{"number", key.str()}});
            const auto reason = Desk::field(request, "destroy_reason");
            check_given(reason, "destroy_reason");
            desk.require_fresh_password(request);
            destroy_evidence(desk.workspace, Desk::actor(request), key, serial, version, reason);
        });
}

} // namespace

void evidence_archive_routes(Routes& routes)
{
    using enum Permission;
    routes.post("/evidence/{number}/versions/{version}/archive", ArchiveEvidence, archive);
    routes.post("/evidence/{number}/versions/{version}/take-back", ArchiveEvidence, take_back);
    routes.post("/evidence/{number}/versions/{version}/destroy", ArchiveEvidence, destroy);
}

} // namespace clausebook::web
