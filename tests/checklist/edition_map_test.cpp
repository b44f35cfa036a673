// Maps between editions: the one that is shipped, and what is refused of one.

#include "checklist/edition_map.h"
#include "checklist/reader.h"
#include "resources/resources.h"

#include <gtest/gtest.h>

#include <set>

namespace clausebook {
namespace {

const EditionMap& shipped()
{
    static const auto reading =
        checklist::read_edition_map(resources::read("checklists/iso-10002-editions.xml"));
    if (!reading.map) throw std::runtime_error("the shipped map has faults: " + reading.faults.front().code);
    return *reading.map;
}

ClauseNumber number(const char* text)
{
    return *ClauseNumber::parse(text);
}

/// "4.4 split" of each line that leads to a clause.
std::string ways_to(const char* now)
{
    std::string ways;
    for (const auto* move : shipped().to_clause(number(now)))
        ways += move->was->str() + " " + std::string(str(move->change)) + "; ";
    return ways;
}

TEST(ShippedEditionMap, says_where_the_clauses_of_2004_and_2014_went)
{
    EXPECT_EQ(shipped().from, (std::vector<int>{2004, 2014}));
    EXPECT_EQ(ways_to("4.4"), "4.2 moved; ");
    EXPECT_EQ(ways_to("4.6"), "4.4 split; ");
    EXPECT_EQ(ways_to("4.15"), "4.4 split; ");
    EXPECT_EQ(ways_to("4.13"), "4.10 moved; ");
    EXPECT_EQ(ways_to("5.2"), "5.1 moved; ");
    EXPECT_EQ(ways_to("5.4.3"), "5.3.3 moved; ");
    EXPECT_EQ(ways_to("7.4"), "7.4 same; ");
    EXPECT_EQ(ways_to("4.9"), "");
    std::string fresh;
    for (const auto& clause : shipped().without_predecessor()) fresh += clause.str() + " ";
    EXPECT_EQ(fresh, "4.2 4.3 4.9 4.14 5.1 ");
}

TEST(ShippedEditionMap, knows_every_clause_of_the_checklist_it_leads_to_and_no_other)
{
    const auto list = checklist::read(resources::read("checklists/iso-10002-2018.xml")).checklist.value();
    std::set<ClauseNumber> asked, mapped;
    for (const auto& clause : list.clauses) asked.insert(clause.number);
    for (const auto& move : shipped().moves)
        if (move.now) mapped.insert(*move.now);
    mapped.erase(number("4.1")); // introduces the principles; nothing is asked under it
    EXPECT_EQ(mapped, asked);
}

TEST(ShippedEditionMap, leads_from_the_earlier_editions_of_its_standard_only)
{
    const ChecklistIdentity now{"ISO 10002", 2018, 7};
    EXPECT_TRUE(shipped().leads({"ISO 10002", 2014, 1}, now));
    EXPECT_TRUE(shipped().leads({"ISO 10002", 2004, 3}, now));
    EXPECT_FALSE(shipped().leads({"ISO 10002", 2018, 1}, now));
    EXPECT_FALSE(shipped().leads({"ISO 10001", 2014, 1}, now));
    EXPECT_FALSE(shipped().leads(now, {"ISO 10002", 2014, 1}));
}

/// The codes of the faults of a map with these lines.
std::string faults_of(const std::string& lines, const std::string& from = "2014")
{
    const auto reading = checklist::read_edition_map(
        "<edition-map standard=\"ISO 10002\" from=\"" + from
        + "\" to=\"2018\"><note xml:lang=\"en\">a</note><note xml:lang=\"tr\">b</note>" + lines
        + "</edition-map>");
    std::string codes;
    for (const auto& fault : reading.faults) codes += fault.code + " ";
    EXPECT_EQ(reading.map.has_value(), reading.faults.empty());
    return codes;
}

TEST(EditionMapFile, is_refused_where_a_line_contradicts_itself_or_another)
{
    const std::string sound = "<change was=\"4.1\" now=\"4.1\" kind=\"same\"/>";
    EXPECT_EQ(faults_of(sound), "");
    EXPECT_EQ(faults_of("<change now=\"4.1\" kind=\"same\"/>"), "change_needs_was ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" kind=\"moved\"/>"), "change_needs_now ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.2\" kind=\"new\"/>"), "change_has_both ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.2\" kind=\"removed\"/>"), "change_has_both ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.2\" kind=\"same\"/>"), "same_has_moved ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.1\" kind=\"moved\"/>"), "moved_is_same ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.2\" kind=\"split\"/>"), "split_alone ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.2\" kind=\"merged\"/>"), "merged_alone ");
    EXPECT_EQ(faults_of(sound + sound), "change_repeated change_repeated ");
    EXPECT_EQ(faults_of(sound + "<change now=\"4.1\" kind=\"new\"/>"), "new_has_predecessor ");
    EXPECT_EQ(faults_of("<change was=\"4.1\" now=\"4.1\" kind=\"other\"/>"), "bad_change ");
    EXPECT_EQ(faults_of("<change was=\"4.x\" now=\"4.1\" kind=\"moved\"/>"),
              "bad_clause_number change_needs_was ");
    EXPECT_EQ(faults_of(sound, "2018"), "bad_edition ") << "no edition leads to itself";
    EXPECT_EQ(faults_of(sound, "14"), "bad_edition ");
    EXPECT_EQ(
        faults_of("<change was=\"4.1\" now=\"4.1\" kind=\"same\"><title xml:lang=\"en\">a</title></change>"),
        "missing_language ");
}

TEST(EditionMapFile, is_refused_before_it_is_parsed_like_a_checklist)
{
    const auto code = [](const std::string& bytes) {
        const auto reading = checklist::read_edition_map(bytes);
        return reading.faults.empty() ? std::string() : reading.faults.front().code;
    };
    EXPECT_EQ(code("<!DOCTYPE a><edition-map/>"), "dtd_refused");
    EXPECT_EQ(code("<checklist/>"), "wrong_map_root");
    EXPECT_EQ(code(std::string(checklist::size_limit_bytes + 1, ' ')), "too_large");
    EXPECT_EQ(checklist::read("<edition-map/>").faults.front().code, "wrong_root");
}

} // namespace
} // namespace clausebook
