// Results per clause, and findings.

#include "core/base/text.h"
#include "core/finding/finding_life.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <algorithm>

namespace clausebook::views {
namespace {

std::string count_text(int count)
{
    return count == 0 ? std::string() : std::to_string(count);
}

/// The findings whose primary clause it is, each with where it stands in the document.
Tree findings_at(const ReportText& r, const ClauseNumber& clause)
{
    auto list = Tree::list();
    for (const auto& each : r.dossier.findings)
        if (each.finding.clause
            && (*each.finding.clause == clause
                || (clause.has_letter() && each.finding.clause->is_within(clause))))
            list.push_back(
                {{"label", finding_name(r, each.finding)}, {"anchor", finding_anchor(each.finding)}});
    return list;
}

Tree counts(const Tally& tally, const std::vector<Mark>& marks)
{
    auto list = Tree::list();
    for (const auto mark : marks) list.push_back({{"count", count_text(tally.count(mark))}});
    return list;
}

Tree clause_row(const ReportText& r, const ClauseNumber& number, const Localized& title, TitleSource source)
{
    const auto* progress = r.dossier.progress.find(number);
    const Tally none;
    const auto& tally = progress ? progress->tally : none;
    return {{"group", false},
            {"number", number.str()},
            {"title", title.in(r.language())},
            {"own", source == TitleSource::Own},
            {"counts", counts(tally, r.marks())},
            {"coverage", r.percent(tally.coverage())},
            {"evidenced", r.percent(tally.evidence())},
            {"status", r.mark(progress ? progress->status : ClauseStatus::NotPlanned)},
            {"findings", findings_at(r, number)},
            {"concerned", progress ? concerned_findings(r, progress->also_concerned) : Tree::list()}};
}

Tree group_row(const ReportText& r, const ClauseGroup& group)
{
    constexpr std::size_t beside_marks = 5; // clause, seen, proven, result, findings
    return {{"group", true},
            {"number", group.number.str()},
            {"title", group.title.in(r.language())},
            {"columns", static_cast<int>(r.marks().size() + beside_marks)}};
}

std::string questions_line(const ReportText& r, const DossierFinding& each)
{
    std::vector<std::string> texts;
    for (const auto& question : each.questions)
        texts.push_back(question.site == "all"
                            ? question.question.str()
                            : question.question.str() + " (" + r.site(question.site) + ")");
    return joined(texts, ", ");
}

std::string clauses_line(const ReportText& r, const Finding& finding)
{
    if (!finding.clause) return {};
    const auto* clause = r.dossier.checklist->find_clause(*finding.clause);
    return clause ? finding.clause->str() + " " + clause->title.in(r.language()) : finding.clause->str();
}

std::string criterion_line(const ReportText& r, const Finding& finding)
{
    const auto* criterion = r.dossier.criterion(finding.criterion);
    if (!criterion) return {};
    auto line = r.word("criterion_type", str(criterion->type)) + ": " + criterion->reference;
    if (!criterion->edition.empty()) line += ", " + criterion->edition;
    if (!finding.criterion_section.empty()) line += ", " + finding.criterion_section;
    return line;
}

std::vector<std::string> secondary(const Finding& finding)
{
    std::vector<std::string> numbers;
    for (const auto& clause : finding.secondary_clauses) numbers.push_back(clause.str());
    return numbers.empty() ? numbers : std::vector{joined(numbers, ", ")};
}

/// Part J, one limit a line (domain D.7).
std::vector<std::string> due_dates(const ReportText& r, const DossierFinding& each)
{
    std::vector<std::string> dates;
    const auto add = [&](const char* label, const std::optional<Date>& day) {
        if (day) dates.push_back(r.text(label) + ": " + r.date(day));
    };
    add(each.finding.grade == Grade::OFI ? "finding.due.decision" : "finding.due.plan", each.deadlines.plan);
    add("finding.due.correction", each.deadlines.correction);
    add("finding.due.implementation", each.deadlines.implementation);
    return dates;
}

Tree identification(const ReportText& r, const DossierFinding& each)
{
    const auto& f = each.finding;
    auto facts = Tree::list();
    facts.push_back(r.fact("finding.clause", clauses_line(r, f)));
    if (!f.secondary_clauses.empty()) facts.push_back(r.fact("finding.secondary_clauses", secondary(f)));
    facts.push_back(r.fact("finding.criterion", criterion_line(r, f)));
    facts.push_back(
        r.fact("finding.place", r.site(f.site.str()) + (f.process.empty() ? "" : " · " + f.process)));
    if (!each.questions.empty()) facts.push_back(r.fact("finding.questions", questions_line(r, each)));
    facts.push_back(r.fact("finding.found", r.date(f.found_on) + " · " + r.dossier.name(f.auditor)));
    if (f.grade != Grade::AOC) // whose day is that of stage 2
        facts.push_back(r.fact("finding.due", due_dates(r, each), Given::Optional));
    facts.push_back(r.fact("finding.auditee_contact", r.dossier.name(f.auditee_contact), Given::Optional));
    return facts;
}

/// Parts B and C. An OFI has no requirement it breaks, and no reason for its grade (domain D.7).
Tree statements(const ReportText& r, const Finding& f)
{
    const auto bound = is_nonconformity(f.grade) ? Given::Required : Given::Optional;
    auto facts = Tree::list();
    if (bound == Given::Required || !f.requirement.empty())
        facts.push_back(r.fact("finding.requirement", f.requirement, bound));
    facts.push_back(r.fact("finding.objective_evidence", f.objective_evidence));
    facts.push_back(
        r.fact(is_nonconformity(f.grade) ? "finding.statement" : "finding.observation", f.statement));
    if (bound == Given::Required || !f.grade_reason.empty())
        facts.push_back(r.fact("finding.grade_reason", f.grade_reason, bound));
    if (!f.repeat_of.empty()) facts.push_back(r.fact("finding.repeat_of", f.repeat_of));
    return facts;
}

/// What the audited side will do about it: its actions. Source: domain D.3 section 8.
std::vector<std::string> client_plan(const ReportText& r, const Finding& finding)
{
    std::vector<std::string> plan;
    for (const auto& each : r.dossier.actions) {
        if (std::find(each.findings.begin(), each.findings.end(), finding.key) == each.findings.end())
            continue;
        const auto& action = each.action;
        std::vector<std::string> parts = {action.key.str() + ": " + action.text};
        for (const auto& part : {r.dossier.name(action.owner), r.date(action.due)})
            if (!part.empty()) parts.push_back(part);
        plan.push_back(joined(parts, " · "));
    }
    return plan;
}

/// What is said of an area of concern beside what was found. Source: domain D.3 section 8.
void add_concern(Tree& facts, const ReportText& r, const Finding& finding)
{
    const auto concern = r.dossier.concerns.find(finding.key);
    const bool judged = concern != r.dossier.concerns.end();
    facts.push_back(r.fact("concerns.could_become",
                           judged ? r.word("grade", str(concern->second.could_become)) : std::string()));
    const bool must = judged && concern->second.must_fix == Concern::Before2::Must;
    facts.push_back(
        r.fact("concerns.must_fix", judged ? r.text(must ? "report.yes" : "report.no") : std::string()));
    facts.push_back(r.fact("concerns.client_plan", client_plan(r, finding), Given::Optional));
    const auto from = parse_date(sheet_text(r.dossier.sheets, "stage2_plan", "from"));
    facts.push_back(r.fact("finding.due",
                           from ? r.text("report.before_stage2_on", {{"date", r.date(from)}})
                                : r.text("report.before_stage2")));
}

Tree finding_block(const ReportText& r, const DossierFinding& each)
{
    auto said = statements(r, each.finding);
    if (each.finding.grade == Grade::AOC) add_concern(said, r, each.finding);
    const auto& f = each.finding;
    return {{"anchor", finding_anchor(f)},
            {"number", f.number.empty() ? r.text("report.not_raised") : f.number},
            {"grade", r.mark(f.grade)},
            {"grade_code", std::string(str(f.grade))},
            {"state", r.word("finding_state", str(f.state))},
            {"identification", Tree{{"facts", identification(r, each)}}},
            {"statements", Tree{{"facts", std::move(said)}}},
            {"evidence", r.evidence({LinkKind::Finding, f.key.str()})}};
}

/// Questions that are answered as an opportunity without a finding of their own (rulings 1).
Tree loose_opportunities(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& answer : r.dossier.answers) {
        if (answer.result != Result::OFI) continue;
        const bool found = std::any_of(
            r.dossier.findings.begin(), r.dossier.findings.end(), [&](const DossierFinding& each) {
                return std::any_of(
                    each.questions.begin(), each.questions.end(), [&](const FindingQuestion& at) {
                        return at.question == answer.key.question && at.site == answer.key.site;
                    });
            });
        if (found) continue;
        rows.push_back({{"question", answer.key.question.str()},
                        {"site", answer.key.site == "all" ? std::string() : r.site(answer.key.site)},
                        {"note", paragraphs(answer.note)}});
    }
    return rows;
}

bool is_among(Grade grade, Which which)
{
    switch (which) {
    case Which::Nonconformities:
        return is_nonconformity(grade);
    case Which::Concerns:
        return grade == Grade::AOC || is_nonconformity(grade); // the latter keep the report from being issued
    case Which::Opportunities:
        return grade == Grade::OFI;
    default:
        return true;
    }
}

std::string_view nothing_among(Which which)
{
    switch (which) {
    case Which::Nonconformities:
        return "report.no_nonconformities";
    case Which::Concerns:
        return "report.no_concerns";
    case Which::Opportunities:
        return "report.no_opportunities";
    default:
        return "report.no_findings";
    }
}

} // namespace

