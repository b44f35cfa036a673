#include "core/audit/dossier.h"

#include "core/audit/lifecycle.h"
#include "core/base/text.h"
#include "core/finding/finding_life.h"

#include <algorithm>
#include <stdexcept>

namespace clausebook {

const EvidenceVersion& DossierEvidence::standing() const
{
    for (const auto& version : versions)
        if (version.serial == evidence.current) return version;
    throw std::logic_error("evidence without the version that stands: " + evidence.key.str());
}

bool DossierEvidence::withheld() const
{
    return evidence.fields.confidentiality == Confidentiality::Personal && !standing().fields.masked;
}

bool DossierEvidence::keeps_back(const EvidenceFile& file) const
{
    return !withheld() && personal.contains(file.sha256);
}

bool DossierEvidence::is_nameless() const
{
    const auto& files = standing().files;
    return withheld() || std::any_of(files.begin(), files.end(), [&](const EvidenceFile& file) {
               return keeps_back(file);
           });
}

std::string version_name(const DossierEvidence& evidence)
{
    const auto& version = evidence.standing();
    const auto own = evidence.is_nameless() ? std::string() : trimmed(version.fields.label);
    return "v" + std::to_string(version.serial) + (own.empty() ? std::string() : " (" + own + ")");
}

const Person& Dossier::person(const Id<Person>& key) const
{
    const auto found = people.find(key);
    if (found == people.end()) throw std::logic_error("person not in the dossier: " + key.str());
    return found->second;
}

std::string Dossier::name(const Id<Person>& key) const
{
    return key.empty() ? std::string() : person(key).name;
}

const Site* Dossier::site(const Id<Site>& key) const
{
    const auto found =
        std::find_if(sites.begin(), sites.end(), [&](const Site& one) { return one.key == key; });
    return found == sites.end() ? nullptr : &*found;
}

const Criterion* Dossier::criterion(const Id<Criterion>& key) const
{
    const auto found =
        std::find_if(criteria.begin(), criteria.end(), [&](const Criterion& one) { return one.key == key; });
    return found == criteria.end() ? nullptr : &*found;
}

bool Dossier::is_audited(const Id<Site>& key) const
{
    return std::find(audit.sites.begin(), audit.sites.end(), key) != audit.sites.end();
}

std::vector<const Question*> Dossier::questions() const
{
    return planned_questions(audit, *checklist);
}

std::vector<const Answer*> Dossier::answers_to(const QuestionId& question) const
{
    std::vector<const Answer*> found;
    for (const auto& answer : answers)
        if (answer.key.question == question) found.push_back(&answer);
    return found;
}

std::vector<const DossierEvidence*> Dossier::evidence_of(const LinkTarget& target) const
{
    std::vector<const DossierEvidence*> found;
    for (const auto& one : evidence)
        if (std::any_of(one.links.begin(), one.links.end(),
                        [&](const EvidenceLink& link) { return link.target == target; }))
            found.push_back(&one);
    return found;
}

std::vector<const Finding*> Dossier::findings_at(const AnswerKey& key) const
{
    const FindingQuestion place{key.site, key.question};
    std::vector<const Finding*> found;
    for (const auto& one : findings)
        if (std::find(one.questions.begin(), one.questions.end(), place) != one.questions.end())
            found.push_back(&one.finding);
    return found;
}

Mark Dossier::mark_of(const Answer& answer) const
{
    std::optional<Grade> worst;
    for (const auto* finding : findings_at(answer.key))
        worst = worst ? worse(*worst, finding->grade) : finding->grade;
    return shown(answer.result, worst);
}

std::string Dossier::standard() const
{
    return checklist->identity.standard + ":" + std::to_string(checklist->identity.edition);
}

std::string claim_key(const Organization& organization)
{
    const bool by_name =
        organization.claim_profile == ClaimProfile::Scheme || organization.claim_profile == ClaimProfile::Qms;
    if (by_name && trimmed(organization.scheme_name).empty()) return {};
    return "claim_sentence." + str(organization.claim_profile);
}

} // namespace clausebook
