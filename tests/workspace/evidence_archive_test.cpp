#include "store/evidence_archive.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/refused.h"
#include "workspace/evidence_archive.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

/// Quality managers in the plural, and a policy whose first version is superseded.
class EvidenceArchiveVerbs : public ::testing::Test {
protected:
    testing::EvidenceHouse house;
    Workspace& workspace = house.workspace;
    Actor other_qm = house.top;
    Id<Evidence> key;
    const Date last_day = *parse_date("2026-11-30");

    void SetUp() override
    {
        other_qm.roles = {Role::QualityManager};
        key = house.accepted(house.auditee, "policy.txt", "We listen.");
        supersede();
    }

    /// Another version, accepted.
    void supersede()
    {
        std::vector<ReceivedFile> files;
        files.push_back(house.file("policy.txt", "We listen and act."));
        add_evidence_version(workspace, house.auditee, key, std::move(files), {});
        const auto dossier = house.dossier(key);
        auto fields = dossier.newest().fields;
        fields.document_date = parse_date("2026-02-01");
        describe_evidence(workspace, house.auditee, key, house.version(key), dossier.evidence.fields, fields);
        submit_evidence(workspace, house.auditee, key, house.version(key));
        accept_evidence(workspace, house.lead, key, house.version(key));
    }

    const EvidenceVersion& first() { return (seen_ = house.dossier(key)).versions.at(0); }
    bool holds(const EvidenceVersion& version) const
    {
        return workspace.vault().has(version.files.at(0).sha256);
    }
    void archive() { archive_evidence(workspace, house.qm, key, 1, house.version(key), last_day); }
    void destroy() { destroy_evidence(workspace, other_qm, key, 1, house.version(key), "Time is over"); }
    void pass_the_last_day() { house.now += std::chrono::hours(24 * 9); }

private:
    EvidenceDossier seen_{house.dossier(house.accepted(house.auditee, "other.txt", "other"))};
};

TEST_F(EvidenceArchiveVerbs, archive_a_superseded_version_and_give_it_back)
{
    archive();
    EXPECT_EQ(first().state, EvidenceState::Archived);
    EXPECT_EQ(first().archive.value().keep_until, last_day);
    EXPECT_EQ(first().archive.value().archived_by, house.qm.person);
    EXPECT_TRUE(holds(first()));
    take_back_evidence(workspace, house.qm, key, 1, house.version(key));
    EXPECT_EQ(first().state, EvidenceState::Superseded);
    EXPECT_FALSE(first().archive);
    archive();
    EXPECT_EQ(first().state, EvidenceState::Archived);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(EvidenceArchiveVerbs, archive_an_expired_record_and_give_it_back_as_expired)
{
    auto wish = testing::EvidenceHouse::policy();
    wish.version.valid_until = parse_date("2026-11-25");
    const auto short_lived = house.accepted(house.auditee, "short.txt", "short", wish);
    EXPECT_REFUSED(
        archive_evidence(workspace, house.qm, short_lived, 1, house.version(short_lived), last_day),
        "evidence_not_over");
    pass_the_last_day();
    EXPECT_REFUSED(
        archive_evidence(workspace, house.qm, short_lived, 1, house.version(short_lived), last_day),
        "keep_until_past");
    archive_evidence(workspace, house.qm, short_lived, 1, house.version(short_lived), plus_days(last_day, 9));
    EXPECT_EQ(house.dossier(short_lived).evidence.state, EvidenceState::Archived);
    EXPECT_REFUSED(link_evidence(workspace, house.qm, short_lived, *LinkTarget::parse("clause:7.4"), {}, 0),
                   "evidence_closed");
    take_back_evidence(workspace, house.qm, short_lived, 1, house.version(short_lived));
    EXPECT_EQ(house.dossier(short_lived).evidence.state, EvidenceState::Accepted);
}

TEST_F(EvidenceArchiveVerbs, destroy_the_content_and_keep_the_record)
{
    archive();
    EXPECT_REFUSED(destroy(), "evidence_kept_until");
    pass_the_last_day();
    EXPECT_REFUSED(destroy_evidence(workspace, house.qm, key, 1, house.version(key), "Over"),
                   "evidence_own_archive");
    EXPECT_REFUSED(destroy_evidence(workspace, other_qm, key, 1, house.version(key), " "), "required");
    EXPECT_TRUE(holds(first()));
    destroy();
    EXPECT_EQ(first().state, EvidenceState::Destroyed);
    EXPECT_EQ(first().files.at(0).name, "policy.txt");
    EXPECT_EQ(first().archive.value().reason, "Time is over");
    EXPECT_FALSE(holds(first()));
    EXPECT_TRUE(holds(house.dossier(key).newest()));
    const auto verdict = store::verify(workspace.directory());
    EXPECT_TRUE(verdict.sound());
    ASSERT_EQ(verdict.destroyed.size(), 1U);
    EXPECT_EQ(verdict.destroyed[0].record, key.str() + "/1");
    EXPECT_EQ(verdict.destroyed[0].entry, house.entries());
}

TEST_F(EvidenceArchiveVerbs, keep_a_content_that_another_record_holds)
{
    house.register_file(house.auditor, "copy.txt", "We listen.");
    archive();
    pass_the_last_day();
    destroy();
    EXPECT_TRUE(holds(first()));
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(EvidenceArchiveVerbs, keep_a_content_that_is_a_pinned_checklist)
{
    key = house.accepted(house.auditee, "list.xml", resources::read("checklists/iso-10002-2018.xml"));
    supersede();
    archive();
    pass_the_last_day();
    destroy();
    EXPECT_EQ(first().state, EvidenceState::Destroyed);
    EXPECT_TRUE(holds(first()));
    store::finish_destruction(workspace.read(), workspace.vault());
    EXPECT_TRUE(holds(first()));
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(EvidenceArchiveVerbs, give_up_a_content_that_no_record_names_any_more)
{
    const auto twin = house.register_file(house.auditee, "list.xml", "<checklist/>").evidence;
    remove_evidence(workspace, house.auditee, twin, house.version(twin));
    EXPECT_EQ(house.contents(), 3U);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(EvidenceArchiveVerbs, finish_at_the_next_start_what_a_dead_program_left)
{
    archive();
    pass_the_last_day();
    destroy();
    workspace.vault().add("We listen."); // as if the program had died before taking it away
    EXPECT_TRUE(holds(first()));
    store::finish_destruction(workspace.read(), workspace.vault());
    EXPECT_FALSE(holds(first()));
}

TEST_F(EvidenceArchiveVerbs, do_not_hide_a_file_that_was_lost)
{
    archive();
    workspace.vault().forget(first().files.at(0).sha256);
    const auto verdict = store::verify(workspace.directory());
    ASSERT_EQ(verdict.differences.size(), 1U);
    EXPECT_EQ(verdict.differences[0].code, "file_missing");
}

} // namespace
} // namespace clausebook
