#include "workspace/organization.h"

#include "core/base/form_rules.h"
#include "core/people/permission.h"
#include "store/organization.h"
#include "store/passwords.h"
#include "store/people.h"
#include "workspace/idempotency.h"

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
    Workspace::check_time_zone(wish.organization.time_zone);
    const auto hash = store::hash_password(wish.password);

    auto verb = workspace.begin(system_actor(), "organization.set_up");
    if (!store::nobody_has_a_password(verb)) throw Refusal::state("already_set_up");
    auto organization = wish.organization;
    const auto before = store::organization(verb);
    organization.version = before ? before->version : 0;
    store::save(verb, organization);
    store::save(verb, wish.site);
    auto person = wish.person;
    person.roles = {Role::Administrator, Role::QualityManager};
    auto key = store::save(verb, person);
    store::save(verb, Account{key, 0, trimmed(wish.login), hash, true});
    verb.commit();
    workspace.use_time_zone(wish.organization.time_zone);
    return key;
}

Version save_organization(Workspace& workspace, const Actor& actor, const Organization& organization)
{
    check_may(actor, Permission::EditOrganization);
    check(organization);
    Workspace::check_time_zone(organization.time_zone);
    auto verb = workspace.begin(actor, "organization.saved");
    const auto version = store::save(verb, organization);
    verb.commit();
    workspace.use_time_zone(organization.time_zone);
    return version;
}

Id<Site> save_site(Workspace& workspace, const Actor& actor, const Site& site, const std::string& retry_key)
{
    check_may(actor, Permission::EditOrganization);
    check(site);
    const Retry retry{"site.saved", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<Site>(given->text);
    auto key = store::save(verb, site);
    remember_reply(verb, actor, retry, {200, key.str()});
    verb.commit();
    return key;
}

Id<Criterion> save_criterion(Workspace& workspace, const Actor& actor, const Criterion& criterion,
                             const std::string& retry_key)
{
    check_may(actor, Permission::EditOrganization);
    check(criterion);
    const Retry retry{"criterion.saved", retry_key};
    auto verb = workspace.begin(actor, retry.action);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return Id<Criterion>(given->text);
    auto key = store::save(verb, criterion);
    remember_reply(verb, actor, retry, {200, key.str()});
    verb.commit();
    return key;
}

} // namespace clausebook
