// What the plan and the fieldwork of an audit are written on: who may, when, and what is kept.

#include "core/audit/audit_kind.h"
#include "store/evidence.h"
#include "store/sheets.h"
#include "store/verify.h"
#include "support/audits_at_work.h"
#include "workspace/evidence.h"
#include "workspace/sheets.h"

namespace clausebook {
namespace {

using enum AuditState;

class Sheets : public testing::AuditsAtWork {
protected:
    Id<Audit> planned_as(AuditType type)
    {
        auto a = wish();
        a.type = type;
        if (kind_for(type).must_follow == AuditKind::Follows::Must) {
            a.follows = planned_as(kind_for(type).follows.front());
            put_into(a.follows, AuditState::ReportIssued);
            a.starts_on = parse_date("2026-12-07");
            a.ends_on = parse_date("2026-12-09");
        }
        return create_audit(workspace, quality, a, {{auditor.person, MemberRole::Auditor}});
    }

    /// An audit in a state, whatever leads there.
    void put_into(const Id<Audit>& key, AuditState state)
    {
        auto verb = workspace.begin(system_actor(), "test.state");
        auto changed = store::audit(verb, key).value();
        changed.state = state;
        store::save(verb, changed);
        verb.commit();
    }

    static SheetRow row(const Id<Audit>& key, const std::string& sheet, const std::string& place,
                        decltype(SheetRow::fields) fields, Version version = 0)
    {
        return {key, sheet, place, version, std::move(fields), {}, {}};
    }

    std::string save(const Actor& actor, const SheetRow& wanted)
    {
        return refused([&] { save_row(workspace, actor, wanted); });
    }

    SheetRows rows(const Id<Audit>& key) const { return sheets_for(workspace.read(), lead, key).rows; }

    Id<Evidence> evidence(Confidentiality confidentiality)
    {
        ReceivedFile file{store::Incoming(workspace.vault()), "list.txt", 3};
        file.content.write("abc");
        Registration registration;
        registration.fields.confidentiality = confidentiality;
        std::vector<ReceivedFile> files;
        files.push_back(std::move(file));
        return register_evidence(workspace, quality, std::move(files), registration).at(0).evidence;
    }

    void TearDown() override { EXPECT_TRUE(store::verify(workspace.directory()).differences.empty()); }
};

TEST_F(Sheets, a_numbered_row_gets_the_next_number_and_is_kept_tidy)
{
    const auto key = planned();
    const auto saved =
        save_row(workspace, lead,
                 row(key, "agenda", "", {{"process", "  Complaints desk "}, {"clauses", "7.4, 8.1"}}));
    EXPECT_EQ(saved.place, "1");
    EXPECT_EQ(saved.version, 1);
    EXPECT_EQ(saved.by, lead.person);
    const auto kept = rows(key);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].text("process"), "Complaints desk");
    EXPECT_EQ(kept[0].text("clauses"), "7.4 8.1");
    EXPECT_EQ(save_row(workspace, quality, row(key, "agenda", "", {{"place", "Bursa"}})).place, "2");
    EXPECT_EQ(save(lead, row(key, "agenda", "1", {{"process", "Call centre"}}, 1)), "");
    EXPECT_EQ(rows(key)[0].text("process"), "Call centre");
    EXPECT_EQ(rows(key)[0].version, 2);
}

TEST_F(Sheets, what_changes_nothing_is_not_recorded)
{
    const auto key = planned();
    const auto before = entries();
    EXPECT_EQ(save_row(workspace, lead, row(key, "agenda", "", {{"process", "  "}})).version, 0);
    EXPECT_EQ(save_row(workspace, lead, row(key, "basis", "one", {})).version, 0);
    EXPECT_EQ(entries(), before);
    ASSERT_EQ(save(lead, row(key, "basis", "one", {{"programme_ref", "P-2026"}})), "");
    const auto again =
        save_row(workspace, quality, row(key, "basis", "one", {{"programme_ref", "P-2026 "}}, 1));
    EXPECT_EQ(again.version, 1);
    EXPECT_EQ(again.by, lead.person);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_TRUE(rows(key)[0].text("previous_audit_ref").empty());
}

