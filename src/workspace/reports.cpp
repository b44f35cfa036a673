#include "workspace/reports.h"

#include "paper/weasyprint.h"
#include "store/audits.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/reports.h"
#include "store/signing_key.h"
#include "views/reports/audit_report.h"
#include "workspace/audits.h"
#include "workspace/dossier.h"

namespace clausebook {
namespace {

/// A draft names the key that is there; one is made when something leaves the house.
std::string fingerprint_there(const Workspace& workspace)
{
    try {
        const auto key = store::SigningKey::load(workspace.directory().keys());
        return key ? key->fingerprint() : std::string();
    } catch (const Refusal&) {
        return {}; // what is wrong with it is told where it is needed
    }
}

views::ReportStamp draft_stamp(const Workspace& workspace, const Dossier& dossier, Language language)
{
    views::ReportStamp stamp;
    stamp.language = language;
    stamp.prepared_by = dossier.audit.prepared_by;
    stamp.prepared_on = dossier.audit.prepared_on;
    stamp.generated_at = dossier.journal.local;
    stamp.data_hash = store::sha256(to_json(views::report_data(dossier, stamp)));
    stamp.fingerprint = fingerprint_there(workspace);
    return stamp;
}

/// What the matrix says is what stands now, signed by nobody.
views::ReportStamp matrix_stamp(const Workspace& workspace, const Dossier& dossier, Language language)
{
    auto stamp = draft_stamp(workspace, dossier, language);
    stamp.prepared_by = {};
    stamp.prepared_on.reset();
    return stamp;
}

/// Printing takes long: what is read is let go before.
Dossier seen_dossier(const Workspace& workspace, const Actor& actor, const Id<Audit>& key)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    return dossier(workspace, db, key);
}

std::string paper_of(const Workspace& workspace, const Dossier& d, const std::string& html,
                     const std::string& what, const Press& press)
{
    if (!paper::can_print()) throw Refusal::state("printer_missing");
    const auto made = std::chrono::duration_cast<std::chrono::seconds>(d.journal.at.time_since_epoch());
    return paper::pdf_of(html, {made.count(), d.audit.key.str() + "." + what}, workspace.directory().aside(),
                         {}, [&] { return press.progress.cancelled(); });
}

} // namespace

Draft draft_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& key, Language language,
                   const Press& press)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    const auto d = dossier(workspace, db, key);
    return {views::audit_report(d, draft_stamp(workspace, d, language), press.renderer, press.catalogues),
            missing_in_report(d)};
}

std::string draft_report_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                             Language language, const Press& press)
{
    const auto d = seen_dossier(workspace, actor, key);
    return paper_of(
        workspace, d,
        views::audit_report(d, draft_stamp(workspace, d, language), press.renderer, press.catalogues),
        "draft." + str(language), press);
}

std::string clause_matrix_html(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                               Language language, const Press& press)
{
    const auto d = seen_dossier(workspace, actor, key);
    return views::clause_matrix_document(d, matrix_stamp(workspace, d, language), press.renderer,
                                         press.catalogues);
}

std::string clause_matrix_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                              Language language, const Press& press)
{
    const auto d = seen_dossier(workspace, actor, key);
    return paper_of(workspace, d,
                    views::clause_matrix_document(d, matrix_stamp(workspace, d, language), press.renderer,
                                                  press.catalogues),
                    "matrix." + str(language), press);
}

std::vector<Missing> missing_in_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& key)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    return missing_in_report(dossier(workspace, db, key));
}

std::vector<Report> issued_reports(const Workspace& workspace, const Actor& actor, const Id<Audit>& key)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    return store::reports_of(db, key);
}

FrozenFile frozen_file(const Workspace& workspace, const Actor& actor, const Id<Audit>& key, int revision,
                       Language language, const std::string& kind)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    const auto report = store::report(db, key, revision);
    const auto* file = report ? report->file(language, kind) : nullptr;
    if (!file) throw NotFound("report file of " + key.str());
    const auto path = workspace.directory().issued() / file->name;
    if (store::sha256_of_file(path) != file->sha256) throw store::DamagedData("issued file " + file->name);
    return {path, *file};
}

Version prepare_report(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on)
{
    if (const auto db = workspace.read(); see_audit(db, actor, key).audit.state == AuditState::ReportDraft)
        check_complete(
            dossier(workspace, db, key)); // before the verb: nobody waits for what the step asks again
    auto verb = workspace.begin(actor, "report.prepared");
    auto audit = see_audit(verb, actor, key).audit;
    audit.version = based_on;
    take_step(workspace, verb, actor, audit, AuditState::ReportReview);
    verb.commit();
    return audit.version;
}

Version send_back_report(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                         const std::string& comment)
{
    auto verb = workspace.begin(actor, "report.sent_back");
    auto audit = see_audit(verb, actor, key).audit;
    audit.version = based_on;
    take_step(workspace, verb, actor, audit, AuditState::ReportDraft, comment);
    verb.commit();
    return audit.version;
}

} // namespace clausebook
