// One act on the records that are ticked in the list of evidence, and the page that says what became of each.

#include "web/desk.h"
#include "web/guard.h"
#include "web/handlers/evidence_pages.h"
#include "workspace/evidence_tags.h"

namespace clausebook::web {
namespace {

constexpr std::size_t most_picks = 500;

std::vector<EvidencePick> picks_of(const Request& request)
{
    const auto& ticked = request.form.all("pick");
    if (ticked.empty()) throw Refusal("nothing_ticked");
    if (ticked.size() > most_picks)
        throw Refusal("too_many_ticked", {}, {{"limit", std::to_string(most_picks)}});
    std::vector<EvidencePick> picks;
    for (const auto& text : ticked) {
        const auto pick = EvidencePick::parse(text);
        if (!pick) throw Refusal("not_a_choice", "pick");
        picks.push_back(*pick);
    }
    return picks;
}

Tree line_of(const Desk& desk, const Request& request, const BulkOutcome& outcome)
{
    const auto& refused = outcome.refused;
    return {
        {"number", outcome.key.str()},
        {"href", "/evidence/" + outcome.key.str()},
        {"title", outcome.title},
        {"why",
         refused ? desk.text(request, "refusal." + refused->code(), refused->parameters()) : std::string()}};
}

/// The outcomes of one fate under their heading; null for none.
Tree part_of(const Desk& desk, const Request& request, const BulkResult& result, BulkOutcome::Fate fate,
             const std::string& heading)
{
    auto lines = Tree::list();
    for (const auto& outcome : result.outcomes)
        if (outcome.fate == fate) lines.push_back(line_of(desk, request, outcome));
    const auto count = lines.items()->size();
    if (count == 0) return {};
    return {{"heading", desk.text(request, heading, {{"count", std::to_string(count)}})},
            {"lines", std::move(lines)}};
}

Reply outcome_page(Desk& desk, const Request& request, const std::string& act, const BulkResult& result)
{
    using Stopped = BulkResult::Stopped;
    auto frame = desk.frame(request, desk.text(request, "evidence.bulk." + act), "evidence");
    const auto query = Desk::field(request, "list");
    const auto back = query.empty() ? std::string("/evidence") : "/evidence?" + query;
    frame.address = back;
    frame.crumbs = {{desk.text(request, "evidence.heading"), back},
                    {desk.text(request, "evidence.bulk." + act), ""}};
    frame.styles = {"evidence"};
    const auto stopped = result.stopped == Stopped::No ? std::string()
        : result.stopped == Stopped::DiskFull          ? desk.text(request, "evidence.bulk.stopped_full")
                                                       : desk.text(request, "evidence.bulk.stopped_unsure");
    auto parts = Tree::list();
    const auto done = "done_" + act;
    for (const auto& [fate, heading] : {std::pair{BulkOutcome::Fate::NotTried, std::string("not_tried")},
                                        {BulkOutcome::Fate::Refused, std::string("refused")},
                                        {BulkOutcome::Fate::Done, done}})
        if (auto part = part_of(desk, request, result, fate, "evidence.bulk." + heading); !part.is_null()) {
            part["id"] = fate == BulkOutcome::Fate::Done ? std::string("done") : heading;
            parts.push_back(std::move(part));
        }
    const int status = result.stopped == Stopped::No ? 200 : result.stopped == Stopped::DiskFull ? 507 : 503;
    return desk.page(request, "pages/evidence-bulk", std::move(frame),
                     {{"heading", desk.text(request, "evidence.bulk." + act)},
                      {"stopped", stopped},
                      {"parts", std::move(parts)},
                      {"back", back}},
                     status);
}

BulkResult done_to_all(Desk& desk, const Request& request, const std::string& act)
{
    const auto picks = picks_of(request);
    const auto& actor = Desk::actor(request);
    if (act == "accept") return accept_all(desk.workspace, actor, picks);
    if (act == "submit") return submit_all(desk.workspace, actor, picks);
    if (act == "tag") return tag_all(desk.workspace, actor, picks, Desk::field(request, "tag"));
    if (act == "untag") return untag_all(desk.workspace, actor, picks, Desk::field(request, "tag"));
    if (act != "link") throw Refusal("not_a_choice", "act");
    return link_all(desk.workspace, actor, picks, link_target_of(desk, request),
                    Desk::field(request, "locator"));
}

Reply bulk(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            const auto act = Desk::field(request, "act");
            const auto result = done_to_all(desk, request, act);
            return outcome_page(desk, request, act, result);
        },
        [&](const Tree& problems, int status) {
            // The page of the list that the ticks were made on.
            request.query = parse_urlencoded(Desk::field(request, "list"), 400, 50);
            return evidence_list_page(desk, request, problems, status);
        });
}

} // namespace

void evidence_bulk_routes(Routes& routes)
{
    routes.post("/evidence/bulk", Permission::RegisterEvidence, bulk);
}

} // namespace clausebook::web
