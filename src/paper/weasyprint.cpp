#include "paper/weasyprint.h"

#include "programs/bounded.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace clausebook::paper {
namespace {

constexpr const char* program = "/usr/bin/weasyprint";
constexpr const char* no_room = "[Errno 28]"; // how it says that the disk is full

/// A new file of ours that goes when the object goes.
class Scratch {
public:
    Scratch(const std::filesystem::path& folder, const std::string& ending)
    {
        auto name = (folder / ("print-XXXXXX" + ending)).string();
        const int fd = mkstemps(name.data(), static_cast<int>(ending.size()));
        if (fd < 0) throw std::system_error(errno, std::generic_category(), folder.string());
        close(fd);
        path_ = name;
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return path_; }

    void write(const std::string& bytes) const
    {
        errno = 0;
        std::ofstream out(path_, std::ios::binary | std::ios::trunc);
        out << bytes << std::flush;
        if (!out) throw std::system_error(errno ? errno : EIO, std::generic_category(), path_.string());
    }

    std::string read() const
    {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

private:
    std::filesystem::path path_;
};

bool is_identifier(const std::string& text)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.';
    };
    return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), fits);
}

} // namespace

bool can_print()
{
    return programs::is_installed(program);
}

std::string pdf_of(const std::string& html, const PrintStamp& stamp, const std::filesystem::path& aside,
                   const PrintBounds& bounds, const std::function<bool()>& give_up)
{
    if (const auto address = address_to_fetch(html); !address.empty())
        throw std::logic_error("a document to print names an address: " + address);
    if (!is_identifier(stamp.identifier))
        throw std::logic_error("no identifier of a PDF: " + stamp.identifier);
    if (!can_print()) throw NoPrinter();

    const Scratch page(aside, ".html");
    const Scratch pdf(aside, ".pdf");
    const Scratch said(aside, ".log");
    page.write(html);
    const programs::Run run{{program, "--encoding", "utf-8", "--pdf-identifier", stamp.identifier,
                             page.path().string(), pdf.path().string()},
                            {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + aside.string(),
                             "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0", "TZ=UTC",
                             "SOURCE_DATE_EPOCH=" + std::to_string(stamp.seconds)},
                            {},
                            said.path(),
                            {}};
    const auto outcome = [&] {
        try {
            return programs::run_bounded(run, {bounds.time, bounds.memory_bytes, bounds.file_bytes}, give_up);
        } catch (const programs::CannotStart& problem) {
            throw PrintFailed(problem.what());
        }
    }();
    using programs::Ending;
    if (outcome.ending == Ending::TooLong) throw PrintFailed("weasyprint took too long");
    if (outcome.ending == Ending::GivenUp) throw PrintFailed("given up");
    if (outcome.status != 0 && said.read().find(no_room) != std::string::npos)
        throw std::system_error(ENOSPC, std::generic_category(), aside.string());
    auto bytes = pdf.read();
    if (outcome.status != 0 || !bytes.starts_with("%PDF-"))
        throw PrintFailed("weasyprint ended with " + std::to_string(outcome.status) + ": "
                          + said.read().substr(0, 2000));
    return bytes;
}

} // namespace clausebook::paper
