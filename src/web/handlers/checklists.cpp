// Checklists: the list, one to read and to take home, bringing one in by way of a preview, the offer to new
// audits.

#include "views/pages/checklists.h"

#include "core/evidence/file_name.h"
#include "store/people.h"
#include "views/pages/editions.h"
#include "web/desk.h"
#include "web/form.h"
#include "web/handlers/all.h"
#include "workspace/checklists.h"
#include "workspace/earlier_editions.h"

namespace clausebook::web {
namespace {

constexpr const char* built_in_address = "iso-10002-2018";

/// A form is no longer; the file in it may be a little longer than a checklist, to be told so.
constexpr std::uint64_t most_bytes = 2 * checklist::size_limit_bytes;

std::string address_of(const HouseChecklist& one)
{
    return one.built_in ? built_in_address : one.key;
}

HouseChecklist chosen(const Desk& desk, const store::Reading& db, const Request& request)
{
    const auto& address = request.parameter("checklist");
    return house_checklist(desk.workspace, db, address == built_in_address ? built_in_key() : address);
}

views::ChecklistAccess access_of(const Request& request)
{
    return may(Desk::actor(request), Permission::ImportChecklist) ? views::ChecklistAccess::Import
                                                                  : views::ChecklistAccess::Read;
}

views::ChecklistRow row_of(const Desk& desk, const store::Reading& db, const Request& request,
                           const HouseChecklist& one)
{
    const auto name_of = [&](const Id<Person>& key) {
        const auto person = key.empty() ? std::nullopt : store::person(db, key);
        return person ? person->name : std::string();
    };
    views::ChecklistRow row;
    row.checklist = one.checklist;
    row.address = address_of(one);
    row.key = one.key;
    row.built_in = one.built_in;
    row.offered = one.offered;
    row.import = one.import;
    if (one.import) {
        row.imported_by = name_of(one.import->imported_by);
        row.imported_at = desk.workspace.local(one.import->imported_at);
        row.retired_by = name_of(one.import->retired_by);
        if (one.import->retired_at) row.retired_at = desk.workspace.local(*one.import->retired_at);
    }
    row.audits = audits_with(db, Desk::actor(request), one.key);
    return row;
}

views::Frame frame_of(const Desk& desk, const Request& request, const std::string& title)
{
    auto frame = desk.frame(request, title, "checklists");
    frame.crumbs = {{desk.text(request, "nav.checklists"), "/checklists"}, {title, ""}};
    return frame;
}

Reply checklists_page(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    std::vector<views::ChecklistRow> rows;
    for (const auto& one : house_checklists(desk.workspace, db))
        rows.push_back(row_of(desk, db, request, one));
    auto frame = desk.frame(request, desk.text(request, "nav.checklists"), "checklists");
    frame.crumbs = {{desk.text(request, "nav.checklists"), ""}};
    return desk.page(
        request, "pages/checklists", std::move(frame),
        views::checklists_view(rows, access_of(request), Desk::language(request), desk.catalogues));
}

Reply checklist_reply(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto row = row_of(desk, db, request, chosen(desk, db, request));
    return desk.page(
        request, "pages/checklist", frame_of(desk, request, standard_of(row.checklist->identity)),
        views::checklist_view(row, access_of(request), problems, Desk::language(request), desk.catalogues),
        status);
}

Reply checklist_page(Desk& desk, Request& request)
{
    return checklist_reply(desk, request, Tree::list(), 200);
}

Reply checklist_file(Desk& desk, Request& request)
{
    const auto one = chosen(desk, desk.workspace.read(), request);
    return Reply::bytes("application/xml", checklist_bytes(desk.workspace, one))
        .set("Content-Disposition",
             content_disposition(Disposition::Attachment, file_name_of(one.checklist->identity)));
}

Reply editions_page(Desk& desk, Request& request)
{
    std::vector<views::EditionsRow> rows;
    for (const auto& map : edition_maps()) rows.push_back({&map, &current_checklist()});
    return desk.page(request, "pages/editions", frame_of(desk, request, desk.text(request, "editions.title")),
                     views::editions_view(rows, Desk::language(request), desk.catalogues));
}

// ---- the offer

Reply change_offer(Desk& desk, Request& request,
                   void (*verb)(Workspace&, const Actor&, const std::string&, Version), const char* done)
{
    const auto based_on = Desk::based_on(request);
    const auto one = chosen(desk, desk.workspace.read(), request);
    return desk.attempt(
        request,
        [&] {
            verb(desk.workspace, Desk::actor(request), one.key, based_on);
            return desk.done(request, "/checklists/" + address_of(one), done);
        },
        [&](const Tree& problems, int status) { return checklist_reply(desk, request, problems, status); });
}

Reply retire(Desk& desk, Request& request)
{
    return change_offer(desk, request, retire_checklist, "checklist_retired");
}

Reply offer(Desk& desk, Request& request)
{
    return change_offer(desk, request, offer_checklist, "checklist_offered");
}

// ---- bringing one in

Reply import_page(Desk& desk, const Request& request, const views::ImportPage& page, int status)
{
    return desk.page(request, "pages/checklist-import",
                     frame_of(desk, request, desk.text(request, "checklists.import")),
                     views::import_view(page, Desk::language(request), desk.catalogues), status);
}

Reply import_form(Desk& desk, Request& request)
{
    return import_page(desk, request, {}, 200);
}

/// Takes the one file of the form; of a longer one than a checklist may be it keeps the length alone.
class ReceivedChecklist : public FileSink {
public:
    explicit ReceivedChecklist(const Request& request) : request_(request) {}

