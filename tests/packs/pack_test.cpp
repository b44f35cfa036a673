#include "packs/deflate.h"
#include "packs/digest.h"
#include "packs/pack.h"
#include "support/files.h"
#include "support/signer.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <random>

namespace clausebook::packs {
namespace {

using testing::bytes_of;
using testing::output_of;
using testing::put_bytes;

class Packs : public ::testing::Test {
protected:
    Packs()
    {
        put_bytes(folder.path() / "photo", std::string("\x89PNG\r\n\x1a\n", 8) + std::string(5000, '\x7f'));
        put_bytes(folder.path() / "log", long_log());
        put_bytes(folder.path() / "empty", "");
    }

    static std::string long_log()
    {
        std::string out;
        for (int i = 0; i < 1500; ++i) out += std::to_string(i * 7919 % 10007) + ";complaint received\n";
        return out;
    }

    std::vector<PackFile> files() const
    {
        return {{"evidence/8.1/photo.png", folder.path() / "photo", "EV-0002/1"},
                {"evidence/7.4/log.csv", folder.path() / "log", "EV-0001/3"},
                {"evidence/7.4/empty.txt", folder.path() / "empty", "EV-0003/1"},
                {"README.txt", std::string("What is in this pack.\n"), ""}};
    }

    PackHead head() const
    {
        return {*parse_instant("2026-11-22T08:30:15.250000Z"),
                {42, std::string(64, 'a')},
                {{"audit", "IA-2026-01"}},
                testing::signer()};
    }

    std::filesystem::path packed(const char* name = "pack.zip") const
    {
        auto file = folder.path() / name;
        write_pack(file, head(), files());
        return file;
    }

    testing::TemporaryDirectory folder;
};

std::vector<std::string> codes(const PackVerdict& verdict)
{
    std::vector<std::string> out;
    for (const auto& fault : verdict.faults) out.push_back(fault.code);
    return out;
}

TEST_F(Packs, verify_clean_and_name_their_files_in_order)
{
    const auto verdict = verify_pack(packed());
    EXPECT_EQ(codes(verdict), std::vector<std::string>{});
    ASSERT_TRUE(verdict.manifest);
    EXPECT_EQ(verdict.manifest->journal, (JournalPoint{42, std::string(64, 'a')}));
    ASSERT_EQ(verdict.manifest->files.size(), 4U);
    EXPECT_EQ(verdict.manifest->files[0].path, "README.txt");
    EXPECT_EQ(verdict.manifest->files[2].path, "evidence/7.4/log.csv");
    EXPECT_EQ(verdict.manifest->files[2].source, "EV-0001/3");
    EXPECT_EQ(verdict.manifest->files[2].sha256, hashing::sha256(long_log()));
}

TEST_F(Packs, of_the_same_content_have_the_same_bytes)
{
    EXPECT_EQ(bytes_of(packed("a.zip")), bytes_of(packed("b.zip")));
}

TEST_F(Packs, are_read_by_other_programs_too)
{
    const auto file = packed();
    EXPECT_NE(output_of("unzip -t " + file.string()).find("No errors detected"), std::string::npos);
    const auto listed =
        output_of("/usr/bin/python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
                  "print(z.testzip(), [i.filename for i in z.infolist()], z.infolist()[0].date_time)' "
                  + file.string());
    EXPECT_EQ(
        listed,
        "None ['README.txt', 'evidence/7.4/empty.txt', 'evidence/7.4/log.csv', 'evidence/8.1/photo.png', "
        "'manifest.json', 'manifest.sig', 'SHA256SUMS'] (2026, 11, 22, 8, 30, 14)\n");
    const auto out = (folder.path() / "out").string();
    EXPECT_EQ(
        output_of("mkdir " + out + " && cd " + out + " && unzip -q " + file.string()
                  + " && sha256sum -c SHA256SUMS"),
        "README.txt: OK\nevidence/7.4/empty.txt: OK\nevidence/7.4/log.csv: OK\nevidence/8.1/photo.png: OK\n"
        "manifest.json: OK\nmanifest.sig: OK\n");
    EXPECT_EQ(bytes_of(folder.path() / "out" / "evidence" / "7.4" / "log.csv"), long_log());
}

TEST_F(Packs, refuse_bad_and_double_paths_and_leave_nothing_behind)
{
    for (const auto* path :
         {"../x", "CON", "readme.TXT", "manifest.json", "Manifest.SIG", "sha256sums", ""}) {
        auto with = files();
        with.push_back({path, std::string("x"), ""});
        EXPECT_THROW(write_pack(folder.path() / "bad.zip", head(), with), std::invalid_argument) << path;
    }
    auto with = files();
    with.push_back({"gone.txt", folder.path() / "not there", ""});
    EXPECT_THROW(write_pack(folder.path() / "bad.zip", head(), with), std::system_error);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "bad.zip"));
}

