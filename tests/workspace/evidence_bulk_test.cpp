// Acts on many records when the world breaks on the way.

#include "store/errors.h"
#include "support/evidence_house.h"
#include "support/failing_disk.h"
#include "support/full_disk.h"
#include "workspace/evidence_bulk.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <optional>

namespace clausebook {
namespace {

using Fate = BulkOutcome::Fate;

class BulkOnAFailingDisk : public ::testing::Test {
protected:
    testing::EvidenceHouse house;
    std::vector<EvidencePick> picks;
    std::optional<testing::FailingDisk> broken;

    BulkOnAFailingDisk()
    {
        for (const auto* name : {"a.txt", "b.txt", "c.txt", "d.txt"}) {
            const auto key = house.register_file(house.auditee, name, name, testing::EvidenceHouse::policy());
            submit_evidence(house.workspace, house.auditee, key.evidence, 1);
            picks.push_back({key.evidence, house.version(key.evidence)});
        }
    }

    /// The disk takes nothing more from the verb with that number on.
    void break_at(int verb, int error)
    {
        house.on_clock = [this, verb, error, begun = 0]() mutable {
            if (++begun == verb) broken.emplace(error);
        };
    }

    BulkResult accepted() { return accept_all(house.workspace, house.lead, picks); }

    std::vector<Fate> fates(const BulkResult& result) const
    {
        std::vector<Fate> all;
        for (const auto& outcome : result.outcomes) all.push_back(outcome.fate);
        return all;
    }
};

TEST_F(BulkOnAFailingDisk, what_was_done_is_told_and_the_rest_is_not_tried)
{
    break_at(3, ENOSPC);
    const auto result = accepted();
    broken.reset();
    EXPECT_EQ(result.stopped, BulkResult::Stopped::DiskFull);
    EXPECT_EQ(fates(result), (std::vector{Fate::Done, Fate::Done, Fate::NotTried, Fate::NotTried}));
    house.on_clock = nullptr;
    for (std::size_t i = 0; i < picks.size(); ++i)
        EXPECT_EQ(house.dossier(picks[i].key).newest().state == EvidenceState::Accepted, i < 2) << i;
}

TEST_F(BulkOnAFailingDisk, a_disk_that_fails_is_told_apart_from_a_full_one)
{
    // In a process of its own: after such a failure a process writes nothing more.
    const auto ended = testing::with_a_full_disk(RLIM_INFINITY, [&] {
        break_at(2, EIO);
        const auto result = accepted();
        broken.reset();
        return result.stopped == BulkResult::Stopped::ReadOnly
                && fates(result) == std::vector{Fate::Done, Fate::NotTried, Fate::NotTried, Fate::NotTried}
            ? 0
            : 1;
    });
    EXPECT_EQ(ended, 0);
}

TEST_F(BulkOnAFailingDisk, nothing_done_at_all_is_the_whole_requests_failure)
{
    break_at(1, ENOSPC);
    EXPECT_THROW(accepted(), store::DiskFull);
    broken.reset();
}

} // namespace
} // namespace clausebook
