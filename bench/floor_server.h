#pragma once
// What the libraries alone need for what the product does: the floor each figure stands beside.

#include <filesystem>

namespace clausebook::bench {

/// A bare Poco server on a free port, which it prints, until its input ends.
///
///   GET /bytes/N            N bytes, nothing else
///   GET /rows/N?SELECT...   the rows of a statement read by plain SQLite from `database`, all columns, then
///   N bytes POST /save/N            five rows as wide as those of a saved answer, written durably in one
///   transaction of plain
///                           SQLite in `scratch`, then N bytes
///   PUT /file               the body into a file in `scratch`, hashed on the way, on disk before the answer
int serve_floor(const std::filesystem::path& database, const std::filesystem::path& scratch);

/// Whole programs' work without the program: each returns an exit code.
int read_journal(const std::filesystem::path& database); ///< every row, every body hashed
int zip_files(const std::filesystem::path& list,
              const std::filesystem::path& target); ///< deflate and SHA-256
int write_cells(const std::filesystem::path& cells, const std::filesystem::path& target);

} // namespace clausebook::bench