TEST_F(Packs, with_any_byte_changed_inserted_or_taken_out_are_found)
{
    const auto good = bytes_of(packed());
    std::mt19937 random(19011);
    for (int round = 0; round < 600; ++round) {
        auto bad = good;
        const auto at = random() % good.size();
        const auto what = round % 4;
        if (what == 0) bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
        if (what == 1) bad.insert(at, 1, static_cast<char>(random()));
        if (what == 2) bad.erase(at, 1 + random() % 3);
        if (what == 3) bad[at] = static_cast<char>(bad[at] + 1 + random() % 255);
        if (bad == good) continue;
        put_bytes(folder.path() / "bad.zip", bad);
        ASSERT_FALSE(verify_pack(folder.path() / "bad.zip").ok()) << "round " << round << " at " << at;
    }
}

TEST_F(Packs, with_a_bit_changed_in_any_header_byte_or_at_the_end_of_a_deflated_file_are_found)
{
    const auto good = bytes_of(packed());
    const auto reading = read_archive(folder.path() / "pack.zip", ArchiveOrigin::Ours);
    std::vector<std::pair<std::size_t, int>> places; // byte and bit
    for (const auto& entry : reading.entries) {
        const auto header = zip::local_bytes + entry.name.size();
        for (auto at = entry.offset; at < entry.offset + header; ++at) places.emplace_back(at, at % 8);
        for (int bit = 0; bit < 8 && entry.packed_size > 0; ++bit)
            places.emplace_back(entry.offset + header + entry.packed_size - 1, bit);
    }
    const auto& last = reading.entries.back();
    for (auto at = last.offset + zip::local_bytes; at < good.size(); ++at) places.emplace_back(at, at % 8);
    std::fstream file(folder.path() / "pack.zip", std::ios::in | std::ios::out | std::ios::binary);
    const auto put = [&](std::size_t at, char byte) {
        file.seekp(static_cast<std::streamoff>(at)).put(byte).flush();
    };
    for (const auto& [at, bit] : places) {
        put(at, static_cast<char>(good[at] ^ 1 << bit));
        ASSERT_FALSE(verify_pack(folder.path() / "pack.zip").ok()) << "bit " << bit << " at " << at;
        put(at, good[at]);
    }
    EXPECT_TRUE(verify_pack(folder.path() / "pack.zip").ok());
}

TEST_F(Packs, cut_short_or_with_bytes_before_or_after_are_found)
{
    const auto good = bytes_of(packed());
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{21}, good.size() / 2, good.size() - 1}) {
        put_bytes(folder.path() / "bad.zip", good.substr(0, length));
        EXPECT_FALSE(verify_pack(folder.path() / "bad.zip").ok()) << length;
    }
    for (const auto& bad : {good + "x", "x" + good, good + good}) {
        put_bytes(folder.path() / "bad.zip", bad);
        EXPECT_FALSE(verify_pack(folder.path() / "bad.zip").ok());
    }
}

/// A pack whose archive is sound but whose entries do not match its manifest.
TEST_F(Packs, whose_files_do_not_match_the_manifest_are_found_and_the_file_is_named)
{
    const auto manifest = write_pack(folder.path() / "pack.zip", head(), files());
    const auto json = to_json(manifest);
    const auto signature = head().signer.sign(json) + "\n";
    const auto sums = checksums(manifest, json, signature);
    const auto repacked = [&](const auto& change) {
        std::map<std::string, std::string> texts{
            {"README.txt", "What is in this pack.\n"},
            {"evidence/7.4/empty.txt", ""},
            {"evidence/7.4/log.csv", long_log()},
            {"evidence/8.1/photo.png", bytes_of(folder.path() / "photo")}};
        change(texts);
        std::filesystem::remove(folder.path() / "bad.zip");
        ArchiveWriter archive(folder.path() / "bad.zip", head().generated_at);
        for (const auto& [name, text] : texts) archive.add_text(name, text, usual_packing(name));
        archive.add_text("manifest.json", json, Packing::Stored);
        archive.add_text("manifest.sig", signature, Packing::Stored);
        archive.add_text("SHA256SUMS", sums, Packing::Stored);
        archive.finish();
        return verify_pack(folder.path() / "bad.zip").faults;
    };
    EXPECT_EQ(repacked([](auto&) {}), Faults{});
    EXPECT_EQ(repacked([](auto& texts) { texts["README.txt"] += "x"; }),
              (Faults{{"pack_content", {{"name", "README.txt"}}}}));
    EXPECT_EQ(repacked([](auto& texts) { texts.erase("evidence/7.4/log.csv"); }),
              (Faults{{"pack_missing", {{"name", "evidence/7.4/log.csv"}}}}));
    EXPECT_EQ(repacked([](auto& texts) { texts["extra.txt"] = "x"; }),
              (Faults{{"pack_foreign", {{"name", "extra.txt"}}}}));
    EXPECT_EQ(repacked([](auto& texts) { texts["EVIDENCE/7.4/log.csv"] = "x"; }),
              (Faults{{"zip_twice", {{"name", "evidence/7.4/log.csv"}}},
                      {"pack_foreign", {{"name", "EVIDENCE/7.4/log.csv"}}}}));
}

