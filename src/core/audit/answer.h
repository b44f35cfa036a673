#pragma once
// The answer to one question of an audit, and what may be written into it (domain F.2, G.1; rulings 1, 5, 7).

#include "core/audit/audit.h"
#include "core/checklist/checklist.h"
#include "core/finding/grade.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

/// What is stored. The grade lives on the finding only.
enum class Result {
    None, ///< not yet
    C,    ///< conforming
    OFI,  ///< opportunity for improvement; may stand without a finding
    NC,   ///< nonconforming; must have a finding before fieldwork is done
    NA,   ///< not applicable: a reason, and the lead auditor's approval
    NS,   ///< not seen in this audit: a reason
};
inline constexpr std::array all_results{Result::None, Result::C,  Result::OFI,
                                        Result::NC,   Result::NA, Result::NS};
std::string_view str(Result result); ///< "", "C", "OFI", "NC", "NA", "NS"
std::optional<Result> parse_result(std::string_view code);

/// How the auditor came to the answer.
enum class AnswerMethod { None, Examine, Interview, Observe, Test };
inline constexpr std::array all_answer_methods{AnswerMethod::None, AnswerMethod::Examine,
                                               AnswerMethod::Interview, AnswerMethod::Observe,
                                               AnswerMethod::Test};
std::string_view str(AnswerMethod method); ///< "", "examine", "interview", "observe", "test"
std::optional<AnswerMethod> parse_answer_method(std::string_view code);

/// What a question shows, and what the buttons beside it set: the result, with the grade of its worst finding
/// in place of NC. Source: rulings 1.
enum class Mark {
    NotYet,
    Conforms,
    Minor,
    Major,
    Opportunity,
    NotApplicable,
    NotSeen,
    Concern,       ///< shown only: an NC with an area of concern
    Nonconforming, ///< shown only: an NC without a finding
};
inline constexpr std::array all_marks{
    Mark::NotYet,        Mark::Conforms, Mark::Minor,   Mark::Major,         Mark::Opportunity,
    Mark::NotApplicable, Mark::NotSeen,  Mark::Concern, Mark::Nonconforming,
};
/// "NONE", "C", "MINOR", "MAJOR", "OFI", "NA", "NS", "AOC", "NC".
std::string_view str(Mark mark);
std::optional<Mark> parse_mark(std::string_view code);

/// What a result shows when the worst of its live findings has that grade.
Mark shown(Result result, const std::optional<Grade>& worst);

/// True for those of the marks that a person can choose.
bool is_choice(Mark mark);

/// The result a choice stores.
Result result_of(Mark choice);

/// The grade of the finding a choice opens; nothing for all but minor and major.
std::optional<Grade> grade_of(Mark choice);

/// Which answer: a question of an audit, at one site or at all of them. Source: rulings 5.
struct AnswerKey {
    Id<Audit> audit;
    QuestionId question;
    std::string site = "all"; ///< a site's key, or "all"

    std::string str() const; ///< "IA-2026-01/all/7.4-Q2"

    friend auto operator<=>(const AnswerKey&, const AnswerKey&) = default;
};

struct Answer {
    AnswerKey key;
    Version version = 0;
    Result result = Result::None;
    std::string note{};
    AnswerMethod method = AnswerMethod::None;
    std::string interviewee{}; ///< function or name, as the auditor wrote it
    Id<Person> na_approved_by{};
    std::optional<Date> na_approved_on{};
    bool flagged = false; ///< to come back to
    Id<Person> by{};      ///< who wrote it last
    Instant at{};
};

enum class Flag { Down, Up };

/// What one save changes; what is not said stays.
struct AnswerChange {
    std::optional<Mark> choice;
    std::optional<std::string> note;
    std::optional<AnswerMethod> method;
    std::optional<std::string> interviewee;
    std::optional<Flag> flag;

    bool empty() const { return !choice && !note && !method && !interviewee && !flag; }
};

/// The answer after a change, not yet signed by anybody.
///
/// Refuses "choice_unknown" (result) for a mark nobody can choose, "too_long" and "unclean" (note,
/// interviewee), and "na_reason_short" (note; parameter least) for "not applicable" without a reason of at
/// least 20 characters. Anything that changes what the lead auditor approved, result or reason, ends the
/// approval. Source: domain F.2, rulings 11.
Answer changed(const Answer& before, const AnswerChange& change);

/// Refuses "only_auditors" (State) for all but the lead and the auditors, "answers_closed" (State) unless
/// fieldwork goes on.
void check_may_answer(const Audit& audit, const Parts& parts);

/// True when the lead may still correct an answer after fieldwork: it says nonconforming and none of its
/// findings is live any more, which no report can say.
bool may_correct(const Audit& audit, const Parts& parts, const Answer& answer, std::size_t live_findings);

/// What the lead makes of such an answer.
struct Correction {
    Mark choice = Mark::NotYet;
    std::string note;
    std::string reason; ///< kept in the journal
};

/// The answer as corrected, not yet signed by anybody. Refuses as changed() does, "choice_unknown" (result)
/// for no result, "required" (reason; note when the question was not seen), "too_long" and "unclean"
/// (reason).
Answer corrected(const Answer& before, const Correction& correction);

/// Refuses "question_not_in_scope" (question) for one the audit does not ask, "site_not_in_audit" (site).
void check_in_scope(const Audit& audit, const Checklist& checklist, const AnswerKey& key);

/// Refuses an answer that is no "not applicable" with its reason: "not_not_applicable" (State).
void check_approvable(const Answer& answer);

/// True for "not applicable" with a whole reason that nobody has approved yet.
bool waits_for_approval(const Answer& answer);

} // namespace clausebook
