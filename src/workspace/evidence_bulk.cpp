#include "workspace/evidence_bulk.h"

#include "store/errors.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"

#include <charconv>

namespace clausebook {
namespace {

using Fate = BulkOutcome::Fate;
using Stopped = BulkResult::Stopped;

/// One record; what the disk refuses is thrown.
BulkOutcome outcome_of(const Workspace& workspace, const Actor& actor, const EvidencePick& pick,
                       const std::function<void(const EvidencePick&)>& verb)
{
    BulkOutcome outcome{pick.key, {}, Fate::Refused, std::nullopt};
    try {
        outcome.title = evidence_dossier(workspace.read(), actor, pick.key).evidence.fields.title;
        verb(pick);
        outcome.fate = Fate::Done;
    } catch (const Refusal& refusal) {
        outcome.refused = refusal;
    } catch (const NotFound&) {
        outcome.refused = outcome.title.empty() ? Refusal("evidence_unknown") : Refusal("target_unknown");
    }
    return outcome;
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

BulkResult each_of(const Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                   const std::function<void(const EvidencePick&)>& verb)
{
    BulkResult result;
    bool any_done = false;
    for (const auto& pick : picks) {
        if (result.stopped != Stopped::No) {
            result.outcomes.push_back({pick.key, {}, Fate::NotTried, std::nullopt});
            continue;
        }
        try {
            result.outcomes.push_back(outcome_of(workspace, actor, pick, verb));
            any_done = any_done || result.outcomes.back().fate == Fate::Done;
        } catch (const store::DiskFull&) {
            if (!any_done) throw;
            result.stopped = Stopped::DiskFull;
        } catch (const store::ReadOnlyNow&) {
            if (!any_done) throw;
            result.stopped = Stopped::ReadOnly;
        }
        if (result.stopped != Stopped::No)
            result.outcomes.push_back({pick.key, {}, Fate::NotTried, std::nullopt});
    }
    return result;
}

BulkResult accept_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks)
{
    return each_of(workspace, actor, picks, [&](const EvidencePick& pick) {
        accept_evidence(workspace, actor, pick.key, pick.based_on);
    });
}

BulkResult submit_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks)
{
    return each_of(workspace, actor, picks, [&](const EvidencePick& pick) {
        submit_evidence(workspace, actor, pick.key, pick.based_on);
    });
}

BulkResult link_all(Workspace& workspace, const Actor& actor, const std::vector<EvidencePick>& picks,
                    const LinkTarget& target, const std::string& locator)
{
    return each_of(workspace, actor, picks, [&](const EvidencePick& pick) {
        link_evidence(workspace, actor, pick.key, target, {locator, {}}, 0);
    });
}

} // namespace clausebook
