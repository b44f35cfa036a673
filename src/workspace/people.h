#pragma once
// Verbs on people and their accounts.

#include "core/people/person.h"
#include "workspace/workspace.h"

namespace clausebook {

/// Every verb on others refuses "not_allowed" (State) to all but administrators and the program itself.

/// Saves a person, new or over the version it carries. Refuses what check() refuses, "edit_conflict",
/// "roles_not_yours" when roles change and the actor is no administrator, "last_administrator" when nobody
/// who can sign in would be administrator any more. Asked again with the same `retry_key`, a new person is
/// not made twice.
Id<Person> save_person(Workspace& workspace, const Actor& actor, const Person& person,
                       const std::string& retry_key = {});

/// A link that lets a person set a password once, within 15 minutes of being made.
struct OneTimeLink {
    std::string token;
    Instant ends_at;
};

/// Gives a person an account, or keeps the one there is and switches it on again when it was off, and makes a
/// one-time link; earlier ones that were not used end. Refuses "login_taken", "required", "no_roles" for a
/// person who may do nothing.
OneTimeLink give_account(Workspace& workspace, const Actor& actor, const Id<Person>& person,
                         const std::string& login);

/// The person a link is for, or nothing when it is unknown or over.
std::optional<Person> person_of_link(Workspace& workspace, const std::string& token);

/// Sets a password through a link, which is used up. Throws NotFound for one that is over; refuses what
/// check_password() refuses.
void set_password_by_link(Workspace& workspace, const std::string& token, const std::string& password);

/// Changes one's own password. Refuses "password_wrong" on field "old_password", "sign_in_wait" after too
/// many wrong ones, what check_password() refuses. Ends all one's sessions: one signs in anew.
void change_password(Workspace& workspace, const Actor& actor, const std::string& old_password,
                     const std::string& new_password, const std::string& address);

/// Switches an account off or on. Refuses "last_administrator".
void switch_account(Workspace& workspace, const Actor& actor, const Id<Person>& person, Version based_on,
                    bool active);

/// Chooses one's own language of the interface.
void choose_language(Workspace& workspace, const Actor& actor, Language language);

} // namespace clausebook
