// Every page × every role against a table that a person has reviewed (permissions.txt beside this file).

#include "core/people/permission.h"
#include "support/places.h"
#include "support/product.h"

#include <fstream>
#include <sstream>

namespace clausebook::test {
namespace {

const std::filesystem::path table_file = test::in_sources("tests/web/permissions.txt");

/// "GET /audits" -> "AE AU LA QM TM", "anyone" or "signed in".
std::map<std::string, std::string> reviewed()
{
    std::map<std::string, std::string> table;
    std::ifstream in(table_file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto bar = line.find(" | ");
        const auto row =
            line.substr(0, line.find_last_not_of(' ', bar == std::string::npos ? line.size() : bar) + 1);
        EXPECT_NE(bar, std::string::npos) << line;
        EXPECT_TRUE(table.emplace(row, line.substr(bar + 3)).second) << row << " stands twice";
    }
    return table;
}

std::string row_of(const web::Route& route)
{
    return std::string(web::name_of(route.method)) + " " + route.pattern;
}

/// Who has the route's permission, as the table writes it.
std::string who_may(const web::Route& route)
{
    if (route.permission == Permission::Public) return "anyone";
    if (route.permission == Permission::SignedIn) return "signed in";
    std::string list;
    for (const auto role : roles)
        if (has(role, route.permission)) list += (list.empty() ? "" : " ") + str(role);
    return list;
}

/// An address of the route, with a word for every parameter.
std::string address_of(const web::Route& route)
{
    std::string address;
    for (std::size_t i = 0; i < route.pattern.size(); ++i) {
        if (route.pattern[i] != '{') {
            address += route.pattern[i];
            continue;
        }
        address += "x";
        i = route.pattern.find('}', i);
    }
    return address;
}

} // namespace

using Permissions = Product;

TEST_F(Permissions, of_every_page_stand_in_the_reviewed_table_and_nowhere_else)
{
    auto table = reviewed();
    std::ostringstream missing;
    for (const auto& route : web::all_routes(desk)) {
        const auto row = table.find(row_of(route));
        if (row == table.end())
            missing << row_of(route) << " | " << who_may(route) << '\n';
        else
            EXPECT_EQ(row->second, who_may(route)) << row_of(route);
        if (row != table.end()) table.erase(row);
    }
    EXPECT_EQ(missing.str(), "") << "these pages are not in " << table_file;
    for (const auto& [row, who] : table)
        ADD_FAILURE() << row << " is in the table, but there is no such page";
}

TEST_F(Permissions, keep_out_every_role_that_has_none_on_every_page)
{
    const std::map<Role, Actor> actors = {{Role::Administrator, administrator},
                                          {Role::QualityManager, quality},
                                          {Role::LeadAuditor, lead},
                                          {Role::Auditor, auditor},
                                          {Role::Auditee, auditee},
                                          {Role::TopManagement, management}};
    const auto before = entries();
    int asked = 0;
    for (const auto& route : web::all_routes(desk)) {
        const auto address = address_of(route);
        const auto send = [&](const Actor& who) {
            ++asked;
            if (route.method == web::Method::Get) return get(who, address);
            return ask(who, std::string(web::name_of(route.method)), address);
        };
        if (route.permission == Permission::Public) continue;
        EXPECT_EQ(send(nobody).status, route.method == web::Method::Get ? 303 : 401) << row_of(route);
        for (const auto& [role, actor] : actors) {
            if (route.permission == Permission::SignedIn || has(role, route.permission)) continue;
            EXPECT_EQ(send(actor).status, 404) << row_of(route) << " as " << str(role);
        }
    }
    EXPECT_EQ(entries(), before) << "somebody without the right changed something";
    std::cout << "routes x roles walked: " << web::all_routes(desk).size() << " x " << (roles.size() + 1)
              << " (" << asked << " requests that had to be turned away)\n";
}

} // namespace clausebook::test
