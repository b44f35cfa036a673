#include "packs/workbook.h"

#include "packs/digest.h"
#include "packs/sheet_rules.h"
#include "packs/text.h"
#include "packs/workbook_formats.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <set>
#include <stdexcept>
#include <system_error>

namespace clausebook::packs {
namespace {

constexpr double narrowest = 8;
constexpr double widest = 68; // a SHA-256 fits
constexpr double widest_excel = 255;
constexpr double margin = 2.5;     // characters beside a content
constexpr double line_height = 15; // points
constexpr double row_air = 3;
constexpr double highest = 409;
constexpr double label_width = 30;
constexpr double value_width = 84;
constexpr double filter_button = 4; // characters beside a heading
constexpr std::size_t most_columns = 1000;
constexpr std::size_t longest_property = 255;
constexpr std::size_t longest_formula_text = 250;
constexpr std::uint8_t paper_a3 = 8;
constexpr std::uint8_t paper_a4 = 9;
constexpr double a4_room = 271;     // millimetres between the margins, landscape
constexpr double still_read = 0.65; // 11 points become 7

/// How wide columns print at full size, in millimetres: 7 pixels a character and 5 around, 96 an inch.
double printed_width(const std::vector<double>& widths)
{
    double pixels = 0;
    for (const auto width : widths) pixels += width * 7 + 5;
    return pixels * 25.4 / 96;
}

void must(lxw_error error)
{
    if (error == LXW_NO_ERROR) return;
    if (errno == ENOSPC || errno == EDQUOT)
        throw std::system_error(errno, std::generic_category(), "workbook");
    throw std::runtime_error(std::string("workbook: ") + lxw_strerror(error));
}

/// How wide a number or date is when shown.
double shown_width(double number, const std::string& format)
{
    if (format.front() == 'y') return static_cast<double>(format.size());
    char text[512];
    const double shown = format.back() == '%' ? number * 100 : number;
    const auto dot = format.find('.');
    const int decimals = dot == std::string::npos
        ? 0
        : static_cast<int>(std::count(format.begin() + static_cast<long>(dot), format.end(), '0'));
    return std::snprintf(text, sizeof text, "%.*f", decimals, shown) + (format.back() == '%' ? 1 : 0);
}

} // namespace

struct Workbook::Book {
    struct Place {
        lxw_row_t row;
        lxw_col_t col;
    };

    Properties properties;
    std::string folder;
    lxw_workbook* book = nullptr;
    lxw_worksheet* page = nullptr;
    Sheet layout;               ///< of the current sheet; no columns on a cover
    std::vector<double> widths; ///< what the content of each column needs
    lxw_row_t next_row = 0;
    std::uint64_t cells = 0;
    Sha256 digest;
    Written written;
    std::set<std::string> names;
    std::set<std::string> exact_names;
    std::set<std::string> linked_names;
    std::unique_ptr<Formats> formats;

    Book(const std::filesystem::path& file, const Properties& with)
        : properties(with), folder(file.parent_path().string())
    {
        if (properties.created < std::chrono::sys_days(std::chrono::year{1970} / 1 / 2))
            throw std::invalid_argument("a workbook needs the time it is of");
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder.empty() ? nullptr : folder.data();
        book = workbook_new_opt(file.c_str(), &options);
        if (!book) throw std::runtime_error("workbook: " + file.string() + " cannot be made");
        formats = std::make_unique<Formats>(book);
        set_properties();
    }

    ~Book()
    {
        if (book) lxw_workbook_free(book);
    }

    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    void set_properties() const
    {
        auto title = short_text(properties.title, longest_property);
        auto subject = short_text(properties.subject, longest_property);
        auto company = short_text(properties.company, longest_property);
        lxw_doc_properties stored{};
        stored.title = title.data();
        stored.subject = subject.data();
        stored.company = company.data();
        stored.created =
            std::chrono::floor<std::chrono::seconds>(properties.created).time_since_epoch().count();
        must(workbook_set_properties(book, &stored));
    }

    void open_page(const std::string& name)
    {
        finish_page();
        take_sheet_name(name, names);
        exact_names.insert(name);
        page = workbook_add_worksheet(book, name.c_str());
        if (!page) throw std::runtime_error("workbook: sheet " + name + " cannot be made");
        written.push_back({name, 0, 0, {}});
        next_row = 0;
        cells = 0;
        worksheet_set_paper(page, paper_a4);
        worksheet_fit_to_pages(page, 1, 0);
        worksheet_set_margins(page, 0.5, 0.5, 0.75, 0.75);
        const auto header = "&L&8 " + margin_text(properties.title) + "&R&8&A";
        const auto footer = "&L&8 " + margin_text(properties.footer) + "&R&8&P / &N";
        must(worksheet_set_header(page, header.c_str()));
        must(worksheet_set_footer(page, footer.c_str()));
    }

    void finish_page()
    {
        if (!page) return;
        auto& done = written.back();
        done.rows = next_row;
        done.cells = cells;
        done.digest = digest.hex();
        if (!layout.columns.empty()) finish_table();
        page = nullptr;
        layout = {};
    }