TEST_F(Sheets, a_request_that_comes_twice_writes_once)
{
    const auto key = planned();
    const auto wanted = row(key, "agenda", "", {{"process", "Desk"}});
    const auto first = save_row(workspace, lead, wanted, "one-request");
    const auto before = entries();
    EXPECT_EQ(save_row(workspace, lead, wanted, "one-request").place, first.place);
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(rows(key).size(), 1U);
}

TEST_F(Sheets, a_new_row_of_a_page_stays_one_row)
{
    const auto key = planned();
    const auto first = save_row(workspace, lead, row(key, "agenda", "", {{"process", "Desk"}}), "request-1",
                                "row-of-a-page");
    EXPECT_EQ(place_under(workspace, workspace.read(), lead, key, "agenda", "row-of-a-page"), first.place);
    EXPECT_EQ(place_under(workspace, workspace.read(), lead, key, "remote", "row-of-a-page"), "");
    EXPECT_EQ(place_under(workspace, workspace.read(), quality, key, "agenda", "row-of-a-page"), "");
    const auto second =
        save_row(workspace, lead, row(key, "agenda", "", {{"process", "Desk"}, {"place", "Bursa"}}, 1),
                 "request-2", "row-of-a-page");
    EXPECT_EQ(second.place, first.place);
    EXPECT_EQ(second.version, 2);
    EXPECT_EQ(rows(key).size(), 1U);
    EXPECT_EQ(refused([&] {
                  save_row(workspace, lead, row(key, "agenda", "", {{"process", "Else"}}), "request-3",
                           "row-of-a-page");
              }),
              "edit_conflict");
}

TEST_F(Sheets, nobody_writes_over_a_newer_version)
{
    const auto key = planned();
    ASSERT_EQ(save(lead, row(key, "basis", "one", {{"programme_ref", "P-1"}})), "");
    EXPECT_EQ(save(quality, row(key, "basis", "one", {{"programme_ref", "P-2"}})), "edit_conflict");
    EXPECT_EQ(save(quality, row(key, "basis", "one", {{"programme_ref", "P-2"}}, 7)), "edit_conflict");
    EXPECT_EQ(rows(key)[0].text("programme_ref"), "P-1");
}

TEST_F(Sheets, only_what_the_type_keeps_and_the_sheet_has_can_be_written)
{
    const auto key = planned();
    EXPECT_EQ(save(lead, row(key, "readiness", "one", {{"reasons", "x"}})), "not found");
    EXPECT_EQ(save(lead, row(key, "nothing", "one", {{"reasons", "x"}})), "not found");
    EXPECT_EQ(save(lead, row(key, "basis", "two", {{"programme_ref", "x"}})), "not found");
    EXPECT_EQ(save(lead, row(key, "agenda", "x", {{"process", "x"}})), "not found");
    EXPECT_EQ(save(lead, row(key, "agenda", "7", {{"process", "x"}}, 1)), "sheet_row_gone");
    EXPECT_EQ(save(lead, row(key, "basis", "one", {{"no_such_field", "x"}})), "choice_unknown no_such_field");
    EXPECT_EQ(save(lead, row(key, "agenda", "", {{"date", "soon"}})), "date_shape date");
    EXPECT_EQ(save(stranger, row(key, "basis", "one", {{"programme_ref", "x"}})), "not found");
    const auto second = planned_as(AuditType::Stage2);
    put_into(second, InProgress);
    EXPECT_EQ(save(lead, row(second, "matrix", "7.4", {{"how_implemented", "SOP"}})), "");
    EXPECT_EQ(save(lead, row(second, "matrix", "5.2", {{"how_implemented", "SOP"}})), "not found");
}

