// One figure, three outputs: the first page, the report and the workbook say the same.

#include "support/files.h"
#include "support/overview_house.h"
#include "support/places.h"
#include "support/workbook_rows.h"
#include "workspace/evidence_links.h"
#include "workspace/packs.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Parser.h>

namespace clausebook {
namespace {

using testing::percent;

/// All clauses in one audit, so that the newest results are its own and three outputs can be compared.
class FiguresOfThree : public testing::OverviewHouse {
protected:
    using Row = std::vector<std::string>;
    Poco::JSON::Object::Ptr book;

    std::vector<Row> sheet(unsigned number) const { return testing::rows_of(*book, number); }

    void read_book()
    {
        const auto out = folder.path() / "out";
        std::filesystem::create_directory(out);
        const auto built = build_pack(workspace, catalogues(), {key, Language::en, 0}, out, unwatched());
        const auto zip = (out / built.name).string();
        testing::output_of("unzip -q -d " + out.string() + " " + zip);
        book = Poco::JSON::Parser()
                   .parse(testing::output_of(test::python("tests/support/read_workbook.py")
                                             + zip.substr(0, zip.size() - 4) + ".xlsx"))
                   .extract<Poco::JSON::Object::Ptr>();
    }

    /// The audit asks everything; clauses but two are as another audit left them: some seen, some not.
    void widen()
    {
        auto verb = workspace.begin(system_actor(), "test.widened");
        auto wide = store::audit(verb, key).value();
        wide.clauses.clear();
        for (const auto& clause : current_checklist().clauses) wide.clauses.push_back(clause.number);
        store::save(verb, wide);
        int n = 0;
        for (const auto* question : current_checklist().questions_with({StageTag::S1, StageTag::S2})) {
            const AnswerKey at{key, question->id, "all"};
            if (store::answer(verb, at) || ++n % 3 == 0) continue;
            Answer answer{.key = at};
            answer.result = n % 5 == 0 ? Result::OFI : n % 7 == 0 ? Result::NS : Result::C;
            answer.note = "Seen or not";
            answer.by = auditor.person;
            answer.at = verb.at();
            store::save(verb, answer);
        }
        verb.commit();
        link_evidence(workspace, auditor, piece, *LinkTarget::parse("answer:" + key.str() + "/all/4.2-Q1"),
                      {"p. 1", {}}, 0);
    }

    AuditProgress progress_now() const { return progress(workspace, workspace.read(), audit(key)); }

