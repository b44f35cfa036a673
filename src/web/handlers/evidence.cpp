// The list of evidence, the page of a record, and the forms on them. Files go in and out in
// evidence_files.cpp.

#include "views/pages/evidence.h"

#include "core/base/text.h"
#include "store/evidence_list.h"
#include "store/journal.h"
#include "store/passwords.h"
#include "store/people.h"
#include "views/format.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/evidence_pages.h"
#include "workspace/evidence_links.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace clausebook::web {
namespace {

constexpr std::array sort_names = {"number", "title", "type", "received", "valid_until", "state"};
constexpr std::array expiry_names = {"", "expired", "soon", "valid", "none"};

/// The index of a name in a list; `otherwise` for one that is not there.
template <std::size_t Size>
std::size_t index_of(const std::array<const char*, Size>& names, std::string_view name, std::size_t otherwise)
{
    for (std::size_t i = 0; i < Size; ++i)
        if (names[i] == name) return i;
    return otherwise;
}

std::optional<store::EvidencePlace> place_of(const std::string& text)
{
    if (text.empty()) return std::nullopt;
    store::EvidencePlace place;
    const auto tilde = text.find('~');
    const auto end = text.data() + std::min(tilde, text.size());
    const auto [parsed, error] = std::from_chars(text.data(), end, place.serial);
    if (error != std::errc() || parsed != end) return std::nullopt;
    if (tilde != std::string::npos) place.sort_value = text.substr(tilde + 1);
    return place;
}

/// Sort keys are bytes, not text: they travel as hexadecimal digits.
std::string hex_of(const std::string& bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        hex += digits[static_cast<unsigned char>(c) >> 4];
        hex += digits[static_cast<unsigned char>(c) & 15];
    }
    return hex;
}

std::string bytes_of(const std::string& hex)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        int byte = 0;
        const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
        if (error != std::errc() || end != hex.data() + i + 2 || byte == 0) return {};
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

store::EvidenceQuery query_of(const Request& request)
{
    store::EvidenceQuery query;
    auto& filter = query.filter;
    filter.type = parse_evidence_type(request.query["type"]);
    filter.state = parse_evidence_state(request.query["state"]);
    if (const auto clause = ClauseNumber::parse(trimmed(request.query["clause"])))
        filter.clause = clause->str();
    filter.expiry = static_cast<store::Expiry>(index_of(expiry_names, request.query["expiry"], 0));
    filter.text = request.query["q"].substr(0, 200);
    filter.owner = Id<Person>(request.query["owner"]);
    filter.mine = !request.query["mine"].empty();
    query.sort = static_cast<store::EvidenceSort>(index_of(sort_names, request.query["sort"], 0));
    query.direction =
        request.query["dir"] == "asc" ? store::Direction::Ascending : store::Direction::Descending;
    query.after = place_of(request.query["after"]);
    if (query.after) query.after->sort_value = bytes_of(query.after->sort_value);
    return query;
}

/// The reader's own fields of a form, to be shown again.
std::map<std::string, std::string> typed_in(const Request& request)
{
    std::map<std::string, std::string> typed;
    for (const auto& [name, values] : request.form.by_name())
        if (!values.empty()) typed[name] = values.front();
    return typed;
}

Version newest_link_version(const EvidenceDossier& dossier, const LinkTarget& target)
{
    const auto found = std::find_if(dossier.links.begin(), dossier.links.end(),
                                    [&](const EvidenceLink& link) { return link.target == target; });
    return found == dossier.links.end() ? 0 : found->version;
}

std::vector<views::HistoryLine> history_of(const store::Reading& db, const EvidenceDossier& dossier,
                                           const std::vector<Person>& people)
{
    constexpr std::int64_t most = 100;
    std::vector<store::JournalEntry> entries =
        store::history_of(db, "evidence/" + dossier.evidence.key.str(), most);
    for (const auto& link : dossier.links)
        for (auto& entry : store::history_of(db, "evidence_link/" + link.key, most))
            entries.push_back(std::move(entry));
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.number > b.number; });
    std::vector<views::HistoryLine> lines;
    std::int64_t last = 0;
    for (const auto& entry : entries) {
        if (entry.number == last || !entry.action.starts_with("evidence.")) continue;
        last = entry.number;
        const auto who = std::find_if(people.begin(), people.end(),
                                      [&](const Person& person) { return person.key.str() == entry.actor; });
        lines.push_back({entry.at, who == people.end() ? entry.actor : who->name, entry.action});
    }
    return lines;
}

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

views::EvidenceScene scene_of(const Desk& desk, const Request& request, const std::vector<Person>& people)
{
    const auto language = Desk::language(request);
    const auto& workspace = desk.workspace;
    return {language, desk.catalogues, desk.workspace.today(),
            [language, &workspace](Instant at) { return views::shown(language, workspace.local(at)); },
            people};
}

