#pragma once
// People and what they may do (rulings 3, 8, 17).

#include "core/base/clause_number.h"
#include "core/base/id.h"
#include "core/base/language.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// What a person is to the product, whatever the audit. Lead and member are said per audit.
enum class Role {
    Administrator,  ///< AD: users and settings; no audit content
    QualityManager, ///< QM: all content
    LeadAuditor,    ///< LA: the audits he or she leads
    Auditor,        ///< AU: the audits he or she is a member of
    Auditee,        ///< AE: the findings assigned, the evidence given
    TopManagement,  ///< TM: reads all but PERSONAL
};

inline constexpr std::array<Role, 6> roles = {Role::Administrator, Role::QualityManager, Role::LeadAuditor,
                                              Role::Auditor,       Role::Auditee,        Role::TopManagement};

/// "AD", "QM", "LA", "AU", "AE", "TM" (domain G).
std::string str(Role role);
std::optional<Role> parse_role(std::string_view code);

using Roles = std::set<Role>;

struct Person {
    Id<Person> key; ///< "P-0001"
    Version version = 0;
    std::string name;
    std::string function;     ///< what the person does in the organization, e.g. "head of customer service"
    std::string organization; ///< "" for our own
    std::string email;
    Roles roles;
    std::vector<ClauseNumber> owns; ///< clauses whose process this person owns, and so may not audit
    std::string competence;         ///< the record that shows an auditor's competence
    std::optional<Language> language;
    bool active = true;
};

/// Refuses what no person can be: Refusal with codes "required", "too_long", "unclean" and the field.
void check(const Person& person);

/// True when `clause` lies within a process the person owns: nobody audits a process of their own.
bool owns_process_of(const Person& person, const ClauseNumber& clause);

/// A person with a password.
struct Account {
    Id<Person> person;
    Version version = 0;
    std::string login;
    std::string password_hash; ///< "" until a one-time link was used
    bool active = true;
};

/// Refuses a password under 12 characters ("password_too_short"), over 200 ("too_long"), a common one or one
/// made of the login, the name or the product's name ("password_common").
void check_password(std::string_view password, std::string_view login, std::string_view name);

/// Who asks for something: a signed-in person, or nobody.
struct Actor {
    Id<Person> person;
    std::string name;
    Roles roles;

    bool signed_in() const { return !person.empty(); }
    bool is(Role role) const { return roles.contains(role); }
};

} // namespace clausebook
