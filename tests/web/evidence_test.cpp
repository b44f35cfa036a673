// Evidence as a browser brings and gets it.

#include "store/evidence.h"
#include "store/verify.h"
#include "web/evidence_pages.h"
#include "workspace/evidence.h"

#include <fstream>

namespace clausebook::test {

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
