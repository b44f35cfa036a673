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

void count(Tally& tally, const QuestionProgress& question)
{
    ++tally.questions;
    ++tally.by_mark.at(static_cast<std::size_t>(question.mark));
    if (question.flagged) ++tally.flagged;
    const bool unseen = question.mark == Mark::NotYet || question.mark == Mark::NotSeen
        || question.mark == Mark::NotApplicable;
    if (!unseen) ++tally.seen;
    if (question.stands) ++tally.stand;
    if (question.evidenced) ++tally.evidenced;
}

/// True when the finding counts at the clause.
bool counts_at(const FindingOnClause& finding, const ClauseNumber& clause)
{
    if (finding.clause)
        return *finding.clause == clause || (clause.has_letter() && finding.clause->is_within(clause));
    return std::any_of(finding.questions.begin(), finding.questions.end(),
                       [&](const FindingQuestion& place) { return page_of(place.question) == clause; });
}

bool touches(const FindingOnClause& finding, const ClauseNumber& clause)
{
    const auto& secondary = finding.secondary;
    return std::find(secondary.begin(), secondary.end(), clause) != secondary.end()
        || std::any_of(finding.questions.begin(), finding.questions.end(),
                       [&](const FindingQuestion& place) { return page_of(place.question) == clause; });
}

/// The findings that count at a clause, by grade.
struct OnClause {
    int live = 0;
    std::array<int, all_grades.size()> open{};

    int& open_of(Grade grade) { return open.at(static_cast<std::size_t>(grade)); }
};

/// All clauses at once: the findings are gone through one time, however many there are.
void count_findings(std::vector<ClauseProgress>& clauses, std::vector<OnClause>& on,
                    const std::vector<FindingOnClause>& findings)
{
    for (const auto& finding : findings)
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            const auto& clause = clauses[i].clause;
            if (counts_at(finding, clause)) {
                ++on[i].live;
                if (is_open(finding.state)) ++on[i].open_of(finding.grade);
            } else if (finding.clause && is_open(finding.state) && touches(finding, clause)) {
                clauses[i].also_concerned.push_back({finding.key, finding.number, *finding.clause});
            }
        }
}

ClauseStatus status_of(const Tally& tally, OnClause& on)
{
    const auto coverage = tally.coverage();
    if (on.open_of(Grade::MAJOR) > 0) return ClauseStatus::Major;
    if (on.open_of(Grade::MINOR) > 0) return ClauseStatus::Minor;
    if (coverage.all == 0) return ClauseStatus::NotPlanned;
    if (coverage.of * 5 < coverage.all * 4
        || tally.count(Mark::Nonconforming) + tally.count(Mark::Concern) > 0)
        return ClauseStatus::NotAssessed;
    return on.open_of(Grade::OFI) > 0 || tally.count(Mark::Opportunity) > 0 ? ClauseStatus::Opportunity
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

bool is_unproven(const QuestionProgress& question)
{
    return question.stands && !question.evidenced;
}

AuditProgress progress_of(const ProgressSource& source)
{
    const auto known = known_of(source);
    std::vector<QuestionProgress> questions;
    for (const auto* question : source.planned) {
        const auto found = known.find(question->id);
        const auto at = found == known.end() ? Known() : found->second;
        const bool stands = at.mark == Mark::Conforms || at.mark == Mark::Opportunity;
        questions.push_back({question->id, at.mark, at.flagged, at.has_note, at.live_findings, stands,
                             stands && at.evidenced});
    }
    return progress_of(questions, source.findings);
}

AuditProgress progress_of(const std::vector<QuestionProgress>& questions,
                          const std::vector<FindingOnClause>& findings)
{
    AuditProgress progress;
    auto& clauses = progress.clauses;
    for (const auto& question : questions) {
        const auto page = page_of(question.question);
        if (clauses.empty() || clauses.back().clause != page) clauses.push_back({page});
        count(clauses.back().tally, question);
        clauses.back().questions.push_back(question);
    }
    std::vector<OnClause> on(clauses.size());
    count_findings(clauses, on, findings);
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        auto& clause = clauses[i];
        clause.status = status_of(clause.tally, on[i]);
        clause.worst = worst_of(clause);
        clause.live_findings = on[i].live;
        progress.whole += clause.tally;
    }
    return progress;
}

} // namespace clausebook
