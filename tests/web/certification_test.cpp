// The page of the certification and its forms, as a browser gets them; one house for all of them, therefore
// long.

#include "core/base/months.h"
#include "store/audits.h"
#include "store/cycle.h"
#include "store/findings.h"
#include "support/application.h"
#include "support/product.h"
#include "views/pages/certification.h"
#include "workspace/checklists.h"

namespace clausebook::test {

class CertificationPages : public Product { // its day is 2026-11-22
protected:
    void SetUp() override { clausebook::testing::complete_application(workspace, quality); }

    /// An audit whose report is issued, with so many majors open.
    Id<Audit> issued_audit(AuditType type, const char* on, int majors = 0)
    {
        const auto hold = workspace.vault().hold();
        auto verb = workspace.begin(system_actor(), "test.audit");
        Audit audit;
        audit.type = type;
        audit.state = AuditState::FollowUp;
        audit.title = "Audit of the body";
        audit.checklist = pin_offered(workspace, verb, {}).key;
        audit.clauses = {*ClauseNumber::parse("7.4"), *ClauseNumber::parse("8.1")};
        if (type == AuditType::Surveillance) audit.rotation = {*ClauseNumber::parse("7.4")};
        audit.starts_on = audit.ends_on = parse_date(on);
        audit.lead = lead.person;
        const auto key = store::save(verb, audit);
        for (int i = 0; i < majors; ++i) {
            Finding finding;
            finding.audit = key;
            finding.grade = Grade::MAJOR;
            finding.state = FindingState::Raised;
            finding.clause = ClauseNumber::parse("7.4");
            finding.auditor = lead.person;
            finding.found_on = *audit.ends_on;
            store::save(verb, finding);
        }
        verb.commit();
        return key;
    }

    FormFields form(const std::string& on, const FormFields& more = {}) const
    {
        FormFields fields = {{"on", on},
                             {"body", "Marmara Belgelendirme"},
                             {"certificate", "MB-1001"},
                             {"scope", "Complaints of all shops"},
                             {"reason", "Asked for by us"},
                             {"majors", "0"},
                             {"note", ""}};
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    }

    void record(const std::string& step, const std::string& on)
    {
        const auto reply = post(quality, "/certification/record/" + step, form(on));
        ASSERT_EQ(reply.status, 303) << step << " " << reply.body;
        EXPECT_EQ(reply.header("Location"), "/certification");
    }

    std::vector<CycleEvent> events() const { return store::cycle_events(workspace.read()); }

