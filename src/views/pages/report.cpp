#include "views/pages/report.h"

#include "views/entry_pages.h"
#include "views/format.h"
#include "views/pages/audits.h"
#include "views/reports/audit_report.h"

namespace clausebook::views {
namespace {

Tree missing_rows(const ReportPage& page, Language language, const Catalogues& catalogues)
{
    auto rows = Tree::list();
    for (const auto& missing : page.missing)
        rows.push_back({{"sentence", sentence_of(missing, language, catalogues)},
                        {"href", address_of(missing, page.audit.key)}});
    return rows;
}

Tree file_link(const Report& report, const ReportFile& file, Language language, const Catalogues& catalogues)
{
    const auto href = "/audits/" + report.audit.str() + "/report/" + std::to_string(report.revision) + "/"
        + str(file.language) + "/" + file.kind;
    const auto label = file.kind == "json"
        ? catalogues.text(language, "report.file_data")
        : catalogues.text(language, "report.file_" + file.kind) + " (" + str(file.language) + ")";
    return {{"href", href}, {"label", label}, {"size", shown_size(language, file.bytes)}};
}

Tree revisions(const ReportPage& page, Language language, const Catalogues& catalogues)
{
    auto rows = Tree::list();
    for (const auto& report : page.issued) {
        auto files = Tree::list();
        for (const char* kind : {"pdf", "html", "json"})
            for (const auto& file : report.files)
                if (file.kind == kind) files.push_back(file_link(report, file, language, catalogues));
        const auto issuer = page.names.find(report.issued_by);
        rows.push_back({{"revision", report.revision},
                        {"state", catalogues.text(language, "report_status." + str(report.state))},
                        {"issued_by", issuer == page.names.end() ? std::string() : issuer->second},
                        {"issued_on", shown(language, page.issued_on.at(report.revision))},
                        {"reason", report.reason},
                        {"data_hash", report.data_hash},
                        {"files", files}});
    }
    return rows;
}

/// The clause matrix as a document of its own, in both languages.
Tree matrix_links(const ReportPage& page, Language language, const Catalogues& catalogues)
{
    auto links = Tree::list();
    for (const char* kind : {"html", "pdf"})
        for (const auto of : languages)
            links.push_back(
                {{"href", "/audits/" + page.audit.key.str() + "/matrix/" + str(of) + "/" + kind},
                 {"label",
                  catalogues.text(language, std::string("report.file_") + kind) + " (" + str(of) + ")"}});
    return links;
}

} // namespace

Tree report_view(const ReportPage& page, Language language, const Catalogues& catalogues)
{
    const auto base = "/audits/" + page.audit.key.str();
    Tree view = Tree::object();
    view["name"] = report_title(page.audit.type, language, catalogues);
    view["number"] = page.audit.key.str();
    view["matrix"] = matrix_links(page, language, catalogues);
    view["title"] = page.audit.title;
    view["state"] = catalogues.text(language, "audit_state." + str(page.audit.state));
    view["href"] = base;
    view["version"] = page.version;
    view["draft"] = page.issued.empty();
    view["missing_count"] = page.missing.empty()
        ? std::string()
        : catalogues.counted(language, "report.missing_count", static_cast<long long>(page.missing.size()));
    view["missing"] = missing_rows(page, language, catalogues);
    view["revisions"] = revisions(page, language, catalogues);
    view["job"] = page.job;
    const bool free = page.job.empty();
    view["hand_in"] = page.step == ReportStep::HandIn && page.missing.empty();
    view["decide"] = free && page.step == ReportStep::IssueOrReturn;
    view["issue"] = free && page.step == ReportStep::IssueOrReturn && page.missing.empty();
    view["correct"] = free && page.step == ReportStep::Correct;
    view["correct_open"] = !page.problems.items()->empty();
    view["correct_now"] = page.missing.empty();
    view["ask_password"] = !page.fresh_password;
    view["password"] = field("password", "", page.problems);
    view["comment"] = field("reason", page.comment, page.problems);
    view["problems"] = page.problems;
    view["in_english"] = page.shown == Language::en;
    view["shown"] = str(page.shown);
    view["report_body"] = page.body;
    return view;
}

} // namespace clausebook::views
