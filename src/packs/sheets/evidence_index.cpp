#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

Colours state_colours(const Words& words)
{
    const auto of = [&](EvidenceState state) {
        return words("evidence_state." + str(state));
    };
    return {{of(EvidenceState::Accepted), Colour::Green},  {of(EvidenceState::Expired), Colour::Red},
            {of(EvidenceState::Rejected), Colour::Red},    {of(EvidenceState::Submitted), Colour::Amber},
            {of(EvidenceState::Registered), Colour::Grey}, {of(EvidenceState::Superseded), Colour::Grey},
            {of(EvidenceState::Archived), Colour::Grey},   {of(EvidenceState::Destroyed), Colour::Grey}};
}

std::vector<Column> columns(const Words& words)
{
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    return {{words("pack.evidence_no"), 13},
            {words("word.title"), 40, yes},
            {words("pack.type"), 26, yes},
            {words("word.owner"), 20, yes},
            {words("pack.location"), 44, yes},
            {words("pack.original_name"), 30, yes},
            {words("pack.sha256"), 35, yes},
            {words("word.version"), 14, yes},
            {words("pack.document_date"), 13},
            {words("pack.period_from"), 13},
            {words("pack.period_to"), 13},
            {words("pack.valid_until"), 13},
            {words("pack.status"), 17, no, state_colours(words)},
            {words("pack.approved_by"), 18, yes},
            {words("pack.approved_on"), 13},
            {words("pack.received_at"), 20},
            {words("pack.confidentiality"), 17, no, {{words("confidentiality.PERSONAL"), Colour::Amber}}},
            {words("pack.masked"), 12},
            {words("pack.linked_clauses"), 18, yes},
            {words("pack.linked_questions"), 26, yes},
            {words("pack.where_in_it"), 34, yes},
            {words("pack.linked_findings"), 18, yes}};
}

Cell location(const Contents& contents, const PackedLine& packed)
{
    const auto& words = contents.words;
    if (packed.line.destroyed()) return words("pack.destroyed");
    if (const auto said = reference_said(words, contents.dossier, *packed.line.evidence); !said.empty())
        return said;
    if (packed.line.withheld || packed.line.kept_back) return words("pack.withheld");
    if (!packed.path.empty()) return Cell::file(packed.path, packed.path);
    return packed.line.evidence->standing().fields.location;
}

/// The questions it is linked to, as the checklist prints them; of one at several sites by site.
std::vector<std::pair<QuestionId, const EvidenceLink*>> answers_of(const DossierEvidence& evidence)
{
    std::vector<std::pair<QuestionId, const EvidenceLink*>> answers;
    for (const auto& link : evidence.links) {
        if (link.target.kind != LinkKind::Answer) continue;
        const auto& key = link.target.key;
        answers.emplace_back(QuestionId::parse(key.substr(key.rfind('/') + 1)).value(), &link);
    }
    std::stable_sort(answers.begin(), answers.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    return answers;
}

std::vector<Cell> row_of(const Contents& contents, const PackedLine& packed)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto& one = *packed.line.evidence;
    const auto& fields = one.evidence.fields;
    const auto& version = one.standing();
    const bool nameless = one.is_nameless();
    std::vector<std::string> clauses;
    std::vector<std::string> questions;
    std::vector<std::string> places;
    std::vector<std::string> findings;
    for (const auto& clause : linked_clauses(dossier, one)) clauses.push_back(clause.str());
    for (const auto& [question, link] : answers_of(one)) {
        if (questions.empty() || questions.back() != question.str()) questions.push_back(question.str());
        if (!nameless && !link->locator.empty()) places.push_back(question.str() + ": " + link->locator);
    }
    for (const auto* finding : linked_findings(dossier, one)) findings.push_back(called(finding->finding));
    const auto state = state_on(version.state, version.fields.valid_until, dossier.today);
    return {one.evidence.key.str(),
            nameless ? words("pack.withheld_title") : fields.title,
            fields.type ? words("evidence_type." + std::string(str(*fields.type))) : words("pack.none"),
            or_none(words, dossier.name(fields.owner)),
            location(contents, packed),
            nameless || !packed.line.file ? "" : packed.line.file->name,
            packed.line.file ? packed.line.file->sha256 : "",
            version_name(one),
            version.fields.document_date,
            version.fields.period_from,
            version.fields.period_to,
            version.fields.valid_until,
            words("evidence_state." + str(state)),
            or_none(words, dossier.name(version.approved_by)),
            version.approved_on,
            moment_here(dossier, version.received_at),
            words("confidentiality." + str(fields.confidentiality)),
            yes_no(words, version.fields.masked),
            or_none(words, listed(clauses)),
            or_none(words, listed(questions)),
            listed(places),
            or_none(words, listed(findings))};
}

} // namespace

void evidence_index_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    book.sheet({name, columns(contents.words), 2, 2});
    for (const auto& packed : contents.index) book.row(row_of(contents, packed));
}

} // namespace clausebook::packs
