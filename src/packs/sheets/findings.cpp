#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

std::string evidence_text(const Dossier& dossier, const DossierFinding& one)
{
    std::vector<std::string> numbers;
    for (const auto* evidence : dossier.evidence_of({LinkKind::Finding, one.finding.key.str()}))
        numbers.push_back(evidence->evidence.key.str());
    const auto& said = one.finding.objective_evidence;
    return said + (said.empty() || numbers.empty() ? "" : "\n") + listed(numbers);
}

std::string criterion_text(const Dossier& dossier, const Finding& finding)
{
    const auto* criterion = dossier.criterion(finding.criterion);
    if (!criterion) return finding.criterion_section;
    return criterion->reference + (finding.criterion_section.empty() ? "" : " " + finding.criterion_section);
}

/// Until when plan and implementation are due, one a line.
std::string due_dates(const Words& words, const DossierFinding& one)
{
    std::string text;
    const auto add = [&](const char* label, const std::optional<Date>& day) {
        if (!day) return;
        if (!text.empty()) text += "\n";
        text += words(label) + ": " + to_string(*day);
    };
    const bool opportunity = one.finding.grade == Grade::OFI;
    add(opportunity ? "finding.due.decision" : "finding.due.plan", one.deadlines.plan);
    add("finding.due.correction", one.deadlines.correction);
    add("finding.due.implementation", one.deadlines.implementation);
    return text.empty() ? words("report.not_part") : text;
}

Colours state_colours(const Words& words)
{
    return {{words("finding_state.DRAFT"), Colour::Grey},
            {words("finding_state.RAISED"), Colour::Amber},
            {words("finding_state.CLOSED"), Colour::Green},
            {words("finding_state.VERIFIED"), Colour::Green}};
}

} // namespace

void findings_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    book.sheet({name,
                {{words("word.number"), 15},
                 {words("word.audit"), 12},
                 {words("pack.grade"), 24, no, grade_colours(words)},
                 {words("word.clause"), 9},
                 {words("pack.questions"), 14, yes},
                 {words("word.site"), 16, yes},
                 {words("word.criterion"), 22, yes},
                 {words("word.requirement"), 36, yes},
                 {words("word.statement"), 44, yes},
                 {words("word.objective_evidence"), 44, yes},
                 {words("pack.auditor"), 16, yes},
                 {words("pack.found_on"), 12},
                 {words("pack.raised_on"), 12},
                 {words("word.state"), 16, no, state_colours(words)},
                 {words("pack.due_dates"), 30, yes},
                 {words("pack.closed"), 14, yes}},
                1});
    for (const auto& one : dossier.findings) {
        const auto& finding = one.finding;
        std::vector<std::string> questions;
        for (const auto& at : one.questions)
            if (questions.empty() || questions.back() != at.question.str())
                questions.push_back(at.question.str());
        book.row({called(finding), dossier.audit.key.str(), words("grade." + std::string(str(finding.grade))),
                  finding.clause ? finding.clause->str() : "", listed(questions),
                  finding.site.empty() ? words("pack.all_sites") : site_text(contents, finding.site.str()),
                  criterion_text(dossier, finding), finding.requirement, finding.statement,
                  evidence_text(dossier, one), dossier.name(finding.auditor), finding.found_on,
                  finding.raised_on, words("finding_state." + std::string(str(finding.state))),
                  due_dates(words, one), one.closed_on});
    }
}

} // namespace clausebook::packs
