// What the page of an audit under way shows as colour, shape and word, and its addresses.

#include "views/pages/run.h"
#include "views/shapes.h"

namespace clausebook::views {

std::optional<RunFilter> parse_run_filter(std::string_view word)
{
    for (const auto filter : {RunFilter::All, RunFilter::Open, RunFilter::Findings})
        if (str(filter) == word) return filter;
    return std::nullopt;
}

std::string_view str(RunFilter filter)
{
    if (filter == RunFilter::Open) return "open";
    return filter == RunFilter::Findings ? "findings" : "all";
}

std::string mark_label(Mark mark, Language language, const Catalogues& catalogues)
{
    const auto code = mark == Mark::Concern ? std::string("AOC") : std::string(str(mark));
    return catalogues.text(language, mark == Mark::Concern ? "grade." + code : "answer_short." + code);
}

Tree mark_pill(Mark mark, Language language, const Catalogues& catalogues)
{
    const auto shape = shape_of(mark);
    return {{"g", shape.letter},
            {"icon", shape.icon},
            {"label", mark_label(mark, language, catalogues)},
            {"mark", str(mark)}};
}

Tree progress_segments(const Tally& tally, Language language, const Catalogues& catalogues)
{
    struct Part {
        std::string_view letter;
        std::string label;
        int count;
    };
    const auto label = [&](Mark mark) {
        return mark_label(mark, language, catalogues);
    };
    const Part parts[] = {
        {"C", label(Mark::Conforms), tally.count(Mark::Conforms)},
        {"O", label(Mark::Opportunity), tally.count(Mark::Opportunity)},
        {"m", label(Mark::Minor), tally.count(Mark::Minor)},
        {"m", label(Mark::Nonconforming), tally.count(Mark::Nonconforming)},
        {"M", label(Mark::Major), tally.count(Mark::Major)},
        {"N", label(Mark::Concern), tally.count(Mark::Concern)},
        {"N", catalogues.text(language, "run.not_assessed"),
         tally.count(Mark::NotApplicable) + tally.count(Mark::NotSeen)},
        {"0", label(Mark::NotYet), tally.count(Mark::NotYet)},
    };
    Tree list = Tree::list();
    int before = 0;
    for (const auto& part : parts) {
        const auto at = [&](int some) {
            return tally.questions == 0 ? 0 : some * 1000 / tally.questions;
        };
        const int x = at(before);
        before += part.count;
        list.push_back({{"g", part.letter},
                        {"label", part.label},
                        {"count", part.count},
                        {"x", x},
                        {"w", at(before) - x}});
    }
    return list;
}

std::string run_address(const Id<Audit>& audit, const ClauseNumber& clause, RunFilter filter,
                        std::string_view site)
{
    auto address = "/audits/" + audit.str() + "/run/" + clause.str();
    char joint = '?';
    if (filter != RunFilter::All) {
        address += joint + std::string("show=") + std::string(str(filter));
        joint = '&';
    }
    if (site != "all") address += joint + std::string("site=") + std::string(site);
    return address;
}

std::string address_of_card(const AnswerKey& key)
{
    return run_address(key.audit, page_of(key.question), RunFilter::All, key.site) + "#q-"
        + key.question.str();
}

} // namespace clausebook::views
