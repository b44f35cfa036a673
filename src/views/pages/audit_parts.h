#pragma once
// What the pages of audits share; inside views only.

#include "core/base/text.h"
#include "views/pages/audits.h"

#include <algorithm>

namespace clausebook::views {

template <typename List, typename Value>
bool holds(const List& list, const Value& value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// {number, title, href, type, state, version, dates}: what stands on top of every page of an audit.
Tree audit_head(const Audit& audit, Language language, const Catalogues& catalogues);

/// "23–25 Nov 2026" said as two dates, or one when they are the same.
std::string span_of(const std::optional<Date>& from, const std::optional<Date>& to, Language language);

/// "67%": how wide a bar of progress is, by the one rule for shares.
std::string width_of(std::size_t answered, std::size_t planned);

/// One choice of a list: {value, id, label, hint, chosen}.
Tree choice(std::string_view name, std::string_view value, std::string_view label, bool chosen,
            std::string_view hint = "");

std::string name_of(const Names& names, const Id<Person>& person);

/// The clauses whose processes a person owns: "7.4, 8.1".
std::string owned_by(const Person& person);

/// The lines of a text as a list.
Tree list_of_lines(std::string_view text);

/// "SOP-CH-04, Rev. 3 – Complaints".
std::string label_of(const Criterion& criterion);

/// Where an earlier finding stands on the page of them: "e-S1-2026-01-f3".
std::string earlier_anchor(const std::string& finding);

/// The things missing, each sentence once: several may be put right at one place.
std::vector<Missing> each_once(const std::vector<Missing>& missing, Language language,
                               const Catalogues& catalogues);

/// The things missing as rows {sentence, href}, each sentence once.
Tree missing_rows(const std::vector<Missing>& missing, const Id<Audit>& audit, Language language,
                  const Catalogues& catalogues);

/// Collects what differs as partials/theirs shows it.
class Differences {
public:
    Differences(Language language, const Catalogues& catalogues)
        : language_(language), catalogues_(catalogues)
    {
    }
    void compare(const std::string& label, const std::string& theirs, const std::string& mine)
    {
        if (theirs != mine)
            list_.push_back(
                {{"label", catalogues_.text(language_, label)}, {"text", theirs.empty() ? "–" : theirs}});
    }
    void add(const std::string& name, const std::string& theirs)
    {
        list_.push_back({{"label", name}, {"text", theirs}});
    }
    Tree list() && { return std::move(list_); }

private:
    Language language_;
    const Catalogues& catalogues_;
    Tree list_ = Tree::list();
};

/// The labels of those of `all` whose keys are chosen, one a line.
template <typename Keys, typename All, typename Label>
std::string chosen_labels(const Keys& keys, const All& all, const Label& label)
{
    std::vector<std::string> labels;
    for (const auto& one : all)
        if (holds(keys, one.key)) labels.push_back(label(one));
    return joined(labels, "\n");
}

} // namespace clausebook::views
