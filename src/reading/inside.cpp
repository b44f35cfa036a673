#include "reading/inside.h"

#include "reading/letters.h"
#include "resources/resources.h"

#include <fstream>
#include <system_error>

namespace clausebook::reading {
namespace {

namespace fs = std::filesystem;

/// A text file is read as far as its letters can fill what is kept; two bytes a letter at most in the file.
constexpr std::size_t most_read = 4 * most_text_of_a_content;

std::string beginning_of(const fs::path& file, std::size_t most)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    std::string bytes(most, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

/// The program of a kind, with what it is told; the file is `content` in the folder where it works.
std::vector<std::string> words_for(Readable readable)
{
    switch (readable) {
    case Readable::Pdf:
        return {"/usr/bin/pdftotext", "-enc", "UTF-8", "-nopgbrk", "content", "-"};
    case Readable::Docx:
        return {"/usr/bin/python3", "-I", "-S", "-B", "-c", resources::read("src/reading/docx.py"),
                "content"};
    case Readable::Xlsx:
        return {"/usr/bin/xlsx2csv", "--all", "--delimiter", "tab", "content"};
    case Readable::Text:
        break;
    }
    throw std::logic_error("no program reads it");
}

Inside filled(const std::string& bytes, const std::string& encoding, bool whole)
{
    Inside inside;
    inside.text = clean_text(bytes, encoding, most_text_of_a_content);
    // A character has at most four bytes: what is shorter than that from the end was not cut.
    inside.cut = !whole || inside.text.size() + 4 > most_text_of_a_content;
    if (inside.text.find_first_not_of(" \t\n") == std::string::npos) return {{}, false, "empty"};
    return inside;
}

/// A program that had no room says nothing of it, or that all is well: what it could not write would be
/// missing for good.
void require_room(const fs::path& folder, std::uintmax_t bytes)
{
    if (fs::space(folder).available < bytes)
        throw std::system_error(std::make_error_code(std::errc::no_space_on_device), "to read a text");
}

bool speaks_of_a_password(const fs::path& complaints)
{
    const auto words = beginning_of(complaints, 4000);
    return words.find("assword") != std::string::npos || words.find("ncrypted") != std::string::npos;
}

Inside read_by_program(const fs::path& file, Readable readable, const fs::path& empty,
                       const programs::Bounds& bounds, const std::function<bool()>& give_up)
{
    const auto words = words_for(readable);
    if (!programs::is_installed(words.front())) return {{}, false, "no_program"};
    require_room(empty, bounds.file_bytes);
    fs::create_symlink(fs::absolute(file), empty / "content");
    const auto said = empty / "said";
    const auto complained = empty / "complained";
    const programs::Run run{words,
                            {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + empty.string(),
                             "TMPDIR=" + empty.string(), "PYTHONDONTWRITEBYTECODE=1",
                             "PYTHONIOENCODING=utf-8"},
                            empty,
                            said,
                            complained};
    programs::Outcome outcome;
    try {
        outcome = programs::run_bounded(run, bounds, give_up);
    } catch (const programs::CannotStart&) {
        return {{}, false, "no_program"};
    }
    if (outcome.ending == programs::Ending::GivenUp) throw GivenUp();
    constexpr std::uintmax_t hardly_any = std::uintmax_t{64} * 1024;
    require_room(empty, hardly_any); // somebody else may have filled the disk meanwhile
    if (outcome.ending == programs::Ending::TooLong) return {{}, false, "too_long"};
    const auto bytes = beginning_of(said, most_read);
    if (outcome.ending == programs::Ending::Well)
        return filled(bytes, "utf-8", fs::file_size(said) <= bytes.size());
    // Ended by the limit of what it may write: what it wrote until then is the beginning of the text.
    if (fs::file_size(said) >= bounds.file_bytes) return filled(bytes, "utf-8", false);
    return {{}, false, speaks_of_a_password(complained) ? "encrypted" : "broken"};
}

} // namespace

Inside inside(const fs::path& file, Readable readable, const std::string& encoding, const fs::path& empty,
              const programs::Bounds& bounds, const std::function<bool()>& give_up)
{
    if (readable != Readable::Text) return read_by_program(file, readable, empty, bounds, give_up);
    if (encoding.empty()) return {{}, false, fs::file_size(file) == 0 ? "empty" : "broken"};
    const auto bytes = beginning_of(file, most_read);
    return filled(bytes, encoding, fs::file_size(file) <= bytes.size());
}

} // namespace clausebook::reading
