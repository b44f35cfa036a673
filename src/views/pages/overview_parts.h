#pragma once
// What the parts of the first page have in common. Inside views/pages/overview only.

#include "views/format.h"
#include "views/pages/overview.h"
#include "views/shapes.h"

namespace clausebook::views {

struct OverviewLook {
    const OverviewPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(std::string_view key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
    /// "1,000+" above 1,000 (rulings 24).
    std::string count(std::int64_t number) const
    {
        constexpr long long most = 1000;
        return number > most ? shown(language, most) + "+" : shown(language, static_cast<long long>(number));
    }
    /// A sentence about a number of things that are counted up to 1,001.
    std::string counted(const std::string& key, std::int64_t number,
                        Catalogues::Parameters parameters = {}) const
    {
        parameters["count"] = count(number);
        return text(key + (number == 1 ? ".one" : ".other"), parameters);
    }
};

/// "Minor", "Not seen": the short word of a mark.
std::string mark_word(Mark mark, Language language, const Catalogues& catalogues);

/// "3 / 5".
std::string share_text(const Share& share);

/// What is known: coverage, evidence, results by kind, earlier audits.
Tree known_tree(const OverviewLook& look);
/// The map with its legend: {rows, key}.
Tree heat_rows(const OverviewLook& look);
Tree heat_key(const OverviewLook& look);
/// A finding that concerns a clause without counting there: {number, href, primary}.
Tree concerned_tree(const std::vector<ConcernedBy>& all, Language language, const Catalogues& catalogues);

/// The road to the certificate: {state, body, stations, next}. Null for those who may not see it.
Tree road_tree(const OverviewLook& look);

Tree next_steps_tree(const OverviewLook& look);
Tree at_work_tree(const OverviewLook& look);
Tree open_findings_tree(const OverviewLook& look);
Tree late_tree(const OverviewLook& look);
Tree expiring_tree(const OverviewLook& look);

} // namespace clausebook::views