TEST_F(Sheets, the_plan_is_written_by_those_who_plan_before_fieldwork)
{
    const auto key = planned();
    const auto wanted = row(key, "basis", "one", {{"programme_ref", "P-1"}});
    EXPECT_EQ(save(auditor, wanted), "audit_not_yours");
    for (const auto state : audit_states) {
        put_into(key, state);
        const bool open = before_fieldwork(state);
        EXPECT_EQ(is_open(*find_sheet("basis"), state), open) << str(state);
        if (!open) {
            EXPECT_EQ(save(quality, wanted), "sheet_plan_closed") << str(state);
        }
    }
    put_into(key, Postponed);
    EXPECT_EQ(save(quality, wanted), "");
}

TEST_F(Sheets, fieldwork_is_written_by_those_who_conduct_while_the_records_are_open)
{
    const auto key = planned_as(AuditType::Stage1);
    const auto interview = row(key, "interviews", "", {{"function", "Clerk"}});
    const auto document = row(key, "documents", "", {{"document", "SOP"}});
    EXPECT_EQ(save(auditor, document), "sheet_not_now") << "planned";
    put_into(key, Preparing);
    EXPECT_EQ(save(auditor, interview), "sheet_not_now");
    EXPECT_EQ(save(auditor, document), "") << "read before anybody travels";
    EXPECT_EQ(save(quality, document), "only_auditors");
    put_into(key, ReportDraft);
    EXPECT_EQ(save(auditor, interview), "");
    put_into(key, ReportReview);
    EXPECT_EQ(save(lead, interview), "sheet_not_now");
    put_into(key, ReportIssued);
    EXPECT_EQ(save(auditor, interview), "sheet_not_now");
    EXPECT_EQ(save(lead, interview), "") << "for a correction";
    put_into(key, Cancelled);
    EXPECT_EQ(save(lead, interview), "sheet_not_now");
}

TEST_F(Sheets, a_change_of_an_issued_plan_withdraws_it_in_the_same_entry)
{
    const auto key = planned();
    prepare(key);
    ASSERT_EQ(save(lead, row(key, "agenda", "", {{"process", "Desk"}})), "");
    const auto issued = [&] {
        auto verb = workspace.begin(system_actor(), "test.issued");
        auto changed = store::audit(verb, key).value();
        changed.plan_issued_on = parse_date("2026-11-22");
        changed.plan_accepted_on = parse_date("2026-11-22");
        changed.plan_accepted_by = quality.person;
        store::save(verb, changed);
        verb.commit();
    };
    const auto is_withdrawn = [&] {
        const auto now = audit(key);
        return !now.plan_issued_on && !now.plan_accepted_on && now.plan_accepted_by.empty();
    };
    issued();
    EXPECT_EQ(save_row(workspace, lead, row(key, "agenda", "1", {{"process", "Desk"}}, 1)).version, 1);
    EXPECT_FALSE(is_withdrawn()) << "nothing changed";
    EXPECT_EQ(save(lead, row(key, "agenda", "1", {{"process", "Call centre"}}, 1)), "");
    EXPECT_TRUE(is_withdrawn());
    issued();
    EXPECT_EQ(refused([&] { remove_row(workspace, lead, key, "agenda", "1", 2); }), "");
    EXPECT_TRUE(is_withdrawn());
    issued();
    EXPECT_EQ(refused([&] { return_row(workspace, lead, key, "agenda", "1"); }), "");
    EXPECT_TRUE(is_withdrawn());
}

TEST_F(Sheets, clauses_people_and_evidence_have_to_be_there)
{
    const auto key = planned();
    EXPECT_EQ(save(lead, row(key, "agenda", "", {{"clauses", "7.4 9.9"}})), "clause_unknown clauses");
    EXPECT_EQ(save(lead, row(key, "agenda", "", {{"clauses", "7.4 X.1"}})), "");
    EXPECT_EQ(save(lead, row(key, "agenda", "", {{"auditor", stranger.person.str()}})),
              "person_not_on_team auditor");
    EXPECT_EQ(save(lead, row(key, "agenda", "", {{"auditor", auditor.person.str()}})), "");
    const auto open = evidence(Confidentiality::Internal);
    const auto closed = evidence(Confidentiality::Confidential);
    put_into(key, InProgress);
    EXPECT_EQ(save(auditor, row(key, "interviews", "", {{"evidence", "EV-7777"}})),
              "evidence_unknown evidence");
    EXPECT_EQ(save(auditor, row(key, "interviews", "", {{"evidence", closed.str()}})),
              "evidence_unknown evidence");
    EXPECT_EQ(save(auditor, row(key, "interviews", "", {{"evidence", open.str()}})), "");
}

