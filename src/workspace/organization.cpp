#include "workspace/organization.h"

#include "core/base/form_rules.h"
#include "store/organization.h"
#include "store/passwords.h"
#include "store/people.h"

namespace clausebook {
namespace {

/// A refusal of one part of the set-up form, its field named as the form names it.
template <typename Work>
void part_of_form(const std::string& prefix, Work&& work)
{
    try {
        work();
    } catch (const Refusal& refusal) {
        throw Refusal(refusal.code(), prefix + refusal.field(), refusal.parameters(), refusal.kind());
    }
}

} // namespace

Id<Person> set_up(Workspace& workspace, const SetUp& wish)
{
    if (!store::nobody_has_a_password(workspace.read())) throw Refusal::state("already_set_up");
    check(wish.organization);
    part_of_form("site_", [&] { check(wish.site); });
    part_of_form("person_", [&] { check(wish.person); });
    check_given(wish.login, "login");
    check_line(wish.login, "login", 100);
    check_password(wish.password, wish.login, wish.person.name);
    const auto hash = store::hash_password(wish.password);
    workspace.use_time_zone(wish.organization.time_zone);

    auto verb = workspace.begin(system_actor(), "organization.set_up");
    if (!store::nobody_has_a_password(verb)) throw Refusal::state("already_set_up");
    auto organization = wish.organization;
    const auto before = store::organization(verb);
    organization.version = before ? before->version : 0;
    store::save(verb, organization);
    store::save(verb, wish.site);
    auto person = wish.person;
    person.roles = {Role::Administrator, Role::QualityManager};
    const auto key = store::save(verb, person);
    store::save(verb, Account{key, 0, trimmed(wish.login), hash, true});
    verb.commit();
    return key;
}

Version save_organization(Workspace& workspace, const Actor& actor, const Organization& organization)
{
    check(organization);
    auto verb = workspace.begin(actor, "organization.saved");
    const auto version = store::save(verb, organization);
    workspace.use_time_zone(organization.time_zone);
    verb.commit();
    return version;
}

Id<Site> save_site(Workspace& workspace, const Actor& actor, const Site& site)
{
    check(site);
    auto verb = workspace.begin(actor, "site.saved");
    const auto key = store::save(verb, site);
    verb.commit();
    return key;
}

Id<Criterion> save_criterion(Workspace& workspace, const Actor& actor, const Criterion& criterion)
{
    check(criterion);
    auto verb = workspace.begin(actor, "criterion.saved");
    const auto key = store::save(verb, criterion);
    verb.commit();
    return key;
}

} // namespace clausebook
