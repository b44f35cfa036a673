#pragma once
// What is known about conformity now: the newest result of each question over several audits (domain F.2,
// rulings 11), and the cells of the heat map made of it (rulings 23).

#include "core/audit/progress.h"

#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace clausebook {

/// What one audit contributes: its figures, which questions it has results to, what it found.
struct AuditResults {
    Id<Audit> audit;
    AuditState state = AuditState::Planned;
    std::optional<Date> starts_on;
    AuditProgress progress;
    std::vector<FindingOnClause> findings; ///< those that are not withdrawn
};

/// The first day an audit may have begun on for its results to count on a day: 12 months before it.
Date counts_from(Date day);

/// True for an audit whose results still count on a day: not cancelled, begun within the 12 months before it.
bool counts_on(AuditState state, const std::optional<Date>& starts_on, Date day);

/// Results that are kept from one look to the next.
using KeptResults = std::shared_ptr<const AuditResults>;

/// The newest result of each question, and what they are together.
struct NewestResults {
    AuditProgress progress;
    std::map<QuestionId, Id<Audit>> from; ///< the audit the result of a question is taken from
};

/// The figures of a full audit of `checklist` made of the newest results: for each question those of the
/// latest audit that has any, at all of its sites. Audits that do not count on `day` are left out; so is
/// their evidence. Findings of all counting audits stand on their clauses; on a question only those of the
/// audit its results come from.
NewestResults newest_results(const Checklist& checklist, std::vector<KeptResults> audits, Date day);

/// Which of the newest results a list shows.
struct ResultFilter {
    std::optional<ClauseNumber> clause; ///< it and what is printed under it
    std::optional<Mark> mark;
    /// All of them; those seen; those that apply and are not seen; those that stand with valid evidence, or
    /// without.
    enum class Show { All, Answered, Seen, Unseen, Proven, Unproven } show = Show::All;
};
std::string_view str(ResultFilter::Show show); ///< "", "answered", "seen", "unseen", "proven", "unproven"
ResultFilter::Show parse_show(std::string_view code);

/// The questions a filter shows, as printed: as many as the figure says that links to it.
std::vector<const QuestionProgress*> shown(const AuditProgress& progress, const ResultFilter& filter);

/// One cell of the heat map: a clause with those printed under it (5.4 with 5.4.1 to 5.4.5).
struct HeatCell {
    ClauseNumber clause;
    Tally tally{};
    /// A finding at once, on a question or open on the clause; everything else when all is answered.
    Mark worst = Mark::NotYet;
    ClauseStatus status = ClauseStatus::NotPlanned; ///< the worst of its clauses'
    std::vector<ConcernedBy> also_concerned{};      ///< each finding once
};

/// A cell for each clause that is printed under no other, in the checklist's order (ISO 10002:2018 has 38);
/// scheme items have none.
std::vector<HeatCell> heat_cells(const Checklist& checklist, const AuditProgress& progress);

} // namespace clausebook
