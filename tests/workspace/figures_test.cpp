// One figure, three places: the audit's page, its report and its pack must say the same.

#include "core/audit/progress.h"
#include "support/files.h"
#include "support/places.h"
#include "support/report_house.h"
#include "support/workbook_rows.h"
#include "views/reports/audit_report.h"
#include "workspace/answers.h"
#include "workspace/dossier.h"
#include "workspace/packs.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Parser.h>
#include <gtest/gtest.h>

#include <map>

namespace clausebook {
namespace {

using Row = std::vector<std::string>;

class FiguresOfAll : public testing::ReportHouse {
protected:
    /// The rows of a sheet as an independent reader finds them.
    std::vector<Row> rows(unsigned sheet)
    {
        if (!book_) book_ = read_book();
        return testing::rows_of(*book_, sheet);
    }

    static std::string word(const std::string& key) { return catalogues().text(Language::en, key); }

private:
    Poco::JSON::Object::Ptr read_book()
    {
        const auto out = folder.path() / "out";
        std::filesystem::create_directory(out);
        const auto built = build_pack(workspace, catalogues(), {key, Language::en, 0}, out, unwatched());
        const auto zip = (out / built.name).string();
        const auto book = zip.substr(0, zip.size() - 4) + ".xlsx";
        testing::output_of("unzip -q -d " + out.string() + " " + zip);
        return Poco::JSON::Parser()
            .parse(testing::output_of(test::python("tests/support/read_workbook.py") + book))
            .extract<Poco::JSON::Object::Ptr>();
    }

    Poco::JSON::Object::Ptr book_;
};

TEST_F(FiguresOfAll, on_the_cover_are_those_of_the_page)
{
    set_result("8.1-Q2", Result::NA, "No such thing");
    set_result("8.1-Q3", Result::NS, "Not there that day");
    std::map<std::string, std::string> cover;
    for (const auto& row : rows(0)) cover[row.at(0)] = row.at(1);
    const auto page = progress(workspace, workspace.read(), audit(key)).whole;
    EXPECT_EQ(cover[word("pack.cover.questions")], std::to_string(page.questions));
    EXPECT_EQ(cover[word("pack.cover.answered")], std::to_string(page.answered()));
    EXPECT_NEAR(std::stod(cover[word("pack.cover.coverage")]), page.coverage().percent() / 100.0, 1e-9);
    EXPECT_NEAR(std::stod(cover[word("pack.cover.evidenced")]), page.evidence().percent() / 100.0, 1e-9);
    EXPECT_LT(page.coverage().percent(), 100);
    EXPECT_EQ(cover[word("grade.MAJOR")], "1");
    EXPECT_EQ(cover[word("grade.MINOR")], "0");
}

TEST_F(FiguresOfAll, of_each_clause_are_the_same_in_report_and_workbook)
{
    const auto dossier = clausebook::dossier(workspace, workspace.read(), key);
    const auto data = views::report_data(dossier, {});
    std::map<std::string, std::string> in_report;
    for (const auto& clause : *data.find("progress")->find("clauses")->items())
        in_report[*clause.find("clause")->text()] = word("clause_status." + *clause.find("status")->text());
    const auto matrix = rows(1);
    ASSERT_EQ(matrix.size(), 44U); // 43 and the heading
    for (std::size_t i = 1; i < matrix.size(); ++i) {
        const auto status = in_report.find(matrix[i].at(0));
        const auto meant = status == in_report.end() || status->second == word("clause_status.NOT_PLANNED")
            ? word("clause_status.NOT_ASSESSED")
            : status->second;
        EXPECT_EQ(matrix[i].at(6), meant) << matrix[i].at(0);
    }
    EXPECT_EQ(rows(2).size() - 1, data.find("evidence")->items()->size());
    EXPECT_EQ(rows(4).size() - 1, data.find("findings")->items()->size());
    EXPECT_EQ(rows(3).size() - 1, static_cast<std::size_t>(dossier.progress.whole.questions));
}

} // namespace
} // namespace clausebook
