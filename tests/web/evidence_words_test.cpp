// Pages of what is said about evidence: kept elsewhere, tags, history; lists that people keep.

#include "store/evidence.h"
#include "store/evidence_tags.h"
#include "store/saved_lists.h"
#include "support/product.h"
#include "workspace/evidence.h"

namespace clausebook::test {

class EvidenceWordPages : public Product {
protected:
    Id<Evidence> referred()
    {
        Registration wish;
        wish.fields.title = "Complaint register";
        wish.fields.type = EvidenceType::POL;
        wish.version.location = "Archive room 2";
        wish.version.document_date = parse_date("2026-01-15");
        wish.version.reference =
            EvidenceReference{hostile, "R-12", SeenHow::Screen, parse_date("2026-11-02"), auditor.person};
        return register_evidence(workspace, auditee, {}, wish).front().evidence;
    }

    EvidenceDossier dossier(const Id<Evidence>& key)
    {
        return evidence_dossier(workspace.read(), quality, key);
    }
    std::string version(const Id<Evidence>& key) { return std::to_string(dossier(key).evidence.version); }

    FormFields description(const Id<Evidence>& key)
    {
        return {{"version", version(key)},      {"title", "Complaint register"}, {"type", "POL"},
                {"location", "Archive room 3"}, {"document_date", "2026-01-15"}, {"kept_by", "Registry"},
                {"reference_number", "R-13"},   {"seen_how", "ORIGINAL"},        {"seen_on", "2026-11-20"},
                {"seen_by", lead.person.str()}};
    }
};

TEST_F(EvidenceWordPages, say_who_keeps_a_document_and_who_saw_it)
{
    const auto key = referred();
    const auto at = "/evidence/" + key.str();
    const auto page = get(auditee, at).body;
    EXPECT_TRUE(contains(page, escaped(hostile)));
    EXPECT_FALSE(contains(page, hostile));
    for (const auto* part : {"R-12", "Can Öz, ", "on the screen, in its system", "name=\"kept_by\""})
        EXPECT_TRUE(contains(page, part)) << part;
    EXPECT_EQ(post(auditee, at, description(key)).status, 303);
    const auto fields = dossier(key).newest().fields;
    EXPECT_EQ(fields.reference->kept_by, "Registry");
    EXPECT_EQ(fields.reference->how, SeenHow::Original);
    auto future = description(key);
    future[8].second = "2027-01-01";
    const auto refused = post(auditee, at, future);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(contains(refused.body, "id=\"seen_on-problem\""));
    EXPECT_TRUE(contains(refused.body, "value=\"2027-01-01\""));
}

TEST_F(EvidenceWordPages, keep_a_reference_that_a_form_does_not_name)
{
    const auto key = referred();
    const auto stands = dossier(key).newest().fields.reference;
    post(auditee, "/evidence/" + key.str(),
         {{"version", version(key)}, {"title", "New"}, {"type", "POL"}, {"location", "Archive room 2"}});
    EXPECT_EQ(dossier(key).newest().fields.reference, stands);
}

TEST_F(EvidenceWordPages, take_a_second_sighting)
{
    const auto key = referred();
    const auto at = "/evidence/" + key.str();
    EXPECT_FALSE(contains(get(auditee, at).body, "/sightings")) << "its own form is open";
    post(auditee, at + "/submit", {{"version", version(key)}});
    post(lead, at + "/accept", {{"version", version(key)}});
    EXPECT_TRUE(contains(get(auditee, at).body, "/sightings"));
    EXPECT_EQ(post(auditee, at + "/sightings",
                   {{"seen_how", "REMOTE"}, {"seen_on", "2026-11-21"}, {"seen_by", auditor.person.str()}})
                  .status,
              303);
    EXPECT_EQ(dossier(key).versions.size(), 2U);
    EXPECT_EQ(dossier(key).newest().fields.reference->kept_by, hostile);
}

TEST_F(EvidenceWordPages, add_tags_take_them_off_and_name_what_a_link_was_to)
{
    const auto key = referred();
    const auto at = "/evidence/" + key.str();
    EXPECT_EQ(post(auditee, at + "/tags", {{"tag", "Q3, <b>Çağrı</b>"}}).status, 303);
    auto page = get(auditee, at).body;
    EXPECT_TRUE(contains(page, "&lt;b&gt;Çağrı&lt;/b&gt;"));
    EXPECT_TRUE(contains(page, "added tags"));
    EXPECT_EQ(post(auditee, at + "/tags", {{"tag", std::string(41, 'x')}}).status, 422);
    EXPECT_EQ(post(auditee, at + "/tags/remove", {{"taken", "q3"}}).status, 303);
    EXPECT_EQ(store::tags_of(workspace.read(), key).size(), 1U);
    EXPECT_EQ(post(auditee, at + "/links", {{"target", "7.4"}}).status, 303);
    EXPECT_EQ(post(auditee, at + "/links/remove", {{"target", "7.4"}}).status, 303);
    page = get(auditee, at).body;
    EXPECT_TRUE(contains(page, "linked it: 7.4"));
    EXPECT_TRUE(contains(page, "removed a link: 7.4"));
}

TEST_F(EvidenceWordPages, count_one_record_as_one)
{
    referred();
    EXPECT_TRUE(contains(get(auditee, "/evidence").body, "1 record<"));
    referred();
    EXPECT_TRUE(contains(get(auditee, "/evidence").body, "2 records<"));
}

TEST_F(EvidenceWordPages, keep_a_filtered_list_for_the_one_who_keeps_it)
{
    const auto where =
        post(lead, "/lists",
             {{"list", "evidence"}, {"name", "Waiting <b>"}, {"query", "state=SUBMITTED&evil=1&after=5"}});
    EXPECT_EQ(where.status, 303);
    EXPECT_EQ(where.header("Location"), "/evidence?state=SUBMITTED");
    const auto link = "href=\"/evidence?state=SUBMITTED\"";
    EXPECT_TRUE(contains(get(lead, "/evidence").body, "Waiting &lt;b&gt;"));
    EXPECT_TRUE(contains(get(lead, "/lists").body, link));
    EXPECT_FALSE(contains(get(auditor, "/lists").body, link));
    EXPECT_FALSE(contains(get(lead, "/findings").body, "Waiting"));
    EXPECT_EQ(post(auditor, "/lists/SL-0001/remove", {{"version", "1"}}).status, 404);
    const auto again =
        post(lead, "/lists", {{"list", "evidence"}, {"name", "WAITING <B>"}, {"query", "type=POL"}});
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(contains(again.body, "value=\"type=POL\"")) << "the form again";
    EXPECT_EQ(post(lead, "/lists", {{"list", "evidence"}, {"name", "All"}, {"query", "evil=1"}}).status, 422);
    EXPECT_EQ(post(lead, "/lists", {{"list", "people"}, {"name", "All"}, {"query", "a=1"}}).status, 422);
    EXPECT_EQ(post(lead, "/lists/SL-0001", {{"version", "1"}, {"name", ""}}).status, 422);
    EXPECT_EQ(post(lead, "/lists/SL-0001", {{"version", "1"}, {"name", "To decide"}}).status, 303);
    EXPECT_EQ(post(lead, "/lists/SL-0001/remove", {{"version", "1"}}).status, 412);
    EXPECT_EQ(post(lead, "/lists/SL-0001/remove", {{"version", "2"}}).status, 303);
    EXPECT_TRUE(store::saved_lists_of(workspace.read(), lead.person).empty());
}

TEST_F(EvidenceWordPages, keep_lists_of_findings_actions_audits_and_unproven_answers)
{
    for (const auto* list : {"findings", "actions", "audits"}) {
        EXPECT_EQ(post(quality, "/lists", {{"list", list}, {"name", "Mine"}, {"query", "state=OPEN"}}).status,
                  303);
        EXPECT_TRUE(contains(get(quality, "/" + std::string(list) + "?state=OPEN").body,
                             "aria-current=\"page\"><bdi>Mine</bdi>"))
            << list;
    }
    EXPECT_TRUE(contains(get(quality, "/evidence/unproven?audit=IA-2026-01").body,
                         "name=\"list\" value=\"unproven\""));
}

TEST_F(EvidenceWordPages, hand_out_the_list_of_unproven_answers)
{
    const auto csv = get(lead, "/evidence/unproven.csv?audit=IA-2026-01");
    EXPECT_EQ(csv.status, 200);
    EXPECT_TRUE(contains(csv.header("Content-Disposition"), "conforming-without-evidence-2026-11-22.csv"));
    EXPECT_TRUE(contains(csv.body, "Text of the question"));
    EXPECT_EQ(get(lead, "/evidence/unproven.xlsx").header("Content-Type"),
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_EQ(get(administrator, "/evidence/unproven.csv").status, 404);
}

TEST_F(EvidenceWordPages, name_targets_as_people_do)
{
    const auto key = referred();
    const auto at = "/evidence/" + key.str() + "/links";
    EXPECT_EQ(post(quality, at, {{"target", "7.4"}}).status, 303);
    EXPECT_EQ(post(quality, at, {{"target", "clause:7.5"}}).status, 303);
    EXPECT_EQ(post(quality, at, {{"target", "IA-2026-01 7.4-Q2"}}).status, 404)
        << "no such audit, but well said";
    EXPECT_EQ(post(quality, at, {{"target", "IA-2026-01 S-01 7.4-Q2"}}).status, 404);
    EXPECT_EQ(post(quality, at, {{"target", "CA-2026-0001"}}).status, 404);
    EXPECT_EQ(post(quality, at, {{"target", "seven"}}).status, 422);
}

} // namespace clausebook::test
