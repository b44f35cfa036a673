#include "paper/weasyprint.h"
#include "support/report_house.h"
#include "web/desk.h"
#include "web/entrance.h"

namespace clausebook {
namespace {

/// The report's pages, called as the server calls them, without sockets.
class ReportPages : public testing::ReportHouse {
protected:
    web::Desk desk{workspace, catalogues(), renderer()};
    const web::Router router{web::all_routes(desk)};

    web::Request request(const Actor& actor, web::Method method, const std::string& path) const
    {
        web::Request request;
        request.method = method;
        request.path = request.target = path;
        std::string segment;
        for (const char c : path.substr(1) + "/") {
            if (c == '/')
                request.segments.push_back(std::exchange(segment, {}));
            else
                segment += c;
        }
        web::Visit visit;
        SignedIn who;
        who.actor = actor;
        who.form_token = "the-token";
        who.fresh_password = fresh_password;
        visit.who = who;
        request.carried = visit;
        return request;
    }

    web::Reply get(const Actor& actor, const std::string& path) const
    {
        auto asked = request(actor, web::Method::Get, path);
        return router.find(asked).handler(asked);
    }

    web::Reply post(const Actor& actor, const std::string& path, const std::string& reason = {}) const
    {
        auto asked = request(actor, web::Method::Post, path);
        asked.form.add("version", std::to_string(version(key)));
        asked.form.add("reason", reason);
        return router.find(asked).handler(asked);
    }

    bool fresh_password = true;
    std::string base() const { return "/audits/" + key.str() + "/report"; }
};

TEST_F(ReportPages, the_draft_shows_the_report_and_what_is_missing_with_its_place)
{
    auto reply = get(lead, base());
    EXPECT_EQ(reply.status(), 200);
    EXPECT_NE(reply.body().find("Alignment matrix"), std::string::npos);
    EXPECT_NE(reply.body().find(base() + "/prepare"), std::string::npos);
    auto verb = workspace.begin(system_actor(), "test.changed");
    auto site = store::site(verb, bursa).value();
    site.activities = "";
    store::save(verb, site);
    verb.commit();
    reply = get(lead, base());
    EXPECT_NE(reply.body().find("href=\"/sites/" + bursa.str() + "\""), std::string::npos);
    EXPECT_EQ(reply.body().find(base() + "/prepare"), std::string::npos);
    EXPECT_THROW(get(stranger, base()), NotFound);
    EXPECT_THROW(get(auditee, base()), NotFound);
}

TEST_F(ReportPages, signing_asks_for_the_password_and_refuses_without_changing_anything)
{
    fresh_password = false;
    const auto before = entries();
    const auto reply = post(lead, base() + "/prepare");
    EXPECT_EQ(reply.status(), 422);
    EXPECT_NE(reply.body().find("type=\"password\""), std::string::npos);
    EXPECT_EQ(entries(), before);
}

TEST_F(ReportPages, a_report_is_handed_in_sent_back_handed_in_and_issued)
{
    EXPECT_EQ(post(lead, base() + "/prepare").status(), 303);
    EXPECT_EQ(post(quality, base() + "/send-back").status(), 422);
    EXPECT_EQ(post(quality, base() + "/send-back", "More on 7.4").status(), 303);
    EXPECT_EQ(post(lead, base() + "/prepare").status(), 303);
    EXPECT_EQ(post(quality, base() + "/issue").status(), 303);
    const auto page = get(quality, base());
    EXPECT_NE(page.body().find(base() + "/1/en/pdf"), std::string::npos);
    EXPECT_NE(page.body().find(base() + "/correct"), std::string::npos);
    const auto pdf = get(lead, base() + "/1/tr/pdf");
    ASSERT_NE(pdf.header("Content-Disposition"), nullptr);
    EXPECT_NE(pdf.header("Content-Disposition")->find("IA-2026-01_internal-audit-report_r1_tr.pdf"),
              std::string::npos);
    const auto html = get(lead, base() + "/1/en/html");
    EXPECT_NE(html.header("Content-Security-Policy")->find("sandbox"), std::string::npos);
    EXPECT_THROW(get(lead, base() + "/2/en/pdf"), NotFound);
    EXPECT_THROW(get(lead, base() + "/1/en/exe"), NotFound);
    EXPECT_THROW(get(lead, base() + "/1x/en/pdf"), NotFound);
    EXPECT_THROW(get(stranger, base() + "/1/en/pdf"), NotFound);
}

} // namespace
} // namespace clausebook
