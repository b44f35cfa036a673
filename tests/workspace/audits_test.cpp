#include "checklist/writer.h"
#include "resources/resources.h"
#include "store/checklists.h"
#include "store/errors.h"
#include "store/findings.h"
#include "store/verify.h"
#include "support/audit_house.h"

#include <functional>

namespace clausebook {
namespace {

using enum AuditState;

class AuditVerbs : public testing::AuditHouse {
protected:
    /// The refusal's code and field; checks that nothing was recorded.
    std::string refused(const std::function<void()>& work)
    {
        const auto before = entries();
        std::string said;
        try {
            work();
        } catch (const Refusal& refusal) {
            said = refusal.code() + (refusal.field().empty() ? "" : " " + refusal.field());
        } catch (const NotFound&) {
            said = "not found";
        }
        EXPECT_EQ(entries(), said.empty() ? before + 1 : before) << "journal entries of: " << said;
        return said;
    }

    std::string refused_creation(const std::function<void(Audit&)>& change,
                                 const std::vector<TeamPlace>& team = {})
    {
        auto audit = wish();
        change(audit);
        return refused([&] { create_audit(workspace, quality, audit, team); });
    }

    /// Answers every planned question as conforming, straight into the rows.
    void answer_all(const Id<Audit>& key)
    {
        const auto at = audit_at_hand(workspace, workspace.read(), audit(key));
        auto verb = workspace.begin(lead, "test.answered");
        for (const auto& question : at.planned) put_answer(verb, key, question, "C");
        verb.commit();
    }

    void put_answer(store::Writing& verb, const Id<Audit>& key, const std::string& question,
                    const std::string& result)
    {
        verb.put("answer", key.str() + "/all/" + question,
                 {{"audit", key.str()},
                  {"site", "all"},
                  {"question", question},
                  {"result", result},
                  {"note", ""},
                  {"method", ""},
                  {"interviewee", ""},
                  {"na_approved_by", {}},
                  {"na_approved_on", ""},
                  {"flagged", 0},
                  {"answered_by", auditor.person.str()},
                  {"answered_at", "2026-11-22T08:00:00.000000Z"}},
                 0);
    }

    Conclusion whole_conclusion(const Id<Audit>& key)
    {
        Conclusion conclusion;
        conclusion.audit = key;
        for (const auto& field : conclusion_fields()) conclusion.*field.text = "none";
        return conclusion;
    }

