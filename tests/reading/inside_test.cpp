// What is read out of real files, and what hostile ones can cost.

#include "paper/weasyprint.h"
#include "reading/inside.h"
#include "reading/letters.h"
#include "support/files.h"
#include "support/places.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

namespace clausebook::reading {
namespace {

class InsideFiles : public ::testing::Test {
protected:
    /// Made once: the hostile ones take a while.
    static const testing::TemporaryDirectory& files()
    {
        static const testing::TemporaryDirectory folder;
        static const auto made =
            testing::output_of("/usr/bin/python3 " + test::in_sources("tests/support/make_files.py").string()
                               + " " + folder.path().string());
        return folder;
    }

    Inside read(const std::string& name, Readable readable, const programs::Bounds& bounds = reading_bounds,
                const std::string& encoding = "") const
    {
        const auto empty = bench.path() / ("empty-" + std::to_string(++runs));
        std::filesystem::create_directory(empty);
        return inside(files().path() / name, readable, encoding, empty, bounds);
    }

    /// All bytes that reading has left behind.
    std::uintmax_t left() const
    {
        std::uintmax_t bytes = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(bench.path()))
            if (entry.is_regular_file() && !entry.is_symlink()) bytes += entry.file_size();
        return bytes;
    }

    testing::TemporaryDirectory bench;
    mutable int runs = 0;
};

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

TEST_F(InsideFiles, of_each_kind_are_read)
{
    const auto docx = read("small.docx", Readable::Docx);
    EXPECT_EQ(docx.reason, "");
    EXPECT_TRUE(holds(docx.text, "Kadıköy şubesi ısrarlı şikâyet\nİkinci paragraf\tsonu")) << docx.text;
    EXPECT_FALSE(holds(docx.text, "silinmiş")) << "what was deleted in it";
    const auto xlsx = read("small.xlsx", Readable::Xlsx);
    EXPECT_EQ(xlsx.reason, "");
    EXPECT_TRUE(holds(xlsx.text, "CMP-0001\tIŞIK yanmıyor")) << xlsx.text;
    EXPECT_TRUE(holds(xlsx.text, "Şikâyetler")) << "the name of the sheet too";
    const auto pdf = read("small.pdf", Readable::Pdf);
    EXPECT_EQ(pdf.reason, "");
    EXPECT_TRUE(holds(pdf.text, "Acknowledgement letter")) << pdf.text;
    for (const auto& one : {docx, xlsx, pdf}) EXPECT_FALSE(one.cut);
}

TEST_F(InsideFiles, of_our_own_reports_are_read_with_their_turkish_letters)
{
    testing::put_bytes(
        files().path() / "own.pdf",
        paper::pdf_of("<!DOCTYPE html><html lang=\"tr\"><title>R</title><p>Şikâyetlerin ele alınması: "
                      "ığüşöç İĞÜŞÖÇ</p></html>",
                      {0, "a"}, bench.path()));
    const auto own = read("own.pdf", Readable::Pdf);
    EXPECT_TRUE(holds(own.text, "Şikâyetlerin ele alınması: ığüşöç İĞÜŞÖÇ")) << own.text << own.reason;
}

TEST_F(InsideFiles, are_not_called_unreadable_because_the_disk_has_no_room_for_their_text)
{
    auto bounds = reading_bounds;
    bounds.file_bytes = std::filesystem::space(bench.path()).capacity * 2;
    for (const auto& [name, kind] : {std::pair{"small.pdf", Readable::Pdf}, {"small.docx", Readable::Docx}})
        try {
            const auto said = read(name, kind, bounds);
            ADD_FAILURE() << name << " was told as: " << said.reason << said.text;
        } catch (const std::system_error& refused) {
            EXPECT_EQ(refused.code(), std::errc::no_space_on_device);
        }
}

TEST_F(InsideFiles, that_cannot_be_read_say_why)
{
    EXPECT_EQ(read("locked.pdf", Readable::Pdf).reason, "encrypted");
    EXPECT_EQ(read("scan.pdf", Readable::Pdf).reason, "empty");
    EXPECT_EQ(read("broken.pdf", Readable::Pdf).reason, "broken");
    EXPECT_EQ(read("broken.docx", Readable::Docx).reason, "broken");
    EXPECT_EQ(read("laughs.docx", Readable::Docx).reason, "broken") << "a document type is refused";
    EXPECT_EQ(read("broken.xlsx", Readable::Xlsx).reason, "broken");
    EXPECT_EQ(read("small.pdf", Readable::Docx).reason, "broken");
}

TEST_F(InsideFiles, that_are_long_are_kept_from_their_beginning_on)
{
    const auto text = read("long.docx", Readable::Docx);
    EXPECT_EQ(text.reason, "");
    EXPECT_TRUE(text.cut);
    EXPECT_LE(text.text.size(), most_text_of_a_content);
    EXPECT_GT(text.text.size(), most_text_of_a_content - 100);
    EXPECT_TRUE(holds(text.text, "satır 0 ")) << text.text.substr(0, 100);
    const auto written = read("long.docx", Readable::Docx, {std::chrono::seconds(60), 512'000'000, 100'000});
    EXPECT_TRUE(written.cut) << "what the program wrote before its limit";
    EXPECT_EQ(written.reason, "");
    EXPECT_LE(left(), 2 * reading_bounds.file_bytes);
}

TEST_F(InsideFiles, that_are_bombs_end_within_their_limits)
{
    constexpr programs::Bounds bounds{std::chrono::seconds(4), 512'000'000, 8'000'000};
    for (const auto& [name, readable] : {std::pair{"bomb.pdf", Readable::Pdf},
                                         {"bomb.docx", Readable::Docx},
                                         {"bomb.xlsx", Readable::Xlsx}}) {
        const auto begun = std::chrono::steady_clock::now();
        const auto bomb = read(name, readable, bounds);
        EXPECT_TRUE(bomb.reason == "too_long" || bomb.reason == "broken" || bomb.cut) << name << bomb.reason;
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(60)) << name;
        EXPECT_LE(bomb.text.size(), most_text_of_a_content) << name;
    }
    EXPECT_LE(left(), 6 * bounds.file_bytes);
}

TEST_F(InsideFiles, of_text_are_read_in_their_letters)
{
    testing::put_bytes(files().path() / "a.txt", "I\xFE\xFDk ve \xDDstanbul");
    EXPECT_EQ(read("a.txt", Readable::Text, reading_bounds, "windows-1254").text, "Işık ve İstanbul");
    EXPECT_EQ(read("a.txt", Readable::Text).reason, "broken") << "a text in no letters we know";
    testing::put_bytes(files().path() / "empty.txt", "");
    EXPECT_EQ(read("empty.txt", Readable::Text).reason, "empty");
    testing::put_bytes(files().path() / "long.csv", std::string(6'000'000, 'a'));
    EXPECT_EQ(read("long.csv", Readable::Text, reading_bounds, "utf-8").text.size(), most_text_of_a_content);
}

TEST(Letters, leave_out_what_no_text_holds)
{
    using namespace std::string_literals;
    EXPECT_EQ(clean_text("a\0b\x1B[1m\r\n\f\x7Fışık\xFF\xC3"s, "utf-8", 100), "ab[1m\nışık");
    EXPECT_EQ(clean_text("\xEF\xBB\xBFışık", "utf-8", 100), "ışık");
    EXPECT_EQ(clean_text("\xFF\xFEI\0\x5F\x01\x31\x01k\0"s, "utf-16le", 100), "Işık");
    EXPECT_EQ(clean_text("\0I\x01\x5F\xD8\x3D\xDE\x00"s, "utf-16be", 100), "Iş😀");
    EXPECT_EQ(clean_text("ışık", "utf-8", 4), "ı\xC5\x9F") << "cut between characters";
}

} // namespace
} // namespace clausebook::reading
