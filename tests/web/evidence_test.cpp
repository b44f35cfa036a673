// Evidence as a browser brings and gets it.

#include "store/evidence.h"
#include "store/verify.h"
#include "support/product.h"
#include "workspace/audits.h"
#include "workspace/evidence.h"

#include <fstream>

namespace clausebook::test {

class EvidencePages : public Product {
protected:
    RawReply put(const Actor& who, const std::string& query, const std::string& bytes,
                 const std::string& more = "")
    {
        return RawClient(server->port())
            .send(upload_head(who, "PUT", "/evidence/files" + query, bytes.size(), more) + bytes)
            .reply();
    }

    /// A form with files: the token first, as our pages send it.
    RawReply post_files(const Actor& who, const std::string& target, const FormFields& fields,
                        const FormFields& files, const std::string& token_sent)
    {
        std::string body =
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + token_sent + "\r\n";
        for (const auto& [name, value] : fields)
            body += "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        for (const auto& [name, bytes] : files)
            body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + bytes + "\r\n";
        body += "--b--\r\n";
        auto head = upload_head(who, "POST", target, body.size(),
                                "Content-Type: multipart/form-data; boundary=b\r\n");
        head.erase(head.find("X-Form-Token"), head.find("Content-Length") - head.find("X-Form-Token"));
        return RawClient(server->port()).send(head + body).reply();
    }

    std::int64_t records() const { return workspace.read().number("SELECT count(*) FROM evidence"); }

    std::size_t lying_aside() const
    {
        const auto aside = workspace.directory().aside();
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(aside), std::filesystem::directory_iterator()));
    }

    /// Waits until nothing lies aside: the server notices a cut connection on its own thread.
    bool clears_up() const
    {
        for (int i = 0; i < 200 && lying_aside() > 0; ++i) ::usleep(10'000);
        return lying_aside() == 0;
    }
};

