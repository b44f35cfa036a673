#include "store/people.h"

#include "core/base/text.h"
#include "store/keys.h"
#include "store/organization.h"

namespace clausebook::store {
namespace {

Person person_from(const Row& row)
{
    Person person;
    person.key = Id<Person>(row.text("key"));
    person.version = row.number("version");
    person.name = row.text("name");
    person.function = row.text("function");
    person.organization = row.text("organization");
    person.email = row.text("email");
    for (const auto& code : words(row.text("roles"))) person.roles.insert(parse_role(code).value());
    for (const auto& clause : words(row.text("owns")))
        person.owns.push_back(ClauseNumber::parse(clause).value());
    person.competence = row.text("competence");
    person.language = parse_language(row.text("language"));
    person.active = row.flag("active");
    return person;
}

Account account_from(const Row& row)
{
    return {Id<Person>(row.text("key")), row.number("version"), row.text("login"), row.text("password_hash"),
            row.flag("active")};
}

SessionRow session_from(const Row& row)
{
    return {row.text("key"),           Id<Person>(row.text("person")), row.text("form_token"),
            row.instant("started_at"), row.instant("seen_at"),         row.instant("password_at"),
            row.text("address")};
}

std::vector<Person> people_from(const Rows& rows)
{
    std::vector<Person> found;
    found.reserve(rows.size());
    for (const auto& row : rows) found.push_back(person_from(row));
    return found;
}

PersonNames names_from(const Rows& rows)
{
    PersonNames names;
    for (const auto& row : rows) names.emplace(row.text("key"), row.text("name"));
    return names;
}

} // namespace

std::optional<Person> person(const Reading& db, const Id<Person>& key)
{
    const auto row = db.row("SELECT * FROM person WHERE key = ?", {key.str()});
    return row ? std::optional(person_from(*row)) : std::nullopt;
}

std::vector<Person> people(const Reading& db)
{
    return people_from(db.rows("SELECT * FROM person ORDER BY name_sort, key"));
}

std::vector<Person> people_with_entrance(const Reading& db)
{
    return people_from(db.rows("SELECT p.* FROM account a JOIN person p ON p.key = a.key "
                               "WHERE a.active = 1 AND p.active = 1 ORDER BY p.name_sort, p.key"));
}

std::vector<Person> people_who_acted(const Reading& db)
{
    // From one actor to the next by the index, instead of through all their entries.
    return people_from(
        db.rows("WITH RECURSIVE actors (actor) AS (SELECT min(actor) FROM journal_entry UNION ALL "
                "SELECT (SELECT min(e.actor) FROM journal_entry e WHERE e.actor > actors.actor) FROM actors "
                "WHERE actors.actor IS NOT NULL) "
                "SELECT p.* FROM actors JOIN person p ON p.key = actors.actor ORDER BY p.name_sort, p.key"));
}

PersonNames names_of(const Reading& db, const std::set<Id<Person>>& keys)
{
    if (keys.empty()) return {};
    const auto [marks, params] = keys_of(keys);
    return names_from(db.rows("SELECT key, name FROM person WHERE key IN (" + marks + ")", params));
}

PersonNames all_names(const Reading& db)
{
    return names_from(db.rows("SELECT key, name FROM person"));
}

Id<Person> save(Writing& verb, Person person)
{
    if (person.key.empty()) person.key = Id<Person>(numbered("P", verb.next_number("P"), 4));
    std::vector<std::string> roles;
    for (const auto role : person.roles) roles.push_back(str(role));
    std::vector<std::string> owns;
    for (const auto& clause : person.owns) owns.push_back(clause.str());
    verb.put("person", person.key.str(),
             {{"name", person.name},
              {"name_sort", sort_key(person.name)},
              {"function", person.function},
              {"organization", person.organization},
              {"email", person.email},
              {"roles", joined(roles)},
              {"owns", joined(owns)},
              {"competence", person.competence},
              {"language", person.language ? str(*person.language) : std::string()},
              {"active", std::int64_t{person.active}}},
             person.version);
    return person.key;
}

std::optional<Account> account(const Reading& db, const Id<Person>& person)
{
    const auto row = db.row("SELECT * FROM account WHERE key = ?", {person.str()});
    return row ? std::optional(account_from(*row)) : std::nullopt;
}

std::vector<Account> accounts(const Reading& db)
{
    std::vector<Account> found;
    for (const auto& row : db.rows("SELECT * FROM account ORDER BY login_fold"))
        found.push_back(account_from(row));
    return found;
}

std::optional<Account> account_of_login(const Reading& db, const std::string& login)
{
    const auto row = db.row("SELECT * FROM account WHERE login_fold = ?", {folded(trimmed(login))});
    return row ? std::optional(account_from(*row)) : std::nullopt;
}

Version save(Writing& verb, const Account& account)
{
    return verb.put("account", account.person.str(),
                    {{"login", account.login},
                     {"login_fold", folded(account.login)},
                     {"password_hash", account.password_hash},
                     {"active", std::int64_t{account.active}}},
                    account.version);
}

bool nobody_has_a_password(const Reading& db)
{
    return db.number("SELECT count(*) FROM account WHERE password_hash <> ''") == 0;
}

bool in_running_audit(const Reading& db, const Id<Person>& person)
{
    return db.number("SELECT count(*) FROM audit_member m JOIN audit a ON a.key = m.audit "
                     "WHERE m.person = ? AND a.state = 'IN_PROGRESS'",
                     {person.str()})
        > 0;
}

std::optional<SessionRow> session(const Reading& db, const std::string& key)
{
    const auto row = db.row("SELECT * FROM session WHERE key = ?", {key});
    return row ? std::optional(session_from(*row)) : std::nullopt;
}

std::vector<SessionRow> sessions_of(const Reading& db, const Id<Person>& person)
{
    std::vector<SessionRow> found;
    for (const auto& row :
         db.rows("SELECT * FROM session WHERE person = ? ORDER BY seen_at DESC", {person.str()}))
        found.push_back(session_from(row));
    return found;
}

void save(Writing& verb, const SessionRow& session)
{
    verb.plain(
        "INSERT OR REPLACE INTO session (key, person, form_token, started_at, seen_at, password_at, address) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        {session.key, session.person.str(), session.form_token, to_string(session.started_at),
         to_string(session.seen_at), to_string(session.password_at), session.address});
}

