#pragma once
// The tables of the demo organization (evidence/*.tsv), compiled into the program.

#include "core/audit/answer.h"
#include "core/base/text.h"
#include "core/evidence/evidence.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace clausebook::cli {

/// A thing and the place in it: a question and "§3.2", a file and "sheet 1".
using Places = std::vector<std::pair<std::string, std::string>>;

/// One line of evidence/manifest.tsv.
struct DemoEvidence {
    std::string file;
    std::string title;
    EvidenceType type = EvidenceType::POL;
    Places questions; ///< with the place in the document
    Confidentiality confidentiality = Confidentiality::Internal;
    int made_days_ago = 0;
    int valid_days = 0; ///< 0: for ever
    std::string label;
    std::string language;
    EvidenceState state = EvidenceState::Accepted; ///< to be reached
    std::string brought_by;                        ///< sign-in name
    std::string locator;                           ///< where a question names no place
    std::string note;
};

/// One line of evidence/audit-1.tsv or audit-2.tsv.
struct DemoAnswer {
    QuestionId question;
    AnswerChange change;
};

/// One line of evidence/findings.tsv.
struct DemoFinding {
    int audit = 1;
    QuestionId question;
    Grade grade = Grade::MINOR;
    std::vector<QuestionId> more; ///< it hangs on these too
    std::string criterion;        ///< reference, e.g. "SOP-CH-04"
    std::string section;
    std::string process;
    std::string requirement;
    std::string objective_evidence;
    std::string statement;
    std::string grade_reason;
    Places evidence;
};

/// All of these throw std::logic_error for a line that is not as the table's comment says: the tables are our
/// own.
std::vector<DemoEvidence> demo_evidence();
std::vector<DemoAnswer> demo_answers(int audit);
std::vector<DemoFinding> demo_findings();

/// The texts of evidence/story.tsv by name.
std::map<std::string, std::string> demo_texts();

} // namespace clausebook::cli
