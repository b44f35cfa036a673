// The page of a record and the forms on it. The list stands in evidence_list.cpp, files go in and out in
// evidence_files.cpp.

#include "views/pages/evidence.h"

#include "core/base/text.h"
#include "store/evidence_list.h"
#include "store/evidence_tags.h"
#include "store/findings.h"
#include "store/follow_up.h"
#include "store/passwords.h"
#include "store/people.h"
#include "store/search_content.h"
#include "views/format.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/evidence_pages.h"
#include "workspace/destroyed_packs.h"
#include "workspace/evidence_links.h"
#include "workspace/evidence_uses.h"

#include <algorithm>
#include <set>

namespace clausebook::web {
namespace {

/// What may be done to each version; nothing for who may not archive at all.
std::vector<views::VersionActLine> version_acts(const EvidenceDossier& dossier, const Actor& actor,
                                                Date today)
{
    std::vector<views::VersionActLine> lines;
    if (!may(actor, Permission::ArchiveEvidence)) return lines;
    for (const auto& version : dossier.versions)
        for (const auto act : {VersionAct::Archive, VersionAct::TakeBack, VersionAct::Destroy})
            lines.push_back({version.serial, act, why_not(act, {version, actor, today})});
    return lines;
}

/// Somebody else who can sign in and may destroy what the reader archives.
bool somebody_else_may_destroy(const store::Reading& db, const Id<Person>& reader)
{
    const auto people = store::people_with_entrance(db);
    return std::any_of(people.begin(), people.end(), [&](const Person& person) {
        return person.key != reader
            && may({person.key, person.name, person.roles}, Permission::ArchiveEvidence);
    });
}

/// What became of the contents: those that are not on the disk, and packs that still hold what was destroyed.
void add_contents(views::EvidenceRecordPage& page, const Desk& desk, const store::Reading& db,
                  const Actor& actor, const EvidenceDossier& dossier)
{
    for (const auto& version : dossier.versions)
        for (const auto& file : version.files)
            if (version.state != EvidenceState::Destroyed && !desk.workspace.vault().has(file.sha256))
                page.missing.push_back(file.sha256);
    if (std::any_of(dossier.versions.begin(), dossier.versions.end(),
                    [](const EvidenceVersion& version) { return version.state == EvidenceState::Destroyed; }))
        for (const auto& each : packs_with_destroyed(desk.workspace, db, actor, dossier.evidence.key))
            for (const auto& version : each.versions)
                page.in_packs[version].push_back({each.pack.key.str(), each.pack.name});
}

/// One page of where it is used.
void add_uses(views::EvidenceRecordPage& page, const Desk& desk, const Request& request,
              const store::Reading& db, const Id<Evidence>& key)
{
    const auto& actor = Desk::actor(request);
    constexpr std::size_t uses_a_page = 50;
    const auto after = EvidenceUsePlace::parse(request.query["used_after"]);
    auto used = evidence_uses(db, actor, key, after, uses_a_page);
    for (const auto& use : used.uses)
        if (use.link && may_link_to(desk.workspace, db, actor, use.link->target))
            page.open_links.push_back(use.link->target.str());
    page.uses = std::move(used.uses);
    page.uses_first = !after;
    if (used.next) page.uses_next = used.next->str();
}

/// Whom the page names, those of its history apart.
std::set<Id<Person>> people_on(const views::EvidenceRecordPage& page)
{
    std::set<Id<Person>> people{page.evidence.fields.owner};
    for (const auto& version : page.versions) {
        people.insert({version.uploaded_by, version.approved_by});
        if (version.archive) people.insert({version.archive->archived_by, version.archive->destroyed_by});
        if (version.fields.reference) people.insert(version.fields.reference->seen_by);
    }
    for (const auto& use : page.uses) people.insert(use.by);
    return people;
}

Reply evidence_record(Desk& desk, Request& request)
{
    return evidence_record_page(desk, request, Tree::list(), 200);
}

// ---- forms

/// A form of the record's page: the verb, and the page again when it is refused.
Reply on_record(Desk& desk, Request& request, const std::string& flash,
                const std::function<void(const Id<Evidence>&)>& verb)
{
    const auto key = evidence_key(request);
    return desk.attempt(
        request,
        [&] {
            verb(key);
            const auto back = Desk::way_back(request);
            return desk.done(request, back.empty() ? "/evidence/" + key.str() : back, flash);
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}

Reply describe(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_saved", [&](const Id<Evidence>& key) {
        const auto version = Desk::based_on(request);
        const auto dossier = evidence_dossier(desk.workspace.read(), Desk::actor(request), key);
        // Fields of a version that was decided on are not in the form.
        auto version_fields =
            request.form.find("location") ? version_fields_of(request) : dossier.newest().fields;
        if (!request.form.find("kept_by")) version_fields.reference = dossier.newest().fields.reference;
        describe_evidence(desk.workspace, Desk::actor(request), key, version, evidence_fields_of(request),
                          version_fields);
    });
}

Reply submit(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_submitted", [&](const Id<Evidence>& key) {
        submit_evidence(desk.workspace, Desk::actor(request), key, Desk::based_on(request));
    });
}

