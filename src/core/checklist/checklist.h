#pragma once
// A checklist: what is asked under each clause of a standard, and what to look for. Values only; a checklist
// is read from XML by checklist/reader.h and never changes while the program runs.

#include "core/base/clause_number.h"
#include "core/base/language.h"
#include "core/checklist/codes.h"
#include "core/checklist/question_id.h"
#include "core/finding/grade.h"

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// One text in every language of the product.
struct Localized {
    std::string en;
    std::string tr;

    const std::string& in(Language language) const { return language == Language::en ? en : tr; }
    std::string& in(Language language) { return language == Language::en ? en : tr; }

    friend bool operator==(const Localized&, const Localized&) = default;
};

/// Which checklist this is. Two checklists of the same identity must have the same bytes (rulings 4).
struct ChecklistIdentity {
    std::string standard; ///< "ISO 10002"
    int edition = 0;      ///< the year of the standard, 2018
    int revision = 0;     ///< of our checklist for that edition: 1, 2, 3, ...

    friend auto operator<=>(const ChecklistIdentity&, const ChecklistIdentity&) = default;
};

struct Question {
    QuestionId id;
    StageTags stages;
    Localized text;
    std::vector<Localized> evidence_examples; ///< scheme items only; a clause's examples stand at the clause

    friend bool operator==(const Question&, const Question&) = default;
};

/// What usually goes wrong under a clause, with its usual grade; the auditor decides by effect and extent.
struct TypicalFinding {
    Grade grade;
    Localized text;

    friend bool operator==(const TypicalFinding&, const TypicalFinding&) = default;
};

/// Where another standard deals with the same thing.
struct CrossReference {
    std::string standard; ///< with its edition where the reference depends on it: "ISO 9001:2015"
    /// Clauses "7.1.1", ranges "7.4-7.6", and annexes by their letter alone, "D". Empty: the standard as a
    /// whole.
    std::vector<std::string> places;

    friend bool operator==(const CrossReference&, const CrossReference&) = default;
};

enum class TitleSource {
    Standard, ///< the title as the standard prints it: a fact
    Own,      ///< our own label; reports print it in another style than a title (domain B)
};

/// An auditable item: a clause with its questions.
struct Clause {
    ClauseNumber number;
    ClauseNumber group; ///< the chapter it is printed under: 7 of 7.4
    TitleSource title_source = TitleSource::Standard;
    int weight = 1;   ///< 1 to 3, in the readiness score (domain F.2)
    bool key = false; ///< a key clause counts in the gates (domain F.3)
    Localized title{};
    Localized intent{};
    std::vector<Question> questions{};
    std::vector<EvidenceType> evidence_types{};
    std::vector<Localized> evidence_examples{};
    std::vector<Interviewee> interviewees{};
    std::vector<TypicalFinding> typical_findings{};
    std::vector<CrossReference> references{};

    friend bool operator==(const Clause&, const Clause&) = default;
};

/// A chapter of clauses ("7"), or the scheme items ("X").
struct ClauseGroup {
    ClauseNumber number;
    Localized title;

    friend bool operator==(const ClauseGroup&, const ClauseGroup&) = default;
};

struct Checklist {
    ChecklistIdentity identity;
    Localized note; ///< whose wording it is; printed where the checklist is printed whole
    std::map<StageTag, Localized> stage_labels;          ///< every tag has one
    std::map<Interviewee, Localized> interviewee_labels; ///< every code has one
    std::vector<ClauseGroup> groups;                     ///< as printed
    std::vector<Clause> clauses;                         ///< as printed
    std::vector<Question> scheme_items;                  ///< X.1, X.2, ...

    /// The clause of that number, or nullptr. "X.3" is a scheme item, not a clause.
    const Clause* find_clause(const ClauseNumber& number) const;

    /// The question or scheme item of that id, or nullptr.
    const Question* find_question(const QuestionId& id) const;

    const ClauseGroup* find_group(const ClauseNumber& number) const;

    /// The clauses of one group, as printed. Empty for X.
    std::vector<const Clause*> clauses_of(const ClauseNumber& group) const;

    /// The questions that carry at least one of the tags, as printed; scheme items are not among them.
    std::vector<const Question*> questions_with(StageTags tags) const;

    /// The scheme items that carry at least one of the tags.
    std::vector<const Question*> scheme_items_with(StageTags tags) const;

    /// How many questions the clauses hold; scheme items are not counted.
    std::size_t question_count() const;

    /// The sum of all clauses' weights.
    int weight() const;

    friend bool operator==(const Checklist&, const Checklist&) = default;
};

} // namespace clausebook