TEST_F(Packs, signed_by_another_key_or_with_another_signature_are_found)
{
    const auto theirs = fingerprint_of(testing::signer(2).public_key);
    auto verdict = verify_pack(packed());
    const auto ours = verdict.manifest->key.fingerprint;
    expect_key(verdict, ours);
    expect_key(verdict, "  " + ours);
    EXPECT_TRUE(verdict.ok());
    expect_key(verdict, theirs);
    EXPECT_EQ(verdict.faults, (Faults{{"pack_key", {{"expected", theirs}, {"found", ours}}}}));

    auto other = head();
    other.signer.sign = testing::signer(2).sign;
    write_pack(folder.path() / "other.zip", other, files());
    EXPECT_EQ(verify_pack(folder.path() / "other.zip").faults,
              (Faults{{"pack_signature", {{"name", "manifest.sig"}}}}));
}

TEST_F(Packs, nobody_signed_are_refused_unless_no_signature_is_asked)
{
    auto unsigned_head = head();
    unsigned_head.signer = {};
    const auto file = folder.path() / "unsigned.zip";
    write_pack(file, unsigned_head, files());
    EXPECT_TRUE(verify_pack(file, {}, {}, Signed::NotAsked).ok());
    EXPECT_EQ(verify_pack(file).faults, (Faults{{"pack_unsigned", {{"name", "manifest.json"}}}}));
}

TEST_F(Packs, name_the_place_that_was_changed)
{
    const auto good = bytes_of(packed());
    const auto faults = [&](const std::string& bad) {
        put_bytes(folder.path() / "bad.zip", bad);
        return verify_pack(folder.path() / "bad.zip").faults;
    };
    const auto directory = good.find("PK\x01\x02");
    const auto photo = good.find("evidence/8.1/photo.png");
    const auto second = good.find("PK\x01\x02", directory + 4);
    auto bad = good;
    bad[second] = 'x';
    EXPECT_EQ(faults(bad), (Faults{{"zip_listed", {{"name", "evidence/7.4/empty.txt"}}}}));
    bad[second - 1] = 'x'; // and the line before it
    EXPECT_EQ(faults(bad),
              (Faults{{"zip_listed", {{"name", "README.txt"}}},
                      {"zip_listed", {{"name", "evidence/7.4/empty.txt"}}}}));
    bad.insert(second, "x"); // now nobody knows which lines are wrong and which have moved
    EXPECT_EQ(faults(bad), (Faults{{"zip_listed", {{"name", "README.txt"}}}}));
    bad = good;
    bad[good.size() - 1] = 'x';
    EXPECT_EQ(faults(bad), (Faults{{"zip_end", {}}}));
    EXPECT_EQ(faults(good + "xyz"), (Faults{{"zip_after", {{"bytes", "3"}}}}));
    EXPECT_EQ(faults("x" + good), (Faults{{"zip_shift", {{"bytes", "1"}, {"name", "README.txt"}}}}));
    bad = good;
    bad.insert(photo + 50, "x");
    EXPECT_EQ(faults(bad),
              (Faults{{"zip_content", {{"name", "evidence/8.1/photo.png"}}},
                      {"zip_shift", {{"bytes", "1"}, {"name", "manifest.json"}}}}));
    bad = good;
    bad.erase(photo + 50, 7);
    EXPECT_EQ(faults(bad).front(), (Fault{"zip_content", {{"name", "evidence/8.1/photo.png"}}}));
    EXPECT_EQ(faults(good.substr(0, photo + 99)).front(),
              (Fault{"zip_content", {{"name", "evidence/8.1/photo.png"}}}));
    bad = good;
    bad[good.find("evidence/7.4/log.csv", good.find("{\"about\"")) + 1] = 'x'; // in the manifest
    EXPECT_EQ(faults(bad),
              (Faults{{"zip_content", {{"name", "manifest.json"}}},
                      {"pack_signature", {{"name", "manifest.sig"}}},
                      {"pack_checksums", {{"name", "SHA256SUMS"}}}}));
}

