// The report of an audit: its page, its frozen files, handing in, issuing, sending back, correcting.

#include "workspace/reports.h"

#include "store/audits.h"
#include "store/files.h"
#include "views/pages/report.h"
#include "views/reports/audit_report.h"
#include "web/handlers/all.h"
#include "web/handlers/audit_pages.h"
#include "web/handlers/printing.h"
#include "workspace/audits.h"

#include <charconv>

namespace clausebook::web {
namespace {

Press press_of(const Desk& desk)
{
    return {desk.renderer, desk.catalogues};
}

views::ReportStep step_of(const SeenAudit& seen, const Actor& actor)
{
    const auto state = seen.audit.state;
    const bool other_manager =
        seen.parts.contains(Part::QualityManager) && actor.person != seen.audit.prepared_by;
    if (state == AuditState::ReportDraft && seen.parts.contains(Part::Lead)) return views::ReportStep::HandIn;
    if (state == AuditState::ReportReview && other_manager) return views::ReportStep::IssueOrReturn;
    return is_issued(state) && other_manager ? views::ReportStep::Correct : views::ReportStep::None;
}

/// Adds the document that is shown, the newest that was issued or else the draft, and what is missing.
void add_document(Desk& desk, const Actor& actor, views::ReportPage& page)
{
    const auto& audit = page.audit.key;
    if (page.issued.empty()) {
        auto draft = draft_report(desk.workspace, actor, audit, page.shown, press_of(desk));
        page.body = views::report_body(draft.html);
        page.missing = std::move(draft.missing);
        return;
    }
    const auto frozen =
        frozen_file(desk.workspace, actor, audit, page.issued.front().revision, page.shown, "html");
    page.body = views::report_body(store::read_file(frozen.path));
    if (page.step == views::ReportStep::Correct)
        page.missing = missing_in_report(desk.workspace, actor, audit);
}

Reply report_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto& actor = Desk::actor(request);
    const auto key = audit_key(request);
    views::ReportPage page;
    {
        const auto db = desk.workspace.read();
        const auto seen = see_audit(db, actor, key);
        page.audit = seen.audit;
        page.version = seen.audit.version;
        page.step = step_of(seen, actor);
        page.names = names_of(db);
    }
    page.issued = issued_reports(desk.workspace, actor, key);
    for (const auto& report : page.issued)
        page.issued_on[report.revision] = date_of(desk.workspace.local(report.issued_at));
    if (const auto job = desk.jobs.under_way(actor, "report", key.str()))
        page.job = "/jobs/" + job->key.str();
    page.shown = parse_language(request.query["language"]).value_or(Desk::language(request));
    add_document(desk, actor, page);
    page.comment = Desk::field(request, "reason");
    page.fresh_password = Desk::visit(request).who && Desk::visit(request).who->fresh_password;
    page.problems = problems;
    auto frame = audit_frame(desk, request, page.audit,
                             views::report_title(page.audit.type, Desk::language(request), desk.catalogues));
    frame.styles = {"audits", "report"};
    if (is_unsafe(request.method)) frame.address = "/audits/" + key.str() + "/report";
    return desk.page(request, "pages/report", std::move(frame),
                     views::report_view(page, Desk::language(request), desk.catalogues), status);
}

Reply show(Desk& desk, Request& request)
{
    return report_page(desk, request, Tree::list(), 200);
}

Reply prepare(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            desk.require_fresh_password(request);
            prepare_report(desk.workspace, Desk::actor(request), audit_key(request), based_on);
            return desk.done(request, "/audits/" + audit_key(request).str() + "/report", "report_prepared");
        },
        [&](const Tree& problems, int status) { return report_page(desk, request, problems, status); });
}

/// Issuing takes as long as printing does: everything that would refuse it is asked now, the rest is a job.
Reply issue_later(Desk& desk, Request& request, const std::function<ReportOrder()>& ordered)
{
    return desk.attempt(
        request,
        [&] {
            desk.require_fresh_password(request);
            const auto order = ordered();
            const auto job = desk.jobs.start(
                order.actor, "report", audit_key(request).str() + " " + std::to_string(order.revision),
                [&desk, order](Progress& progress) {
                    return issue(desk.workspace, order, {desk.renderer, desk.catalogues, progress}).key.str();
                });
            return Reply::see_other("/jobs/" + job.str());
        },
        [&](const Tree& problems, int status) { return report_page(desk, request, problems, status); });
}

