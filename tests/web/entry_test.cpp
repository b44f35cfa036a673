// The pages before and beside the work, as a browser gets them.

#include "support/product.h"

namespace clausebook::test {

using EntryPages = Product;

TEST_F(EntryPages, everybody_signed_in_has_a_side_bar_of_what_is_open_to_them)
{
    const auto seen_by_quality = get(quality, "/account");
    EXPECT_EQ(seen_by_quality.status, 200);
    EXPECT_TRUE(contains(seen_by_quality.body, "href=\"/organization\""));
    EXPECT_TRUE(contains(seen_by_quality.body, "href=\"/journal\""));
    const auto seen_by_auditee = get(auditee, "/account");
    EXPECT_EQ(seen_by_auditee.status, 200);
    EXPECT_FALSE(contains(seen_by_auditee.body, "href=\"/journal\""));
}

TEST_F(EntryPages, who_is_not_signed_in_is_sent_to_sign_in_and_back)
{
    const auto reply = get(nobody, "/account");
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.header("Location"), "/sign-in?next=%2Faccount");
}

TEST_F(EntryPages, set_up_takes_the_fields_its_form_shows)
{
    auto verb = workspace.begin(system_actor(), "test.no_passwords");
    for (auto account : store::accounts(verb)) {
        account.password_hash.clear();
        store::save(verb, account);
    }
    verb.commit();
    desk.setup_key = [] {
        return std::string("key-1");
    };
    const auto form = get(nobody, "/setup/key-1").body;
    FormFields fields = {{"key", "key-1"},
                         {"legal_name", "Anadolu"},
                         {"language", "tr"},
                         {"time_zone", "Europe/Istanbul"},
                         {"site_name", "Merkez"},
                         {"person_name", "Selin Demir"},
                         {"person_function", "QM"},
                         {"login", "selin"},
                         {"password", "ağaçtaki kuş öter"},
                         {"password_again", "ağaçtaki kuş öter"}};
    for (const auto& [name, value] : fields) EXPECT_TRUE(contains(form, "name=\"" + name + "\"")) << name;

    fields[5].second = "";
    const auto refused = post(nobody, "/setup", fields);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(contains(refused.body, "id=\"person_name-problem\""));

    fields[5].second = "Selin Demir";
    EXPECT_EQ(post(nobody, "/setup", fields).status, 303);
}

TEST_F(EntryPages, sign_in_never_leads_to_another_site)
{
    for (const char* next : {"//evil.example", "https://evil.example", "/\\evil.example", "/\n/evil.example"})
        EXPECT_TRUE(contains(get(nobody, "/sign-in?next=" + web::encode_segment(next)).body,
                             "name=\"next\" value=\"\""))
            << next;
}

TEST_F(EntryPages, who_failed_too_often_is_told_when_to_try_again)
{
    const FormFields knock{{"login", "login-" + quality.person.str()}, {"password", "a wrong password"}};
    for (int i = 0; i < 5; ++i) EXPECT_EQ(post(nobody, "/sign-in", knock).status, 422) << i;
    const auto reply = post(nobody, "/sign-in", knock);
    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(reply.header("Retry-After"), "15");
    EXPECT_TRUE(contains(reply.body, "Try again in 15 seconds."));
    clock += std::chrono::seconds(15);
    EXPECT_EQ(post(nobody, "/sign-in", knock).status, 422);
    EXPECT_EQ(post(nobody, "/sign-in", knock).header("Retry-After"), "30") << "longer each time";
}

TEST_F(EntryPages, a_foreign_name_is_told_nothing_of_the_organization)
{
    const auto reply = RawClient(server->port()).send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").reply();
    EXPECT_EQ(reply.status, 421);
    EXPECT_FALSE(contains(reply.body, "Anadolu"));
}

TEST_F(EntryPages, what_is_no_request_is_refused_in_the_language_it_asks_for_or_in_both)
{
    const auto ask = [&](const std::string& head) {
        return RawClient(server->port()).send(head + "\r\n\r\n").reply();
    };
    const auto host = "\r\nHost: 127.0.0.1:" + std::to_string(server->port());
    const std::string turkish = "\r\nAccept-Language: tr-TR,tr;q=0.9,en;q=0.8";
    const std::string english = "\r\nAccept-Language: en-GB,en;q=0.9,tr;q=0.8";
    for (const auto& [head, status] : {std::pair<std::string, int>{"BREW / HTTP/1.1" + host, 501},
                                       {"GET / HTTP/9.9" + host, 505},
                                       {"GET / HTTP/1.1" + host + "\r\nno header", 400},
                                       {"GET /%zz HTTP/1.1" + host, 400},
                                       {"GET / HTTP/1.1\r\nHost: evil.example", 421}}) {
        const auto key = "error." + std::to_string(status) + ".what";
        const auto said = [&](const RawReply& reply, Language language) {
            return contains(reply.body, escaped(catalogues.text(language, key)));
        };
        const auto in_turkish = ask(head + turkish);
        EXPECT_EQ(in_turkish.status, status) << head;
        EXPECT_TRUE(contains(in_turkish.body, "<html lang=\"tr\"")) << head;
        EXPECT_TRUE(said(in_turkish, Language::tr)) << head;
        EXPECT_FALSE(said(in_turkish, Language::en)) << head;
        const auto in_english = ask(head + english);
        EXPECT_TRUE(said(in_english, Language::en)) << head;
        EXPECT_FALSE(said(in_english, Language::tr)) << head;
        const auto in_both = ask(head);
        EXPECT_TRUE(said(in_both, Language::en)) << head;
        EXPECT_TRUE(said(in_both, Language::tr)) << head;
        EXPECT_TRUE(contains(in_both.body, "<div lang=\"tr\">")) << head;
    }
}