TEST_F(EvidencePages, a_file_sent_is_registered_and_comes_back_byte_for_byte)
{
    const std::string bytes("one\r\n--two\0three\n--", 19);
    const auto reply = put(auditee, "?name=policy.bin", bytes);
    ASSERT_EQ(reply.status, 201) << reply.body;
    EXPECT_EQ(reply.body,
              R"({"already":[],"bytes":19,"name":"policy.bin","number":"EV-0001","title":"policy",)"
              R"("url":"/evidence/EV-0001","version":1})");
    EXPECT_EQ(reply.header("Location"), "/evidence/EV-0001");
    const auto back = get(auditee, "/evidence/EV-0001/versions/1/files/1");
    EXPECT_EQ(back.status, 200);
    EXPECT_EQ(back.body, bytes);
    EXPECT_EQ(back.header("Content-Type"), "application/octet-stream");
    EXPECT_TRUE(back.header("Content-Disposition").starts_with("attachment;"));
    EXPECT_TRUE(contains(back.header("Content-Security-Policy"), "sandbox"));
    EXPECT_EQ(back.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(get(auditee, "/evidence/EV-0001/versions/2/files/1").status, 404);
    EXPECT_EQ(get(auditee, "/evidence/EV-0001/versions/1/files/2").status, 404);
    EXPECT_EQ(get(auditee, "/evidence/EV-0001/versions/1/files/1x").status, 404);
}

TEST_F(EvidencePages, only_what_is_safe_opens_in_a_tab_of_its_own)
{
    put(auditee, "?name=page.txt", "<html><script>alert(1)</script></html>");
    put(auditee, "?name=note.html", "Just a note.");
    const auto markup = get(auditee, "/evidence/EV-0001/versions/1/files/1?open=1");
    EXPECT_EQ(markup.header("Content-Type"), "application/octet-stream");
    EXPECT_TRUE(markup.header("Content-Disposition").starts_with("attachment;"));
    const auto note = get(auditee, "/evidence/EV-0002/versions/1/files/1?open=1");
    EXPECT_EQ(note.header("Content-Type"), "text/plain; charset=utf-8");
    EXPECT_TRUE(note.header("Content-Disposition").starts_with("inline;"));
    EXPECT_TRUE(contains(note.header("Content-Security-Policy"), "sandbox"));
}

TEST_F(EvidencePages, hostile_names_are_names_and_nothing_else)
{
    const std::pair<std::string, std::string> names[] = {
        {"..%2F..%2Fx", "x"},
        {"CON", "CON"},
        {"a%0Ab.txt", "a b.txt"},
        {std::string(300, 'n') + ".pdf", std::string(196, 'n') + ".pdf"},
        {"%E2%80%AEfdp.exe", "fdp.exe"},
        {"%D7%A9%D7%9C%D7%95%D7%9D.txt", "שלום.txt"},
        {"%3Cscript%3Ealert(1)%3C%2Fscript%3E", "script>"},
        {"", "file"},
    };
    int number = 0;
    for (const auto& [sent, kept] : names) {
        const auto reply = put(auditee, "?name=" + sent, "x" + sent);
        ASSERT_EQ(reply.status, 201) << sent << reply.body;
        EXPECT_TRUE(contains(reply.body, "\"name\":\"" + kept + "\"")) << reply.body;
        const auto record = "/evidence/EV-000" + std::to_string(++number);
        const auto page = get(auditee, record);
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(contains(page.body, escaped(kept)));
        const auto file = get(auditee, record + "/versions/1/files/1");
        EXPECT_EQ(file.status, 200);
        EXPECT_FALSE(contains(file.header("Content-Disposition"), "/"));
    }
    EXPECT_EQ(put(auditee, "?name=%FF%FE.pdf", "x").status, 400) << "an address that is not UTF-8";
}

TEST_F(EvidencePages, a_cut_upload_leaves_nothing)
{
    const auto before = entries();
    {
        RawClient client(server->port());
        client.send(upload_head(auditee, "PUT", "/evidence/files?name=a.txt", 100'000)
                    + std::string(70'000, 'x'));
        client.finish();
        EXPECT_NE(client.reply().status, 201);
    }
    EXPECT_TRUE(clears_up());
    EXPECT_EQ(records(), 0);
    EXPECT_EQ(entries(), before);
    EXPECT_TRUE(workspace.vault().contents().empty());
}

TEST_F(EvidencePages, a_wrong_length_is_no_file)
{
    for (const auto* length : {"-4", "+4", "4x", "4, 5"}) {
        auto head = upload_head(auditee, "PUT", "/evidence/files?name=a.txt", 4);
        head.replace(head.find("Content-Length: 4"), 17, std::string("Content-Length: ") + length);
        EXPECT_EQ(RawClient(server->port()).send(head + "abcd").finish().reply().status, 400) << length;
    }
    auto head = upload_head(auditee, "PUT", "/evidence/files?name=a.txt", 4);
    head.replace(head.find("Content-Length: 4"), 17, "Transfer-Encoding: chunked");
    EXPECT_EQ(RawClient(server->port()).send(head + "4\r\nabcd\r\n0\r\n\r\n").finish().reply().status, 411);
    EXPECT_EQ(put(auditee, "?name=a.txt", "").status, 422);
    EXPECT_TRUE(clears_up());
    EXPECT_EQ(records(), 0);
    // Bytes after the announced ones are not part of the file, and are no second request.
    put(auditee, "?name=b.txt", "abcd");
    EXPECT_EQ(records(), 1);
}

TEST_F(EvidencePages, what_is_too_large_is_refused_with_the_limit)
{
    auto verb = workspace.begin(system_actor(), "organization.saved");
    auto organization = *store::organization(verb);
    organization.evidence_limit_bytes = 1'000'000;
    store::save(verb, organization);
    verb.commit();
    const auto reply = RawClient(server->port())
                           .send(upload_head(auditee, "PUT", "/evidence/files?name=a.txt", 1'000'001))
                           .reply();
    EXPECT_EQ(reply.status, 413);
    EXPECT_TRUE(contains(reply.body, "1.0 MB")) << reply.body;
    EXPECT_EQ(post_files(auditee, "/evidence", {}, {{"a.txt", std::string(1'000'001, 'x')}}, token()).status,
              413);
    EXPECT_TRUE(clears_up());
    EXPECT_EQ(records(), 0);
}

TEST_F(EvidencePages, the_same_content_is_kept_once_and_a_retry_makes_nothing_new)
{
    put(auditee, "?name=a.txt", "same");
    const auto second = put(auditee, "?name=b.txt", "same", "Idempotency-Key: key-12345678\r\n");
    EXPECT_TRUE(contains(second.body, R"("already":["EV-0001"])"));
    const auto again = put(auditee, "?name=b.txt", "same", "Idempotency-Key: key-12345678\r\n");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, second.body);
    EXPECT_EQ(records(), 2);
    EXPECT_EQ(workspace.vault().contents().size(), 1U);
    const auto instead = post(auditee, "/evidence/EV-0002/instead", {{"kept", "EV-0001"}});
    EXPECT_EQ(instead.header("Location"), "/evidence/EV-0001");
    EXPECT_EQ(records(), 1);
}

TEST_F(EvidencePages, who_may_not_see_it_gets_the_same_answer_as_for_nothing)
{
    put(auditee, "?name=secret.txt&confidentiality=CONFIDENTIAL", "secret");
    put(auditee, "?name=health.txt&confidentiality=PERSONAL", "health");
    for (const auto* part : {"", "/versions/1/files/1"}) {
        EXPECT_EQ(get(auditor, std::string("/evidence/EV-0001") + part).status, 404);
        EXPECT_EQ(get(lead, std::string("/evidence/EV-0001") + part).status, 404);
        EXPECT_EQ(get(administrator, std::string("/evidence/EV-0001") + part).status, 404);
        EXPECT_EQ(get(management, std::string("/evidence/EV-0001") + part).status, 200);
        EXPECT_EQ(get(management, std::string("/evidence/EV-0002") + part).status, 404);
        EXPECT_EQ(get(quality, std::string("/evidence/EV-0002") + part).status, 200);
        EXPECT_EQ(get(auditee, std::string("/evidence/EV-0002") + part).status, 200);
    }
    EXPECT_FALSE(contains(get(auditor, "/evidence").body, "secret"));
    EXPECT_FALSE(contains(get(auditor, "/evidence?q=secret").body, "EV-0001"));
    const auto before = entries();
    for (const auto* verb :
         {"", "/submit", "/accept", "/reject", "/links", "/links/remove", "/remove", "/instead"})
        EXPECT_EQ(
            post(auditor, std::string("/evidence/EV-0001") + verb,
                 {{"version", "1"}, {"title", "x"}, {"reason", "x"}, {"target", "7.4"}, {"kept", "EV-0001"}})
                .status,
            404)
            << verb;
    EXPECT_EQ(entries(), before);
}

TEST_F(EvidencePages, puts_away_what_is_over_and_brings_it_back)
{
    post_files(auditee, "/evidence", {{"title", "Policy"}, {"type", "POL"}, {"document_date", "2026-01-15"}},
               {{"a.txt", "first"}}, token());
    const auto step = [&](const Actor& who, const std::string& verb, const std::string& version,
                          FormFields more = {}) {
        more.emplace_back("version", version);
        return post(who, "/evidence/EV-0001/" + verb, more).status;
    };
    EXPECT_EQ(step(auditee, "submit", "1"), 303);
    EXPECT_EQ(step(auditor, "accept", "2"), 303);
    EXPECT_EQ(step(quality, "versions/1/archive", "3", {{"keep_until", "2026-11-30"}}), 409);
    ASSERT_EQ(put(auditee, "?name=a2.txt&version_of=EV-0001", "second").status, 201);
    EXPECT_EQ(post(auditee, "/evidence/EV-0001",
                   {{"version", "4"},
                    {"title", "Policy"},
                    {"type", "POL"},
                    {"confidentiality", "INTERNAL"},
                    {"location", ""},
                    {"document_date", "2026-02-01"}})
                  .status,
              303);
    EXPECT_EQ(step(auditee, "submit", "5"), 303);
    EXPECT_EQ(step(auditor, "accept", "6"), 303);
    EXPECT_TRUE(contains(get(quality, "/evidence/EV-0001").body, "/evidence/EV-0001/versions/1/archive"));
    EXPECT_FALSE(contains(get(auditor, "/evidence/EV-0001").body, "versions/1/archive"));
    const auto says_that_one_is_alone = [&] {
        return contains(get(quality, "/evidence/EV-0001").body, "Nobody else can do that yet");
    };
    EXPECT_TRUE(says_that_one_is_alone());
    EXPECT_EQ(step(auditor, "versions/1/archive", "7", {{"keep_until", "2026-11-30"}}), 404);
    const auto refused = post(quality, "/evidence/EV-0001/versions/1/archive", {{"version", "7"}});
    EXPECT_EQ(refused.status, 422);
    for (const auto* part : {"href=\"#keep_until-1\"", "id=\"keep_until-1\"", "id=\"keep_until-1-problem\""})
        EXPECT_TRUE(contains(refused.body, part)) << part;
    EXPECT_EQ(step(quality, "versions/9/archive", "7", {{"keep_until", "2026-11-30"}}), 404);
    EXPECT_EQ(step(quality, "versions/1/archive", "7", {{"keep_until", "2026-11-30"}}), 303);
    const auto page = get(quality, "/evidence/EV-0001").body;
    EXPECT_TRUE(contains(page, "It must be kept until 30 Nov 2026."));
    EXPECT_TRUE(contains(page, "archived a version"));
    EXPECT_TRUE(says_that_one_is_alone());
    auto verb = workspace.begin(system_actor(), "test.another");
    Person another;
    another.name = "Deniz Ak";
    another.roles = {Role::QualityManager};
    const auto second = store::save(verb, another);
    store::save(verb, Account{second, 0, "deniz", "", true});
    verb.commit();
    EXPECT_FALSE(says_that_one_is_alone());
    EXPECT_EQ(step(quality, "versions/1/destroy", "8", {{"destroy_reason", "Over"}, {"confirm", "yes"}}),
              422);
    EXPECT_EQ(step(quality, "versions/1/take-back", "8"), 303);
    EXPECT_EQ(get(quality, "/evidence/EV-0001/versions/1/files/1").body, "first");
}

TEST_F(EvidencePages, makes_a_record_once_of_a_form_and_another_of_another_file)
{
    const FormFields form = {{"title", ""}, {"type", ""}, {"retry_key", "a-key-of-a-form"}};
    EXPECT_EQ(post_files(auditee, "/evidence", form, {{"a.txt", "first"}}, token()).status, 303);
    EXPECT_EQ(post_files(auditee, "/evidence", form, {{"a.txt", "first"}}, token()).status, 303);
    EXPECT_EQ(records(), 1);
    EXPECT_EQ(post_files(auditee, "/evidence", form, {{"b.txt", "second"}}, token()).status, 303)
        << "gone back to, another file chosen";
    EXPECT_EQ(records(), 2);
}

TEST_F(EvidencePages, works_by_plain_forms)
{
    const auto made = post_files(auditee, "/evidence", {{"title", ""}, {"type", ""}},
                                 {{"a.txt", "first"}, {"b.txt", "second"}}, token());
    EXPECT_EQ(made.status, 303);
    EXPECT_EQ(records(), 2);
    const auto together =
        post_files(auditee, "/evidence",
                   {{"title", "Both"}, {"type", "POL"}, {"document_date", "2026-01-15"}, {"grouping", "one"}},
                   {{"c.txt", "third"}, {"d.txt", "fourth"}}, token());
    EXPECT_EQ(together.header("Location"), "/evidence/EV-0003");
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/submit", {{"version", "1"}}).status, 303);
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/accept", {{"version", "2"}}).status, 404)
        << "not for auditees";
    EXPECT_EQ(post(auditor, "/evidence/EV-0003/accept", {{"version", "1"}}).status, 412);
    EXPECT_EQ(post(auditor, "/evidence/EV-0003/accept", {}).status, 428);
    EXPECT_EQ(post(auditor, "/evidence/EV-0003/accept", {{"version", "2"}}).status, 303);
    EXPECT_EQ(post_files(auditee, "/evidence/EV-0003/versions", {}, {{"e.txt", "fifth"}}, token()).status,
              303);
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links", {{"target", "7.4"}, {"locator", "p. 4"}}).status, 303);
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links", {{"target", "nothing"}}).status, 422);
    const auto page = get(auditee, "/evidence/EV-0003").body;
    for (const auto* part : {"c.txt", "d.txt", "e.txt", "p. 4", "accepted it", "Can Öz"})
        EXPECT_TRUE(contains(page, part)) << part;
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links", {{"target", "7.4"}, {"locator", ""}}).status, 409)
        << "a link that stands is not overwritten";
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links",
                   {{"target", "clause:7.4"}, {"version", "1"}, {"note", "Only the table"}})
                  .status,
              303);
    EXPECT_TRUE(contains(get(auditee, "/evidence/EV-0003").body, "p. 4")) << "not in the form: stays";
    const auto stale = post(auditee, "/evidence/EV-0003/links",
                            {{"target", "clause:7.4"}, {"version", "1"}, {"locator", "p. 5 typed"}});
    EXPECT_EQ(stale.status, 412);
    EXPECT_TRUE(contains(stale.body, "value=\"p. 5 typed\""));
    EXPECT_TRUE(contains(stale.body, "name=\"version\" value=\"2\""));
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links/remove", {{"target", "clause:7.4"}}).status, 303);
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links/again/clause/7.4", {}).status, 303);
    EXPECT_TRUE(contains(get(auditee, "/evidence/EV-0003").body, "p. 4"));
    EXPECT_EQ(post(auditee, "/evidence/EV-0003/links/again/clause/7.5", {}).status, 404);
    EXPECT_EQ(post(auditee, "/evidence/EV-0001/remove", {{"version", "1"}}).header("Location"), "/evidence");
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(EvidencePages, a_form_with_files_needs_the_token_before_the_first_file)
{
    EXPECT_EQ(post_files(auditee, "/evidence", {}, {{"a.txt", "a"}}, std::string(64, 'e')).status, 403);
    EXPECT_EQ(post_files(auditee, "/evidence", {{"location", "shelf"}, {"title", "x"}}, {}, "").status, 403);
    EXPECT_EQ(records(), 0);
    EXPECT_EQ(lying_aside(), 0U);
    auto head = upload_head(auditee, "PUT", "/evidence/files?name=a.txt", 1);
    head.replace(head.find(token()), 64, std::string(64, 'e'));
    EXPECT_EQ(RawClient(server->port()).send(head + "a").reply().status, 403);
    EXPECT_EQ(put(management, "?name=a.txt", "a").status, 404) << "top management reads";
}

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

TEST_F(EvidencePages, a_large_file_streams_through_little_memory)
{
    const auto memory = [] {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
        return 0L;
    };
    const char* chosen = std::getenv("CLAUSEBOOK_LARGE_FILE_MIB"); // NOLINT(concurrency-mt-unsafe)
    const std::uint64_t mebibytes = chosen ? std::stoul(chosen) : 256;
    put(auditee, "?name=warm.txt", "x");
    std::ofstream("/proc/self/clear_refs") << "5"; // forgets the high-water mark
    const auto before = memory();
    RawClient client(server->port());
    client.send(upload_head(auditee, "PUT", "/evidence/files?name=large.bin", mebibytes << 20));
    std::string block(1 << 20, 'x');
    for (std::uint64_t i = 0; i < mebibytes; ++i) {
        block.replace(0, 8, std::to_string(10'000'000 + i));
        client.send(block);
    }
    const auto reply = client.reply();
    ASSERT_EQ(reply.status, 201);
    EXPECT_TRUE(contains(reply.body, "\"bytes\":" + std::to_string(mebibytes << 20)));
    const auto growth = memory() - before;
    RecordProperty("growth_kib", static_cast<int>(growth));
    EXPECT_LT(growth, 32 * 1024) << "KiB";
}

} // namespace clausebook::test