Reply accept(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_accepted", [&](const Id<Evidence>& key) {
        accept_evidence(desk.workspace, Desk::actor(request), key, Desk::based_on(request));
    });
}

Reply reject(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_rejected", [&](const Id<Evidence>& key) {
        reject_evidence(desk.workspace, Desk::actor(request), key, Desk::based_on(request),
                        Desk::field(request, "reason"));
    });
}

/// What the form says about a link; a field it does not have stays as it is.
LinkText link_text_of(const Request& request)
{
    LinkText text;
    for (const auto& [name, said] : {std::pair{"locator", &text.locator}, {"note", &text.note}})
        if (request.form.find(name)) *said = Desk::field(request, name);
    return text;
}

/// A new link, or, when the form names the version of one that stands, another text for it.
Reply link(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            const auto key = evidence_key(request);
            const bool is_new = Desk::field(request, "version").empty();
            const auto version =
                link_evidence(desk.workspace, Desk::actor(request), key, link_target_of(desk, request),
                              link_text_of(request), is_new ? 0 : Desk::based_on(request));
            if (request.wants_json) return Reply::json(200, {{"version", version}});
            const auto back = Desk::way_back(request);
            return desk.done(request, back.empty() ? "/evidence/" + key.str() : back,
                             is_new ? "evidence_linked" : "evidence_saved");
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}
Reply unlink(Desk& desk, Request& request)
{
    const auto key = evidence_key(request);
    return desk.attempt(
        request,
        [&] {
            const auto gone =
                unlink_evidence(desk.workspace, Desk::actor(request), key, link_target_of(desk, request));
            const auto undo = gone
                ? "/evidence/" + key.str() + "/links/again/" + str(gone->target.kind) + "/" + gone->target.key
                : std::string();
            const auto back = Desk::way_back(request);
            return desk.done(request, back.empty() ? "/evidence/" + key.str() : back, "evidence_unlinked",
                             undo);
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}

/// The way back from unlink(): /evidence/EV-0001/links/again/answer/IA-2026-01/all/7.4-Q2.
Reply link_again(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_linked", [&](const Id<Evidence>& key) {
        const auto target = LinkTarget::parse(request.parameter("kind") + ":" + request.parameter("target"));
        if (!target) throw NotFound(request.path);
        relink_evidence(desk.workspace, Desk::actor(request), key, *target);
    });
}

Reply remove(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            remove_evidence(desk.workspace, Desk::actor(request), evidence_key(request),
                            Desk::based_on(request));
            return desk.done(request, "/evidence", "evidence_removed");
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}

