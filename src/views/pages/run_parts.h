#pragma once
// What the page of an audit under way and its cards share; inside views only.

#include "views/page.h"
#include "views/pages/run.h"

#include <string>

namespace clausebook::views {

/// A page while it is written, with the words of its language.
struct RunWriter {
    const RunPage& page;
    Language language;
    const Catalogues& catalogues;

    std::string text(const std::string& key, const Catalogues::Parameters& parameters = {}) const
    {
        return catalogues.text(language, key, parameters);
    }
    std::string address(const ClauseNumber& clause) const
    {
        return run_address(page.audit.key, clause, page.filter, page.site);
    }
    std::string title_of(const ClauseNumber& number) const
    {
        if (const auto* clause = page.checklist.find_clause(number)) return clause->title.in(language);
        const auto* group = page.checklist.find_group(number);
        return group ? group->title.in(language) : text("run.scheme_items");
    }
    std::string done(const Tally& tally) const
    {
        return std::to_string(tally.answered()) + "/" + std::to_string(tally.questions);
    }
};

/// What the last audit said: the mark with {audit, when, note, findings}.
Tree run_earlier_view(const RunWriter& w, const RunEarlier& earlier);

/// What is carried over from an earlier edition, for partials/run-carried; null when there is nothing.
Tree run_carried_view(const RunWriter& w);

/// One card: {id, form, action, ...} as templates/partials/run-card has it.
Tree run_card_view(const RunWriter& w, const RunCard& card);

} // namespace clausebook::views
