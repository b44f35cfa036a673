#include "core/readiness/coverage.h"

#include <algorithm>

namespace clausebook {
namespace {

bool has_result(const AuditResults& results, const QuestionId& question)
{
    const auto& answers = results.source.answers;
    return std::any_of(answers.begin(), answers.end(), [&](const Answer& answer) {
        return answer.key.question == question && answer.result != Result::None;
    });
}

/// The latest audit that has a result for a question; `audits` come latest first.
const AuditResults* newest_of(const std::vector<AuditResults>& audits, const QuestionId& question)
{
    const auto found = std::find_if(audits.begin(), audits.end(),
                                    [&](const AuditResults& each) { return has_result(each, question); });
    return found == audits.end() ? nullptr : &*found;
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

bool counts_on(AuditState state, const std::optional<Date>& starts_on, Date day)
{
    if (state == AuditState::Cancelled || !starts_on) return false;
    auto from = day - std::chrono::months(12);
    if (!from.ok()) from = from.year() / from.month() / std::chrono::last;
    return *starts_on >= from && *starts_on <= day;
}

AuditProgress newest_results(const Checklist& checklist, std::vector<AuditResults> audits, Date day)
{
    std::erase_if(audits,
                  [&](const AuditResults& each) { return !counts_on(each.state, each.starts_on, day); });
    std::sort(audits.begin(), audits.end(), [](const AuditResults& a, const AuditResults& b) {
        return std::pair(*b.starts_on, b.audit) < std::pair(*a.starts_on, a.audit);
    });

    ProgressSource source;
    source.planned = checklist.questions_with({StageTag::S1, StageTag::S2});
    std::map<QuestionId, const AuditResults*> newest;
    for (const auto* question : source.planned) newest[question->id] = newest_of(audits, question->id);
    for (const auto& audit : audits) {
        for (const auto& answer : audit.source.answers) {
            const auto chosen = newest.find(answer.key.question);
            if (chosen == newest.end() || chosen->second != &audit || answer.result == Result::None) continue;
            source.answers.push_back(answer);
        }
        for (auto finding : audit.source.findings) {
            std::erase_if(finding.questions, [&](const FindingQuestion& at) {
                const auto chosen = newest.find(at.question);
                return chosen == newest.end() || chosen->second != &audit;
            });
            source.findings.push_back(std::move(finding));
        }
        source.evidenced.insert(audit.source.evidenced.begin(), audit.source.evidenced.end());
    }
    return progress_of(source);
}

std::vector<HeatCell> heat_cells(const Checklist& checklist, const AuditProgress& progress)
{
    std::vector<HeatCell> cells;
    for (const auto& clause : checklist.clauses) {
        if (is_top(clause, checklist)) cells.push_back({clause.number});
        const auto* figures = progress.find(clause.number);
        if (!figures) continue;
        auto& cell = cells.back();
        cell.tally += figures->tally;
        for (const auto& question : figures->questions) cell.worst = worse(cell.worst, question.mark);
        // An open finding of an earlier audit stands, whatever a newer audit has seen since.
        if (figures->status == ClauseStatus::Major) cell.worst = worse(cell.worst, Mark::Major);
        if (figures->status == ClauseStatus::Minor) cell.worst = worse(cell.worst, Mark::Minor);
    }
    for (auto& cell : cells)
        if (!is_finding(cell.worst) && cell.tally.count(Mark::NotYet) > 0) cell.worst = Mark::NotYet;
    return cells;
}

} // namespace clausebook
