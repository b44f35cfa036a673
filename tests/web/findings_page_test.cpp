#include "support/desk_of.h"
#include "support/finding_house.h"

namespace clausebook::web {
namespace {

class FindingPages : public testing::DeskOf<testing::FindingHouse> {
protected:
    const std::string draft_page = "/audits/IA-2026-01/findings/1";

    static std::string location(const Reply& reply)
    {
        const auto* address = reply.header("Location");
        return address == nullptr ? "" : *address;
    }

    static bool has(const Reply& reply, const std::string& text)
    {
        return reply.body().find(text) != std::string::npos;
    }
};

TEST_F(FindingPages, the_empty_list_says_how_a_finding_begins)
{
    for (const auto language : languages) {
        const auto reply = get(quality, "/findings", language);
        EXPECT_EQ(reply.status(), 200);
        EXPECT_TRUE(has(reply, catalogues.text(language, "finding.none_hint")));
    }
    EXPECT_TRUE(has(get(quality, "/findings?grade=MAJOR"), "No finding matches"));
}

TEST_F(FindingPages, the_list_pages_and_keeps_its_filters)
{
    for (int i = 0; i < 51; ++i) drafted(Grade::MINOR);
    const auto first = get(lead, "/findings?grade=MINOR&audit=IA-2026-01");
    EXPECT_TRUE(has(first, "51 findings"));
    EXPECT_TRUE(has(first, "/findings?audit=IA-2026-01&amp;grade=MINOR&amp;after=IA-2026-01%2Ff2"));
    EXPECT_TRUE(has(first, "Draft 51"));
    EXPECT_TRUE(has(first, "/audits/IA-2026-01/findings\"")) << "a member of a running audit may begin one";
    const auto second = get(lead, "/findings?grade=MINOR&after=IA-2026-01/f2");
    EXPECT_TRUE(has(second, "Draft 1"));
    EXPECT_FALSE(has(second, "Draft 51"));
    EXPECT_FALSE(has(get(stranger, "/findings"), "Draft 1"));
    EXPECT_EQ(get(quality, "/findings?clause=x.y&text=%&sort=grade&state=nonsense").status(), 200);
}

TEST_F(FindingPages, a_finding_is_begun_from_a_question)
{
    const auto reply =
        post(auditor, "/audits/IA-2026-01/findings", {{"grade", "MAJOR"}, {"question", "7.4-Q2"}});
    EXPECT_EQ(reply.status(), 303);
    EXPECT_EQ(location(reply), draft_page);
    EXPECT_TRUE(has(get(auditor, draft_page), "7.4-Q2"));
    EXPECT_EQ(post(auditor, "/audits/IA-2026-01/findings", {{"grade", "HUGE"}}).status(), 422);
    EXPECT_EQ(post(auditor, "/audits/IA-2026-01/findings", {{"grade", "MINOR"}, {"question", "no"}}).status(),
              422);
    EXPECT_EQ(post(quality, "/audits/IA-2026-01/findings", {{"grade", "MINOR"}}).status(), 422);
    EXPECT_THROW(post(auditor, "/audits/IA-2026-77/findings", {{"grade", "MINOR"}}), NotFound);
}

TEST_F(FindingPages, a_save_changes_only_the_fields_it_brings_and_answers_a_script)
{
    ready();
    const auto reply = post(auditor, draft_page, {{"version", "2"}, {"statement", ""}}, Wants::Json);
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.body(), R"({"missing":[{"code":"missing","field":"statement"}],"version":3})");
    EXPECT_EQ(stored(finding_key(audit, 1)).requirement, "Two working days.");
}

TEST_F(FindingPages, a_save_over_a_newer_version_shows_both_texts)
{
    ready();
    const Form mine = {{"version", "1"}, {"requirement", "My own words."}};
    const auto page = post(auditor, draft_page, mine);
    EXPECT_EQ(page.status(), 412);
    EXPECT_TRUE(has(page, "My own words."));
    EXPECT_TRUE(has(page, "Two working days."));
    EXPECT_TRUE(has(page, "name=\"version\" value=\"2\""));
    const auto script = post(auditor, draft_page, mine, Wants::Json);
    EXPECT_EQ(script.status(), 412);
    EXPECT_EQ(script.body(),
              R"({"code":"edit_conflict","theirs":{"requirement":"Two working days."},"version":2})");
    EXPECT_THROW(post(auditor, draft_page, {{"requirement", "x"}}), Rejected) << "no version, no save";
}

TEST_F(FindingPages, a_save_over_a_newer_version_shows_choices_that_differ)
{
    ready();
    const auto page =
        post(auditor, draft_page, {{"version", "1"}, {"criterion", ""}, {"secondary_clauses", "8.1"}});
    EXPECT_EQ(page.status(), 412);
    EXPECT_TRUE(has(page, "<dt class=\"label\">Criterion</dt>"));
    EXPECT_TRUE(has(page, "<dt class=\"label\">Other clauses</dt>"));
}

TEST_F(FindingPages, a_refused_form_comes_back_as_typed)
{
    ready();
    const auto reply =
        post(auditor, draft_page,
             {{"version", "2"}, {"statement", "Kept words."}, {"secondary_clauses", "4.15 nine"}});
    EXPECT_EQ(reply.status(), 422);
    EXPECT_TRUE(has(reply, "Kept words."));
    EXPECT_TRUE(has(reply, "4.15 nine"));
    EXPECT_EQ(stored(finding_key(audit, 1)).version, 2);
}

TEST_F(FindingPages, raising_saves_what_was_typed_even_when_it_is_refused)
{
    drafted();
    const auto refused = post(lead, draft_page + "/raise", {{"version", "1"}, {"statement", "Not in time."}});
    EXPECT_EQ(refused.status(), 422);
    EXPECT_EQ(stored(finding_key(audit, 1)).statement, "Not in time.");
    EXPECT_TRUE(has(refused, "name=\"version\" value=\"2\""));
    const auto reply = post(lead, draft_page + "/raise",
                            {{"version", "2"},
                             {"auditee_contact", contact.person.str()},
                             {"criterion", own.str()},
                             {"criterion_section", "§3.2"},
                             {"requirement", "r"},
                             {"objective_evidence", "e"},
                             {"grade_reason", "g"}});
    EXPECT_EQ(location(reply), "/findings/IA-2026-01-01");
    EXPECT_EQ(location(get(lead, draft_page)), "/findings/IA-2026-01-01");
    EXPECT_FALSE(has(get(lead, "/findings/IA-2026-01-01"), "name=\"statement\""));
    const auto late =
        post(auditor, draft_page, {{"version", "2"}, {"statement", "Written while it was raised."}});
    EXPECT_GE(late.status(), 400);
    EXPECT_TRUE(has(late, "readonly>Written while it was raised.</textarea>"));
    EXPECT_TRUE(has(late, "<h1>Not in time.</h1>")) << "what stands is not called what was typed";
    EXPECT_TRUE(has(get(lead, "/findings/IA-2026-01-01"), "findings/1/attach"));
    EXPECT_FALSE(has(get(quality, "/findings/IA-2026-01-01"), "findings/1/attach"));
    EXPECT_THROW(get(lead, "/findings/IA-2026-01-02"), NotFound);
}

TEST_F(FindingPages, a_withdrawal_needs_its_reason)
{
    ready();
    EXPECT_EQ(post(lead, draft_page + "/withdraw", {{"version", "2"}, {"reason", " "}}).status(), 422);
    EXPECT_EQ(post(lead, draft_page + "/withdraw", {{"version", "2"}, {"reason", "Proof came."}}).status(),
              303);
    EXPECT_TRUE(has(get(lead, draft_page), "Proof came."));
}

TEST_F(FindingPages, a_finding_is_hung_on_a_question_and_taken_off)
{
    ready();
    EXPECT_EQ(post(auditor, draft_page + "/attach", {{"question", "4.15-Q1"}, {"at_site", "all"}}).status(),
              303);
    EXPECT_TRUE(has(get(auditor, draft_page), "4.15-Q1"));
    EXPECT_EQ(post(auditor, draft_page + "/attach", {{"question", "<b>"}}).status(), 422);
    EXPECT_EQ(post(auditor, draft_page + "/detach", {{"question", "4.15-Q1"}}).status(), 303);
    EXPECT_FALSE(has(get(auditor, draft_page), "4.15-Q1"));
}

TEST_F(FindingPages, what_was_typed_is_shown_as_text)
{
    const auto key = ready();
    auto text = text_of(stored(key));
    const std::string script = "<script>alert('x')</script>";
    text.requirement = text.objective_evidence = text.statement = text.grade_reason = text.process =
        text.criterion_section = script;
    change_finding(workspace, auditor, key, text);
    for (const auto& page : {draft_page, std::string("/findings"), "/findings?text=" + script}) {
        const auto reply = get(lead, page);
        EXPECT_FALSE(has(reply, script)) << page;
        EXPECT_TRUE(has(reply, "&lt;script&gt;")) << page;
    }
    raise(workspace, lead, key, 3);
    EXPECT_FALSE(has(get(quality, "/findings/IA-2026-01-01"), script));
}

TEST_F(FindingPages, a_finding_is_not_there_for_others)
{
    ready();
    for (const auto& nobody : {stranger, contact, administrator}) {
        EXPECT_THROW(get(nobody, draft_page), NotFound);
        EXPECT_THROW(post(nobody, draft_page, {{"version", "2"}}), NotFound);
    }
    for (const auto* path : {"/audits/IA-2026-01/findings/2", "/audits/IA-2026-01/findings/x",
                             "/audits/IA-2026-01/findings/01", "/findings/..", "/findings/IA-2026-01/f1"}) {
        try {
            get(lead, path);
            FAIL() << path;
        } catch (const NotFound&) {
        } catch (const Rejected& rejected) {
            EXPECT_EQ(rejected.status(), 404) << path;
        }
    }
}

TEST_F(FindingPages, every_state_renders_in_both_languages)
{
    for (const auto grade : {Grade::MAJOR, Grade::MINOR, Grade::OFI}) {
        const auto key = ready(grade);
        for (const auto language : languages)
            EXPECT_EQ(get(lead, "/audits/IA-2026-01/findings/" + std::to_string(stored(key).serial), language)
                          .status(),
                      200);
        raise(workspace, lead, key, 2);
        for (const auto& actor : {lead, auditor, quality})
            for (const auto language : languages)
                EXPECT_EQ(get(actor, "/findings/" + stored(key).number, language).status(), 200);
    }
}

} // namespace
} // namespace clausebook::web
