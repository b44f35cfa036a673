#pragma once
// The pages of audits but the run page and the report. Each function gives the whole view but `page`.

#include "core/audit/answer.h"
#include "core/audit/audit.h"
#include "core/audit/copy.h"
#include "core/audit/lifecycle.h"
#include "core/audit/progress.h"
#include "core/audit/report.h"
#include "core/base/tree.h"
#include "core/cycle/cycle_event.h"
#include "core/organization/organization.h"
#include "core/pack/pack.h"
#include "views/catalogue.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clausebook::views {

/// Names of people by key, for every page that shows some.
using Names = std::map<Id<Person>, std::string>;

/// How far the answers of an audit are.
struct Progress {
    std::size_t planned = 0;
    std::size_t answered = 0;
};

/// "pages/audits": the list.
struct AuditsPage {
    struct Line {
        Audit audit;
        Progress progress;
    };
    std::vector<Line> lines;
    Names names;
    std::int64_t count = 0; ///< at most 1,001 (rulings 24)
    std::string state;      ///< chosen in the filter, "" for all; AT_WORK and ISSUED for several at once
    std::string type;       ///< chosen in the filter, "" for all
    enum class Whose { All, Mine } whose = Whose::All;
    enum class MayPlan { No, Yes } may_plan = MayPlan::No;
    std::string next;  ///< address of the next page, "" on the last
    std::string first; ///< address of the first page, "" on it
    Tree saved{};      ///< partials/saved-lists
};
Tree audits_view(const AuditsPage& page, Language language, const Catalogues& catalogues);

/// "pages/audit-form": a new audit, or the frame of one.
struct AuditForm {
    Audit audit;                            ///< as stored or as typed
    std::map<std::string, std::string> raw; ///< texts that are no value (yet), by field: dates, days
    std::vector<Id<Person>> team;           ///< auditors ticked; new audits only
    std::vector<Site> sites;
    std::vector<Criterion> criteria;
    std::vector<Person> people; ///< who may lead or audit; new audits only
    const Checklist* checklist = nullptr;
    /// New audits only: what else they may be made with, by key; "" for the one chosen before the form came.
    std::vector<std::pair<std::string, const Checklist*>> offered;
    enum class Scope { Open, Locked } scope = Scope::Open;
    /// What its chapters were taken from: the checklist chosen just now comes with those of another.
    enum class ScopeOf { ThisChecklist, AnotherChecklist } scope_of = ScopeOf::ThisChecklist;
    std::vector<Audit> to_follow; ///< the audits it may stand on
    /// Whether the type was chosen just now: what it asks for has not been seen yet.
    enum class TypeIs { Standing, ChosenNow } type_is = TypeIs::Standing;
    std::optional<Audit> theirs; ///< what somebody else saved meanwhile
    Tree problems = Tree::list();
};
Tree audit_form_view(const AuditForm& form, Language language, const Catalogues& catalogues);

/// "pages/audit-copy": a new audit from an earlier one.
struct CopyPage {
    Audit source;
    CopyWish wish;                          ///< as typed
    std::map<std::string, std::string> raw; ///< dates as typed
    std::vector<Person> people;             ///< who may lead
    Tree problems = Tree::list();
};
Tree copy_view(const CopyPage& page, Language language, const Catalogues& catalogues);

/// "pages/audit": the summary.
struct AuditPage {
    AuditAtHand at;
    Parts parts;
    Id<Person> me;
    Names names;
    std::vector<Id<Person>> without_account; ///< members whose declaration somebody else writes down
    std::vector<Site> sites;
    std::vector<Criterion> criteria;
    std::map<std::string, int> findings;   ///< live ones by grade code
    std::vector<ClauseProgress> concerned; ///< clauses with findings that count at another one
    std::vector<Report> reports;           ///< those issued, the newest first
    std::vector<Pack> packs;               ///< of this audit, for those who may have them; the newest first
    enum class MayPack { No, Yes } may_pack = MayPack::No;
    std::size_t sheet_gaps = 0;      ///< what is missing on the sheets that can be written on now
    std::optional<CycleEvent> event; ///< of the certification that it was
    /// Whether findings of earlier audits are looked at again: those of the audits it stands on must be.
    enum class Earlier { None, Offered, Asked } earlier = Earlier::None;
    std::size_t earlier_not_looked = 0; ///< of those asked for
    std::optional<Audit> follows; ///< the audit it stands on; without a title where it is not for the reader
    std::map<std::string, std::string>
        typed; ///< of a step that was refused: to, reason, starts_on, ends_on; person, note
    Tree problems = Tree::list();
};
Tree audit_view(const AuditPage& page, Language language, const Catalogues& catalogues);

/// "pages/audit-team".
struct TeamPage {
    Audit audit;
    std::vector<Person> people;
    std::map<Id<Person>, std::string> roles;                 ///< chosen role codes by person
    std::optional<std::map<Id<Person>, std::string>> theirs; ///< what somebody else saved meanwhile
    Tree problems = Tree::list();
};
Tree team_view(const TeamPage& page, Language language, const Catalogues& catalogues);

/// "pages/audit-meeting".
struct MeetingPage {
    Audit audit;
    Meeting meeting;
    std::string held_on;           ///< as typed
    std::optional<Meeting> theirs; ///< what somebody else saved meanwhile
    std::vector<Person> people;
    Tree problems = Tree::list();
};
Tree meeting_view(const MeetingPage& page, Language language, const Catalogues& catalogues);

/// "pages/audit-review": everything that is missing before the next step, then the button.
struct ReviewPage {
    AuditAtHand at;
    Parts parts;
    std::vector<Answer> to_approve; ///< not applicable with its reason, for the one who may approve it now
    const Checklist* checklist = nullptr;
    std::vector<Site> sites;
    Tree problems = Tree::list();
};
Tree review_view(const ReviewPage& page, Language language, const Catalogues& catalogues);

/// "pages/audit-conclusion".
struct ConclusionPage {
    Audit audit;
    Conclusion conclusion;
    Conclusion theirs; ///< what somebody else saved meanwhile; version 0 when nobody did
    enum class Access { Read, Write } access = Access::Read;
    Tree problems = Tree::list();
};
Tree conclusion_view(const ConclusionPage& page, Language language, const Catalogues& catalogues);

/// How a meeting is called in an audit: "opening", "closing", or "exit" for the talk that ends a stage 1.
std::string meeting_name(MeetingKind kind, AuditType type);

/// Where a missing thing is put right, and its sentence.
std::string address_of(const Missing& missing, const Id<Audit>& audit);
std::string sentence_of(const Missing& missing, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
