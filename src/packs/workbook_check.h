#pragma once
// Reads a written workbook again, without trusting the library that wrote it: with a full disk it reports no
// error and leaves an empty sheet.

#include "packs/fault.h"
#include "packs/workbook.h"

#include <filesystem>

namespace clausebook::packs {

/// Every fault of the file, none when it is sound: the zip (codes zip_..., packs/archive.h), every part
/// well-formed XML (workbook_xml), the sheets in order and no others (workbook_sheets), rows, cells and their
/// contents as written (workbook_rows, workbook_cells, workbook_content), no formula (workbook_formula) and
/// no link to anywhere but a file below (workbook_link).
///
/// Throws std::system_error when the file cannot be read.
Faults check_workbook(const std::filesystem::path& file, const Written& written);

} // namespace clausebook::packs
