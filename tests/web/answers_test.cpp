// Carrying an audit out over HTTP: the page, the plain form, the quiet save, and what is refused.

#include "support/run_pages.h"
#include "support/statements.h"

namespace clausebook::test {

TEST_F(RunPages, begin_with_the_first_clause_that_is_open)
{
    const auto first = get(auditor, "/audits/" + audit.str() + "/run");
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(first.header("Location"), page());
    EXPECT_EQ(get(auditor, "/audits/" + audit.str() + "/run?clause=X.1").header("Location"), page("X"));
    for (const auto* question : {"7.4-Q1", "7.4-Q2", "7.4-Q3"})
        save(auditor, {{"version", "0"}, {"result", "C"}}, question);
    EXPECT_EQ(get(auditor, "/audits/" + audit.str() + "/run").header("Location"), page("8.1"));
}

TEST_F(RunPages, show_questions_results_guide_and_neighbours)
{
    const auto body = get(auditor, page()).body;
    EXPECT_TRUE(contains(body, "id=\"q-7.4-Q2\""));
    EXPECT_TRUE(contains(body, "name=\"result\" value=\"MAJOR\""));
    EXPECT_TRUE(contains(body, "href=\"" + page("8.1") + "\""));
    EXPECT_TRUE(contains(body, "rel=\"next\""));
    EXPECT_TRUE(contains(body, "/audits/" + audit.str() + "/review"));
    EXPECT_TRUE(contains(get(auditor, page("X")).body, "id=\"q-X.1\""));
    EXPECT_EQ(get(auditor, page("5.3")).status, 404);
    EXPECT_EQ(get(auditor, page("nonsense")).status, 404);
}

TEST_F(RunPages, filter_what_is_open_and_what_has_findings)
{
    save(auditor, {{"version", "0"}, {"result", "MINOR"}});
    save(auditor, {{"version", "0"}, {"result", "C"}}, "7.4-Q1");
    const auto open = get(auditor, page("7.4?show=open")).body;
    EXPECT_FALSE(contains(open, "id=\"q-7.4-Q1\""));
    EXPECT_TRUE(contains(open, "id=\"q-7.4-Q3\""));
    const auto found = get(auditor, page("8.1?show=findings")).body;
    EXPECT_TRUE(contains(found, page("7.4?show=findings")));
}

TEST_F(RunPages, save_by_a_plain_form_and_come_back_to_the_question)
{
    const auto reply = save(auditor,
                            {{"version", "0"},
                             {"result", "C"},
                             {"note", "25 files seen"},
                             {"method", "examine"},
                             {"interviewee", "Team leader"}});
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.header("Location"), page() + "#q-7.4-Q2");
    EXPECT_EQ(stored()->result, Result::C);
    EXPECT_EQ(stored()->method, AnswerMethod::Examine);
    EXPECT_EQ(save(auditor, {{"version", "1"}, {"flag", "1"}, {"go", "next"}}).header("Location"),
              page() + "#q-7.4-Q3");
    EXPECT_TRUE(stored()->flagged);
}

TEST_F(RunPages, show_the_finding_that_a_major_opened_in_its_card)
{
    save(auditor, {{"version", "0"}, {"result", "MAJOR"}});
    const auto body = get(auditor, page()).body;
    EXPECT_TRUE(contains(body, "data-finding=\"/audits/" + audit.str() + "/findings/1\""));
    EXPECT_TRUE(contains(body, "name=\"requirement\""));
    EXPECT_TRUE(contains(body, "#q-7.4-Q2\""));
}

/// Hears what page and save ask.
class HeardRun : protected Listening, public RunPages {};

TEST_F(HeardRun, a_save_asks_nothing_of_the_evidence_of_other_answers)
{
    StatementLog::clear();
    EXPECT_EQ(quietly(auditor, {{"result", "C"}}, "If-Match: \"0\"\r\nIdempotency-Key: 0123456789abcdef\r\n")
                  .status,
              200);
    EXPECT_EQ(StatementLog::heard("FROM answer WHERE audit").size(), 1U) << "for the figures";
    EXPECT_EQ(StatementLog::heard("evidence").size(), 0U);
}

TEST_F(HeardRun, the_page_reads_the_people_it_names_alone)
{
    save(auditor, {{"version", "0"}, {"result", "C"}});
    StatementLog::clear();
    const auto body = get(lead, page()).body;
    EXPECT_TRUE(contains(body, lead.name));
    EXPECT_TRUE(contains(body, auditor.name));
    EXPECT_EQ(StatementLog::heard("FROM person ORDER BY name_sort").size(), 0U);
}

