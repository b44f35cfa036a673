#include "views/pages/packs.h"

#include "core/base/text.h"
#include "views/format.h"
#include "views/page.h"

#include <algorithm>

namespace clausebook::views {
namespace {

Tree warning_rows(const std::vector<PackWarning>& warnings, Language language, const Catalogues& catalogues)
{
    constexpr std::size_t most_named = 12;
    Tree rows = Tree::list();
    for (const auto& warning : warnings) {
        std::string subjects;
        for (std::size_t i = 0; i < std::min(warning.subjects.size(), most_named); ++i)
            subjects += (i == 0 ? "" : ", ") + warning.subjects[i];
        if (warning.subjects.size() > most_named) subjects += ", …";
        rows.push_back({{"sentence", catalogues.text(language, "pack_warning." + warning.code)},
                        {"count", warning.subjects.empty() ? Tree() : Tree(warning.subjects.size())},
                        {"subjects", subjects}});
    }
    return rows;
}

} // namespace

Tree packs_view(const PacksPage& page, Language language, const Catalogues& catalogues)
{
    Tree view = Tree::object();
    view["rows"] = Tree::list();
    for (const auto& line : page.lines)
        view["rows"].push_back(
            {{"number", line.pack.key.str()},
             {"audit", line.pack.audit.str()},
             {"audit_href", "/audits/" + line.pack.audit.str()},
             {"href", "/packs/" + line.pack.key.str() + "/file"},
             {"name", line.pack.name},
             {"download_name", catalogues.text(language, "packs.download_name", {{"name", line.pack.name}})},
             {"language", catalogues.text(language, "packs.lang." + str(line.pack.language))},
             {"entry", std::to_string(line.pack.entry)},
             {"size", shown_size(language, line.pack.bytes)},
             {"sha256", line.pack.sha256},
             {"made_by", line.made_by},
             {"made_at", shown(language, line.made_at)}});
    view["under_way"] = Tree::list();
    for (const auto& job : page.under_way)
        view["under_way"].push_back(
            {{"href", "/jobs/" + job.key.str()},
             {"sentence",
              catalogues.text(language, "packs.under_way", {{"audit", words(job.parameters).front()}})}});
    view["empty"] = Tree();
    if (page.lines.empty() && page.under_way.empty())
        view["empty"] = {{"icon", "download"},
                         {"heading", catalogues.text(language, "packs.empty")},
                         {"sentence", catalogues.text(language, "packs.empty_hint")},
                         {"href", "/audits"},
                         {"action", catalogues.text(language, "packs.to_audits")}};
    return view;
}

Tree pack_view(const PackPage& page, Language language, const Catalogues& catalogues)
{
    const auto number = [&](long long value) {
        return shown(language, value);
    };
    Tree view = {
        {"audit", page.audit.str()},
        {"heading", catalogues.text(language, "packs.make_for", {{"audit", page.audit.str()}})},
        {"action", "/audits/" + page.audit.str() + "/pack"},
        {"name", pack_name(page.audit, page.wanted, page.entry)},
        {"entry", std::to_string(page.entry)},
        {"evidence", number(page.evidence)},
        {"files", number(page.files)},
        {"size", shown_size(language, page.bytes)},
        {"findings", number(page.findings)},
        {"questions", number(page.questions)},
        {"answered", number(page.answered)},
        {"report", catalogues.text(language, page.report_files > 0 ? "pack.yes" : "packs.holds_no_report")},
        {"warnings", warning_rows(page.warnings, language, catalogues)},
        {"needs_password", page.password == PackPage::Password::Needed},
        {"password_problem", problem_at(page.problems, "password")},
        {"problems", page.problems}};
    view["languages"] = Tree::list();
    for (const auto one : languages)
        view["languages"].push_back({{"code", str(one)},
                                     {"label", catalogues.text(language, "packs.lang." + str(one))},
                                     {"chosen", one == page.wanted}});
    return view;
}

std::string refusal_sentence(const std::string& code, Refusal::Parameters parameters, Language language,
                             const Catalogues& catalogues)
{
    if (const auto fault = parameters.find("fault"); fault != parameters.end())
        fault->second = catalogues.text(language, "pack_fault." + fault->second, parameters);
    if (const auto differs = parameters.find("difference"); differs != parameters.end())
        differs->second = catalogues.text(language, "verify." + differs->second, parameters);
    if (const auto day = parameters.find("day"); day != parameters.end())
        if (const auto date = parse_date(day->second)) day->second = shown(language, *date);
    return catalogues.text(language, "refusal." + code, parameters);
}

Tree job_view(const JobPage& page, Language language, const Catalogues& catalogues)
{
    const auto& job = page.job;
    const auto title = "job.title." + job.kind;
    std::string problem;
    if (!job.problem.code.empty()) {
        const auto key = "refusal." + job.problem.code;
        problem = catalogues.has(language, key)
            ? refusal_sentence(job.problem.code, job.problem.parameters, language, catalogues)
            : catalogues.text(language, "refusal.job_broken");
    }
    return {{"key", job.key.str()},
            {"address", "/jobs/" + job.key.str()},
            {"heading", catalogues.text(language, catalogues.has(language, title) ? title : "job.title")},
            {"code", str(job.state)},
            {"state", catalogues.text(language, "job.state." + std::string(str(job.state)))},
            {"percent", percent(job)},
            {"percent_text", shown_percent(language, percent(job))},
            {"over", is_over(job.state)},
            {"failed", job.state == JobState::Failed},
            {"problem", problem},
            {"back", page.back},
            {"made", page.made}};
}

} // namespace clausebook::views
