#include "core/pack/pack.h"

#include <algorithm>
#include <set>

namespace clausebook {
namespace {

std::string_view pack_word(Language language)
{
    return language == Language::tr ? "_kanit-paketi_e" : "_evidence-pack_e";
}

std::optional<ClauseNumber> first_of(const Dossier& dossier, const DossierEvidence& evidence)
{
    std::set<ClauseNumber> by_answer;
    std::set<ClauseNumber> suggested;
    for (const auto& link : evidence.links) {
        const auto clause = ClauseNumber::parse(link.target.clause());
        if (!clause) continue;
        (link.target.kind == LinkKind::Answer ? by_answer : suggested).insert(*clause);
    }
    if (!by_answer.empty()) return *by_answer.begin();
    std::set<ClauseNumber> by_finding;
    for (const auto* one : linked_findings(dossier, evidence))
        if (one->finding.clause) by_finding.insert(*one->finding.clause);
    if (!by_finding.empty()) return *by_finding.begin();
    if (!suggested.empty()) return *suggested.begin();
    return std::nullopt;
}

bool is_over(AuditState state)
{
    return state == AuditState::ReportIssued || state == AuditState::FollowUp
        || state == AuditState::Completed;
}

/// True when the document speaks of another time than the audited period.
bool is_outside_period(const Dossier& dossier, const EvidenceVersion& version)
{
    const auto& audit = dossier.audit;
    const auto& fields = version.fields;
    if (!audit.period_from || !audit.period_to || !fields.period_from || !fields.period_to) return false;
    return *fields.period_to < *audit.period_from || *fields.period_from > *audit.period_to;
}

void warn(std::vector<PackWarning>& warnings, const char* code, std::vector<std::string> subjects)
{
    if (!subjects.empty()) warnings.push_back({code, std::move(subjects)});
}

/// Questions that stand as conforming without valid evidence, and those nobody has answered.
void look_at_questions(const Dossier& dossier, std::vector<PackWarning>& warnings)
{
    std::vector<std::string> bare;
    std::vector<std::string> open;
    for (const auto* question : dossier.questions()) {
        const auto answers = dossier.answers_to(question->id);
        if (std::all_of(answers.begin(), answers.end(),
                        [](const Answer* a) { return a->result == Result::None; }))
            open.push_back(question->id.str());
    }
    for (const auto& clause : dossier.progress.clauses)
        for (const auto& question : clause.questions)
            if (is_unproven(question)) bare.push_back(question.question.str());
    warn(warnings, "conforms_without_evidence", std::move(bare));
    warn(warnings, "not_answered", std::move(open));
}

void look_at_evidence(const Dossier& dossier, std::vector<PackWarning>& warnings)
{
    std::vector<std::string> expired;
    std::vector<std::string> undecided;
    std::vector<std::string> outside;
    std::vector<std::string> withheld;
    std::vector<std::string> kept_back;
    for (const auto& one : dossier.evidence) {
        const auto& version = one.standing();
        const auto state = state_on(version.state, version.fields.valid_until, dossier.today);
        if (state == EvidenceState::Expired)
            expired.push_back(one.evidence.key.str());
        else if (state != EvidenceState::Accepted)
            undecided.push_back(one.evidence.key.str());
        if (is_outside_period(dossier, version)) outside.push_back(one.evidence.key.str());
        if (one.withheld())
            withheld.push_back(one.evidence.key.str());
        else if (one.is_nameless())
            kept_back.push_back(one.evidence.key.str());
    }
    warn(warnings, "evidence_expired", std::move(expired));
    warn(warnings, "evidence_not_accepted", std::move(undecided));
    warn(warnings, "evidence_outside_period", std::move(outside));
    warn(warnings, "evidence_withheld", std::move(withheld));
    warn(warnings, "evidence_kept_back", std::move(kept_back));
}

} // namespace

std::string pack_name(const Id<Audit>& audit, Language language, std::int64_t entry)
{
    return audit.str() + std::string(pack_word(language)) + std::to_string(entry) + "_" + str(language)
        + ".zip";
}

bool is_pack_name(std::string_view name)
{
    return name.ends_with(".zip")
        && (name.find(pack_word(Language::en)) != std::string_view::npos
            || name.find(pack_word(Language::tr)) != std::string_view::npos);
}

bool IndexLine::destroyed() const
{
    return evidence->standing().state == EvidenceState::Destroyed;
}

std::vector<IndexLine> evidence_index(const Dossier& dossier)
{
    std::vector<IndexLine> lines;
    for (const auto& one : dossier.evidence) {
        IndexLine line;
        line.evidence = &one;
        line.folder = first_of(dossier, one);
        line.withheld = one.withheld();
        const auto& files = one.standing().files;
        if (files.empty()) lines.push_back(line);
        for (const auto& file : files) {
            line.file = &file;
            line.kept_back = one.keeps_back(file);
            lines.push_back(line);
        }
    }
    return lines;
}

std::vector<ClauseNumber> linked_clauses(const Dossier& dossier, const DossierEvidence& evidence)
{
    std::set<ClauseNumber> clauses;
    for (const auto& link : evidence.links)
        if (link.target.kind == LinkKind::Answer)
            if (const auto clause = ClauseNumber::parse(link.target.clause())) clauses.insert(*clause);
    for (const auto* one : linked_findings(dossier, evidence))
        if (one->finding.clause) clauses.insert(*one->finding.clause);
    return {clauses.begin(), clauses.end()};
}

std::vector<const DossierFinding*> linked_findings(const Dossier& dossier, const DossierEvidence& evidence)
{
    std::set<std::string> keys;
    for (const auto& link : evidence.links) {
        if (link.target.kind == LinkKind::Finding) keys.insert(link.target.key);
        if (link.target.kind != LinkKind::Action) continue;
        for (const auto& one : dossier.actions)
            if (one.action.key.str() == link.target.key)
                for (const auto& finding : one.findings) keys.insert(finding.str());
    }
    std::vector<const DossierFinding*> found;
    for (const auto& one : dossier.findings)
        if (keys.contains(one.finding.key.str())) found.push_back(&one);
    return found;
}

std::string called(const Finding& finding)
{
    return finding.number.empty() ? "f" + std::to_string(finding.serial) : finding.number;
}

std::vector<PackWarning> pack_warnings(const Dossier& dossier)
{
    std::vector<PackWarning> warnings;
    look_at_questions(dossier, warnings);
    look_at_evidence(dossier, warnings);
    std::vector<std::string> drafts;
    for (const auto& one : dossier.findings)
        if (one.finding.state == FindingState::Draft) drafts.push_back(called(one.finding));
    warn(warnings, "findings_in_draft", std::move(drafts));
    const auto& organization = dossier.organization;
    if (organization.representative_name.empty() || organization.representative_contact.empty())
        warnings.push_back({"no_contact", {}});
    if (!is_over(dossier.audit.state)) warnings.push_back({"report_not_issued", {}});
    return warnings;
}

} // namespace clausebook
