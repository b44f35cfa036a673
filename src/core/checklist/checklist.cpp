#include "core/checklist/checklist.h"

#include <algorithm>

namespace clausebook {
namespace {

template <typename Things, typename Matches>
auto find_in(const Things& things, Matches matches) -> decltype(things.data())
{
    const auto found = std::find_if(things.begin(), things.end(), matches);
    return found == things.end() ? nullptr : &*found;
}

void add_matching(const std::vector<Question>& from, StageTags tags, std::vector<const Question*>& to)
{
    for (const auto& question : from)
        if (question.stages.shares_with(tags)) to.push_back(&question);
}

} // namespace

const Clause* Checklist::find_clause(const ClauseNumber& number) const
{
    return find_in(clauses, [&](const Clause& clause) { return clause.number == number; });
}

const Question* Checklist::find_question(const QuestionId& id) const
{
    const auto has_id = [&](const Question& question) {
        return question.id == id;
    };
    if (id.is_scheme_item()) return find_in(scheme_items, has_id);
    const auto* clause = find_clause(id.clause());
    return clause == nullptr ? nullptr : find_in(clause->questions, has_id);
}

const ClauseGroup* Checklist::find_group(const ClauseNumber& number) const
{
    return find_in(groups, [&](const ClauseGroup& group) { return group.number == number; });
}

std::vector<const Clause*> Checklist::clauses_of(const ClauseNumber& group) const
{
    std::vector<const Clause*> found;
    for (const auto& clause : clauses)
        if (clause.group == group) found.push_back(&clause);
    return found;
}

std::vector<const Question*> Checklist::questions_with(StageTags tags) const
{
    std::vector<const Question*> found;
    for (const auto& clause : clauses) add_matching(clause.questions, tags, found);
    return found;
}

std::vector<const Question*> Checklist::scheme_items_with(StageTags tags) const
{
    std::vector<const Question*> found;
    add_matching(scheme_items, tags, found);
    return found;
}

std::size_t Checklist::question_count() const
{
    std::size_t count = 0;
    for (const auto& clause : clauses) count += clause.questions.size();
    return count;
}

int Checklist::weight() const
{
    int sum = 0;
    for (const auto& clause : clauses) sum += clause.weight;
    return sum;
}

} // namespace clausebook