Reply use_instead(Desk& desk, Request& request)
{
    const Id<Evidence> kept(Desk::field(request, "kept"));
    return desk.attempt(
        request,
        [&] {
            use_evidence_instead(desk.workspace, Desk::actor(request), evidence_key(request), kept);
            if (request.wants_json)
                return Reply::json(200, {{"number", kept.str()}, {"url", "/evidence/" + kept.str()}});
            return desk.done(request, "/evidence/" + kept.str(), "evidence_merged");
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}

/// The finding of a number. One that is not for the reader is none: the answer must not tell that it exists.
std::optional<Id<Finding>> finding_seen(const Desk& desk, const Request& request, const std::string& number)
{
    const auto db = desk.workspace.read();
    const auto finding = store::finding_of_number(db, number);
    if (!finding) return std::nullopt;
    const auto frame = store::finding_frame(db, finding->audit);
    if (!frame || !may_see(Desk::actor(request), *finding, *frame, store::owners_of(db, finding->key)))
        return std::nullopt;
    return finding->key;
}

} // namespace

LinkTarget link_target_of(const Desk& desk, const Request& request)
{
    const auto text = Desk::field(request, "target");
    if (text.find(':') != std::string::npos)
        if (auto target = LinkTarget::parse(text)) return *target;
    if (auto finding = finding_seen(desk, request, text)) return {LinkKind::Finding, finding->str()};
    const auto parts = words(text);
    std::vector<std::string> tries = {"clause:" + text, "action:" + text};
    if (parts.size() == 2) tries.push_back("answer:" + parts[0] + "/all/" + parts[1]);
    if (parts.size() == 3) tries.push_back("answer:" + parts[0] + "/" + parts[1] + "/" + parts[2]);
    for (const auto& each : tries)
        if (auto target = LinkTarget::parse(each)) return *target;
    throw Refusal("link_shape", "target");
}

Id<Evidence> evidence_key(const Request& request)
{
    return Id<Evidence>(request.parameter("number"));
}

EvidenceFields evidence_fields_of(const Request& request)
{
    EvidenceFields fields;
    fields.title = Desk::field(request, "title");
    fields.type = parse_evidence_type(Desk::field(request, "type"));
    fields.owner = Id<Person>(Desk::field(request, "owner"));
    fields.confidentiality =
        parse_confidentiality(Desk::field(request, "confidentiality")).value_or(Confidentiality::Internal);
    fields.note = Desk::field(request, "note");
    return fields;
}

EvidenceVersionFields version_fields_of(const Request& request)
{
    return {Desk::field(request, "label"),
            Desk::field(request, "language"),
            Desk::field(request, "location"),
            Desk::date_field(request, "document_date"),
            Desk::date_field(request, "period_from"),
            Desk::date_field(request, "period_to"),
            Desk::date_field(request, "valid_until"),
            !Desk::field(request, "masked").empty(),
            reference_of(request)};
}

std::map<std::string, std::string> typed_fields(const Request& request)
{
    std::map<std::string, std::string> typed;
    for (const auto& [name, values] : request.form.by_name())
        if (!values.empty()) typed[name] = values.front();
    return typed;
}

views::EvidenceScene evidence_scene(const Desk& desk, const Request& request,
                                    std::map<Id<Person>, std::string> names, std::vector<Person> people)
{
    const auto language = Desk::language(request);
    const auto& workspace = desk.workspace;
    return {language,
            desk.catalogues,
            desk.workspace.today(),
            [language, &workspace](Instant at) { return views::shown(language, workspace.local(at)); },
            std::move(names),
            std::move(people)};
}

Reply evidence_record_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    auto dossier = evidence_dossier(db, actor, evidence_key(request));
    views::EvidenceRecordPage page;
    for (const auto act : {EvidenceAct::Describe, EvidenceAct::AddVersion, EvidenceAct::Submit,
                           EvidenceAct::Accept, EvidenceAct::Reject, EvidenceAct::Link, EvidenceAct::Remove})
        page.acts.push_back({act, why_not(act, dossier.seen_by(actor))});
    page.history = evidence_history(db, dossier.evidence.key);
    for (const auto& tag : store::tags_of(db, dossier.evidence.key)) page.tags.push_back(tag.text);
    if (page.may(EvidenceAct::Describe)) page.known_tags = store::tags_in_use(db, actor, most_offered_tags);
    page.same_content = same_content(db, actor, dossier.evidence.key, dossier.newest());
    add_contents(page, desk, db, actor, dossier);
    page.texts = store::unsearched_texts(db, dossier.evidence.key.str());
    page.version_acts = version_acts(dossier, actor, desk.workspace.today());
    if (!page.version_acts.empty() && !somebody_else_may_destroy(db, actor.person))
        page.archivists = views::EvidenceRecordPage::Archivists::ReaderAlone;
    page.fresh_password = Desk::visit(request).who && Desk::visit(request).who->fresh_password;
    add_uses(page, desk, request, db, dossier.evidence.key);
    page.evidence = std::move(dossier.evidence);
    page.versions = std::move(dossier.versions);
    page.typed = typed_fields(request);
    if (const auto version = request.parameters.find("version"); version != request.parameters.end())
        page.typed_version = number_in(version->second);
    if (status == 412) page.conflict = views::EvidenceRecordPage::Conflict::Yes;
    page.retry_key = store::new_token().substr(0, 32);
    page.limit_bytes = evidence_limit(db);
    page.problems = problems;
    auto names = store::names_of(db, people_on(page));
    const bool asks = page.may(EvidenceAct::Describe) || page.may(EvidenceAct::AddVersion);
    auto people = asks ? store::people(db) : std::vector<Person>();
    const auto number = page.evidence.key.str();
    auto frame = desk.frame(request, number + " " + page.evidence.fields.title, "evidence");
    frame.crumbs = {{desk.text(request, "evidence.heading"), "/evidence"}, {number, ""}};
    frame.styles = {"evidence"};
    if (is_unsafe(request.method)) frame.address = "/evidence/" + number;
    frame.scripts = {"evidence-record"};
    frame.strings = {"evidence.uploading",     "evidence.waiting",      "evidence.checking",
                     "evidence.retrying",      "evidence.cancel",       "evidence.cancelled",
                     "evidence.failed",        "evidence.pasted",       "evidence.signed_out",
                     "evidence.one_at_a_time", "evidence.version_made", "problem.file_too_large"};
    return desk.page(
        request, "pages/evidence-record", std::move(frame),
        views::evidence_record_view(page, evidence_scene(desk, request, std::move(names), std::move(people))),
        status);
}

void evidence_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/evidence/{number}", ReadEvidence, evidence_record);
    routes.post("/evidence/{number}", RegisterEvidence, describe);
    routes.post("/evidence/{number}/submit", RegisterEvidence, submit);
    routes.post("/evidence/{number}/accept", DecideEvidence, accept);
    routes.post("/evidence/{number}/reject", DecideEvidence, reject);
    routes.post("/evidence/{number}/links", RegisterEvidence, link);
    routes.post("/evidence/{number}/links/remove", RegisterEvidence, unlink);
    routes.post("/evidence/{number}/links/again/{kind}/{target*}", RegisterEvidence, link_again);
    routes.post("/evidence/{number}/remove", RegisterEvidence, remove);
    routes.post("/evidence/{number}/instead", RegisterEvidence, use_instead);
    evidence_list_routes(routes);
    evidence_bulk_routes(routes);
    evidence_word_routes(routes);
    evidence_file_routes(routes);
    evidence_archive_routes(routes);
}

} // namespace clausebook::web