Reply issue_first(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    return issue_later(desk, request, [&] {
        return order_report(desk.workspace, Desk::actor(request), audit_key(request), based_on);
    });
}

Reply correct(Desk& desk, Request& request)
{
    return issue_later(desk, request, [&] {
        return order_correction(desk.workspace, Desk::actor(request), audit_key(request),
                                Desk::field(request, "reason"));
    });
}

Reply send_back(Desk& desk, Request& request)
{
    const auto based_on = Desk::based_on(request);
    return desk.attempt(
        request,
        [&] {
            send_back_report(desk.workspace, Desk::actor(request), audit_key(request), based_on,
                             Desk::field(request, "reason"));
            return desk.done(request, "/audits/" + audit_key(request).str() + "/report", "report_sent_back");
        },
        [&](const Tree& problems, int status) { return report_page(desk, request, problems, status); });
}

Reply draft_pdf(Desk& desk, Request& request)
{
    const auto language = language_of(request);
    const auto key = audit_key(request);
    const PrinterPlace place;
    WhileOpen progress(desk.jobs);
    const auto audit = see_audit(desk.workspace.read(), Desk::actor(request), key).audit;
    return paper_reply(draft_report_pdf(desk.workspace, Desk::actor(request), key, language,
                                        {desk.renderer, desk.catalogues, progress}),
                       draft_file_name(audit, language));
}

Reply matrix_html(Desk& desk, Request& request)
{
    const auto language = language_of(request);
    const auto key = audit_key(request);
    return document_reply(
        clause_matrix_html(desk.workspace, Desk::actor(request), key, language, press_of(desk)),
        key.str() + "_clause-matrix_" + str(language) + ".html");
}

Reply matrix_pdf(Desk& desk, Request& request)
{
    const auto language = language_of(request);
    const auto key = audit_key(request);
    const PrinterPlace place;
    WhileOpen progress(desk.jobs);
    return paper_reply(clause_matrix_pdf(desk.workspace, Desk::actor(request), key, language,
                                         {desk.renderer, desk.catalogues, progress}),
                       key.str() + "_clause-matrix_" + str(language) + ".pdf");
}

int revision_of(const Request& request)
{
    const auto& text = request.parameter("revision");
    int revision = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), revision);
    if (error != std::errc() || end != text.data() + text.size()) throw NotFound("revision " + text);
    return revision;
}

Reply frozen(Desk& desk, Request& request)
{
    const auto& kind = request.parameter("kind");
    const auto found = frozen_file(desk.workspace, Desk::actor(request), audit_key(request),
                                   revision_of(request), language_of(request), kind);
    if (kind == "html") return document_reply(store::read_file(found.path), found.file.name);
    return Reply::file(found.path, kind == "pdf" ? "application/pdf" : "application/json",
                       kind == "pdf" ? Disposition::Inline : Disposition::Attachment, found.file.name);
}

} // namespace

Language language_of(const Request& request)
{
    const auto language = parse_language(request.parameter("language"));
    if (!language) throw NotFound("language " + request.parameter("language"));
    return *language;
}

void report_routes(Routes& routes)
{
    using enum Permission;
    routes.get("/audits/{audit}/report", ReadAudit, show);
    routes.get("/audits/{audit}/report/draft/{language}/pdf", ReadAudit, draft_pdf);
    routes.get("/audits/{audit}/report/{revision}/{language}/{kind}", ReadAudit, frozen);
    routes.get("/audits/{audit}/matrix/{language}/html", ReadAudit, matrix_html);
    routes.get("/audits/{audit}/matrix/{language}/pdf", ReadAudit, matrix_pdf);
    routes.post("/audits/{audit}/report/prepare", ConductAudit, prepare);
    routes.post("/audits/{audit}/report/issue", ReviewReport, issue_first);
    routes.post("/audits/{audit}/report/send-back", ReviewReport, send_back);
    routes.post("/audits/{audit}/report/correct", ReviewReport, correct);
}

} // namespace clausebook::web
