#include "views/pages/unproven.h"

#include "core/base/text.h"
#include "views/format.h"
#include "views/pages/evidence_parts.h"

namespace clausebook::views {
namespace {

Tree line_view(const UnprovenLine& line, const EvidenceScene& scene)
{
    auto evidence = Tree::list();
    for (const auto& one : line.evidence)
        evidence.push_back({{"number", one.number.str()},
                            {"href", "/evidence/" + one.number.str()},
                            {"state", state_pill(scene, one.state)}});
    const auto& first = line.answers.front();
    std::vector<std::string> notes;
    for (const auto& answer : line.answers)
        if (!answer.note.empty()) notes.push_back(answer.note);
    return {{"question", first.key.question.str()},
            {"text", line.question},
            {"site", line.sites},
            {"href", card_address(first.key.str())},
            {"audit", first.key.audit.str()},
            {"note", joined(notes, " · ")},
            {"evidence", std::move(evidence)},
            {"by", name_of(scene, first.by)},
            {"at", scene.clock(first.at)}};
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
    auto lines = Tree::list();
    for (const auto& line : page.lines) lines.push_back(line_view(line, scene));
    auto audits = Tree::list();
    for (const auto& audit : page.audits)
        audits.push_back({{"key", audit.str()}, {"chosen", audit == page.chosen}});
    return {{"count",
             scene.catalogues.counted(scene.language, "evidence.unproven_count",
                                      static_cast<long long>(page.count))},
            {"standards", standard_links(page.standards, "/evidence/unproven")},
            {"standard", in_address(page.standards)},
            {"pager", list_pager(scene, page.lines.size(), page.first, page.next)},
            {"audits", std::move(audits)},
            {"lines", std::move(lines)},
            {"files", page.files},
            {"saved", page.saved},
            {"empty", page.lines.empty() ? empty_of(scene) : Tree()}};
}

} // namespace clausebook::views
