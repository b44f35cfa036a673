#pragma once
// Files that must not be lost: POSIX calls in one place (pitfalls: streams do not say when a disk is full).

#include <filesystem>
#include <string>
#include <string_view>

namespace clausebook::store {

/// Whether an error number says that there is no room: a full disk, a quota, a file the file system cannot
/// hold.
bool means_no_room(int error_number);

/// True once a write of this process did not reach the disk for sure. From then on the process changes
/// nothing: what the kernel has dropped, a second attempt would seem to bring there.
bool writes_are_unsure();

/// Says so.
void note_unsure_write();

/// A new file being written; taken away again unless close() was reached. Throws DiskFull, ReadOnlyNow, or
/// std::system_error for what leaves nothing unsure (a missing right, a name that is there).
class NewFile {
public:
    /// Creates `path`, which must not be there yet, readable by its owner only.
    explicit NewFile(std::filesystem::path path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void write(std::string_view bytes);

    /// Brings the bytes to the disk and closes. The file stays.
    void close();

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int fd_ = -1;
};

/// Brings a directory's names to the disk. Throws ReadOnlyNow.
void sync_directory(const std::filesystem::path& directory);

/// Makes a folder for its owner alone; one that is there stays as it is. Throws DiskFull, ReadOnlyNow,
/// std::system_error.
void make_folder(const std::filesystem::path& folder);

/// Brings the name of a folder to the disk, where the folder it lies in lets itself be asked: one that may
/// not be read does not, nor do some file systems. Throws ReadOnlyNow.
void sync_name_of(const std::filesystem::path& directory);

/// Makes the folders above a place that are missing, for everybody's eyes, and brings the names of all of
/// them to the disk. Throws ReadOnlyNow, std::filesystem::filesystem_error.
void make_folders_above(const std::filesystem::path& place);

/// Moves a finished file to its place and brings both names to the disk.
void move_into_place(const std::filesystem::path& from, const std::filesystem::path& to);

enum class Placing { Done, Taken };

/// Moves a finished file to a place where nothing may be yet; what is there stays as it is (Taken), and then
/// so does the finished file. Throws DiskFull, ReadOnlyNow.
Placing move_to_free_place(const std::filesystem::path& from, const std::filesystem::path& to);

/// SHA-256 of a file's bytes. Throws DamagedData when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

/// A file's bytes. Throws DamagedData when it cannot be read.
std::string read_file(const std::filesystem::path& path);

} // namespace clausebook::store
