#pragma once
// What the libraries alone need for what the product does: the floor each figure stands beside.

#include <filesystem>

namespace clausebook::bench {

/// A bare Poco server on a free port, which it prints, until its input ends.
///
///   GET /bytes/N        N bytes, nothing else
///   GET /page/NAME/N    all rows of the statements in `scratch`/NAME.statements, read by plain SQLite from
///                       `database`, each statement prepared for this, then N bytes
///   GET /kept/NAME/N    the same with statements prepared once and kept
///   POST /save/N        the rows of a saved answer, written durably by plain SQLite in one transaction into
///                       `scratch`/saves.db, a copy of the product's database, then N bytes
///   PUT /file           the body into a file in `scratch`, hashed on the way, on disk before the answer
int serve_floor(const std::filesystem::path& database, const std::filesystem::path& scratch);

/// Whole programs' work without the program: each returns an exit code.
///
/// Every row of the journal read, every entry and body hashed.
int read_journal(const std::filesystem::path& database);

/// The files of a list, one path a line, hashed, deflated (what is packed already stays) and written.
int zip_files(const std::filesystem::path& list, const std::filesystem::path& target);

/// Cells as bench/workbook_cells.py writes them down, into a workbook. Prints how long that took without
/// reading them.
int write_cells(const std::filesystem::path& cells, const std::filesystem::path& target);

} // namespace clausebook::bench
