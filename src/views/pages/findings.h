#pragma once
// The pages of findings: list, one finding, and the block in the card of its question. Each function gives
// the whole view but `page`.

#include "core/audit/basis.h"
#include "core/base/language.h"
#include "core/base/tree.h"
#include "core/finding/course.h"
#include "core/finding/finding_figures.h"
#include "views/catalogue.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::views {

/// A grade as colour, shape and word, for partials/grade: {g, icon, label}.
Tree grade_pill(Grade grade, Language language, const Catalogues& catalogues);

/// The address of a finding: "/findings/IA-2026-01-03" once raised, "/audits/IA-2026-01/findings/3" before.
std::string address_of(const Finding& finding);

/// Where the forms of a finding post to, draft or raised: "/audits/IA-2026-01/findings/3".
std::string actions_of(const Finding& finding);

/// What a finding is called: its number, or "Draft 3".
std::string name_of(const Finding& finding, Language language, const Catalogues& catalogues);

enum class Access {
    Read,  ///< texts
    Write, ///< forms
};

/// What partials/finding-block and the page share.
struct FindingForm {
    Finding finding; ///< as it stands, or as typed when the form comes back
    Access access = Access::Read;
    std::vector<MissingPart> missing;
    std::vector<Criterion> criteria; ///< those of the audit
    Tree problems = Tree::list();
};

/// partials/finding-block: requirement with criterion and section, objective evidence, statement, three-part
/// meter. One form that works plain; with data-finding (its address), data-version and the fields' names for
/// a script that saves by itself. Show it in a section of the view: `{{#findings}}{{>
/// finding-block}}{{/findings}}`. `back` is where the plain form returns to, an address of ours.
Tree finding_block(const FindingForm& form, std::string_view back, Language language,
                   const Catalogues& catalogues);

/// Evidence that hangs on the finding. The title is "" when it is not for the one who reads.
struct EvidenceChip {
    std::string number;
    std::string title;
    std::string locator;
};

/// One line of what happened.
struct FindingEvent {
    std::string who;
    std::string action; ///< "finding.raised"
    std::string when;   ///< as shown
    std::string at;     ///< as in `datetime`
};

/// What somebody else saved meanwhile: the field's name and the text that stands.
struct Theirs {
    std::string field;
    std::string text;
};

/// "pages/finding".
struct FindingPage {
    FindingForm form;
    Access lead = Access::Read;   ///< raise and withdraw
    Access hang = Access::Read;   ///< hang it on more questions
    Access naming = Access::Read; ///< name another contact
    std::string secondary;        ///< secondary clauses as typed
    std::vector<ClauseNumber> clauses;
    std::map<ClauseNumber, std::string> clause_titles;
    std::vector<Site> sites;
    std::vector<Person> people; ///< who can be its contact
    std::vector<FindingQuestion> questions;
    std::map<QuestionId, std::string> question_texts;
    std::vector<EvidenceChip> evidence;
    std::vector<FindingEvent> history;
    std::vector<Theirs> theirs;              ///< not empty: the save met a newer version
    std::string question_typed;              ///< of the form that hangs the finding on a question
    std::string reason_typed;                ///< of the form that withdraws it
    std::map<Id<Person>, std::string> names; ///< of whom the page names
    bool certification = false;              ///< the guidance alone carries no NC
    std::optional<Concern> concern;          ///< what a concern could become, as it stands or as typed
    /// Where it comes from, and what became of it.
    struct Passage {
        std::string label; ///< catalogue key
        std::string name;
        std::string href; ///< "" where there is nothing to read for the one who asks
    };
    std::vector<Passage> passages{};
    Tree follow;            ///< follow_up_view() of a raised finding, null before
    std::optional<Due> due; ///< what is due next
    Deadlines deadlines;
    Date today{};
};
Tree finding_view(const FindingPage& page, Language language, const Catalogues& catalogues);

/// One line of the list.
struct FindingLine {
    Finding finding;
    std::string auditor;
    std::optional<Due> due; ///< what is due next
};

/// "pages/findings". `filter` has the fields of the query as they came: audit, grade, state, clause, text,
/// sort.
struct FindingsPage {
    std::vector<FindingLine> lines;
    std::map<std::string, std::string> filter;
    std::vector<std::string> audits; ///< to choose from
    long long count = 0;             ///< up to 1,001
    std::string next;                ///< address, "" at the end
    std::string first;               ///< address of the first page, "" on it
    FindingFigures figures;          ///< of all in sight
    Date today{};
    std::string new_action; ///< where "new finding" posts to, "" when nothing can be begun here
    Tree files;             ///< {xlsx, csv}: where the list is had as a file
    Tree saved;             ///< partials/saved-lists
};
/// The open findings by step and, apart from them, the closed ones: {count, label, href} each.
Tree steps_of(const FindingFigures& figures, Language language, const Catalogues& catalogues);
/// The open findings by grade: {count, href} and a pill each, those of no finding too for major, minor, OFI.
Tree tiles_of(const FindingFigures& figures, Language language, const Catalogues& catalogues);

Tree findings_view(const FindingsPage& page, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
