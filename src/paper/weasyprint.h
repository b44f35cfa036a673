#pragma once
// Paper: HTML made by us becomes PDF through the program WeasyPrint, run aside and bounded
// (docs/decisions/0030).

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

namespace clausebook::paper {

/// The program is not installed.
class NoPrinter : public std::runtime_error {
public:
    NoPrinter() : std::runtime_error("weasyprint is not installed") {}
};

/// It ran and made no PDF: too long, too large, killed, refused. `what()` has its last words, for the log.
class PrintFailed : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What one document may cost.
struct PrintBounds {
    /// Of the clock; of the processor as well, so that it ends though we should be gone.
    std::chrono::seconds time{300}; // a 40-page report takes 7 on an idle machine, far more on a busy one
    std::uint64_t memory_bytes = 4'000'000'000; ///< of address space
    std::uint64_t file_bytes = 200'000'000;     ///< of the PDF
};

/// What a PDF holds beside its pages; the same HTML with the same stamp gives the same bytes.
struct PrintStamp {
    std::int64_t seconds = 0; ///< since 1970, UTC: when the document was made
    std::string identifier;   ///< letters, digits, '-' and '.'
};

/// Makes a PDF of a document that names no address to fetch (std::logic_error else: the program would fetch
/// it). `aside` is a folder of ours for three files that are gone afterwards. Runs without network where the
/// system lets us take it away. `give_up` is asked now and then; when it says yes the program is ended and
/// PrintFailed thrown.
///
/// Throws NoPrinter, PrintFailed, std::system_error when the disk refuses.
std::string pdf_of(const std::string& html, const PrintStamp& stamp, const std::filesystem::path& aside,
                   const PrintBounds& bounds = {}, const std::function<bool()>& give_up = {});

/// True when the program is there.
bool can_print();

/// The first address in `html` that would be fetched, or "": anything but "#place" and "data:..." in the
/// attributes that name addresses, in url() and in @import.
std::string address_to_fetch(const std::string& html);

} // namespace clausebook::paper