std::string finding_anchor(const Finding& finding)
{
    return "f-" + std::to_string(finding.serial);
}

std::string finding_name(const ReportText& r, const Finding& finding)
{
    return finding.number.empty()
        ? r.text("report.draft_finding", {{"number", std::to_string(finding.serial)}})
        : finding.number;
}

Tree matrix_section(const ReportText& r)
{
    const auto& checklist = *r.dossier.checklist;
    auto rows = Tree::list();
    for (const auto& group : checklist.groups) {
        if (group.number.has_letter()) {
            const auto* scheme = r.dossier.progress.find(group.number);
            if (!scheme) continue;
            rows.push_back(clause_row(r, group.number, group.title, TitleSource::Standard));
            continue;
        }
        rows.push_back(group_row(r, group));
        for (const auto* clause : checklist.clauses_of(group.number))
            rows.push_back(clause_row(r, clause->number, clause->title, clause->title_source));
    }
    auto marks = Tree::list();
    for (const auto mark : r.marks()) marks.push_back(r.mark(mark));
    auto facts = Tree::list();
    facts.push_back(r.not_part("clause_results.maturity"));
    facts.push_back(r.not_part("clause_results.comment"));
    return {{"title", r.text(clause_matrix_title(r.dossier.organization))},
            {"rows", rows},
            {"marks", marks},
            {"facts", facts}};
}