Reply evidence_list(Desk& desk, Request& request)
{
    return evidence_list_page(desk, request, Tree::list(), 200);
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
        const auto version_fields =
            request.form.find("location") ? version_fields_of(request) : dossier.newest().fields;
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

LinkTarget target_of(const Request& request)
{
    auto text = Desk::field(request, "target");
    if (text.find(':') == std::string::npos) text = "clause:" + text;
    const auto target = LinkTarget::parse(text);
    if (!target) throw Refusal("link_shape", "target");
    return *target;
}

Reply link(Desk& desk, Request& request)
{
    return on_record(desk, request, "evidence_linked", [&](const Id<Evidence>& key) {
        const auto target = target_of(request);
        const auto& actor = Desk::actor(request);
        const auto dossier = evidence_dossier(desk.workspace.read(), actor, key);
        link_evidence(desk.workspace, actor, key, target, Desk::field(request, "locator"),
                      Desk::field(request, "note"), newest_link_version(dossier, target));
    });
}

Reply unlink(Desk& desk, Request& request)
{
    const auto key = evidence_key(request);
    return desk.attempt(
        request,
        [&] {
            const auto gone = unlink_evidence(desk.workspace, Desk::actor(request), key, target_of(request));
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

} // namespace

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
            !Desk::field(request, "masked").empty()};
}

Reply evidence_list_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const auto people = store::people(db);
    const auto query = query_of(request);
    const auto today = desk.workspace.today();
    auto found = store::evidence_page(db, query, actor, today);
    views::EvidenceListPage page;
    page.rows = std::move(found.rows);
    page.count = store::evidence_count(db, query.filter, actor, today);
    page.count_limit = store::count_limit;
    for (const auto* name : {"type", "state", "clause", "expiry", "q", "owner", "mine", "sort", "dir"})
        page.chosen[name] = request.query[name];
    page.after = query.after ? request.query["after"] : "";
    if (found.next)
        page.next_after = std::to_string(found.next->serial) + "~" + hex_of(found.next->sort_value);
    page.may_register = may(actor, Permission::RegisterEvidence);
    page.limit_bytes = evidence_limit(db);
    page.retry_key = store::new_token().substr(0, 32);
    page.typed = typed_in(request);
    page.problems = problems;
    auto frame = desk.frame(request, desk.text(request, "evidence.heading"), "evidence");
    frame.crumbs = {{desk.text(request, "evidence.heading"), ""}};
    frame.styles = {"evidence"};
    frame.scripts = {"evidence"};
    frame.strings = {"evidence.uploading",   "evidence.waiting",      "evidence.checking",
                     "evidence.retrying",    "evidence.done",         "evidence.cancel",
                     "evidence.cancelled",   "evidence.failed",       "evidence.already",
                     "evidence.use_instead", "evidence.used_instead", "evidence.pasted",
                     "evidence.signed_out",  "problem.file_too_large"};
    return desk.page(request, "pages/evidence", std::move(frame),
                     views::evidence_list_view(page, scene_of(desk, request, people)), status);
}

Reply evidence_record_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const auto people = store::people(db);
    auto dossier = evidence_dossier(db, actor, evidence_key(request));
    views::EvidenceRecordPage page;
    for (const auto act : {EvidenceAct::Describe, EvidenceAct::AddVersion, EvidenceAct::Submit,
                           EvidenceAct::Accept, EvidenceAct::Reject, EvidenceAct::Link, EvidenceAct::Remove})
        page.acts.push_back({act, why_not(act, dossier.seen_by(actor))});
    page.history = history_of(db, dossier, people);
    page.same_content = same_content(db, actor, dossier.evidence.key, dossier.newest());
    for (const auto& version : dossier.versions)
        for (const auto& file : version.files)
            if (version.state != EvidenceState::Destroyed && !desk.workspace.vault().has(file.sha256))
                page.missing.push_back(file.sha256);
    page.version_acts = version_acts(dossier, actor, desk.workspace.today());
    page.fresh_password = Desk::visit(request).who && Desk::visit(request).who->fresh_password;
    for (const auto& link : dossier.links)
        if (may_link_to(desk.workspace, db, actor, link.target)) page.open_links.push_back(link.target.str());
    page.evidence = std::move(dossier.evidence);
    page.versions = std::move(dossier.versions);
    page.links = std::move(dossier.links);
    page.typed = typed_in(request);
    if (status == 412) page.conflict = views::EvidenceRecordPage::Conflict::Yes;
    page.retry_key = store::new_token().substr(0, 32);
    page.limit_bytes = evidence_limit(db);
    page.problems = problems;
    const auto number = page.evidence.key.str();
    auto frame = desk.frame(request, number + " " + page.evidence.fields.title, "evidence");
    frame.crumbs = {{desk.text(request, "evidence.heading"), "/evidence"}, {number, ""}};
    frame.styles = {"evidence"};
    frame.scripts = {"evidence-record"};
    frame.strings = {"evidence.uploading",  "evidence.waiting",      "evidence.checking", "evidence.retrying",
                     "evidence.cancel",     "evidence.cancelled",    "evidence.failed",   "evidence.pasted",
                     "evidence.signed_out", "problem.file_too_large"};
    return desk.page(request, "pages/evidence-record", std::move(frame),
                     views::evidence_record_view(page, scene_of(desk, request, people)), status);
}

void evidence_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/evidence", ReadEvidence, evidence_list);
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
    evidence_file_routes(routes);
    evidence_archive_routes(routes);
}

} // namespace clausebook::web
