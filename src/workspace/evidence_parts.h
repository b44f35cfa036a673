#pragma once
// What the files of verbs on evidence share.

#include "workspace/evidence.h"

#include <optional>
#include <string>

namespace clausebook {

/// Throws the refusal, when there is one.
void refuse_unless(const std::optional<Refusal>& refusal);

/// True when there is such a record and the actor may see it.
bool sees(const store::Reading& db, const Actor& actor, const Id<Evidence>& key);

/// Refuses "no_such_person" on a field that names one.
void check_person(const store::Reading& db, const Id<Person>& person, const std::string& field);

/// Refuses a reference beside files ("reference_with_file"), and as check() and check_person() do.
void check_reference(const store::Reading& db, const std::optional<EvidenceReference>& reference,
                     std::size_t files, Date today);

/// Saves the record and its newest version.
Version save_newest(store::Writing& verb, const EvidenceDossier& dossier);

/// Hands the newest version in, when the rules let it.
void hand_in(store::Writing& verb, const Actor& actor, EvidenceDossier dossier);

} // namespace clausebook
