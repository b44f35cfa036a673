#pragma once
// Tables as comma-separated text that Excel opens as it is.

#include "packs/disk_file.h"
#include "packs/workbook.h"

#include <vector>

namespace clausebook::packs {

/// A text as a spreadsheet may be given it: what begins like a formula (=, +, -, @, their full-width forms,
/// a tab or a line end) gets an apostrophe before it, so that no program calculates it.
std::string without_formula(std::string_view text);

/// A CSV file being written, line by line: UTF-8 with the mark that tells Excel so, fields in quotes where
/// they need them, lines ended by CR LF. Dates are 2026-11-22, moments 2026-11-22 11:30:15. Links stand as
/// their labels.
class CsvFile {
public:
    /// `separator` is what the reader's Excel expects between fields: a comma, or a semicolon where the comma
    /// is the decimal sign.
    CsvFile(const std::filesystem::path& file, char separator);

    void row(const std::vector<Cell>& cells);

    /// Writes what is left. Call it once, last. Throws std::system_error when the disk refuses, as row() may.
    void save();

private:
    void pour();

    DiskFile file_;
    char separator_;
    std::string waiting_;
    std::uint64_t written_ = 0;
};

} // namespace clausebook::packs
