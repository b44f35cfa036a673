// Links of evidence: to what they lead, what they say, who may see by them, where they go with a record.

#include "support/sound_evidence.h"
#include "workspace/evidence_links.h"

namespace clausebook {
namespace {

class EvidenceLinkVerbs : public testing::SoundEvidence {};

TEST_F(EvidenceLinkVerbs, an_upload_may_be_linked_at_once)
{
    Registration wish;
    wish.link = testing::acknowledgement;
    wish.locator = "p. 4";
    EXPECT_ONE_ENTRY(house.register_file(house.auditor, "a.txt", "a", wish));
    const auto linked = store::evidence_linked_to(workspace.read(), testing::acknowledgement);
    ASSERT_EQ(linked.size(), 1U);
    EXPECT_EQ(linked[0].link.locator, "p. 4");
    EXPECT_EQ(linked[0].evidence.key.str(), "EV-0001");
}

TEST_F(EvidenceLinkVerbs, links_come_and_go_with_their_locator)
{
    const auto key = house.register_file(house.auditor, "a.txt", "a").evidence;
    EXPECT_ONE_ENTRY(
        link_evidence(workspace, house.auditor, key, testing::acknowledgement, {"p. 4", "seen"}, 0));
    const auto link = [&](const LinkText& text, Version based_on) {
        return link_evidence(workspace, house.auditor, key, testing::acknowledgement, text, based_on);
    };
    const auto entries = house.entries();
    EXPECT_EQ(link({"p. 4", "seen"}, 1), 1);
    EXPECT_EQ(house.entries(), entries) << "what is said already changes nothing";
    EXPECT_REFUSED_UNCHANGED(link({"p. 5", {}}, 0), "evidence_linked_already");
    EXPECT_REFUSED_UNCHANGED(link({"p. 4", "seen"}, 0), "evidence_linked_already");
    EXPECT_ONE_ENTRY(link({"p. 5", {}}, 1));
    EXPECT_EQ(house.dossier(key).links.at(0).note, "seen") << "not in the form: stays";
    EXPECT_REFUSED_UNCHANGED(link({"p. 6", {}}, 1), "edit_conflict");
    EXPECT_ONE_ENTRY(link({{}, ""}, 2));
    EXPECT_EQ(house.dossier(key).links.at(0).locator, "p. 5");
    EXPECT_EQ(house.dossier(key).links.at(0).note, "");
    EXPECT_REFUSED_UNCHANGED(remove_evidence(workspace, house.auditor, key, 1), "evidence_linked");
    std::optional<EvidenceLink> gone;
    EXPECT_ONE_ENTRY(gone = unlink_evidence(workspace, house.auditor, key, testing::acknowledgement));
    ASSERT_TRUE(gone);
    EXPECT_EQ(gone->locator, "p. 5");
    EXPECT_REFUSED_UNCHANGED(link({"p. 7", {}}, 3), "edit_conflict");
    EXPECT_ONE_ENTRY(relink_evidence(workspace, house.auditor, key, gone->target));
    EXPECT_EQ(house.dossier(key).links.at(0).locator, "p. 5");
    const auto again = house.entries();
    relink_evidence(workspace, house.auditor, key, gone->target);
    EXPECT_EQ(house.entries(), again) << "an undo that came twice";
    unlink_evidence(workspace, house.auditor, key, testing::acknowledgement);
    EXPECT_FALSE(unlink_evidence(workspace, house.auditor, key, testing::acknowledgement));
}

TEST_F(EvidenceLinkVerbs, links_follow_the_audit)
{
    const auto key = house.register_file(house.auditee, "a.txt", "a").evidence;
    EXPECT_THROW(link_evidence(workspace, house.auditee, key, testing::acknowledgement, {}, 0), NotFound);
    EXPECT_THROW(link_evidence(workspace, house.stranger, key, testing::acknowledgement, {}, 0), NotFound);
    for (const auto* text : {"answer:IA-2026-01/all/8.1-Q1", "answer:IA-2026-02/all/7.4-Q2",
                             "answer:IA-2026-01/S-77/7.4-Q2", "finding:IA-2026-01/f9"})
        EXPECT_THROW(link_evidence(workspace, house.auditor, key, *LinkTarget::parse(text), {}, 0), NotFound)
            << text;
    link_evidence(workspace, house.auditee, key, *LinkTarget::parse("clause:7.4"), {}, 0);
    house.set_audit_state("REPORT_ISSUED");
    EXPECT_REFUSED_UNCHANGED(link_evidence(workspace, house.auditor, key, testing::acknowledgement, {}, 0),
                             "audit_closed");
}

TEST_F(EvidenceLinkVerbs, linking_lets_the_team_see_what_is_personal)
{
    Registration wish;
    wish.fields.confidentiality = Confidentiality::Personal;
    const auto key = house.register_file(house.auditee, "a.txt", "a", wish).evidence;
    EXPECT_THROW(evidence_dossier(workspace.read(), house.auditor, key), NotFound);
    EXPECT_THROW(link_evidence(workspace, house.auditor, key, testing::acknowledgement, {}, 0), NotFound)
        << "who may not see it cannot link it to see it";
    link_evidence(workspace, house.qm, key, testing::acknowledgement, {}, 0);
    EXPECT_NO_THROW(evidence_dossier(workspace.read(), house.auditor, key));
    EXPECT_THROW(evidence_dossier(workspace.read(), house.stranger, key), NotFound);
    EXPECT_THROW(evidence_dossier(workspace.read(), house.top, key), NotFound);
}

TEST_F(EvidenceLinkVerbs, a_file_registered_twice_gives_its_links_to_the_first)
{
    const auto first = house.register_file(house.auditor, "a.txt", "a").evidence;
    Registration wish;
    wish.link = testing::acknowledgement;
    wish.locator = "p. 2";
    const auto twice = house.register_file(house.auditor, "a.txt", "a", wish).evidence;
    const auto different = house.register_file(house.auditor, "z.txt", "z").evidence;
    EXPECT_REFUSED_UNCHANGED(use_evidence_instead(workspace, house.auditor, twice, different),
                             "content_differs");
    EXPECT_REFUSED_UNCHANGED(use_evidence_instead(workspace, house.auditor, twice, twice), "content_differs");
    EXPECT_ONE_ENTRY(use_evidence_instead(workspace, house.auditor, twice, first));
    EXPECT_FALSE(store::evidence(workspace.read(), twice));
    ASSERT_EQ(house.dossier(first).links.size(), 1U);
    EXPECT_EQ(house.dossier(first).links[0].locator, "p. 2");
}

TEST_F(EvidenceLinkVerbs, links_point_only_to_what_the_audit_asks_and_the_checklist_has)
{
    const auto key = house.register_file(house.auditor, "a.txt", "a").evidence;
    const auto to = [&](const char* target) {
        link_evidence(workspace, house.auditor, key, *LinkTarget::parse(target), {}, 0);
    };
    EXPECT_REFUSED_UNCHANGED(to("answer:IA-2026-01/all/7.4-Q99"), "question_not_in_scope");
    EXPECT_THROW(to("clause:55.7"), NotFound);
    house.set_audit_state("POSTPONED");
    to("answer:IA-2026-01/all/7.4-Q2");
    to("clause:7.4");
    EXPECT_EQ(house.dossier(key).links.size(), 2U);
}

TEST_F(EvidenceLinkVerbs, a_record_stands_for_another_only_with_the_same_files)
{
    auto wish = testing::EvidenceHouse::policy();
    wish.fields.title = "Contract";
    wish.version.location = "Shelf 3";
    const auto elsewhere = register_evidence(workspace, house.auditee, {}, wish).at(0).evidence;
    const auto file = house.register_file(house.auditee, "a.txt", "a").evidence;
    link_evidence(workspace, house.auditor, file, testing::acknowledgement, {}, 0);
    EXPECT_REFUSED_UNCHANGED(use_evidence_instead(workspace, house.auditee, elsewhere, file),
                             "content_differs");
    EXPECT_REFUSED_UNCHANGED(use_evidence_instead(workspace, house.auditee, elsewhere, elsewhere),
                             "content_differs");
}

TEST_F(EvidenceLinkVerbs, what_a_link_says_is_kept_when_its_record_goes)
{
    const auto kept = house.register_file(house.auditor, "a.txt", "same").evidence;
    const auto twice = house.register_file(house.auditor, "b.txt", "same").evidence;
    link_evidence(workspace, house.auditor, kept, testing::acknowledgement, {"", "Seen in May"}, 0);
    link_evidence(workspace, house.auditor, twice, testing::acknowledgement, {"p. 4", "Seen in June"}, 0);
    use_evidence_instead(workspace, house.auditor, twice, kept);
    const auto links = house.dossier(kept).links;
    ASSERT_EQ(links.size(), 1U);
    EXPECT_EQ(links[0].locator, "p. 4");
    EXPECT_EQ(links[0].note, "Seen in May\nSeen in June");
}

} // namespace
} // namespace clausebook
