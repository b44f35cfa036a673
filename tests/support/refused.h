#pragma once
// What a rule says no to, as a sentence of a test.

#include "core/base/refusal.h"

#include <gtest/gtest.h>

#include <string>

/// The statement is refused with this code.
#define EXPECT_REFUSED(statement, expected_code)                                                             \
    try {                                                                                                    \
        statement;                                                                                           \
        ADD_FAILURE() << "not refused: " #statement;                                                         \
    } catch (const ::clausebook::Refusal& refusal) {                                                         \
        EXPECT_EQ(refusal.code(), std::string(expected_code)) << #statement;                                 \
    }
