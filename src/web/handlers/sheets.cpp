// The sheets of an audit: their list, one sheet, its rows saved by a form or by the page itself.

#include "workspace/sheets.h"

#include "core/base/text.h"
#include "store/audits.h"
#include "store/organization.h"
#include "store/people.h"
#include "store/sheets.h"
#include "views/format.h"
#include "views/pages/sheets.h"
#include "web/handlers/all.h"
#include "web/handlers/audit_pages.h"
#include "web/handlers/run_page.h"

#include <algorithm>

namespace clausebook::web {
namespace {

constexpr const char* new_place = "new";

std::string clock_of(const Desk& desk, Instant at)
{
    return views::shown_clock(desk.workspace.local(at));
}

std::string saved_line(const Desk& desk, const Request& request, const SheetRow& row,
                       const views::Names& names)
{
    const auto name = names.find(row.by);
    return desk.text(request, "run.saved_at",
                     {{"when", views::shown(Desk::language(request), desk.workspace.local(row.at))},
                      {"who", name == names.end() ? row.by.str() : name->second}});
}

// ---- pages

Reply list(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    auto sheets = sheets_for(db, Desk::actor(request), audit_key(request));
    const auto& audit = sheets.seen.audit;
    const views::RecordsPage page{audit,
                                  sheets.seen.parts,
                                  std::move(sheets.rows),
                                  store::meeting(db, audit.key, MeetingKind::Opening),
                                  store::meeting(db, audit.key, MeetingKind::Closing),
                                  store::conclusion(db, audit.key)};
    auto frame = audit_frame(desk, request, audit, desk.text(request, "records.title"));
    frame.styles.emplace_back("records");
    return desk.page(request, "pages/audit-records", std::move(frame),
                     views::records_view(page, Desk::language(request), desk.catalogues));
}

views::Frame sheet_frame(const Desk& desk, const Request& request, const views::SheetPage& page)
{
    const auto title = desk.text(request, "sheet." + std::string(page.sheet->key));
    auto frame = audit_frame(desk, request, page.audit, title);
    const auto records = "/audits/" + page.audit.key.str() + "/records";
    frame.crumbs.insert(frame.crumbs.end() - 1, {desk.text(request, "records.title"), records});
    frame.address = views::address_of(*page.sheet, page.audit.key);
    frame.styles.emplace_back("records");
    frame.strings = kept_words();
    if (page.access == views::SheetPage::Access::Read) {
        frame.scripts = {"reading"};
        return frame;
    }
    frame.scripts = {"records"};
    frame.live_icons = {"cloud-check", "refresh", "offline", "users", "minor", "lock", "none"};
    for (const auto* key : {"sync.saved", "sync.saving", "sync.offline", "sync.error", "sync.signin",
                            "sync.conflict", "sync.blocked", "records.not_saved", "records.stay",
                            "records.row", "run.saved_at", "run.conflict_by"})
        frame.strings.emplace_back(key);
    frame.keys = {{"records.keys", {{{"Ctrl", "Enter"}, "records.add_row"}}}};
    if (page.sheet->rows != Sheet::Rows::Free) frame.keys.clear();
    return frame;
}

Reply sheet_page(Desk& desk, const Request& request, std::optional<views::TypedRow> typed, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    auto [seen, rows] = sheets_for(db, actor, audit_key(request));
    views::SheetPage page;
    page.audit = seen.audit;
    page.sheet = &kept_sheet(seen.audit, request.parameter("sheet"));
    page.rows = std::move(rows);
    if (may_write(*page.sheet, seen.audit, seen.parts)) page.access = views::SheetPage::Access::Write;
    page.members = seen.members;
    page.names = names_of(db);
    page.checklist = &checklist_of(desk.workspace, seen.audit);
    if (page.access == views::SheetPage::Access::Write)
        for (auto& [number, title] : evidence_to_cite(db, actor, seen.audit.key))
            page.evidence.emplace_back(std::move(number), std::move(title));
    for (const auto& row : rows_of(page.rows, *page.sheet))
        page.saved[row.place] = saved_line(desk, request, row, page.names);
    page.typed = std::move(typed);
    page.actor = actor.person.str();
    page.zone = store::organization(db).value().time_zone;
    auto frame = sheet_frame(desk, request, page);
    return desk.page(request, "pages/audit-sheet", std::move(frame),
                     views::sheet_view(page, Desk::language(request), desk.catalogues), status);
}

Reply show(Desk& desk, Request& request)
{
    return sheet_page(desk, request, std::nullopt, 200);
}

// ---- saving

/// What a request says about a row, over what stands: a field that is not in it stays as it is.
struct Sent {
    SheetRow row;
    std::string row_key;            ///< of a new row of the page, "" for none
    std::vector<std::string> names; ///< of the fields that came
};

Sent sent_in(Desk& desk, const Request& request)
{
    const auto db = desk.workspace.read();
    const auto seen = see_audit(db, Desk::actor(request), audit_key(request));
    const auto& sheet = kept_sheet(seen.audit, request.parameter("sheet"));
    Sent sent{
        {seen.audit.key, request.parameter("sheet"), request.parameter("place"), 0, {}, {}, {}}, {}, {}};
    if (sent.row.place == new_place) {
        sent.row_key = trimmed(request.query["row"]);
        sent.row.place = place_under(desk.workspace, db, Desk::actor(request), seen.audit.key, sent.row.sheet,
                                     sent.row_key);
    }
    if (const auto stands = store::sheet_row(db, seen.audit.key, sent.row.sheet, sent.row.place))
        sent.row.fields = stands->fields;
    for (const auto& field : sheet.fields)
        if (const auto* text = request.form.find(views::form_name(field.name))) {
            sent.row.fields[std::string(field.name)] = *text;
            sent.names.emplace_back(field.name);
        }
    sent.row.version = Desk::based_on(request);
    return sent;
}

/// What a page that saves by itself shows anew.
void add_gaps(const Desk& desk, const Request& request, const store::Reading& db, Tree& view)
{
    const auto [seen, rows] = sheets_for(db, Desk::actor(request), audit_key(request));
    const auto& sheet = kept_sheet(seen.audit, request.parameter("sheet"));
    const auto gaps = gaps_of(sheet, seen.audit, rows);
    view["missing"] = views::gap_rows(gaps, sheet, checklist_of(desk.workspace, seen.audit),
                                      Desk::language(request), desk.catalogues);
    view["missing_count"] = views::missing_words(gaps.size(), Desk::language(request), desk.catalogues);
}

Reply saved_reply(Desk& desk, const Request& request, const RowSaved& saved)
{
    const auto db = desk.workspace.read();
    const auto person = store::person(db, saved.by);
    Tree view = {{"version", saved.version},
                 {"at", saved.version > 0 ? clock_of(desk, saved.at) : std::string()},
                 {"by", person ? person->name : std::string()},
                 {"place", saved.place}};
    add_gaps(desk, request, db, view);
    return Reply::json(200, view);
}

/// What a conflict is between: what was sent, what it was typed over, what stands now.
struct Conflict {
    SheetRow base;
    SheetRow stands;
    std::string by;
};

Conflict conflict_of(const store::Reading& db, const SheetRow& sent)
{
    Conflict conflict;
    conflict.stands = store::sheet_row(db, sent.audit, sent.sheet, sent.place).value_or(SheetRow{});
    if (auto base = store::sheet_row_of_version(db, sent.audit, sent.sheet, sent.place, sent.version))
        conflict.base = std::move(*base);
    const auto person = store::person(db, conflict.stands.by);
    conflict.by = person ? person->name : conflict.stands.by.str();
    return conflict;
}

/// 412: what somebody else wrote into the fields that were sent, so that the page can show both texts. What
/// was written into other fields of the row is at odds with nothing.
Reply conflict_reply(Desk& desk, const Sent& sent)
{
    const auto db = desk.workspace.read();
    const auto [base, stands, by] = conflict_of(db, sent.row);
    Tree theirs = Tree::object();
    for (const auto& name : sent.names)
        if (stands.text(name) != base.text(name) && stands.text(name) != trimmed(sent.row.text(name)))
            theirs[views::form_name(name)] = stands.text(name);
    return Reply::json(412,
                       {{"code", "edit_conflict"},
                        {"version", stands.version},
                        {"by", by},
                        {"when", stands.version > 0 ? clock_of(desk, stands.at) : std::string()},
                        {"theirs", std::move(theirs)}});
}

/// PATCH: one or some fields, as the page saves them by itself.
Reply save_quietly(Desk& desk, Request& request)
{
    request.wants_json = true;
    const auto sent = sent_in(desk, request);
    return desk.attempt(
        request,
        [&] {
            try {
                return saved_reply(desk, request,
                                   save_row(desk.workspace, Desk::actor(request), sent.row,
                                            Desk::retry_key(request), sent.row_key));
            } catch (const Refusal& refusal) {
                if (refusal.kind() != RefusalKind::Conflict) throw;
                return conflict_reply(desk, sent);
            }
        },
        [](const Tree&, int) -> Reply { throw std::logic_error("a quiet save is answered as JSON"); });
}

/// The page again with what was typed into one of its rows. After a conflict it is saved over what stands,
/// and a field nobody touched here has what the other wrote.
Reply again(Desk& desk, const Request& request, SheetRow row, const Tree& problems, int status)
{
    views::TypedRow typed{std::move(row), views::TypedRow::Why::Refused, problems};
    if (status == 412) {
        typed.why = views::TypedRow::Why::Conflict;
        const auto [base, stands, by] = conflict_of(desk.workspace.read(), typed.row);
        for (auto& [name, text] : typed.row.fields)
            if (trimmed(text) == base.text(name)) text = stands.text(name);
        typed.row.version = stands.version;
    }
    if (typed.row.place.empty()) typed.row.place = new_place;
    return sheet_page(desk, request, std::move(typed), status);
}

std::string page_of(const Request& request)
{
    return "/audits/" + request.parameter("audit") + "/records/" + request.parameter("sheet");
}

/// POST: the whole row, without a script.
Reply save_form(Desk& desk, Request& request)
{
    if (request.wants_json) return save_quietly(desk, request);
    const auto sent = sent_in(desk, request);
    return desk.attempt(
        request,
        [&] {
            const auto saved =
                save_row(desk.workspace, Desk::actor(request), sent.row, Desk::retry_key(request));
            if (saved.version == 0) return Reply::see_other(page_of(request) + "#row-" + new_place);
            return desk.done(request, page_of(request) + "#row-" + saved.place, "saved");
        },
        [&](const Tree& problems, int status) { return again(desk, request, sent.row, problems, status); });
}

Reply take_away(Desk& desk, Request& request)
{
    const auto sent = sent_in(desk, request);
    return desk.attempt(
        request,
        [&] {
            remove_row(desk.workspace, Desk::actor(request), sent.row.audit, sent.row.sheet, sent.row.place,
                       sent.row.version);
            return desk.done(request, page_of(request), "sheet_row_removed",
                             page_of(request) + "/" + sent.row.place + "/return");
        },
        [&](const Tree& problems, int status) { return again(desk, request, sent.row, problems, status); });
}

Reply bring_back(Desk& desk, Request& request)
{
    const Id<Audit> audit(request.parameter("audit"));
    const auto& place = request.parameter("place");
    return desk.attempt(
        request,
        [&] {
            return_row(desk.workspace, Desk::actor(request), audit, request.parameter("sheet"), place);
            return desk.done(request, page_of(request) + "#row-" + place, "sheet_row_returned");
        },
        [&](const Tree& problems, int status) {
            return sheet_page(desk, request, views::TypedRow{{}, views::TypedRow::Why::Refused, problems},
                              status);
        });
}

} // namespace

void sheet_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits/{audit}/records", ReadAudit, list);
    routes.get("/audits/{audit}/records/{sheet}", ReadAudit, show);
    routes.post("/audits/{audit}/records/{sheet}/{place}", ConductAudit, save_form);
    routes.add(Method::Patch, "/audits/{audit}/records/{sheet}/{place}", ConductAudit, Body::form(),
               save_quietly);
    routes.post("/audits/{audit}/records/{sheet}/{place}/removal", ConductAudit, take_away);
    routes.post("/audits/{audit}/records/{sheet}/{place}/return", ConductAudit, bring_back);
}

} // namespace clausebook::web
