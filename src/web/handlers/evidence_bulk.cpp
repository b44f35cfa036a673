// One act on the records that are ticked in the list of evidence, and the page that says what became of each.

#include "workspace/evidence_bulk.h"

#include "web/desk.h"
#include "web/handlers/evidence_pages.h"

namespace clausebook::web {
namespace {

constexpr std::size_t most_picks = 500;

std::vector<EvidencePick> picks_of(const Request& request)
{
    std::vector<EvidencePick> picks;
    for (const auto& text : request.form.all("pick"))
        if (const auto pick = EvidencePick::parse(text); pick && picks.size() < most_picks)
            picks.push_back(*pick);
    if (picks.empty()) throw Refusal("nothing_ticked");
    return picks;
}

Reply outcome_page(Desk& desk, const Request& request, const std::string& act,
                   const std::vector<BulkOutcome>& outcomes)
{
    auto done = Tree::list();
    auto refused = Tree::list();
    for (const auto& outcome : outcomes) {
        Tree line = {{"number", outcome.key.str()},
                     {"href", "/evidence/" + outcome.key.str()},
                     {"title", outcome.title}};
        if (outcome.refused)
            line["why"] =
                desk.text(request, "refusal." + outcome.refused->code(), outcome.refused->parameters());
        (outcome.refused ? refused : done).push_back(std::move(line));
    }
    const auto counted = [&](const std::string& key, const Tree& lines) {
        return desk.text(request, key, {{"count", std::to_string(lines.items()->size())}});
    };
    auto frame = desk.frame(request, desk.text(request, "evidence.bulk." + act), "evidence");
    frame.crumbs = {{desk.text(request, "evidence.heading"), "/evidence"},
                    {desk.text(request, "evidence.bulk." + act), ""}};
    frame.styles = {"evidence"};
    const auto query = Desk::field(request, "list");
    return desk.page(request, "pages/evidence-bulk", std::move(frame),
                     {{"heading", desk.text(request, "evidence.bulk." + act)},
                      {"done_heading", counted("evidence.bulk.done_" + act, done)},
                      {"refused_heading", counted("evidence.bulk.refused", refused)},
                      {"done", std::move(done)},
                      {"refused", std::move(refused)},
                      {"back", query.empty() ? std::string("/evidence") : "/evidence?" + query}});
}

Reply bulk(Desk& desk, Request& request)
{
    return desk.attempt(
        request,
        [&] {
            const auto picks = picks_of(request);
            const auto& actor = Desk::actor(request);
            const auto act = Desk::field(request, "act");
            if (act == "accept")
                return outcome_page(desk, request, act, accept_all(desk.workspace, actor, picks));
            if (act != "link") throw Refusal("not_a_choice", "act");
            const auto target = link_target_of(request);
            return outcome_page(
                desk, request, act,
                link_all(desk.workspace, actor, picks, target, Desk::field(request, "locator")));
        },
        [&](const Tree& problems, int status) {
            return evidence_list_page(desk, request, problems, status);
        });
}

} // namespace

void evidence_bulk_routes(Routes& routes)
{
    routes.post("/evidence/bulk", Permission::RegisterEvidence, bulk);
}

} // namespace clausebook::web
