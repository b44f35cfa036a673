#include "floor_server.h"
#include "plain_sqlite.h"

#include <Poco/Crypto/DigestEngine.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iostream>
#include <sstream>
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
        const auto packed = deflated(bytes);
        const auto crc =
            crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
        out << Poco::DigestEngine::digestToHex(hash.digest()) << crc << packed;
        read += static_cast<std::int64_t>(bytes.size());
        written += static_cast<std::int64_t>(packed.size());
    }
    std::cout << read << " bytes in, " << written << " out\n";
    return 0;
}

int write_cells(const std::filesystem::path& cells, const std::filesystem::path& target)
{
    std::ifstream in(cells);
    auto* workbook = workbook_new(target.c_str());
    lxw_worksheet* sheet = nullptr;
    std::string line, last;
    std::int64_t written = 0;
    while (std::getline(in, line)) { // sheet TAB row TAB column TAB text
        std::istringstream words(line);
        std::string name, row, column, text;
        std::getline(words, name, '\t');
        std::getline(words, row, '\t');
        std::getline(words, column, '\t');
        std::getline(words, text);
        if (name != last || sheet == nullptr) sheet = workbook_add_worksheet(workbook, nullptr);
        last = name;
        worksheet_write_string(sheet, static_cast<lxw_row_t>(std::stoul(row)),
                               static_cast<lxw_col_t>(std::stoul(column)), text.c_str(), nullptr);
        ++written;
    }
    workbook_close(workbook);
    std::cout << written << " cells\n";
    return 0;
}

} // namespace clausebook::bench