TEST_F(EntryPages, who_finds_no_place_is_told_so_in_the_language_asked_for_or_in_both)
{
    web::Options options;
    options.port = 0;
    options.limits.connections_in_all = 0;
    web::Server full(std::move(options), web::application(desk));
    const auto ask = [&](const std::string& more) {
        return RawClient(full.port())
            .send("GET / HTTP/1.1\r\nHost: localhost:" + std::to_string(full.port()) + "\r\n" + more + "\r\n")
            .reply();
    };
    const auto english = catalogues.text(Language::en, "problem.server_full", {{"seconds", "5"}});
    const auto turkish = catalogues.text(Language::tr, "problem.server_full", {{"seconds", "5"}});
    const auto in_turkish = ask("Accept-Language: tr\r\n");
    EXPECT_EQ(in_turkish.status, 503);
    EXPECT_TRUE(contains(in_turkish.body, escaped(turkish)));
    EXPECT_FALSE(contains(in_turkish.body, escaped(english)));
    const auto in_both = ask("");
    EXPECT_TRUE(contains(in_both.body, escaped(turkish)));
    EXPECT_TRUE(contains(in_both.body, escaped(english)));
}

TEST_F(EntryPages, a_page_that_is_not_there_knows_who_asks)
{
    EXPECT_EQ(post(auditor, "/account/language", {{"language", "tr"}, {"back", "/"}}).status, 303);
    for (const auto* path : {"/nowhere", "/account/password"}) {
        const auto page = get(auditor, path).body;
        EXPECT_TRUE(contains(page, "<html lang=\"tr\"")) << path;
        EXPECT_TRUE(contains(page, "href=\"/audits\"")) << path;
    }
}

TEST_F(EntryPages, a_form_whose_session_ended_shows_what_was_typed)
{
    const std::string text = "What I thought about for half an hour";
    const auto reply = post(nobody, "/audits/IA-2026-01/conclusion",
                            {{"main_risks", text}, {"password", "a long enough password"}});
    EXPECT_EQ(reply.status, 401);
    EXPECT_TRUE(contains(reply.body, ">" + text + "</textarea>"));
    EXPECT_FALSE(contains(reply.body, "a long enough password"));
    EXPECT_TRUE(contains(reply.body, "Sign in first"));
}

TEST_F(EntryPages, the_language_switch_of_a_refused_form_leads_to_a_page)
{
    const auto refused = post(quality, "/account/password", {{"old_password", "x"}, {"password", "y"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_FALSE(contains(refused.body, "name=\"back\" value=\"/account/password\""));
}

TEST_F(EntryPages, the_session_s_cookie_is_of_this_port_alone)
{
    auto request = web::Request();
    request.origin = "http://localhost:8010";
    EXPECT_EQ(web::session_cookie(request), "clausebook-8010");
    request.origin = "https://audit.example";
    request.secure = true;
    EXPECT_EQ(web::session_cookie(request), "__Host-clausebook");
}

TEST_F(EntryPages, one_s_own_language_is_kept_with_the_person)
{
    EXPECT_TRUE(contains(get(auditor, "/account").body, "<html lang=\"en\""));
    EXPECT_EQ(post(auditor, "/account/language", {{"language", "tr"}, {"back", "/account"}}).status, 303);
    EXPECT_TRUE(contains(get(auditor, "/account").body, "<html lang=\"tr\""));
    EXPECT_EQ(post(auditor, "/account/language", {{"language", "xx"}, {"back", "/account"}}).status, 400);
}

TEST_F(EntryPages, a_session_ends_after_half_an_hour_without_a_request)
{
    clock += std::chrono::minutes(29);
    EXPECT_EQ(get(quality, "/account").status, 200);
    clock += std::chrono::minutes(31);
    EXPECT_EQ(get(quality, "/account").status, 303);
}

TEST_F(EntryPages, a_session_ends_after_twelve_hours_whatever_happens)
{
    for (int i = 0; i < 25; ++i) {
        EXPECT_EQ(get(quality, "/account").status, 200) << i;
        clock += std::chrono::minutes(29);
    }
    EXPECT_EQ(get(quality, "/account").status, 303);
}

TEST_F(EntryPages, set_up_is_over_once_somebody_has_a_password)
{
    EXPECT_EQ(get(nobody, "/setup/abc").status, 303);
    EXPECT_EQ(post(nobody, "/setup", {{"key", ""}, {"legal_name", "Mine"}}).status, 404);
}

} // namespace clausebook::test
