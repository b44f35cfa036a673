#include "paper/weasyprint.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

namespace clausebook::paper {
namespace {

const std::string page = "<!DOCTYPE html><html lang=\"en\"><title>One</title><p>Paper</p></html>";

TEST(Paper, names_the_first_address_a_document_would_fetch)
{
    EXPECT_EQ(address_to_fetch("<a href=\"#place\">x</a>"), "");
    EXPECT_EQ(address_to_fetch("<img src=\"data:image/png;base64,AA\">"), "");
    EXPECT_EQ(address_to_fetch("<p>href=http://in.text url(http://in.text)</p>"), "");
    EXPECT_EQ(address_to_fetch("<img src=\"http://a/b\">"), "http://a/b");
    EXPECT_EQ(address_to_fetch("<IMG\nSRC = 'file:///etc/passwd'>"), "file:///etc/passwd");
    EXPECT_EQ(address_to_fetch("<link rel=stylesheet href=a.css>"), "a.css");
    EXPECT_EQ(address_to_fetch("<p style=\"background:url(x.png)\">"), "x.png");
    EXPECT_EQ(address_to_fetch("<style>p{background:url('y.png')}</style>"), "y.png");
    EXPECT_EQ(address_to_fetch("<style>@import \"z.css\";</style>"), "z.css");
}

TEST(Paper, takes_words_in_quoted_values_for_words)
{
    EXPECT_EQ(address_to_fetch("<meta name=\"title\" content=\"Complaint data = quality\">"), "");
    EXPECT_EQ(address_to_fetch("<html data-org='A src=http://in.text action = b'><p>x</p>"), "");
    EXPECT_EQ(address_to_fetch("<meta content=\"a > b src=x url(y)\"><p title=\"x href=y\">"), "");
    EXPECT_EQ(address_to_fetch("<!-- it's = \"one --><img src=a.png>"), "a.png");
    EXPECT_EQ(address_to_fetch("<meta content=\"a > b\"><img alt='a = b' src='c.png'>"), "c.png");
    EXPECT_EQ(address_to_fetch("<img/alt=x/ src=d.png>"), "d.png");
    EXPECT_EQ(address_to_fetch("<img alt src=e.png>"), "e.png");
    EXPECT_EQ(address_to_fetch("<use xlink:href=\"f.svg#a\"/>"), "f.svg#a");
    EXPECT_EQ(address_to_fetch("<rect fill=\"url(g.svg)\"/>"), "g.svg");
}

TEST(Paper, refuses_a_document_with_an_address)
{
    const testing::TemporaryDirectory folder;
    EXPECT_THROW(pdf_of("<img src=\"http://a/b\">", {0, "a"}, folder.path()), std::logic_error);
    EXPECT_THROW(pdf_of(page, {0, "--help"}, folder.path()), std::logic_error);
}

TEST(Paper, gives_the_same_bytes_for_the_same_document_and_leaves_nothing_beside)
{
    const testing::TemporaryDirectory folder;
    const auto first = pdf_of(page, {1'700'000'000, "IA-2026-01.r1.en"}, folder.path());
    EXPECT_EQ(first, pdf_of(page, {1'700'000'000, "IA-2026-01.r1.en"}, folder.path()));
    EXPECT_NE(first, pdf_of(page, {1'700'000'000, "IA-2026-01.r2.en"}, folder.path()));
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        EXPECT_FALSE(entry.is_regular_file()) << entry.path();
}

TEST(Paper, ends_a_program_that_takes_too_long_or_is_not_wanted_any_more)
{
    const testing::TemporaryDirectory folder;
    PrintBounds bounds;
    bounds.time = std::chrono::seconds(0);
    EXPECT_THROW(pdf_of(page, {0, "a"}, folder.path(), bounds), PrintFailed);
    EXPECT_THROW(pdf_of(page, {0, "a"}, folder.path(), {}, [] { return true; }), PrintFailed);
}

TEST(Paper, says_what_went_wrong_when_memory_is_short)
{
    const testing::TemporaryDirectory folder;
    PrintBounds bounds;
    bounds.memory_bytes = 20'000'000;
    EXPECT_THROW(pdf_of(page, {0, "a"}, folder.path(), bounds), PrintFailed);
}

} // namespace
} // namespace clausebook::paper
