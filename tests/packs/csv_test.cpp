#include "packs/csv.h"
#include "support/files.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace clausebook::packs {
namespace {

std::string written(const std::vector<std::vector<Cell>>& rows, char separator = ',')
{
    const testing::TemporaryDirectory folder;
    CsvFile file(folder.path() / "list.csv", separator);
    for (const auto& row : rows) file.row(row);
    file.save();
    std::ifstream in(folder.path() / "list.csv", std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

TEST(CsvFile, begins_with_the_mark_that_tells_excel_its_letters)
{
    EXPECT_EQ(written({{"Şikâyet", "Işık"}}),
              "\xEF\xBB\xBF"
              "Şikâyet,Işık\r\n");
}

TEST(CsvFile, quotes_what_would_be_more_than_one_field)
{
    EXPECT_EQ(written({{"a,b", "a;b", "say \"so\"", "two\nlines", "plain"}}).substr(3),
              "\"a,b\",\"a;b\",\"say \"\"so\"\"\",\"two\nlines\",plain\r\n");
    EXPECT_EQ(written({{"a", Cell()}, {Cell::whole(7), *parse_date("2026-11-22")}}, ';').substr(3),
              "a;\r\n7;2026-11-22\r\n");
}

TEST(CsvFile, never_begins_a_field_like_a_formula)
{
    for (const auto* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠x"})
        EXPECT_EQ(without_formula(text), std::string("'") + text);
    for (const auto* text : {"", "1=1", "a-b", " =1", "'=1"}) EXPECT_EQ(without_formula(text), text);
    EXPECT_EQ(written({{"=HYPERLINK(\"http://x\")"}}).substr(3), "\"'=HYPERLINK(\"\"http://x\"\")\"\r\n");
    EXPECT_EQ(written({{"\r\n=1"}}).substr(3).find("\"\n"), std::string::npos) << "a line end counts as one";
}

TEST(CsvFile, streams_many_rows)
{
    std::vector<std::vector<Cell>> rows(20'000, {"a row of some length", Cell::whole(1)});
    EXPECT_EQ(written(rows).size(), 3 + rows.size() * std::string("a row of some length,1\r\n").size());
}

} // namespace
} // namespace clausebook::packs
