#pragma once
// Rows of people, their accounts, their sessions and failed sign-ins.

#include "core/people/person.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook::store {

std::optional<Person> person(const Reading& db, const Id<Person>& key);
/// Everybody, by name: for those who choose among them. Who shows a few names asks for these.
std::vector<Person> people(const Reading& db);
/// Who can sign in: active people whose entrance is open, by name.
std::vector<Person> people_with_entrance(const Reading& db);
/// Who has an entry in the journal, by name.
std::vector<Person> people_who_acted(const Reading& db);

using PersonNames = std::map<Id<Person>, std::string>;
/// The names of these people. A key that is nobody's, such as "system", has none.
PersonNames names_of(const Reading& db, const std::set<Id<Person>>& keys);
/// Everybody's.
PersonNames all_names(const Reading& db);
/// Writes a person; one without a key gets the next. Returns the key.
Id<Person> save(Writing& verb, Person person);

std::optional<Account> account(const Reading& db, const Id<Person>& person);
std::vector<Account> accounts(const Reading& db);
/// The account of a login name, whatever its case.
std::optional<Account> account_of_login(const Reading& db, const std::string& login);
Version save(Writing& verb, const Account& account);
/// True while nobody has a password: only then may set-up run.
bool nobody_has_a_password(const Reading& db);

/// True for a member of an audit whose fieldwork is going on.
bool in_running_audit(const Reading& db, const Id<Person>& person);

/// A sign-in that is under way. Only the hash of its token is stored.
struct SessionRow {
    std::string key;
    Id<Person> person;
    std::string form_token;
    Instant started_at;
    Instant seen_at;
    Instant password_at;
    std::string address;
};

std::optional<SessionRow> session(const Reading& db, const std::string& key);
std::vector<SessionRow> sessions_of(const Reading& db, const Id<Person>& person);
void save(Writing& verb, const SessionRow& session);
/// Notes that a session was used, or that its password was given again, now. One that has ended stays so.
void note_seen(Writing& verb, const std::string& key);
void note_password(Writing& verb, const std::string& key);
void end_session(Writing& verb, const std::string& key);
void end_sessions_of(Writing& verb, const Id<Person>& person);
void end_sessions_before(Writing& verb, Instant started);

/// Failed sign-ins in a row for one login name or one address.
struct Failures {
    std::int64_t count = 0;
    Instant last;
};

Failures failures(const Reading& db, const std::string& key);
void note_failure(Writing& verb, const std::string& key, std::int64_t count);
void forget_failures(Writing& verb, const std::string& key);
void forget_failures_before(Writing& verb, Instant last);

} // namespace clausebook::store
