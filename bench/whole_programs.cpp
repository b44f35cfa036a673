#include "floor_server.h"
#include "packs/archive.h"
#include "plain_sqlite.h"

#include <Poco/Crypto/DigestEngine.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iostream>
#include <sstream>
#include <time.h>
#include <vector>
#include <zlib.h>

namespace clausebook::bench {
namespace {

std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot open " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The bytes as one deflated member of a zip: raw deflate, at zlib's own level.
std::string deflated(const std::string& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

} // namespace

int read_journal(const std::filesystem::path& database)
{
    PlainSqlite db(database);
    Poco::Crypto::DigestEngine hash("SHA256");
    std::int64_t rows = 0;
    const auto hashed = [&](sqlite3_stmt* row) {
        for (int i = 0; i < sqlite3_column_count(row); ++i) {
            const auto* text = sqlite3_column_text(row, i);
            hash.update(text, static_cast<unsigned>(sqlite3_column_bytes(row, i)));
        }
        hash.digest();
        ++rows;
    };
    db.rows("SELECT * FROM journal_entry ORDER BY number", hashed);
    db.rows("SELECT * FROM journal_change ORDER BY entry, position", [&](sqlite3_stmt*) { ++rows; });
    db.rows("SELECT salt, body FROM journal_body ORDER BY entry, position", hashed);
    std::cout << rows << " rows\n";
    return 0;
}

int zip_files(const std::filesystem::path& list, const std::filesystem::path& target)
{
    std::ifstream names(list);
    std::ofstream out(target, std::ios::binary);
    std::int64_t read = 0, written = 0;
    for (std::string name; std::getline(names, name);) {
        const auto bytes = bytes_of(name);
        Poco::Crypto::DigestEngine hash("SHA256");
        hash.update(bytes.data(), static_cast<unsigned>(bytes.size()));
        const bool as_it_is = packs::usual_packing(name) == packs::Packing::Stored;
        const auto packed = as_it_is ? bytes : deflated(bytes);
        const auto crc =
            crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
        out << Poco::DigestEngine::digestToHex(hash.digest()) << crc << packed;
        read += static_cast<std::int64_t>(bytes.size());
        written += static_cast<std::int64_t>(packed.size());
    }
    std::cout << read << " bytes in, " << written << " out\n";
    return 0;
}

namespace {

struct CellLine {
    std::string sheet;
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    bool is_text = true;
    std::string content;
    double number = 0;
};

std::vector<CellLine> cells_in(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::vector<CellLine> all;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        CellLine cell;
        std::string row;
        std::string column;
        std::string kind;
        std::getline(words, cell.sheet, '\t');
        std::getline(words, row, '\t');
        std::getline(words, column, '\t');
        std::getline(words, kind, '\t');
        std::getline(words, cell.content);
        cell.row = static_cast<lxw_row_t>(std::stoul(row));
        cell.column = static_cast<lxw_col_t>(std::stoul(column));
        cell.is_text = kind == "s";
        if (!cell.is_text) cell.number = std::stod(cell.content);
        all.push_back(std::move(cell));
    }
    return all;
}

double seconds_of(clockid_t clock)
{
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

} // namespace

int write_cells(const std::filesystem::path& cells, const std::filesystem::path& target)
{
    const auto all = cells_in(cells);
    const auto wall = seconds_of(CLOCK_MONOTONIC);
    const auto cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    auto* workbook = workbook_new_opt(target.c_str(), &options);
    lxw_worksheet* sheet = nullptr;
    const std::string* last = nullptr;
    for (const auto& cell : all) {
        if (last == nullptr || *last != cell.sheet) sheet = workbook_add_worksheet(workbook, nullptr);
        last = &cell.sheet;
        if (cell.is_text)
            worksheet_write_string(sheet, cell.row, cell.column, cell.content.c_str(), nullptr);
        else
            worksheet_write_number(sheet, cell.row, cell.column, cell.number, nullptr);
    }
    workbook_close(workbook);
    std::cout << "{\"wall\": " << seconds_of(CLOCK_MONOTONIC) - wall
              << ", \"cpu\": " << seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu << ", \"text\": \"" << all.size()
              << " cells\"}\n";
    return 0;
}

} // namespace clausebook::bench
