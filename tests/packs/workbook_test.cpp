#include "packs/archive.h"
#include "packs/workbook.h"
#include "packs/workbook_check.h"
#include "support/files.h"
#include "support/places.h"
#include "support/temporary_directory.h"

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Parser.h>
#include <gtest/gtest.h>

#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace clausebook::packs {
namespace {

using namespace std::chrono_literals;
using Json = Poco::Dynamic::Var;

constexpr Date november{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(22)};
constexpr Instant created = std::chrono::sys_days(november) + 8h + 30min + 15s + 250ms;

Properties properties()
{
    return {"Evidence pack IA-2026-01",
            "ISO 10002 internal audit",
            "Örnek Perakende A.Ş.",
            "IA-2026-01 · Confidential",
            " […]",
            created};
}

/// What an independent reader finds in a workbook.
class Seen {
public:
    explicit Seen(const std::filesystem::path& file)
    {
        root_ = Poco::JSON::Parser().parse(
            testing::output_of(test::python("tests/support/read_workbook.py") + file.string()));
    }

    std::string text(const std::string& name) const { return object(root_)->getValue<std::string>(name); }
    Json sheet(std::size_t number, const std::string& name) const
    {
        return object(object(root_)->getArray("sheets")->get(static_cast<unsigned>(number)))->get(name);
    }
    std::string told(const std::string& name, std::size_t number = 0) const
    {
        return sheet(number, name).convert<std::string>();
    }

    /// A property of a cell of the first sheet, as text.
    std::string cell(unsigned row, unsigned column, const std::string& name) const
    {
        const auto rows = sheet(0, "rows").extract<Poco::JSON::Array::Ptr>();
        const auto value = rows->getArray(row)->getObject(column)->get(name);
        return value.isEmpty() ? "null" : value.convert<std::string>();
    }

private:
    static Poco::JSON::Object::Ptr object(const Json& value)
    {
        return value.extract<Poco::JSON::Object::Ptr>();
    }

    Json root_;
};

class Workbooks : public ::testing::Test {
protected:
    testing::TemporaryDirectory folder_;
    std::filesystem::path file_ = folder_.path() / "book.xlsx";

