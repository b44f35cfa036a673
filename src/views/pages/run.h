#pragma once
// The page an audit is carried out on: clause tree, the cards of one clause's questions, what to look for.

#include "core/audit/answer.h"
#include "core/audit/progress.h"
#include "core/base/language.h"
#include "core/base/tree.h"
#include "core/checklist/checklist.h"
#include "core/checklist/edition_map.h"
#include "views/catalogue.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// Which clauses and questions are shown.
enum class RunFilter {
    All,
    Open,     ///< without a result, or flagged
    Findings, ///< with a live finding
};
std::optional<RunFilter> parse_run_filter(std::string_view word); ///< "all", "open", "findings"
std::string_view str(RunFilter filter);

/// A mark as colour, shape and word: {g, icon, label, mark}; `g` is the letter of the colour classes.
Tree mark_pill(Mark mark, Language language, const Catalogues& catalogues);

/// The parts of a progress bar a thousand units wide, one for each kind of result: {g, label, count, x, w}.
Tree progress_segments(const Tally& tally, Language language, const Catalogues& catalogues);

/// What stands for the result in a message: "Minor · 9 of 25 late".
std::string mark_label(Mark mark, Language language, const Catalogues& catalogues);

/// The address of a clause's cards, with filter and site; "#q-..." of a question is the caller's.
std::string run_address(const Id<Audit>& audit, const ClauseNumber& clause, RunFilter filter,
                        std::string_view site);

/// The address of one answer's card, among all cards of its page.
std::string address_of_card(const AnswerKey& key);

/// A piece of evidence that hangs on an answer.
struct RunEvidence {
    std::string number;
    std::string title; ///< "" when it is not for the one who reads
    std::string locator;
    std::string state; ///< catalogue key of the state as it is today
    std::string icon;
    std::string target; ///< of the link, as forms name it
    std::string open{}; ///< where its file opens in a tab, "" when none can
    Version link_version = 0;
    std::string next{}; ///< what it waits for: next_step() of core
};

/// What the last audit said to the same question.
struct RunEarlier {
    std::string audit;
    std::string when; ///< as shown
    Mark mark = Mark::NotYet;
    std::string note;
    struct Line {
        std::string number;
        Grade grade = Grade::MINOR;
        std::string text;
        std::string href; ///< "" when it is not for the one who reads
    };
    std::vector<Line> findings;
};

/// What an audit on an earlier edition said under the clauses that the one of the page came from. To be
/// verified: it is no answer of this audit, and no figure counts it.
struct RunCarried {
    struct Answer {
        std::string question; ///< as it was numbered then
        std::string text;     ///< as it was asked then
        RunEarlier said;
    };
    struct From {
        std::string audit;
        std::string when;
        std::string standard; ///< "ISO 10002:2014"
        std::string was;      ///< "4.2 Visibility"
        std::string now;      ///< "4.4"
        ClauseChange change = ClauseChange::Same;
        std::string remark; ///< "" for none
        std::vector<Answer> answers;
    };
    std::vector<From> from;
    bool is_new = false; ///< there was such an audit, and the clause has no predecessor
};

/// A save that met a newer version: the other's text, beside the one typed.
struct RunConflict {
    Mark mark = Mark::NotYet;
    std::string note;
    std::string who;
    std::string when;
};

/// The form by which the lead corrects an answer after fieldwork, as it stands or as typed when it comes
/// back.
struct RunCorrection {
    Correction typed;
    Tree problems = Tree::list();
};

struct RunCard {
    const Question* question = nullptr;
    Answer answer; ///< as it stands, or as typed when the form comes back
    Mark mark = Mark::NotYet;
    std::optional<Grade> could_become{}; ///< of a concern of stage 1: which of the buttons was chosen
    std::string saved{};                 ///< "Saved 14:32 · Selin Demir", "" before
    std::string na_approved{};           ///< who approved that it is not applicable
    std::vector<Tree> findings{};        ///< partials/finding-block, one each
    std::vector<RunEvidence> evidence{};
    std::optional<RunEarlier> earlier{};
    std::optional<RunConflict> conflict{};
    std::optional<RunCorrection> correction{}; ///< of an answer no report can say
    Tree problems = Tree::list();              ///< of this card's form
};

struct RunPerson {
    std::string name{};
    std::string role{}; ///< catalogue key
};

struct RunPage {
    const Audit& audit;
    const Checklist& checklist;
    const AuditProgress& progress;
    ClauseNumber clause; ///< X for the scheme items
    RunFilter filter = RunFilter::All;
    std::string site = "all";
    std::vector<Site> sites{}; ///< of the audit
    std::vector<RunPerson> team{};
    std::string meta{}; ///< place, dates, lead, in one line
    std::vector<RunCard> cards{};
    RunCarried carried{};
    std::string actor{};          ///< person key: whose outbox it is
    std::string retry_key{};      ///< of the forms for files, one a card with the question's number behind it
    std::int64_t limit_bytes = 0; ///< of one file
    enum class Access { Read, Write } access = Access::Read;
    bool approves = false;       ///< leads this audit: may approve that something is not applicable
    std::string open_question{}; ///< the card that stands open; "" for the first without a result
    Tree problems = Tree::list();
};

Tree run_view(const RunPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
