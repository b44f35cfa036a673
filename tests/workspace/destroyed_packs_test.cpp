// Packs that were made before evidence was destroyed still hold it, and are named.

#include "packs/pack.h"
#include "support/files.h"
#include "support/report_house.h"
#include "workspace/destroyed_packs.h"
#include "workspace/evidence_archive.h"
#include "workspace/packs.h"

namespace clausebook {
namespace {

using Names = std::vector<std::string>;

class DestroyedPacks : public testing::ReportHouse {
protected:
    Actor second;

    void SetUp() override
    {
        ReportHouse::SetUp();
        auto verb = workspace.begin(system_actor(), "test.second");
        Person person;
        person.name = "Ece";
        person.roles = {Role::QualityManager};
        second = {store::save(verb, person), person.name, person.roles};
        verb.commit();
    }

    std::string pack()
    {
        const auto made = make_pack(workspace, catalogues(), quality, {key, Language::en, 0}, unwatched());
        return see_pack(workspace.read(), quality, made).name;
    }

    Version stands() const { return store::evidence(workspace.read(), piece)->version; }

    /// A second version stands, and the first goes after its time.
    void destroy()
    {
        std::vector<ReceivedFile> files;
        files.push_back({store::Incoming(workspace.vault()), "log-2.txt", 4});
        files.back().content.write("more");
        add_evidence_version(workspace, auditor, piece, std::move(files), "");
        auto dossier = evidence_dossier(workspace.read(), quality, piece);
        auto version = dossier.newest().fields;
        version.document_date = parse_date("2026-11-01");
        describe_evidence(workspace, auditor, piece, stands(), dossier.evidence.fields, version);
        submit_evidence(workspace, auditor, piece, stands());
        accept_evidence(workspace, quality, piece, stands());
        archive_evidence(workspace, quality, piece, 1, stands(), plus_days(workspace.today(), 1));
        clock += std::chrono::hours(72);
        destroy_evidence(workspace, second, piece, 1, stands(), "Its time is over");
    }

    Names named() const
    {
        Names names;
        for (const auto& each : packs_with_destroyed(workspace.directory())) {
            EXPECT_EQ(each.versions, Names{piece.str() + "/1"});
            names.push_back(each.pack.name);
        }
        return names;
    }

    std::size_t told(const Actor& actor) const
    {
        return packs_with_destroyed(workspace, workspace.read(), actor, piece).size();
    }
};

TEST_F(DestroyedPacks, made_before_are_named_and_those_made_after_are_not)
{
    const auto before = pack();
    EXPECT_EQ(named(), Names());
    destroy();
    EXPECT_EQ(named(), Names{before});
    const auto after = pack();
    EXPECT_NE(after, before);
    EXPECT_EQ(named(), Names{before}) << "a new pack holds what stands";
    EXPECT_EQ(told(quality), 1U);
    EXPECT_EQ(told(lead), 1U);
    EXPECT_EQ(told(auditor), 0U) << "who may not read the pack is not told of it";
    EXPECT_TRUE(packs_with_destroyed(workspace, workspace.read(), quality, Id<Evidence>("EV-0099")).empty());
}

TEST_F(DestroyedPacks, are_not_named_while_another_record_keeps_the_content)
{
    std::vector<ReceivedFile> files;
    files.push_back({store::Incoming(workspace.vault()), "twin.txt", 5});
    files.back().content.write("bytes");
    register_evidence(workspace, auditor, std::move(files), {});
    pack();
    destroy();
    EXPECT_EQ(named(), Names());
}

TEST_F(DestroyedPacks, that_are_lost_or_broken_are_left_to_verify)
{
    const auto file = workspace.directory().issued() / pack();
    destroy();
    ASSERT_EQ(named().size(), 1U);
    std::filesystem::remove(file);
    testing::put_bytes(file, "no zip file");
    EXPECT_EQ(named(), Names());
    std::filesystem::remove(file);
    EXPECT_EQ(named(), Names());
}

TEST_F(DestroyedPacks, are_known_by_their_manifest_alone)
{
    const auto file = workspace.directory().issued() / pack();
    const auto manifest = packs::manifest_of(file);
    ASSERT_TRUE(manifest);
    EXPECT_EQ(*manifest, packs::verify_pack(file).manifest);
}

} // namespace
} // namespace clausebook
