#pragma once
// Verbs on the internal audit report: draft, hand in, send back, issue, correct (domain D.2, D.12, G.1;
// trust.md 3).

#include "core/audit/report.h"
#include "core/audit/report_fields.h"
#include "views/renderer.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace clausebook {

/// What reports are made with.
struct Press {
    const views::Renderer& renderer;
    const views::Catalogues& catalogues;
    /// Asked while paper is being made; true ends it (paper::PrintFailed).
    std::function<bool()> give_up = [] {
        return false;
    };
};

// Every function below throws NotFound when the audit is not, whole, for the actor.

/// The report as it would be issued now, as one document, marked as a draft.
std::string draft_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                         Language language, const Press& press);

/// The same on paper. Throws paper::NoPrinter, paper::PrintFailed.
std::string draft_report_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                             Language language, const Press& press);

/// What stands between the draft and an issued report.
std::vector<MissingField> missing_in_report(const Workspace& workspace, const Actor& actor,
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

/// A quality manager who did not prepare it issues the report: HTML and PDF in both languages and the data
/// are rendered, frozen in issued/ and noted with their hashes, and the audit becomes REPORT_ISSUED, all in
/// one verb; then FOLLOW_UP when a finding is open. The report's checkpoint is the journal's head as it was
/// when its data was read.
///
/// Refuses "report_incomplete", "report_changed_meanwhile" (State) when somebody changed what it prints while
/// it was being made, "printer_missing" (State), and as check_step() does; nothing is issued then. Takes
/// seconds: ask for a fresh password before, not after.
Report issue_report(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, Version based_on,
                    const Press& press);

/// Issues the report anew from what stands now, as the next revision; the one before becomes SUPERSEDED and
/// its files stay. A quality manager who did not prepare the report. Refuses "required" (reason),
/// "report_not_issued" (State), "audit_step_not_yours", "audit_own_work", and as issue_report() does.
Report correct_report(Workspace& workspace, const Actor& actor, const Id<Audit>& audit,
                      const std::string& reason, const Press& press);

} // namespace clausebook