void note_seen(Writing& verb, const std::string& key)
{
    verb.plain("UPDATE session SET seen_at = ? WHERE key = ?", {to_string(verb.at()), key});
}

void note_password(Writing& verb, const std::string& key)
{
    verb.plain("UPDATE session SET password_at = ? WHERE key = ?", {to_string(verb.at()), key});
}

void end_session(Writing& verb, const std::string& key)
{
    verb.plain("DELETE FROM session WHERE key = ?", {key});
}

void end_sessions_of(Writing& verb, const Id<Person>& person)
{
    verb.plain("DELETE FROM session WHERE person = ?", {person.str()});
}

void end_sessions_before(Writing& verb, Instant started)
{
    verb.plain("DELETE FROM session WHERE started_at < ?", {to_string(started)});
}

Failures failures(const Reading& db, const std::string& key)
{
    const auto row = db.row("SELECT count, last FROM sign_in_failure WHERE key = ?", {key});
    return row ? Failures{row->number("count"), row->instant("last")} : Failures{};
}

void note_failure(Writing& verb, const std::string& key, std::int64_t count)
{
    verb.plain("INSERT OR REPLACE INTO sign_in_failure (key, count, last) VALUES (?, ?, ?)",
               {key, count, to_string(verb.at())});
}

void forget_failures(Writing& verb, const std::string& key)
{
    verb.plain("DELETE FROM sign_in_failure WHERE key = ?", {key});
}

void forget_failures_before(Writing& verb, Instant last)
{
    verb.plain("DELETE FROM sign_in_failure WHERE last < ?", {to_string(last)});
}

} // namespace clausebook::store
