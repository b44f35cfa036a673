#include "cli/demo_house.h"

#include "store/people.h"
#include "workspace/organization.h"
#include "workspace/people.h"

#include <algorithm>

namespace clausebook::cli {
namespace {

Person person_of(const DemoPerson& somebody)
{
    Person person;
    person.name = somebody.name;
    person.function = somebody.function;
    person.organization = somebody.organization;
    if (!somebody.roles.empty()) person.email = somebody.handle + "@anadolu.example";
    person.roles = somebody.roles;
    person.competence = somebody.competence;
    person.owns = somebody.owns;
    return person;
}

/// Somebody comes in: the record, and for who has a role the account and the password chosen through the
/// link.
void come_in(DemoHouse& house, const Actor& administrator, const DemoPerson& somebody)
{
    house.work();
    const auto key = save_person(house.workspace, administrator, person_of(somebody));
    house.people[somebody.handle] = {key, somebody.name, somebody.roles};
    if (somebody.roles.empty()) return;
    const auto link = give_account(house.workspace, administrator, key, somebody.handle);
    house.work();
    set_password_by_link(house.workspace, link.token, demo_password);
}

Organization organization_of(const DemoHouse& house)
{
    Organization organization;
    organization.legal_name = "Anadolu Perakende A.Ş.";
    organization.trade_names = house.text("organization.trade_names");
    organization.address = house.text("organization.address");
    organization.representative_name = "Murat Aydın";
    organization.representative_role = house.text("organization.representative_role");
    organization.representative_contact = house.text("organization.representative_contact");
    organization.scope_statement = house.text("organization.scope_statement");
    organization.scope_exclusions = house.text("organization.scope_exclusions");
    organization.channels = house.text("organization.channels");
    organization.confidentiality_statement = house.text("organization.confidentiality_statement");
    organization.demo = true;
    return organization;
}

/// Set-up makes the first of the table administrator too; she hands that over to the second.
void set_up_people(DemoHouse& house)
{
    const auto people = demo_people();
    const auto& first = people.at(0);
    SetUp wish;
    wish.organization = organization_of(house);
    wish.site.name = "Istanbul call centre";
    wish.site.address = "Büyükdere Cad. 101, Şişli, İstanbul";
    wish.site.activities = "Complaints by telephone, web, app, e-mail and letter";
    wish.site.headcount = 46;
    wish.person = person_of(first);
    wish.person.roles = {};
    wish.login = first.handle;
    wish.password = demo_password;
    const auto key = set_up(house.workspace, wish);
    house.people[first.handle] = {key, first.name, {Role::Administrator, Role::QualityManager}};

    const auto& second = people.at(1);
    come_in(house, house.who(first.handle), second);
    const auto& administrator = house.who(second.handle);
    auto handed_over = store::person(house.workspace.read(), key).value();
    handed_over.roles = first.roles;
    save_person(house.workspace, administrator, handed_over);
    house.people[first.handle].roles = first.roles;
    std::for_each(people.begin() + 2, people.end(),
                  [&](const DemoPerson& somebody) { come_in(house, administrator, somebody); });
}

void set_up_sites(DemoHouse& house)
{
    const auto& zeynep = house.who("zeynep");
    const auto add = [&](const std::string& name, const std::string& address, int headcount) {
        house.work();
        return save_site(house.workspace, zeynep,
                         {{}, 0, name, address, "Sale; complaints taken at the counter", headcount, true});
    };
    house.sites["istanbul"] = Id<Site>("S-01");
    house.sites["kadikoy"] = add("Kadıköy store", "Söğütlüçeşme Cad. 40, Kadıköy, İstanbul", 58);
    house.sites["bursa"] = add("Bursa store", "Fevzi Çakmak Cad. 12, Osmangazi, Bursa", 64);
}

void set_up_criteria(DemoHouse& house)
{
    using enum CriterionType;
    const std::vector<Criterion> criteria = {
        {{}, 0, Own, "SOP-CH-01", "Handling of complaints", "as in force", true},
        {{}, 0, Own, "SOP-CH-04", "Acknowledgement of complaints", "Rev. 3", true},
        {{},
         0,
         Guidance,
         "ISO 10002:2018",
         "Guidelines for complaints handling in organizations",
         "2018",
         true},
        {{}, 0, Iso9001, "ISO 9001:2015", "Quality management systems", "2015", true},
        {{}, 0, Law, "Law 6502", "Protection of the consumer", "in force", true},
    };
    for (const auto& criterion : criteria) {
        house.work();
        house.criteria[criterion.reference] = save_criterion(house.workspace, house.who("zeynep"), criterion);
    }
}

} // namespace

void Timeline::on(int days_before, std::function<void()> happening)
{
    happenings_.push_back({days_before, std::move(happening)});
}

void Timeline::tell(StoryClock& clock)
{
    std::stable_sort(
        happenings_.begin(), happenings_.end(),
        [](const Happening& one, const Happening& other) { return one.days_before > other.days_before; });
    for (const auto& happening : happenings_) {
        clock.go_to(happening.days_before);
        happening.happens();
    }
}

const DemoEvidence& DemoHouse::piece(const std::string& name) const
{
    const auto found = std::find_if(pieces.begin(), pieces.end(),
                                    [&](const DemoEvidence& line) { return line.name == name; });
    if (found == pieces.end()) throw std::logic_error("demo: " + name);
    return *found;
}

void set_up_demo(DemoHouse& house)
{
    set_up_people(house);
    set_up_sites(house);
    set_up_criteria(house);
}

} // namespace clausebook::cli
