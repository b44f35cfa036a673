#include "store/answers.h"
#include "store/evidence.h"
#include "store/sheets.h"
#include "support/types_house.h"
#include "workspace/audit_copy.h"

namespace clausebook {
namespace {

class AuditCopyVerb : public testing::TypesHouse {
protected:
    static CopyWish copy_wish(AuditType type, const Id<Person>& lead)
    {
        return {type, "The next one", parse_date("2027-11-22"), parse_date("2027-11-24"), lead};
    }

    Id<Evidence> evidence(const std::string& title, EvidenceState state, const char* valid_until = nullptr)
    {
        auto verb = workspace.begin(quality, "test.evidence");
        Evidence record;
        record.key = store::next_evidence_number(verb);
        record.fields.title = title;
        record.registered_by = quality.person;
        EvidenceVersion version;
        version.serial = 1;
        version.state = state;
        if (valid_until != nullptr) version.fields.valid_until = parse_date(valid_until);
        version.uploaded_by = quality.person;
        version.received_at = verb.at();
        store::save(verb, record, {version});
        store::save(verb, record.key, version);
        const auto key = record.key;
        verb.commit();
        return key;
    }

    void link(const Id<Evidence>& key, const std::string& target)
    {
        auto verb = workspace.begin(quality, "test.linked");
        EvidenceLink link{{}, 0, key, *LinkTarget::parse(target), "p. 4", {}, quality.person, verb.at()};
        store::save(verb, link);
        verb.commit();
    }
};

TEST_F(AuditCopyVerb, plans_the_next_audit_in_one_entry_with_a_team_that_declares_anew)
{
    const auto source = planned();
    begin_fieldwork(source);
    answer_all(source);
    const auto before = entries();
    const auto key = copy_audit(workspace, quality, source, copy_wish(AuditType::Internal, lead.person));
    EXPECT_EQ(entries(), before + 1);
    const auto copy = audit(key);
    EXPECT_EQ(copy.state, AuditState::Planned);
    EXPECT_EQ(copy.title, "The next one");
    EXPECT_EQ(copy.follows, source);
    EXPECT_EQ(copy.scope, audit(source).scope);
    EXPECT_EQ(copy.clauses, audit(source).clauses);
    EXPECT_EQ(copy.checklist, audit(source).checklist);
    EXPECT_FALSE(copy.plan_issued_on || copy.period_from);
    const auto members = store::members(workspace.read(), key);
    ASSERT_EQ(members.size(), 2U);
    for (const auto& member : members) EXPECT_FALSE(member.independence_declared);
    EXPECT_TRUE(store::answers(workspace.read(), key).empty()) << "every answer begins as not yet";
}

TEST_F(AuditCopyVerb, asked_again_with_the_same_key_makes_nothing_twice)
{
    const auto source = planned();
    const auto wish = copy_wish(AuditType::Internal, lead.person);
    const auto key = copy_audit(workspace, quality, source, wish, "retry-0001");
    const auto before = entries();
    EXPECT_EQ(copy_audit(workspace, quality, source, wish, "retry-0001"), key);
    EXPECT_EQ(entries(), before);
}

TEST_F(AuditCopyVerb, takes_the_plan_over_without_its_days)
{
    const auto source = planned();
    {
        auto verb = workspace.begin(lead, "test.sheet");
        for (const auto& sheet : sheets()) {
            if (sheet.part != Sheet::Part::Plan || sheet.rows != Sheet::Rows::Free) continue;
            SheetRow row;
            row.audit = source;
            row.sheet = sheet.key;
            row.place = "7";
            for (const auto& field : sheet.fields)
                if (field.shape != SheetField::Shape::Evidence)
                    row.fields[std::string(field.name)] =
                        field.shape == SheetField::Shape::Day ? "2026-11-23" : "1";
            row.by = lead.person;
            row.at = verb.at();
            store::save(verb, row);
        }
        verb.commit();
    }
    const auto key = copy_audit(workspace, quality, source, copy_wish(AuditType::Internal, lead.person));
    const auto rows = store::sheet_rows(workspace.read(), key);
    ASSERT_FALSE(rows.empty());
    for (const auto& row : rows) {
        EXPECT_EQ(row.place, "1") << "numbered anew";
        for (const auto& [name, text] : row.fields) EXPECT_NE(text, "2026-11-23") << row.key() << name;
    }
    auto verb = workspace.begin(lead, "test.next");
    EXPECT_EQ(store::next_place(verb, key, rows.front().sheet), "2");
}

TEST_F(AuditCopyVerb, suggests_evidence_that_still_holds)
{
    const auto source = planned();
    const auto at = "answer:" + source.str() + "/all/7.4-Q1";
    link(evidence("Procedure", EvidenceState::Accepted), at);
    link(evidence("Old list", EvidenceState::Accepted, "2027-01-01"), at);
    link(evidence("Refused", EvidenceState::Rejected), at);
    const auto key = copy_audit(workspace, quality, source, copy_wish(AuditType::Internal, lead.person));
    const auto linked = store::evidence_linked_in(workspace.read(), key.str());
    ASSERT_EQ(linked.size(), 1U);
    EXPECT_EQ(linked[0].evidence.fields.title, "Procedure");
    EXPECT_EQ(linked[0].link.target.str(), "answer:" + key.str() + "/all/7.4-Q1");
    EXPECT_EQ(linked[0].link.locator, "p. 4");
    EXPECT_EQ(linked[0].link.note, source.str());
}

TEST_F(AuditCopyVerb, leaves_behind_who_and_what_is_switched_off)
{
    const auto source = planned();
    {
        auto verb = workspace.begin(system_actor(), "test.off");
        auto person = store::person(verb, auditor.person).value();
        person.active = false;
        store::save(verb, person);
        auto site = store::site(verb, bursa).value();
        site.active = false;
        store::save(verb, site);
        verb.commit();
    }
    const auto key = copy_audit(workspace, quality, source, copy_wish(AuditType::Internal, lead.person));
    EXPECT_EQ(store::members(workspace.read(), key).size(), 1U);
    EXPECT_TRUE(audit(key).sites.empty());
}

TEST_F(AuditCopyVerb, is_refused_where_the_audit_cannot_be_and_writes_nothing)
{
    const auto source = made(AuditType::Stage1, AuditState::Planned);
    const auto copied = [&](const Actor& who, const CopyWish& wish) {
        return refused([&] { copy_audit(workspace, who, source, wish); });
    };
    EXPECT_EQ(copied(lead, copy_wish(AuditType::Stage1, lead.person)), "create_not_yours");
    EXPECT_EQ(copied(quality, copy_wish(AuditType::Stage2, lead.person)), "follows_needed follows")
        << "the report of its stage 1 is not issued";
    EXPECT_EQ(copied(quality, copy_wish(AuditType::Stage1, auditor.person)), "lead_without_role lead");
    auto early = copy_wish(AuditType::Stage1, lead.person);
    early.starts_on = early.ends_on = parse_date("2026-11-20");
    EXPECT_EQ(copied(quality, early), "starts_before_follows starts_on");
    early.ends_on.reset();
    EXPECT_EQ(copied(quality, early), "required ends_on");
    EXPECT_EQ(refused([&] {
                  copy_audit(workspace, quality, Id<Audit>("IA-2026-77"),
                             copy_wish(AuditType::Internal, lead.person));
              }),
              "not found");
    state_is(source, AuditState::ReportIssued);
    EXPECT_EQ(copied(quality, copy_wish(AuditType::Stage2, lead.person)), "");
}

} // namespace
} // namespace clausebook