    void finish_table()
    {
        const auto last_row = next_row - 1;
        const auto last_col = static_cast<lxw_col_t>(layout.columns.size() - 1);
        must(worksheet_autofilter(page, 0, 0, last_row, last_col));
        must(worksheet_print_area(page, 0, 0, last_row, last_col));
        char range[LXW_MAX_CELL_RANGE_LENGTH];
        lxw_rowcol_to_range(range, 0, 0, last_row, last_col);
        must(worksheet_ignore_errors(page, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range)); // clause 7.4 is a text
        for (lxw_col_t col = 0; col <= last_col; ++col) {
            const auto& column = layout.columns[col];
            const auto width = column.width > 0 ? std::min(column.width, widest_excel)
                                                : std::clamp(widths[col] + margin, narrowest, widest);
            must(worksheet_set_column(page, col, col, width, nullptr));
            widths[col] = width;
            if (next_row > 1)
                for (const auto& [text, colour] : column.colours) colour_cells(col, text, colour);
        }
        fit_paper();
    }

    /// Small enough to fit, large enough to read.
    void fit_paper() const
    {
        const bool small = a4_room / printed_width(widths) < still_read;
        worksheet_set_paper(page, small ? paper_a3 : paper_a4);
        if (layout.pages_wide == 1) return;
        worksheet_fit_to_pages(page, layout.pages_wide, 0);
        worksheet_print_across(page);
        if (layout.frozen_columns > 0)
            must(worksheet_repeat_columns(page, 0, static_cast<lxw_col_t>(layout.frozen_columns - 1)));
    }

    void colour_cells(lxw_col_t col, const std::string& text, Colour colour) const
    {
        std::string quoted = "\"";
        for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
        quoted += '"';
        lxw_conditional_format rule{};
        rule.type = LXW_CONDITIONAL_TYPE_CELL;
        rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
        rule.value_string = quoted.data();
        rule.format = formats->shade(colour);
        must(worksheet_conditional_format_range(page, 1, col, next_row - 1, col, &rule));
    }

    /// Sets the height of the next row, before its cells: not every program finds it from the wrapped texts.
    void make_room(int lines, double extra = row_air) const
    {
        must(worksheet_set_row(page, next_row, std::min(lines * line_height + extra, highest), nullptr));
    }

    static int lines_of(const Cell& cell, double width)
    {
        const auto* text = std::get_if<std::string>(&cell.content());
        return text ? lines_in(*text, width) : 1;
    }

    int lines_of(const std::vector<Cell>& row) const
    {
        int lines = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto& column = layout.columns[i];
            if (column.wrap == Column::Wrap::Yes)
                lines = std::max(lines, lines_of(row[i], column.width > 0 ? column.width : widest - margin));
        }
        return lines;
    }

    void note(Place at, char kind, std::string_view content)
    {
        ++cells;
        digest.update(std::to_string(at.row) + ":" + std::to_string(at.col) + kind
                      + std::to_string(content.size()) + ":");
        digest.update(content);
    }

    double put_text(Place at, std::string_view text, lxw_format* format)
    {
        const auto clean = cell_text(text, properties.cut_mark);
        if (clean.empty()) {
            must(worksheet_write_blank(page, at.row, at.col, format));
            return 0;
        }
        must(worksheet_write_string(page, at.row, at.col, clean.c_str(), format));
        note(at, 's', clean);
        return longest_line(clean);
    }

    double put_number(Place at, double number, const std::string& shown_as, Role role, Column::Wrap wrap)
    {
        must(worksheet_write_number(page, at.row, at.col, number, formats->cell(role, wrap, shown_as)));
        char text[32];
        std::snprintf(text, sizeof text, "%.15G", number);
        note(at, 'n', text);
        return shown_width(number, shown_as);
    }

    double put_link(Place at, const std::string& address, const std::string& label, lxw_format* format)
    {
        const auto clean =
            cell_text(label.empty() ? address.substr(address.find(':') + 1) : label, properties.cut_mark);
        must(worksheet_write_url_opt(page, at.row, at.col, address.c_str(), format, clean.c_str(), nullptr));
        must(
            worksheet_write_string(page, at.row, at.col, clean.c_str(), format)); // a label's "/" became "\\"
        note(at, 's', clean);
        return longest_line(clean);
    }

    double put_place(Place at, const Cell::SheetLink& link, lxw_format* format)
    {
        linked_names.insert(link.sheet);
        std::string quoted;
        for (const char c : link.sheet) quoted += c == '\'' ? "''" : std::string(1, c);
        return put_link(at, "internal:'" + quoted + "'!A" + std::to_string(link.row), link.label, format);
    }