TEST_F(Sheets, what_stood_before_is_not_asked_about_again)
{
    const auto key = planned();
    ASSERT_EQ(save(lead, row(key, "agenda", "", {{"auditor", auditor.person.str()}})), "");
    set_team(workspace, quality, key, version(key), {{lead.person, MemberRole::Lead}});
    EXPECT_EQ(save(lead, row(key, "agenda", "1", {{"auditor", auditor.person.str()}, {"place", "Bursa"}}, 1)),
              "");
    EXPECT_EQ(save(lead, row(key, "agenda", "", {{"auditor", auditor.person.str()}})),
              "person_not_on_team auditor");
}

TEST_F(Sheets, a_numbered_row_is_removed_and_comes_back_as_it_was)
{
    const auto key = planned();
    ASSERT_EQ(save(lead, row(key, "agenda", "", {{"process", "Desk"}})), "");
    ASSERT_EQ(save(lead, row(key, "basis", "one", {{"programme_ref", "P-1"}})), "");
    const auto remove = [&](const Actor& actor, const std::string& sheet, const std::string& place,
                            Version version) {
        return refused([&] { remove_row(workspace, actor, key, sheet, place, version); });
    };
    const auto bring_back = [&](const Actor& actor, const std::string& place) {
        return refused([&] { return_row(workspace, actor, key, "agenda", place); });
    };
    EXPECT_EQ(remove(lead, "agenda", "1", 2), "edit_conflict");
    EXPECT_EQ(remove(auditor, "agenda", "1", 1), "audit_not_yours");
    EXPECT_EQ(remove(lead, "basis", "one", 1), "not found");
    EXPECT_EQ(bring_back(lead, "1"), "edit_conflict") << "it stands";
    EXPECT_EQ(remove(lead, "agenda", "1", 1), "");
    EXPECT_EQ(remove(lead, "agenda", "1", 1), "sheet_row_gone");
    EXPECT_EQ(save(lead, row(key, "agenda", "1", {{"process", "Else"}}, 1)), "sheet_row_gone");
    EXPECT_EQ(bring_back(lead, "5"), "not found");
    EXPECT_EQ(bring_back(auditor, "1"), "audit_not_yours");
    EXPECT_EQ(bring_back(quality, "1"), "");
    const auto back = store::sheet_row(workspace.read(), key, "agenda", "1").value();
    EXPECT_EQ(back.text("process"), "Desk");
    EXPECT_EQ(back.by, quality.person);
    EXPECT_GT(back.version, 1);
    ASSERT_EQ(remove(lead, "agenda", "1", back.version), "");
    EXPECT_EQ(save_row(workspace, lead, row(key, "agenda", "", {{"process", "Third"}})).place, "2")
        << "a number is not given twice";
}

TEST_F(Sheets, what_is_missing_counts_what_can_be_given_now)
{
    const auto key = planned();
    const auto count = [&] {
        return gaps_now(audit(key), rows(key)).size();
    };
    const auto before = count();
    ASSERT_EQ(save(lead, row(key, "basis", "one", {{"programme_ref", "P-1"}})), "");
    EXPECT_EQ(count(), before - 1);
    const auto basis = tally_of(*find_sheet("basis"), audit(key), rows(key));
    EXPECT_EQ(basis.asked, 1U);
    EXPECT_EQ(basis.given(), 1U);
    const auto empty = tally_of(*find_sheet("agenda"), audit(key), rows(key));
    EXPECT_EQ(empty.given(), 0U);
    EXPECT_EQ(empty.asked, empty.gaps.size());
    put_into(key, InProgress);
    EXPECT_LT(count(), before) << "the plan cannot be written any more";
}

} // namespace
} // namespace clausebook
