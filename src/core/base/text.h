#pragma once
// Texts people type: what is let in, how they compare, how they sort.

#include <string>
#include <string_view>
#include <vector>

namespace clausebook {

/// True for valid UTF-8 without control characters other than tab and line feed. Right-to-left and combining
/// characters are let in: names have them.
bool is_clean(std::string_view text);

/// Characters (code points) of a clean text.
std::size_t length(std::string_view text);

/// Without white space at both ends; carriage returns before line feeds are dropped.
std::string trimmed(std::string_view text);

/// The lines of a text that are not blank, each trimmed.
std::vector<std::string> lines(std::string_view text);

/// The words of a list kept as one text ("S-01 S-02").
std::vector<std::string> words(std::string_view text);

/// The other way round.
std::string joined(const std::vector<std::string>& words, std::string_view between = " ");

/// A text as it is searched in and compared: lower case, Turkish and Western European letters without their
/// marks, ı and İ as i. "IŞIK", "ışık" and "isik" fold alike (rulings 25).
std::string folded(std::string_view text);

/// A text whose bytes sort as the Turkish alphabet does, whatever its case: c ç d ... ı i ... o ö ... s ş ...
/// u ü.
std::string sort_key(std::string_view text);

} // namespace clausebook
