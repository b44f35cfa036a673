#pragma once
// Signing in and out. Source: trust.md 4, rulings 18.

#include "core/people/person.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>

namespace clausebook {

/// A signed-in person, as a request carries it.
struct SignedIn {
    Actor actor;
    std::optional<Language> language; ///< the person's own choice
    std::string form_token;           ///< what forms must bring along
    bool fresh_password = false;      ///< given within the last 5 minutes
    std::string session;              ///< key of the session
};

/// What the browser keeps after signing in.
struct Ticket {
    std::string token; ///< the cookie's value; only its hash is stored
    Id<Person> person;
};

/// Signs in. Refuses "sign_in_wrong" for a wrong name, a wrong password and a switched-off account alike, and
/// "sign_in_wait" (parameter seconds) while too many failures of this name or address are too recent: 5 free,
/// then 15 seconds doubling up to 15 minutes.
Ticket sign_in(Workspace& workspace, const std::string& login, const std::string& password,
               const std::string& address);

/// The person of a cookie's token; nothing when it is unknown, idle for 30 minutes (8 hours for a member of a
/// running audit over loopback), older than 12 hours, or the account was switched off. Notes that it was
/// seen, at most once a minute.
std::optional<SignedIn> signed_in(Workspace& workspace, const std::string& token);

/// Gives the password again for something that needs a fresh one. Refuses as sign_in() does, on field
/// "password".
void confirm_password(Workspace& workspace, const SignedIn& who, const std::string& password,
                      const std::string& address);

/// Checks a password that was given for `login` against `hash` ("" for nobody's) and keeps count of failures.
/// True when it is right. Refuses "sign_in_wait" on field "password".
bool knock(Workspace& workspace, const std::string& login, const std::string& hash,
           const std::string& password, const std::string& address);

/// Counts a secret that was wrong, told apart by `key`. Refuses "sign_in_wait" (parameter seconds), and
/// counts nothing, while too many before it are too recent, as sign_in() does.
void note_wrong_guess(Workspace& workspace, const std::string& key);

void sign_out(Workspace& workspace, const std::string& token);

/// Ends all sessions of the person.
void sign_out_everywhere(Workspace& workspace, const Actor& actor);

} // namespace clausebook
