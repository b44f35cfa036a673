#pragma once
// Excel files: the one place that knows libxlsxwriter, with its traps closed.

#include "core/base/time.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace clausebook::packs {

/// What stands in one cell. A text is always text: an answer that begins with "=" stays an answer and never
/// becomes a formula.
class Cell {
public:
    struct Number {
        double value;
        int decimals;
        enum class Unit { None, Percent } unit;
    };
    struct Moment {
        Instant instant;
        std::chrono::minutes utc_offset;
    };
    struct FileLink {
        std::string path, label;
    };
    struct SheetLink {
        std::string sheet;
        std::uint32_t row;
        std::string label;
    };
    using Content = std::variant<std::monostate, std::string, Number, Date, Moment, FileLink, SheetLink>;

    Cell() = default;                                       // nothing
    Cell(std::string text) : content_(std::move(text)) {}   // NOLINT(google-explicit-constructor)
    Cell(const char* text) : content_(std::string(text)) {} // NOLINT(google-explicit-constructor)
    Cell(Date date) : content_(date) {}                     // NOLINT(google-explicit-constructor)
    Cell(std::optional<Date> date)                          // NOLINT(google-explicit-constructor)
    {
        if (date) content_ = *date;
    }

    /// A whole number. Beyond 15 digits, which Excel would round, it becomes text.
    static Cell whole(std::int64_t number);

    /// Shown with that many decimals, 0 to 10; kept with the 15 digits Excel keeps. Throws
    /// std::invalid_argument for a number that is none (NaN, infinite).
    static Cell decimal(double number, int decimals);

    /// 0.425 is shown as 42.5 % with one decimal. Refuses as decimal does.
    static Cell percent(double ratio, int decimals = 0);

    /// Date and time to the second, as the clock on the wall showed it there.
    static Cell moment(Instant instant, std::chrono::minutes utc_offset = {});

    /// A link to a file that lies beside the workbook or in a folder below: "evidence/7.4/policy.pdf". Throws
    /// std::invalid_argument for any path that is not safe (packs/names.h): no other place, no address on the
    /// web.
    static Cell file(std::string path, std::string label);

    /// A link to a row (1 is the first) of a sheet of this workbook; that the sheet exists is checked when
    /// saving.
    static Cell place(std::string sheet, std::uint32_t row, std::string label);

    const Content& content() const { return content_; }

private:
    explicit Cell(Content content) : content_(std::move(content)) {}

    Content content_;
};

/// What a state looks like: dark text on a soft ground of that colour; readable in print without colour, too.
enum class Colour { Green, Amber, Red, Blue, Grey };

struct Column {
    enum class Wrap { No, Yes };

    std::string heading;
    double width = 0;     ///< in characters of the default font, 1 to 255; 0: as its content needs, 8 to 68
    Wrap wrap = Wrap::No; ///< long text goes on in the next line
    std::map<std::string, Colour> colours =
        {}; ///< cells of exactly that text are coloured, even when edited later
};

struct Sheet {
    std::string name;
    std::vector<Column> columns;
    std::uint16_t frozen_columns = 1; ///< stay in sight when scrolling sideways; the heading row always does

    std::uint16_t pages_wide = 1; ///< in print; each page repeats the frozen columns
};

/// A page of pairs, such as a cover.
struct Cover {
    struct Block {
        std::string heading; ///< "" for none
        std::vector<std::pair<std::string, Cell>> rows;
    };

    std::string sheet;
    std::string title;
    std::string subtitle;
    std::vector<Block> blocks;
};

/// What a file's properties and page margins say.
struct Properties {
    std::string title;
    std::string subject;
    std::string company;
    std::string footer; ///< at the left of each page's foot, e.g. the audit's number and "Confidential"
    std::string cut_mark = " […]"; ///< ends a text that was cut
    Instant created;               ///< to the second, UTC
};

/// What was written to one sheet; packs/workbook_check.h compares it with the file.
struct WrittenSheet {
    std::string name;
    std::uint32_t rows = 0;  ///< with the heading row
    std::uint64_t cells = 0; ///< that hold a text or number
    std::string digest;      ///< SHA-256 over place, kind and content of each of them, in order

    friend bool operator==(const WrittenSheet&, const WrittenSheet&) = default;
};

using Written = std::vector<WrittenSheet>;

/// An Excel file being written, row by row: rows go to a temporary file beside `file` at once, so that a
/// journal of 100,000 rows needs no more memory than one of ten (libxlsxwriter's constant_memory; its price,
/// that rows come in order and texts stand in the sheets themselves, is none here).
///
/// Texts are valid UTF-8 without control characters, and cut with a mark beyond Excel's 32,767 characters
/// (packs/text.h). The same content and the same `created` give the same bytes.
class Workbook {
public:
    /// Throws std::invalid_argument when `created` lies before 1970-01-02.
    Workbook(const std::filesystem::path& file, const Properties& properties);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    /// Starts a sheet with a frozen heading row, which is repeated on each printed page and carries filters.
    /// It prints landscape on A4, or on A3 where the columns would be too small to read on A4.
    /// Throws std::invalid_argument for a name Excel refuses (empty, over 31 characters, one of []:*?/\, an
    /// apostrophe at either end, "History", there already in whatever case) and for no columns.
    void sheet(const Sheet& sheet);

    /// Adds a row to the current sheet. Fewer cells than columns leave the rest empty; more are
    /// std::logic_error. Dates before March 1900, which Excel counts wrongly, are written as text.
    void row(const std::vector<Cell>& cells);

    /// Adds a page of pairs. Names as for sheet.
    void cover(const Cover& cover);

    /// Writes the file. Throws std::runtime_error when the library reports an error, std::logic_error for a
    /// link to a sheet that is not there. Call it once, last; then check_workbook, because with a full disk
    /// the library reports none.
    Written save();

private:
    struct Book;
    std::unique_ptr<Book> book_;
};

} // namespace clausebook::packs
