// Evidence by reference in what leaves the house: page of the pack, sheet and manifest, report.

#include "core/pack/pack.h"
#include "packs/sheets/contents.h"
#include "store/evidence.h"
#include "support/audit_house.h"
#include "views/reports/audit_report.h"
#include "views/reports/pack_index.h"
#include "workspace/dossier.h"
#include "workspace/evidence.h"

namespace clausebook {
namespace {

class ReferenceInPrint : public testing::AuditHouse {
protected:
    const views::Catalogues catalogues;
    Id<Audit> audit_key;
    Id<Evidence> key;

    void bring(Confidentiality confidentiality)
    {
        audit_key = planned();
        begin_fieldwork(audit_key);
        Registration wish;
        wish.fields.title = "Register of complaints";
        wish.fields.type = EvidenceType::LOG;
        wish.fields.confidentiality = confidentiality;
        wish.version.document_date = parse_date("2026-01-15");
        wish.version.location = "Room 2";
        wish.version.reference = EvidenceReference{"Registry office", "R-12", SeenHow::Screen,
                                                   parse_date("2026-01-20"), quality.person};
        wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/7.4-Q1"};
        key = register_evidence(workspace, auditor, {}, wish).at(0).evidence;
    }

    /// Everything that is printed about it, in English.
    std::vector<std::string> printed()
    {
        const auto read = dossier(workspace, workspace.read(), audit_key);
        const auto lines = packs::places_in_pack(evidence_index(read));
        const packs::Words words{Language::en,
                                 [&](std::string_view text, const packs::Words::Parameters& parameters) {
                                     return catalogues.text(Language::en, text, parameters);
                                 },
                                 [&](std::string_view text) {
                                     return catalogues.has(Language::en, text);
                                 }};
        return {packs::reference_said(words, read, read.evidence.at(0)),
                views::pack_index_page(read, {Language::en, lines, "w.xlsx", {}, ""}, catalogues),
                to_json(views::report_data(read, {}))};
    }
};

TEST_F(ReferenceInPrint, says_who_keeps_it_and_who_saw_it)
{
    bring(Confidentiality::Internal);
    for (const auto& text : printed())
        for (const auto* word : {"Registry office", "R-12", "Room 2"})
            EXPECT_NE(text.find(word), std::string::npos) << word << " in " << text.substr(0, 200);
    EXPECT_EQ(printed()[0].find("By reference: kept by Registry office, Room 2, R-12; seen by "), 0U);
    EXPECT_NE(printed()[0].find("2026-01-20, on the screen"), std::string::npos);
}

TEST_F(ReferenceInPrint, says_no_word_that_somebody_wrote_about_what_is_personal)
{
    bring(Confidentiality::Personal);
    for (const auto& text : printed())
        for (const auto* word : {"Registry office", "R-12", "Room 2", "Register of complaints"})
            EXPECT_EQ(text.find(word), std::string::npos) << word << " in " << text.substr(0, 200);
    EXPECT_EQ(printed()[0].find("By reference: seen by "), 0U);
}

} // namespace
} // namespace clausebook
