// The page of the certification and its forms, as a browser gets them.

#include "core/base/months.h"
#include "store/cycle.h"
#include "support/product.h"
#include "views/pages/certification.h"

namespace clausebook::test {

class CertificationPages : public Product { // its day is 2026-11-22
protected:
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
