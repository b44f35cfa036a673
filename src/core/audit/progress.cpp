#include "core/audit/progress.h"

#include "core/finding/finding_life.h"

#include <algorithm>

namespace clausebook {
namespace {

/// Heaviest last.
constexpr std::array by_weight{Mark::NotYet,        Mark::NotApplicable, Mark::Conforms,
                               Mark::NotSeen,       Mark::Opportunity,   Mark::Concern,
                               Mark::Nonconforming, Mark::Minor,         Mark::Major};

/// What is known of one question before it is counted.
struct Known {
    Mark mark = Mark::NotYet;
    bool flagged = false;
    bool has_note = false;
    bool evidenced = true; ///< every answer that stands has evidence
    int live_findings = 0;
};

std::optional<Grade> worst_at(const std::vector<FindingOnClause>& findings, const FindingQuestion& place)
{
    std::optional<Grade> worst;
    for (const auto& finding : findings) {
        const auto& at = finding.questions;
        if (std::find(at.begin(), at.end(), place) == at.end()) continue;
        worst = worst ? worse(*worst, finding.grade) : finding.grade;
    }
    return worst;
}

bool stands(const Answer& answer)
{
    return answer.result == Result::C || answer.result == Result::OFI;
}

std::map<QuestionId, Known> known_of(const ProgressSource& source)
{
    std::map<QuestionId, Known> known;
    for (const auto& answer : source.answers) {
        auto& at = known[answer.key.question];
        const auto worst = worst_at(source.findings, {answer.key.site, answer.key.question});
        at.mark = worse(at.mark, shown(answer.result, worst));
        at.flagged = at.flagged || answer.flagged;
        at.has_note = at.has_note || !answer.note.empty();
        if (stands(answer)) at.evidenced = at.evidenced && source.evidenced.contains(answer.key.str());
    }
    for (const auto& finding : source.findings) {
        std::set<QuestionId> hung;
        for (const auto& place : finding.questions) hung.insert(place.question);
        for (const auto& question : hung) ++known[question].live_findings;
    }
    return known;
}

void count(Tally& tally, const Known& known)
{
    ++tally.questions;
    ++tally.by_mark.at(static_cast<std::size_t>(known.mark));
    if (known.flagged) ++tally.flagged;
    const bool unseen =
        known.mark == Mark::NotYet || known.mark == Mark::NotSeen || known.mark == Mark::NotApplicable;
    if (!unseen) ++tally.seen;
    if (known.mark != Mark::Conforms && known.mark != Mark::Opportunity) return;
    ++tally.stand;
    if (known.evidenced) ++tally.evidenced;
}

bool concerns(const FindingOnClause& finding, const ClauseNumber& clause)
{
    if (finding.clause)
        return *finding.clause == clause || (clause.has_letter() && finding.clause->is_within(clause));
    return std::any_of(finding.questions.begin(), finding.questions.end(),
                       [&](const FindingQuestion& place) { return page_of(place.question) == clause; });
}

ClauseStatus status_of(const Tally& tally, const ClauseNumber& clause,
                       const std::vector<FindingOnClause>& findings)
{
    const auto open = [&](Grade grade) {
        return std::any_of(findings.begin(), findings.end(), [&](const FindingOnClause& finding) {
            return finding.grade == grade && is_open(finding.state) && concerns(finding, clause);
        });
    };
    const auto coverage = tally.coverage();
    if (open(Grade::MAJOR)) return ClauseStatus::Major;
    if (open(Grade::MINOR)) return ClauseStatus::Minor;
    if (coverage.all == 0) return ClauseStatus::NotPlanned;
    if (coverage.of * 5 < coverage.all * 4
        || tally.count(Mark::Nonconforming) + tally.count(Mark::Concern) > 0)
        return ClauseStatus::NotAssessed;
    return open(Grade::OFI) || tally.count(Mark::Opportunity) > 0 ? ClauseStatus::Opportunity
                                                                  : ClauseStatus::Conforming;
}

/// What a clause shows in a tree: a finding at once, everything else when it is answered whole.
Mark worst_of(const ClauseProgress& clause)
{
    auto worst = Mark::NotYet;
    for (const auto& question : clause.questions) worst = worse(worst, question.mark);
    const bool finding = worst == Mark::Major || worst == Mark::Minor || worst == Mark::Nonconforming
        || worst == Mark::Concern;
    return finding || clause.tally.count(Mark::NotYet) == 0 ? worst : Mark::NotYet;
}

} // namespace

int Share::percent() const
{
    if (all == 0) return 0;
    if (of == all) return 100;
    return std::min(99, (of * 200 + all) / (all * 2));
}

Tally& Tally::operator+=(const Tally& other)
{
    questions += other.questions;
    for (std::size_t i = 0; i < by_mark.size(); ++i) by_mark.at(i) += other.by_mark.at(i);
    seen += other.seen;
    stand += other.stand;
    evidenced += other.evidenced;
    flagged += other.flagged;
    return *this;
}

std::string_view str(ClauseStatus status)
{
    constexpr std::array<std::string_view, 6> codes{"NOT_PLANNED", "NOT_ASSESSED", "MAJOR",
                                                    "MINOR",       "OFI",          "CONFORMING"};
    return codes.at(static_cast<std::size_t>(status));
}

const ClauseProgress* AuditProgress::find(const ClauseNumber& clause) const
{
    const auto found = std::find_if(clauses.begin(), clauses.end(),
                                    [&](const ClauseProgress& each) { return each.clause == clause; });
    return found == clauses.end() ? nullptr : &*found;
}

Mark worse(Mark one, Mark other)
{
    const auto weight = [](Mark mark) {
        return std::find(by_weight.begin(), by_weight.end(), mark);
    };
    return weight(one) < weight(other) ? other : one;
}

ClauseNumber page_of(const QuestionId& question)
{
    return question.is_scheme_item() ? *ClauseNumber::parse(question.clause().chapter()) : question.clause();
}

AuditProgress progress_of(const ProgressSource& source)
{
    const auto known = known_of(source);
    AuditProgress progress;
    for (const auto* question : source.planned) {
        const auto found = known.find(question->id);
        const auto at = found == known.end() ? Known() : found->second;
        auto& clauses = progress.clauses;
        const auto page = page_of(question->id);
        if (clauses.empty() || clauses.back().clause != page) clauses.push_back({page});
        count(clauses.back().tally, at);
        clauses.back().questions.push_back(
            {question->id, at.mark, at.flagged, at.has_note, at.live_findings});
    }
    for (auto& clause : progress.clauses) {
        clause.status = status_of(clause.tally, clause.clause, source.findings);
        clause.worst = worst_of(clause);
        clause.live_findings =
            static_cast<int>(std::count_if(source.findings.begin(), source.findings.end(),
                                           [&](const auto& each) { return concerns(each, clause.clause); }));
        progress.whole += clause.tally;
    }
    return progress;
}

} // namespace clausebook
