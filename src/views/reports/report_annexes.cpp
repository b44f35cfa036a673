// The answered checklist and the evidence index.

#include "core/base/text.h"
#include "core/pack/pack.h"
#include "views/format.h"
#include "views/reports/report_sections.h"

#include <algorithm>
#include <map>
#include <set>

namespace clausebook::views {
namespace {

std::string method_word(const ReportText& r, AnswerMethod method)
{
    switch (method) {
    case AnswerMethod::Examine:
        return r.text("answer_method.EXAMINE");
    case AnswerMethod::Interview:
        return r.text("answer_method.INTERVIEW");
    case AnswerMethod::Observe:
        return r.text("answer_method.OBSERVE");
    case AnswerMethod::Test:
        return r.text("answer_method.TEST");
    default:
        return {};
    }
}

Tree findings_on(const ReportText& r, const Answer& answer)
{
    auto list = Tree::list();
    for (const auto* finding : r.dossier.findings_at(answer.key))
        list.push_back({{"label", finding_name(r, *finding)}, {"anchor", finding_anchor(*finding)}});
    return list;
}

Tree answer_block(const ReportText& r, const Answer& answer)
{
    std::vector<std::string> how;
    if (answer.method != AnswerMethod::None) how.push_back(method_word(r, answer.method));
    if (!answer.interviewee.empty()) how.push_back(answer.interviewee);
    std::string approval;
    if (answer.result == Result::NA && !answer.na_approved_by.empty())
        approval = r.text(
            "report.na_approved",
            {{"name", r.dossier.name(answer.na_approved_by)}, {"date", r.date(answer.na_approved_on)}});
    return {{"site", answer.key.site == "all" ? std::string() : r.site(answer.key.site)},
            {"mark", r.mark(r.dossier.mark_of(answer))},
            {"note", paragraphs(answer.note)},
            {"how", joined(how, " · ")},
            {"approval", approval},
            {"evidence", r.evidence({LinkKind::Answer, answer.key.str()})},
            {"findings", findings_on(r, answer)},
            {"by", r.dossier.name(answer.by)},
            {"on", r.date(date_of(r.dossier.local(answer.at)))}};
}

Tree question_row(const ReportText& r, const Question& question)
{
    auto answers = Tree::list();
    for (const auto* answer : r.dossier.answers_to(question.id))
        if (answer->result != Result::None || !answer->note.empty())
            answers.push_back(answer_block(r, *answer));
    const bool missing = answers.items()->empty();
    return {{"id", question.id.str()},
            {"text", question.text.in(r.language())},
            {"answers", answers},
            {"missing", missing}};
}

std::string title_of(const ReportText& r, const ClauseNumber& number)
{
    const auto& checklist = *r.dossier.checklist;
    if (const auto* clause = checklist.find_clause(number)) return clause->title.in(r.language());
    const auto* group = checklist.find_group(number);
    return group ? group->title.in(r.language()) : std::string();
}

std::string period(const ReportText& r, const EvidenceVersionFields& fields)
{
    if (!fields.period_from && !fields.period_to) return {};
    return r.date(fields.period_from) + " – " + r.date(fields.period_to);
}

std::string accepted(const ReportText& r, const EvidenceVersion& version)
{
    if (version.approved_by.empty()) return {};
    return r.text("report.accepted",
                  {{"name", r.dossier.name(version.approved_by)}, {"date", r.date(version.approved_on)}});
}

std::string clauses(const ReportText& r, const DossierEvidence& each)
{
    std::vector<std::string> numbers;
    for (const auto& clause : linked_clauses(r.dossier, each)) numbers.push_back(clause.str());
    return joined(numbers, ", ");
}

/// Where the evidence is used: question ids, finding and action numbers.
std::string used_by(const ReportText& r, const DossierEvidence& each)
{
    std::set<QuestionId> questions;
    std::vector<std::string> places;
    for (const auto& answer : r.dossier.answers)
        for (const auto& link : each.links)
            if (link.target.kind == LinkKind::Answer && link.target.key == answer.key.str())
                questions.insert(answer.key.question);
    for (const auto& question : questions) places.push_back(question.str());
    for (const auto& finding : r.dossier.findings)
        for (const auto& link : each.links)
            if (link.target.kind == LinkKind::Finding && link.target.key == finding.finding.key.str())
                places.push_back(finding_name(r, finding.finding));
    for (const auto& action : r.dossier.actions)
        for (const auto& link : each.links)
            if (link.target.kind == LinkKind::Action && link.target.key == action.action.key.str())
                places.push_back(action.action.key.str());
    return joined(places, ", ");
}

Tree file_rows(const ReportText& r, const DossierEvidence& each)
{
    auto files = Tree::list();
    for (const auto& file : each.standing().files)
        files.push_back({{"name", each.is_nameless() ? std::string("—") : file.name},
                         {"size", shown_size(r.language(), file.bytes)},
                         {"sha256", file.sha256}});
    return files;
}

Tree evidence_row(const ReportText& r, const DossierEvidence& each)
{
    const auto& version = each.standing();
    const auto& fields = version.fields;
    const auto state = state_on(version.state, fields.valid_until, r.dossier.today);
    return {
        {"number", each.evidence.key.str()},
        {"title", each.is_nameless() ? r.text("report.withheld") : each.evidence.fields.title},
        {"type", each.evidence.fields.type ? r.word("evidence_type", str(*each.evidence.fields.type)) : ""},
        {"owner", r.dossier.name(each.evidence.fields.owner)},
        {"version", version_name(each)},
        {"document_date", r.date(fields.document_date)},
        {"period", period(r, fields)},
        {"valid_until", r.date(fields.valid_until)},
        {"state", r.word("evidence_state", str(state))},
        {"confidentiality", r.word("confidentiality", str(each.evidence.fields.confidentiality))},
        {"masked", fields.masked},
        {"location", each.is_nameless() || fields.reference ? std::string() : fields.location},
        {"reference", reference_said(r.dossier, each, r.catalogues(), r.language())},
        {"accepted", accepted(r, version)},
        {"clauses", clauses(r, each)},
        {"used_by", used_by(r, each)},
        {"files", file_rows(r, each)}};
}

} // namespace

Tree checklist_annex(const ReportText& r)
{
    auto clauses = Tree::list();
    std::optional<ClauseNumber> current;
    Tree rows = Tree::list();
    const auto close = [&] {
        if (!current) return;
        clauses.push_back(
            {{"number", current->str()}, {"title", title_of(r, *current)}, {"questions", rows}});
        rows = Tree::list();
    };
    for (const auto* question : r.dossier.questions()) {
        const auto page = page_of(question->id);
        if (current != page) {
            close();
            current = page;
        }
        rows.push_back(question_row(r, *question));
    }
    close();
    return {{"clauses", clauses}};
}

Tree evidence_annex(const ReportText& r)
{
    auto rows = Tree::list();
    for (const auto& each : r.dossier.evidence) rows.push_back(evidence_row(r, each));
    return {{"rows", rows}};
}

} // namespace clausebook::views
