#pragma once
// How far an audit is and what it shows: the figures of domain F.2 per clause and as a whole. One value,
// which page, overview, report and workbook print alike.

#include "core/audit/answer.h"
#include "core/finding/finding.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace clausebook {

/// Some of all.
struct Share {
    int of = 0;
    int all = 0;

    /// In whole percent, rounded half up but never up to 100; 0 of 0 is 0.
    int percent() const;
};

/// Figures of a clause, of a chapter, or of an audit. Every planned question counts once, whatever the number
/// of its sites: with its worst mark.
struct Tally {
    int questions = 0;
    std::array<int, all_marks.size()> by_mark{};
    int seen = 0;      ///< answered other than "not seen" and "not applicable"
    int stand = 0;     ///< answered C or OFI
    int evidenced = 0; ///< of those, with at least one valid piece of evidence
    int flagged = 0;

    int count(Mark mark) const { return by_mark.at(static_cast<std::size_t>(mark)); }
    int answered() const { return questions - count(Mark::NotYet); } ///< any result, also "not seen"

    Share progress() const { return {answered(), questions}; }
    /// Of the questions that apply, those that were seen. Source: domain F.2, coverage_c.
    Share coverage() const { return {seen, questions - count(Mark::NotApplicable)}; }
    /// Source: domain F.2, evidenced_c.
    Share evidence() const { return {evidenced, stand}; }

    Tally& operator+=(const Tally& other);
};

/// Source: domain F.2, status_c.
enum class ClauseStatus {
    NotPlanned, ///< no question applies
    NotAssessed,
    Major,
    Minor,
    Opportunity,
    Conforming,
};
std::string_view
str(ClauseStatus status); ///< "NOT_PLANNED", "NOT_ASSESSED", "MAJOR", "MINOR", "OFI", "CONFORMING"

/// One planned question and what stands beside it.
struct QuestionProgress {
    QuestionId question;
    Mark mark = Mark::NotYet;
    bool flagged = false;
    bool has_note = false;
    int live_findings = 0;
    bool stands = false;    ///< counted in Tally::stand: answered C or OFI and no finding of weight beside it
    bool evidenced = false; ///< of one that stands: valid evidence at each of its sites
};

/// True for one that stands without valid evidence. The one rule of "conforming without evidence": the figure
/// of the overview, the list behind it and the warning of a pack are all made of it. Source: domain F.2.
bool is_unproven(const QuestionProgress& question);

/// An open finding that concerns a clause, but counts at another one: one deviation, one finding (domain B).
struct ConcernedBy {
    Id<Finding> finding;
    std::string number; ///< "" for a draft
    ClauseNumber primary;
};

struct ClauseProgress {
    ClauseNumber clause; ///< X for the scheme items together
    Tally tally{};
    ClauseStatus status = ClauseStatus::NotPlanned;
    Mark worst = Mark::NotYet; ///< of its marks; NotYet while a question is open and none is a finding
    int live_findings = 0;     ///< whose primary clause it is
    std::vector<QuestionProgress> questions{}; ///< as printed
    /// Open findings that hang on its questions or name it beside their primary clause: its status does not
    /// count them.
    std::vector<ConcernedBy> also_concerned{};
};

/// A live finding as the figures need it.
struct FindingOnClause {
    std::optional<ClauseNumber> clause; ///< its primary one
    std::vector<FindingQuestion> questions;
    Grade grade = Grade::MINOR;
    FindingState state = FindingState::Draft;
    Id<Finding> key{};
    std::string number{}; ///< "" for a draft
    std::vector<ClauseNumber> secondary{};
};

/// What the figures are made from.
struct ProgressSource {
    std::vector<const Question*> planned; ///< planned_questions()
    std::vector<Answer> answers;
    std::vector<FindingOnClause> findings; ///< those that are not withdrawn
    std::set<std::string> evidenced;       ///< keys of the answers with valid evidence
};

struct AuditProgress {
    Tally whole;
    std::vector<ClauseProgress> clauses; ///< those with planned questions, as printed

    const ClauseProgress* find(const ClauseNumber& clause) const;
};

/// The worse of two marks: major, minor, nonconforming, concern, opportunity, not seen, conforming, not
/// applicable, not yet.
Mark worse(Mark one, Mark other);

/// The page a question stands on: its clause, or X for a scheme item.
ClauseNumber page_of(const QuestionId& question);

AuditProgress progress_of(const ProgressSource& source);

/// The figures of questions whose marks are known already, as printed, with the findings on their clauses.
AuditProgress progress_of(const std::vector<QuestionProgress>& questions,
                          const std::vector<FindingOnClause>& findings);

} // namespace clausebook