    void hand_in(const Id<Audit>& key)
    {
        begin_fieldwork(key);
        answer_all(key);
        record_meeting(workspace, lead, meeting(key, MeetingKind::Closing, "2026-11-22"));
        step(key, lead, FieldworkDone);
        step(key, lead, ReportDraft);
        save_conclusion(workspace, lead, whole_conclusion(key));
        describe();
        step(key, lead, ReportReview);
    }
};

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

TEST_F(AuditVerbs, independence_is_declared_by_the_member_or_noted_for_one_without_an_account)
{
    const auto key = planned();
    const auto declare = [&](const Actor& actor, const Actor& of, const std::string& note) {
        return refused([&] { declare_independence(workspace, actor, key, of.person, note); });
    };
    EXPECT_EQ(declare(auditor, auditor, ""), "");
    EXPECT_EQ(declare(auditor, lead, "I say so"), "audit_not_yours");
    EXPECT_EQ(declare(quality, lead, ""), "required note");
    EXPECT_EQ(declare(quality, lead, "Signed on paper"), "");
    EXPECT_EQ(declare(quality, auditee, "x"), "not found");
    auto verb = workspace.begin(system_actor(), "test.account");
    store::save(verb, Account{lead.person, 0, "elif", "hash", true});
    verb.commit();
    EXPECT_EQ(declare(quality, lead, "Signed on paper"), "audit_not_yours");
}

TEST_F(AuditVerbs, a_plan_is_accepted_by_somebody_off_the_team)
{
    const auto key = planned();
    EXPECT_EQ(refused([&] { issue_plan(workspace, lead, key, version(key)); }), "plan_not_now");
    prepare(key);
    EXPECT_EQ(refused([&] { accept_plan(workspace, quality, key, version(key)); }), "plan_not_issued");
    EXPECT_EQ(refused([&] { accept_plan(workspace, auditee, key, version(key)); }), "not found");
    issue_plan(workspace, lead, key, version(key));
    EXPECT_EQ(audit(key).plan_issued_on, parse_date("2026-11-22"));
    EXPECT_EQ(refused([&] { accept_plan(workspace, lead, key, version(key)); }), "audit_not_yours");
    EXPECT_EQ(refused([&] { accept_plan(workspace, auditee, key, version(key)); }), "");
    EXPECT_EQ(refused([&] { accept_plan(workspace, quality, key, version(key)); }), "plan_accepted_already");
    EXPECT_EQ(audit(key).plan_accepted_by, auditee.person);

    auto own = wish();
    own.lead = quality.person;
    const auto led = create_audit(workspace, quality, own);
    declare_independence(workspace, quality, led, quality.person, "");
    step(led, quality, Preparing);
    issue_plan(workspace, quality, led, version(led));
    EXPECT_EQ(refused([&] { accept_plan(workspace, quality, led, version(led)); }), "audit_own_work");
}

TEST_F(AuditVerbs, meetings_are_recorded_when_their_time_has_come)
{
    const auto key = planned();
    const auto record = [&](const Actor& actor, const Meeting& meeting) {
        return refused([&] { record_meeting(workspace, actor, meeting); });
    };
    EXPECT_EQ(record(lead, meeting(key, MeetingKind::Opening, "2026-11-22")), "meeting_not_now");
    begin_fieldwork(key);
    EXPECT_EQ(record(quality, meeting(key, MeetingKind::Closing, "2026-11-22")), "audit_not_yours");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-23")), "meeting_in_future held_on");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-21")),
              "closing_before_opening held_on");
    auto nobody = meeting(key, MeetingKind::Closing, "2026-11-22");
    nobody.people = {Id<Person>("P-9999")};
    EXPECT_EQ(record(auditor, nobody), "audit_choice_unknown people");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-22")), "");
    EXPECT_EQ(record(auditor, meeting(key, MeetingKind::Closing, "2026-11-22")), "edit_conflict");
}

