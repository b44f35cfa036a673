// The plan over HTTP: what is missing, the proposed timetable, issuing, the document.

#include "store/organization.h"
#include "store/sheets.h"
#include "support/audit_house.h"
#include "support/desk_of.h"

namespace clausebook::web {
namespace {

class PlanPages : public testing::DeskOf<testing::AuditHouse> {
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

    Form versioned(const Id<Audit>& key) const { return {{"version", std::to_string(version(key))}}; }

    static std::string base(const Id<Audit>& key) { return "/audits/" + key.str() + "/plan"; }

    /// An audit that is prepared, its plan without anything but the frame.
    Id<Audit> unwritten(const Audit& frame)
    {
        const auto key = create_audit(workspace, quality, frame, {{auditor.person, MemberRole::Auditor}});
        declare_independence(workspace, lead, key, lead.person, "");
        declare_independence(workspace, auditor, key, auditor.person, "");
        step(key, lead, AuditState::Preparing);
        return key;
    }
    Id<Audit> unwritten() { return unwritten(wish()); }

    void change_line(const Id<Audit>& key, const std::string& place, const std::string& field,
                     const std::string& text)
    {
        auto verb = workspace.begin(system_actor(), "test.line");
        auto row = store::sheet_row(verb, key, "agenda", place).value();
        row.fields[field] = text;
        store::save(verb, row);
        verb.commit();
    }
};

TEST_F(PlanPages, a_plan_that_is_not_whole_is_refused_with_the_list_and_its_links)
{
    const auto key = unwritten();
    const auto reply = post(lead, base(key) + "/issue", versioned(key));
    EXPECT_EQ(reply.status(), 409);
    for (const auto* part : {"The plan is not whole yet", "Basis of the plan: Audit programme is missing.",
                             "Timetable: Opening meeting is missing.", "/records/sampling",
                             "No session of the timetable looks at 7.4, 8.1.",
                             "Elif Kaya has no record of competence.", "/people/", "/sites/S-01"})
        EXPECT_TRUE(has(reply, part)) << part;
    EXPECT_FALSE(audit(key).plan_issued_on);
    EXPECT_TRUE(has(get(lead, base(key), Language::tr), "Zaman çizelgesi: Açılış toplantısı eksik."));
    EXPECT_TRUE(has(get(lead, base(key)), "— missing —"));
    EXPECT_TRUE(has(get(lead, base(key)), "class=\"watermark\""));
}

TEST_F(PlanPages, a_timetable_is_proposed_once_and_makes_the_plan_whole)
{
    const auto key = unwritten();
    testing::complete_header(workspace, key);
    testing::write_plan_sheets(workspace, key);
    EXPECT_TRUE(has(get(lead, base(key)), "Propose a timetable"));
    EXPECT_FALSE(has(get(lead, base(key)), "Issue the plan"));
    EXPECT_FALSE(has(get(auditor, base(key)), "Propose a timetable"));
    const auto before = entries();
    EXPECT_EQ(post(lead, base(key) + "/timetable", {}).status(), 303);
    EXPECT_EQ(entries(), before + 1) << "one verb";
    const auto page = get(lead, base(key));
    EXPECT_FALSE(has(page, "Propose a timetable"));
    EXPECT_TRUE(has(page, "Issue the plan"));
    EXPECT_TRUE(has(page, "Monday, 23"));
    EXPECT_TRUE(has(page, "Complaint files"));
    EXPECT_TRUE(has(page, "It is never a body")) << "an estimate says so";
    const auto again = post(lead, base(key) + "/timetable", {});
    EXPECT_EQ(again.status(), 409);
    EXPECT_TRUE(has(again, "A proposal fills an empty one only."));
    EXPECT_EQ(entries(), before + 1);
}

TEST_F(PlanPages, issuing_notes_who_stands_behind_the_plan_and_accepting_is_printed)
{
    const auto key = planned();
    prepare(key);
    testing::complete_plan(workspace, quality, key);
    EXPECT_THROW(get(auditee, base(key)), NotFound);
    EXPECT_THROW(get(auditee, base(key) + "/en/html"), NotFound);
    const auto done = post(quality, base(key) + "/issue", versioned(key));
    EXPECT_EQ(done.status(), 303);
    EXPECT_EQ(location(done), "/audits/" + key.str());
    const auto document = get(auditee, base(key) + "/en/html");
    EXPECT_EQ(document.status(), 200);
    EXPECT_FALSE(has(document, "class=\"watermark\""));
    EXPECT_TRUE(has(document, "Selin Demir"));
    EXPECT_TRUE(has(document, "ISO 19011:2026")) << "the edition of the guidance";
    EXPECT_TRUE(has(document, "not accepted yet"));
    EXPECT_NE(document.header("Content-Disposition")->find(key.str() + "_audit-plan_en.html"),
              std::string::npos);
    EXPECT_NE(document.header("Content-Security-Policy")->find("sandbox"), std::string::npos);
    EXPECT_EQ(post(auditee, base(key) + "/accept", versioned(key)).status(), 303);
    EXPECT_TRUE(has(get(auditee, base(key) + "/en/html"), "Accepted by Işık Irmak on"));
    EXPECT_TRUE(has(get(auditee, base(key) + "/tr/html"), "tarihinde Işık Irmak kabul etti"));
    EXPECT_TRUE(has(get(auditee, base(key), Language::tr), "Pazartesi, 23"));
    EXPECT_THROW(get(auditee, base(key) + "/de/html"), NotFound);
    EXPECT_THROW(get(stranger, base(key) + "/en/html"), NotFound);
}

TEST_F(PlanPages, what_does_not_fit_in_a_timetable_is_said_row_by_row)
{
    const auto key = planned();
    prepare(key);
    testing::complete_plan(workspace, quality, key);
    change_line(key, "2", "end", "09:00");
    change_line(key, "1", "date", "2026-12-24");
    change_line(key, "3", "auditor", stranger.person.str());
    const auto reply = post(lead, base(key) + "/issue", versioned(key));
    EXPECT_EQ(reply.status(), 409);
    for (const auto* part : {"Row 2 of the timetable ends before it begins.", "outside the days of the audit",
                             "24", "is no auditor of this audit"})
        EXPECT_TRUE(has(reply, part)) << part;
}

TEST_F(PlanPages, little_notice_is_told_and_refuses_nobody)
{
    const auto key = planned(); // begins tomorrow
    prepare(key);
    testing::complete_plan(workspace, quality, key);
    EXPECT_TRUE(has(get(lead, base(key)), "The audit begins 1 working day after the plan is issued; 5"));
    EXPECT_EQ(post(lead, base(key) + "/issue", versioned(key)).status(), 303);
    auto later = wish();
    later.starts_on = parse_date("2026-12-01");
    later.ends_on = parse_date("2026-12-02");
    EXPECT_FALSE(has(get(lead, base(create_audit(workspace, quality, later))), "working day"));
}

TEST_F(PlanPages, hostile_texts_stay_texts_on_page_and_document)
{
    const std::string hostile = "<script>alert(1)</script>\"'&{{t.plan.title}}";
    auto frame = wish();
    frame.title = frame.objectives = frame.scope = frame.risk_basis = hostile;
    const auto key = unwritten(frame);
    testing::complete_header(workspace, key);
    testing::write_plan_sheets(workspace, key);
    post(lead, base(key) + "/timetable", {});
    for (const auto* field : {"process", "auditee", "place"}) change_line(key, "2", field, hostile);
    auto verb = workspace.begin(system_actor(), "test.sheet");
    for (const auto* sheet : {"basis", "sampling", "logistics"}) {
        auto row = store::sheet_row(verb, key, sheet, "one").value();
        for (auto& [name, text] : row.fields)
            if (name != "method" && name != "size") text = hostile;
        store::save(verb, row);
    }
    verb.commit();
    for (const auto* address : {"", "/en/html", "/tr/html"}) {
        const auto reply = get(lead, base(key) + address);
        EXPECT_EQ(reply.status(), 200);
        EXPECT_FALSE(has(reply, "<script>alert")) << address;
        EXPECT_TRUE(has(reply, "&lt;script&gt;alert")) << address;
        EXPECT_TRUE(has(reply, "{{t.plan.title}}")) << "a template of theirs is text: " << address;
    }
    EXPECT_EQ(post(lead, base(key) + "/issue", versioned(key)).status(), 303);
}

TEST_F(PlanPages, a_site_switched_off_while_its_audit_runs_stays_in_the_plan)
{
    const auto key = planned();
    begin_fieldwork(key);
    auto verb = workspace.begin(system_actor(), "test.site");
    auto site = store::site(verb, bursa).value();
    site.active = false;
    store::save(verb, site);
    verb.commit();
    const auto reply = get(auditee, base(key));
    EXPECT_EQ(reply.status(), 200);
    EXPECT_TRUE(has(reply, "Bursa"));
    EXPECT_EQ(get(lead, base(key) + "/tr/html").status(), 200);
}

TEST_F(PlanPages, a_timetable_is_not_proposed_once_fieldwork_runs)
{
    const auto key = planned();
    begin_fieldwork(key);
    EXPECT_EQ(post(lead, base(key) + "/timetable", {}).status(), 409);
    EXPECT_FALSE(has(get(lead, base(key)), "Propose a timetable"));
}

} // namespace
} // namespace clausebook::web
