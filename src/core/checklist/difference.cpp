#include "core/checklist/difference.h"

#include <functional>
#include <map>
#include <utility>

namespace clausebook {
namespace {

using Kind = ChecklistDifference::Kind;
using Subject = ChecklistDifference::Subject;
using Parts = std::vector<std::string>;

/// What stands under a key on both sides.
template <typename Value>
struct Pair {
    const Value* before = nullptr;
    const Value* after = nullptr;
};

template <typename Key, typename Value, typename KeyOf>
std::map<Key, Pair<Value>> paired(const std::vector<Value>& before, const std::vector<Value>& after,
                                  const KeyOf& key_of)
{
    std::map<Key, Pair<Value>> pairs;
    for (const auto& each : before) pairs[key_of(each)].before = &each;
    for (const auto& each : after) pairs[key_of(each)].after = &each;
    return pairs;
}

/// Adds the difference of one thing that both, one or the other have.
template <typename Value, typename TextOf, typename PartsOf>
void add(std::vector<ChecklistDifference>& list, Subject subject, const std::string& place,
         const Value* before, const Value* after, const TextOf& text_of, const PartsOf& parts_of)
{
    ChecklistDifference difference{Kind::Changed, subject, place};
    if (before) difference.before = text_of(*before);
    if (after) difference.after = text_of(*after);
    if (!before)
        difference.kind = Kind::Added;
    else if (!after)
        difference.kind = Kind::Removed;
    else if ((difference.parts = parts_of(*before, *after)).empty())
        return;
    list.push_back(std::move(difference));
}

/// Names the parts in which two values differ.
template <typename Value>
class Compared {
public:
    Compared(const Value& before, const Value& after) : before_(before), after_(after) {}

    template <typename Part>
    Compared& part(const char* name, Part Value::*part)
    {
        if (!(before_.*part == after_.*part)) parts_.emplace_back(name);
        return *this;
    }
    Parts parts() const { return parts_; }

private:
    const Value& before_;
    const Value& after_;
    Parts parts_;
};

Parts parts_of_whole(const Checklist& before, const Checklist& after)
{
    Parts parts;
    if (before.note != after.note) parts.emplace_back("note");
    if (before.stage_labels != after.stage_labels || before.interviewee_labels != after.interviewee_labels)
        parts.emplace_back("labels");
    return parts;
}

Parts parts_of_clause(const Clause& before, const Clause& after)
{
    return Compared(before, after)
        .part("title", &Clause::title)
        .part("title_source", &Clause::title_source)
        .part("weight", &Clause::weight)
        .part("key", &Clause::key)
        .part("intent", &Clause::intent)
        .part("evidence_types", &Clause::evidence_types)
        .part("examples", &Clause::evidence_examples)
        .part("interviewees", &Clause::interviewees)
        .part("findings", &Clause::typical_findings)
        .part("references", &Clause::references)
        .parts();
}

Parts parts_of_question(const Question& before, const Question& after)
{
    return Compared(before, after)
        .part("text", &Question::text)
        .part("stages", &Question::stages)
        .part("examples", &Question::evidence_examples)
        .parts();
}

const std::vector<Question>& questions_of(const Clause* clause)
{
    static const std::vector<Question> none;
    return clause ? clause->questions : none;
}

void add_questions(std::vector<ChecklistDifference>& list, const std::vector<Question>& before,
                   const std::vector<Question>& after)
{
    for (const auto& [id, pair] : paired<QuestionId>(before, after, [](const Question& q) { return q.id; }))
        add(list, Subject::Question, id.str(), pair.before, pair.after, std::mem_fn(&Question::text),
            parts_of_question);
}

} // namespace

std::vector<ChecklistDifference> differences(const Checklist& before, const Checklist& after)
{
    std::vector<ChecklistDifference> list;
    add(list, Subject::Whole, "", &before, &after, std::mem_fn(&Checklist::note), parts_of_whole);
    for (const auto& [number, pair] :
         paired<ClauseNumber>(before.groups, after.groups, [](const ClauseGroup& g) { return g.number; }))
        add(list, Subject::Group, number.str(), pair.before, pair.after, std::mem_fn(&ClauseGroup::title),
            [](const ClauseGroup& a, const ClauseGroup& b) {
                return Compared(a, b).part("title", &ClauseGroup::title).parts();
            });
    for (const auto& [number, pair] :
         paired<ClauseNumber>(before.clauses, after.clauses, [](const Clause& c) { return c.number; })) {
        add(list, Subject::Clause, number.str(), pair.before, pair.after, std::mem_fn(&Clause::title),
            parts_of_clause);
        add_questions(list, questions_of(pair.before), questions_of(pair.after));
    }
    add_questions(list, before.scheme_items, after.scheme_items);
    return list;
}

DifferenceCount count_of(const std::vector<ChecklistDifference>& differences)
{
    DifferenceCount count;
    for (const auto& each : differences) {
        if (each.subject != Subject::Question) continue;
        if (each.kind == Kind::Added) ++count.added;
        if (each.kind == Kind::Removed) ++count.removed;
        if (each.kind == Kind::Changed) ++count.changed;
    }
    return count;
}

} // namespace clausebook