    void open(const Fields& fields, const std::string&, const std::string& filename,
              const std::string&) override
    {
        Desk::check_token(request_, fields["token"]);
        if (name) throw Refusal("checklist_one_file", "file");
        name = shown_name(filename);
    }
    void write(std::string_view part) override
    {
        size += part.size();
        if (size <= checklist::size_limit_bytes) bytes.append(part);
    }
    void close() override {}

    std::optional<std::string> name; ///< nothing before a file came
    std::string bytes;
    std::uintmax_t size = 0;

private:
    const Request& request_;
};

/// POST /checklists/import: a sound file is kept aside and shown on a page of its own; of a faulty one
/// nothing stays.
Reply receive(Desk& desk, Request& request)
{
    ReceivedChecklist received(request);
    const auto again = [&](const Tree& problems, int status) {
        views::ImportPage page;
        page.problems = problems;
        return import_page(desk, request, page, status);
    };
    return desk.attempt(
        request,
        [&] {
            request.form = read_form(request, received);
            Desk::check_token(request, request.form["token"]);
            if (!received.name) throw Refusal("required", "file");
            const auto reading = received.size > checklist::size_limit_bytes
                ? checklist::too_large(received.size)
                : checklist::read(received.bytes);
            if (reading.checklist) {
                const auto key = keep_previewed(desk.workspace, Desk::actor(request), received.bytes);
                return Reply::see_other("/checklists/import/" + key
                                        + "?name=" + encode_segment(*received.name));
            }
            views::ImportPage page;
            page.file = *received.name;
            for (const auto& fault : reading.faults)
                page.faults.push_back({fault.code, fault.parameters, fault.line, fault.column, fault.where});
            return import_page(desk, request, page, 422);
        },
        again);
}

Reply preview_page(Desk& desk, const Request& request, const std::string& bytes, const std::string& name,
                   const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto preview = preview_checklist(desk.workspace, db, bytes);
    views::PreviewPage page;
    page.checklist = &preview.reading.checklist.value();
    page.key = preview.key;
    page.file = shown_name(name);
    if (preview.stands) page.stands = row_of(desk, db, request, *preview.stands);
    page.differences = preview.differences;
    page.obstacle = preview.obstacle;
    page.problems = problems;
    auto frame = frame_of(desk, request, standard_of(page.checklist->identity));
    frame.crumbs.insert(frame.crumbs.begin() + 1,
                        {desk.text(request, "checklists.import"), "/checklists/import"});
    return desk.page(request, "pages/checklist-preview", std::move(frame),
                     views::preview_view(page, Desk::language(request), desk.catalogues), status);
}

std::function<Reply(const Tree&, int)> without_preview(Desk& desk, const Request& request)
{
    return [&](const Tree& problems, int status) {
        views::ImportPage page;
        page.problems = problems;
        return import_page(desk, request, page, status);
    };
}

Reply preview(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            const auto bytes = previewed(desk.workspace, Desk::actor(request), request.parameter("preview"));
            return preview_page(desk, request, bytes, request.query["name"], Tree::list(), 200);
        },
        without_preview(desk, request));
}

/// POST /checklists/import/{preview}: brings in the very bytes that were shown, known by their hash.
Reply confirm(Desk& desk, Request& request)
{
    const auto& actor = Desk::actor(request);
    const auto name = Desk::field(request, "name");
    return desk.attempt(
        request,
        [&] {
            const auto bytes = previewed(desk.workspace, actor, request.parameter("preview"));
            return desk.attempt(
                request,
                [&] {
                    const auto key = import_checklist(desk.workspace, actor, bytes, name);
                    forget_previewed(desk.workspace, actor);
                    return desk.done(request, "/checklists/" + key, "checklist_imported");
                },
                [&](const Tree& problems, int status) {
                    return preview_page(desk, request, bytes, name, problems, status);
                });
        },
        without_preview(desk, request));
}

} // namespace

void checklist_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/checklists", ReadContent, checklists_page);
    routes.get("/checklists/editions", ReadContent, editions_page);
    routes.get("/checklists/import", ImportChecklist, import_form);
    routes.add(Method::Post, "/checklists/import", ImportChecklist, Body::files(most_bytes), receive);
    routes.get("/checklists/import/{preview}", ImportChecklist, preview);
    routes.post("/checklists/import/{preview}", ImportChecklist, confirm);
    routes.get("/checklists/{checklist}", ReadContent, checklist_page);
    routes.get("/checklists/{checklist}/file", ReadContent, checklist_file);
    routes.post("/checklists/{checklist}/retire", ImportChecklist, retire);
    routes.post("/checklists/{checklist}/offer", ImportChecklist, offer);
}

} // namespace clausebook::web
