#include "core/readiness/coverage.h"

#include "core/base/months.h"

#include <algorithm>
#include <array>

namespace clausebook {
namespace {

bool is_shown(const QuestionProgress& question, ResultFilter::Show show)
{
    const auto mark = question.mark;
    const bool seen = mark != Mark::NotYet && mark != Mark::NotSeen && mark != Mark::NotApplicable;
    switch (show) {
    case ResultFilter::Show::Answered:
        return mark != Mark::NotYet;
    case ResultFilter::Show::Seen:
        return seen;
    case ResultFilter::Show::Unseen:
        return !seen && mark != Mark::NotApplicable;
    case ResultFilter::Show::Proven:
        return question.stands && question.evidenced;
    case ResultFilter::Show::Unproven:
        return is_unproven(question);
    case ResultFilter::Show::All:
        break;
    }
    return true;
}

/// Heaviest last.
constexpr std::array statuses_by_weight{ClauseStatus::NotPlanned,  ClauseStatus::Conforming,
                                        ClauseStatus::Opportunity, ClauseStatus::NotAssessed,
                                        ClauseStatus::Minor,       ClauseStatus::Major};

ClauseStatus worse(ClauseStatus one, ClauseStatus other)
{
    const auto weight = [](ClauseStatus status) {
        return std::find(statuses_by_weight.begin(), statuses_by_weight.end(), status);
    };
    return weight(one) < weight(other) ? other : one;
}

void join(std::vector<ConcernedBy>& all, const std::vector<ConcernedBy>& more)
{
    for (const auto& one : more)
        if (std::none_of(all.begin(), all.end(),
                         [&](const ConcernedBy& each) { return each.finding == one.finding; }))
            all.push_back(one);
}

bool is_finding(Mark mark)
{
    return mark == Mark::Major || mark == Mark::Minor || mark == Mark::Nonconforming || mark == Mark::Concern;
}

bool is_top(const Clause& clause, const Checklist& checklist)
{
    return std::none_of(checklist.clauses.begin(), checklist.clauses.end(), [&](const Clause& other) {
        return other.number != clause.number && clause.number.is_within(other.number);
    });
}

} // namespace

Date counts_from(Date day)
{
    return plus_months(day, -12);
}

bool counts_on(AuditState state, const std::optional<Date>& starts_on, Date day)
{
    return state != AuditState::Cancelled && starts_on && *starts_on >= counts_from(day) && *starts_on <= day;
}

NewestResults newest_results(const Checklist& checklist, std::vector<KeptResults> audits, Date day)
{
    std::erase_if(audits,
                  [&](const KeptResults& each) { return !counts_on(each->state, each->starts_on, day); });
    std::sort(audits.begin(), audits.end(), [](const KeptResults& a, const KeptResults& b) {
        return std::pair(*b->starts_on, b->audit) < std::pair(*a->starts_on, a->audit);
    });
    NewestResults newest;
    std::map<QuestionId, const QuestionProgress*> known;
    for (const auto& audit : audits)
        for (const auto& clause : audit->progress.clauses)
            for (const auto& question : clause.questions)
                if (question.mark != Mark::NotYet && known.emplace(question.question, &question).second)
                    newest.from.emplace(question.question, audit->audit);
    std::vector<QuestionProgress> questions;
    for (const auto* question : checklist.questions_with({StageTag::S1, StageTag::S2})) {
        const auto found = known.find(question->id);
        questions.push_back(found == known.end() ? QuestionProgress{question->id} : *found->second);
    }
    std::vector<FindingOnClause> findings;
    for (const auto& audit : audits)
        for (auto finding : audit->findings) {
            std::erase_if(finding.questions, [&](const FindingQuestion& at) {
                const auto chosen = newest.from.find(at.question);
                return chosen == newest.from.end() || chosen->second != audit->audit;
            });
            findings.push_back(std::move(finding));
        }
    newest.progress = progress_of(questions, findings);
    return newest;
}

std::string_view str(ResultFilter::Show show)
{
    constexpr std::array<std::string_view, 6> codes{"", "answered", "seen", "unseen", "proven", "unproven"};
    return codes.at(static_cast<std::size_t>(show));
}

ResultFilter::Show parse_show(std::string_view code)
{
    using enum ResultFilter::Show;
    for (const auto show : {Answered, Seen, Unseen, Proven, Unproven})
        if (code == str(show)) return show;
    return All;
}

std::vector<const QuestionProgress*> shown(const AuditProgress& progress, const ResultFilter& filter)
{
    std::vector<const QuestionProgress*> questions;
    for (const auto& clause : progress.clauses) {
        if (filter.clause && !clause.clause.is_within(*filter.clause)) continue;
        for (const auto& question : clause.questions)
            if ((!filter.mark || question.mark == *filter.mark) && is_shown(question, filter.show))
                questions.push_back(&question);
    }
    return questions;
}

std::vector<HeatCell> heat_cells(const Checklist& checklist, const AuditProgress& progress)
{
    std::vector<HeatCell> cells;
    for (const auto& clause : checklist.clauses)
        if (is_top(clause, checklist)) cells.push_back({clause.number});
    for (const auto& clause : checklist.clauses) {
        const auto* figures = progress.find(clause.number);
        if (!figures) continue;
        auto& cell = *std::find_if(cells.begin(), cells.end(), [&](const HeatCell& each) {
            return clause.number.is_within(each.clause);
        });
        cell.tally += figures->tally;
        cell.status = worse(cell.status, figures->status);
        join(cell.also_concerned, figures->also_concerned);
        for (const auto& question : figures->questions) cell.worst = worse(cell.worst, question.mark);
        // An open finding of an earlier audit stands, whatever a newer audit has seen since.
        if (figures->status == ClauseStatus::Major) cell.worst = worse(cell.worst, Mark::Major);
        if (figures->status == ClauseStatus::Minor) cell.worst = worse(cell.worst, Mark::Minor);
    }
    for (auto& cell : cells) {
        std::erase_if(cell.also_concerned,
                      [&](const ConcernedBy& each) { return each.primary.is_within(cell.clause); });
        if (!is_finding(cell.worst) && cell.tally.count(Mark::NotYet) > 0) cell.worst = Mark::NotYet;
    }
    return cells;
}

} // namespace clausebook
