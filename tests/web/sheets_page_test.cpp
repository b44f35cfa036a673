// The pages on which plan and fieldwork of an audit are written.

#include "core/audit/audit_kind.h"
#include "support/audit_house.h"
#include "support/desk_of.h"
#include "workspace/sheets.h"

namespace clausebook::web {
namespace {

const char* const hostile = "<script>alert(1)</script>\"'&";

class SheetPages : public testing::DeskOf<testing::AuditHouse> {
protected:
    static bool has(const Reply& reply, const std::string& text)
    {
        return reply.body().find(text) != std::string::npos;
    }

    static std::string location(const Reply& reply)
    {
        const auto* address = reply.header("Location");
        return address == nullptr ? "" : *address;
    }

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

    void put_into(const Id<Audit>& key, AuditState state)
    {
        auto verb = workspace.begin(system_actor(), "test.state");
        auto changed = store::audit(verb, key).value();
        changed.state = state;
        store::save(verb, changed);
        verb.commit();
    }

    static std::string page(const Id<Audit>& key, const std::string& rest)
    {
        return "/audits/" + key.str() + "/records/" + rest;
    }

    /// What the page sends by itself.
    Reply patch(const Actor& actor, const std::string& path, const Form& form, Version version,
                const std::string& key)
    {
        auto asked = request(actor, Method::Patch, path, Language::en);
        for (const auto& [name, value] : form) asked.form.add(name, value);
        asked.headers = {{"if-match", "\"" + std::to_string(version) + "\""}, {"idempotency-key", key}};
        return router.find(asked).handler(asked);
    }

