#include "packs/workbook_formats.h"

#include <new>
#include <stdexcept>

namespace clausebook::packs {
namespace {

constexpr lxw_color_t ink = 0x1B2430;
constexpr lxw_color_t quiet_ink = 0x5B6676;
constexpr lxw_color_t heading_ground = 0x1F3A4D;
constexpr lxw_color_t line = 0xD5DAE1;
constexpr lxw_color_t link_ink = 0x1458A8;

struct Shade {
    lxw_color_t ground, ink;
};

Shade shade_of(Colour colour)
{
    switch (colour) {
    case Colour::Green:
        return {0xDFF1E5, 0x0F5A31};
    case Colour::Amber:
        return {0xFCEBD3, 0x7F3B05};
    case Colour::Red:
        return {0xFADFDF, 0x971A1A};
    case Colour::Blue:
        return {0xDFEBF9, 0x124F94};
    case Colour::Grey:
        return {0xE9ECF1, 0x465160};
    }
    throw std::logic_error("no such colour");
}

void shape(lxw_format* format, Role role)
{
    if (role == Role::Heading || role == Role::Cell || role == Role::Link) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, line);
    }
    if (role == Role::Heading) {
        format_set_bold(format);
        format_set_font_color(format, LXW_COLOR_WHITE);
        format_set_bg_color(format, heading_ground);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    }
    if (role == Role::Link || role == Role::CoverLink) {
        format_set_font_color(format, link_ink);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (role == Role::CoverTitle) {
        format_set_bold(format);
        format_set_font_size(format, 20);
    }
    if (role == Role::CoverSubtitle) {
        format_set_font_size(format, 12);
        format_set_font_color(format, quiet_ink);
    }
    if (role == Role::CoverHeading) {
        format_set_bold(format);
        format_set_font_size(format, 12);
        format_set_bottom(format, LXW_BORDER_MEDIUM);
        format_set_bottom_color(format, heading_ground);
    }
    if (role == Role::CoverLabel) format_set_font_color(format, quiet_ink);
    if (role == Role::CoverLabel || role == Role::CoverValue || role == Role::CoverLink) {
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, line);
        format_set_align(format, LXW_ALIGN_LEFT);
    }
}

} // namespace

/// Format strings as Excel wants them, whatever the language of the program that opens the file.
std::string number_format(const Cell::Number& number)
{
    std::string format =
        number.decimals > 0 ? "0." + std::string(static_cast<std::size_t>(number.decimals), '0') : "0";
    return number.unit == Cell::Number::Unit::Percent ? format + "%" : format;
}

lxw_format* Formats::made() const
{
    auto* format = workbook_add_format(book_);
    if (!format) throw std::bad_alloc();
    return format;
}

lxw_format* Formats::cell(Role role, Column::Wrap wrap, const std::string& number)
{
    auto& format = cells_[{role, wrap, number}];
    if (format) return format;
    format = made();
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_font_color(format, ink);
    if (wrap == Column::Wrap::Yes) format_set_text_wrap(format);
    if (!number.empty()) format_set_num_format(format, number.c_str());
    shape(format, role);
    if (number.starts_with('y')) {
        format_set_align(format, LXW_ALIGN_LEFT); // a date is read, not added up
    } else if (!number.empty() && role == Role::Cell) {
        format_set_align(format, LXW_ALIGN_RIGHT);
        format_set_indent(format, 1);
    }
    return format;
}

lxw_format* Formats::shade(Colour colour)
{
    auto& format = shades_[colour];
    if (!format) {
        format = made();
        format_set_bg_color(format, shade_of(colour).ground);
        format_set_font_color(format, shade_of(colour).ink);
    }
    return format;
}

} // namespace clausebook::packs
