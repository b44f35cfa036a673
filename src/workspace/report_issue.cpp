// Issuing a report, for the first time or as a correction: what is ordered at one moment is printed aside,
// then frozen in one verb.

#include "core/base/form_rules.h"
#include "paper/weasyprint.h"
#include "store/audits.h"
#include "store/errors.h"
#include "store/files.h"
#include "store/issued.h"
#include "store/reports.h"
#include "store/signing_key.h"
#include "views/reports/audit_report.h"
#include "workspace/audits.h"
#include "workspace/dossier.h"
#include "workspace/reports.h"

#include <future>
#include <mutex>
#include <utility>

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
    std::vector<Printed> files;
};

/// Files on their way into issued/; those of a verb that is not committed are taken away again, unless nobody
/// knows whether it is: files that no row names do no harm, rows without their files do.
class Freezing {
public:
    explicit Freezing(const store::DataDirectory& directory) : directory_(directory) {}
    ~Freezing()
    {
        if (directory_.database().read_only_now()) return;
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
        if (std::filesystem::exists(place))
            store::set_aside(place); // no record names it: the revision is new
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

/// How far an edition is: reading and two pages of HTML are quick, paper is what takes time.
class Steps {
public:
    explicit Steps(Progress& progress) : progress_(progress) { advance(1); }

    void page_made() { advance(1); }
    void paper_made() { advance(4); }

    bool given_up() const
    {
        const std::scoped_lock lock(mutex_);
        return failure_ || progress_.cancelled();
    }

    /// Keeps the exception under way, when it is the first.
    void fail()
    {
        const std::scoped_lock lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
    }

    /// Throws JobCancelled when somebody has cancelled, else what has failed first.
    void check()
    {
        advance(0);
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    static constexpr int whole = 12; // 1 for the data, 1 a page, 4 a paper, 1 for freezing

    void advance(int by)
    {
        const std::scoped_lock lock(mutex_);
        progress_.at(done_ += by, whole);
    }

    Progress& progress_;
    mutable std::mutex mutex_;
    int done_ = 0;
    std::exception_ptr failure_;
};

void add_file(Edition& edition, const Audit& audit, Language language, const std::string& kind,
              std::string bytes)
{
    ReportFile file;
    file.language = language;
    file.kind = kind;
    file.name = report_file_name(audit, edition.report.revision, language, kind);
    file.sha256 = store::sha256(bytes);
    file.bytes = static_cast<std::int64_t>(bytes.size());
    edition.report.files.push_back(file);
    edition.files.push_back({std::move(file), std::move(bytes)});
}

std::string paper_of(const Workspace& workspace, const std::string& html, const Report& report,
                     Language language, Steps& steps)
{
    const auto made = std::chrono::duration_cast<std::chrono::seconds>(report.issued_at.time_since_epoch());
    const auto identifier = report.audit.str() + ".r" + std::to_string(report.revision) + "." + str(language);
    try {
        auto pdf = paper::pdf_of(html, {made.count(), identifier}, workspace.directory().aside(), {},
                                 [&] { return steps.given_up(); });
        steps.paper_made();
        return pdf;
    } catch (...) {
        steps.fail(); // the other one need not go on
        return {};
    }
}

/// The papers of all languages, made side by side.
void add_papers(const Workspace& workspace, Edition& edition, const Audit& audit,
                const std::vector<std::string>& pages, Steps& steps)
{
    std::vector<std::future<std::string>> papers;
    for (std::size_t i = 0; i < pages.size(); ++i)
        papers.push_back(std::async(std::launch::async, [&, i] {
            return paper_of(workspace, pages[i], edition.report, languages[i], steps);
        }));
    for (auto& paper : papers) paper.wait();
    steps.check();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        add_file(edition, audit, languages[i], "html", pages[i]);
        add_file(edition, audit, languages[i], "pdf", papers[i].get());
    }
}

Report new_report(const Workspace& workspace, const ReportOrder& order)
{
    const auto& dossier = *order.dossier;
    Report report;
    report.issued_at = workspace.now();
    report.audit = dossier.audit.key;
    report.revision = order.revision;
    report.key = Id<Report>(report.audit.str() + "/r" + std::to_string(order.revision));
    report.reason = order.reason;
    report.prepared_by = dossier.audit.prepared_by;
    report.prepared_on = dossier.audit.prepared_on.value();
    report.issued_by = order.actor.person;
    report.checkpoint_number = dossier.journal.number;
    report.checkpoint_hash = dossier.journal.hash;
    return report;
}

/// Everything an issued report consists of, made from what was ordered.
Edition edition_of(const Workspace& workspace, const ReportOrder& order, const Press& press)
{
    Steps steps(press.progress);
    const auto& dossier = *order.dossier;
    Edition edition;
    auto& report = edition.report = new_report(workspace, order);
    auto& stamp = edition.stamp;
    stamp = {dossier.audit.language,
             ReportState::Issued,
             report.revision,
             report.reason,
             report.prepared_by,
             report.prepared_on,
             report.issued_by,
             date_of(workspace.local(report.issued_at)),
             workspace.local(report.issued_at),
             {},
             store::SigningKey::load_or_make(workspace.directory().keys()).fingerprint()};
    edition.data = views::report_data(dossier, stamp);
    auto json = to_json(edition.data);
    report.data_hash = stamp.data_hash = store::sha256(json);
    add_file(edition, dossier.audit, dossier.audit.language, "json", std::move(json));
    std::vector<std::string> pages;
    for (const auto language : languages) {
        stamp.language = language;
        pages.push_back(views::audit_report(dossier, stamp, press.renderer, press.catalogues));
        steps.page_made();
    }
    add_papers(workspace, edition, dossier.audit, pages, steps);
    return edition;
}

/// The dossier as the verb sees it; what was rendered outside the verb must still be so inside it.
Dossier unchanged_dossier(const Workspace& workspace, const store::Reading& verb, const ReportOrder& order,
                          const Edition& edition)
{
    auto now = dossier(workspace, verb, edition.report.audit);
    const auto journal = std::exchange(now.journal, order.dossier->journal);
    const auto today = std::exchange(now.today, order.dossier->today);
    if (views::report_data(now, edition.stamp) != edition.data)
        throw Refusal::state("report_changed_meanwhile");
    now.journal = journal;
    now.today = today;
    return now;
}

void freeze(store::Writing& verb, const Edition& edition, Freezing& freezing)
{
    for (const auto& printed : edition.files) freezing.place(printed);
    store::save(verb, edition.report);
}

void check_printer()
{
    if (!paper::can_print()) throw Refusal::state("printer_missing");
}

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

void take_issuing_step(Workspace& workspace, store::Writing& verb, const ReportOrder& order,
                       const Dossier& now)
{
    auto audit = see_audit(verb, order.actor, order.dossier->audit.key).audit;
    if (audit.version != order.dossier->audit.version) throw Refusal::state("report_changed_meanwhile");
    take_step(workspace, verb, order.actor, audit, AuditState::ReportIssued, {}, &now);
}

void supersede(store::Writing& verb, const ReportOrder& order)
{
    verb.because(order.reason);
    auto last = corrected(verb, order.actor, order.dossier->audit.key);
    if (last.revision + 1 != order.revision) throw Refusal::state("report_changed_meanwhile");
    last.state = ReportState::Superseded;
    store::save(verb, last);
}

/// The report is issued, whatever becomes of the next step: when the disk does not take it now, the next
/// start or the lead does.
void go_on(Workspace& workspace, const Id<Audit>& audit)
{
    try {
        begin_follow_up(workspace, audit);
    } catch (const store::DiskFull&) {
        return;
    } catch (const store::ReadOnlyNow&) {
        return;
    }
}

/// The audits whose report is issued and that did not go on yet.
std::vector<Id<Audit>> audits_just_issued(const store::Reading& db)
{
    std::vector<Id<Audit>> keys;
    store::AuditFilter filter;
    filter.state = AuditState::ReportIssued;
    std::optional<store::AuditPlace> after;
    do {
        auto page = store::audits(db, filter, after);
        for (const auto& audit : page.audits) keys.push_back(audit.key);
        after = std::move(page.next);
    } while (after);
    return keys;
}

} // namespace

ReportOrder order_report(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                         Version based_on)
{
    const auto db = workspace.read();
    const auto seen = see_audit(db, actor, key);
    if (seen.audit.version != based_on) throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
    auto read = std::make_shared<const Dossier>(dossier(workspace, db, key));
    if (seen.audit.state == AuditState::ReportReview) check_complete(*read);
    check_step(audit_at_hand(workspace, db, seen.audit, read.get()), AuditState::ReportIssued, actor, {});
    check_printer();
    return {std::move(read), actor, 1, {}};
}

ReportOrder order_correction(const Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                             const std::string& reason)
{
    const auto db = workspace.read();
    const auto last = corrected(db, actor, key);
    check_given(reason, "reason");
    check_text(reason, "reason", 2000);
    auto read = std::make_shared<const Dossier>(dossier(workspace, db, key));
    check_complete(*read);
    check_printer();
    return {std::move(read), actor, last.revision + 1, trimmed(reason)};
}

Report issue(Workspace& workspace, const ReportOrder& order, const Press& press)
{
    const auto edition = edition_of(workspace, order, press);
    const bool first = order.revision == 1;
    Freezing freezing(workspace.directory());
    auto verb = workspace.begin(order.actor, first ? "report.issued" : "report.corrected");
    const auto now = unchanged_dossier(workspace, verb, order, edition);
    if (first)
        take_issuing_step(workspace, verb, order, now);
    else
        supersede(verb, order);
    freeze(verb, edition, freezing);
    verb.commit();
    freezing.keep();
    if (first) go_on(workspace, edition.report.audit);
    return edition.report;
}

Report issue_report(Workspace& workspace, const Actor& actor, const Id<Audit>& key, Version based_on,
                    const Press& press)
{
    return issue(workspace, order_report(workspace, actor, key, based_on), press);
}

Report correct_report(Workspace& workspace, const Actor& actor, const Id<Audit>& key,
                      const std::string& reason, const Press& press)
{
    return issue(workspace, order_correction(workspace, actor, key, reason), press);
}

void clear_up_reports(Workspace& workspace)
{
    const auto issued = workspace.directory().issued();
    for (const auto& name : store::unrecorded(workspace.read(), issued))
        if (is_report_file_name(name)) store::set_aside(issued / name);
    for (const auto& key : audits_just_issued(workspace.read())) go_on(workspace, key);
}

} // namespace clausebook
