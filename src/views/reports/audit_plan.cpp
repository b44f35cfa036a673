#include "views/reports/audit_plan.h"

#include "core/audit/audit_kind.h"
#include "core/audit/audit_time.h"
#include "core/base/mapped.h"
#include "core/base/text.h"
#include "resources/resources.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace clausebook::views {
namespace {

/// What every section is written from.
struct Printing {
    const ReportText& r;
    const PlanAtHand& plan;

    const Dossier& dossier() const { return r.dossier; }
    const std::string& of(std::string_view sheet, std::string_view field) const
    {
        return sheet_text(plan.sheets, sheet, field);
    }
};

std::string title_of(const Checklist& checklist, const ClauseNumber& number, Language language)
{
    if (const auto* clause = checklist.find_clause(number)) return clause->title.in(language);
    const auto item = QuestionId::parse(number.str());
    const auto* question = item ? checklist.find_question(*item) : nullptr;
    return question ? question->text.in(language) : std::string();
}

Tree cover(const Printing& p)
{
    const auto& r = p.r;
    const auto& d = p.dossier();
    const auto& a = d.audit;
    std::vector<std::string> sites;
    for (const auto& key : a.sites)
        if (const auto* site = d.site(key)) sites.push_back(site->name);
    auto facts = Tree::list();
    facts.push_back(r.fact("audit.type", r.word("audit_type", str(a.type))));
    facts.push_back(r.fact("audit.dates", period(r, a.starts_on, a.ends_on)));
    facts.push_back(r.fact("sites", joined(sites, ", ")));
    facts.push_back(r.fact("lead", d.name(a.lead)));
    facts.push_back(r.fact("organization.representative", d.organization.representative_name));
    const auto said = a.plan_accepted_on
        ? r.text("plan.accepted_by_on",
                 {{"name", d.name(a.plan_accepted_by)}, {"date", r.date(a.plan_accepted_on)}})
        : a.plan_issued_on ? r.text("plan.issued_on", {{"date", r.date(a.plan_issued_on)}})
                           : r.text("plan.draft_as_of", {{"date", r.date(date_of(r.stamp.generated_at))}});
    return {{"organization", d.organization.legal_name},
            {"name", r.text("plan.title")},
            {"state", r.word("report_status", str(r.stamp.state))},
            {"state_code", str(r.stamp.state)},
            {"number", a.key.str()},
            {"title", a.title},
            {"standard", d.standard()},
            {"claim", claim_sentence(d, r.catalogues(), r.language())},
            {"facts", std::move(facts)},
            {"revision", said},
            {"reason", ""},
            {"footer", a.key.str() + " · " + d.standard() + " · " + r.text("plan.title")}};
}

Tree basis(const Printing& p)
{
    auto facts = sheet_facts(p.r, *find_sheet("basis"));
    facts.push_back(p.r.fact_of(p.r.text("audits.field.risk_basis"), lines(p.dossier().audit.risk_basis)));
    return {{"facts", std::move(facts)}};
}

/// The clauses by chapter, each with its title.
Tree chapters(const Printing& p)
{
    const auto& checklist = *p.plan.checklist;
    std::vector<std::pair<std::string, std::vector<std::string>>> by_chapter;
    for (const auto& clause : looked_at(p.dossier().audit)) {
        const auto chapter = clause.chapter();
        if (by_chapter.empty() || by_chapter.back().first != chapter) by_chapter.push_back({chapter, {}});
        const auto title = title_of(checklist, clause, p.r.language());
        by_chapter.back().second.push_back(title.empty() ? clause.str() : clause.str() + " " + title);
    }
    auto rows = Tree::list();
    for (const auto& [chapter, clauses] : by_chapter) {
        const auto number = ClauseNumber::parse(chapter);
        const auto* group = number ? checklist.find_group(*number) : nullptr;
        const auto title = group ? group->title.in(p.r.language()) : std::string();
        rows.push_back({{"chapter", chapter}, {"title", title}, {"clauses", joined(clauses, " · ")}});
    }
    return rows;
}

Tree scope(const Printing& p)
{
    const auto& r = p.r;
    const auto& a = p.dossier().audit;
    auto facts = Tree::list();
    facts.push_back(r.fact("audit.objectives", a.objectives));
    facts.push_back(r.fact("audit.scope", a.scope));
    facts.push_back(r.fact("audit.dates", period(r, a.starts_on, a.ends_on)));
    facts.push_back(r.fact("audit.period", period(r, a.period_from, a.period_to)));
    facts.push_back(r.fact("audit.auditor_days", a.auditor_days));
    facts.push_back(r.fact("audit.language", r.word("report.language", str(a.language))));
    if (kind_for(a.type).side == AuditKind::Side::Body) facts.push_back(body_fact(r));
    auto section = audit_section(r);
    section["facts"] = std::move(facts);
    section["chapters"] = chapters(p);
    return section;
}

Tree methods(const Printing& p)
{
    const auto& r = p.r;
    std::vector<std::string> names;
    for (const auto method : p.dossier().audit.methods) names.push_back(r.word("method", str(method)));
    auto method_facts = Tree::list();
    method_facts.push_back(r.fact("audit.methods", joined(names, ", ")));
    return {{"methods", Tree{{"facts", std::move(method_facts)}}},
            {"sampling", Tree{{"facts", sheet_facts(r, *find_sheet("sampling"))}}},
            {"remote", sheet_table(r, *find_sheet("remote"), Given::Required)}};
}

Tree line_of(const Printing& p, const AgendaLine& line)
{
    const auto& r = p.r;
    const auto& row = *line.row;
    const bool whole = !line.start.empty() && !line.end.empty();
    const auto& kind = row.text("kind");
    const auto word = kind.empty() ? kind : r.word("choice", kind);
    const auto said = word == row.text("process") ? std::string() : word; // not twice
    const auto person = p.dossier().people.find(line.auditor);
    return {
        {"hours", r.cell(whole ? line.start + "–" + line.end : std::string())},
        {"kind", r.cell(said, kind.empty() ? Given::Required : Given::Optional)},
        {"process", r.cell(row.text("process"))},
        {"clauses", joined(mapped(line.clauses, &ClauseNumber::str), ", ")},
        {"auditor", r.cell(person == p.dossier().people.end() ? line.auditor.str() : person->second.name)},
        {"auditee", r.cell(row.text("auditee"))},
        {"place", r.cell(row.text("place"))}};
}

std::string day_shown(const ReportText& r, Date day)
{
    const auto weekday = std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
    return r.text("weekday." + std::to_string(weekday)) + ", " + r.date(day);
}

Tree timetable(const Printing& p)
{
    std::vector<std::pair<std::optional<Date>, Tree>> by_day;
    for (const auto& line : agenda_of(p.plan.sheets)) {
        if (by_day.empty() || by_day.back().first != line.day) by_day.emplace_back(line.day, Tree::list());
        by_day.back().second.push_back(line_of(p, line));
    }
    auto days = Tree::list();
    for (auto& [day, lines] : by_day)
        days.push_back({{"day", day ? day_shown(p.r, *day) : std::string()}, {"lines", std::move(lines)}});
    const bool full = kind_for(p.dossier().audit.type).plan == AuditKind::Plan::Full;
    return {
        {"days", std::move(days)}, {"missing", by_day.empty() && full}, {"short", by_day.empty() && !full}};
}

Tree team(const Printing& p)
{
    const auto& r = p.r;
    const auto agenda = agenda_of(p.plan.sheets);
    auto rows = Tree::list();
    for (const auto& check : independence_checks(p.plan)) {
        std::size_t count = 0;
        for (const auto& line : agenda)
            if (line.auditor == check.auditor && line.row->text("kind") != "BREAK") ++count;
        const auto declared = check.member->independence_declared ? r.text("report.declared") : std::string();
        rows.push_back({{"auditor", p.dossier().name(check.auditor)},
                        {"sessions", shown(r.language(), static_cast<long long>(count))},
                        {"area", joined(mapped(check.area, &ClauseNumber::str), ", ")},
                        {"conflict",
                         check.conflict ? r.text("plan.conflict_at", {{"clause", check.conflict->str()}})
                                        : r.text("report.no")},
                        {"declared", r.cell(declared)},
                        {"note", check.member->independence_note}});
    }
    return {{"rows", std::move(rows)}};
}

std::string days_shown(const ReportText& r, HalfDays time)
{
    constexpr double halves = 2.0;
    return shown(r.language(), static_cast<double>(time.count) / halves, 1);
}

long number_of(const std::string& text)
{
    long number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Headcount of the audited sites, unless the plan says how many people there are inside the process.
long personnel_of(const Printing& p)
{
    if (const auto& said = p.of("time", "personnel"); !said.empty()) return number_of(said);
    long people = 0;
    for (const auto& key : p.dossier().audit.sites)
        if (const auto* site = p.dossier().site(key)) people += site->headcount;
    return people;
}

Tree site_sample_of(const Printing& p)
{
    const auto& sites = p.dossier().sites;
    const auto active =
        std::count_if(sites.begin(), sites.end(), [](const Site& site) { return site.active; });
    if (active < 2) return {};
    const auto sample = site_sample(active);
    return p.r.text("plan.site_sample",
                    {{"sites", std::to_string(active)},
                     {"initial", std::to_string(sample.initial)},
                     {"surveillance", std::to_string(sample.surveillance)},
                     {"recertification", std::to_string(sample.recertification)},
                     {"random", std::to_string(sample.random)}});
}

Tree estimate(const Printing& p)
{
    const auto& r = p.r;
    std::vector<TimeFactor> factors;
    auto reasons = Tree::list();
    for (const auto& row : rows_of(p.plan.sheets, *find_sheet("time_factors"))) {
        factors.push_back({static_cast<int>(number_of(row.text("percent")))});
        reasons.push_back({{"percent", r.cell(row.text("percent"))}, {"reason", r.cell(row.text("reason"))}});
    }
    const auto time = audit_time(personnel_of(p), factors);
    auto rows = Tree::list();
    const auto add = [&](const char* key, HalfDays days) {
        rows.push_back({{"label", r.text(key)}, {"days", days_shown(r, days)}});
    };
    if (time) {
        add("plan.time.table", time->table);
        add("plan.time.initial", time->initial);
        add("plan.time.stage1", time->stage1);
        add("plan.time.stage2", time->stage2);
        add("plan.time.surveillance", time->surveillance);
        add("plan.time.recertification", time->recertification);
    }
    const bool said = !p.of("time", "personnel").empty();
    return {{"rows", std::move(rows)},
            {"factors", std::move(reasons)},
            {"total", time ? r.text("plan.time.total", {{"percent", std::to_string(time->percent)}}) : ""},
            {"personnel",
             time ? r.text(said ? "plan.time.personnel_said" : "plan.time.personnel_sites",
                           {{"personnel", shown(r.language(), static_cast<long long>(time->personnel))}})
                  : r.text("plan.time.nobody")},
            {"note", p.of("time", "note")},
            {"sites", site_sample_of(p)}};
}

Tree approval(const Printing& p)
{
    const auto& r = p.r;
    const auto& a = p.dossier().audit;
    const bool issued = a.plan_issued_on.has_value();
    const auto signature = [&](const char* role, const Id<Person>& person, const std::optional<Date>& day) {
        return Tree{{"role", r.text(role)},
                    {"name", r.cell(p.dossier().name(person))},
                    {"date", r.cell(r.date(day))}};
    };
    const auto signed_by = issued ? p.dossier().plan_signature : PlanSignature();
    auto rows = Tree::list();
    rows.push_back(signature("plan.prepared_by", signed_by.prepared_by, signed_by.prepared_on));
    rows.push_back(signature("plan.approved_by", signed_by.approved_by, signed_by.approved_on));
    rows.push_back(signature("plan.accepted_by", a.plan_accepted_by, a.plan_accepted_on));
    auto facts = Tree::list();
    facts.push_back(r.fact("confidentiality_statement", p.dossier().organization.confidentiality_statement));
    facts.push_back(r.fact("generated_at", shown(r.language(), r.stamp.generated_at)));
    return {{"rows", std::move(rows)}, {"facts", std::move(facts)}};
}

Tree contents(const Printing& p)
{
    constexpr std::array<const char*, 8> chapters = {"plan.basis",
                                                     "report.objectives_scope_criteria",
                                                     "report.methods_and_sampling",
                                                     "sheet.agenda",
                                                     "word.audit_team",
                                                     "sheet.logistics",
                                                     "plan.time.title",
                                                     "report.approval"};
    auto rows = Tree::list();
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const auto number = std::to_string(i + 1);
        rows.push_back(
            {{"anchor", "p" + number}, {"number", number}, {"title", p.r.text(chapters[i])}, {"sub", false}});
    }
    return rows;
}

} // namespace

