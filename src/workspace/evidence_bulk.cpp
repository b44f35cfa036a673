#include "workspace/evidence_bulk.h"

#include "store/evidence.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"

#include <charconv>
#include <functional>

namespace clausebook {
namespace {

std::vector<BulkOutcome> each(const Workspace& workspace, const Actor& actor,
                              const std::vector<EvidencePick>& picks,
                              const std::function<void(const EvidencePick&)>& verb)
{
    std::vector<BulkOutcome> outcomes;
    for (const auto& pick : picks) {
        BulkOutcome outcome{pick.key, {}, std::nullopt};
        try {
            outcome.title = evidence_dossier(workspace.read(), actor, pick.key).evidence.fields.title;
            verb(pick);
        } catch (const Refusal& refusal) {
            outcome.refused = refusal;
        } catch (const NotFound&) {
            outcome.refused = outcome.title.empty() ? Refusal("evidence_unknown") : Refusal("target_unknown");
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

} // namespace

std::optional<EvidencePick> EvidencePick::parse(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    EvidencePick pick{Id<Evidence>(std::string(text.substr(0, colon))), 0};
    const auto* end = text.data() + text.size();
    const auto [parsed, error] = std::from_chars(text.data() + colon + 1, end, pick.based_on);
    if (error != std::errc() || parsed != end || pick.based_on < 1) return std::nullopt;
    return pick;
}

std::vector<BulkOutcome> accept_all(Workspace& workspace, const Actor& actor,
                                    const std::vector<EvidencePick>& picks)
{
    return each(workspace, actor, picks, [&](const EvidencePick& pick) {
        accept_evidence(workspace, actor, pick.key, pick.based_on);
    });
}

std::vector<BulkOutcome> link_all(Workspace& workspace, const Actor& actor,
                                  const std::vector<EvidencePick>& picks, const LinkTarget& target,
                                  const std::string& locator)
{
    return each(workspace, actor, picks, [&](const EvidencePick& pick) {
        if (store::link(workspace.read(), pick.key, target)) throw Refusal("evidence_linked_already");
        link_evidence(workspace, actor, pick.key, target, locator, {}, 0);
    });
}

} // namespace clausebook
