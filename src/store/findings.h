#pragma once
// Rows of findings and of the questions they hang on.

#include "core/finding/finding.h"
#include "core/finding/finding_figures.h"
#include "core/finding/finding_life.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook::store {

/// What of an audit its findings depend on, or nothing when there is no such audit.
std::optional<FindingFrame> finding_frame(const Reading& db, const Id<Audit>& audit);

std::optional<Finding> finding(const Reading& db, const Id<Finding>& key);
/// The finding of a number given when it was raised.
std::optional<Finding> finding_of_number(const Reading& db, const std::string& number);
/// Writes a finding; one without a key gets the next serial of its audit. Returns its key.
Id<Finding> save(Writing& verb, Finding finding);
/// The next finding number of an audit, never given twice: "IA-2026-01-03".
std::string next_finding_number(Writing& verb, const Id<Audit>& audit);

/// Hangs a finding on a question. Not an error when it hangs there already. Returns whether something
/// changed.
bool attach(Writing& verb, const Finding& finding, const FindingQuestion& question);
/// Takes it off again. Returns whether something changed.
bool detach(Writing& verb, const Finding& finding, const FindingQuestion& question);

/// The questions a finding hangs on, as printed.
std::vector<FindingQuestion> questions_of(const Reading& db, const Id<Finding>& finding);
/// All findings of a question, withdrawn ones too, by serial.
std::vector<Finding> findings_of(const Reading& db, const Id<Audit>& audit, const FindingQuestion& question);
/// All findings of an audit, by serial.
std::vector<Finding> findings_of(const Reading& db, const Id<Audit>& audit);

/// One finding and one question it hangs on: what an audit's page needs for all of its questions at once.
struct FindingOnQuestion {
    FindingQuestion question;
    Finding finding;
};
std::vector<FindingOnQuestion> findings_by_question(const Reading& db, const Id<Audit>& audit);

/// True while a finding that is not withdrawn hangs on the question: its NC stands (rulings 7).
bool has_live_finding(const Reading& db, const Id<Audit>& audit, const std::string& site,
                      const QuestionId& question);

/// The result of the answer to a question ("C", "NC", ...); "" when there is none yet.
std::string answered(const Reading& db, const Id<Audit>& audit, const FindingQuestion& question);

/// Evidence linked to a finding, for its page.
struct FindingEvidence {
    std::string evidence; ///< "EV-0007"
    std::string title;
    std::string state; ///< of the version that stands
    std::string confidentiality;
    std::string locator;
    std::string note;
};
std::vector<FindingEvidence> evidence_of(const Reading& db, const Id<Finding>& finding);

/// Whose findings are listed.
struct FindingSight {
    bool all = false;  ///< quality manager, top management
    Id<Person> person; ///< else those of the person's audits, and those raised with the person as contact
};
/// The sight of an actor, as may_see() has it for one finding.
FindingSight finding_sight(const Actor& actor);

enum class FindingSort {
    Newest,
    Grade,  ///< worst first
    Clause, ///< as the standard prints them
};

struct FindingFilter {
    FindingSight sight;
    Id<Audit> audit;
    std::optional<clausebook::Grade> grade;
    std::optional<FindingState> state;
    std::vector<FindingState> states; ///< any of these; empty: all
    bool open_only = false;           ///< neither closed nor withdrawn
    std::optional<Date> late_on;      ///< something of it is late on this day: due_next(), is_late() of core
    std::optional<ClauseNumber> clause; ///< it and everything under it, primary clauses only
    std::string text;                   ///< part of the number or of any text, folded
    FindingSort sort = FindingSort::Newest;
};

struct FindingPage {
    std::vector<Finding> findings;
    Id<Finding> next;       ///< what to ask for as `after`; none at the end
    std::int64_t count = 0; ///< all that match, counted up to 1,001 (rulings 24)
};

/// At most `limit` findings that come after `after` (none: from the start). An `after` that does not exist is
/// the start.
FindingPage findings(const Reading& db, const FindingFilter& filter, const Id<Finding>& after, int limit);

/// How many the filter finds, counted up to 1,001 (rulings 24).
std::int64_t finding_count(const Reading& db, const FindingFilter& filter);

/// The audits that have findings in sight, the latest start first.
std::vector<Id<Audit>> audits_with_findings(const Reading& db, const FindingSight& sight);

/// Counts of one audit, or of all when `audit` is none, as far as the sight goes.
std::vector<FindingCount> finding_counts(const Reading& db, const FindingSight& sight,
                                         const Id<Audit>& audit = {});

} // namespace clausebook::store
