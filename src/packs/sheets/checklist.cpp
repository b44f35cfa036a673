#include "core/base/mapped.h"
#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

std::string stages_text(const Question& question)
{
    std::string text;
    for (const auto tag : question.stages.list()) text += (text.empty() ? "" : " ") + std::string(str(tag));
    return text;
}

std::vector<Cell> row_of(const Contents& contents, const Question& question, const Answer* answer)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    std::vector<Cell> row = {question.id.str(), question.id.clause().str(), question.text.in(words.language),
                             stages_text(question)};
    if (!answer || answer->result == Result::None) {
        row.emplace_back(answer ? site_text(contents, answer->key.site) : "");
        row.emplace_back(mark_text(words, Mark::NotYet));
        row.emplace_back(answer ? answer->note : "");
        return row;
    }
    const auto findings = dossier.findings_at(answer->key);
    std::vector<std::string> evidence;
    for (const auto* one : dossier.evidence_of({LinkKind::Answer, answer->key.str()}))
        evidence.push_back(one->evidence.key.str());
    const auto numbers = mapped(findings, [](const auto* one) { return called(*one); });
    auto method = std::string(str(answer->method));
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c >= 'a' ? c - 32 : c); });
    row.emplace_back(site_text(contents, answer->key.site));
    row.emplace_back(mark_text(words, dossier.mark_of(*answer)));
    row.emplace_back(answer->note);
    row.emplace_back(method.empty() ? "" : words("answer_method." + method));
    row.emplace_back(answer->interviewee);
    row.emplace_back(listed(evidence));
    row.emplace_back(listed(numbers));
    row.emplace_back(dossier.name(answer->by));
    row.emplace_back(date_of(dossier.local(answer->at)));
    return row;
}

} // namespace

void checklist_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    book.sheet({name,
                {{words("word.question"), 11},
                 {words("word.clause"), 9},
                 {words("pack.question_text"), 52, yes},
                 {words("pack.stage"), 12},
                 {words("word.site"), 18, yes},
                 {words("word.answer"), 24, no, mark_colours(words)},
                 {words("word.note"), 48, yes},
                 {words("word.method"), 20, yes},
                 {words("word.interviewee"), 20, yes},
                 {words("pack.evidence_nos"), 20, yes},
                 {words("report.findings"), 18, yes},
                 {words("pack.auditor"), 18, yes},
                 {words("word.date"), 12}},
                1});
    for (const auto* question : contents.dossier.questions()) {
        const auto answers = contents.dossier.answers_to(question->id);
        if (answers.empty()) book.row(row_of(contents, *question, nullptr));
        for (const auto* answer : answers) book.row(row_of(contents, *question, answer));
    }
}

} // namespace clausebook::packs
