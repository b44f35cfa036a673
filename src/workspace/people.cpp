#include "workspace/people.h"

#include "core/base/form_rules.h"
#include "core/people/permission.h"
#include "store/passwords.h"
#include "store/people.h"
#include "workspace/idempotency.h"
#include "workspace/sign_in.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr auto link_lasts = std::chrono::minutes(15);

/// One-time links are kept beside the sessions; this mark in place of a form token tells them apart, and no
/// session is ever found through it.
constexpr std::string_view link_mark = "one-time link";

Person existing(const store::Reading& db, const Id<Person>& key)
{
    const auto person = store::person(db, key);
    if (!person) throw NotFound("person " + key.str());
    return *person;
}

/// Refuses a state of things in which nobody who can sign in is administrator.
void keep_an_administrator(const store::Reading& db)
{
    const auto everybody = store::people(db);
    const auto accounts = store::accounts(db);
    const bool kept = std::any_of(everybody.begin(), everybody.end(), [&](const Person& person) {
        if (!person.active || !person.roles.contains(Role::Administrator)) return false;
        return std::any_of(accounts.begin(), accounts.end(), [&](const Account& account) {
            return account.person == person.key && account.active && !account.password_hash.empty();
        });
    });
    if (!kept && !store::nobody_has_a_password(db)) throw Refusal::state("last_administrator");
}

void check_manages(const Actor& actor)
{
    if (actor.person != system_actor().person) check_may(actor, Permission::ManagePeople);
}

void end_links_of(store::Writing& verb, const Id<Person>& person)
{
    for (const auto& row : store::sessions_of(verb, person))
        if (row.form_token == link_mark) store::end_session(verb, row.key);
}

std::optional<store::SessionRow> link(const store::Reading& db, const std::string& token, Instant now)
{
    auto row = store::session(db, store::sha256(token));
    if (!row || row->form_token != link_mark || row->started_at + link_lasts < now) return std::nullopt;
    return row;
}

} // namespace

Id<Person> save_person(Workspace& workspace, const Actor& actor, const Person& person,
                       const std::string& retry_key)
{
    check_manages(actor);
    check(person);
    const Retry retry{"person.saved", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<Person>(given->text);
    if (!actor.is(Role::Administrator) && actor.person != system_actor().person) {
        const auto before = person.key.empty() ? Person() : existing(verb, person.key);
        if (before.roles != person.roles) throw Refusal("roles_not_yours", "roles");
    }
    auto key = store::save(verb, person);
    keep_an_administrator(verb);
    if (!person.active) store::end_sessions_of(verb, key);
    remember_reply(verb, actor, retry, {200, key.str()});
    verb.commit();
    return key;
}

OneTimeLink give_account(Workspace& workspace, const Actor& actor, const Id<Person>& key,
                         const std::string& login)
{
    check_manages(actor);
    auto verb = workspace.begin(actor, "account.link_made");
    const auto person = existing(verb, key);
    if (person.roles.empty()) throw Refusal("no_roles", "roles");
    auto account = store::account(verb, key).value_or(Account{key, 0, {}, {}, true});
    if (!login.empty()) {
        check_line(login, "login", 100);
        account.login = trimmed(login);
    }
    check_given(account.login, "login");
    if (const auto other = store::account_of_login(verb, account.login); other && other->person != key)
        throw Refusal("login_taken", "login");
    account.active = true;
    store::save(verb, account);
    end_links_of(verb, key);
    OneTimeLink made{store::new_token(), verb.at() + link_lasts};
    store::save(
        verb,
        store::SessionRow{
            store::sha256(made.token), key, std::string(link_mark), verb.at(), verb.at(), verb.at(), {}});
    verb.commit();
    return made;
}

std::optional<Person> person_of_link(Workspace& workspace, const std::string& token)
{
    const auto db = workspace.read();
    const auto row = link(db, token, workspace.now());
    return row ? store::person(db, row->person) : std::nullopt;
}

void set_password_by_link(Workspace& workspace, const std::string& token, const std::string& password)
{
    const auto person = person_of_link(workspace, token);
    if (!person) throw NotFound("one-time link");
    const auto login = store::account(workspace.read(), person->key).value().login;
    check_password(password, login, person->name);
    const auto hash = store::hash_password(password);

    auto verb = workspace.begin(Actor{person->key, person->name, person->roles}, "account.password_set");
    if (!link(verb, token, verb.at())) throw NotFound("one-time link");
    auto account = store::account(verb, person->key).value();
    account.password_hash = hash;
    store::save(verb, account);
    store::end_sessions_of(verb, person->key);
    verb.commit();
}

void change_password(Workspace& workspace, const Actor& actor, const std::string& old_password,
                     const std::string& new_password, const std::string& address)
{
    const auto before = store::account(workspace.read(), actor.person).value();
    if (!knock(workspace, before.login, before.password_hash, old_password, address))
        throw Refusal("password_wrong", "old_password");
    check_password(new_password, before.login, actor.name);
    const auto hash = store::hash_password(new_password);

    auto verb = workspace.begin(actor, "account.password_set");
    auto account = before;
    account.password_hash = hash;
    store::save(verb, account);
    store::end_sessions_of(verb, actor.person);
    verb.commit();
}

void switch_account(Workspace& workspace, const Actor& actor, const Id<Person>& person, Version based_on,
                    bool active)
{
    check_manages(actor);
    auto verb = workspace.begin(actor, active ? "account.switched_on" : "account.switched_off");
    auto account = store::account(verb, person);
    if (!account) throw NotFound("account of " + person.str());
    account->version = based_on;
    account->active = active;
    store::save(verb, *account);
    keep_an_administrator(verb);
    if (!active) store::end_sessions_of(verb, person);
    verb.commit();
}

void choose_language(Workspace& workspace, const Actor& actor, Language language)
{
    auto verb = workspace.begin(actor, "person.language_chosen");
    auto person = existing(verb, actor.person);
    if (person.language == language) return;
    person.language = language;
    store::save(verb, person);
    verb.commit();
}

} // namespace clausebook
