#include "checklist/reader.h"
#include "checklist/small_checklist.h"
#include "checklist/writer.h"
#include "views/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace clausebook::checklist {
namespace {

/// The small checklist with the first `old` after `anchor` replaced.
std::string broken(const std::string& anchor, const std::string& old, const std::string& by)
{
    auto text = small_checklist();
    const auto from = text.find(anchor);
    const auto at = from == std::string::npos ? from : text.find(old, from);
    if (at == std::string::npos) throw std::logic_error("nothing to break: " + anchor + " / " + old);
    return text.replace(at, old.size(), by);
}

std::string broken(const std::string& old, const std::string& by)
{
    return broken(old, old, by);
}

/// Every fault that any test meets must have its sentence in both languages.
void expect_sentences(const Fault& fault)
{
    static const views::Catalogues catalogues;
    for (const auto language : languages) {
        const auto sentence = catalogues.text(language, "checklist_fault." + fault.code, fault.parameters);
        EXPECT_FALSE(sentence.empty()) << fault.code;
    }
}

std::string told(const std::vector<Fault>& faults)
{
    std::string all;
    for (const auto& fault : faults) {
        expect_sentences(fault);
        all += std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.code + " ["
            + fault.where + "]";
        for (const auto& [name, value] : fault.parameters) all += " " + name + "=" + value;
        all += "\n";
    }
    return all;
}

std::string faults_of(const std::string& bytes)
{
    const auto reading = read(bytes);
    EXPECT_NE(reading.checklist.has_value(), !reading.faults.empty());
    return told(reading.faults);
}

std::string line_of(const std::string& bytes, const std::string& text)
{
    const auto before = bytes.substr(0, bytes.find(text));
    return std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
}

TEST(ChecklistReader, reads_every_part)
{
    const auto reading = read(small_checklist());
    ASSERT_TRUE(reading.checklist) << told(reading.faults);
    const auto& made = *reading.checklist;
    EXPECT_EQ(made.identity, (ChecklistIdentity{"ISO 10002", 2018, 1}));
    EXPECT_EQ(made.note.tr, "Kendi ifademiz.");
    ASSERT_EQ(made.clauses.size(), 2u);
    const auto& clause = made.clauses[0];
    EXPECT_EQ(clause.group.str(), "7");
    EXPECT_EQ(clause.weight, 3);
    EXPECT_TRUE(clause.key);
    EXPECT_EQ(clause.questions[0].text.en, "How fast & how?");
    EXPECT_EQ(clause.references[0].places, (std::vector<std::string>{"8.2.1", "7.4-7.6", "D"}));
    EXPECT_EQ(made.clauses[1].title_source, TitleSource::Own);
    EXPECT_EQ(made.clauses_of(*ClauseNumber::parse("7")).size(), 2u);
    EXPECT_TRUE(made.clauses_of(*ClauseNumber::parse("X")).empty());
    EXPECT_EQ(made.scheme_items[0].evidence_examples[0].tr, "başvuru");
}

TEST(ChecklistReader, what_is_written_is_read_back_as_the_same_values)
{
    const auto made = *read(small_checklist()).checklist;
    const auto written = write(made);
    const auto again = read(written);
    ASSERT_TRUE(again.checklist) << told(again.faults);
    EXPECT_TRUE(*again.checklist == made);
    EXPECT_EQ(write(*again.checklist), written);
}

TEST(ChecklistReader, white_space_comments_and_a_byte_order_mark_change_nothing)
{
    const auto plain = *read(small_checklist()).checklist;
    EXPECT_TRUE(read("\xEF\xBB\xBF" + small_checklist()).checklist == plain);
    EXPECT_TRUE(read(broken("Who?", "\n   <!-- asked -->  Who?\t")).checklist == plain);
    EXPECT_TRUE(read(broken("\"S1 SV\"", "\"  SV   S1 \"")).checklist == plain);
    EXPECT_TRUE(read(broken("Who?", "<![CDATA[Who?]]>")).checklist == plain);
}

struct Break {
    const char* anchor;
    const char* old;
    const char* by;
    std::string expected; ///< all faults; LINE stands for the line of the anchor
};

/// One break each, and the whole list of faults it gives.
std::vector<Break> breaks()
{
    const std::string q1 = "<question id=\"7.4-Q1\"";
    return {
        {"<intent", "<intent xml:lang=\"en\">Seen.</intent>", "<aim/>",
         "LINE:7 unknown_element [7.4] element=aim parent=clause\n"
         "LINE1:7 missing_language [7.4] element=intent language=en\n"},
        {"<question", "stages=\"S1 SV\"", "stages=\"S1\" color=\"red\"",
         "LINE:7 unknown_attribute [7.4-Q1] attribute=color element=question\n"},
        {"<question", " stages=\"S1 SV\"", "",
         "LINE:7 missing_attribute [7.4-Q1] attribute=stages element=question\n"},
        {"<interview with", "<interview with=\"CR CH\"/>", "",
         "24:5 missing_element [7.4] element=interview parent=clause\n"},
        {"<interview with", "<interview with=\"CR CH\"/>", "<interview with=\"CR\"/><interview with=\"CH\"/>",
         "LINE:29 repeated_element [7.4] element=interview parent=clause\n"},
        {"<reference standard=\"ISO 19011\"/>", "<reference standard=\"ISO 19011\"/>",
         "<reference standard=\"ISO 19011\"/><interview with=\"CR\"/>",
         "LINE:40 element_out_of_order [7.4] element=interview parent=clause\n"
         "LINE:40 repeated_element [7.4] element=interview parent=clause\n"},
        {"<question", ">", ">stray", "LINE:7 unexpected_text [7.4-Q1] element=question\n"},
        {"<text xml:lang=\"tr\">Kim?", "Kim?", " \n ", "LINE:9 empty_text [7.4-Q2] element=text\n"},
        {"<text xml:lang=\"tr\">Kim?", "Kim?", "&#xA0;&#x200B;", "LINE:9 empty_text [7.4-Q2] element=text\n"},
        {"<text xml:lang=\"en\">Who?", "<text xml:lang=\"en\">Who?</text>", "",
         "LINE1:9 missing_language [7.4-Q2] element=text language=en\n"},
        {"<text xml:lang=\"tr\">Kim?", "tr", "de",
         "LINE-1:9 missing_language [7.4-Q2] element=text language=tr\n"
         "LINE:9 bad_language [7.4-Q2] element=text language=de\n"},
        {"<text xml:lang=\"tr\">Kim?", "tr", "en",
         "LINE-1:9 missing_language [7.4-Q2] element=text language=tr\n"
         "LINE:9 repeated_language [7.4-Q2] element=text language=en\n"},
        {"<text xml:lang=\"tr\">Kim?", " xml:lang=\"tr\"", "",
         "LINE-1:9 missing_language [7.4-Q2] element=text language=tr\n"
         "LINE:9 missing_attribute [7.4-Q2] attribute=xml:lang element=text\n"},
        {"<checklist", "ISO 10002", " ISO", "LINE:1 bad_standard [] value= ISO\n"},
        {"<checklist", "2018", "18", "LINE:1 bad_edition [] value=18\n"},
        {"<checklist", "revision=\"1\"", "revision=\"01\"", "LINE:1 bad_revision [] value=01\n"},
        {"<question", "S1 SV", "S1 S3", "LINE:7 bad_stage [7.4-Q1] value=S3\n"},
        {"<question", "S1 SV", "", "LINE:7 bad_stage [7.4-Q1] value=\n"},
        {"<question", "S1 SV", "S1 S1", "LINE:7 repeated_code [7.4-Q1] value=S1\n"},
        {"<clause", "weight=\"3\"", "weight=\"4\"", "LINE:5 bad_weight [7.4] value=4\n"},
        {"<clause", "weight=\"3\"", "weight=\"-1\"", "LINE:5 bad_weight [7.4] value=-1\n"},
        {"<clause", "weight=\"3\"", "weight=\"99999999999999999999\"",
         "LINE:5 bad_weight [7.4] value=99999999999999999999\n"},
        {"<clause", "key=\"yes\"", "key=\"true\"", "LINE:5 bad_key [7.4] value=true\n"},
        {"<clause number=\"7.4.1\"", "\"own\"", "\"ours\"", "LINE:5 bad_title_source [7.4.1] value=ours\n"},
        {"<finding", "MINOR", "MIN", "LINE:7 bad_grade [7.4] value=MIN\n"},
        {"<evidence", "LOG", "LOGS", "LINE:7 bad_evidence_type [7.4] value=LOGS\n"},
        {"<interview with", "CR CH", "CR, CH", "LINE:7 bad_interviewee [7.4] value=CR,\n"},
        {"<reference", "7.4-7.6", "7.6-7.4", "LINE:7 bad_place [7.4] value=7.6-7.4\n"},
        {"<reference standard=\"ISO 19011\"", "ISO 19011", "ISO 9001:2015",
         "LINE:7 repeated_code [7.4] value=ISO 9001:2015\n"},
        {"<stage tag=\"SV\"", "SV", "S1",
         "2:1 missing_label [] value=SV\nLINE:3 repeated_code [] value=S1\n"},
        {"<interviewee code=\"FIN\"", "FIN", "CFO",
         "2:1 missing_label [] value=FIN\nLINE:3 bad_interviewee [] value=CFO\n"},
        {"<group number=\"7\"", "7", "7.4", "LINE:3 bad_group_number [7.4] value=7.4\n"},
        {"<group number=\"7\"", "7", "A", "LINE:3 bad_group_number [A] value=A\n"},
        {"<clause number=\"7.4.1\"", "7.4.1", "7.x", "LINE:5 bad_clause_number [7.x] value=7.x\n"},
        {"<question id=\"7.4-Q2\"", "7.4-Q2", "7.4-Q02", "LINE:7 bad_question_id [7.4-Q02] value=7.4-Q02\n"},
        {"<question id=\"7.4-Q2\"", "7.4-Q2", "7.4-Q1",
         "LINE:7 duplicate_id [7.4-Q1] first_line=29 id=7.4-Q1\n"},
        {"<question id=\"7.4-Q2\"", "7.4-Q2", "7.5-Q2",
         "LINE:7 question_out_of_tree [7.5-Q2] id=7.5-Q2 parent=7.4\n"},
        {"<question id=\"7.4-Q2\"", "7.4-Q2", "X.2", "LINE:7 question_out_of_tree [X.2] id=X.2 parent=7.4\n"},
        {"<scheme-item", "X.1", "7.4-Q9", "LINE:5 question_out_of_tree [7.4-Q9] id=7.4-Q9 parent=X\n"},
        {"<group number=\"X\"", "X", "8",
         "LINE:3 missing_element [8] element=clause parent=group\n"
         "LINE3:5 question_out_of_tree [X.1] id=X.1 parent=8\n"},
        {"<group number=\"7\"", "7", "6",
         "24:5 clause_out_of_tree [7.4] clause=7.4 parent=6\n45:5 clause_out_of_tree [7.4.1] clause=7.4.1 "
         "parent=6\n"},
        {"<clause number=\"7.4.1\"", "7.4.1", "7.5.1",
         "LINE:5 clause_without_parent [7.5.1] clause=7.5.1 parent=7.5\n"
         "LINE3:7 question_out_of_tree [7.4.1-Q1] id=7.4.1-Q1 parent=7.5.1\n"},
        {"<clause number=\"7.4.1\"", "7.4.1", "7.4",
         "LINE:5 duplicate_id [7.4] first_line=24 id=7.4\n"
         "LINE3:7 question_out_of_tree [7.4.1-Q1] id=7.4.1-Q1 parent=7.4\n"},
    };
}

TEST(ChecklistReader, names_each_fault_with_its_place)
{
    for (const auto& each : breaks()) {
        const auto bytes = broken(each.anchor, each.old, each.by);
        const int line = std::stoi(line_of(small_checklist(), each.anchor));
        auto expected = each.expected;
        for (const auto& [mark, shift] : {std::pair("LINE-1", -1), {"LINE1", 1}, {"LINE3", 3}, {"LINE", 0}})
            for (auto at = expected.find(mark); at != std::string::npos; at = expected.find(mark))
                expected.replace(at, std::string(mark).size(), std::to_string(line + shift));
        EXPECT_EQ(faults_of(bytes), expected) << each.anchor << ": " << each.old << " -> " << each.by;
    }
}

TEST(ChecklistReader, collects_many_faults_in_the_order_of_the_file)
{
    auto bytes = broken("<question", "S1 SV", "S9");
    bytes.replace(bytes.find("MINOR"), 5, "minor");
    bytes.replace(bytes.find("Data?"), 5, "");
    const auto reading = read(bytes);
    ASSERT_EQ(reading.faults.size(), 3u) << told(reading.faults);
    EXPECT_EQ(reading.faults[0].code, "bad_stage");
    EXPECT_EQ(reading.faults[1].code, "bad_grade");
    EXPECT_EQ(reading.faults[2].code, "empty_text");
    EXPECT_EQ(reading.faults[2].where, "X.1");
}

TEST(ChecklistReader, a_column_counts_characters_and_not_bytes)
{
    EXPECT_EQ(faults_of(broken("<text xml:lang=\"en\">Who?</text>\n        <text xml:lang=\"tr\">Kim?</text>",
                               "<text xml:lang=\"en\">Şüç?</text><text xml:lang=\"tr\"></text>")),
              line_of(small_checklist(), "Who?") + ":40 empty_text [7.4-Q2] element=text\n");
}

TEST(ChecklistReader, says_where_a_file_stops_being_xml)
{
    for (const auto& bytes :
         {broken("</question>", "</questions>"), broken("Who?", "Who & what"),
          broken("Who?", std::string("W\0o", 3)), broken("Who?", "\x01"), broken("Who?", "&#1;"),
          broken("Who?", "&unknown;"), broken("<interview with", "<<"), small_checklist() + "<more/>",
          small_checklist().substr(0, 3000)}) {
        const auto reading = read(bytes);
        const auto all = told(reading.faults);
        ASSERT_EQ(reading.faults.size(), 1u) << all;
        EXPECT_EQ(reading.faults[0].code, "malformed");
        EXPECT_GE(reading.faults[0].line, 29);
        EXPECT_GT(reading.faults[0].column, 0);
        EXPECT_NE(reading.faults[0].parameters.at("detail"), "");
    }
    EXPECT_EQ(read("").faults.at(0).code, "malformed");
    EXPECT_EQ(read(std::string(3, '\0')).faults.at(0).code, "malformed");
    EXPECT_EQ(read("PK\x03\x04").faults.at(0).code, "malformed");
}

TEST(ChecklistReader, another_root_is_another_kind_of_file)
{
    EXPECT_EQ(faults_of("<html><body/></html>"), "1:1 wrong_root [] element=html\n");
}

TEST(ChecklistReader, a_document_type_is_refused_wherever_it_can_stand)
{
    const std::string root = "<checklist/>";
    EXPECT_EQ(faults_of("<!DOCTYPE checklist>" + root), "1:1 dtd_refused []\n");
    EXPECT_EQ(
        faults_of("<?xml version=\"1.0\"?>\n<!-- <a> -->\n  <?x y?><!DOCTYPE c SYSTEM \"file:///etc/passwd\">"
                  + root),
        "3:10 dtd_refused []\n");
    EXPECT_EQ(read(root + "<!DOCTYPE c>").faults.at(0).code, "malformed");
    EXPECT_EQ(read("<!doctype html>" + root).faults.at(0).code, "malformed");
}

TEST(ChecklistReader, a_billion_laughs_are_refused_unread)
{
    std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE z [<!ENTITY a0 \"ha\">";
    for (int i = 1; i < 30; ++i) {
        bomb += "<!ENTITY a" + std::to_string(i) + " \"";
        for (int j = 0; j < 10; ++j) bomb += "&a" + std::to_string(i - 1) + ";";
        bomb += "\">";
    }
    EXPECT_EQ(faults_of(bomb + "]><checklist>&a29;</checklist>"), "2:1 dtd_refused []\n");
}

TEST(ChecklistReader, only_utf_8_is_read)
{
    EXPECT_EQ(faults_of(broken("Who?", "W\xF6?")), line_of(small_checklist(), "Who?") + ":30 not_utf8 []\n");
    for (const char* bad :
         {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xF0\x80\x80\x80", "\xFF"})
        EXPECT_EQ(read(broken("Who?", bad)).faults.at(0).code, "not_utf8");
    EXPECT_EQ(faults_of(broken("UTF-8", "ISO-8859-9")), "1:1 wrong_encoding [] encoding=ISO-8859-9\n");
    EXPECT_TRUE(read(broken("UTF-8", "utf-8")).checklist);
    EXPECT_EQ(read(std::string("\xFF\xFE<\0a\0/\0>\0", 10)).faults.at(0).code, "not_utf8");
}

TEST(ChecklistReader, a_file_over_the_limit_is_refused_unread)
{
    const auto reading = read(std::string(5U << 20U, ' '));
    EXPECT_EQ(told(reading.faults), "0:0 too_large [] limit=4194304 size=5242880\n");

    auto at_the_limit = small_checklist();
    at_the_limit.resize(size_limit_bytes, '\n');
    EXPECT_TRUE(read(at_the_limit).checklist);
    EXPECT_FALSE(read(at_the_limit + "\n").checklist);
}

TEST(ChecklistReader, depth_is_bounded)
{
    const auto nested = [](int depth) {
        std::string open, close;
        for (int i = 0; i < depth; ++i) {
            open += "<a>";
            close += "</a>";
        }
        return open + close;
    };
    EXPECT_EQ(faults_of(nested(depth_limit)), "1:1 wrong_root [] element=a\n");
    EXPECT_EQ(faults_of(nested(depth_limit + 1)), "1:193 too_deep [] limit=64\n");
    EXPECT_EQ(faults_of(nested(500'000)), "1:193 too_deep [] limit=64\n");
}

TEST(ChecklistReader, elements_texts_and_faults_are_bounded)
{
    std::string many = "<checklist>";
    for (std::size_t i = 0; i < element_limit; ++i) many += "<a/>";
    const auto too_many = read(many + "</checklist>");
    ASSERT_EQ(too_many.faults.size(), 1u);
    EXPECT_EQ(too_many.faults[0].code, "too_many_elements");
    expect_sentences(too_many.faults[0]);

    const auto faulty = read(many.substr(0, many.size() - 4) + "</checklist>");
    ASSERT_EQ(faulty.faults.size(), Faults::limit + 1);
    EXPECT_EQ(faulty.faults.back().code, "too_many_faults");
    expect_sentences(faulty.faults.back());

    EXPECT_TRUE(read(broken("Who?", std::string(text_limit_characters, 'x'))).checklist);
    EXPECT_EQ(read(broken("Who?", std::string(text_limit_characters + 1, 'x'))).faults.at(0).code,
              "text_too_long");
}

TEST(ChecklistReader, a_fault_quotes_no_more_than_the_beginning_of_a_value)
{
    std::string letters;
    for (int i = 0; i < 1'000; ++i) letters += "ş";
    const auto fault = read(broken("<question", "S1 SV", letters)).faults.at(0);
    EXPECT_EQ(fault.parameters.at("value"), letters.substr(0, 200) + "…");
}

TEST(ChecklistReader, a_list_of_codes_has_a_sane_length)
{
    std::string places = "7.4";
    for (int i = 1; i < 1'000; ++i) places += " 7." + std::to_string(i % 99 + 1);
    EXPECT_EQ(read(broken("<reference", "8.2.1 7.4-7.6 D", places)).faults.at(0).code, "bad_place");
}

TEST(ChecklistReader, names_of_namespaces_are_unknown_attributes)
{
    EXPECT_EQ(faults_of(broken("<checklist ", "<checklist xmlns=\"urn:x\" ")),
              "2:1 unknown_attribute [] attribute=xmlns element=checklist\n");
}

} // namespace
} // namespace clausebook::checklist
