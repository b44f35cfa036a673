#pragma once
// What Excel accepts and how it counts, as far as a workbook needs it before anything is written.

#include "packs/workbook.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace clausebook::packs {

/// Days since 30 December 1899, as Excel counts; nothing before 1 March 1900, where it counts a day that
/// never was.
std::optional<double> excel_serial(Date date);
std::optional<double> excel_serial(Cell::Moment moment);

/// "2026-11-22 11:30:15".
std::string wall_clock(Cell::Moment moment);

/// `number` with the 15 significant digits Excel keeps. Throws std::invalid_argument when it is none (NaN,
/// infinite).
double excel_number(double number);

/// Throws std::invalid_argument for a name Excel refuses; adds the name to `taken`, in lower case.
void take_sheet_name(const std::string& name, std::set<std::string>& taken);

/// The longest line of a text, in characters.
double longest_line(std::string_view text);

/// How many lines a text takes in a column that wide when words are not broken; 1 for none.
int lines_in(std::string_view text, double width);

/// A text for the margin of a page, where "&" begins a command; cut to 90 characters.
std::string margin_text(std::string_view text);

/// `text` cleaned and cut to so many characters.
std::string short_text(std::string_view text, std::size_t characters);

} // namespace clausebook::packs
