#include "store/vault.h"

#include "hashing/sha256.h"
#include "store/errors.h"
#include "store/files.h"

#include <algorithm>
#include <magic.h>
#include <mutex>
#include <sodium.h>
#include <stdexcept>
#include <sys/stat.h>

namespace clausebook::store {
namespace {

std::string random_name()
{
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    char hex[2 * sizeof bytes + 1];
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    return hex;
}

/// What a file is, by its content. A magic cookie is not to be shared between threads, so each call has its
/// own.
std::string content_type_of(const std::filesystem::path& path)
{
    const std::unique_ptr<magic_set, decltype(&magic_close)> magic(magic_open(MAGIC_MIME_TYPE), &magic_close);
    if (!magic || magic_load(magic.get(), nullptr) != 0)
        throw std::runtime_error("the file type database is missing");
    std::size_t looked_at = 1 << 20; // of any file: the beginning says what it is, and memory stays small
    magic_setparam(magic.get(), MAGIC_PARAM_BYTES_MAX, &looked_at);
    const char* type = magic_file(magic.get(), path.c_str());
    return type ? type : "application/octet-stream";
}

bool is_hash(const std::string& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

struct Incoming::Parts {
    const Vault& vault;
    NewFile file;
    hashing::Sha256 digest;
    std::int64_t bytes = 0;
    bool closed = false;
};

Incoming::Incoming(const Vault& vault) : parts_(new Parts{vault, NewFile(vault.aside() / random_name()), {}})
{
}

Incoming::~Incoming()
{
    if (parts_ && parts_->closed) {
        std::error_code ignored;
        std::filesystem::remove(parts_->file.path(), ignored);
    }
}

Incoming::Incoming(Incoming&&) noexcept = default;

void Incoming::write(std::string_view bytes)
{
    parts_->file.write(bytes);
    parts_->digest.update(bytes);
    parts_->bytes += static_cast<std::int64_t>(bytes.size());
}

std::int64_t Incoming::bytes() const
{
    return parts_->bytes;
}

StoredFile Incoming::keep(std::int64_t announced)
{
    auto& parts = *parts_;
    if (parts.bytes != announced) throw std::length_error("the file ended early");
    parts.file.close();
    parts.closed = true;
    StoredFile stored{parts.digest.hex(), parts.bytes, content_type_of(parts.file.path())};
    const auto target = parts.vault.path_of(stored.sha256);
    const auto folder = target.parent_path();
    for (const auto& made : {folder.parent_path(), folder}) make_folder(made);
    if (!std::filesystem::exists(target)) {
        ::chmod(parts.file.path().c_str(), 0400);
        move_into_place(parts.file.path(), target);
    }
    // What is there already, somebody else may have put there a moment ago and not yet brought to the disk.
    for (const auto& directory : {folder, folder.parent_path(), parts.vault.folder()})
        sync_directory(directory);
    return stored;
}

Vault::Vault(std::filesystem::path folder, std::filesystem::path aside)
    : folder_(std::move(folder)), aside_(std::move(aside))
{
}

std::filesystem::path Vault::path_of(const std::string& sha256) const
{
    if (!is_hash(sha256)) throw std::logic_error("not a hash: " + sha256);
    return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

bool Vault::has(const std::string& sha256) const
{
    return std::filesystem::exists(path_of(sha256));
}

std::string Vault::read(const std::string& sha256) const
{
    return read_file(path_of(sha256));
}

StoredFile Vault::add(std::string_view bytes) const
{
    Incoming incoming(*this);
    incoming.write(bytes);
    return incoming.keep(static_cast<std::int64_t>(bytes.size()));
}

std::vector<std::string> Vault::contents() const
{
    std::vector<std::string> found;
    if (!std::filesystem::exists(folder_)) return found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
        if (entry.is_regular_file()) found.push_back(entry.path().filename().string());
    return found;
}

void Vault::forget(const std::string& sha256) const
{
    std::error_code missing;
    std::filesystem::remove(path_of(sha256), missing);
}

void Vault::forget_unless(const std::string& sha256, const std::function<bool()>& is_named) const
{
    const std::unique_lock alone(keeping_);
    if (!is_named()) forget(sha256);
}

} // namespace clausebook::store
