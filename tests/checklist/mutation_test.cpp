// The shipped checklist with bytes changed, cut, doubled and moved at random: always an answer, never a
// crash.

#include "checklist/reader.h"
#include "checklist/writer.h"
#include "resources/resources.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace clausebook::checklist {
namespace {

/// A generator of our own (xorshift), so that every machine makes the same mutations.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t limit)
    {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::size_t>(state_ % limit);
    }

private:
    std::uint64_t state_;
};

void mutate(std::string& bytes, Dice& dice)
{
    static const std::array<std::string, 16> pieces = {"<",
                                                       ">",
                                                       "/>",
                                                       "&",
                                                       "\"",
                                                       "</clause>",
                                                       "<group number=\"7\">",
                                                       "<!DOCTYPE a>",
                                                       "]]>",
                                                       "<![CDATA[",
                                                       "<!--",
                                                       std::string(1, '\0'),
                                                       "\xFF",
                                                       "xml:lang=\"tr\"",
                                                       "&#0;",
                                                       "id=\"7.4-Q2\""};
    const auto at = dice.below(bytes.size());
    const auto length = 1 + dice.below(40);
    switch (dice.below(5)) {
    case 0:
        bytes[at] = static_cast<char>(dice.below(256));
        break;
    case 1:
        bytes.erase(at, length);
        break;
    case 2:
        bytes.insert(at, pieces.at(dice.below(pieces.size())));
        break;
    case 3:
        bytes.insert(dice.below(bytes.size()), bytes.substr(at, length * 20));
        break;
    default:
        bytes.replace(at, 1, std::string(1, "0123456789XSQ-. \n"[dice.below(17)]));
        break;
    }
}

TEST(ChecklistMutations, five_hundred_damaged_files_each_give_a_checklist_or_faults)
{
    const auto shipped = resources::read("checklists/iso-10002-2018.xml");
    Dice dice(10'002);
    int refused = 0;
    for (int round = 0; round < 500; ++round) {
        auto bytes = shipped;
        for (std::size_t i = 1 + dice.below(4); i > 0; --i) mutate(bytes, dice);
        const auto reading = read(bytes);
        ASSERT_NE(reading.checklist.has_value(), !reading.faults.empty()) << "round " << round;
        if (reading.checklist) {
            ASSERT_TRUE(read(write(*reading.checklist)).checklist == reading.checklist) << "round " << round;
        }
        for (const auto& fault : reading.faults) {
            ASSERT_FALSE(fault.code.empty());
            ASSERT_GT(fault.line, 0) << fault.code;
            ASSERT_GT(fault.column, 0) << fault.code;
        }
        refused += reading.checklist ? 0 : 1;
    }
    EXPECT_GT(refused, 100);
    EXPECT_LT(refused, 500);
}

} // namespace
} // namespace clausebook::checklist
