#include "organization.h"

#include "store/audits.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/people.h"
#include "workspace/answers.h"
#include "workspace/audits.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"
#include "workspace/findings.h"
#include "workspace/organization.h"
#include "workspace/people.h"
#include "workspace/text_queue.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace clausebook::bench {
namespace {

using Tell = std::function<void(const std::string& what, int done, int total)>;

/// A clock that goes on by two seconds whenever it is asked, so that no two entries have one time.
class Ticking {
public:
    Instant operator()()
    {
        now_ += std::chrono::seconds(2);
        return now_;
    }

private:
    Instant now_ = *parse_instant("2025-03-03T06:00:00.000000Z");
};

/// A number that looks like chance and is the same in every run.
std::size_t scattered(std::size_t n)
{
    n = (n + 1) * 0x9E3779B97F4A7C15ULL;
    n ^= n >> 31;
    n *= 0xBF58476D1CE4E5B9ULL;
    return n ^ (n >> 29);
}

template <class Choices>
const auto& pick(const Choices& choices, std::size_t n)
{
    return choices[scattered(n) % choices.size()];
}

struct House {
    Workspace& workspace;
    Size size;
    const Tell& tell;
    Actor quality{}, lead{}, auditor{}, auditee{};
    Id<Criterion> procedure{};
    std::vector<Id<Evidence>> accepted{};

    Version version(const Id<Audit>& audit) const
    {
        return store::audit(workspace.read(), audit).value().version;
    }
    Version version(const Id<Evidence>& key) const
    {
        return store::evidence(workspace.read(), key).value().version;
    }
};

Actor come_in(House& house, const std::string& name, const Roles& roles, const std::string& login)
{
    Person person;
    person.name = name;
    person.function = "Function of " + name;
    person.competence = "Course of " + name;
    person.roles = roles;
    const auto key = save_person(house.workspace, house.quality, person);
    if (!login.empty()) {
        const auto link = give_account(house.workspace, house.quality, key, login);
        set_password_by_link(house.workspace, link.token, password);
    }
    return {key, name, roles};
}

void bring_people(House& house)
{
    SetUp wish;
    wish.organization.legal_name = "Ölçüm Perakende A.Ş.";
    wish.organization.scope_statement = "Complaints of customers, all channels";
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
    house.lead = come_in(house, "Selin Demir", {Role::LeadAuditor}, "");
    house.auditor = come_in(house, "Elif Kaya", {Role::Auditor}, "auditor");
    house.auditee = come_in(house, "Murat Aydın", {Role::Auditee}, "");
    for (int i = 4; i < house.size.people(); ++i) {
        house.tell("people", i, house.size.people());
        come_in(house, "Person " + std::to_string(i), {Role::Auditee}, "");
    }
    house.procedure =
        save_criterion(house.workspace, house.quality,
                       {{}, 0, CriterionType::Own, "SOP-CH-01", "Handling of complaints", "Rev. 5", true});
}

/// A hundred files, each a record of its own, in one entry, as a person drops a folder.
std::vector<Id<Evidence>> drop_folder(const House& house, int first, int count)
{
    std::vector<ReceivedFile> files;
    for (int i = first; i < first + count; ++i) {
        std::string text = "Record " + std::to_string(i) + " of complaints\n";
        while (text.size() < 2000)
            text += std::to_string(scattered(static_cast<std::size_t>(i) * 1000 + text.size())) + "\n";
        ReceivedFile file{store::Incoming(house.workspace.vault()),
                          "Acknowledgement log " + std::to_string(i) + ".txt",
                          static_cast<std::int64_t>(text.size())};
        file.content.write(text);
        files.push_back(std::move(file));
    }
    Registration wish;
    wish.fields.type = pick(all_evidence_types(), static_cast<std::size_t>(first));
    wish.fields.owner = house.auditee.person;
    wish.version.document_date = parse_date("2025-01-15");
    if (first % 300 == 0) wish.version.valid_until = parse_date("2027-01-15");
    std::vector<Id<Evidence>> keys;
    for (const auto& made : register_evidence(house.workspace, house.auditee, std::move(files), wish))
        keys.push_back(made.evidence);
    return keys;
}

/// Of ten records seven are accepted, two wait, one is only registered.
void bring_evidence(House& house)
{
    constexpr int folder = 100;
    for (int first = 0; first < house.size.evidence(); first += folder) {
        house.tell("evidence", first, house.size.evidence());
        const auto keys = drop_folder(house, first, std::min(folder, house.size.evidence() - first));
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (i % 10 == 9) continue;
            submit_evidence(house.workspace, house.auditee, keys[i], house.version(keys[i]));
            if (i % 10 >= 7) continue;
            accept_evidence(house.workspace, house.quality, keys[i], house.version(keys[i]));
            house.accepted.push_back(keys[i]);
        }
    }
}

