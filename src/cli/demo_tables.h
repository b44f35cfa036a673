#pragma once
// The tables of the demo organization (evidence/*.tsv), compiled into the program. What each column holds is
// said at the head of its table.

#include "core/action/action.h"
#include "core/audit/answer.h"
#include "core/evidence/evidence.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace clausebook::cli {

/// A thing and the place in it: a question and "§3.2", a file and "sheet 1".
using Places = std::vector<std::pair<std::string, std::string>>;

/// The audits of the story, and the letter each has in the tables.
enum class DemoAudit : char { LastYear = 'L', ThisYear = 'T', UnderWay = 'U', Next = 'N' };

/// "last-year", "this-year", "under-way", "next": begins its texts and names its table of answers.
std::string name_of(DemoAudit audit);

/// One line of evidence/people.tsv.
struct DemoPerson {
    std::string handle; ///< the sign-in name, when there is an account
    std::string name;
    std::string function;
    std::string organization;
    Roles roles; ///< none: no account
    std::vector<ClauseNumber> owns;
    std::string competence;
};

/// One line of evidence/manifest.tsv: a version of a document.
struct DemoEvidence {
    std::string name; ///< of the file; of the line only when it is kept elsewhere
    std::string title;
    EvidenceType type = EvidenceType::POL;
    Places questions;   ///< with the place in the document
    std::string audits; ///< letters of those it is linked in
    Confidentiality confidentiality = Confidentiality::Internal;
    bool masked = false;
    std::optional<int> brought_days_ago; ///< nothing: somebody brings it for an action
    int made_days_ago = 0;
    int valid_days = 0; ///< 0: for ever
    std::string label;
    std::string language;
    EvidenceState state = EvidenceState::Accepted; ///< of this version when the story is told
    std::string brought_by;                        ///< handle
    std::string locator;                           ///< where a question names no place
    std::string replaces;                          ///< the line whose document this is a new version of
    std::string kept_by;                           ///< in place of a file: who keeps it
    std::string kept_at;                           ///< and where
    std::string note;
};

/// One line of the answers of an audit.
struct DemoAnswer {
    QuestionId question;
    AnswerChange change;
};

/// One line of evidence/findings.tsv.
struct DemoFinding {
    std::string name; ///< by which follow-up and texts know it
    DemoAudit audit = DemoAudit::ThisYear;
    QuestionId question;
    Grade grade = Grade::MINOR;
    std::vector<QuestionId> more; ///< it hangs on these too
    std::string criterion;        ///< reference, e.g. "SOP-CH-04"
    std::string section;
    std::string process;
    std::string contact; ///< handle
    std::string site;    ///< "kadikoy"; "" for all
    std::string requirement;
    std::string objective_evidence;
    std::string statement;
    std::string grade_reason;
    std::string repeats; ///< name of an earlier one
    Places evidence;
};

/// One line of evidence/follow-up.tsv.
struct DemoStep {
    int days_ago = 0;
    std::string finding;
    std::string act;
    std::string by;     ///< handle
    std::string action; ///< by which the texts know it
    std::string detail;
};

/// All of these throw std::logic_error for a line that is not as the table's comment says: the tables are our
/// own.
std::vector<DemoPerson> demo_people();
std::vector<DemoEvidence> demo_evidence();
std::vector<DemoAnswer> demo_answers(DemoAudit audit);
std::vector<DemoFinding> demo_findings();
std::vector<DemoStep> demo_steps();

/// "CORRECTIVE deniz 10": kind, owner, due so many days before the demo is built.
struct DemoAction {
    ActionKind kind = ActionKind::Corrective;
    std::string owner;
    int due_days_ago = 0;
};
DemoAction demo_action(const std::string& detail);

/// The texts of evidence/story.tsv by name.
std::map<std::string, std::string> demo_texts();

} // namespace clausebook::cli
