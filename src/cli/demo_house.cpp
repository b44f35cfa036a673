#include "cli/demo_house.h"

#include "cli/demo_story.h"
#include "resources/resources.h"
#include "store/people.h"
#include "workspace/evidence.h"
#include "workspace/organization.h"
#include "workspace/people.h"

namespace clausebook::cli {
namespace {

struct Somebody {
    const char* login;
    const char* name;
    const char* function;
    Roles roles;
    std::vector<const char*> owns{};
    const char* competence = "";
};

const std::vector<Somebody>& cast()
{
    using enum Role;
    static const std::vector<Somebody> people = {
        {"selin",
         "Selin Demir",
         "Lead auditor, internal audit",
         {LeadAuditor},
         {},
         "Lead auditor course, certificate LA-118"},
        {"elif",
         "Elif Kaya",
         "Auditor, internal audit",
         {Auditor},
         {},
         "Internal auditor course, certificate IA-402"},
        {"murat", "Murat Aydın", "Head of customer service", {Auditee}, {"7"}},
        {"burak", "Burak Yıldız", "Managing director", {TopManagement}},
        {"deniz", "Deniz Er", "Head of CRM applications", {Auditee}},
    };
    return people;
}

Person person_of(const Somebody& somebody)
{
    Person person;
    person.name = somebody.name;
    person.function = somebody.function;
    person.email = std::string(somebody.login) + "@anadolu.example";
    person.roles = somebody.roles;
    person.competence = somebody.competence;
    for (const auto* clause : somebody.owns) person.owns.push_back(ClauseNumber::parse(clause).value());
    return person;
}

/// Somebody comes in: the record, the account, and the password he or she chooses through the link.
void come_in(DemoHouse& house, const Actor& administrator, const Somebody& somebody)
{
    house.work();
    const auto key = save_person(house.workspace, administrator, person_of(somebody));
    const auto link = give_account(house.workspace, administrator, key, somebody.login);
    house.work();
    set_password_by_link(house.workspace, link.token, demo_password);
    house.people[somebody.login] = {key, somebody.name, somebody.roles};
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

/// Set-up makes the first person administrator too; she hands that over.
void set_up_people(DemoHouse& house)
{
    SetUp wish;
    wish.organization = organization_of(house);
    wish.site.name = "Istanbul call centre";
    wish.site.address = "Büyükdere Cad. 101, Şişli, İstanbul";
    wish.site.activities = "Complaints by telephone, web, app, e-mail and letter";
    wish.site.headcount = 46;
    wish.person = person_of({"zeynep", "Zeynep Tan", "Quality manager", {}});
    wish.login = "zeynep";
    wish.password = demo_password;
    const auto key = set_up(house.workspace, wish);
    house.people["zeynep"] = {key, wish.person.name, {Role::Administrator, Role::QualityManager}};

    come_in(house, house.who("zeynep"), {"ada", "Ada Lind", "Administrator, IT", {Role::Administrator}});
    const auto& ada = house.who("ada");
    auto zeynep = store::person(house.workspace.read(), key).value();
    zeynep.roles = {Role::QualityManager};
    save_person(house.workspace, ada, zeynep);
    house.people["zeynep"].roles = zeynep.roles;
    for (const auto& somebody : cast()) come_in(house, ada, somebody);
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
        {{}, 0, Own, "SOP-CH-01", "Handling of complaints", "Rev. 5", true},
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

Id<Evidence> registered(DemoHouse& house, const DemoEvidence& piece)
{
    const auto bytes = resources::read("evidence/files/" + piece.file);
    ReceivedFile file{store::Incoming(house.workspace.vault()), piece.file,
                      static_cast<std::int64_t>(bytes.size())};
    file.content.write(bytes);
    std::vector<ReceivedFile> files;
    files.push_back(std::move(file));
    Registration wish;
    wish.fields = {piece.title, piece.type, house.who(piece.brought_by).person, piece.confidentiality,
                   piece.note};
    wish.version.label = piece.label;
    wish.version.language = piece.language;
    wish.version.document_date = house.clock.days_before(piece.made_days_ago);
    if (piece.valid_days > 0)
        wish.version.valid_until = plus_days(*wish.version.document_date, piece.valid_days);
    return register_evidence(house.workspace, house.who(piece.brought_by), std::move(files), wish)
        .at(0)
        .evidence;
}

} // namespace

void set_up_demo(DemoHouse& house)
{
    set_up_people(house);
    set_up_sites(house);
    set_up_criteria(house);
}

void bring_evidence(DemoHouse& house, const std::string& login)
{
    auto& workspace = house.workspace;
    const auto version = [&](const Id<Evidence>& key) {
        return evidence_dossier(workspace.read(), house.who("zeynep"), key).evidence.version;
    };
    for (const auto& piece : demo_evidence()) {
        if (piece.brought_by != login) continue;
        house.work();
        const auto key = registered(house, piece);
        house.evidence[piece.file] = key;
        if (piece.state == EvidenceState::Registered) continue;
        submit_evidence(workspace, house.who(login), key, version(key));
        if (piece.state == EvidenceState::Submitted) continue;
        house.work();
        accept_evidence(workspace, house.who("zeynep"), key, version(key));
    }
}

} // namespace clausebook::cli