TEST_F(AuditVerbs, an_internal_audit_goes_all_the_way)
{
    const auto key = planned();
    EXPECT_EQ(refused([&] { step(key, lead, InProgress); }), "audit_step");
    begin_fieldwork(key);
    EXPECT_EQ(refused([&] { step(key, lead, FieldworkDone); }), "audit_step_incomplete");
    answer_all(key);
    record_meeting(workspace, lead, meeting(key, MeetingKind::Closing, "2026-11-22"));
    step(key, lead, FieldworkDone);
    EXPECT_EQ(refused([&] { step(key, quality, ReportDraft); }), "audit_step_not_yours");
    step(key, lead, ReportDraft);
    EXPECT_EQ(refused([&] { step(key, lead, ReportReview); }), "audit_step_incomplete");
    EXPECT_EQ(refused([&] { save_conclusion(workspace, lead, whole_conclusion(key)); }), "");
    EXPECT_EQ(refused([&] { step(key, lead, ReportReview); }), "audit_step_incomplete"); // people and sites
    describe();
    step(key, lead, ReportReview);
    EXPECT_EQ(audit(key).prepared_by, lead.person);
    EXPECT_EQ(refused([&] { save_conclusion(workspace, lead, whole_conclusion(key)); }),
              "conclusion_not_now");
    EXPECT_EQ(refused([&] { step(key, quality, ReportDraft); }), "required reason");
    step(key, quality, ReportDraft, "Say more about the shops");
    EXPECT_EQ(audit(key).state_reason, "Say more about the shops");
    EXPECT_TRUE(audit(key).prepared_by.empty());
    step(key, lead, ReportReview);
    EXPECT_EQ(refused([&] { step(key, quality, ReportIssued); }), "through_report");

    auto verb = workspace.begin(quality, "report.issued");
    auto issued = audit(key);
    take_step(workspace, verb, quality, issued, ReportIssued);
    verb.commit();
    const auto before = entries();
    begin_follow_up(workspace, key);
    EXPECT_EQ(entries(), before);
    step(key, lead, Completed);
    EXPECT_EQ(audit(key).state, Completed);
    auto conclusion = store::conclusion(workspace.read(), key);
    EXPECT_EQ(refused([&] { save_conclusion(workspace, auditor, conclusion); }), "audit_not_yours");
    EXPECT_EQ(refused([&] { save_conclusion(workspace, quality, conclusion); }), "audit_not_yours");
    conclusion.main_risks = "Late answers";
    EXPECT_EQ(refused([&] { save_conclusion(workspace, lead, conclusion); }), "");
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(AuditVerbs, an_issued_audit_with_an_open_finding_is_followed_up)
{
    const auto key = planned();
    hand_in(key);
    auto verb = workspace.begin(quality, "report.issued");
    auto issued = audit(key);
    Finding finding;
    finding.audit = key;
    finding.grade = Grade::OFI;
    finding.state = FindingState::Raised;
    finding.number = store::next_finding_number(verb, key);
    finding.clause = ClauseNumber::parse("7.4");
    finding.criterion = procedure;
    finding.criterion_section = "3.2";
    finding.requirement = "r";
    finding.objective_evidence = "x";
    finding.statement = "y";
    finding.auditor = lead.person;
    finding.found_on = *parse_date("2026-11-22");
    store::save(verb, finding);
    take_step(workspace, verb, quality, issued, ReportIssued);
    verb.commit();
    begin_follow_up(workspace, key);
    EXPECT_EQ(audit(key).state, FollowUp);
    EXPECT_EQ(refused([&] { step(key, lead, Completed); }), "audit_step_incomplete");
}

TEST_F(AuditVerbs, a_postponed_audit_is_planned_again_with_new_dates)
{
    const auto key = planned();
    EXPECT_EQ(refused([&] { step(key, quality, Postponed); }), "required reason");
    EXPECT_EQ(refused([&] { step(key, lead, Postponed, "Snow"); }), "audit_step_not_yours");
    step(key, quality, Postponed, "Snow");
    EXPECT_EQ(audit(key).state_before, Planned);
    EXPECT_EQ(refused([&] { step(key, quality, Planned); }), "dates_needed");
    const auto again = [&](const char* from, const char* to) {
        return refused(
            [&] { replan(workspace, quality, key, version(key), parse_date(from), parse_date(to)); });
    };
    EXPECT_EQ(again("2027-02-03", "2027-02-01"), "ends_before_it_starts ends_on");
    EXPECT_EQ(again("", ""), "required starts_on");
    EXPECT_EQ(again("2027-02-01", "2027-02-03"), "");
    EXPECT_EQ(audit(key).state, Planned);
    EXPECT_EQ(audit(key).key.str(), "IA-2026-01");
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

TEST_F(AuditVerbs, a_plan_names_the_team_and_ends_with_it)
{
    const auto key = planned();
    prepare(key);
    issue_plan(workspace, lead, key, version(key));
    const TeamPlace led{lead.person, MemberRole::Lead};
    const TeamPlace member{auditor.person, MemberRole::Auditor};
    set_team(workspace, lead, key, version(key), {led, member});
    EXPECT_TRUE(audit(key).plan_issued_on) << "the same team";
    set_team(workspace, lead, key, version(key), {led, member, {stranger.person, MemberRole::Observer}});
    EXPECT_FALSE(audit(key).plan_issued_on);
}

} // namespace
} // namespace clausebook
