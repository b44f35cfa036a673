// Personal data that is not masked stays in the house, whatever number its bytes are registered under
// (rulings 29).

#include "core/pack/pack.h"
#include "packs/sheets/contents.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "support/audit_house.h"
#include "views/reports/audit_report.h"
#include "workspace/dossier.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"

namespace clausebook {
namespace {

class PersonalEvidence : public testing::AuditHouse {
protected:
    Id<Audit> audit_key;

    void SetUp() override
    {
        AuditHouse::SetUp();
        audit_key = planned();
        begin_fieldwork(audit_key);
    }

    std::vector<ReceivedFile> file(const std::string& name, const std::string& bytes)
    {
        std::vector<ReceivedFile> files;
        files.push_back({store::Incoming(workspace.vault()), name, static_cast<std::int64_t>(bytes.size())});
        files.back().content.write(bytes);
        return files;
    }

    /// Linked to that question, or to nothing.
    Id<Evidence> evidence(const std::string& name, const std::string& bytes, Confidentiality confidentiality,
                          const std::string& question)
    {
        Registration wish;
        wish.fields.title = "Title of " + name;
        wish.fields.type = EvidenceType::POL;
        wish.fields.confidentiality = confidentiality;
        wish.version.document_date = parse_date("2026-01-15");
        wish.version.label = "Label of " + name;
        wish.locator = "Place in " + name;
        if (!question.empty()) wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/" + question};
        auto key = register_evidence(workspace, auditor, file(name, bytes), wish).at(0).evidence;
        decide(key);
        return key;
    }

    void decide(const Id<Evidence>& key)
    {
        submit_evidence(workspace, auditor, key, store::evidence(workspace.read(), key)->version);
        accept_evidence(workspace, quality, key, store::evidence(workspace.read(), key)->version);
    }

    void bring_masked_version(const Id<Evidence>& key, const std::string& bytes)
    {
        add_evidence_version(workspace, auditor, key, file("masked.txt", bytes), {});
        const auto now = evidence_dossier(workspace.read(), auditor, key);
        auto fields = now.newest().fields;
        fields.document_date = parse_date("2026-02-01");
        fields.masked = true;
        describe_evidence(workspace, auditor, key, now.evidence.version, now.evidence.fields, fields);
        decide(key);
    }

    Dossier all() { return dossier(workspace, workspace.read(), audit_key); }

    /// What the index says about the files of a record: "withheld", "kept back", "in the pack".
    std::string line_of(const Id<Evidence>& key)
    {
        const auto read = all();
        for (const auto& line : evidence_index(read)) {
            if (line.evidence->evidence.key != key) continue;
            if (line.withheld) return "withheld";
            return line.kept_back ? "kept back" : "in the pack";
        }
        return "nowhere";
    }
};

TEST_F(PersonalEvidence, stays_under_a_number_of_its_own_that_is_linked_elsewhere)
{
    const auto copy = evidence("copy.txt", "Ayşe lives in Bursa", Confidentiality::Internal, "7.4-Q1");
    EXPECT_EQ(line_of(copy), "in the pack");
    evidence("complaint.txt", "Ayşe lives in Bursa", Confidentiality::Personal, "");
    EXPECT_EQ(line_of(copy), "kept back");
}

TEST_F(PersonalEvidence, stays_when_a_masked_version_stands_for_it)
{
    const auto complaint =
        evidence("complaint.txt", "Ayşe lives in Bursa", Confidentiality::Personal, "7.4-Q2");
    EXPECT_EQ(line_of(complaint), "withheld");
    bring_masked_version(complaint, "... lives in ...");
    EXPECT_EQ(line_of(complaint), "in the pack");
    const auto copy = evidence("copy.txt", "Ayşe lives in Bursa", Confidentiality::Internal, "7.4-Q1");
    EXPECT_EQ(line_of(copy), "kept back");
}

TEST_F(PersonalEvidence, is_told_by_number_and_hash_and_by_no_word_about_it)
{
    const auto copy = evidence("copy.txt", "Ayşe lives in Bursa", Confidentiality::Internal, "7.4-Q1");
    const auto words = [&] {
        const auto read = all();
        return to_json(views::report_data(read, {}));
    };
    for (const auto* word : {"Title of", "Label of", "Place in", "copy.txt"})
        EXPECT_NE(words().find(word), std::string::npos) << word;
    const auto complaint =
        evidence("complaint.txt", "Ayşe lives in Bursa", Confidentiality::Personal, "7.4-Q2");
    const auto said = words();
    for (const auto* word : {"Title of", "Label of", "Place in", "copy.txt", "complaint.txt"})
        EXPECT_EQ(said.find(word), std::string::npos) << word;
    for (const auto& key : {copy, complaint}) EXPECT_NE(said.find(key.str()), std::string::npos);
    const auto read = all();
    for (const auto& one : read.evidence) EXPECT_EQ(version_name(one), "v1");
}

TEST_F(PersonalEvidence, takes_the_names_of_the_other_files_of_its_record_along)
{
    auto files = file("photo.jpg", "Ayşe at the counter");
    for (auto& more : file("Ayşe-Yılmaz-complaint.pdf", "%PDF-1.4")) files.push_back(std::move(more));
    Registration wish;
    wish.grouping = Grouping::OneVersion;
    wish.fields.type = EvidenceType::POL;
    wish.version.document_date = parse_date("2026-01-15");
    wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/7.4-Q1"};
    const auto key = register_evidence(workspace, auditor, std::move(files), wish).at(0).evidence;
    const auto places = [&] {
        const auto read = all();
        std::vector<std::string> paths;
        for (const auto& packed : packs::places_in_pack(evidence_index(read)))
            if (!packed.path.empty()) paths.push_back(packed.path.substr(packed.path.rfind('/') + 1));
        return paths;
    };
    ASSERT_EQ(places().size(), 2U);
    evidence("twin.jpg", "Ayşe at the counter", Confidentiality::Personal, "");
    EXPECT_EQ(places(), std::vector<std::string>{key.str() + "_2.pdf"});
}

} // namespace
} // namespace clausebook
