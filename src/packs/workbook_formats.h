#pragma once
// How the cells of a workbook look. Only workbook.cpp includes this: it shows libxlsxwriter.

#include "packs/workbook.h"

#include <xlsxwriter.h>

#include <map>
#include <string>
#include <tuple>

namespace clausebook::packs {

enum class Role {
    Heading,
    Cell,
    Link,
    CoverTitle,
    CoverSubtitle,
    CoverHeading,
    CoverLabel,
    CoverValue,
    CoverLink
};

/// A number as Excel writes formats: the same in every language of the program that opens the file.
std::string number_format(const Cell::Number& number);

/// The formats of one workbook, each made once; the workbook frees them.
class Formats {
public:
    explicit Formats(lxw_workbook* book) : book_(book) {}

    lxw_format* cell(Role role, Column::Wrap wrap = Column::Wrap::No, const std::string& number = {});

    /// For conditional formats: ground and ink alone.
    lxw_format* shade(Colour colour);

private:
    lxw_format* made() const;

    lxw_workbook* book_;
    std::map<std::tuple<Role, Column::Wrap, std::string>, lxw_format*> cells_;
    std::map<Colour, lxw_format*> shades_;
};

} // namespace clausebook::packs
