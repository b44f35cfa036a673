#include "packs/names.h"

#include <gtest/gtest.h>

#include <random>

namespace clausebook::packs {
namespace {

TEST(SafeName, keeps_plain_names_and_takes_the_marks_off_letters)
{
    EXPECT_EQ(safe_name("policy_v2.1.pdf"), "policy_v2.1.pdf");
    EXPECT_EQ(safe_name("Şikâyet Politikası (ığüşöç İĞÜŞÖÇ).PDF"), "Sikayet-Politikasi-igusoc-IGUSOC.PDF");
    EXPECT_EQ(safe_name("Größe élève Ærø.txt"), "Grosse-eleve-AEro.txt");
    EXPECT_EQ(safe_name("s\u0327ikayet.txt"), "sikayet.txt"); // letter and mark apart
}

TEST(SafeName, leaves_nothing_that_leads_elsewhere_or_names_a_device)
{
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"../../x", "x"},
        {"/etc/passwd", "etc-passwd"},
        {"C:\\x\\y.txt", "C-x-y.txt"},
        {"CON", "_CON"},
        {"con.txt", "_con.txt"},
        {"Aux.tar.gz", "_Aux.tar.gz"},
        {"LPT9.pdf", "_LPT9.pdf"},
        {"COM10.pdf", "COM10.pdf"},
        {"CONTROL.pdf", "CONTROL.pdf"},
        {"", "file"},
        {"...", "file"},
        {" ", "file"},
        {".bashrc", "bashrc"},
        {"-rf", "rf"},
        {"name. ", "name"},
        {"a\nb.txt", "a-b.txt"},
        {"invoice\u202Efdp.exe", "invoice-fdp.exe"},
        {"\U0001F600\U0001F600", "file"},
        {"\U0001F600.png", "png"},
        {"x\xFF\xFEy.txt", "x-y.txt"},
        {"=HYPERLINK(1).csv", "HYPERLINK-1.csv"},
    };
    for (const auto& [name, safe] : cases) EXPECT_EQ(safe_name(name), safe) << name;
}

TEST(SafeName, of_300_bytes_is_cut_before_its_extension)
{
    const auto name = safe_name(std::string(300, 'a') + ".pdf");
    EXPECT_EQ(name, std::string(96, 'a') + ".pdf");
    EXPECT_EQ(safe_name(std::string(300, 'b')).size(), longest_name);
}

TEST(SafeName, is_safe_whatever_it_is_made_from_and_stays_as_it_is)
{
    const std::vector<std::string> pieces = {"a",          "Z",    "9",      ".",
                                             "..",         "-",    "_",      " ",
                                             "/",          "\\",   "CON",    "nul",
                                             "com1",       "\n",   "\t",     std::string(1, '\0'),
                                             "ş",          "İ",    "\u202E", "\u0301",
                                             "\U0001F600", "\xC3", "\xFF",   ":",
                                             "*",          "%2e",  "~",      std::string(90, 'x'),
                                             ".pdf"};
    std::mt19937 random(10002);
    for (int round = 0; round < 20000; ++round) {
        std::string name;
        for (auto count = random() % 9; count > 0; --count) name += pieces[random() % pieces.size()];
        const auto safe = safe_name(name);
        ASSERT_FALSE(safe.empty());
        ASSERT_LE(safe.size(), longest_name);
        ASSERT_EQ(safe.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"),
                  std::string::npos)
            << safe;
        ASSERT_NE(safe.front(), '.') << safe;
        ASSERT_NE(safe.front(), '-') << safe;
        ASSERT_NE(safe.back(), '.') << safe;
        ASSERT_EQ(safe.find(".."), std::string::npos) << safe;
        ASSERT_EQ(safe_name(safe), safe);
    }
}

TEST(SafePath, is_made_of_safe_names_and_never_absolute)
{
    for (const auto* good : {"a", "evidence/7.4/policy.pdf", "00-unlinked/x"})
        EXPECT_TRUE(is_safe_path(good)) << good;
    for (const auto* bad :
         {"", "/a", "a/", "a//b", "../a", "a/../b", "a/CON/b", "a\\b", "http://x", "a/.b", "a b"})
        EXPECT_FALSE(is_safe_path(bad)) << bad;
    EXPECT_FALSE(
        is_safe_path(std::string(90, 'a') + "/" + std::string(90, 'b') + "/" + std::string(90, 'c')));
}

TEST(NameSet, gives_each_name_once_without_regard_to_case)
{
    NameSet names;
    EXPECT_EQ(names.take("Policy.pdf"), "Policy.pdf");
    EXPECT_EQ(names.take("policy.PDF"), "policy-2.PDF");
    EXPECT_EQ(names.take("policy-2.pdf"), "policy-2-2.pdf");
    EXPECT_EQ(names.take("POLICY.pdf"), "POLICY-3.pdf");
    const std::string length(300, 'x');
    EXPECT_EQ(names.take(length + ".txt").size(), longest_name);
    const auto second = names.take(length + ".txt");
    EXPECT_EQ(second.size(), longest_name);
    EXPECT_TRUE(second.ends_with("-2.txt"));
}

} // namespace
} // namespace clausebook::packs
