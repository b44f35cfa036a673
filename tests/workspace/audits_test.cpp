// Audits are planned, changed and manned.

#include "checklist/writer.h"
#include "resources/resources.h"
#include "store/checklists.h"
#include "store/errors.h"
#include "store/findings.h"
#include "store/verify.h"
#include "support/audits_at_work.h"

namespace clausebook {
namespace {

using enum AuditState;

class AuditVerbs : public testing::AuditsAtWork {};

TEST_F(AuditVerbs, a_new_audit_gets_the_next_number_of_its_type_and_year_and_one_journal_entry)
{
    const auto before = entries();
    const auto first = planned();
    EXPECT_EQ(entries(), before + 1);
    auto next = wish();
    next.starts_on = parse_date("2027-01-04");
    next.ends_on = next.starts_on;
    const auto second = create_audit(workspace, quality, wish());
    const auto next_year = create_audit(workspace, quality, next);
    EXPECT_EQ(first.str(), "IA-2026-01");
    EXPECT_EQ(second.str(), "IA-2026-02");
    EXPECT_EQ(next_year.str(), "IA-2027-01");
    const auto seen = see_audit(workspace.read(), auditor, first);
    EXPECT_EQ(seen.audit.state, Planned);
    ASSERT_EQ(seen.members.size(), 2U);
    EXPECT_EQ(seen.members[0].person, lead.person);
    EXPECT_EQ(seen.members[0].role, MemberRole::Lead);
}

TEST_F(AuditVerbs, an_audit_pins_the_checklist_by_its_content)
{
    const auto key = planned();
    const auto bytes = resources::read("checklists/iso-10002-2018.xml");
    EXPECT_EQ(audit(key).checklist, store::sha256(bytes));
    EXPECT_EQ(workspace.vault().read(audit(key).checklist), bytes);
    EXPECT_EQ(checklist_of(workspace, audit(key)).identity.edition, 2018);
    create_audit(workspace, quality, wish());
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM checklist"), 1);

    auto verb = workspace.begin(quality, "test.pin");
    EXPECT_THROW(store::pin(verb, workspace.vault(), current_checklist().identity, bytes + "\n"), Refusal);
    Audit lost;
    lost.checklist = std::string(64, 'a');
    EXPECT_THROW(checklist_of(workspace, lost), store::DamagedData);
}

TEST_F(AuditVerbs, a_refused_audit_leaves_nothing)
{
    EXPECT_EQ(refused([&] { create_audit(workspace, lead, wish()); }), "create_not_yours");
    EXPECT_EQ(refused_creation([](Audit& a) { a.ends_on = parse_date("2026-11-22"); }),
              "ends_before_it_starts ends_on");
    EXPECT_EQ(refused_creation([](Audit& a) { a.sites = {Id<Site>("S-99")}; }), "audit_choice_unknown sites");
    EXPECT_EQ(refused_creation([](Audit& a) { a.criteria = {Id<Criterion>("../x")}; }),
              "audit_choice_unknown criteria");
    EXPECT_EQ(refused_creation([](Audit& a) { a.clauses = {*ClauseNumber::parse("9.9")}; }),
              "audit_choice_unknown clauses");
    EXPECT_EQ(refused_creation([](Audit& a) { a.clauses = {*ClauseNumber::parse("X.11")}; }),
              "audit_choice_unknown clauses");
    EXPECT_EQ(refused_creation([&](Audit& a) { a.lead = auditor.person; }), "lead_without_role lead");
    EXPECT_EQ(refused_creation([](Audit& a) { a.lead = Id<Person>("P-9999"); }), "audit_choice_unknown lead");
    EXPECT_EQ(refused_creation([](Audit&) {}, {{auditee.person, MemberRole::Auditor}}),
              "auditor_owns_process team");
    EXPECT_EQ(refused_creation([](Audit&) {}, {{lead.person, MemberRole::Auditor}}), "named_twice team");
    EXPECT_EQ(refused_creation([](Audit&) {}, {{stranger.person, MemberRole::Lead}}), "one_lead team");
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM audit"), 0);
    EXPECT_EQ(refused_creation([](Audit& a) { a.clauses = {*ClauseNumber::parse("X.10")}; }), "");
}

TEST_F(AuditVerbs, an_audit_that_is_not_for_the_actor_is_not_found)
{
    const auto key = planned();
    const auto change = [&](const Actor& actor) {
        change_audit(workspace, actor, audit(key));
    };
    EXPECT_EQ(refused([&] { change(stranger); }), "not found");
    EXPECT_EQ(refused([&] { change(administrator); }), "not found");
    EXPECT_EQ(refused([&] { change(auditee); }), "not found");
    EXPECT_EQ(refused([&] { change(auditor); }), "audit_not_yours");
    EXPECT_EQ(refused([&] { change(management); }), "audit_not_yours");
    EXPECT_EQ(refused([&] { change(lead); }), "");
    EXPECT_THROW(see_audit(workspace.read(), quality, Id<Audit>("IA-2026-99")), NotFound);
}

TEST_F(AuditVerbs, a_change_over_an_older_version_is_refused)
{
    const auto key = planned();
    auto changed = audit(key);
    changed.title = "Renamed";
    change_audit(workspace, lead, changed);
    changed.title = "Renamed again";
    EXPECT_EQ(refused([&] { change_audit(workspace, quality, changed); }), "edit_conflict");
    EXPECT_EQ(refused([&] {
                  set_team(workspace, quality, key, 1, {{lead.person, MemberRole::Lead}});
              }),
              "edit_conflict");
    EXPECT_EQ(refused([&] { advance(workspace, quality, key, 1, Cancelled, "no"); }), "edit_conflict");
    EXPECT_EQ(audit(key).title, "Renamed");
}

TEST_F(AuditVerbs, once_fieldwork_runs_only_title_and_dates_change)
{
    const auto key = planned();
    begin_fieldwork(key);
    auto changed = audit(key);
    changed.title = "Renamed";
    changed.ends_on = parse_date("2026-11-27");
    EXPECT_EQ(refused([&] { change_audit(workspace, lead, changed); }), "");
    EXPECT_TRUE(audit(key).plan_accepted_on);
    changed = audit(key);
    changed.clauses.pop_back();
    EXPECT_EQ(refused([&] { change_audit(workspace, lead, changed); }), "scope_locked");
}

TEST_F(AuditVerbs, a_changed_frame_needs_its_plan_issued_and_accepted_anew)
{
    const auto key = planned();
    prepare(key);
    testing::complete_plan(workspace, quality, key);
    issue_plan(workspace, lead, key, version(key));
    accept_plan(workspace, auditee, key, version(key));
    auto changed = audit(key);
    changed.title = "Renamed";
    change_audit(workspace, lead, changed);
    EXPECT_TRUE(audit(key).plan_accepted_on);
    changed = audit(key);
    changed.scope = "Only Bursa";
    change_audit(workspace, lead, changed);
    EXPECT_FALSE(audit(key).plan_issued_on);
    EXPECT_FALSE(audit(key).plan_accepted_on);
    EXPECT_EQ(refused([&] { step(key, lead, Ready); }), "audit_step_incomplete");
}

TEST_F(AuditVerbs, widening_the_scope_to_a_process_of_a_member_is_refused)
{
    auto narrow = wish();
    narrow.clauses = {*ClauseNumber::parse("8.1")};
    const auto key = create_audit(workspace, quality, narrow, {{auditee.person, MemberRole::Auditor}});
    auto wide = audit(key);
    wide.clauses = wish().clauses;
    EXPECT_EQ(refused([&] { change_audit(workspace, lead, wide); }), "auditor_owns_process team");
}

TEST_F(AuditVerbs, a_team_keeps_declarations_of_those_who_stay)
{
    const auto key = planned();
    declare_independence(workspace, lead, key, lead.person, "");
    EXPECT_EQ(refused([&] {
                  set_team(workspace, lead, key, version(key),
                           {{lead.person, MemberRole::Lead}, {stranger.person, MemberRole::Expert}});
              }),
              "");
    auto seen = see_audit(workspace.read(), stranger, key);
    ASSERT_EQ(seen.members.size(), 2U);
    EXPECT_TRUE(seen.members[0].independence_declared);
    EXPECT_THROW(see_audit(workspace.read(), auditor, key), NotFound);
    EXPECT_EQ(refused([&] { set_team(workspace, lead, key, version(key), {}); }), "one_lead team");
    set_team(workspace, lead, key, version(key),
             {{stranger.person, MemberRole::Lead}, {lead.person, MemberRole::Auditor}});
    EXPECT_EQ(audit(key).lead, stranger.person);
}

TEST_F(AuditVerbs, who_has_answered_stays_on_the_team)
{
    const auto key = planned();
    begin_fieldwork(key);
    answer_all(key);
    EXPECT_EQ(refused([&] {
                  set_team(workspace, lead, key, version(key), {{lead.person, MemberRole::Lead}});
              }),
              "member_has_answered team");
}

TEST_F(AuditVerbs, texts_of_every_script_are_kept_as_typed_and_control_bytes_refused)
{
    const std::string hostile = "<script>alert(1)</script> =HYPERLINK(\"x\") \u202eسلام e\u0301 '--";
    auto audit_wish = wish();
    audit_wish.title = hostile;
    audit_wish.scope = hostile + "\nline";
    const auto key = create_audit(workspace, quality, audit_wish);
    EXPECT_EQ(audit(key).title, hostile);
    EXPECT_EQ(audit(key).scope, hostile + "\nline");
    EXPECT_EQ(refused_creation([](Audit& a) { a.title = std::string("a\0b", 3); }), "unclean title");
    EXPECT_EQ(refused([&] { advance(workspace, quality, key, 1, Cancelled, "\x1b[2J"); }), "unclean reason");
}

TEST_F(AuditVerbs, the_same_wish_again_makes_one_audit)
{
    const auto first = create_audit(workspace, quality, wish(), {}, "key-of-a-form-1");
    const auto before = entries();
    EXPECT_EQ(create_audit(workspace, quality, wish(), {}, "key-of-a-form-1"), first);
    EXPECT_EQ(entries(), before);
    EXPECT_NE(create_audit(workspace, quality, wish(), {}, "key-of-a-form-2"), first);
}

TEST_F(AuditVerbs, what_is_switched_off_is_not_chosen_anew_and_nothing_twice)
{
    const auto key = planned();
    auto verb = workspace.begin(quality, "test.switched_off");
    auto site = *store::site(verb, bursa);
    site.active = false;
    store::save(verb, site);
    auto criterion = *store::criterion(verb, procedure);
    criterion.active = false;
    store::save(verb, criterion);
    Site open;
    open.name = "Ankara";
    const auto ankara = store::save(verb, open);
    verb.commit();

    EXPECT_EQ(refused_creation([](Audit&) {}), "audit_choice_unknown sites");
    EXPECT_EQ(refused_creation([&](Audit& a) { a.sites = {ankara}; }), "audit_choice_unknown criteria");
    auto changed = audit(key);
    changed.sites = {bursa, ankara, bursa, ankara};
    change_audit(workspace, quality, changed);
    EXPECT_EQ(audit(key).sites, (std::vector{bursa, ankara})) << "what was chosen before may stay";
}

} // namespace
} // namespace clausebook
