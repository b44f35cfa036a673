#include "core/audit/dossier.h"

#include "core/audit/lifecycle.h"

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

} // namespace clausebook
