#include "core/audit/earlier.h"

#include "core/base/form_rules.h"

#include <algorithm>
#include <array>

namespace clausebook {
namespace {

constexpr std::array of_concerns = {Outcome::Solved, Outcome::Became};
constexpr std::array of_findings = {Outcome::Effective, Outcome::Partly, Outcome::NotEffective,
                                    Outcome::NotDue, Outcome::Became};
constexpr std::array nonconformities = {Grade::MINOR, Grade::MAJOR};
constexpr std::array concerns_alone = {Grade::AOC};

template <typename Values, typename Value>
bool holds(const Values& values, const Value& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

bool lives(const std::optional<Finding>& became)
{
    return became && is_live(became->state);
}

void check_who(const FollowUp& at, const FindingFrame& here, const Actor& actor)
{
    check_begin(actor, here);
    if (at.finding.grade == Grade::AOC && here.lead != actor.person) throw Refusal("only_lead");
    check_not_own_work(at, actor);
}

} // namespace

bool settles(Outcome outcome)
{
    return outcome == Outcome::Solved || outcome == Outcome::Became || outcome == Outcome::Effective;
}

bool looks_at(const AuditKind& kind, Grade grade)
{
    return kind.looks_at == AuditKind::LooksAt::OpenFindings || grade == Grade::AOC;
}

std::span<const Outcome> outcomes_for(Grade grade)
{
    if (grade == Grade::AOC) return of_concerns;
    return of_findings;
}

std::span<const Grade> grades_to_become(FindingFrame::Kind kind)
{
    if (kind == FindingFrame::Kind::StageOne) return concerns_alone;
    return nonconformities;
}

bool is_looked_at(const EarlierFinding& earlier)
{
    if (earlier.look.outcome == Outcome::Became) return lives(earlier.became);
    return earlier.look.outcome != Outcome::NotLooked;
}

std::size_t not_looked_at(const std::vector<EarlierFinding>& earlier)
{
    return static_cast<std::size_t>(
        std::count_if(earlier.begin(), earlier.end(), [](const EarlierFinding& one) {
            return one.asked == EarlierFinding::Asked::Must && !is_looked_at(one);
        }));
}

void check_look(const EarlierFinding& earlier, const FollowUp& at, const FindingFrame& here,
                const Actor& actor, const Look& look)
{
    check_who(at, here, actor);
    if (!holds(outcomes_for(earlier.finding.grade), look.outcome))
        throw Refusal("outcome_unknown", "outcome");
    const bool becomes = look.outcome == Outcome::Became;
    if (becomes && (!look.grade || !holds(grades_to_become(here.kind), *look.grade)))
        throw Refusal("grade_needed", "grade");
    if (!becomes) check_given(look.comment, "comment");
    check_text(look.comment, "comment");
    if (!becomes && lives(earlier.became)) {
        const auto& name = earlier.became->number;
        throw Refusal::state("became_stands", {{"finding", name.empty() ? earlier.became->key.str() : name}});
    }
}

Finding draft_from(const Finding& earlier, const FindingFrame& here, Grade grade, const Id<Person>& auditor,
                   Date today)
{
    Finding draft;
    draft.audit = here.audit;
    draft.grade = grade;
    draft.auditor = auditor;
    draft.found_on = today;
    if (earlier.clause && holds(here.clauses, *earlier.clause)) draft.clause = earlier.clause;
    for (const auto& clause : earlier.secondary_clauses)
        if (holds(here.clauses, clause)) draft.secondary_clauses.push_back(clause);
    if (holds(here.sites, earlier.site)) draft.site = earlier.site;
    if (holds(here.criteria, earlier.criterion)) {
        draft.criterion = earlier.criterion;
        draft.criterion_section = earlier.criterion_section;
    }
    draft.process = earlier.process;
    draft.requirement = earlier.requirement;
    if (!here.team.contains(earlier.auditee_contact)) draft.auditee_contact = earlier.auditee_contact;
    if (earlier.grade != Grade::AOC || grade == Grade::AOC) draft.repeat_of = earlier.number;
    return draft;
}

std::string step_comment(const Id<Audit>& here, const Look& look)
{
    auto comment = here.str();
    if (look.outcome == Outcome::Became) comment += " → " + std::string(str(look.grade.value()));
    const auto words = trimmed(look.comment);
    return words.empty() ? comment : comment + "\n" + words;
}

} // namespace clausebook
