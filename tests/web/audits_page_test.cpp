#include "store/answers.h"
#include "support/audit_house.h"
#include "support/desk_of.h"
#include "workspace/answers.h"

#include <functional>

namespace clausebook::web {
namespace {

class AuditPages : public testing::DeskOf<testing::AuditHouse> {
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

    Form frame() const
    {
        return {{"title", "Complaints 2026"},
                {"scope", "All shops"},
                {"starts_on", "2026-11-23"},
                {"ends_on", "2026-11-25"},
                {"criteria", procedure.str()},
                {"sites", bursa.str()},
                {"chapters", "7"},
                {"clauses", "8.1"},
                {"methods", "interview"},
                {"language", "tr"},
                {"lead", lead.person.str()},
                {"team", auditor.person.str()}};
    }

    static Form with(Form form, const std::string& name, const std::string& value)
    {
        for (auto& [field, text] : form)
            if (field == name) text = value;
        return form;
    }

    Form versioned(const Id<Audit>& key, Form form = {}) const
    {
        form.emplace_back("version", std::to_string(version(key)));
        return form;
    }
};

TEST_F(AuditPages, the_empty_list_says_what_to_do_first)
{
    EXPECT_TRUE(has(get(quality, "/audits"), "Plan the first audit"));
    EXPECT_TRUE(has(get(quality, "/audits"), "/audits/new"));
    EXPECT_FALSE(has(get(auditor, "/audits"), "/audits/new"));
    EXPECT_TRUE(has(get(auditor, "/audits", Language::tr), "Sizin için henüz tetkik yok"));
}

TEST_F(AuditPages, a_form_plans_an_audit_over_whole_chapters_and_single_clauses)
{
    EXPECT_TRUE(has(get(quality, "/audits/new"), "Elif Kaya"));
    const auto reply = post(quality, "/audits/new", frame());
    ASSERT_EQ(reply.status(), 303) << reply.body();
    EXPECT_EQ(location(reply), "/audits/IA-2026-01");
    const auto made = audit(Id<Audit>("IA-2026-01"));
    ASSERT_EQ(made.clauses.size(), 10U);
    EXPECT_EQ(made.clauses.back().str(), "8.1");
    EXPECT_EQ(made.language, Language::tr);
    EXPECT_TRUE(has(get(lead, "/audits"), "IA-2026-01"));
    EXPECT_FALSE(has(get(stranger, "/audits"), "IA-2026-01"));
}

TEST_F(AuditPages, a_refused_form_comes_back_as_typed_and_nothing_is_planned)
{
    const auto before = entries();
    const std::string hostile = "\"><script>alert(1)</script>";
    auto form = with(with(frame(), "ends_on", "2026-11-20"), "title", hostile);
    const auto reply = post(quality, "/audits/new", form);
    EXPECT_EQ(reply.status(), 422);
    EXPECT_TRUE(has(reply, "The end lies before the beginning."));
    EXPECT_TRUE(has(reply, "2026-11-20"));
    EXPECT_FALSE(has(reply, "<script>alert"));
    EXPECT_TRUE(has(reply, "&lt;script&gt;alert"));
    const auto no_date = post(quality, "/audits/new", with(frame(), "starts_on", "soon"));
    EXPECT_EQ(no_date.status(), 422);
    EXPECT_TRUE(has(no_date, "value=\"soon\""));
    EXPECT_EQ(post(quality, "/audits/new", {}).status(), 422);
    EXPECT_EQ(post(lead, "/audits/new", frame()).status(), 409);
    EXPECT_EQ(entries(), before);
}

TEST_F(AuditPages, an_audit_that_is_not_for_one_is_not_found)
{
    const auto key = planned().str();
    for (const auto* page : {"", "/plan", "/review", "/conclusion", "/edit", "/team", "/meetings/opening"}) {
        EXPECT_THROW(get(stranger, "/audits/" + key + page), NotFound) << page;
        EXPECT_THROW(get(auditee, "/audits/" + key + page), NotFound) << page;
        EXPECT_THROW(get(quality, std::string("/audits/IA-2026-77") + page), NotFound) << page;
        EXPECT_EQ(get(lead, "/audits/" + key + page).status(), 200) << page;
    }
    EXPECT_THROW(get(lead, "/audits/" + key + "/meetings/other"), NotFound);
}

TEST_F(AuditPages, every_page_shows_in_every_state_and_language)
{
    const std::string hostile = "<script>x</script>";
    auto loud = wish();
    loud.title = loud.scope = loud.objectives = loud.risk_basis = hostile;
    const auto key = create_audit(workspace, quality, loud, {{auditor.person, MemberRole::Auditor}});
    begin_fieldwork(key);
    for (const auto state : audit_states) {
        auto verb = workspace.begin(system_actor(), "test.state");
        auto changed = store::audit(verb, key).value();
        changed.state = state;
        store::save(verb, changed);
        verb.commit();
        for (const auto* page :
             {"", "/plan", "/review", "/conclusion", "/edit", "/team", "/meetings/closing"})
            for (const auto language : languages)
                for (const auto& who : {lead, quality, auditor, management}) {
                    const auto reply = get(who, "/audits/" + key.str() + page, language);
                    EXPECT_EQ(reply.status(), 200) << page << str(state);
                    EXPECT_FALSE(has(reply, hostile)) << page << str(state);
                }
        EXPECT_FALSE(has(get(quality, "/audits"), hostile));
    }
}

TEST_F(AuditPages, buttons_take_an_audit_to_its_fieldwork)
{
    const auto key = planned();
    const auto base = "/audits/" + key.str();
    EXPECT_TRUE(has(get(lead, base), "I am independent"));
    EXPECT_EQ(post(lead, base + "/independence", {{"person", lead.person.str()}}).status(), 303);
    EXPECT_EQ(post(auditor, base + "/independence", {{"person", auditor.person.str()}}).status(), 303);
    EXPECT_TRUE(has(get(lead, base), "Begin to prepare"));
    EXPECT_EQ(post(lead, base + "/step", versioned(key, {{"to", "PREPARING"}})).status(), 303);
    testing::complete_plan(workspace, quality, key);
    EXPECT_EQ(post(lead, base + "/plan/issue", versioned(key)).status(), 303);
    EXPECT_EQ(location(get(auditee, base)), base + "/plan");
    EXPECT_TRUE(has(get(auditee, base + "/plan"), "Accept the plan"));
    EXPECT_FALSE(has(get(lead, base + "/plan"), "Accept the plan"));
    EXPECT_EQ(post(auditee, base + "/plan/accept", versioned(key)).status(), 303);
    EXPECT_EQ(post(lead, base + "/step", versioned(key, {{"to", "READY"}})).status(), 303);
    EXPECT_EQ(
        post(lead, base + "/meetings/opening",
             {{"version", "0"}, {"held_on", "2026-11-22"}, {"people", lead.person.str()}, {"note", "Hello"}})
            .status(),
        303);
    EXPECT_EQ(post(lead, base + "/step", versioned(key, {{"to", "IN_PROGRESS"}})).status(), 303);
    const auto page = get(lead, base);
    EXPECT_TRUE(has(page, base + "/run"));
    EXPECT_TRUE(has(page, "Hello"));
}

TEST_F(AuditPages, a_refused_step_says_why_and_needs_a_version)
{
    const auto key = planned();
    const auto base = "/audits/" + key.str();
    const auto reply = post(lead, base + "/step", versioned(key, {{"to", "PREPARING"}}));
    EXPECT_EQ(reply.status(), 409);
    EXPECT_TRUE(has(reply, "has not declared independence"));
    EXPECT_THROW(post(lead, base + "/step", {{"to", "PREPARING"}}), Rejected);
    EXPECT_THROW(post(lead, base + "/step", versioned(key, {{"to", "NOWHERE"}})), NotFound);
    const auto unreasoned = post(quality, base + "/step", versioned(key, {{"to", "CANCELLED"}}));
    EXPECT_EQ(unreasoned.status(), 422);
    for (const auto* part :
         {"href=\"#reason-CANCELLED\"", "id=\"reason-CANCELLED\"", "id=\"reason-CANCELLED-problem\""})
        EXPECT_NE(unreasoned.body().find(part), std::string::npos) << part;
    EXPECT_EQ(
        post(quality, base + "/step", {{"to", "CANCELLED"}, {"reason", "No"}, {"version", "9"}}).status(),
        412);
}

TEST_F(AuditPages, the_review_names_every_open_question_with_its_link)
{
    const auto key = planned();
    begin_fieldwork(key);
    const auto page = get(lead, "/audits/" + key.str() + "/review");
    EXPECT_TRUE(has(page, "Questions without an answer"));
    EXPECT_TRUE(has(page, "/audits/IA-2026-01/run?clause=7.4#q-7.4-Q1"));
    EXPECT_TRUE(has(page, "Closing meeting"));
    EXPECT_FALSE(has(page, "name=\"to\""));
}

TEST_F(AuditPages, the_summary_has_a_handful_of_what_is_missing_and_says_how_many_there_are)
{
    const auto key = planned();
    const auto base = "/audits/" + key.str();
    EXPECT_FALSE(has(get(lead, base), "more under")) << "few are all there";
    begin_fieldwork(key);
    const auto db = workspace.read();
    const auto at = audit_at_hand(workspace, db, audit(key));
    const auto missing = next_steps(at, {Part::Lead}).front().missing.size();
    ASSERT_GT(missing, 6U);
    const auto page = get(lead, base);
    std::size_t questions = 0;
    for (auto place = page.body().find("/run?clause="); place != std::string::npos;
         place = page.body().find("/run?clause=", place + 1))
        ++questions;
    EXPECT_EQ(questions, 5U) << "with the closing meeting six";
    EXPECT_TRUE(has(page, base + "/meetings/closing\">"));
    EXPECT_TRUE(has(page, "still missing: " + std::to_string(missing)));
    EXPECT_TRUE(has(page, "<a href=\"" + base + "/review\">" + std::to_string(missing - 6) + " more under"));
}

TEST_F(AuditPages, the_lead_approves_many_that_do_not_apply_from_the_review)
{
    const auto key = planned();
    begin_fieldwork(key);
    const auto review = "/audits/" + key.str() + "/review";
    const auto approve = "/audits/" + key.str() + "/not-applicable";
    const auto answered = [&](const char* question) {
        return store::answer(workspace.read(), {key, *QuestionId::parse(question), "all"}).value();
    };
    for (const char* question : {"7.4-Q1", "7.4-Q2", "7.4-Q3"}) {
        AnswerChange change;
        change.choice = Mark::NotApplicable;
        change.note = std::string("There is no such channel for ") + question;
        answer(workspace, auditor, {key, *QuestionId::parse(question), "all"}, change, 0);
    }
    auto page = get(lead, review);
    for (const char* question : {"7.4-Q1", "7.4-Q2", "7.4-Q3"}) {
        EXPECT_TRUE(has(page, "name=\"answer\" value=\"all/" + std::string(question) + ":1\""));
        EXPECT_TRUE(has(page, "There is no such channel for " + std::string(question)));
    }
    EXPECT_TRUE(has(page, "Approve all 3"));
    EXPECT_FALSE(has(get(auditor, review), approve));
    EXPECT_TRUE(has(get(auditor, review), "Not applicable, without approval"));

    const auto none = post(lead, approve, {{"back", review}});
    EXPECT_EQ(none.status(), 422);
    EXPECT_TRUE(has(none, "Approve all 3"));
    const auto done =
        post(lead, approve, {{"back", review}, {"answer", "all/7.4-Q1:1"}, {"answer", "all/7.4-Q3:1"}});
    EXPECT_EQ(location(done), review);
    EXPECT_EQ(answered("7.4-Q1").na_approved_by, lead.person);
    EXPECT_TRUE(answered("7.4-Q2").na_approved_by.empty());
    EXPECT_EQ(answered("7.4-Q3").na_approved_by, lead.person);
    page = get(lead, review);
    EXPECT_FALSE(has(page, "all/7.4-Q1:"));
    EXPECT_TRUE(has(page, "all/7.4-Q2:1"));
    EXPECT_FALSE(has(page, "Approve all")); // one is ticked as quickly
    const auto site = store::audit(workspace.read(), key)->sites.front().str();
    AnswerChange there;
    there.choice = Mark::NotApplicable;
    there.note = "There is no such channel at this site";
    answer(workspace, auditor, {key, *QuestionId::parse("7.4-Q1"), site}, there, 0);
    EXPECT_TRUE(has(get(lead, review), "/run/7.4?site=" + site + "#q-7.4-Q1\"")) << "that site's answer";
    EXPECT_EQ(location(post(lead, approve,
                            {{"back", review}, {"answer", "all/7.4-Q2:1"}, {"answer", site + "/7.4-Q1:1"}})),
              review);
    EXPECT_FALSE(has(get(lead, review), approve));
}

TEST_F(AuditPages, one_who_only_reads_an_audit_under_way_gets_every_card_and_no_keys)
{
    const auto key = planned();
    begin_fieldwork(key);
    const auto run = "/audits/" + key.str() + "/run/7.4";
    const auto read = get(management, run);
    EXPECT_FALSE(has(read, "class=\"hints"));
    EXPECT_FALSE(has(read, "q-write"));
    EXPECT_FALSE(has(read, "<use href=\"#i-none"));
    EXPECT_TRUE(has(read, "icons.svg#none\"/></svg><span>Not yet</span>"));
    const auto written = get(auditor, run);
    EXPECT_TRUE(has(written, "class=\"hints"));
    EXPECT_TRUE(has(written, "q q-write is-active"));
    EXPECT_TRUE(has(written, "<use href=\"#i-none"));
}

TEST_F(AuditPages, a_conclusion_saved_over_a_newer_one_shows_both)
{
    const auto key = planned();
    begin_fieldwork(key);
    const auto address = "/audits/" + key.str() + "/conclusion";
    EXPECT_TRUE(has(get(quality, address), " readonly")) << "nothing typed where it cannot be saved";
    EXPECT_FALSE(has(get(lead, address), " readonly"));
    EXPECT_EQ(post(lead, address, {{"version", "0"}, {"main_risks", "Their risk"}}).status(), 303);
    const auto reply = post(auditor, address, {{"version", "0"}, {"main_risks", "My risk"}});
    EXPECT_EQ(reply.status(), 412);
    EXPECT_TRUE(has(reply, "Their risk"));
    EXPECT_TRUE(has(reply, "My risk"));
    EXPECT_TRUE(has(reply, "name=\"version\" value=\"1\""));
    EXPECT_EQ(post(auditor, address, {{"version", "1"}, {"plan_deviations", "No reason"}}).status(), 422);
    EXPECT_EQ(post(quality, address, {{"version", "1"}}).status(), 409);
}

TEST_F(AuditPages, a_team_is_set_by_roles)
{
    const auto key = planned();
    const auto address = "/audits/" + key.str() + "/team";
    const auto owner = post(
        quality, address,
        versioned(key, {{"role-" + lead.person.str(), "LEAD"}, {"role-" + auditee.person.str(), "AUDITOR"}}));
    EXPECT_EQ(owner.status(), 422);
    EXPECT_TRUE(has(owner, "Işık Irmak owns the process of clause 7.4"));
    EXPECT_EQ(
        post(quality, address,
             versioned(key,
                       {{"role-" + lead.person.str(), "LEAD"}, {"role-" + auditee.person.str(), "OBSERVER"}}))
            .status(),
        303);
    EXPECT_EQ(store::members(workspace.read(), key).size(), 2U);
}

TEST_F(AuditPages, a_refused_step_comes_back_as_typed)
{
    const auto key = planned();
    const auto base = "/audits/" + key.str();
    const Form cancel = {{"to", "CANCELLED"}, {"reason", "Both shops burnt down."}, {"version", "77"}};
    const auto reply = post(quality, base + "/step", cancel);
    EXPECT_EQ(reply.status(), 412);
    EXPECT_TRUE(has(reply, ">Both shops burnt down.</textarea>"));
    EXPECT_TRUE(has(reply, "<details class=\"aside\" open>"));
    EXPECT_FALSE(has(get(quality, base), "<details class=\"aside\" open>"));
}

TEST_F(AuditPages, a_frame_saved_over_a_newer_one_shows_what_differs)
{
    const auto key = planned();
    const auto address = "/audits/" + key.str() + "/edit";
    const auto before = std::to_string(version(key));
    auto theirs = with(frame(), "scope", "Their scope");
    theirs.emplace_back("clauses", "8.2");
    ASSERT_EQ(post(quality, address, versioned(key, theirs)).status(), 303);
    auto mine = with(frame(), "scope", "My scope");
    mine.emplace_back("version", before);
    const auto reply = post(quality, address, mine);
    EXPECT_EQ(reply.status(), 412);
    EXPECT_TRUE(has(reply, "Their scope"));
    EXPECT_TRUE(has(reply, "My scope"));
    EXPECT_TRUE(has(reply, "8.1, 8.2</dd>"));
    EXPECT_TRUE(has(reply, "name=\"version\" value=\"" + std::to_string(version(key)) + "\""));
}

TEST_F(AuditPages, a_team_saved_over_a_newer_one_shows_what_differs)
{
    const auto key = planned();
    const auto address = "/audits/" + key.str() + "/team";
    const auto before = std::to_string(version(key));
    const std::string lead_field = "role-" + lead.person.str();
    const std::string other_field = "role-" + auditor.person.str();
    ASSERT_EQ(
        post(quality, address, versioned(key, {{lead_field, "LEAD"}, {other_field, "OBSERVER"}})).status(),
        303);
    const auto reply =
        post(quality, address, {{lead_field, "LEAD"}, {other_field, "AUDITOR"}, {"version", before}});
    EXPECT_EQ(reply.status(), 412);
    EXPECT_TRUE(has(reply, "<dd class=\"pre\">Observer</dd>"));
    EXPECT_TRUE(has(reply, "name=\"version\" value=\"" + std::to_string(version(key)) + "\""));
}

TEST_F(AuditPages, a_meeting_recorded_by_two_can_be_saved)
{
    const auto key = planned();
    begin_fieldwork(key);
    const auto address = "/audits/" + key.str() + "/meetings/closing";
    const auto form = [&](const std::string& version, const std::string& note) {
        return Form{
            {"version", version}, {"held_on", "2026-11-22"}, {"people", lead.person.str()}, {"note", note}};
    };
    ASSERT_EQ(post(lead, address, form("0", "Theirs")).status(), 303);
    const auto reply = post(auditor, address, form("0", "Mine"));
    EXPECT_EQ(reply.status(), 412);
    EXPECT_TRUE(has(reply, "Theirs"));
    EXPECT_TRUE(has(reply, ">Mine</textarea>"));
    EXPECT_TRUE(has(reply, "name=\"version\" value=\"1\""));
    EXPECT_EQ(post(auditor, address, form("1", "Theirs and mine")).status(), 303);
}

} // namespace
} // namespace clausebook::web
