// What happened to a record of evidence, for its page.

#include "store/journal.h"
#include "store/people.h"
#include "web/handlers/evidence_pages.h"

#include <algorithm>
#include <set>

namespace clausebook::web {

std::vector<views::HistoryLine> evidence_history(const store::Reading& db, const Id<Evidence>& key)
{
    constexpr std::int64_t most = 100;
    struct Step {
        store::JournalEntry entry;
        std::optional<LinkTarget> target; ///< of a link
    };
    std::vector<Step> steps;
    for (auto& entry : store::history_of(db, "evidence/" + key.str(), most))
        steps.push_back({std::move(entry), std::nullopt});
    const auto links = "evidence_link/" + key.str() + "/";
    for (auto& [subject, entry] : store::history_under(db, links, most)) {
        auto named = subject.substr(links.size()); // "answer/IA-2026-01/all/7.4-Q2"
        if (const auto slash = named.find('/'); slash != std::string::npos) named[slash] = ':';
        steps.push_back({std::move(entry), LinkTarget::parse(named)});
    }
    for (auto& [subject, entry] : store::history_under(db, "evidence_tag/" + key.str() + "/", most))
        steps.push_back({std::move(entry), std::nullopt});
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.entry.number > b.entry.number; });
    std::set<Id<Person>> actors;
    for (const auto& step : steps) actors.emplace(step.entry.actor);
    const auto names = store::names_of(db, actors);
    std::vector<views::HistoryLine> lines;
    std::int64_t last = 0;
    for (const auto& step : steps) {
        const auto& entry = step.entry;
        const auto& target = step.target;
        const bool again = entry.number == last;
        if (again && target && !lines.empty()) lines.back().targets.push_back(target->str());
        if (again || !entry.action.starts_with("evidence.")) continue;
        last = entry.number;
        const auto who = names.find(Id<Person>(entry.actor));
        lines.push_back({entry.at, who == names.end() ? entry.actor : who->second, entry.action, {}});
        if (target) lines.back().targets.push_back(target->str());
    }
    return lines;
}

} // namespace clausebook::web
