#pragma once
// Everything there is about one audit at one moment: what reports and packs are made of, so that a figure is
// the same wherever it is printed (domain D, rulings 6, 29).

#include "core/action/action.h"
#include "core/audit/answer.h"
#include "core/audit/audit.h"
#include "core/audit/basis.h"
#include "core/audit/progress.h"
#include "core/audit/sheet.h"
#include "core/checklist/checklist.h"
#include "core/cycle/certification_body.h"
#include "core/cycle/cycle.h"
#include "core/cycle/rotation.h"
#include "core/evidence/evidence.h"
#include "core/finding/course.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook {

/// A finding and where it hangs, as printed.
struct DossierFinding {
    Finding finding;
    std::vector<FindingQuestion> questions;
    Deadlines deadlines{};              ///< of domain C.5; none before the closing meeting
    std::optional<Date> closed_on = {}; ///< the day of its last step
};

/// An action with the findings of this audit it is for.
struct DossierAction {
    Action action;
    std::vector<Id<Finding>> findings; ///< by serial; never empty
};

/// An evidence record that is linked to an answer, a finding or an action of the audit.
struct DossierEvidence {
    Evidence evidence;
    std::vector<EvidenceVersion> versions; ///< oldest first, with their files
    std::vector<EvidenceLink> links;       ///< to this audit's answers, findings and actions, and to clauses

    /// The version that stands: the one reports and packs name.
    const EvidenceVersion& standing() const;

    /// Contents among the files of its versions that are personal data and not masked in a version of any
    /// record of the house, linked here or not: what a file is does not hang on the number it was registered
    /// under.
    std::set<std::string> personal = {};

    /// True for personal data that is not masked: it is named by number and hash only, and its files stay in
    /// the house (rulings 29).
    bool withheld() const;

    /// True for a file whose content is `personal` although the record itself is not withheld: it stays as
    /// well.
    bool keeps_back(const EvidenceFile& file) const;

    /// True when number, kind and hash are all that may be printed, and no word somebody wrote about it: what
    /// is withheld, and what holds a file that is kept back.
    bool is_nameless() const;
};

/// How the version that stands is called wherever it is printed: "v2 (Rev. 5)", "v2" when the document gives
/// itself no name, or when none may be printed. Source: rulings 6.
std::string version_name(const DossierEvidence& evidence);

/// The last journal entry at the moment of the dossier: what left the house witnesses what stayed.
struct JournalMark {
    std::int64_t number = 0;
    std::string hash; ///< 64 hex digits
    Instant at;
    LocalTime local; ///< `at` in the organization's time zone
};

struct Dossier {
    Organization organization;
    std::vector<Site> sites;         ///< all, by name; those audited are named by `audit.sites`
    std::vector<Criterion> criteria; ///< of the audit, in its order
    Audit audit;
    std::vector<Member> members; ///< lead first
    std::optional<Meeting> opening;
    std::optional<Meeting> closing;
    Conclusion conclusion;
    std::map<Id<Person>, Person> people;   ///< everybody named anywhere here
    const Checklist* checklist = nullptr;  ///< the one the audit pins; never null once it is made
    std::vector<Answer> answers;           ///< by question and site
    std::vector<DossierFinding> findings;  ///< those that are not withdrawn: by number, drafts last
    std::vector<DossierAction> actions;    ///< for those findings, by number
    std::vector<DossierEvidence> evidence; ///< by number
    std::vector<Finding>
        earlier_findings; ///< raised in audits that started before this one, not withdrawn; by number
    SheetRows sheets;     ///< of plan and fieldwork
    std::vector<FollowedFinding> followed;   ///< the earlier findings it looked at again, by their keys
    std::vector<Finding> followed_sources;   ///< those findings, in the same order
    std::map<Id<Finding>, Concern> concerns; ///< of a stage 1: what its concerns could become
    PlanSignature plan_signature;
    CertificationBody body; ///< of an audit by one
    Cycle cycle;            ///< the certification on the last day of the audit
    CycleRules cycle_rules;
    RotationMatrix rotation; ///< of that cycle; for a surveillance and a recertification alone
    AuditProgress progress;  ///< the figures of domain F.2: never counted anew elsewhere
    JournalMark journal;
    std::function<LocalTime(Instant)> local; ///< the organization's clocks
    Date today;                              ///< in the organization's time zone

    /// The person of a key. Throws std::logic_error for one the dossier does not have.
    const Person& person(const Id<Person>& key) const;
    /// The name of a person, "" for none.
    std::string name(const Id<Person>& key) const;
    /// A site or criterion, or nullptr.
    const Site* site(const Id<Site>& key) const;
    const Criterion* criterion(const Id<Criterion>& key) const;
    /// True when the audit covers the site.
    bool is_audited(const Id<Site>& key) const;
    /// The questions the audit asks, as printed: see planned_questions().
    std::vector<const Question*> questions() const;
    /// The answers to a question, one a site; none when it has not been answered.
    std::vector<const Answer*> answers_to(const QuestionId& question) const;
    /// Evidence linked to an answer or a finding by its key, by number.
    std::vector<const DossierEvidence*> evidence_of(const LinkTarget& target) const;
    /// The findings that hang on a question at a site, in their order here.
    std::vector<const Finding*> findings_at(const AnswerKey& key) const;
    /// What an answer shows: its result with the worst grade of the findings at its place (rulings 1).
    Mark mark_of(const Answer& answer) const;
    /// "ISO 10002:2018": the standard of the checklist.
    std::string standard() const;
};

/// The catalogue key of the sentence that says what the organization claims, with the parameters "scheme" and
/// "clauses" (the scheme's name); "" while a scheme is claimed that has no name.
std::string claim_key(const Organization& organization);

} // namespace clausebook