    /// Writes a cell and returns the width it needs.
    double put(Place at, const Cell& cell, Column::Wrap wrap, Role plain, Role link)
    {
        const auto& content = cell.content();
        const auto* text = std::get_if<std::string>(&content);
        if (const auto* number = std::get_if<Cell::Number>(&content))
            return put_number(at, number->value, number_format(*number), plain, wrap);
        if (const auto* date = std::get_if<Date>(&content)) {
            const auto serial = excel_serial(*date);
            return serial ? put_number(at, *serial, "yyyy-mm-dd", plain, wrap)
                          : put_text(at, to_string(*date), formats->cell(plain, wrap));
        }
        if (const auto* moment = std::get_if<Cell::Moment>(&content)) {
            const auto serial = excel_serial(*moment);
            return serial ? put_number(at, *serial, "yyyy-mm-dd hh:mm:ss", plain, wrap)
                          : put_text(at, wall_clock(*moment), formats->cell(plain, wrap));
        }
        if (const auto* file = std::get_if<Cell::FileLink>(&content))
            return put_link(at, "external:" + file->path, file->label, formats->cell(link, wrap));
        if (const auto* place = std::get_if<Cell::SheetLink>(&content))
            return put_place(at, *place, formats->cell(link, wrap));
        return put_text(at, text ? *text : "", formats->cell(plain, wrap));
    }
};

Workbook::Workbook(const std::filesystem::path& file, const Properties& properties)
    : book_(std::make_unique<Book>(file, properties))
{
}

Workbook::~Workbook() = default;

void Workbook::sheet(const Sheet& sheet)
{
    auto& book = *book_;
    if (sheet.columns.empty() || sheet.columns.size() > most_columns)
        throw std::invalid_argument("columns of a sheet");
    for (const auto& column : sheet.columns)
        for (const auto& [text, colour] : column.colours)
            if (text.size() > longest_formula_text || cell_text(text, "") != text)
                throw std::invalid_argument("no text to colour: " + text);
    book.open_page(sheet.name);
    book.layout = sheet;
    book.widths.assign(sheet.columns.size(), 0);
    worksheet_set_landscape(book.page);
    worksheet_freeze_panes(
        book.page, 1,
        std::min<lxw_col_t>(sheet.frozen_columns, static_cast<lxw_col_t>(sheet.columns.size())));
    must(worksheet_repeat_rows(book.page, 0, 0));
    int lines = 1;
    for (const auto& column : sheet.columns)
        if (column.width > 0) lines = std::max(lines, lines_in(column.heading, column.width - filter_button));
    book.make_room(lines, 2 * row_air);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        book.widths[i] = filter_button
            + book.put_text({0, static_cast<lxw_col_t>(i)}, sheet.columns[i].heading,
                            book.formats->cell(Role::Heading, Column::Wrap::Yes));
    book.next_row = 1;
}

void Workbook::row(const std::vector<Cell>& cells)
{
    auto& book = *book_;
    if (!book.page || cells.size() > book.layout.columns.size())
        throw std::logic_error("more cells than columns");
    book.make_room(book.lines_of(cells));
    for (std::size_t i = 0; i < book.layout.columns.size(); ++i) {
        const auto width =
            book.put({book.next_row, static_cast<lxw_col_t>(i)}, i < cells.size() ? cells[i] : Cell(),
                     book.layout.columns[i].wrap, Role::Cell, Role::Link);
        book.widths[i] = std::max(book.widths[i], width);
    }
    ++book.next_row;
}

void Workbook::cover(const Cover& cover)
{
    auto& book = *book_;
    book.open_page(cover.sheet);
    worksheet_gridlines(book.page, LXW_HIDE_ALL_GRIDLINES);
    must(worksheet_set_column(book.page, 0, 0, label_width, nullptr));
    must(worksheet_set_column(book.page, 1, 1, value_width, nullptr));
    auto& row = book.next_row;
    book.make_room(2);
    book.put_text({row++, 0}, cover.title, book.formats->cell(Role::CoverTitle));
    book.make_room(1, 2 * row_air);
    book.put_text({row++, 0}, cover.subtitle, book.formats->cell(Role::CoverSubtitle));
    for (const auto& block : cover.blocks) {
        if (block.heading.empty() && block.rows.empty()) continue;
        ++row;
        if (!block.heading.empty()) {
            book.make_room(1, 2 * row_air);
            book.put_text({row, 0}, block.heading, book.formats->cell(Role::CoverHeading));
            book.put_text({row++, 1}, "", book.formats->cell(Role::CoverHeading));
        }
        for (const auto& [label, value] : block.rows) {
            book.make_room(std::max(lines_in(label, label_width), Book::lines_of(value, value_width)));
            book.put_text({row, 0}, label, book.formats->cell(Role::CoverLabel, Column::Wrap::Yes));
            book.put({row++, 1}, value, Column::Wrap::Yes, Role::CoverValue, Role::CoverLink);
        }
    }
}

Written Workbook::save()
{
    auto& book = *book_;
    if (!book.book || book.written.empty()) throw std::logic_error("nothing to save, or saved already");
    book.finish_page();
    for (const auto& name : book.linked_names)
        if (!book.exact_names.count(name))
            throw std::logic_error("a link to a sheet that is not there: " + name);
    auto* closing = std::exchange(book.book, nullptr); // frees itself, whatever it returns
    errno = 0;
    must(workbook_close(closing));
    return std::move(book.written);
}

} // namespace clausebook::packs