    SheetRows rows(const Id<Audit>& key) const { return sheets_for(workspace.read(), lead, key).rows; }
};

TEST_F(SheetPages, the_list_has_the_sheets_of_the_type_and_what_is_given)
{
    const auto key = planned_as(AuditType::Stage1);
    const auto list = get(lead, "/audits/" + key.str() + "/records");
    for (const auto* sheet : sheets_of(AuditType::Stage1))
        EXPECT_TRUE(has(list, "/records/" + std::string(sheet->key) + "\"")) << sheet->key;
    EXPECT_FALSE(has(list, "/records/matrix\""));
    EXPECT_TRUE(has(list, "0 of 1 given"));
    save_row(workspace, lead, {key, "basis", "one", 0, {{"programme_ref", "P-1"}}, {}, {}});
    EXPECT_TRUE(has(get(lead, "/audits/" + key.str() + "/records"), "1 of 1 given"));
    EXPECT_TRUE(has(get(lead, "/audits/" + key.str() + "/records", Language::tr), "Plan ve kayıtlar"));
    EXPECT_TRUE(has(get(lead, "/audits/" + key.str()), "/audits/" + key.str() + "/records\""));
    EXPECT_THROW(get(stranger, "/audits/" + key.str() + "/records"), NotFound);
    EXPECT_THROW(get(auditee, "/audits/" + key.str() + "/records"), NotFound);
}

TEST_F(SheetPages, every_sheet_of_every_type_shows_in_every_state_and_language)
{
    for (const auto type : audit_types) {
        const auto key = planned_as(type);
        for (const auto state : {AuditState::Planned, AuditState::InProgress, AuditState::ReportReview,
                                 AuditState::ReportIssued, AuditState::Cancelled}) {
            put_into(key, state);
            for (const auto language : languages) {
                EXPECT_EQ(get(lead, "/audits/" + key.str() + "/records", language).status(), 200);
                EXPECT_EQ(get(lead, "/audits/" + key.str(), language).status(), 200);
                EXPECT_EQ(get(lead, "/audits/" + key.str() + "/conclusion", language).status(), 200);
                for (const auto* sheet : sheets_of(type))
                    EXPECT_EQ(get(lead, page(key, std::string(sheet->key)), language).status(), 200)
                        << sheet->key;
            }
        }
    }
}

TEST_F(SheetPages, a_sheet_that_is_not_kept_or_not_for_one_is_not_found)
{
    const auto key = planned();
    EXPECT_THROW(get(lead, page(key, "readiness")), NotFound);
    EXPECT_THROW(get(lead, page(key, "nothing")), NotFound);
    EXPECT_THROW(get(stranger, page(key, "basis")), NotFound);
    EXPECT_THROW(post(stranger, page(key, "basis/one"), {{"version", "0"}, {"s_programme_ref", "x"}}),
                 NotFound);
    EXPECT_EQ(post(auditor, page(key, "basis/one"), {{"version", "0"}, {"s_programme_ref", "x"}}).status(),
              409);
    EXPECT_TRUE(rows(key).empty());
}

TEST_F(SheetPages, a_form_adds_a_row_changes_it_and_leads_back_to_it)
{
    const auto key = planned();
    const auto made = post(lead, page(key, "agenda/new"), {{"version", "0"}, {"s_process", hostile}});
    ASSERT_EQ(made.status(), 303) << made.body();
    EXPECT_EQ(location(made), page(key, "agenda") + "#row-1");
    const auto shown = get(lead, page(key, "agenda"));
    EXPECT_FALSE(has(shown, "<script>alert"));
    EXPECT_TRUE(has(shown, "&lt;script&gt;alert"));
    EXPECT_TRUE(has(shown, "id=\"row-1\""));
    EXPECT_TRUE(has(shown, "id=\"row-new\""));
    const auto changed = post(lead, page(key, "agenda/1"), {{"version", "1"}, {"s_place", "Bursa"}});
    EXPECT_EQ(location(changed), page(key, "agenda") + "#row-1");
    EXPECT_EQ(rows(key)[0].text("process"), hostile) << "a field that is not in the form stays";
    EXPECT_EQ(location(post(lead, page(key, "agenda/new"), {{"version", "0"}, {"s_process", " "}})),
              page(key, "agenda") + "#row-new");
    EXPECT_EQ(rows(key).size(), 1U);
}

TEST_F(SheetPages, a_field_called_version_is_not_the_version_of_its_row)
{
    const auto key = planned_as(AuditType::Stage1);
    put_into(key, AuditState::Preparing);
    ASSERT_EQ(post(auditor, page(key, "documents/new"), {{"version", "0"}, {"s_version", "Rev. 3"}}).status(),
              303);
    EXPECT_EQ(rows(key).at(0).text("version"), "Rev. 3");
    EXPECT_EQ(rows(key).at(0).version, 1);
}

TEST_F(SheetPages, a_refused_row_comes_back_as_typed)
{
    const auto key = planned();
    const auto before = entries();
    const auto reply = post(lead, page(key, "agenda/new"),
                            {{"version", "0"}, {"s_process", hostile}, {"s_clauses", "7.4 9.99"}});
    EXPECT_EQ(reply.status(), 422);
    EXPECT_TRUE(has(reply, "href=\"#f-new-clauses\""));
    EXPECT_TRUE(has(reply, "id=\"f-new-clauses-problem\""));
    EXPECT_TRUE(has(reply, "value=\"7.4 9.99\""));
    EXPECT_FALSE(has(reply, "<script>alert"));
    EXPECT_EQ(entries(), before);
}

TEST_F(SheetPages, a_conflict_shows_both_texts_and_is_saved_over_what_was_seen)
{
    const auto key = planned();
    const auto path = page(key, "basis/one");
    ASSERT_EQ(post(lead, path, {{"version", "0"}, {"s_programme_ref", "Theirs 1"}}).status(), 303);
    const auto reply = post(quality, path, {{"version", "0"}, {"s_programme_ref", "Mine 2"}});
    EXPECT_EQ(reply.status(), 412);
    EXPECT_TRUE(has(reply, "Theirs 1"));
    EXPECT_TRUE(has(reply, "Mine 2"));
    EXPECT_TRUE(has(reply, "name=\"version\" value=\"1\""));
    EXPECT_EQ(post(quality, path, {{"version", "1"}, {"s_programme_ref", "Mine 2"}}).status(), 303);
    EXPECT_EQ(rows(key)[0].text("programme_ref"), "Mine 2");
    ASSERT_EQ(post(lead, path, {{"version", "2"}, {"s_previous_audit_ref", "IA-2025-01"}}).status(), 303);
    const auto beside =
        post(quality, path, {{"version", "2"}, {"s_programme_ref", "Mine 3"}, {"s_previous_audit_ref", ""}});
    EXPECT_TRUE(has(beside, "value=\"IA-2025-01\""))
        << "a field nobody touched here has what the other wrote";
    EXPECT_TRUE(has(beside, "value=\"Mine 3\""));
}

TEST_F(SheetPages, the_page_saves_by_itself_and_hears_what_is_still_missing)
{
    const auto key = planned();
    const auto path = page(key, "agenda/new?row=a-row-of-this-page");
    const auto first = patch(lead, path, {{"s_process", "Desk"}}, 0, "request-1");
    ASSERT_EQ(first.status(), 200) << first.body();
    EXPECT_TRUE(has(first, "\"place\":\"1\""));
    EXPECT_TRUE(has(first, "\"version\":1"));
    EXPECT_TRUE(has(first, "\"at\":\"1/date\""));
    EXPECT_FALSE(has(first, "\"at\":\"1/process\""));
    EXPECT_EQ(patch(lead, path, {{"s_process", "Desk"}}, 0, "request-1").status(), 200) << "once more";
    const auto second = patch(lead, path, {{"s_date", "2026-11-23"}}, 1, "request-2");
    EXPECT_TRUE(has(second, "\"place\":\"1\""));
    ASSERT_EQ(rows(key).size(), 1U);
    EXPECT_EQ(rows(key)[0].text("process"), "Desk");
    EXPECT_EQ(rows(key)[0].text("date"), "2026-11-23");
    const auto other_field = patch(quality, page(key, "agenda/1"), {{"s_process", "Desks"}}, 1, "request-3");
    EXPECT_EQ(other_field.status(), 412);
    EXPECT_TRUE(has(other_field, "\"theirs\":{}")) << "what was written into another field is no conflict";
    EXPECT_EQ(patch(quality, page(key, "agenda/1"), {{"s_process", "Desks"}}, 2, "request-4").status(), 200);
    const auto conflict = patch(lead, path, {{"s_process", "Call centre"}}, 2, "request-5");
    EXPECT_EQ(conflict.status(), 412);
    EXPECT_TRUE(has(conflict, "\"theirs\":{\"s_process\":\"Desks\"}"));
    EXPECT_TRUE(has(conflict, "\"version\":3"));
    EXPECT_TRUE(has(conflict, "Selin Demir"));
    const auto refused = patch(lead, page(key, "agenda/1"), {{"s_date", "soon"}}, 3, "request-6");
    EXPECT_EQ(refused.status(), 422);
    EXPECT_TRUE(has(refused, "\"field\":\"date\""));
    EXPECT_THROW(patch(lead, page(key, "agenda/1?x=1"), {{"s_date", ""}}, -1, "request-7"), Rejected);
}

TEST_F(SheetPages, a_row_is_removed_and_brought_back)
{
    const auto key = planned();
    ASSERT_EQ(post(lead, page(key, "agenda/new"), {{"version", "0"}, {"s_process", "Desk"}}).status(), 303);
    EXPECT_EQ(post(lead, page(key, "agenda/1/removal"), {{"version", "9"}}).status(), 412);
    const auto gone = post(lead, page(key, "agenda/1/removal"), {{"version", "1"}});
    ASSERT_EQ(gone.status(), 303);
    EXPECT_TRUE(rows(key).empty());
    EXPECT_EQ(location(post(lead, page(key, "agenda/1/return"), {})), page(key, "agenda") + "#row-1");
    EXPECT_EQ(rows(key).at(0).text("process"), "Desk");
    EXPECT_EQ(post(lead, page(key, "agenda/1/return"), {}).status(), 412);
}

TEST_F(SheetPages, names_of_interviews_stay_in_the_house_and_the_page_says_so)
{
    const auto key = planned();
    put_into(key, AuditState::InProgress);
    EXPECT_TRUE(has(get(auditor, page(key, "interviews")), "id=\"f-new-name-house\""));
    EXPECT_FALSE(has(get(auditor, page(key, "communications")), "-house\""));
}

TEST_F(SheetPages, who_may_not_write_reads)
{
    const auto key = planned();
    save_row(workspace, lead,
             {key, "agenda", "", 0, {{"process", "Desk"}, {"auditor", auditor.person.str()}}, {}, {}});
    const auto read = get(management, page(key, "agenda"));
    EXPECT_TRUE(has(read, "Desk"));
    EXPECT_TRUE(has(read, "Can Öz"));
    EXPECT_FALSE(has(read, "name=\"s_process\""));
}

TEST_F(SheetPages, the_conclusion_asks_what_the_type_asks_and_keeps_the_rest)
{
    const auto key = planned_as(AuditType::Stage1);
    put_into(key, AuditState::InProgress);
    Conclusion before;
    before.audit = key;
    before.main_risks = "Kept";
    save_conclusion(workspace, lead, before);
    const auto form = get(lead, "/audits/" + key.str() + "/conclusion");
    EXPECT_TRUE(has(form, "name=\"overall_conclusion\""));
    EXPECT_FALSE(has(form, "name=\"main_risks\""));
    ASSERT_EQ(post(lead, "/audits/" + key.str() + "/conclusion",
                   {{"version", "1"}, {"overall_conclusion", "Ready"}})
                  .status(),
              303);
    const auto now = store::conclusion(workspace.read(), key);
    EXPECT_EQ(now.overall_conclusion, "Ready");
    EXPECT_EQ(now.main_risks, "Kept");
    EXPECT_TRUE(has(get(lead, "/audits/" + planned().str() + "/conclusion"), "name=\"main_risks\""));
}

} // namespace
} // namespace clausebook::web