Id<Audit> open_audit(const House& house, int number)
{
    Audit frame;
    frame.title = "Complaints handling, audit " + std::to_string(number);
    frame.objectives = "Does it conform?\nDoes it work?";
    frame.scope = "All channels of all sites";
    frame.risk_basis = "Complaints rose";
    frame.methods = {AuditMethod::Interview, AuditMethod::Document};
    frame.criteria = {house.procedure};
    frame.sites = {Id<Site>("S-01")};
    for (const auto& clause : current_checklist().clauses) frame.clauses.push_back(clause.number);
    frame.period_from = parse_date("2024-01-01");
    frame.period_to = parse_date("2024-12-31");
    frame.starts_on = parse_date("2025-03-03");
    frame.ends_on = parse_date("2025-03-07");
    frame.auditor_days = "5";
    frame.lead = house.lead.person;
    auto& workspace = house.workspace;
    auto key = create_audit(workspace, house.quality, frame, {{house.auditor.person, MemberRole::Auditor}});
    for (const auto* member : {&house.lead, &house.auditor})
        declare_independence(workspace, *member, key, member->person, "");
    advance(workspace, house.lead, key, house.version(key), AuditState::Preparing);
    issue_plan(workspace, house.lead, key, house.version(key));
    accept_plan(workspace, house.auditee, key, house.version(key));
    advance(workspace, house.lead, key, house.version(key), AuditState::Ready);
    record_meeting(
        workspace, house.lead,
        {key, 0, MeetingKind::Opening, workspace.today(), {house.lead.person, house.auditee.person}, ""});
    advance(workspace, house.lead, key, house.version(key), AuditState::InProgress);
    return key;
}

void answer_questions(const House& house, const Id<Audit>& key, int number)
{
    const auto audit = store::audit(house.workspace.read(), key).value();
    std::size_t n = static_cast<std::size_t>(number) * 1000;
    for (const auto* question : planned_questions(audit, checklist_of(house.workspace, audit))) {
        const AnswerKey answered{key, question->id};
        AnswerChange change;
        change.choice = n % 11 == 0 ? Mark::Opportunity : Mark::Conforms;
        change.note =
            "Seen in " + std::to_string(scattered(n) % 30) + " of 30 files; talked it over with the agents.";
        change.method = AnswerMethod::Examine;
        answer(house.workspace, house.auditor, answered, change, 0);
        link_evidence(house.workspace, house.lead, pick(house.accepted, n),
                      {LinkKind::Answer, answered.str()}, {"p. 4", {}}, 0);
        ++n;
    }
}

void find(const House& house, const Id<Audit>& key, int number)
{
    for (int i = 0; i < house.size.findings_an_audit(); ++i) {
        const auto n = static_cast<std::size_t>(number) * 1000 + static_cast<std::size_t>(i);
        FindingDraft wish;
        wish.audit = key;
        wish.grade = i % 7 == 0 ? Grade::MAJOR : Grade::MINOR;
        wish.clause = pick(current_checklist().clauses, n).number;
        const auto finding = draft_finding(house.workspace, house.auditor, wish);
        auto text = text_of(store::finding(house.workspace.read(), finding).value());
        text.criterion = house.procedure;
        text.criterion_section = "§3.2";
        text.process = "Receipt of complaints";
        text.auditee_contact = house.auditee.person;
        text.requirement = "Each complaint is acknowledged within two working days.";
        text.objective_evidence =
            std::to_string(scattered(n) % 25) + " of 25 closed files of the period came late.";
        text.statement = "Acknowledgement does not reliably take place within the target of the procedure.";
        text.grade_reason = "A part of the sample; customers do not know that they were heard.";
        const auto version = change_finding(house.workspace, house.auditor, finding, text);
        if (i % 5 != 4) raise(house.workspace, house.lead, finding, version);
    }
}

} // namespace

void make_organization(const std::filesystem::path& directory, Size size, const Tell& tell)
{
    Ticking clock;
    Workspace workspace(directory, store::Database::Access::ReadAndWrite, [&] { return clock(); });
    House house{workspace, size, tell};
    bring_people(house);
    bring_evidence(house);
    for (int i = 0; i < size.audits(); ++i) {
        tell("audits", i, size.audits());
        const auto key = open_audit(house, i);
        answer_questions(house, key, i);
        find(house, key, i);
    }
    // What is measured is a house at rest, not one that still reads its files for search.
    for (int i = 0; read_waiting_text(workspace); ++i) tell("texts of files", i, size.evidence());
}

} // namespace clausebook::bench
