#include "workspace/reports.h"

#include "core/base/form_rules.h"
#include "paper/weasyprint.h"
#include "store/audits.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/reports.h"
#include "views/reports/internal_audit_report.h"
#include "workspace/audits.h"
#include "workspace/dossier.h"

#include <algorithm>

namespace clausebook {
namespace {

/// A file that was rendered and not frozen yet.
struct Printed {
    ReportFile file;
    std::string bytes;
};

/// A report that is ready to be frozen, and the data it was made from.
struct Edition {
    Report report;
    Tree data;
    views::ReportStamp stamp;
    JournalMark journal;
    std::vector<Printed> files;
};

/// Files on their way into issued/; those of a verb that is not committed are taken away again.
class Freezing {
public:
    explicit Freezing(const store::DataDirectory& directory) : directory_(directory) {}
    ~Freezing()
    {
        std::error_code ignored;
        for (const auto& path : placed_) std::filesystem::remove(path, ignored);
    }
    Freezing(const Freezing&) = delete;
    Freezing& operator=(const Freezing&) = delete;

    void place(const Printed& printed)
    {
        const auto aside = directory_.aside() / printed.file.name;
        const auto place = directory_.issued() / printed.file.name;
        std::filesystem::remove(aside);
        store::NewFile file(aside);
        file.write(printed.bytes);
        file.close();
        placed_.push_back(place);
        store::move_into_place(aside, place);
    }

    void keep() { placed_.clear(); }

private:
    const store::DataDirectory& directory_;
    std::vector<std::filesystem::path> placed_;
};

void refuse_unless_complete(const Dossier& dossier)
{
    const auto missing = missing_fields(dossier);
    if (missing.empty()) return;
    throw Refusal::state(
        "report_incomplete",
        {{"count", std::to_string(missing.size())}, {"field", std::string(missing.front().key)}});
}

std::int64_t seconds_of(Instant instant)
{
    return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

std::string paper_of(const Workspace& workspace, const std::string& html, const std::string& identifier,
                     Instant at, const Press& press)
{
    return paper::pdf_of(html, {seconds_of(at), identifier}, workspace.directory().aside(), {},
                         press.give_up);
}

views::ReportStamp draft_stamp(const Dossier& dossier, Language language)
{
    views::ReportStamp stamp;
    stamp.language = language;
    stamp.prepared_by = dossier.audit.prepared_by;
    stamp.prepared_on = dossier.audit.prepared_on;
    stamp.generated_at = dossier.journal.local;
    stamp.data_hash = store::sha256(to_json(views::report_data(dossier, stamp)));
    return stamp;
}

void add_file(Edition& edition, Language language, const std::string& kind, std::string bytes)
{
    ReportFile file;
    file.language = language;
    file.kind = kind;
    file.name = report_file_name(edition.report.audit, edition.report.revision, language, kind);
    file.sha256 = store::sha256(bytes);
    file.bytes = static_cast<std::int64_t>(bytes.size());
    edition.report.files.push_back(file);
    edition.files.push_back({std::move(file), std::move(bytes)});
}

/// Everything an issued report consists of, made from one moment's dossier.
Edition edition_of(const Workspace& workspace, const Dossier& dossier, const Actor& actor, int revision,
                   const std::string& reason, const Press& press)
{
    Edition edition;
    auto& report = edition.report;
    report.issued_at = workspace.now();
    report.audit = dossier.audit.key;
    report.revision = revision;
    report.key = Id<Report>(report.audit.str() + "/r" + std::to_string(revision));
    report.reason = trimmed(reason);
    report.prepared_by = dossier.audit.prepared_by;
    report.prepared_on = dossier.audit.prepared_on.value();
    report.issued_by = actor.person;
    report.checkpoint_number = dossier.journal.number;
    report.checkpoint_hash = dossier.journal.hash;
    edition.journal = dossier.journal;

    auto& stamp = edition.stamp;
    stamp = {dossier.audit.language,
             ReportState::Issued,
             revision,
             report.reason,
             report.prepared_by,
             report.prepared_on,
             report.issued_by,
             date_of(workspace.local(report.issued_at)),
             workspace.local(report.issued_at),
             {}};
    edition.data = views::report_data(dossier, stamp);
    auto json = to_json(edition.data);
    report.data_hash = stamp.data_hash = store::sha256(json);
    add_file(edition, dossier.audit.language, "json", std::move(json));
    for (const auto language : languages) {
        stamp.language = language;
        const auto html = views::internal_audit_report(dossier, stamp, press.renderer, press.catalogues);
        const auto identifier = report.audit.str() + ".r" + std::to_string(revision) + "." + str(language);
        auto pdf = paper_of(workspace, html, identifier, report.issued_at, press);
        add_file(edition, language, "html", html);
        add_file(edition, language, "pdf", std::move(pdf));
    }
    return edition;
}

Edition printed_edition(const Workspace& workspace, const Dossier& dossier, const Actor& actor, int revision,
                        const std::string& reason, const Press& press)
{
    try {
        return edition_of(workspace, dossier, actor, revision, reason, press);
    } catch (const paper::NoPrinter&) {
        throw Refusal::state("printer_missing");
    }
}

/// What was rendered outside the verb must still be so inside it.
void refuse_if_changed(const Workspace& workspace, const store::Reading& verb, const Edition& edition)
{
    auto now = dossier(workspace, verb, edition.report.audit);
    now.journal = edition.journal;
    if (views::report_data(now, edition.stamp) != edition.data)
        throw Refusal::state("report_changed_meanwhile");
}

void freeze(store::Writing& verb, const Edition& edition, Freezing& freezing)
{
    for (const auto& printed : edition.files) freezing.place(printed);
    store::save(verb, edition.report);
}

} // namespace

std::string draft_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                         Language language, const Press& press)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    const auto d = dossier(workspace, db, key);
    return views::internal_audit_report(d, draft_stamp(d, language), press.renderer, press.catalogues);
}

