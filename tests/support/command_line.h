#pragma once
// The program's command line, run inside a test.

#include "cli/run.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace clausebook::testing {

/// What a command line says and with which code it ends.
struct Said {
    int code = 0;
    std::string out, err;
};

inline Said said(std::vector<std::string> words)
{
    words.insert(words.begin(), "clausebook");
    std::vector<char*> line;
    for (auto& word : words) line.push_back(word.data());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    Said result;
    result.code = cli::run(static_cast<int>(line.size()), line.data());
    result.out = ::testing::internal::GetCapturedStdout();
    result.err = ::testing::internal::GetCapturedStderr();
    return result;
}

} // namespace clausebook::testing
