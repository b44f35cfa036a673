#include "paper/weasyprint.h"
#include "store/jobs.h"
#include "support/report_house.h"
#include "web/desk.h"
#include "web/entrance.h"

#include <future>

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

    static std::string location(const web::Reply& reply)
    {
        const auto* address = reply.header("Location");
        return address ? *address : std::string();
    }

    bool fresh_password = true;
    std::string base() const { return "/audits/" + key.str() + "/report"; }
};

TEST_F(ReportPages, the_draft_shows_the_report_and_what_is_missing_with_its_place)
{
    EXPECT_NE(get(lead, "/audits/" + key.str()).body().find("No report is issued yet"), std::string::npos);
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
    const auto job = location(post(quality, base() + "/issue"));
    ASSERT_TRUE(job.starts_with("/jobs/J-")) << job;
    desk.jobs.wait();
    const auto news = get(quality, job);
    EXPECT_EQ(location(news), base());
    EXPECT_NE(news.header("Set-Cookie"), nullptr) << "says that it is issued";
    clock += std::chrono::minutes(10);
    const auto later = get(quality, job);
    EXPECT_EQ(location(later), base());
    EXPECT_EQ(later.header("Set-Cookie"), nullptr) << "it did not happen now";
    const auto page = get(quality, base());
    EXPECT_NE(page.body().find(base() + "/1/en/pdf"), std::string::npos);
    EXPECT_NE(page.body().find(base() + "/correct"), std::string::npos);
    const auto summary = get(lead, "/audits/" + key.str()).body();
    EXPECT_NE(summary.find("href=\"" + base() + "/1/tr/pdf\""), std::string::npos);
    EXPECT_NE(summary.find("href=\"/audits/" + key.str() + "/pack\""), std::string::npos);
    EXPECT_EQ(get(auditor, "/audits/" + key.str()).body().find("/pack\""), std::string::npos);
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

TEST_F(ReportPages, issuing_answers_at_once_with_a_job_that_is_found_again_and_is_one)
{
    hand_in();
    const auto entries_before = entries();
    std::promise<void> go;
    const auto held = go.get_future().share();
    desk.jobs.start(quality, "pack", "held up", [held](Progress&) {
        held.wait();
        return std::string();
    });
    const auto job = location(post(quality, base() + "/issue"));
    EXPECT_EQ(entries(), entries_before);
    EXPECT_EQ(audit(key).state, AuditState::ReportReview);
    const auto waiting = get(quality, job);
    EXPECT_EQ(waiting.status(), 200);
    EXPECT_NE(waiting.body().find("Issuing the report"), std::string::npos);
    EXPECT_NE(waiting.body().find(job + "/cancel"), std::string::npos);
    const auto page = get(quality, base());
    EXPECT_NE(page.body().find("href=\"" + job + "\""), std::string::npos);
    EXPECT_EQ(page.body().find(base() + "/issue\""), std::string::npos);
    EXPECT_EQ(page.body().find(base() + "/send-back\""), std::string::npos);
    EXPECT_EQ(location(post(quality, base() + "/issue")), job);
    post(quality, job + "/cancel");
    go.set_value();
    desk.jobs.wait();
    const auto ended = get(quality, job);
    EXPECT_NE(ended.body().find("Nothing was left half done"), std::string::npos);
    EXPECT_NE(ended.body().find("href=\"" + base() + "\""), std::string::npos);
    EXPECT_NE(get(quality, base()).body().find(base() + "/issue\""), std::string::npos);
}

TEST_F(ReportPages, what_keeps_a_report_from_being_issued_is_told_at_once_and_no_job_begins)
{
    hand_in();
    auto verb = workspace.begin(system_actor(), "test.changed");
    auto site = store::site(verb, bursa).value();
    site.activities = "";
    store::save(verb, site);
    verb.commit();
    const auto refused = post(quality, base() + "/issue");
    EXPECT_EQ(refused.status(), 409);
    EXPECT_NE(refused.body().find("1 required entry is missing"), std::string::npos);
    EXPECT_NE(refused.body().find("href=\"/sites/" + bursa.str() + "\""), std::string::npos);
    EXPECT_EQ(post(quality, base() + "/correct", "Name").status(), 409);
    EXPECT_EQ(post(lead, base() + "/issue").status(), 409);
    EXPECT_FALSE(desk.jobs.under_way(quality, "report", key.str()));
}

TEST_F(ReportPages, a_job_that_a_dead_program_left_says_what_to_do)
{
    Job left;
    left.key = Id<Job>("J-0123456789abcdef");
    left.kind = "report";
    left.parameters = key.str() + " 1";
    left.state = JobState::Running;
    left.person = quality.person;
    left.created_at = left.updated_at = clock;
    auto verb = workspace.begin(system_actor(), "");
    store::keep(verb, left);
    verb.commit();
    const web::Desk next{workspace, catalogues(), renderer()};
    const auto page = get(quality, "/jobs/" + left.key.str());
    EXPECT_EQ(page.status(), 200);
    EXPECT_NE(page.body().find("The program ended while this was being made"), std::string::npos);
    EXPECT_NE(page.body().find("href=\"" + base() + "\""), std::string::npos);
}

TEST_F(ReportPages, handing_in_from_the_audit_names_every_field_that_is_missing_with_its_place)
{
    auto verb = workspace.begin(system_actor(), "test.changed");
    auto site = store::site(verb, bursa).value();
    site.activities = "";
    store::save(verb, site);
    auto person = store::person(verb, auditor.person).value();
    person.competence = "";
    store::save(verb, person);
    auto organization = store::organization(verb).value();
    organization.representative_contact = "";
    store::save(verb, organization);
    verb.commit();
    auto texts = conclusion();
    texts.main_risks = "";
    save_conclusion(workspace, lead, texts);
    const auto audit_page = "/audits/" + key.str();
    const auto step = [&] {
        auto asked = request(lead, web::Method::Post, audit_page + "/step");
        asked.form.add("version", std::to_string(version(key)));
        asked.form.add("to", "REPORT_REVIEW");
        return router.find(asked).handler(asked);
    };
    const auto refused = step();
    EXPECT_EQ(refused.status(), 409);
    for (const auto& page :
         {refused.body(), get(lead, audit_page + "/review").body(), get(lead, base()).body()})
        for (const auto& [href, sentence] : std::map<std::string, std::string>{
                 {"/sites/" + bursa.str(), "Sites: Bursa"},
                 {"/people/" + auditor.person.str(), "Competence record: Can Öz"},
                 {"/organization/edit#representative_name", "Complaints-handling representative"},
                 {audit_page + "/conclusion#main_risks", "Main risks"}})
            EXPECT_NE(page.find("href=\"" + href + "\">" + sentence + "</a>"), std::string::npos) << href;
    EXPECT_EQ(audit(key).state, AuditState::ReportDraft);
}

TEST_F(ReportPages, handing_in_from_the_audit_is_signed_with_the_password_too)
{
    fresh_password = false;
    auto asked = request(lead, web::Method::Post, "/audits/" + key.str() + "/step");
    asked.form.add("version", std::to_string(version(key)));
    asked.form.add("to", "REPORT_REVIEW");
    EXPECT_EQ(router.find(asked).handler(asked).status(), 422);
    EXPECT_EQ(audit(key).state, AuditState::ReportDraft);
    fresh_password = true;
    asked = request(lead, web::Method::Post, "/audits/" + key.str() + "/step");
    asked.form.add("version", std::to_string(version(key)));
    asked.form.add("to", "REPORT_REVIEW");
    EXPECT_EQ(router.find(asked).handler(asked).status(), 303);
    EXPECT_EQ(audit(key).state, AuditState::ReportReview);
}

} // namespace
} // namespace clausebook
