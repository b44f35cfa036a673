#include "core/audit/claim.h"

#include "core/checklist/checklist_import.h"

namespace clausebook {

std::string claim_key_for(const Dossier& dossier)
{
    if (!is_home_standard(dossier.checklist->identity)) return "claim_sentence.OTHER";
    return claim_key(dossier.organization);
}

} // namespace clausebook