Tree audit_plan_view(const Dossier& dossier, const PlanAtHand& plan, Language language,
                     const Catalogues& catalogues)
{
    ReportStamp stamp;
    stamp.language = language;
    stamp.state = dossier.audit.plan_issued_on ? ReportState::Issued : ReportState::Draft;
    stamp.generated_at = dossier.journal.local;
    const ReportText r(dossier, stamp, catalogues);
    const Printing p{r, plan};
    return {{"lang", str(language)},
            {"stylesheet",
             resources::read("assets/css/report.css") + resources::read("templates/reports/paper.css")},
            {"number", dossier.audit.key.str()},
            {"title", dossier.audit.title},
            {"name", r.text("plan.title")},
            {"organization", dossier.organization.legal_name},
            {"lead", dossier.name(dossier.audit.lead)},
            {"created", to_string(date_of(stamp.generated_at))},
            {"draft", stamp.state == ReportState::Draft},
            {"demo", dossier.organization.demo},
            {"cover", cover(p)},
            {"contents", contents(p)},
            {"basis", basis(p)},
            {"scope", scope(p)},
            {"methods", methods(p)},
            {"timetable", timetable(p)},
            {"team", team(p)},
            {"logistics", Tree{{"facts", sheet_facts(r, *find_sheet("logistics"))}}},
            {"approval", approval(p)},
            {"estimate", estimate(p)}};
}

std::string audit_plan(const Dossier& dossier, const PlanAtHand& plan, Language language,
                       const Renderer& renderer, const Catalogues& catalogues)
{
    return renderer.render("reports/audit-plan", audit_plan_view(dossier, plan, language, catalogues));
}

} // namespace clausebook::views
