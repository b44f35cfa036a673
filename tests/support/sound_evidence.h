#pragma once
// The house of evidence for tests of its verbs: after each test nothing lies aside and everything verifies.

#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/refused.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace clausebook::testing {

class SoundEvidence : public ::testing::Test {
protected:
    EvidenceHouse house;
    Workspace& workspace = house.workspace;

    /// Files lying beside the vault: none after any verb.
    std::size_t lying_aside() const
    {
        const auto aside = workspace.directory().aside();
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(aside), std::filesystem::directory_iterator()));
    }

    void TearDown() override
    {
        EXPECT_EQ(lying_aside(), 0U);
        const auto verdict = store::verify(workspace.directory());
        for (const auto& difference : verdict.differences) ADD_FAILURE() << difference.code;
    }
};

} // namespace clausebook::testing

/// What a refused verb leaves as it was.
#define EXPECT_REFUSED_UNCHANGED(statement, code)                                                            \
    {                                                                                                        \
        const auto before = house.entries();                                                                 \
        EXPECT_REFUSED(statement, code);                                                                     \
        EXPECT_EQ(house.entries(), before) << #statement;                                                    \
    }

#define EXPECT_ONE_ENTRY(statement)                                                                          \
    {                                                                                                        \
        const auto before = house.entries();                                                                 \
        statement;                                                                                           \
        EXPECT_EQ(house.entries(), before + 1) << #statement;                                                \
    }
