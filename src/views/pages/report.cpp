#include "views/pages/report.h"

#include "views/entry_pages.h"
#include "views/format.h"

namespace clausebook::views {
namespace {

/// Where a missing field is written.
std::string place_of(const Audit& audit, const MissingField& missing)
{
    const auto base = "/audits/" + audit.key.str();
    switch (missing.place) {
    case ReportPlace::Organization:
        return "/organization/edit";
    case ReportPlace::Site:
        return missing.subject.empty() ? base + "/edit" : "/sites/" + missing.subject;
    case ReportPlace::Person:
        return "/people/" + missing.subject;
    case ReportPlace::Team:
        return missing.subject.empty() ? base + "/team" : base + "#team";
    case ReportPlace::Opening:
        return base + "/meetings/opening";
    case ReportPlace::Closing:
        return base + "/meetings/closing";
    case ReportPlace::Question: {
        const auto id = QuestionId::parse(missing.subject);
        return base + "/run?clause=" + (id ? id->clause().str() : std::string()) + "#q-" + missing.subject;
    }
    case ReportPlace::Finding:
        return base + "/findings/" + missing.subject.substr(missing.subject.rfind('f') + 1);
    case ReportPlace::Conclusion:
        return base + "/conclusion#" + std::string(missing.key);
    default:
        return base + "/edit";
    }
}

/// Whose it is: a site's or person's name, a question's id, the part of a finding.
std::string subject_of(const ReportPage& page, const MissingField& missing, Language language,
                       const Catalogues& catalogues)
{
    if (const auto site = page.sites.find(Id<Site>(missing.subject)); site != page.sites.end())
        return site->second;
    if (const auto name = page.names.find(Id<Person>(missing.subject)); name != page.names.end())
        return name->second;
    if (missing.place != ReportPlace::Finding) return missing.subject;
    const auto part = "report_field.finding." + missing.detail;
    return missing.subject
        + (catalogues.has(language, part) ? ": " + catalogues.text(language, part) : std::string());
}

Tree missing_rows(const ReportPage& page, Language language, const Catalogues& catalogues)
{
    auto rows = Tree::list();
    for (const auto& missing : page.missing)
        rows.push_back({{"label", catalogues.text(language, "report_field." + std::string(missing.key))},
                        {"subject", subject_of(page, missing, language, catalogues)},
                        {"href", place_of(page.audit, missing)}});
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
                        {"prepared_on", shown(language, report.prepared_on)},
                        {"reason", report.reason},
                        {"data_hash", report.data_hash},
                        {"files", files}});
    }
    return rows;
}

} // namespace

Tree report_view(const ReportPage& page, Language language, const Catalogues& catalogues)
{
    const auto base = "/audits/" + page.audit.key.str();
    Tree view = Tree::object();
    view["number"] = page.audit.key.str();
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
    view["hand_in"] = page.step == ReportStep::HandIn && page.missing.empty();
    view["decide"] = page.step == ReportStep::IssueOrReturn;
    view["issue"] = page.step == ReportStep::IssueOrReturn && page.missing.empty();
    view["correct"] = page.step == ReportStep::Correct;
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
