#include "core/checklist/checklist_import.h"
#include "core/checklist/references.h"
#include "packs/sheets/marks.h"

#include <set>

namespace clausebook::packs {
namespace {

/// What the answers under one clause say together.
struct ClauseFacts {
    std::vector<const Answer*> answers;
    std::set<std::string> assessors;
    std::optional<Date> last;
    std::vector<const DossierEvidence*> evidence; ///< linked to its answers, by number
    std::vector<std::string> open_findings;
};

ClauseFacts facts_of(const Dossier& dossier, const Clause& clause)
{
    ClauseFacts facts;
    std::set<std::string> keys;
    for (const auto& answer : dossier.answers) {
        if (answer.key.question.clause() != clause.number || answer.result == Result::None) continue;
        facts.answers.push_back(&answer);
        facts.assessors.insert(dossier.name(answer.by));
        const auto day = date_of(dossier.local(answer.at));
        if (!facts.last || *facts.last < day) facts.last = day;
    }
    for (const auto& one : dossier.evidence)
        if (std::any_of(one.links.begin(), one.links.end(), [&](const EvidenceLink& link) {
                return link.target.kind == LinkKind::Answer && link.target.clause() == clause.number.str();
            }))
            facts.evidence.push_back(&one);
    for (const auto& one : dossier.findings)
        if (one.finding.clause == clause.number && is_open(one.finding.state))
            facts.open_findings.push_back(called(one.finding));
    return facts;
}

/// The documents that say how: policies, procedures and the like that are accepted, with their own version.
std::string how_implemented(const ClauseFacts& facts, Date today)
{
    std::vector<std::string> documents;
    for (const auto* one : facts.evidence) {
        const auto& type = one->evidence.fields.type;
        if (one->is_nameless() || !type || is_record_type(*type)) continue;
        const auto& version = one->standing();
        if (state_on(version.state, version.fields.valid_until, today) != EvidenceState::Accepted) continue;
        documents.push_back(one->evidence.fields.title + ", " + version_name(*one));
    }
    return listed(documents);
}

std::string owners(const Dossier& dossier, const ClauseNumber& clause)
{
    if (!is_home_standard(dossier.checklist->identity)) return listed({});
    std::vector<std::string> names;
    for (const auto& [key, person] : dossier.people)
        if (person.active && owns_process_of(person, clause)) names.push_back(person.name);
    return listed(names);
}

enum class Family { Iso9001, Iso10000 };

std::string references(const Words& words, const Clause& clause, Family family)
{
    std::vector<CrossReference> found;
    for (const auto& reference : clause.references)
        if (reference.standard.starts_with("ISO 9001") == (family == Family::Iso9001))
            found.push_back(reference);
    return references_text(found, {words.text, words.has});
}

/// Findings that count at another clause, and at which.
std::string concerned_text(const Words& words, const ClauseProgress* progress)
{
    std::vector<std::string> found;
    if (progress)
        for (const auto& one : progress->also_concerned) {
            const auto& key = one.finding.str();
            found.push_back(
                words("finding.also_concerned",
                      {{"finding", one.number.empty() ? key.substr(key.rfind('/') + 1) : one.number},
                       {"clause", one.primary.str()}}));
        }
    return listed(found);
}

/// Out of the audit's scope is not assessed; that is not "not applicable" (rulings 11, domain D.9c).
std::string status_text(const Words& words, const ClauseProgress* progress)
{
    const auto status = progress ? progress->status : ClauseStatus::NotPlanned;
    return words("clause_status."
                 + std::string(status == ClauseStatus::NotPlanned ? "NOT_ASSESSED" : str(status)));
}

std::string applicable_text(const Dossier& dossier, const Words& words, const ClauseNumber& clause)
{
    const auto& scope = dossier.audit.clauses;
    const bool in_scope = std::find(scope.begin(), scope.end(), clause) != scope.end();
    return words("pack.yes") + (in_scope ? "" : "; " + words("pack.not_in_scope"));
}

Colours status_colours(const Words& words)
{
    return {{words("clause_status.CONFORMING"), Colour::Green},
            {words("clause_status.OFI"), Colour::Blue},
            {words("clause_status.MINOR"), Colour::Amber},
            {words("clause_status.MAJOR"), Colour::Red},
            {words("clause_status.NOT_ASSESSED"), Colour::Grey}};
}

} // namespace

void clause_matrix_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto yes = Column::Wrap::Yes;
    const auto no = Column::Wrap::No;
    book.sheet({name,
                {{words("word.clause"), 9},
                 {words("word.title"), 34, yes},
                 {words("pack.applicable"), 13, yes},
                 {words("pack.how_implemented"), 40, yes},
                 {words("word.owner"), 20, yes},
                 {words("pack.evidence_nos"), 26, yes},
                 {words("pack.status_as_of",
                        {{"entry", entry_and_time(contents, dossier.journal.number, dossier.journal.at)}}),
                  24, no, status_colours(words)},
                 {words("pack.maturity"), 15, yes},
                 {words("pack.open_findings"), 18, yes},
                 {words("pack.iso9001_ref"), 22, yes},
                 {words("pack.family_ref"), 24, yes},
                 {words("pack.last_assessed_on"), 15},
                 {words("pack.assessor"), 20, yes},
                 {words("pack.also_concerned"), 30, yes}},
                2});
    for (const auto& clause : dossier.checklist->clauses) {
        const auto facts = facts_of(dossier, clause);
        std::vector<std::string> numbers;
        for (const auto* one : facts.evidence) numbers.push_back(one->evidence.key.str());
        book.row({clause.number.str(), clause.title.in(words.language),
                  applicable_text(dossier, words, clause.number),
                  or_none(words, how_implemented(facts, dossier.today)),
                  or_none(words, owners(dossier, clause.number)), or_none(words, listed(numbers)),
                  status_text(words, dossier.progress.find(clause.number)), words("report.not_part"),
                  or_none(words, listed(facts.open_findings)),
                  or_none(words, references(words, clause, Family::Iso9001)),
                  or_none(words, references(words, clause, Family::Iso10000)), facts.last,
                  listed({facts.assessors.begin(), facts.assessors.end()}),
                  or_none(words, concerned_text(words, dossier.progress.find(clause.number)))});
    }
}

} // namespace clausebook::packs