    /// Writes one sheet of one column with these cells below its heading.
    Written written(const std::vector<Cell>& cells, Column column = {"Heading"}) const
    {
        Workbook book(file_, properties());
        book.sheet({"Sheet", {std::move(column)}});
        for (const auto& cell : cells) book.row({cell});
        return book.save();
    }
};

TEST_F(Workbooks, hold_texts_numbers_dates_and_times_as_what_they_are)
{
    const auto written_sheets =
        written({"text", Cell::whole(-42), Cell::decimal(2.5, 2), Cell::percent(0.425, 1), november,
                 Cell::moment(created, 180min), std::optional<Date>(), Cell::whole(1'234'567'890'123'456'789),
                 *parse_date("1899-05-05")});
    const Seen seen(file_);
    EXPECT_EQ(seen.cell(1, 0, "type") + seen.cell(1, 0, "value"), "stext");
    EXPECT_EQ(seen.cell(2, 0, "type") + seen.cell(2, 0, "value"), "n-42");
    EXPECT_EQ(seen.cell(3, 0, "value") + " " + seen.cell(3, 0, "format"), "2.5 0.00");
    EXPECT_EQ(seen.cell(4, 0, "value") + " " + seen.cell(4, 0, "format"), "0.425 0.0%");
    EXPECT_EQ(seen.cell(5, 0, "type") + seen.cell(5, 0, "value"), "d2026-11-22 00:00:00");
    EXPECT_EQ(seen.cell(6, 0, "type") + seen.cell(6, 0, "value"), "d2026-11-22 11:30:15");
    EXPECT_EQ(seen.cell(7, 0, "value"), "null");
    EXPECT_EQ(seen.cell(8, 0, "type") + seen.cell(8, 0, "value"), "s1234567890123456789");
    EXPECT_EQ(seen.cell(9, 0, "type") + seen.cell(9, 0, "value"), "s1899-05-05");
    EXPECT_EQ(check_workbook(file_, written_sheets), Faults{});
}

TEST_F(Workbooks, never_turn_a_text_into_a_formula)
{
    const std::vector<std::string> texts = {"=HYPERLINK(\"http://x\",\"y\")",
                                            "+1+1",
                                            "-2",
                                            "@SUM(A1)",
                                            "=cmd|' /C calc'!A0",
                                            "<script>alert(1)</script>",
                                            "{=1}",
                                            "http://example.com",
                                            "007",
                                            "TRUE"};
    const auto sheets = written({texts.begin(), texts.end()});
    const Seen seen(file_);
    for (unsigned i = 0; i < texts.size(); ++i) {
        EXPECT_NE(seen.cell(i + 1, 0, "type"), "f") << texts[i];
        EXPECT_EQ(seen.cell(i + 1, 0, "value"), texts[i]);
        EXPECT_EQ(seen.cell(i + 1, 0, "link"), "null");
    }
    const auto sheet = testing::output_of("unzip -p " + file_.string() + " xl/worksheets/sheet1.xml");
    EXPECT_EQ(sheet.find("<f>"), std::string::npos);
    EXPECT_EQ(check_workbook(file_, sheets), Faults{});
}

TEST_F(Workbooks, clean_texts_that_would_break_the_file)
{
    const auto sheets =
        written({std::string("a\0b\x01\x1B\x7F", 6), "bad \xC3\x28 \xFF", "one\r\ntwo\rthree", "_x0041_",
                 "  kept  ", "\uFFFE!", "ışık ŞİRKET \U0001F600 \u202Eabc", "é\u0301"});
    EXPECT_EQ(check_workbook(file_, sheets), Faults{});
    const Seen seen(file_);
    EXPECT_EQ(seen.cell(1, 0, "value"), "ab");
    EXPECT_EQ(seen.cell(2, 0, "value"), "bad \uFFFD( \uFFFD");
    EXPECT_EQ(seen.cell(3, 0, "value"), "one\ntwo\nthree");
    EXPECT_EQ(seen.cell(4, 0, "value"), "_x0041_");
    EXPECT_EQ(seen.cell(5, 0, "value"), "  kept  ");
    EXPECT_EQ(seen.cell(6, 0, "value"), "!");
    EXPECT_EQ(seen.cell(7, 0, "value"), "ışık ŞİRKET \U0001F600 \u202Eabc");
}

TEST_F(Workbooks, cut_a_text_that_no_cell_can_hold_and_mark_it)
{
    std::string faces;
    for (int i = 0; i < 20000; ++i) faces += "\U0001F600"; // two units each, as Excel counts
    const auto sheets = written({std::string(32767, 'x'), std::string(32768, 'y'), faces});
    const Seen seen(file_);
    EXPECT_EQ(seen.cell(1, 0, "value"), std::string(32767, 'x'));
    EXPECT_EQ(seen.cell(2, 0, "value"), std::string(32763, 'y') + " […]");
    EXPECT_EQ(seen.cell(3, 0, "value").size(), 16381 * 4 + std::string(" […]").size());
    EXPECT_EQ(check_workbook(file_, sheets), Faults{});
}

TEST_F(Workbooks, are_set_up_for_reading_filtering_and_printing)
{
    Workbook book(file_, properties());
    book.sheet({"Findings & more",
                {{"No"},
                 {"Statement", 40, Column::Wrap::Yes},
                 {"Result", 0, Column::Wrap::No, {{"C", Colour::Green}, {"NC \"x\"", Colour::Red}}}},
                1});
    book.row({"IA-2026-01-01", std::string(200, 's'), "C"});
    book.row({"IA-2026-01-02"});
    book.save();
    const Seen seen(file_);
    EXPECT_EQ(seen.text("title"), "Evidence pack IA-2026-01");
    EXPECT_EQ(seen.text("created"), "2026-11-22T08:30:15");
    EXPECT_EQ(seen.told("name"), "Findings & more");
    EXPECT_EQ(seen.told("freeze"), "B2");
    EXPECT_EQ(seen.told("filter"), "A1:C3");
    EXPECT_EQ(seen.told("print_titles"), "$1:$1");
    EXPECT_EQ(seen.told("landscape"), "true");
    EXPECT_EQ(seen.told("fit"), "1 x 0");
    EXPECT_EQ(seen.told("header"), "Evidence pack IA-2026-01 | &A");
    EXPECT_EQ(seen.told("footer"), "IA-2026-01 · Confidential | &P / &N");
    EXPECT_EQ(seen.cell(1, 1, "wrap"), "true");
    const auto widths = seen.sheet(0, "widths").extract<Poco::JSON::Array::Ptr>();
    EXPECT_NEAR(widths->getElement<double>(0), 15.5 + 0.7, 0.1);
    EXPECT_NEAR(widths->getElement<double>(1), 40.7, 0.1);
    EXPECT_EQ(seen.told("colours"), "C2:C3 \"C\" FFDFF1E5; C2:C3 \"NC \"\"x\"\"\" FFFADFDF");
}

TEST_F(Workbooks, print_on_larger_paper_what_would_be_too_small_to_read)
{
    Workbook book(file_, properties());
    book.sheet({"Narrow", {{"A", 100}, {"B", 100}}});
    book.row({"a", "b"});
    book.sheet({"Wide", {{"A", 120}, {"B", 120}}});
    book.row({"a", "b"});
    book.save();
    const Seen seen(file_);
    EXPECT_EQ(seen.sheet(0, "paper").toString(), "A4");
    EXPECT_EQ(seen.sheet(1, "paper").toString(), "A3");
}

TEST_F(Workbooks, print_two_pages_wide_with_the_columns_that_say_which_row_it_is)
{
    Workbook book(file_, properties());
    book.sheet({"Index", {{"No", 20}, {"Title", 40}, {"Hash", 200}, {"Where", 200}}, 2, 2});
    book.row({"EV-0001", "Policy", "…", "…"});
    book.save();
    const Seen seen(file_);
    EXPECT_EQ(seen.told("fit"), "2 x 0");
    EXPECT_EQ(seen.told("print_titles"), "$1:$1");
    EXPECT_EQ(seen.told("print_columns"), "$A:$B");
}

TEST_F(Workbooks, link_to_files_of_the_pack_and_places_of_the_book_only)
{
    Workbook book(file_, properties());
    book.sheet({"Bob's", {{"File"}}});
    book.row({Cell::file("evidence/7.4/policy.pdf", "EV-0001")});
    book.row({Cell::place("Bob's", 2, "see above")});
    const auto sheets = book.save();
    EXPECT_EQ(check_workbook(file_, sheets), Faults{});
    const Seen seen(file_);
    EXPECT_EQ(seen.cell(1, 0, "link"), "evidence\\7.4\\policy.pdf");
    EXPECT_EQ(seen.cell(1, 0, "value"), "EV-0001");
    EXPECT_EQ(seen.cell(2, 0, "link"), "#'Bob''s'!A2");
    for (const auto* bad :
         {"javascript:alert(1)", "http://x/y", "../x", "/etc/passwd", "C:\\x", "file:///x", ""})
        EXPECT_THROW(Cell::file(bad, "x"), std::invalid_argument) << bad;
    Workbook broken(folder_.path() / "broken.xlsx", properties());
    broken.sheet({"A", {{"Link"}}});
    broken.row({Cell::place("B", 1, "nowhere")});
    EXPECT_THROW(broken.save(), std::logic_error);
}

TEST_F(Workbooks, of_the_same_content_have_the_same_bytes)
{
    const auto make = [&] {
        written({"text", november, Cell::file("a.pdf", "a")},
                {"H", 0, Column::Wrap::No, {{"text", Colour::Blue}}});
        return testing::bytes_of(file_);
    };
    const auto first = make();
    EXPECT_EQ(first, make());
}

TEST_F(Workbooks, refuse_sheet_names_that_excel_refuses)
{
    Workbook book(file_, properties());
    for (const auto* bad : {"", "a/b", "[x]", "what?", "a:b", "a*b", "a\\b", "'a", "a'", "history",
                            "tab\tname", "\xFF", "12345678901234567890123456789012"})
        EXPECT_THROW(book.sheet({bad, {{"H"}}}), std::invalid_argument) << bad;
    book.sheet({"ş345678901234567890123456789012", {{"H"}}});
    EXPECT_THROW(book.sheet({"Ş345678901234567890123456789012x", {{"H"}}}), std::invalid_argument);
    book.sheet({"Findings", {{"H"}}});
    EXPECT_THROW(book.sheet({"FINDINGS", {{"H"}}}), std::invalid_argument);
    EXPECT_THROW(book.sheet({"none", {}}), std::invalid_argument);
    EXPECT_THROW(book.row({"a", "b"}), std::logic_error);
}

TEST(Cells, refuse_numbers_that_are_none)
{
    EXPECT_THROW(Cell::decimal(std::numeric_limits<double>::quiet_NaN(), 1), std::invalid_argument);
    EXPECT_THROW(Cell::percent(std::numeric_limits<double>::infinity()), std::invalid_argument);
    EXPECT_THROW(Cell::decimal(1, 11), std::invalid_argument);
}

TEST_F(Workbooks, with_a_cover_and_no_rows_are_sound)
{
    Workbook book(file_, properties());
    book.cover({"Cover",
                "Evidence pack",
                "IA-2026-01",
                {{"Audit", {{"Date", november}, {"Pages", Cell::whole(3)}}}, {"", {}}}});
    book.sheet({"Empty", {{"A"}, {"B"}}});
    const auto sheets = book.save();
    EXPECT_EQ(check_workbook(file_, sheets), Faults{});
    const Seen seen(file_);
    EXPECT_EQ(seen.cell(4, 1, "value"), "2026-11-22 00:00:00");
    EXPECT_EQ(seen.told("filter", 1), "A1:B1");
}

/// Writes the entries of a workbook again with one text changed in one of them.
void change_part(const std::filesystem::path& file, const std::string& part, const std::string& from,
                 const std::string& to)
{
    const auto script =
        "/usr/bin/python3 -c 'import sys, zipfile; n, part, a, b = sys.argv[1:5]; z = zipfile.ZipFile(n); "
        "e = [(i.filename, z.read(i)) for i in z.infolist()]; o = zipfile.ZipFile(n, \"w\", 8); "
        "[o.writestr(f, d.replace(a.encode(), b.encode(), 1) if f == part else d) for f, d in e]; "
        "o.close()' ";
    testing::output_of(script + file.string() + " " + part + " '" + from + "' '" + to + "'");
}

/// Writes a workbook of 5,000 rows where no file may grow beyond `most_bytes`, in a process of its own.
/// Returns 0 when it was written and found sound, 1 when writing failed, 2 when the check found it broken.
int outcome_with_little_room(const std::filesystem::path& file, rlim_t most_bytes)
{
    const auto child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{most_bytes, most_bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        try {
            Workbook book(file, properties());
            book.sheet({"Rows", {{"A"}, {"B"}}});
            for (int i = 0; i < 5000; ++i) book.row({"row " + std::to_string(i * 7919), Cell::whole(i)});
            const auto sheets = book.save();
            ::_exit(check_workbook(file, sheets).empty() ? 0 : 2);
        } catch (const std::exception&) {
            ::_exit(1);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Workbooks, that_the_disk_has_no_room_for_are_never_called_sound)
{
    EXPECT_EQ(outcome_with_little_room(file_, RLIM_INFINITY), 0);
    for (const rlim_t most : {0, 1000, 20'000, 50'000, 100'000}) {
        const int outcome = outcome_with_little_room(file_, most);
        EXPECT_TRUE(outcome == 1 || outcome == 2) << most << ": " << outcome;
    }
}

TEST_F(Workbooks, that_are_not_as_written_are_found)
{
    const std::string part = "xl/worksheets/sheet1.xml";
    const auto codes_after = [&](const std::string& name, const std::string& from, const std::string& to) {
        const auto sheets = written({"first", Cell::whole(7), Cell::file("a.pdf", "link")});
        change_part(file_, name, from, to);
        std::string codes;
        for (const auto& fault : check_workbook(file_, sheets)) codes += fault.code + " ";
        return codes;
    };
    EXPECT_EQ(codes_after(part, "zzz", "zzz"), "");
    EXPECT_EQ(codes_after(part, "first", "fIrst"), "workbook_content ");
    EXPECT_EQ(codes_after(part, "<v>7</v>", "<v>8</v>"), "workbook_content ");
    EXPECT_EQ(codes_after(part, "<v>7</v>", ""), "workbook_cells workbook_content ");
    EXPECT_EQ(codes_after(part, "<v>7</v>", "<f>1+6</f><v>7</v>"), "workbook_formula ");
    EXPECT_EQ(codes_after(part, "</sheetData>", ""), "workbook_xml workbook_sheets ");
    EXPECT_EQ(codes_after("xl/workbook.xml", "\"Sheet\"", "\"Other\""), "workbook_sheets ");
    EXPECT_EQ(codes_after("xl/worksheets/_rels/sheet1.xml.rels", "a.pdf", "http://x"), "workbook_link ");
    const auto sheets = written({"first"});
    testing::put_bytes(file_, testing::bytes_of(file_).substr(0, 2000));
    EXPECT_FALSE(check_workbook(file_, sheets).empty());
}

} // namespace
} // namespace clausebook::packs
