// The checklist the product ships: its counts, some of its words, and that it is its own canonical form.

#include "checklist/reader.h"
#include "checklist/writer.h"
#include "resources/resources.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <stdexcept>

namespace clausebook {
namespace {

const std::string& shipped_bytes()
{
    static const auto bytes = resources::read("checklists/iso-10002-2018.xml");
    return bytes;
}

const Checklist& shipped()
{
    static const auto reading = checklist::read(shipped_bytes());
    if (!reading.checklist)
        throw std::runtime_error("the shipped checklist has faults: " + reading.faults.front().code);
    return *reading.checklist;
}

const Clause& clause(const char* number)
{
    return *shipped().find_clause(*ClauseNumber::parse(number));
}

const Question& question(const char* id)
{
    return *shipped().find_question(*QuestionId::parse(id));
}

std::vector<std::string> numbers_of(const std::vector<Clause>& clauses, bool key_only)
{
    std::vector<std::string> numbers;
    for (const auto& each : clauses)
        if (each.key || !key_only) numbers.push_back(each.number.str());
    return numbers;
}

TEST(ShippedChecklist, has_no_fault)
{
    const auto reading = checklist::read(shipped_bytes());
    for (const auto& fault : reading.faults)
        ADD_FAILURE() << fault.line << ":" << fault.column << " " << fault.code << " " << fault.where;
    ASSERT_TRUE(reading.checklist);
}

TEST(ShippedChecklist, counts_are_those_of_the_domain)
{
    EXPECT_EQ(shipped().clauses.size(), 43u);
    EXPECT_EQ(shipped().question_count(), 194u);
    EXPECT_EQ(shipped().scheme_items.size(), 10u);
    EXPECT_EQ(shipped().weight(), 84);
    EXPECT_EQ(shipped().questions_with({StageTag::S1}).size(), 60u);
    EXPECT_EQ(shipped().questions_with({StageTag::S2}).size(), 142u);
    EXPECT_EQ(shipped().questions_with({StageTag::SV}).size(), 49u);
    EXPECT_EQ(shipped().questions_with({StageTag::S1, StageTag::S2, StageTag::SV}).size(), 194u);
    EXPECT_EQ(shipped().scheme_items_with({StageTag::S1}).size(), 6u);
    EXPECT_EQ(shipped().scheme_items_with({StageTag::S2}).size(), 4u);
    EXPECT_EQ(shipped().scheme_items_with({StageTag::SV}).size(), 7u);
}

TEST(ShippedChecklist, holds_exactly_the_clauses_of_the_tree)
{
    const std::vector<std::string> tree = {
        "4.2",   "4.3",  "4.4",  "4.5", "4.6", "4.7", "4.8", "4.9",   "4.10",  "4.11",  "4.12",
        "4.13",  "4.14", "4.15", "5.1", "5.2", "5.3", "5.4", "5.4.1", "5.4.2", "5.4.3", "5.4.4",
        "5.4.5", "6.1",  "6.2",  "6.3", "6.4", "7.1", "7.2", "7.3",   "7.4",   "7.5",   "7.6",
        "7.7",   "7.8",  "7.9",  "8.1", "8.2", "8.3", "8.4", "8.5",   "8.6",   "8.7"};
    EXPECT_EQ(numbers_of(shipped().clauses, false), tree);
    const std::vector<std::string> keys = {"4.7", "4.10", "5.3", "6.2", "7.1", "7.2", "7.3",
                                           "7.4", "7.5",  "7.6", "7.7", "7.8", "7.9", "8.1",
                                           "8.2", "8.4",  "8.5", "8.6", "8.7"};
    EXPECT_EQ(numbers_of(shipped().clauses, true), keys);
}

TEST(ShippedChecklist, says_which_it_is_in_three_attributes)
{
    EXPECT_EQ(shipped().identity, (ChecklistIdentity{"ISO 10002", 2018, 1}));
}

TEST(ShippedChecklist, groups_stages_and_interviewees_have_names_in_both_languages)
{
    std::vector<std::string> english;
    for (const auto& group : shipped().groups)
        english.push_back(group.number.str() + " " + group.title.in(Language::en));
    EXPECT_EQ(english,
              (std::vector<std::string>{
                  "4 Guiding principles", "5 Complaints-handling framework",
                  "6 Planning, design and development", "7 Operation of the complaints-handling process",
                  "8 Maintenance and improvement", "X Scheme and certification items"}));
    EXPECT_EQ(shipped().find_group(*ClauseNumber::parse("8"))->title.tr, "Sürdürme ve iyileştirme");
    EXPECT_EQ(shipped().stage_labels.at(StageTag::S1).en, "stage 1 (documented)");
    EXPECT_EQ(shipped().stage_labels.at(StageTag::SV).tr, "her gözetim tetkikinde sorulan temel soru");
    EXPECT_EQ(shipped().interviewee_labels.size(), interviewee_count);
    EXPECT_EQ(shipped().interviewee_labels.at(Interviewee::TM).tr, "üst yönetim");
    EXPECT_EQ(shipped().interviewee_labels.at(Interviewee::FIN).en, "finance (refunds)");
}

TEST(ShippedChecklist, a_clause_carries_all_its_parts)
{
    const auto& capacity = clause("4.3");
    EXPECT_EQ(capacity.title, (Localized{"Capacity", "Kapasite"}));
    EXPECT_EQ(capacity.intent.en,
              "Enough people, hours, skills and tools are set aside for the expected number and "
              "difficulty of complaints, and are used well.");
    EXPECT_EQ(capacity.weight, 1);
    EXPECT_FALSE(capacity.key);
    EXPECT_EQ(capacity.questions.size(), 3u);
    EXPECT_EQ(capacity.evidence_types,
              (std::vector{EvidenceType::RES, EvidenceType::KPI, EvidenceType::SUP}));
    ASSERT_EQ(capacity.evidence_examples.size(), 4u);
    EXPECT_EQ(capacity.evidence_examples[2], (Localized{"rosters", "vardiya çizelgeleri"}));
    EXPECT_EQ(capacity.interviewees, (std::vector{Interviewee::CR, Interviewee::PM, Interviewee::CH}));
    ASSERT_EQ(capacity.typical_findings.size(), 2u);
    EXPECT_EQ(capacity.typical_findings[0].grade, Grade::MAJOR);
    EXPECT_EQ(capacity.typical_findings[1].grade, Grade::OFI);
    EXPECT_EQ(capacity.typical_findings[1].text,
              (Localized{"No documented basis for staffing",
                         "Personel sayısının dokümante edilmiş bir dayanağı yok"}));
    EXPECT_EQ(capacity.references,
              (std::vector<CrossReference>{{"ISO 9001:2015", {"7.1.1", "7.1.2"}},
                                           {"ISO 10001:2018", {"4.3"}},
                                           {"ISO 10003:2018", {"4.15"}},
                                           {"ISO 10004:2018", {"4.3.2"}}}));
}

TEST(ShippedChecklist, questions_and_scheme_items_are_found_by_id)
{
    EXPECT_EQ(question("4.2-Q3").stages, (StageTags{StageTag::S2, StageTag::SV}));
    EXPECT_EQ(question("4.2-Q3").text.en,
              "When complaint targets were missed, what did senior managers do, and how soon?");
    EXPECT_EQ(question("4.2-Q1").text.tr,
              "Şikâyetleri ele alma prosesini işletme kararı nasıl, ne zaman ve kim tarafından alınmıştır?");
    EXPECT_EQ(question("X.6").stages, (StageTags{StageTag::S2, StageTag::SV}));
    EXPECT_EQ(question("X.6").evidence_examples,
              (std::vector<Localized>{{"previous report", "önceki rapor"},
                                      {"corrective-action files", "düzeltici faaliyet dosyaları"}}));
    EXPECT_EQ(shipped().find_question(*QuestionId::parse("4.2-Q9")), nullptr);
    EXPECT_EQ(shipped().find_question(*QuestionId::parse("4.1-Q1")), nullptr);
    EXPECT_EQ(shipped().find_question(*QuestionId::parse("X.11")), nullptr);
    EXPECT_EQ(shipped().find_clause(*ClauseNumber::parse("4.1")), nullptr);
}

TEST(ShippedChecklist, annexes_and_ranges_stand_in_references_and_own_labels_are_marked)
{
    EXPECT_EQ(clause("7.7").references.back(), (CrossReference{"ISO 10002:2018", {"F", "G"}}));
    EXPECT_EQ(clause("7.7").references[1], (CrossReference{"ISO 10003:2018", {"7.4-7.6"}}));
    EXPECT_EQ(clause("8.5").references.back(), (CrossReference{"ISO 19011", {}}));
    EXPECT_TRUE(clause("4.8").references.empty());
    EXPECT_EQ(clause("5.4").title_source, TitleSource::Standard);
    EXPECT_EQ(clause("5.4.1").title_source, TitleSource::Own);
    EXPECT_EQ(clause("5.4.5").title_source, TitleSource::Own);
}

TEST(ShippedChecklist, each_question_stands_under_its_clause_in_the_order_of_its_number)
{
    std::set<std::string> seen;
    for (const auto& each : shipped().clauses) {
        int number = 0;
        for (const auto& asked : each.questions) {
            EXPECT_EQ(asked.id.str(), each.number.str() + "-Q" + std::to_string(++number));
            EXPECT_TRUE(seen.insert(asked.id.str()).second);
        }
        EXPECT_FALSE(each.interviewees.empty()) << each.number.str();
    }
}

TEST(ShippedChecklist, is_byte_for_byte_what_the_writer_gives)
{
    std::istringstream shipped_lines(shipped_bytes());
    std::istringstream written_lines(checklist::write(shipped()));
    std::string line;
    std::string written;
    while (std::getline(shipped_lines, line) && std::getline(written_lines, written))
        ASSERT_EQ(written, line);
    EXPECT_TRUE(checklist::write(shipped()) == shipped_bytes());
}

TEST(ShippedChecklist, carries_no_pointer_to_where_its_questions_came_from)
{
    EXPECT_EQ(shipped_bytes().find("seed"), std::string::npos);
    EXPECT_EQ(shipped_bytes().find("SD0:"), std::string::npos);
}

} // namespace
} // namespace clausebook
