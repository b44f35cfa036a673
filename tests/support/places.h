#pragma once
// Where the sources lie, for tests that read files of the project. The only place that knows it: the build
// tells it to places.cpp alone.

#include <filesystem>
#include <string>

namespace clausebook::test {

/// A file or folder of the project: in_sources("docs/report-fields.md"). It need not be there.
std::filesystem::path in_sources(const std::string& path);

/// What a command line of a Python script of the project begins with: "/usr/bin/python3 <script> ".
std::string python(const std::string& script);

} // namespace clausebook::test
