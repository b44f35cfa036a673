#include "views/pages/unproven.h"

#include "views/format.h"
#include "views/pages/evidence_parts.h"

#include <algorithm>

namespace clausebook::views {
namespace {

constexpr const char* address = "/evidence/unproven";

Tree line_view(const UnprovenLine& line, const EvidenceScene& scene)
{
    auto evidence = Tree::list();
    for (const auto& one : line.evidence)
        evidence.push_back({{"number", one.number.str()},
                            {"href", "/evidence/" + one.number.str()},
                            {"state", state_pill(scene, one.state)}});
    const auto& key = line.answer.key;
    return {{"question", key.question.str()},
            {"text", line.question},
            {"site", key.site == "all" ? std::string() : key.site},
            {"href", card_address(key.str())},
            {"audit", key.audit.str()},
            {"note", line.answer.note},
            {"evidence", std::move(evidence)},
            {"by", name_of(scene, line.answer.by)},
            {"at", scene.clock(line.answer.at)}};
}

Tree pager_of(const UnprovenPage& page, const EvidenceScene& scene)
{
    if (page.first && page.next.empty()) return {};
    const auto chosen = page.chosen.empty() ? std::string() : "audit=" + page.chosen.str();
    const auto next = chosen + (chosen.empty() ? "after=" : "&after=") + page.next;
    return {
        {"shown",
         scene.catalogues.text(scene.language, "evidence.shown",
                               {{"rows", shown(scene.language, static_cast<long long>(page.lines.size()))}})},
        {"previous", page.first ? std::string() : address + (chosen.empty() ? "" : "?" + chosen)},
        {"next", page.next.empty() ? std::string() : std::string(address) + "?" + next}};
}

Tree empty_of(const EvidenceScene& scene)
{
    const auto text = [&](const std::string& key) {
        return scene.catalogues.text(scene.language, key);
    };
    return {{"icon", "check-circle"},
            {"heading", text("evidence.unproven_none")},
            {"sentence", text("evidence.unproven_none_why")},
            {"href", "/audits"},
            {"action", text("nav.audits")}};
}

} // namespace

Tree unproven_view(const UnprovenPage& page, const EvidenceScene& scene)
{
    constexpr std::int64_t counted_to = 1000;
    auto lines = Tree::list();
    for (const auto& line : page.lines) lines.push_back(line_view(line, scene));
    auto audits = Tree::list();
    for (const auto& audit : page.audits)
        audits.push_back({{"key", audit.str()}, {"chosen", audit == page.chosen}});
    const auto count = shown(scene.language, static_cast<long long>(std::min(page.count, counted_to)))
        + (page.count > counted_to ? "+" : "");
    return {{"count",
             scene.catalogues.text(scene.language,
                                   page.count == 1 ? "evidence.unproven_count.one"
                                                   : "evidence.unproven_count.other",
                                   {{"count", count}})},
            {"audits", std::move(audits)},
            {"lines", std::move(lines)},
            {"files", page.files},
            {"saved", page.saved},
            {"empty", page.lines.empty() ? empty_of(scene) : Tree()},
            {"pager", pager_of(page, scene)}};
}

} // namespace clausebook::views
