// clausebook report: the report of an audit as a file, the newest issued one or the draft.

#include "cli/commands.h"
#include "core/base/refusal.h"
#include "store/audits.h"
#include "store/files.h"
#include "views/renderer.h"
#include "workspace/reports.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace clausebook::cli {
namespace {

/// The one at the terminal owns the directory's files and so reads everything.
Actor reader()
{
    auto actor = system_actor();
    actor.roles = {Role::QualityManager};
    return actor;
}

void write_file(const std::string& path, const std::string& bytes)
{
    errno = 0;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << bytes << std::flush;
    if (!out) throw std::system_error(errno ? errno : EIO, std::generic_category(), path);
}

std::string bytes_of(const Workspace& workspace, const Id<Audit>& audit, const std::vector<Report>& issued,
                     Language language, const std::string& kind, const Press& press)
{
    if (!issued.empty())
        return store::read_file(
            frozen_file(workspace, reader(), audit, issued.front().revision, language, kind).path);
    if (kind == "pdf") return draft_report_pdf(workspace, reader(), audit, language, press);
    return draft_report(workspace, reader(), audit, language, press).html;
}

} // namespace

int report(const Terminal& terminal)
{
    const Id<Audit> audit(terminal.word(0));
    Workspace workspace(data_directory(terminal.arguments), store::Database::Access::ReadOnly);
    keep_keys(workspace, terminal.arguments);
    const auto found = store::audit(workspace.read(), audit);
    if (!found) throw WrongUse("no_such_audit", audit.str());
    const auto wished = terminal.arguments.value("language", str(found->language));
    const auto language = parse_language(wished);
    if (!language) throw WrongUse("language_unknown", wished);
    const views::Renderer renderer(terminal.catalogues);
    const Press press{renderer, terminal.catalogues};
    const auto issued = issued_reports(workspace, reader(), audit);
    const auto state =
        terminal.text("report_status." + str(issued.empty() ? ReportState::Draft : issued.front().state));
    const auto pdf = terminal.arguments.value("pdf");
    const auto html = terminal.arguments.value("html");
    if (pdf.empty() && html.empty())
        terminal.out << bytes_of(workspace, audit, issued, *language, "html", press);
    if (!pdf.empty()) {
        write_file(pdf, bytes_of(workspace, audit, issued, *language, "pdf", press));
        terminal.say("cli.report.written", {{"state", state}, {"file", pdf}});
    }
    if (!html.empty()) {
        write_file(html, bytes_of(workspace, audit, issued, *language, "html", press));
        terminal.say("cli.report.written", {{"state", state}, {"file", html}});
    }
    return done;
}

} // namespace clausebook::cli
