#pragma once
// Where something is made aside before it is shown.

#include "store/passwords.h"

#include <filesystem>
#include <string>
#include <system_error>

namespace clausebook {

/// A new folder for its owner alone; gone, with all in it, when the work is over.
class Bench {
public:
    /// `what` begins its name: ".pack-" and 12 random digits in the folder `beside`.
    Bench(const std::filesystem::path& beside, const std::string& what)
        : path_(beside / ("." + what + "-" + store::new_token().substr(0, 12)))
    {
        std::filesystem::create_directory(path_);
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    ~Bench()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace clausebook
