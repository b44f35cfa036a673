#pragma once
// Verbs on the report of an audit: draft, hand in, send back, issue, correct (domain D.2, D.12, G.1;
// trust.md 3).

#include "core/audit/report.h"
#include "core/audit/report_fields.h"
#include "views/renderer.h"
#include "workspace/jobs.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace clausebook {

/// What reports are made with.
struct Press {
    const views::Renderer& renderer;
    const views::Catalogues& catalogues;
    /// Told how far it is, and asked while paper is being made: JobCancelled once it says so.
    Progress& progress = unwatched();
};

// Every function below throws NotFound when the audit is not, whole, for the actor.

/// The report as it would be issued now.
struct Draft {
    std::string html;             ///< one document, marked as a draft
    std::vector<Missing> missing; ///< what stands between it and an issued report
};

Draft draft_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit, Language language,
                   const Press& press);

/// The draft on paper. Refuses "printer_missing" (State). Throws paper::PrintFailed, also once the progress
/// is cancelled.
std::string draft_report_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                             Language language, const Press& press);

/// The clause matrix as a document of its own: the statement of conformity or alignment matrix, as of now
/// (domain D.9c).
std::string clause_matrix_html(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                               Language language, const Press& press);

/// The same on paper; refuses and throws as draft_report_pdf() does.
std::string clause_matrix_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                              Language language, const Press& press);

/// What would stand between the report and being issued now, in a first or a further revision.
std::vector<Missing> missing_in_report(const Workspace& workspace, const Actor& actor,
                                       const Id<Audit>& audit);

/// The issued reports of an audit, the newest revision first.
std::vector<Report> issued_reports(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit);

/// A frozen file, as long as it is what was issued.
struct FrozenFile {
    std::filesystem::path path;
    ReportFile file;
};

/// Throws NotFound for one that was not issued, store::DamagedData when its bytes are not those any more.
FrozenFile frozen_file(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit, int revision,
                       Language language, const std::string& kind);

/// The lead signs the report and hands it in: REPORT_DRAFT to REPORT_REVIEW. Refuses "report_incomplete"
/// (State; parameters count, field: the key of the first), and as check_step() does. Returns the audit's new
/// version.
Version prepare_report(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, Version based_on);

/// A quality manager sends it back with a comment. Refuses as check_step() does.
Version send_back_report(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, Version based_on,
                         const std::string& comment);

/// A report that may be issued: what would refuse it has been looked at and what it says was read, at one
/// moment. Printing takes seconds and may come later, on another thread; the report still says what stood
/// then.
struct ReportOrder {
    std::shared_ptr<const Dossier> dossier; ///< its journal mark is the report's checkpoint
    Actor actor;                            ///< who signs it as its issuer
    int revision = 1;                       ///< above 1 a correction
    std::string reason;                     ///< of a correction
};

/// A quality manager who did not prepare the report would issue it. Refuses "report_incomplete" (State),
/// "printer_missing" (State), "edit_conflict", and as check_step() does. Ask for a fresh password before.
ReportOrder order_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                         Version based_on);

/// A quality manager who did not prepare the report would issue it anew from what stands now, as the next
/// revision. Refuses "required" (reason), "report_not_issued" (State), "audit_step_not_yours",
/// "audit_own_work", "report_incomplete", "printer_missing".
ReportOrder order_correction(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                             const std::string& reason);

/// Issues what was ordered: HTML and PDF in both languages and the data are rendered, frozen in issued/ and
/// noted with their hashes, all in one verb. With the first revision the audit becomes REPORT_ISSUED, then
/// FOLLOW_UP when a finding is open; with a correction the revision before becomes SUPERSEDED and its files
/// stay.
///
/// Refuses "report_changed_meanwhile" (State) when anything it prints, or the audit itself, was changed since
/// it was ordered; nothing is issued then, nor when the program dies on the way. Throws paper::PrintFailed,
/// JobCancelled.
Report issue(Workspace& workspace, const ReportOrder& order, const Press& press);

/// Orders and issues at once.
Report issue_report(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, Version based_on,
                    const Press& press);
Report correct_report(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                      const std::string& reason, const Press& press);

/// Sets right what a program that died while it issued has left: files in issued/ that no report names give
/// their names up (store/issued.h), and an audit whose report is issued goes on to FOLLOW_UP when a finding
/// is open. For the start, before anybody issues; a disk that takes nothing now keeps nobody from starting.
void clear_up_reports(Workspace& workspace);

} // namespace clausebook
