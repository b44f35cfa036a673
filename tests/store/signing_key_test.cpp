#include "store/directory.h"
#include "store/signing_key.h"
#include "support/files.h"
#include "support/refused.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace clausebook::store {
namespace {

namespace fs = std::filesystem;
using testing::bytes_of;
using testing::put_bytes;

class SigningKeys : public ::testing::Test {
protected:
    static unsigned mode_of(const fs::path& place)
    {
        struct stat status = {};
        ::stat(place.c_str(), &status);
        return status.st_mode & 0777U;
    }

    testing::TemporaryDirectory folder;
    fs::path keys = folder.path() / "house.keys";
};

TEST_F(SigningKeys, are_made_at_first_need_for_their_owner_alone_and_stay)
{
    EXPECT_FALSE(SigningKey::load(keys));
    const auto made = SigningKey::load_or_make(keys);
    EXPECT_EQ(mode_of(keys), 0700U);
    EXPECT_EQ(mode_of(SigningKey::file_in(keys)), 0600U);
    EXPECT_EQ(SigningKey::load_or_make(keys).fingerprint(), made.fingerprint());
    EXPECT_EQ(SigningKey::load(keys)->public_key(), made.public_key());
    EXPECT_EQ(bytes_of(SigningKey::file_in(keys)), made.text());
    EXPECT_EQ(std::distance(fs::directory_iterator(keys), fs::directory_iterator()), 1);
    EXPECT_NE(SigningKey::load_or_make(folder.path() / "other").fingerprint(), made.fingerprint());
}

TEST_F(SigningKeys, that_others_may_read_are_refused)
{
    SigningKey::load_or_make(keys);
    fs::permissions(SigningKey::file_in(keys), fs::perms::group_read, fs::perm_options::add);
    EXPECT_REFUSED(SigningKey::load(keys), "key_open_to_others");
    fs::permissions(SigningKey::file_in(keys), fs::perms::owner_read | fs::perms::owner_write);
    fs::permissions(keys, fs::perms::others_read, fs::perm_options::add);
    EXPECT_REFUSED(SigningKey::load_or_make(keys), "key_open_to_others");
}

TEST_F(SigningKeys, with_a_digit_changed_are_refused_and_never_made_anew)
{
    SigningKey::load_or_make(keys);
    const auto file = SigningKey::file_in(keys);
    auto text = bytes_of(file);
    for (const auto at :
         {text.find("seed ") + 5, text.find("public ") + 7, text.size() - 1, std::size_t{0}}) {
        auto bad = text;
        bad[at] = bad[at] == '1' ? '2' : '1';
        put_bytes(file, bad);
        EXPECT_REFUSED(SigningKey::load_or_make(keys), "key_unreadable");
        EXPECT_EQ(bytes_of(file), bad);
    }
    put_bytes(file, "");
    EXPECT_REFUSED(SigningKey::load(keys), "key_unreadable");
}

TEST_F(SigningKeys, kept_elsewhere_are_put_back_but_never_over_another)
{
    const auto kept = SigningKey::load_or_make(keys).text();
    const auto elsewhere = folder.path() / "moved.keys";
    const auto back = SigningKey::put_back(elsewhere, kept);
    EXPECT_EQ(mode_of(SigningKey::file_in(elsewhere)), 0600U);
    EXPECT_EQ(back.sign("x"), SigningKey::load(keys)->sign("x"));
    EXPECT_EQ(SigningKey::put_back(elsewhere, kept).fingerprint(), back.fingerprint());
    const auto other = SigningKey::load_or_make(folder.path() / "other").text();
    EXPECT_REFUSED(SigningKey::put_back(elsewhere, other), "key_there");
    EXPECT_EQ(bytes_of(SigningKey::file_in(elsewhere)), kept);
    EXPECT_REFUSED(SigningKey::put_back(folder.path() / "none", "no key"), "key_unreadable");
}

TEST_F(SigningKeys, sign_as_the_algorithm_says)
{
    // RFC 8032, 7.1, test 2: the seed, its public key and the signature of the byte 0x72.
    fs::create_directory(keys);
    fs::permissions(keys, fs::perms::owner_all);
    auto text = SigningKey::load_or_make(folder.path() / "other").text();
    text.replace(text.find("seed ") + 5, 64,
                 "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    text.replace(text.find("public ") + 7, 64,
                 "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const auto key = SigningKey::put_back(keys, text);
    EXPECT_EQ(key.sign("\x72"),
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    EXPECT_EQ(key.fingerprint(), fingerprint_of(key.public_key()));
    EXPECT_EQ(key.fingerprint().size(), 39U);
}

TEST_F(SigningKeys, that_cannot_be_made_are_a_refusal)
{
    EXPECT_REFUSED(SigningKey::load_or_make(folder.path() / "no such folder" / "keys"), "key_not_made");
    put_bytes(folder.path() / "file", "x");
    EXPECT_THROW(SigningKey::load_or_make(folder.path() / "file"), Refusal);
}

TEST_F(SigningKeys, lie_beside_the_data_however_it_is_named)
{
    const auto data = folder.path() / "data";
    const DataDirectory directory(data, Database::Access::ReadAndWrite);
    EXPECT_EQ(directory.keys().filename(), "data.keys");
    EXPECT_EQ(directory.keys().parent_path(), fs::canonical(folder.path()));
    EXPECT_FALSE(fs::exists(directory.keys()));
    fs::create_symlink(data, folder.path() / "link");
    for (const auto& name : {folder.path() / "link", data / "", data / ".." / "data"})
        EXPECT_EQ(DataDirectory(name, Database::Access::ReadOnly).keys(), directory.keys()) << name;
}

} // namespace
} // namespace clausebook::store
