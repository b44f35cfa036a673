#include "resources/resources.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace clausebook::resources {
namespace {

struct Row {
    const char* path;
    const char* begin;
    const char* end;
};

#include "embedded.inc"

std::map<std::string, std::filesystem::path, std::less<>>& folders_on_disk()
{
    static std::map<std::string, std::filesystem::path, std::less<>> folders;
    return folders;
}

std::string_view folder_of(std::string_view path)
{
    return path.substr(0, path.find('/'));
}

} // namespace

void read_from(std::string_view folder, const std::filesystem::path& directory)
{
    folders_on_disk()[std::string(folder)] = directory;
}

std::string read(std::string_view path)
{
    const auto folder = folder_of(path);
    if (const auto disk = folders_on_disk().find(folder); disk != folders_on_disk().end()) {
        std::ifstream in(disk->second / path.substr(folder.size() + 1), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        if (in) return bytes.str();
        throw std::logic_error("no file " + std::string(path) + " in " + disk->second.string());
    }
    const auto* row =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.path == path; });
    if (row == std::end(rows)) throw std::logic_error("no resource " + std::string(path));
    return {row->begin, row->end};
}

std::vector<std::string> list(std::string_view prefix)
{
    std::vector<std::string> found;
    const auto folder = folder_of(prefix);
    if (const auto disk = folders_on_disk().find(folder); disk != folders_on_disk().end()) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(disk->second)) {
            const auto name = std::string(folder) + "/"
                + std::filesystem::relative(entry.path(), disk->second).generic_string();
            if (entry.is_regular_file() && name.starts_with(prefix)) found.push_back(name);
        }
    } else {
        for (const auto& row : rows)
            if (std::string_view(row.path).starts_with(prefix)) found.emplace_back(row.path);
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace clausebook::resources