    std::string page(const Actor& who) const { return get(who, "/certification").body; }
};

TEST_F(CertificationPages, begin_empty_and_say_how_to_begin)
{
    const auto first = page(quality);
    EXPECT_TRUE(contains(first, "Nothing is recorded yet"));
    EXPECT_TRUE(contains(first, "/certification/record/APPLIED"));
    EXPECT_TRUE(contains(first, "/certification/record/HELD"));
    EXPECT_FALSE(contains(first, "/certification/record/SURVEILLANCE"));
    const auto reader = page(auditee);
    EXPECT_TRUE(contains(reader, "When the quality manager records"));
    EXPECT_FALSE(contains(reader, "/certification/record/"));
    EXPECT_EQ(get(administrator, "/certification").status, 404);
    EXPECT_EQ(get(quality, "/certification/record/NONE").status, 404);
    EXPECT_EQ(get(quality, "/certification/events/CE-0001").status, 404);
    EXPECT_EQ(post(quality, "/certification/record/NONE", form("2026-11-01")).status, 404);
}

TEST_F(CertificationPages, show_the_way_from_the_application_to_the_certificate)
{
    record("APPLIED", "2026-02-02");
    EXPECT_TRUE(contains(page(quality), "Stage 1 comes next"));
    record("STAGE1_DONE", "2026-05-31");
    auto body = page(lead);
    EXPECT_TRUE(contains(body, "datetime=\"2026-11-30\"")) << "stage 2 within six months";
    EXPECT_TRUE(contains(body, "Stage 2: the last day is 30 Nov 2026, in 8 days."));
    record("STAGE2_DONE", "2026-09-07");
    record("HANDED_IN", "2026-09-21");
    record("CERTIFIED", "2026-10-05");
    body = page(management);
    for (const auto* shown : {"Certified", "MB-1001", "4 Oct 2029", "Surveillance 1", "best from 5 Jul 2027",
                              "datetime=\"2027-10-05\"", "2027: not yet", "2028: not yet", "class=\"tline\""})
        EXPECT_TRUE(contains(body, shown)) << shown;
    EXPECT_FALSE(contains(body, "class=\"warnings\"")) << "nothing is urgent";
}

TEST_F(CertificationPages, warn_before_a_window_closes_and_after)
{
    record("HELD", "2026-01-10");
    clock = *parse_instant("2026-12-31T08:00:00.000000Z");
    auto verb = workspace.begin(system_actor(), "");
    verb.plain("UPDATE session SET seen_at = ?, started_at = ?", {to_string(clock), to_string(clock)});
    verb.commit();
    EXPECT_TRUE(contains(page(quality), "Surveillance 1: the last day is 10 Jan 2027, in 10 days."));
}

TEST_F(CertificationPages, a_refused_form_comes_back_as_typed)
{
    record("APPLIED", "2026-02-02");
    const auto before = entries();
    const auto refused = [&](const std::string& step, const FormFields& fields, const std::string& sentence) {
        const auto reply = post(quality, "/certification/record/" + step, fields);
        EXPECT_TRUE(reply.status == 422 || reply.status == 409) << step << reply.status;
        EXPECT_TRUE(contains(reply.body, sentence)) << step << ": " << sentence;
        return reply.body;
    };
    auto fields = form("2026-02-01");
    fields.emplace_back("note", hostile);
    fields.erase(fields.begin() + 6);
    const auto body = refused("STAGE1_DONE", fields, "It cannot have happened on that day");
    EXPECT_TRUE(contains(body, "value=\"2026-02-01\""));
    EXPECT_TRUE(contains(body, escaped(hostile)));
    EXPECT_FALSE(contains(body, "<script>alert"));
    EXPECT_TRUE(contains(body, "id=\"on-problem\""));
    refused("STAGE1_DONE", form("2026-11-23"), "This day has not come yet");
    refused("STAGE1_DONE", form("2026-02-30"), "id=\"on-problem\"");
    refused("STAGE1_DONE", form(""), "id=\"on-problem\"");
    refused("CERTIFIED", form("2026-05-04"), "This cannot follow where the certification stands.");
    auto many = form("2026-05-04");
    many.at(5).second = "two";
    EXPECT_EQ(post(quality, "/certification/record/STAGE2_DONE", many).status, 422);
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(events().size(), 1U);
}

TEST_F(CertificationPages, what_was_typed_is_shown_as_text)
{
    auto fields = form("2026-02-02");
    fields.at(1).second = hostile;
    fields.at(6).second = hostile;
    EXPECT_EQ(post(quality, "/certification/record/APPLIED", fields).status, 303);
    for (const auto* address :
         {"/certification", "/certification/events/CE-0001", "/certification/record/STAGE1_DONE"}) {
        const auto body = get(quality, address).body;
        EXPECT_FALSE(contains(body, "<script>alert")) << address;
    }
    EXPECT_TRUE(contains(page(quality), escaped(hostile)));
}

TEST_F(CertificationPages, an_event_is_corrected_with_a_reason)
{
    record("APPLIED", "2026-02-02");
    record("STAGE1_DONE", "2026-05-04");
    const std::string address = "/certification/events/CE-0002";
    EXPECT_TRUE(contains(page(quality), "href=\"" + address + "\""));
    EXPECT_FALSE(contains(page(lead), address));
    const auto without =
        post(quality, address, form("2026-05-06", {{"version", "1"}, {"change", "CORRECT"}}));
    EXPECT_EQ(without.status, 422);
    EXPECT_TRUE(contains(without.body, "id=\"why-problem\""));
    EXPECT_EQ(post(quality, address, form("2026-05-06", {{"change", "CORRECT"}, {"why", "x"}})).status, 428);
    const FormFields why = {{"version", "1"}, {"change", "CORRECT"}, {"why", "The report says so"}};
    EXPECT_EQ(post(quality, address, form("2026-05-06", why)).status, 303);
    EXPECT_EQ(to_string(events().back().on), "2026-05-06");
    const auto conflict = post(quality, address, form("2026-05-08", why));
    EXPECT_EQ(conflict.status, 412);
    EXPECT_TRUE(contains(conflict.body, "2026-05-06")) << "what stands now, beside what was typed";
    EXPECT_EQ(post(quality, address,
                   form("2026-05-06", {{"version", "2"}, {"change", "REMOVE"}, {"why", "Never held"}}))
                  .status,
              303);
    EXPECT_EQ(events().size(), 1U);
}

TEST_F(CertificationPages, count_by_the_numbers_of_the_body)
{
    record("HELD", "2026-03-15");
    EXPECT_TRUE(contains(page(quality), "datetime=\"2029-03-14\""));
    FormFields fields = {{"version", "0"}};
    for (auto [name, value] : views::values_of(CycleRules{}))
        fields.emplace_back(name, name == "validity_months" ? "24" : value);
    EXPECT_EQ(post(lead, "/certification/dates", fields).status, 404);
    EXPECT_EQ(post(quality, "/certification/dates", fields).status, 303);
    EXPECT_TRUE(contains(page(quality), "datetime=\"2028-03-14\""));
    EXPECT_EQ(post(quality, "/certification/dates", fields).status, 412);
    fields.front().second = "1";
    for (auto& [name, value] : fields)
        if (name == "warning_days") value = "181";
    const auto refused = post(quality, "/certification/dates", fields);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(contains(refused.body, "Give a whole number from 0 to 180."));
}

TEST_F(CertificationPages, propose_the_event_of_an_issued_report_and_take_it_from_there)
{
    record("APPLIED", "2026-02-02");
    record("STAGE1_DONE", "2026-05-04");
    const auto stage2 = issued_audit(AuditType::Stage2, "2026-09-07", 2).str();
    const auto before = entries();
    const auto body = page(quality);
    EXPECT_TRUE(contains(body, "The report of " + stage2 + " is issued."));
    const auto form_at = "/certification/record/STAGE2_DONE?audit=" + stage2;
    EXPECT_TRUE(contains(body, form_at));
    EXPECT_FALSE(contains(page(lead), form_at)) << "for those who record";
    const auto typed = get(quality, form_at).body;
    EXPECT_TRUE(contains(typed, "value=\"2026-09-07\"")) << "its last day";
    EXPECT_TRUE(contains(typed, "name=\"majors\" value=\"2\"")) << "its open majors";
    EXPECT_TRUE(contains(typed, "value=\"" + stage2 + "\" checked"));
    EXPECT_EQ(entries(), before) << "nothing is recorded by looking";

    FormFields fields = {{"audit", stage2}, {"on", ""}, {"majors", ""}, {"note", ""}};
    EXPECT_EQ(post(quality, "/certification/record/STAGE2_DONE", fields).status, 303);
    EXPECT_EQ(events().back().on, *parse_date("2026-09-07"));
    EXPECT_EQ(events().back().majors, 2);
    EXPECT_EQ(events().back().audit.str(), stage2);
    EXPECT_TRUE(contains(page(quality), "href=\"/audits/" + stage2 + "\""));
    EXPECT_FALSE(contains(page(auditee), stage2)) << "an audit that is not seen is not named";
    EXPECT_FALSE(contains(page(quality), "The report of " + stage2));
    const auto audit_page = get(quality, "/audits/" + stage2).body;
    EXPECT_TRUE(contains(audit_page, "On the certification recorded as: Stage 2 done, 7 Sept 2026.")
                || contains(audit_page, "On the certification recorded as: Stage 2 done, 7 Sep 2026."));
    EXPECT_EQ(post(quality, "/certification/record/STAGE2_DONE",
                   {{"audit", "S2-2026-09"}, {"on", "2026-09-08"}, {"majors", "0"}, {"note", ""}})
                  .status,
              422)
        << "there is no such audit";
}

TEST_F(CertificationPages, show_which_clauses_the_audits_of_the_cycle_look_at)
{
    record("HELD", "2026-01-10");
    EXPECT_FALSE(contains(page(quality), "rotation-h")) << "no audit yet";
    const auto surveillance = issued_audit(AuditType::Surveillance, "2026-10-05").str();
    const auto body = page(management);
    EXPECT_TRUE(contains(body, "What the audits of this cycle look at"));
    EXPECT_TRUE(contains(body, surveillance));
    EXPECT_TRUE(contains(body, "In full"));
    EXPECT_TRUE(contains(body, "In part"));
    const auto clauses = current_checklist().clauses.size();
    EXPECT_TRUE(contains(body, std::to_string(clauses - 1) + " clauses were not looked at in full"));
    EXPECT_TRUE(contains(body, "No audit is planned for it yet."));
    for (const auto& who : {lead, auditor, auditee})
        EXPECT_FALSE(contains(page(who), surveillance)) << "made of audits that are not theirs";
}

TEST_F(CertificationPages, name_the_body_and_never_as_accredited_by_itself)
{
    EXPECT_TRUE(contains(page(auditee), "Not known"));
    const auto form_of_body = get(quality, "/certification/body").body;
    EXPECT_TRUE(contains(form_of_body, "value=\"UNKNOWN\" checked"));
    FormFields fields = {
        {"name", hostile},          {"scheme", "MB-10002"}, {"accreditation", "NOT_ACCREDITED"},
        {"accreditation_body", ""}, {"contact", "Nermin"},  {"version", "1"}};
    EXPECT_EQ(post(lead, "/certification/body", fields).status, 404);
    auto wrong = fields;
    wrong.at(3).second = "TÜRKAK";
    const auto refused = post(quality, "/certification/body", wrong);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(contains(refused.body, "id=\"accreditation_body-problem\""));
    EXPECT_TRUE(contains(refused.body, escaped(hostile)));
    wrong.at(2).second = "MAYBE";
    EXPECT_EQ(post(quality, "/certification/body", wrong).status, 422);
    EXPECT_EQ(post(quality, "/certification/body", fields).status, 303);
    EXPECT_TRUE(contains(page(quality), escaped(hostile)));
    EXPECT_EQ(post(quality, "/certification/body", fields).status, 412);
}

TEST_F(CertificationPages, write_the_application_and_say_what_is_missing)
{
    auto body = get(quality, "/certification/application").body;
    EXPECT_FALSE(contains(body, "id=\"missing-h\"")) << "everything is there";
    FormFields fields = {{"version", "1"}};
    for (const auto& [name, text] : clausebook::testing::written_application().fields)
        fields.emplace_back(name, name == "shifts" ? "" : name == "remarks" ? hostile : text);
    EXPECT_EQ(post(lead, "/certification/application", fields).status, 404);
    EXPECT_EQ(post(quality, "/certification/application", fields).status, 303);
    body = get(quality, "/certification/application").body;
    EXPECT_TRUE(contains(body, "1 entry is missing"));
    EXPECT_TRUE(contains(body, "href=\"#shifts\""));
    EXPECT_TRUE(contains(body, escaped(hostile)));
    EXPECT_TRUE(contains(page(quality), "1 entry is missing")) << "the same figure";
    const auto refused = post(quality, "/certification/record/APPLIED", form("2026-11-02"));
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(contains(refused.body, "entries that are missing: 1"));
    EXPECT_TRUE(events().empty());

    const auto document = get(quality, "/certification/application/en/html");
    EXPECT_EQ(document.status, 200);
    EXPECT_TRUE(contains(document.header("Content-Security-Policy"), "sandbox"));
    EXPECT_TRUE(contains(document.body, "— missing —"));
    EXPECT_TRUE(contains(document.body, ">DRAFT<"));
    EXPECT_TRUE(contains(document.body, escaped(hostile)));
    EXPECT_FALSE(contains(document.body, "<script>alert"));
    EXPECT_TRUE(contains(get(quality, "/certification/application/tr/html").body, "Belgelendirme başvurusu"));
    EXPECT_EQ(get(quality, "/certification/application/tr/docx").status, 404);
    EXPECT_EQ(get(quality, "/certification/application/de/pdf").status, 404);
    EXPECT_EQ(get(auditee, "/certification/application/en/html").status, 404);

    fields.front().second = "2";
    for (auto& [name, text] : fields)
        if (name == "shifts") text = "Daily";
    EXPECT_EQ(post(quality, "/certification/application", fields).status, 303);
    EXPECT_FALSE(contains(get(quality, "/certification/application/en/html").body, ">DRAFT<"));
    record("APPLIED", "2026-11-02");
    for (auto& [name, text] : fields)
        if (name == "complaint_volume") text = "many";
    fields.front().second = "3";
    EXPECT_EQ(post(quality, "/certification/application", fields).status, 422);
}

TEST_F(CertificationPages, the_first_page_shows_the_road)
{
    record("APPLIED", "2026-02-02");
    record("STAGE1_DONE", "2026-05-31");
    for (const auto& who : {quality, auditee}) {
        const auto body = get(who, "/").body;
        EXPECT_TRUE(contains(body, "The road to the certificate"));
        EXPECT_TRUE(contains(body, "Stage 2: the last day is 30 Nov 2026, in 8 days."));
        EXPECT_TRUE(contains(body, "Marmara Belgelendirme"));
        EXPECT_TRUE(contains(body, "<li class=\"next\" aria-current=\"step\">"));
    }
    EXPECT_FALSE(contains(get(administrator, "/").body, "The road to the certificate"));
    EXPECT_TRUE(contains(page(quality), "Stage 2: the last day is 30 Nov 2026, in 8 days.")) << "one value";
}

TEST_F(CertificationPages, name_what_happened_on_the_line_of_time)
{
    record("APPLIED", "2026-02-02");
    record("STAGE1_DONE", "2026-05-31");
    const auto body = page(quality);
    const auto picture = body.substr(body.find("class=\"tline\""));
    EXPECT_TRUE(contains(picture.substr(0, picture.find("</svg>")), ">Application</text>"));
    EXPECT_TRUE(contains(picture.substr(0, picture.find("</svg>")), ">Stage 1 done</text>"));
}

TEST_F(CertificationPages, a_form_sent_twice_records_once)
{
    const auto fields = form("2026-02-02", {{"retry_key", "the-key-of-one-page"}});
    EXPECT_EQ(post(quality, "/certification/record/APPLIED", fields).status, 303);
    EXPECT_EQ(post(quality, "/certification/record/APPLIED", fields).status, 303);
    EXPECT_EQ(events().size(), 1U);
}

TEST_F(CertificationPages, say_as_json_what_they_show)
{
    record("HELD", "2026-03-15");
    const auto reply = get(quality, "/certification.json");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(contains(reply.body, "\"iso\":\"2027-03-15\"")) << reply.body;
}

/// Wherever a certification stands, its page has a name for everything and places within the picture.
TEST_F(CertificationPages, have_words_for_every_state_and_date)
{
    const std::vector<std::pair<CycleEventKind, const char*>> course = {
        {CycleEventKind::Applied, "2020-01-31"},
        {CycleEventKind::Stage1Done, "2020-02-29"},
        {CycleEventKind::Stage2Done, "2020-05-31"},
        {CycleEventKind::HandedIn, "2020-06-01"},
        {CycleEventKind::Certified, "2020-06-02"},
        {CycleEventKind::Suspended, "2020-09-01"},
        {CycleEventKind::Reduced, "2020-10-01"},
        {CycleEventKind::Surveillance, "2021-05-01"},
        {CycleEventKind::RecertificationAudit, "2023-01-10"},
        {CycleEventKind::Restored, "2023-07-01"},
        {CycleEventKind::Withdrawn, "2024-01-01"}};
    std::vector<CycleEvent> events;
    for (const auto& [kind, on] : course) {
        CycleEvent event;
        event.key = Id<CycleEvent>("CE-" + std::to_string(events.size() + 1));
        event.kind = kind;
        event.on = *parse_date(on);
        event.majors = 1;
        events.push_back(event);
    }
    for (int months = 0; months < 60; ++months) {
        const auto day = plus_months(*parse_date("2020-01-31"), months);
        std::vector<CycleEvent> until;
        for (const auto& event : events)
            if (event.on <= day) until.push_back(event);
        const auto seen = certification_on(until, {}, day);
        for (const auto language : languages) {
            const auto view =
                views::certification_view({seen, {}, views::Reader::Edits}, language, catalogues);
            EXPECT_FALSE(contains(to_json(view), "cycle.")) << to_string(day);
            const auto timeline = views::cycle_timeline(seen, language, catalogues);
            if (timeline.is_null()) continue;
            for (const auto& bar : *timeline.find("bars")->items()) {
                const double x = std::stod(*bar.find("x")->text());
                EXPECT_GE(x, 0) << to_string(day);
                EXPECT_LE(x, 100) << to_string(day);
            }
        }
    }
}

} // namespace clausebook::test
