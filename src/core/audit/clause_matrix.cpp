#include "core/audit/clause_matrix.h"

#include "core/base/text.h"
#include "core/checklist/checklist_import.h"

#include <algorithm>

namespace clausebook {
namespace {

/// Who answered last and when, and who else.
void add_answers(ClauseMatrixRow& row, const Dossier& dossier)
{
    for (const auto& answer : dossier.answers) {
        if (answer.key.question.clause() != row.clause->number || answer.result == Result::None) continue;
        row.assessors.insert(dossier.name(answer.by));
        const auto day = date_of(dossier.local(answer.at));
        if (!row.last_assessed_on || *row.last_assessed_on < day) row.last_assessed_on = day;
    }
}

void add_evidence(ClauseMatrixRow& row, const Dossier& dossier)
{
    const auto number = row.clause->number.str();
    for (const auto& one : dossier.evidence)
        if (std::any_of(one.links.begin(), one.links.end(), [&](const EvidenceLink& link) {
                return link.target.kind == LinkKind::Answer && link.target.clause() == number;
            }))
            row.evidence.push_back(&one);
}

/// The documents that say how: policies, procedures and the like that are accepted, with their own version.
std::vector<std::string> documents(const ClauseMatrixRow& row, Date today)
{
    std::vector<std::string> found;
    for (const auto* one : row.evidence) {
        const auto& type = one->evidence.fields.type;
        if (one->is_nameless() || !type || is_record_type(*type)) continue;
        const auto& version = one->standing();
        if (state_on(version.state, version.fields.valid_until, today) != EvidenceState::Accepted) continue;
        found.push_back(one->evidence.fields.title + ", " + version_name(*one));
    }
    return found;
}

std::vector<std::string> how_implemented(const ClauseMatrixRow& row, const Dossier& dossier)
{
    const auto* said = find_row(dossier.sheets, "matrix", row.clause->number.str());
    auto told = said ? lines(said->text("how_implemented")) : std::vector<std::string>();
    return told.empty() ? documents(row, dossier.today) : told;
}

std::vector<std::string> owners(const Dossier& dossier, const ClauseNumber& clause)
{
    std::vector<std::string> names;
    if (!is_home_standard(dossier.checklist->identity)) return names;
    for (const auto& [key, person] : dossier.people)
        if (person.active && owns_process_of(person, clause)) names.push_back(person.name);
    return names;
}

void add_findings(ClauseMatrixRow& row, const Dossier& dossier)
{
    for (const auto& each : dossier.findings)
        if (each.finding.clause == row.clause->number && is_open(each.finding.state))
            row.open_findings.push_back(&each.finding);
    const auto* progress = dossier.progress.find(row.clause->number);
    if (!progress) return;
    row.also_concerned = progress->also_concerned;
    if (progress->status != ClauseStatus::NotPlanned) row.status = progress->status;
}

void add_references(ClauseMatrixRow& row)
{
    for (const auto& reference : row.clause->references)
        (reference.standard.starts_with("ISO 9001") ? row.iso9001 : row.family).push_back(reference);
}

} // namespace

std::vector<ClauseMatrixRow> clause_matrix(const Dossier& dossier)
{
    const auto& scope = dossier.audit.clauses;
    std::vector<ClauseMatrixRow> rows;
    for (const auto& clause : dossier.checklist->clauses) {
        ClauseMatrixRow row;
        row.clause = &clause;
        const bool within = std::find(scope.begin(), scope.end(), clause.number) != scope.end();
        row.scope = within ? ClauseMatrixRow::Scope::Within : ClauseMatrixRow::Scope::Outside;
        add_answers(row, dossier);
        add_evidence(row, dossier);
        row.how_implemented = how_implemented(row, dossier);
        row.owners = owners(dossier, clause.number);
        add_findings(row, dossier);
        add_references(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string clause_matrix_title(const Organization& organization)
{
    const bool guidance = organization.claim_profile == ClaimProfile::Guidance;
    return guidance ? "report.alignment_matrix" : "report.clause_matrix";
}

} // namespace clausebook