TEST_F(RunPages, save_quietly_and_say_version_and_progress)
{
    const auto reply = quietly(auditor, {{"result", "MINOR"}, {"note", "9 of 25 late"}},
                               "If-Match: \"0\"\r\nIdempotency-Key: 0123456789abcdef\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(contains(reply.body, "\"version\":1"));
    EXPECT_TRUE(contains(reply.body, "\"mark\":\"MINOR\""));
    EXPECT_TRUE(contains(reply.body, "\"by\":\"Can Öz\""));
    EXPECT_TRUE(contains(reply.body, "\"answered\":1"));
    const auto before = entries();
    EXPECT_EQ(quietly(auditor, {{"result", "MINOR"}, {"note", "9 of 25 late"}},
                      "If-Match: \"0\"\r\nIdempotency-Key: 0123456789abcdef\r\n")
                  .body,
              reply.body);
    EXPECT_EQ(entries(), before);
}

TEST_F(RunPages, ask_for_the_version_and_tell_both_texts_of_a_conflict)
{
    EXPECT_EQ(quietly(auditor, {{"result", "C"}}, "").status, 428);
    save(lead, {{"version", "0"}, {"result", "OFI"}, {"note", "Recounted"}});
    const auto reply = quietly(auditor, {{"result", "MAJOR"}}, "If-Match: \"0\"\r\n");
    EXPECT_EQ(reply.status, 412);
    for (const auto* part : {"\"code\":\"edit_conflict\"", "\"version\":1", "\"result\":\"OFI\"",
                             "\"note\":\"Recounted\"", "\"by\":\"Elif Kaya\"", "\"when\":"})
        EXPECT_TRUE(contains(reply.body, part)) << part;

    const auto form = save(auditor, {{"version", "0"}, {"result", "MAJOR"}, {"note", "Mine"}});
    EXPECT_EQ(form.status, 412);
    EXPECT_TRUE(contains(form.body, "Recounted"));
    EXPECT_TRUE(contains(form.body, "Mine"));
    EXPECT_TRUE(contains(form.body, "name=\"keep\" value=\"both\""));
    EXPECT_TRUE(contains(form.body, "name=\"version\" value=\"1\"")) << "the next save builds on theirs";
    save(auditor, {{"version", "1"}, {"result", "OFI"}, {"note", "Mine"}, {"keep", "both"}});
    EXPECT_EQ(stored()->note, "Recounted\nMine");
}

TEST_F(RunPages, bring_a_refused_form_back_as_typed)
{
    const auto reply = save(auditor, {{"version", "0"}, {"result", "NA"}, {"note", "too short"}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, "too short"));
    EXPECT_TRUE(contains(reply.body, "at least 20 characters"));
    EXPECT_FALSE(stored());
    EXPECT_EQ(quietly(auditor, {{"result", "NA"}}, "If-Match: \"0\"\r\n").status, 422);
    EXPECT_EQ(quietly(auditor, {{"result", "PARTLY"}}, "If-Match: \"0\"\r\n").status, 422);
    EXPECT_EQ(quietly(auditor, {{"result", "NC"}}, "If-Match: \"0\"\r\n").status, 422);
}

TEST_F(RunPages, are_not_there_for_others_and_read_only_for_readers)
{
    for (const auto& who : {auditee, administrator}) EXPECT_NE(get(who, page()).status, 200);
    EXPECT_EQ(get(quality, page()).status, 200);
    EXPECT_FALSE(contains(get(quality, page()).body, "name=\"result\""));
    EXPECT_EQ(get(management, page()).status, 200);
    EXPECT_EQ(save(quality, {{"version", "0"}, {"result", "C"}}).status, 409);
    const auto elsewhere = "/audits/IA-2026-77/answers/7.4-Q2";
    EXPECT_EQ(post(auditor, elsewhere, {{"version", "0"}, {"result", "C"}}).status, 404);
    EXPECT_EQ(save(auditor, {{"version", "0"}, {"result", "C"}}, "nonsense").status, 404);
    EXPECT_FALSE(stored());
}

TEST_F(RunPages, escape_what_people_wrote)
{
    save(auditor, {{"version", "0"}, {"result", "C"}, {"note", hostile}, {"interviewee", hostile}});
    for (const auto& who : {auditor, quality}) {
        const auto body = get(who, page()).body;
        EXPECT_FALSE(contains(body, "<script>alert"));
        EXPECT_TRUE(contains(body, "&lt;script&gt;alert"));
    }
}

TEST_F(RunPages, let_the_lead_approve_what_is_not_applicable)
{
    save(auditor, {{"version", "0"}, {"result", "NA"}, {"note", reason}});
    const auto approve = "/audits/" + audit.str() + "/not-applicable";
    EXPECT_TRUE(contains(get(lead, page()).body, "value=\"all/7.4-Q2:1\""));
    EXPECT_FALSE(contains(get(auditor, page()).body, "value=\"all/7.4-Q2:1\""));
    EXPECT_EQ(post(auditor, approve, {{"answer", "all/7.4-Q2:1"}}).status, 409);
    EXPECT_EQ(post(lead, approve, {{"answer", "all/7.4-Q2:x"}}).status, 422);
    EXPECT_EQ(post(lead, approve, {}).status, 422);
    EXPECT_EQ(post(lead, approve, {{"answer", "all/7.4-Q2:1"}}).header("Location"), page() + "#q-7.4-Q2");
    EXPECT_EQ(stored()->na_approved_by, lead.person);
}

} // namespace clausebook::test
