#pragma once
// What tests/support/read_workbook.py tells of a workbook, by sheet.

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <string>
#include <vector>

namespace clausebook::testing {

/// The values of a sheet, a row each; "" for an empty cell.
inline std::vector<std::vector<std::string>> rows_of(const Poco::JSON::Object& book, unsigned sheet)
{
    std::vector<std::vector<std::string>> all;
    const auto found = book.getArray("sheets")->getObject(sheet)->getArray("rows");
    for (unsigned r = 0; r < found->size(); ++r) {
        std::vector<std::string> row;
        for (unsigned c = 0; c < found->getArray(r)->size(); ++c) {
            const auto value = found->getArray(r)->getObject(c)->get("value");
            row.push_back(value.isEmpty() ? "" : value.convert<std::string>());
        }
        all.push_back(std::move(row));
    }
    return all;
}

} // namespace clausebook::testing