    static std::string cells_of(const std::string& row)
    {
        return std::regex_replace(row, std::regex("<[^>]*>"), "|");
    }
};

TEST_F(FiguresOfThree, page_report_and_workbook_say_the_same)
{
    clock += std::chrono::hours(24);
    widen();
    const auto body = page();
    const auto report = draft_report(workspace, lead, key, Language::en, press).html;
    read_book();
    std::map<std::string, std::string> cover;
    for (const auto& row : sheet(0)) cover[row.at(0)] = row.size() > 1 ? row.at(1) : "";
    const auto word = [](const char* code) {
        return catalogues().text(Language::en, code);
    };
    const auto whole = progress(workspace, workspace.read(), audit(key)).whole;
    EXPECT_NE(body.find("id=\"coverage\">" + percent(whole.coverage()) + "<"), std::string::npos);
    EXPECT_NE(body.find("id=\"evidenced\">" + percent(whole.evidence()) + "<"), std::string::npos);
    const auto in_report = catalogues().text(Language::en, "report.progress",
                                             {{"answered", std::to_string(whole.answered())},
                                              {"questions", std::to_string(whole.questions)},
                                              {"coverage", percent(whole.coverage())},
                                              {"evidenced", percent(whole.evidence())}});
    EXPECT_NE(report.find(in_report), std::string::npos) << in_report;
    EXPECT_NEAR(std::stod(cover[word("pack.cover.coverage")]), whole.coverage().percent() / 100.0, 1e-9);
    EXPECT_NEAR(std::stod(cover[word("pack.cover.evidenced")]), whole.evidence().percent() / 100.0, 1e-9);
    EXPECT_EQ(cover[word("grade.MAJOR")], "1");
    EXPECT_NE(body.find("href=\"/findings?state=OPEN&amp;grade=MAJOR\"><b>1</b>"), std::string::npos);

    const auto matrix = sheet(1);
    ASSERT_EQ(matrix.size(), 44U);
    int with_figures = 0;
    for (const auto& cell : heat_cells(current_checklist(), progress_now())) {
        if (cell.clause.str() == "5.4") continue; // one cell for six rows
        const auto on_page = cells_of(line(body, cell.clause));
        const auto at = report.find("<b>" + cell.clause.str() + "</b>", report.find("id=\"c-results\""));
        ASSERT_NE(at, std::string::npos) << cell.clause.str();
        const auto in_matrix = cells_of(report.substr(at, report.find("</tr>", at) - at));
        const auto row = std::find_if(matrix.begin(), matrix.end(),
                                      [&](const Row& each) { return each.at(0) == cell.clause.str(); });
        ASSERT_NE(row, matrix.end());
        const std::string status(str(cell.status));
        EXPECT_NE(on_page.find(word(("clause_status." + status).c_str())), std::string::npos) << on_page;
        EXPECT_EQ(row->at(6), word(("clause_status." + status).c_str())) << cell.clause.str();
        EXPECT_NE(in_matrix.find(word(("report.status." + status).c_str())), std::string::npos) << in_matrix;
        for (const auto& share : {cell.tally.coverage(), cell.tally.evidence()}) {
            if (share.all == 0) continue;
            EXPECT_NE(on_page.find("|" + percent(share) + "|"), std::string::npos) << on_page;
            EXPECT_NE(in_matrix.find("|" + percent(share) + "|"), std::string::npos) << in_matrix;
            ++with_figures;
        }
    }
    EXPECT_GT(with_figures, 60);
}

TEST_F(FiguresOfThree, all_tell_beside_a_clause_which_finding_counts_elsewhere)
{
    clock += std::chrono::hours(24);
    auto verb = workspace.begin(system_actor(), "test.secondary");
    auto major = store::finding(verb, finding).value();
    major.secondary_clauses = {*ClauseNumber::parse("8.1")};
    store::save(verb, major);
    verb.commit();
    const auto note = "Also concerned by " + major.number + " (primary clause 7.4)";
    EXPECT_NE(line(page(), *ClauseNumber::parse("8.1")).find(note), std::string::npos);
    EXPECT_EQ(line(page(), *ClauseNumber::parse("7.4")).find(note), std::string::npos);
    EXPECT_NE(page(quality, "/audits/" + key.str()).find(note), std::string::npos);
    EXPECT_NE(draft_report(workspace, lead, key, Language::en, press).html.find(note), std::string::npos);
    read_book();
    for (const auto& row : sheet(1))
        EXPECT_EQ(row.back() == note, row.at(0) == "8.1") << row.at(0) << row.back();
}

TEST_F(FiguresOfThree, a_workbook_says_as_of_which_entry_it_counts_and_of_which_its_report_does)
{
    hand_in();
    clock += std::chrono::hours(24);
    const auto report = issue();
    describe(); // later entries
    const auto entry = store::head(workspace.read()).number;
    read_book();
    std::map<std::string, std::string> cover;
    for (const auto& row : sheet(0)) cover[row.at(0)] = row.size() > 1 ? row.at(1) : "";
    EXPECT_TRUE(cover["Figures as of"].starts_with("Journal entry " + std::to_string(entry) + ", 2026-11-24"))
        << cover["Figures as of"];
    const auto& of_report = cover["The report in this pack"];
    EXPECT_NE(of_report.find("Journal entry " + std::to_string(report.checkpoint_number) + ","),
              std::string::npos)
        << of_report;
    EXPECT_LT(report.checkpoint_number, entry);
    EXPECT_NE(sheet(1).front().at(6).find("Journal entry " + std::to_string(entry)), std::string::npos);
}

} // namespace
} // namespace clausebook
