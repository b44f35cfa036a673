// The forms and lists of evidence: what comes back when it is refused, and how they are paged.

#include "store/evidence.h"
#include "web/evidence_pages.h"
#include "workspace/audits.h"
#include "workspace/evidence.h"

namespace clausebook::test {

TEST_F(EvidencePages, a_refused_form_comes_back_as_typed_and_escaped)
{
    put(auditee, "?name=a.txt", "a");
    const auto reply = post(auditee, "/evidence/EV-0001",
                            {{"version", "1"},
                             {"title", hostile},
                             {"location", hostile},
                             {"note", hostile},
                             {"document_date", "2026-02-01"},
                             {"valid_until", "2026-01-01"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_FALSE(contains(reply.body, "<script>alert"));
    EXPECT_TRUE(contains(reply.body, "&lt;script&gt;alert"));
    EXPECT_TRUE(contains(reply.body, "id=\"valid_until-problem\""));
    EXPECT_EQ(
        post(auditee, "/evidence/EV-0001", {{"version", "1"}, {"title", hostile}, {"note", hostile}}).status,
        303);
    for (const auto* page :
         {"/evidence", "/evidence/EV-0001", "/evidence?q=%3Cscript%3E&clause=%3Cscript%3E"})
        EXPECT_FALSE(contains(get(auditee, page).body, "<script>alert")) << page;
}

TEST_F(EvidencePages, a_box_that_was_unticked_stays_so_when_the_form_is_refused)
{
    put(auditee, "?name=a.txt", "a");
    FormFields fields = {{"version", "1"}, {"title", "A"}, {"location", ""}, {"masked", "1"}};
    ASSERT_EQ(post(auditee, "/evidence/EV-0001", fields).status, 303);
    EXPECT_TRUE(contains(get(auditee, "/evidence/EV-0001").body, "name=\"masked\" value=\"1\" checked"));
    const auto reply = post(auditee, "/evidence/EV-0001",
                            {{"version", "2"}, {"title", "A"}, {"location", ""}, {"document_date", "soon"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, "name=\"masked\" value=\"1\">"));
}

TEST_F(EvidencePages, details_saved_over_newer_ones_show_what_differs)
{
    put(auditee, "?name=a.txt", "a");
    ASSERT_EQ(post(auditee, "/evidence/EV-0001", {{"version", "1"}, {"title", "Their title"}}).status, 303);
    const auto reply = post(auditee, "/evidence/EV-0001", {{"version", "1"}, {"title", "My title"}});
    EXPECT_EQ(reply.status, 412);
    EXPECT_TRUE(contains(reply.body, "<dd class=\"pre\">Their title</dd>"));
    EXPECT_TRUE(contains(reply.body, "value=\"My title\""));
}

TEST_F(EvidencePages, a_refused_file_keeps_what_it_was_to_be_hung_on)
{
    const FormFields fields = {{"link", "answer:IA-2026-01/all/7.4-Q2"},
                               {"locator", "p. 4"},
                               {"back", "/audits/IA-2026-01/run/7.4"}};
    const auto reply = post_files(auditee, "/evidence", fields, {}, token());
    EXPECT_EQ(reply.status, 422);
    for (const auto& [name, value] : fields)
        EXPECT_TRUE(contains(reply.body, "name=\"" + name + "\" value=\"" + value + "\"")) << name;
}

TEST_F(EvidencePages, too_many_files_at_once_bring_the_form_back_as_it_was_typed)
{
    FormFields files;
    for (int i = 0; i < 101; ++i)
        files.emplace_back(std::to_string(i) + ".txt", "content " + std::to_string(i));
    const auto made = post_files(auditee, "/evidence", {{"title", "Letters of March"}}, files, token());
    EXPECT_EQ(made.status, 422);
    EXPECT_TRUE(contains(made.body, "At most 100 files at a time."));
    EXPECT_TRUE(contains(made.body, "value=\"Letters of March\""));
    EXPECT_EQ(records(), 0);
    EXPECT_TRUE(clears_up()) << "nothing of them is kept";
    files.pop_back();
    EXPECT_EQ(post_files(auditee, "/evidence", {}, files, token()).status, 303);
    EXPECT_EQ(records(), 100);
    put(auditee, "?name=one.txt", "one");
    files.emplace_back("100.txt", "content");
    const auto version = post_files(auditee, "/evidence/EV-0101/versions", {}, files, token());
    EXPECT_EQ(version.status, 422);
    EXPECT_TRUE(contains(version.body, "At most 100 files at a time."));
}

TEST_F(EvidencePages, a_page_that_stayed_open_can_ask_for_the_token_of_a_new_sign_in)
{
    EXPECT_EQ(get(auditee, "/session").body,
              R"({"person":")" + auditee.person.str() + R"(","token":")" + token() + "\"}");
    EXPECT_EQ(get(nobody, "/session", "Accept: application/json\r\n").status, 401);
}

TEST_F(EvidencePages, the_list_filters_sorts_and_pages)
{
    EXPECT_TRUE(contains(get(auditee, "/evidence").body, "No evidence yet"));
    for (int i = 0; i < 103; ++i) put(auditee, "?name=file_" + std::to_string(i) + ".txt", std::to_string(i));
    const auto first = get(auditee, "/evidence?sort=title&dir=asc").body;
    const auto at = first.find("after=");
    ASSERT_NE(at, std::string::npos);
    const auto after = first.substr(at, first.find('"', at) - at);
    const auto second = get(auditee, "/evidence?sort=title&dir=asc&" + after.substr(0, after.find('&'))).body;
    EXPECT_TRUE(contains(second, ">file 99<"));
    EXPECT_FALSE(contains(second, ">file 0<"));
    EXPECT_TRUE(contains(get(auditee, "/evidence?q=nowhere").body, "Nothing matches these filters"));
    EXPECT_EQ(get(auditee, "/evidence?after=x&sort=x&dir=x&type=x&state=x&expiry=x&clause=x&owner=x").status,
              200);
}

TEST_F(EvidencePages, where_it_is_used_comes_a_page_at_a_time)
{
    put(quality, "?name=policy.txt", "policy");
    const auto link = [&](const std::string& clause) {
        return post(quality, "/evidence/EV-0001/links", {{"target", clause}}).status;
    };
    EXPECT_EQ(link("7.4"), 303);
    EXPECT_FALSE(contains(get(quality, "/evidence/EV-0001").body, "class=\"pager\""));
    int linked = 1;
    for (const auto& clause : current_checklist().clauses)
        if (clause.number.str() != "7.4" && link(clause.number.str()) == 303) ++linked;
    ASSERT_GT(linked, 35);
    EXPECT_TRUE(contains(get(quality, "/evidence/EV-0001?used_after=clause:8.6").body, ">8.7<"));
    EXPECT_FALSE(contains(get(quality, "/evidence/EV-0001?used_after=clause:8.6").body, ">8.6<"));
    EXPECT_EQ(get(quality, "/evidence/EV-0001?used_after=nonsense").status, 200);
    EXPECT_EQ(get(quality, "/evidence/EV-0001?used_after=report:x").status, 200);
}

TEST_F(EvidencePages, what_conforms_without_evidence_is_listed_for_those_who_see_audits)
{
    for (const auto* who : {&quality, &lead, &auditor, &auditee, &management}) {
        const auto reply = get(*who, "/evidence/unproven");
        EXPECT_EQ(reply.status, 200);
        EXPECT_TRUE(contains(reply.body, "Every conforming answer has evidence"));
    }
    EXPECT_EQ(get(administrator, "/evidence/unproven").status, 404);
    EXPECT_EQ(get(quality, "/evidence/unproven?audit=x&after=y").status, 200);
    EXPECT_TRUE(contains(get(quality, "/evidence").body, "/evidence/unproven"));
}

} // namespace clausebook::test
