#include "organization.h"

#include "house.h"
#include "store/answers.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/journal.h"
#include "workspace/answers.h"
#include "workspace/checklists.h"
#include "workspace/evidence.h"
#include "workspace/organization.h"
#include "workspace/people.h"
#include "workspace/text_queue.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace clausebook::bench {
namespace {

Id<Person> come_in(House& house, const std::string& name, const Roles& roles, const std::string& login)
{
    Person person;
    person.name = name;
    person.function = "Works with complaints";
    person.competence = "Record of training 12";
    person.roles = roles;
    auto key = save_person(house.workspace, house.quality, person);
    if (!login.empty()) {
        const auto link = give_account(house.workspace, house.quality, key, login);
        set_password_by_link(house.workspace, link.token, password);
    }
    return key;
}

Organization organization()
{
    Organization organization;
    organization.legal_name = "Ölçüm Perakende A.Ş.";
    organization.address = "Büyükdere Cad. 101, İstanbul";
    organization.representative_name = "Murat Aydın";
    organization.representative_role = "Head of customer service";
    organization.representative_contact = "murat@example.org";
    organization.scope_statement = "Complaints of customers, all channels";
    organization.scope_exclusions = "none";
    organization.channels = "Telephone\nWeb\nLetter";
    organization.confidentiality_statement = "For the organization and its auditors.";
    return organization;
}

void bring_people(House& house)
{
    SetUp wish;
    wish.organization = organization();
    wish.site.name = "Istanbul";
    wish.site.address = "Büyükdere Cad. 101";
    wish.site.activities = "Complaints by telephone, web and letter";
    wish.site.headcount = 46;
    wish.person.name = "Zeynep Tan";
    wish.person.function = "Quality manager";
    wish.login = "quality";
    wish.password = password;
    const auto key = set_up(house.workspace, wish);
    house.quality = {key, wish.person.name, {Role::Administrator, Role::QualityManager}};
    const auto come = [&](const std::string& name, Role role, const std::string& login, int count) {
        std::vector<Actor> actors;
        for (int i = 0; i < count; ++i) {
            const auto called = i == 0 ? name : name + " " + std::to_string(i + 1);
            actors.push_back({come_in(house, called, {role}, i == 0 ? login : ""), called, {role}});
        }
        return actors;
    };
    const int fold = house.size.fold;
    house.leads = come("Selin Demir", Role::LeadAuditor, "lead", std::max(1, fold / 10));
    house.auditors = come("Elif Kaya", Role::Auditor, "auditor", std::max(1, fold / 5));
    house.auditees = come("Murat Aydın", Role::Auditee, "auditee", fold);
    const int others = house.size.people() - fold - std::max(1, fold / 10) - std::max(1, fold / 5) - 1;
    for (int i = 0; i < others; ++i) {
        house.tell("people", i, others);
        come_in(house, "Person " + std::to_string(i + 1), {Role::Auditee}, "");
    }
    house.procedure =
        save_criterion(house.workspace, house.quality,
                       {{}, 0, CriterionType::Own, "SOP-CH-01", "Handling of complaints", "Rev. 5", true});
}

/// One content of its own: every tenth a text that search reads, the others photographs as a telephone sends
/// them, small.
std::string content(int number)
{
    if (number % 10 == 0) {
        std::string text = "Record " + std::to_string(number) + " of complaints\n";
        while (text.size() < 2000)
            text += "case " + std::to_string(scattered(static_cast<std::size_t>(number) * 1000 + text.size()))
                + " acknowledged\n";
        return text;
    }
    std::string photograph("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20);
    while (photograph.size() < 3000) {
        const auto bits = scattered(static_cast<std::size_t>(number) * 1000 + photograph.size());
        for (unsigned shift = 0; shift < 64; shift += 8)
            photograph += static_cast<char>((bits >> shift) & 0xff);
    }
    return photograph + "\xff\xd9";
}

enum class Fate { Kept, Waits, Accepted };

/// Up to a hundred files, each a record of its own, in one entry, as a person drops a folder.
std::vector<Id<Evidence>> drop_folder(const House& house, int first, int count, Fate fate)
{
    std::vector<ReceivedFile> files;
    for (int i = first; i < first + count; ++i) {
        const auto bytes = content(i);
        ReceivedFile file{store::Incoming(house.workspace.vault()),
                          (i % 10 == 0 ? "Acknowledgement log " : "Screen of the complaints system ")
                              + std::to_string(i) + (i % 10 == 0 ? ".txt" : ".jpg"),
                          static_cast<std::int64_t>(bytes.size())};
        file.content.write(bytes);
        files.push_back(std::move(file));
    }
    Registration wish;
    wish.fields.type = pick(all_evidence_types(), static_cast<std::size_t>(first));
    wish.fields.owner = house.auditee.person;
    if (fate == Fate::Waits) wish.fields.confidentiality = Confidentiality::Confidential;
    wish.version.document_date = house.workspace.today();
    if (first % 300 == 0)
        wish.version.valid_until = plus_days(
            house.calendar.today(), static_cast<int>(scattered(static_cast<std::size_t>(first)) % 1000) - 30);
    if (fate != Fate::Kept) wish.then = Then::Submit;
    std::vector<Id<Evidence>> keys;
    for (const auto& made : register_evidence(house.workspace, house.auditee, std::move(files), wish))
        keys.push_back(made.evidence);
    return keys;
}

/// Of ten records seven are accepted, two wait, one is only registered.
void bring_evidence(House& house, int first, int count)
{
    constexpr int folder = 50;
    house.accepted.clear();
    for (int at = first; at < first + count; at += folder) {
        const int place = at / folder % 10;
        const auto fate = place < 7 ? Fate::Accepted : place < 9 ? Fate::Waits : Fate::Kept;
        const auto keys = drop_folder(house, at, std::min(folder, first + count - at), fate);
        if (fate != Fate::Accepted) continue;
        for (const auto& key : keys) {
            const auto version = store::evidence(house.workspace.read(), key).value().version;
            accept_evidence(house.workspace, house.quality, key, version);
            house.accepted.push_back(key);
        }
    }
}

/// Where the audit number `i` stands in the end: the latest are at work, those before them followed up, one
/// in 25 cancelled, all others completed.
AuditState state_of(int i, int audits)
{
    using enum AuditState;
    constexpr std::array at_work = {InProgress, ReportReview, ReportDraft, FieldworkDone, InProgress};
    const int latest = std::clamp(audits / 8, 1, 12);
    const int from_the_end = audits - 1 - i;
    if (from_the_end < latest) return at_work[static_cast<std::size_t>(from_the_end) % at_work.size()];
    if (from_the_end < latest + audits / 10) return FollowUp;
    return i % 25 == 24 ? Cancelled : Completed;
}

} // namespace

std::size_t scattered(std::size_t n)
{
    n = (n + 1) * 0x9E3779B97F4A7C15ULL;
    n ^= n >> 31;
    n *= 0xBF58476D1CE4E5B9ULL;
    return n ^ (n >> 29);
}

void make_organization(const std::filesystem::path& directory, Size size, const Tell& tell)
{
    constexpr int last_audit = 30; // days before today, so that it is past its dates
    const int days = size.fold == 1 ? 2 * 365 : 5 * 365;
    Calendar calendar(Date(std::chrono::floor<std::chrono::days>(system_time())));
    calendar.go_to(days + 10);
    Workspace workspace(directory, store::Database::Access::ReadAndWrite, [&] { return calendar.now(); });
    const views::Catalogues catalogues;
    const views::Renderer renderer(catalogues);
    House house{workspace, calendar, size, tell, catalogues, renderer};
    bring_people(house);
    const int records = size.evidence() / size.audits();
    for (int i = 0; i < size.audits(); ++i) {
        tell("audits, each with its evidence", i, size.audits());
        calendar.go_to(last_audit + (days - last_audit) * (size.audits() - 1 - i) / size.audits());
        house.appoint(i);
        bring_evidence(house, i * records, records);
        hold_audit(house, {i, state_of(i, size.audits())});
    }
    // What is measured is a house at rest, not one that still reads its files for search.
    for (int i = 0; read_waiting_text(workspace); ++i) tell("texts of files", i, size.evidence() / 10);
    sweep_texts(workspace);
}

void lengthen_journal(const std::filesystem::path& directory, std::int64_t entries, const Tell& tell)
{
    Workspace workspace(directory);
    const auto first = store::head(workspace.read()).number;
    store::AuditFilter filter;
    filter.state = AuditState::InProgress;
    std::vector<AnswerKey> keys;
    std::map<Id<Audit>, Actor> auditors;
    for (const auto& audit : store::audits(workspace.read(), filter, {}, 100).audits) {
        for (const auto& member : store::members(workspace.read(), audit.key))
            if (member.role == MemberRole::Auditor)
                auditors[audit.key] = {member.person, "", {Role::Auditor}};
        for (const auto* question : planned_questions(audit, checklist_of(workspace, audit)))
            keys.push_back({audit.key, question->id});
    }
    std::vector<Version> versions;
    versions.reserve(keys.size());
    for (const auto& key : keys) versions.push_back(store::answer(workspace.read(), key).value().version);
    for (auto number = first; number < entries; ++number) {
        const auto at = static_cast<std::size_t>(number) % keys.size();
        AnswerChange change;
        change.note = "Looked at again, " + std::to_string(number) + " times in all.";
        versions[at] = answer(workspace, auditors.at(keys[at].audit), keys[at], change, versions[at]).version;
        tell("entries", static_cast<int>(number - first), static_cast<int>(entries - first));
    }
}

} // namespace clausebook::bench