std::string draft_report_pdf(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                             Language language, const Press& press)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    const auto d = dossier(workspace, db, key);
    const auto html =
        views::internal_audit_report(d, draft_stamp(d, language), press.renderer, press.catalogues);
    return paper_of(workspace, html, key.str() + ".draft." + str(language), d.journal.at, press);
}

std::vector<MissingField> missing_in_report(const Workspace& workspace, const Actor& actor,
                                            const Id<Audit>& key)
{
    const auto db = workspace.read();
    see_audit(db, actor, key);
    return missing_fields(dossier(workspace, db, key));
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
    auto verb = workspace.begin(actor, "report.prepared");
    auto audit = see_audit(verb, actor, key).audit;
    audit.version = based_on;
    if (audit.state == AuditState::ReportDraft) refuse_unless_complete(dossier(workspace, verb, key));
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

Report issue_report(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                    const Press& press)
{
    const auto edition = [&] {
        const auto db = workspace.read();
        const auto seen = see_audit(db, actor, key);
        const auto d = dossier(workspace, db, key);
        if (seen.audit.state == AuditState::ReportReview) refuse_unless_complete(d);
        check_step(audit_at_hand(workspace, db, seen.audit), AuditState::ReportIssued, actor, {});
        return printed_edition(workspace, d, actor, 1, {}, press);
    }();
    Freezing freezing(workspace.directory());
    auto verb = workspace.begin(actor, "report.issued");
    auto audit = see_audit(verb, actor, key).audit;
    audit.version = based_on;
    refuse_if_changed(workspace, verb, edition);
    take_step(workspace, verb, actor, audit, AuditState::ReportIssued);
    freeze(verb, edition, freezing);
    verb.commit();
    freezing.keep();
    begin_follow_up(workspace, key);
    return edition.report;
}

namespace {

/// The report a correction would supersede.
Report corrected(const store::Reading& db, const Actor& actor, const Id<Audit>& key)
{
    const auto seen = see_audit(db, actor, key);
    const auto reports = store::reports_of(db, key);
    if (reports.empty()) throw Refusal::state("report_not_issued");
    if (!seen.parts.contains(Part::QualityManager))
        throw Refusal::state("audit_step_not_yours", {{"to", str(AuditState::ReportIssued)}});
    if (actor.person == seen.audit.prepared_by) throw Refusal::state("audit_own_work");
    return reports.front();
}

} // namespace

Report correct_report(Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                      const std::string& reason, const Press& press)
{
    check_given(reason, "reason");
    check_text(reason, "reason", 2000);
    const auto edition = [&] {
        const auto db = workspace.read();
        const auto last = corrected(db, actor, key);
        const auto d = dossier(workspace, db, key);
        refuse_unless_complete(d);
        return printed_edition(workspace, d, actor, last.revision + 1, reason, press);
    }();
    Freezing freezing(workspace.directory());
    auto verb = workspace.begin(actor, "report.corrected");
    verb.because(trimmed(reason));
    auto last = corrected(verb, actor, key);
    if (last.revision + 1 != edition.report.revision) throw Refusal::state("report_changed_meanwhile");
    refuse_if_changed(workspace, verb, edition);
    last.state = ReportState::Superseded;
    store::save(verb, last);
    freeze(verb, edition, freezing);
    verb.commit();
    freezing.keep();
    return edition.report;
}

} // namespace clausebook
