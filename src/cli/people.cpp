// clausebook user add and reset: the way in when nobody can open the page. Both need the server to be
// stopped; while it runs, the page of people does the same.

#include "store/people.h"

#include "cli/commands.h"
#include "core/base/refusal.h"
#include "workspace/people.h"

namespace clausebook::cli {
namespace {

Roles roles_of(const std::string& text)
{
    Roles roles;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto code = text.substr(begin, end - begin);
        const auto role = parse_role(code);
        if (!role) throw WrongUse("role_unknown", code);
        roles.insert(*role);
        begin = end + 1;
    }
    return roles;
}

void print_link(const Terminal& terminal, const std::string& login, const OneTimeLink& link)
{
    terminal.say("cli.user.link", {{"login", login}, {"path", "/welcome/" + link.token}});
}

} // namespace

int user_add(const Terminal& terminal)
{
    Person person;
    person.name = terminal.word(0);
    person.function = terminal.arguments.value("function");
    person.roles = roles_of(terminal.arguments.value("roles"));
    const auto login = terminal.arguments.value("login");
    if (login.empty()) throw WrongUse("value_missing", "--login");
    Workspace workspace(data_directory(terminal.arguments));
    const auto key = save_person(workspace, system_actor(), person);
    print_link(terminal, login, give_account(workspace, system_actor(), key, login));
    return done;
}

int user_reset(const Terminal& terminal)
{
    Workspace workspace(data_directory(terminal.arguments));
    const auto& login = terminal.word(0);
    const auto account = store::account_of_login(workspace.read(), login);
    if (!account) throw WrongUse("login_unknown", login);
    print_link(terminal, account->login, give_account(workspace, system_actor(), account->person, {}));
    return done;
}

} // namespace clausebook::cli
