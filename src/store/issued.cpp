#include "store/issued.h"

#include <algorithm>
#include <set>

namespace clausebook::store {

std::vector<std::string> unrecorded(const Reading& db, const std::filesystem::path& issued)
{
    std::set<std::string> named;
    for (const auto& row : db.rows("SELECT name FROM report_file UNION ALL SELECT name FROM pack"))
        named.insert(row.text("name"));
    std::vector<std::string> found;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(issued, unreadable)) {
        auto name = entry.path().filename().string();
        if (!named.contains(name)) found.push_back(std::move(name));
    }
    std::sort(found.begin(), found.end());
    return found;
}

void set_aside(const std::filesystem::path& file)
{
    constexpr int most = 1000;
    std::error_code refused;
    for (int n = 1; n < most; ++n) {
        auto place = file;
        place += n == 1 ? ".unrecorded" : ".unrecorded-" + std::to_string(n);
        if (std::filesystem::exists(place, refused)) continue;
        std::filesystem::rename(file, place, refused);
        return;
    }
}

} // namespace clausebook::store
