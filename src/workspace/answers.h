#pragma once
// Verbs on answers, and the figures made from them (domain F.2, G.1; rulings 1, 5, 7, 11, 15).
//
// An audit that is not for the actor is NotFound.

#include "core/audit/answer.h"
#include "core/audit/progress.h"
#include "workspace/audits.h"
#include "workspace/workspace.h"

#include <string>
#include <vector>

namespace clausebook {

/// What became of a save.
struct Answered {
    Version version = 0;
    Instant at{};
    Id<Person> by;
    Mark mark = Mark::NotYet;
};

/// Saves a change to one answer. Minor and major set NC and, in the same entry, open a draft finding of that
/// grade or give the one draft that hangs there the grade. A result that leaves NC takes back a draft nobody
/// has written into. What changes nothing is not recorded and leaves the version as it is.
///
/// `retry_key` is the request's own name: the same again gives the first answer and changes nothing.
///
/// Refuses "edit_conflict" (Conflict) when `based_on` is not the version that stands (0: none yet), what
/// check_may_answer(), check_in_scope() and changed() refuse, and (State) "finding_hangs_on_answer",
/// "finding_is_raised", "several_findings" as workspace/findings.h says.
Answered answer(Workspace& workspace, const Actor& actor, const AnswerKey& key, const AnswerChange& change,
                Version based_on, const std::string& retry_key = {});

/// After fieldwork the lead corrects an answer that says nonconforming while its finding was withdrawn: saved
/// as by answer(), minor and major open a finding again, and what is corrected to "not applicable" is
/// approved with it. The reason is kept in the journal. Returns the new version.
///
/// Refuses "answers_closed" and "only_auditors" (State) unless may_correct(), what corrected() and
/// check_in_scope() refuse, "edit_conflict".
Version correct_answer(Workspace& workspace, const Actor& actor, const AnswerKey& key,
                       const Correction& correction, Version based_on);

/// An answer and the version of it that was read.
struct AnswerRead {
    AnswerKey key;
    Version version = 0;
};

/// The lead auditor approves that questions are not applicable, any number in one entry; those approved
/// already stay as they are. Refuses "only_lead" (State), "approval_not_now" (State) outside IN_PROGRESS,
/// "required" (answer) for an empty list, "not_not_applicable" (State), "edit_conflict". Returns how many
/// were approved now.
int approve_not_applicable(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                           const std::vector<AnswerRead>& answers);

/// What the figures of an audit are made from, as of today.
ProgressSource progress_source(const Workspace& workspace, const store::Reading& db, const Audit& audit);

/// The figures of an audit today. The one source of them for every page, report and workbook.
AuditProgress progress(const Workspace& workspace, const store::Reading& db, const Audit& audit);

/// The same without a look at the evidence, of which it counts none: for the reply to a save, which tells how
/// many questions are answered and how.
AuditProgress progress_without_evidence(const Workspace& workspace, const store::Reading& db,
                                        const Audit& audit);

} // namespace clausebook