Tree concerned_findings(const ReportText& r, const std::vector<ConcernedBy>& concerned)
{
    auto list = Tree::list();
    for (const auto& one : concerned)
        for (const auto& each : r.dossier.findings)
            if (each.finding.key == one.finding)
                list.push_back(
                    {{"anchor", finding_anchor(each.finding)},
                     {"text",
                      r.text("finding.also_concerned",
                             {{"finding", finding_name(r, each.finding)}, {"clause", one.primary.str()}})}});
    return list;
}

Tree findings_section(const ReportText& r, Which which)
{
    std::vector<const DossierFinding*> ordered;
    for (const auto& each : r.dossier.findings)
        if (is_among(each.finding.grade, which)) ordered.push_back(&each);
    const auto weight = [](Grade grade) {
        return std::find(all_grades.begin(), all_grades.end(), grade) - all_grades.begin();
    };
    std::stable_sort(ordered.begin(), ordered.end(), [&](const DossierFinding* a, const DossierFinding* b) {
        return weight(a->finding.grade) < weight(b->finding.grade);
    });
    auto blocks = Tree::list();
    for (const auto* each : ordered) blocks.push_back(finding_block(r, *each));
    return {{"blocks", blocks}, {"nothing", r.text(nothing_among(which))}};
}

Tree opportunities_section(const ReportText& r)
{
    auto rows = loose_opportunities(r);
    if (rows.items()->empty()) return {};
    return {{"opportunities", std::move(rows)}};
}

} // namespace clausebook::views
