// The list of evidence, and what is said to conform without any.

#include "store/evidence_list.h"

#include "core/base/text.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/evidence_tags.h"
#include "store/passwords.h"
#include "store/people.h"
#include "views/pages/evidence.h"
#include "views/pages/unproven.h"
#include "web/desk.h"
#include "web/handlers/all.h"
#include "web/handlers/evidence_pages.h"
#include "web/handlers/list_tools.h"
#include "workspace/unproven.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

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
    filter.tag = request.query["tag"].substr(0, 200);
    if (request.query["by"] == "others") filter.not_by = Desk::actor(request).person;
    query.sort = static_cast<store::EvidenceSort>(index_of(sort_names, request.query["sort"], 0));
    query.direction =
        request.query["dir"] == "asc" ? store::Direction::Ascending : store::Direction::Descending;
    query.after = place_of(request.query["after"]);
    if (query.after) query.after->sort_value = bytes_of(query.after->sort_value);
    return query;
}

Reply evidence_list(Desk& desk, Request& request)
{
    return evidence_list_page(desk, request, Tree::list(), 200);
}

Reply evidence_as(Desk& desk, const Request& request, ListShape shape)
{
    return list_reply(
        evidence_file(list_press(desk, request, shape), Desk::actor(request), query_of(request)));
}

Reply evidence_xlsx(Desk& desk, Request& request)
{
    return evidence_as(desk, request, ListShape::Xlsx);
}

Reply evidence_csv(Desk& desk, Request& request)
{
    return evidence_as(desk, request, ListShape::Csv);
}

/// GET /evidence/unproven: questions answered as conforming, or as an opportunity, without evidence that
/// counts today.
Reply unproven(Desk& desk, Request& request)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    constexpr std::size_t questions_a_page = 50;
    const UnprovenQuery query{Id<Audit>(request.query["audit"]), request.query["after"], questions_a_page,
                              trimmed(request.query["standard"])};
    const auto found = unproven_in(desk.workspace, db, actor, query, Desk::language(request));
    views::UnprovenPage page;
    page.standards = {found.standards, found.standard};
    page.audits = found.audits;
    page.chosen = query.audit;
    page.count = found.count;
    fill_list(page, desk, request, ListKind::Unproven, found.next);
    for (const auto& one : found.questions) {
        views::UnprovenLine line{one.answers, one.text, one.sites, {}};
        for (const auto& [number, state] : one.hanging) line.evidence.push_back({number, state});
        page.lines.push_back(std::move(line));
    }
    auto frame = desk.frame(request, desk.text(request, "evidence.unproven"), "evidence");
    frame.crumbs = {{desk.text(request, "evidence.heading"), "/evidence"},
                    {desk.text(request, "evidence.unproven"), ""}};
    frame.styles = {"evidence"};
    std::set<Id<Person>> answered;
    for (const auto& one : found.questions) answered.insert(one.answers.front().by);
    auto scene = evidence_scene(desk, request, store::names_of(db, answered));
    return desk.page(request, "pages/unproven", std::move(frame), views::unproven_view(page, scene));
}

Reply unproven_as(Desk& desk, const Request& request, ListShape shape)
{
    return list_reply(unproven_file(list_press(desk, request, shape), Desk::actor(request),
                                    trimmed(request.query["standard"]), Id<Audit>(request.query["audit"])));
}

Reply unproven_xlsx(Desk& desk, Request& request)
{
    return unproven_as(desk, request, ListShape::Xlsx);
}

Reply unproven_csv(Desk& desk, Request& request)
{
    return unproven_as(desk, request, ListShape::Csv);
}

} // namespace

Reply evidence_list_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto db = desk.workspace.read();
    const auto& actor = Desk::actor(request);
    const auto query = query_of(request);
    const auto today = desk.workspace.today();
    auto found = store::evidence_page(db, query, actor, today);
    views::EvidenceListPage page;
    page.rows = std::move(found.rows);
    if (query.filter.expiry == store::Expiry::Soon || query.filter.expiry == store::Expiry::Expired)
        page.relied_on = store::answers_relying_on(db, page.rows);
    page.previews = store::previews_of(db, page.rows);
    page.count = store::evidence_count(db, query.filter, actor, today);
    page.count_limit = store::count_limit;
    for (const auto* name : list_filters(ListKind::Evidence)) page.chosen[name] = request.query[name];
    page.tags = store::tags_of(db, page.rows);
    page.known_tags = store::tags_in_use(db, actor, most_offered_tags);
    page.may_register = may(actor, Permission::RegisterEvidence);
    page.may_decide = may(actor, Permission::DecideEvidence);
    fill_list(page, desk, request, ListKind::Evidence,
              found.next ? std::to_string(found.next->serial) + "~" + hex_of(found.next->sort_value)
                         : std::string());
    const auto here = list_address(ListKind::Evidence, list_query(request, ListKind::Evidence),
                                   query.after ? request.query["after"] : "");
    if (const auto mark = here.find('?'); mark != std::string::npos) page.query = here.substr(mark + 1);
    page.limit_bytes = evidence_limit(db);
    page.retry_key = store::new_token().substr(0, 32);
    page.typed = typed_fields(request);
    for (const auto& text : request.form.all("pick")) page.ticked.insert(text.substr(0, text.find(':')));
    page.problems = problems;
    std::set<Id<Person>> owners;
    for (const auto& evidence : page.rows) owners.insert(evidence.fields.owner);
    const auto scene = evidence_scene(desk, request, store::names_of(db, owners), store::people(db));
    auto frame = desk.frame(request, desk.text(request, "evidence.heading"), "evidence");
    if (is_unsafe(request.method)) frame.address = here;
    frame.crumbs = {{desk.text(request, "evidence.heading"), ""}};
    frame.styles = {"evidence"};
    frame.scripts = {"evidence", "ticks"};
    frame.strings = {"evidence.bulk.ticked", "evidence.uploading",   "evidence.waiting",
                     "evidence.checking",    "evidence.retrying",    "evidence.done",
                     "evidence.cancel",      "evidence.cancelled",   "evidence.failed",
                     "evidence.already",     "evidence.use_instead", "evidence.used_instead",
                     "evidence.pasted",      "evidence.signed_out",  "problem.file_too_large"};
    return desk.page(request, "pages/evidence", std::move(frame), views::evidence_list_view(page, scene),
                     status);
}

void evidence_list_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/evidence", ReadEvidence, evidence_list);
    routes.get("/evidence.xlsx", ReadEvidence, evidence_xlsx);
    routes.get("/evidence.csv", ReadEvidence, evidence_csv);
    routes.get("/evidence/unproven", ReadAudit, unproven);
    routes.get("/evidence/unproven.xlsx", ReadAudit, unproven_xlsx);
    routes.get("/evidence/unproven.csv", ReadAudit, unproven_csv);
}

} // namespace clausebook::web
