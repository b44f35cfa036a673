// The plan of an audit: what keeps it from being issued, the proposed timetable, who signs.

#include "store/basis.h"
#include "store/evidence.h"
#include "store/sheets.h"
#include "support/audits_at_work.h"
#include "workspace/evidence.h"

#include <algorithm>

namespace clausebook {
namespace {

class Plans : public testing::AuditsAtWork {
protected:
    /// An audit in preparation that lacks nothing.
    Id<Audit> whole()
    {
        const auto key = planned();
        prepare(key);
        testing::complete_plan(workspace, quality, key);
        return key;
    }

    std::vector<std::string> codes(const Id<Audit>& key) const
    {
        std::vector<std::string> said;
        for (const auto& gap : missing_in_plan(workspace, workspace.read(), audit(key)))
            said.push_back(gap.code + " " + gap.key);
        return said;
    }

    template <typename Change>
    void change_organization(Change change)
    {
        auto verb = workspace.begin(system_actor(), "test.organization");
        auto organization = store::organization(verb).value();
        change(organization);
        store::save(verb, organization);
        verb.commit();
    }

    std::string issue_refused(const Id<Audit>& key)
    {
        return refused([&] { issue_plan(workspace, lead, key, version(key)); });
    }
};

using Codes = std::vector<std::string>;

TEST_F(Plans, each_required_field_of_the_header_keeps_a_plan_from_being_issued)
{
    const auto key = whole();
    EXPECT_EQ(codes(key), Codes{});
    const std::pair<std::string Organization::*, const char*> fields[] = {
        {&Organization::address, "address"},
        {&Organization::representative_name, "representative_name"},
        {&Organization::scope_statement, "scope_statement"},
        {&Organization::scope_exclusions, "scope_exclusions"},
        {&Organization::channels, "channels"},
        {&Organization::confidentiality_statement, "confidentiality_statement"}};
    for (const auto& [field, name] : fields) {
        std::string before;
        change_organization([&, member = field](Organization& o) { std::swap(o.*member, before); });
        EXPECT_EQ(codes(key), Codes{std::string("report_field ") + name});
        EXPECT_EQ(issue_refused(key), "plan_incomplete");
        change_organization([&, member = field](Organization& o) { std::swap(o.*member, before); });
    }
    EXPECT_EQ(issue_refused(key), "");
}

TEST_F(Plans, each_required_field_of_frame_and_sheets_keeps_a_plan_from_being_issued)
{
    const auto key = whole();
    int asked = 0;
    for (const auto& row : store::sheet_rows(workspace.read(), key))
        for (const auto& field : find_sheet(row.sheet)->fields) {
            if (field.need != SheetField::Need::Required || (row.sheet == "agenda" && row.place != "2"))
                continue;
            auto without = store::sheet_row(workspace.read(), key, row.sheet, row.place).value();
            const auto before = without.fields;
            without.fields.erase(std::string(field.name));
            for (const auto& fields : {without.fields, before}) {
                auto verb = workspace.begin(system_actor(), "test.sheet");
                auto standing = store::sheet_row(verb, key, row.sheet, row.place).value();
                standing.fields = fields;
                store::save(verb, standing);
                verb.commit();
                if (fields == before) continue;
                const auto said = codes(key);
                const auto gap = "plan_sheet " + row.sheet + "/" + row.place + "/" + std::string(field.name);
                EXPECT_NE(std::find(said.begin(), said.end(), gap), said.end()) << gap;
                EXPECT_EQ(issue_refused(key), "plan_incomplete") << gap;
            }
            ++asked;
        }
    EXPECT_GE(asked, 14);
    EXPECT_EQ(codes(key), Codes{});
}

TEST_F(Plans, what_is_refused_leaves_nothing_behind)
{
    const auto key = planned();
    declare_independence(workspace, lead, key, lead.person, "");
    declare_independence(workspace, auditor, key, auditor.person, "");
    step(key, lead, AuditState::Preparing);
    const auto before = entries();
    EXPECT_EQ(issue_refused(key), "plan_incomplete");
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(store::plan_signature(workspace.read(), key).version, 0);
    EXPECT_EQ(refused([&] { step(key, lead, AuditState::Ready); }), "audit_step_incomplete");
}

TEST_F(Plans, who_prepared_and_who_approved_are_noted_anew_with_each_issue)
{
    const auto key = whole();
    issue_plan(workspace, quality, key, version(key));
    auto signature = store::plan_signature(workspace.read(), key);
    EXPECT_EQ(signature.prepared_by, lead.person);
    EXPECT_EQ(signature.approved_by, quality.person);
    EXPECT_EQ(signature.approved_on, parse_date("2026-11-22"));
    clock += std::chrono::hours(24);
    issue_plan(workspace, lead, key, version(key));
    signature = store::plan_signature(workspace.read(), key);
    EXPECT_EQ(signature.approved_by, lead.person);
    EXPECT_EQ(signature.prepared_on, parse_date("2026-11-23"));
}

TEST_F(Plans, a_timetable_is_proposed_by_those_who_plan_into_an_empty_one_only)
{
    const auto key = planned();
    const auto propose = [&](const Actor& actor) {
        return refused([&] { propose_timetable(workspace, actor, key, testing::agenda_words); });
    };
    EXPECT_EQ(propose(auditor), "audit_not_yours");
    EXPECT_EQ(propose(stranger), "not found");
    EXPECT_EQ(propose(auditee), "not found");
    EXPECT_EQ(propose(lead), "");
    const auto rows = store::sheet_rows(workspace.read(), key);
    EXPECT_GE(rows.size(), 6U);
    for (const auto& row : rows) {
        EXPECT_EQ(row.by, lead.person);
        EXPECT_NO_THROW(check(row));
    }
    EXPECT_EQ(propose(quality), "timetable_not_empty");
    auto verb = workspace.begin(system_actor(), "test.rows");
    for (const auto& row : rows)
        if (row.place != "3") store::remove(verb, row);
    verb.commit();
    EXPECT_EQ(propose(quality), "timetable_not_empty") << "one row is left";
}

TEST_F(Plans, a_proposal_withdraws_the_plan_of_an_audit_that_needs_no_timetable)
{
    auto frame = wish();
    frame.type = AuditType::SelfAssessment;
    const auto key = create_audit(workspace, quality, frame, {{auditor.person, MemberRole::Auditor}});
    declare_independence(workspace, lead, key, lead.person, "");
    declare_independence(workspace, auditor, key, auditor.person, "");
    step(key, lead, AuditState::Preparing);
    testing::complete_header(workspace, key);
    testing::write_plan_sheets(workspace, key);
    EXPECT_EQ(issue_refused(key), "") << "its plan is short";
    propose_timetable(workspace, lead, key, testing::agenda_words);
    EXPECT_FALSE(audit(key).plan_issued_on);
}

TEST_F(Plans, a_record_of_competence_that_is_evidence_must_be_valid_when_the_audit_begins)
{
    const auto key = whole();
    const auto said_of = [&](const char* valid_until) {
        Registration wish;
        wish.fields.title = "Certificate of the auditor";
        wish.fields.type = EvidenceType::TRN;
        wish.version.valid_until = parse_date(valid_until);
        std::vector<ReceivedFile> files;
        ReceivedFile file{store::Incoming(workspace.vault()), std::string(valid_until) + ".txt", 10};
        file.content.write(valid_until);
        files.push_back(std::move(file));
        const auto piece = register_evidence(workspace, auditor, std::move(files), wish).at(0).evidence;
        auto verb = workspace.begin(system_actor(), "test.competence");
        auto person = store::person(verb, auditor.person).value();
        person.competence = "Course, " + piece.str();
        store::save(verb, person);
        verb.commit();
        return codes(key);
    };
    EXPECT_EQ(said_of("2026-11-22"), Codes{"plan_competence_outdated " + auditor.person.str()});
    EXPECT_EQ(said_of("2026-11-23"), Codes{}) << "on the day the audit begins it still holds";
}

TEST_F(Plans, an_auditor_who_came_to_own_a_process_is_named_with_the_row)
{
    const auto key = whole();
    auto verb = workspace.begin(system_actor(), "test.owner");
    for (const auto& actor : {lead, auditor}) {
        auto person = store::person(verb, actor.person).value();
        person.owns = {*ClauseNumber::parse("7")};
        store::save(verb, person);
    }
    verb.commit();
    const auto said = codes(key);
    EXPECT_FALSE(said.empty());
    for (const auto& one : said) EXPECT_TRUE(one.starts_with("plan_own_area agenda/")) << one;
}

TEST_F(Plans, dates_that_move_leave_the_timetable_behind)
{
    const auto key = whole();
    auto changed = audit(key);
    changed.starts_on = parse_date("2027-02-26");
    changed.ends_on = parse_date("2027-03-01"); // over the end of the month and a weekend
    change_audit(workspace, lead, changed);
    for (const auto& one : codes(key)) EXPECT_TRUE(one.starts_with("plan_other_day")) << one;
    EXPECT_FALSE(codes(key).empty());
    changed = audit(key);
    changed.ends_on = parse_date("2027-02-25");
    EXPECT_EQ(refused([&] { change_audit(workspace, lead, changed); }), "ends_before_it_starts ends_on");
}

} // namespace
} // namespace clausebook
