#include "core/base/language.h"
#include "core/checklist/codes.h"
#include "core/finding/grade.h"

#include <gtest/gtest.h>

#include <set>

namespace clausebook {
namespace {

TEST(Codes, every_code_is_read_back_as_itself_and_stands_once)
{
    std::set<std::string_view> seen;
    for (const auto type : all_evidence_types()) {
        EXPECT_EQ(parse_evidence_type(str(type)), type);
        EXPECT_TRUE(seen.insert(str(type)).second) << str(type);
    }
    for (const auto interviewee : all_interviewees())
        EXPECT_EQ(parse_interviewee(str(interviewee)), interviewee);
    for (const auto tag : all_stage_tags) EXPECT_EQ(parse_stage_tag(str(tag)), tag);
    for (const auto grade : all_grades) EXPECT_EQ(parse_grade(str(grade)), grade);
    for (const auto language : languages) EXPECT_EQ(parse_language(str(language)), language);
    EXPECT_EQ(str(EvidenceType::MRK), "MRK");
    EXPECT_EQ(str(Interviewee::FIN), "FIN");
    EXPECT_EQ(str(Grade::AOC), "AOC");
    EXPECT_EQ(str(Language::tr), "tr");
}

TEST(Codes, anything_else_is_no_code)
{
    EXPECT_FALSE(parse_stage_tag("S3"));
    EXPECT_FALSE(parse_stage_tag("s1"));
    EXPECT_FALSE(parse_grade("MAJ"));
    EXPECT_FALSE(parse_grade(""));
    EXPECT_FALSE(parse_evidence_type("pol"));
    EXPECT_FALSE(parse_interviewee("XX"));
    EXPECT_FALSE(parse_language("en-GB"));
}

TEST(StageTags, are_a_set_in_the_order_of_an_audit)
{
    const StageTags tags{StageTag::SV, StageTag::S1, StageTag::SV};
    EXPECT_EQ(tags.list(), (std::vector{StageTag::S1, StageTag::SV}));
    EXPECT_EQ(tags, (StageTags{StageTag::S1, StageTag::SV}));
    EXPECT_TRUE(tags.has(StageTag::S1));
    EXPECT_FALSE(tags.has(StageTag::S2));
    EXPECT_TRUE(tags.shares_with({StageTag::SV, StageTag::S2}));
    EXPECT_FALSE(tags.shares_with({StageTag::S2}));
    EXPECT_TRUE(StageTags().empty());
}

} // namespace
} // namespace clausebook
