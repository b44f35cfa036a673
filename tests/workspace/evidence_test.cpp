// Evidence is registered, described, handed in, decided on and removed.

#include "support/sound_evidence.h"
#include "workspace/evidence.h"

#include <fstream>

namespace clausebook {
namespace {

class EvidenceVerbs : public testing::SoundEvidence {};

TEST_F(EvidenceVerbs, a_file_becomes_a_record_named_after_it)
{
    const auto before = house.entries();
    const auto made = house.register_file(house.auditee, "complaints_policy.txt", "We listen.");
    EXPECT_EQ(house.entries(), before + 1);
    EXPECT_EQ(made.evidence.str(), "EV-0001");
    EXPECT_EQ(made.title, "complaints policy");
    EXPECT_EQ(made.bytes, 10);
    EXPECT_TRUE(made.same_content.empty());
    const auto dossier = house.dossier(made.evidence);
    EXPECT_EQ(dossier.newest().received_at, house.now);
    EXPECT_EQ(dossier.newest().files.at(0).content_type, "text/plain");
    EXPECT_EQ(dossier.evidence.registered_by, house.auditee.person);
    EXPECT_TRUE(workspace.vault().has(dossier.newest().files.at(0).sha256));
}

TEST_F(EvidenceVerbs, many_files_become_a_record_each_or_one_version)
{
    const auto files = [&] {
        std::vector<ReceivedFile> made;
        made.push_back(house.file("a.txt", "a"));
        made.push_back(house.file("b.txt", "b"));
        return made;
    };
    EXPECT_ONE_ENTRY(EXPECT_EQ(register_evidence(workspace, house.auditee, files(), {}).size(), 2U));
    Registration together;
    together.grouping = Grouping::OneVersion;
    together.fields.title = "Both";
    const auto made = register_evidence(workspace, house.auditee, files(), together);
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(house.dossier(made[0].evidence).newest().files.size(), 2U);
    EXPECT_EQ(made[0].same_content.size(), 2U);
}

TEST_F(EvidenceVerbs, a_document_kept_elsewhere_needs_no_file_but_a_title_and_who_keeps_and_saw_it)
{
    EXPECT_REFUSED_UNCHANGED(register_evidence(workspace, house.auditee, {}, {}), "required");
    Registration wish = testing::EvidenceHouse::policy();
    wish.fields.title = "Signed contract";
    wish.version.location = "Archive, shelf 3";
    const auto key = register_evidence(workspace, house.auditee, {}, wish).at(0).evidence;
    EXPECT_REFUSED_UNCHANGED(submit_evidence(workspace, house.auditee, key, house.version(key)),
                             "evidence_needs_reference");
    auto version = house.dossier(key).newest().fields;
    version.reference = EvidenceReference{"Legal department", "", SeenHow::Original, parse_date("2026-11-20"),
                                          house.auditee.person};
    describe_evidence(workspace, house.auditee, key, house.version(key), wish.fields, version);
    submit_evidence(workspace, house.auditee, key, house.version(key));
    EXPECT_EQ(house.dossier(key).newest().state, EvidenceState::Submitted);
}

TEST_F(EvidenceVerbs, the_same_content_is_kept_once_and_said)
{
    const auto first = house.register_file(house.auditee, "a.txt", "same");
    const auto second = house.register_file(house.auditee, "b.txt", "same");
    EXPECT_EQ(second.same_content, std::vector{first.evidence});
    EXPECT_EQ(house.contents(), 1U);
    const auto hidden = house.register_file(house.other_auditee, "c.txt", "same");
    EXPECT_TRUE(hidden.same_content.empty()) << "what one may not see is not told";
}

TEST_F(EvidenceVerbs, a_file_that_came_short_leaves_nothing)
{
    std::vector<ReceivedFile> files;
    files.push_back(house.file("a.txt", "abc"));
    files.back().announced = 4;
    const auto before = house.entries();
    EXPECT_THROW(register_evidence(workspace, house.auditee, std::move(files), {}), std::length_error);
    EXPECT_EQ(house.entries(), before);
    EXPECT_EQ(house.contents(), 0U);
}

TEST_F(EvidenceVerbs, files_that_cannot_be_are_refused_before_they_are_kept)
{
    EXPECT_REFUSED_UNCHANGED(house.register_file(house.auditee, "a.txt", ""), "file_empty");
    EXPECT_REFUSED_UNCHANGED(house.register_file(house.top, "a.txt", "a"), "evidence_not_allowed");
    EXPECT_REFUSED_UNCHANGED(house.register_file(house.admin, "a.txt", "a"), "evidence_not_allowed");
    Registration wish;
    wish.fields.owner = Id<Person>("P-0999");
    EXPECT_REFUSED_UNCHANGED(house.register_file(house.auditee, "a.txt", "a", wish), "no_such_person");
    wish = {};
    wish.link = testing::acknowledgement;
    EXPECT_THROW(house.register_file(house.auditee, "a.txt", "a", wish), NotFound)
        << "not an audit of theirs";
    EXPECT_EQ(house.contents(), 0U);
}

TEST_F(EvidenceVerbs, a_retried_upload_has_one_effect_and_the_same_answer)
{
    Registration wish;
    wish.retry_key = "2f1d7c9a-0001";
    const auto first = house.register_file(house.auditee, "a.txt", "a", wish);
    const auto entries = house.entries();
    const auto again = house.register_file(house.auditee, "a.txt", "a", wish);
    EXPECT_EQ(again.evidence, first.evidence);
    EXPECT_EQ(again.bytes, first.bytes);
    EXPECT_EQ(house.entries(), entries);
    EXPECT_NE(house.register_file(house.auditor, "a.txt", "a", wish).evidence, first.evidence)
        << "another person";
    house.now += std::chrono::days(8);
    EXPECT_NE(house.register_file(house.auditee, "a.txt", "a", wish).evidence, first.evidence) << "forgotten";
    wish.retry_key = "short";
    EXPECT_REFUSED_UNCHANGED(house.register_file(house.auditee, "a.txt", "a", wish), "retry_key_shape");
}

TEST_F(EvidenceVerbs, a_refused_upload_is_not_remembered)
{
    Registration wish;
    wish.retry_key = "2f1d7c9a-0002";
    EXPECT_REFUSED_UNCHANGED(house.register_file(house.auditee, "a.txt", "", wish), "file_empty");
    EXPECT_EQ(house.register_file(house.auditee, "a.txt", "a", wish).evidence.str(), "EV-0001");
}

TEST_F(EvidenceVerbs, accepting_is_for_another_person)
{
    const auto key =
        house.register_file(house.auditor, "a.txt", "a", testing::EvidenceHouse::policy()).evidence;
    EXPECT_REFUSED_UNCHANGED(accept_evidence(workspace, house.lead, key, 1), "evidence_not_submitted");
    EXPECT_ONE_ENTRY(submit_evidence(workspace, house.auditor, key, 1));
    EXPECT_REFUSED_UNCHANGED(accept_evidence(workspace, house.auditor, key, 2), "evidence_own_upload");
    EXPECT_REFUSED_UNCHANGED(accept_evidence(workspace, house.lead, key, 1), "edit_conflict");
    EXPECT_ONE_ENTRY(accept_evidence(workspace, house.lead, key, 2));
    const auto version = house.dossier(key).newest();
    EXPECT_EQ(version.state, EvidenceState::Accepted);
    EXPECT_EQ(version.approved_by, house.lead.person);
    EXPECT_EQ(version.approved_on, parse_date("2026-11-22"));
    EXPECT_REFUSED_UNCHANGED(accept_evidence(workspace, house.qm, key, 3), "evidence_not_submitted");
}

TEST_F(EvidenceVerbs, rejecting_needs_a_reason)
{
    const auto key =
        house.register_file(house.auditee, "a.txt", "a", testing::EvidenceHouse::policy()).evidence;
    submit_evidence(workspace, house.auditee, key, 1);
    EXPECT_REFUSED_UNCHANGED(reject_evidence(workspace, house.lead, key, 2, " "), "required");
    EXPECT_ONE_ENTRY(reject_evidence(workspace, house.lead, key, 2, "Page 2 is missing."));
    EXPECT_EQ(house.dossier(key).newest().decision_reason, "Page 2 is missing.");
}

TEST_F(EvidenceVerbs, submitting_asks_for_what_is_missing)
{
    const auto key = house.register_file(house.auditee, "a.txt", "a").evidence;
    EXPECT_REFUSED_UNCHANGED(submit_evidence(workspace, house.auditee, key, 1), "evidence_needs_type");
}

TEST_F(EvidenceVerbs, the_accepted_version_stands_until_the_next_is_accepted)
{
    const auto key = house.accepted(house.auditee, "a.txt", "a");
    std::vector<ReceivedFile> files;
    files.push_back(house.file("a2.txt", "a2"));
    EXPECT_ONE_ENTRY(add_evidence_version(workspace, house.auditee, key, std::move(files), ""));
    auto dossier = house.dossier(key);
    EXPECT_EQ(dossier.evidence.current, 1);
    EXPECT_EQ(dossier.evidence.state, EvidenceState::Accepted);
    EXPECT_EQ(dossier.newest().state, EvidenceState::Registered);
    auto fields = dossier.newest().fields;
    fields.document_date = parse_date("2026-02-01");
    describe_evidence(workspace, house.auditee, key, house.version(key), dossier.evidence.fields, fields);
    submit_evidence(workspace, house.auditee, key, house.version(key));
    EXPECT_REFUSED_UNCHANGED(add_evidence_version(
                                 workspace, house.auditee, key,
                                 [&] {
                                     std::vector<ReceivedFile> more;
                                     more.push_back(house.file("a3.txt", "a3"));
                                     return more;
                                 }(),
                                 ""),
                             "evidence_awaits_decision");
    EXPECT_ONE_ENTRY(accept_evidence(workspace, house.qm, key, house.version(key)));
    dossier = house.dossier(key);
    EXPECT_EQ(dossier.evidence.current, 2);
    EXPECT_EQ(dossier.versions.front().state, EvidenceState::Superseded);
    EXPECT_EQ(dossier.newest().state, EvidenceState::Accepted);
}

TEST_F(EvidenceVerbs, a_version_nobody_decided_on_is_replaced_at_once)
{
    const auto key = house.register_file(house.auditee, "a.txt", "a").evidence;
    for (int i = 0; i < 2; ++i) {
        std::vector<ReceivedFile> files;
        files.push_back(house.file("b.txt", "b"));
        EXPECT_EQ(
            add_evidence_version(workspace, house.auditee, key, std::move(files), "retry-key-1").version, 2);
    }
    const auto dossier = house.dossier(key);
    ASSERT_EQ(dossier.versions.size(), 2U);
    EXPECT_EQ(dossier.versions[0].state, EvidenceState::Superseded);
    EXPECT_EQ(dossier.evidence.current, 2);
}

TEST_F(EvidenceVerbs, what_was_decided_on_is_not_described_anew)
{
    const auto key = house.accepted(house.auditee, "a.txt", "a");
    auto dossier = house.dossier(key);
    auto fields = dossier.evidence.fields;
    fields.title = "A better title";
    EXPECT_ONE_ENTRY(describe_evidence(workspace, house.auditee, key, dossier.evidence.version, fields,
                                       dossier.newest().fields));
    auto version = dossier.newest().fields;
    version.valid_until = parse_date("2030-01-01");
    EXPECT_REFUSED_UNCHANGED(
        describe_evidence(workspace, house.auditee, key, house.version(key), fields, version),
        "evidence_decided");
    EXPECT_REFUSED_UNCHANGED(
        describe_evidence(workspace, house.auditee, key, 1, fields, dossier.newest().fields),
        "edit_conflict");
    EXPECT_REFUSED_UNCHANGED(describe_evidence(workspace, house.stranger, key, house.version(key), fields,
                                               dossier.newest().fields),
                             "evidence_not_yours");
    EXPECT_EQ(house.dossier(key).evidence.fields.title, "A better title");
}

TEST_F(EvidenceVerbs, only_what_was_registered_by_mistake_is_removed)
{
    const auto key = house.register_file(house.auditee, "a.txt", "a").evidence;
    const auto twin = house.register_file(house.auditee, "b.txt", "a").evidence;
    EXPECT_REFUSED_UNCHANGED(remove_evidence(workspace, house.qm, key, 1), "evidence_not_uploader");
    EXPECT_ONE_ENTRY(remove_evidence(workspace, house.auditee, key, 1));
    EXPECT_EQ(house.contents(), 1U) << "another record holds the content";
    EXPECT_ONE_ENTRY(remove_evidence(workspace, house.auditee, twin, 1));
    EXPECT_EQ(house.contents(), 0U);
    EXPECT_EQ(house.register_file(house.auditee, "c.txt", "c").evidence.str(), "EV-0003")
        << "numbers are not reused";
    const auto kept = house.accepted(house.auditee, "d.txt", "d");
    EXPECT_REFUSED_UNCHANGED(remove_evidence(workspace, house.auditee, kept, house.version(kept)),
                             "evidence_kept");
}

TEST_F(EvidenceVerbs, a_pinned_checklist_stays_when_evidence_with_its_content_is_removed)
{
    const auto bytes = resources::read("checklists/iso-10002-2018.xml");
    const auto key = house.register_file(house.auditee, "checklist.xml", bytes).evidence;
    remove_evidence(workspace, house.auditee, key, house.version(key));
    EXPECT_TRUE(workspace.vault().has(store::sha256(bytes)));
}

TEST_F(EvidenceVerbs, a_new_version_is_another_document_that_nobody_has_masked_or_dated)
{
    auto wish = testing::EvidenceHouse::policy();
    wish.version.masked = true;
    wish.version.language = "tr";
    wish.version.valid_until = parse_date("2027-01-01");
    const auto key = house.accepted(house.auditee, "list.txt", "masked", wish);
    std::vector<ReceivedFile> files;
    files.push_back(house.file("list.txt", "names in clear"));
    add_evidence_version(workspace, house.auditee, key, std::move(files), "");
    const auto dossier = house.dossier(key);
    const auto& fields = dossier.newest().fields;
    EXPECT_FALSE(fields.masked);
    EXPECT_FALSE(fields.document_date);
    EXPECT_FALSE(fields.valid_until);
    EXPECT_EQ(fields.language, "tr");
    EXPECT_REFUSED_UNCHANGED(submit_evidence(workspace, house.auditee, key, house.version(key)),
                             "evidence_needs_date");
}

TEST_F(EvidenceVerbs, what_may_be_in_a_pack_is_not_removed)
{
    const auto unlinked = house.register_file(house.auditor, "a.txt", "a").evidence;
    const auto linked = house.register_file(house.auditor, "b.txt", "b").evidence;
    const auto later = house.register_file(house.auditor, "c.txt", "c").evidence;
    const auto briefly = [&](const Id<Evidence>& key) {
        link_evidence(workspace, house.auditor, key, testing::acknowledgement, {}, 0);
        unlink_evidence(workspace, house.auditor, key, testing::acknowledgement);
    };
    briefly(linked);
    auto verb = workspace.begin(house.qm, "test.packed");
    verb.put("pack", "PK-0001",
             {{"audit", house.audit},
              {"entry", verb.number("SELECT max(number) FROM journal_entry")},
              {"language", "en"},
              {"name", "none.zip"},
              {"sha256", store::sha256("")},
              {"bytes", 0},
              {"created_by", house.qm.person.str()},
              {"created_at", to_string(verb.at())}},
             0);
    verb.commit();
    std::ofstream(workspace.directory().issued() / "none.zip").close();
    briefly(later);
    EXPECT_REFUSED_UNCHANGED(remove_evidence(workspace, house.auditor, linked, house.version(linked)),
                             "evidence_in_pack");
    const auto twin = house.register_file(house.auditor, "b again.txt", "b").evidence;
    EXPECT_REFUSED_UNCHANGED(use_evidence_instead(workspace, house.auditor, linked, twin),
                             "evidence_in_pack");
    EXPECT_ONE_ENTRY(remove_evidence(workspace, house.auditor, unlinked, house.version(unlinked)));
    EXPECT_ONE_ENTRY(remove_evidence(workspace, house.auditor, later, house.version(later)));
}

} // namespace
} // namespace clausebook