TEST(Manifests, are_read_back_and_only_as_they_were_written)
{
    Manifest manifest{*parse_instant("2026-11-22T08:30:15.250000Z"),
                      {7, "h"},
                      {{"title", "Ş \"x\" \\ \n"}},
                      {},
                      {"f", "p"}};
    manifest.files = {{"a.txt", 3, "aa", "bb", ""}, {"b.pdf", 1, "cc", "", "EV-0001/1"}};
    const auto json = to_json(manifest);
    ASSERT_TRUE(parse_manifest(json));
    EXPECT_EQ(*parse_manifest(json), manifest);
    EXPECT_FALSE(parse_manifest(json + " "));
    auto no_text = json;
    no_text[no_text.find("\xC5\x9E") + 1] = 'x';
    EXPECT_FALSE(parse_manifest(no_text));
    EXPECT_FALSE(parse_manifest(""));
    for (std::size_t length = 0; length < json.size(); ++length)
        EXPECT_FALSE(parse_manifest(std::string_view(json).substr(0, length)));
}

TEST(Archives, that_unpack_to_more_than_they_say_are_stopped)
{
    std::string long_text;
    long_text.resize(50'000'000, 'x');
    testing::TemporaryDirectory folder;
    {
        ArchiveWriter archive(folder.path() / "a.zip", Instant{});
        archive.add_text("big.txt", long_text, Packing::Deflated);
        archive.finish();
    }
    auto bytes = bytes_of(folder.path() / "a.zip");
    const auto directory = bytes.rfind("PK\x01\x02");
    for (const auto at : {std::size_t{22}, directory + 24})
        bytes.replace(at, 4, std::string("\x0a\0\0\0", 4));
    put_bytes(folder.path() / "bomb.zip", bytes);
    std::uint64_t seen = 0;
    const auto reading =
        read_archive(folder.path() / "bomb.zip", ArchiveOrigin::Ours, {},
                     [&](const std::string&, std::string_view piece) { seen += piece.size(); });
    EXPECT_EQ(reading.faults, (Faults{{"zip_size", {{"name", "big.txt"}}}}));
    EXPECT_EQ(seen, 0U);
    EXPECT_EQ(read_archive(folder.path() / "a.zip", ArchiveOrigin::Ours, {10, 1000, 1000}).faults,
              (Faults{{"zip_too_large", {{"name", "big.txt"}}}}));
}

TEST(Archives, of_other_programs_are_read_and_their_escapes_refused)
{
    testing::TemporaryDirectory folder;
    const auto file = (folder.path() / "a.zip").string();
    output_of("/usr/bin/python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], \"w\", 8); "
              "z.writestr(\"_rels/.rels\", \"x\" * 1000); z.writestr(\"../evil\", \"y\"); z.writestr(\"ok\", "
              "\"z\")' "
              + file);
    const auto reading = read_archive(file, ArchiveOrigin::Foreign);
    EXPECT_EQ(reading.faults, (Faults{{"zip_name", {{"name", "../evil"}}}}));
    ASSERT_EQ(reading.entries.size(), 2U);
    EXPECT_EQ(reading.entries[0].sha256, hashing::sha256(std::string(1000, 'x')));
}

TEST(ZipTimes, are_utc_two_seconds_fine_and_within_what_zip_can_tell)
{
    const auto at = [](const char* text) {
        return zip_time(*parse_instant(text));
    };
    EXPECT_EQ(at("2026-11-22T08:30:15.000000Z"), (ZipTime{8 << 11 | 30 << 5 | 7, 46 << 9 | 11 << 5 | 22}));
    EXPECT_EQ(at("1970-01-01T00:00:00.000000Z"), (ZipTime{0, 1 << 5 | 1}));
    EXPECT_EQ(at("2200-01-01T00:00:00.000000Z").date, 127 << 9 | 12 << 5 | 31);
}

TEST(LargeFiles, have_64_bit_fields_in_headers_of_known_size)
{
    ArchiveEntry entry;
    entry.name = "a";
    entry.size = 5'000'000'000;
    entry.packed_size = 4'999'999'999;
    entry.offset = 6'000'000'000;
    const auto local = zip::local_header(entry, {});
    ASSERT_EQ(local.size(), zip::local_bytes + 1 + 20);
    EXPECT_EQ(zip::number(local, zip::local_bytes + 1 + 4, 8), entry.size);
    const auto central = zip::central_header(entry, {});
    ASSERT_EQ(central.size(), zip::central_bytes + 1 + 28);
    EXPECT_EQ(zip::number(central, zip::central_bytes + 1 + 20, 8), entry.offset);
    EXPECT_EQ(zip::end_records(70000, 10, 10).size(),
              zip::end64_bytes + zip::locator64_bytes + zip::end_bytes);
}

} // namespace
} // namespace clausebook::packs
