// Lists taken home: the file of a list holds exactly the rows that are filtered, cell by cell, in either
// shape.

#include "store/answers.h"
#include "support/desk_of.h"
#include "support/files.h"
#include "support/follow_up_house.h"
#include "support/places.h"
#include "workspace/checklists.h"
#include "workspace/evidence.h"
#include "workspace/list_export.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <fstream>
#include <sstream>

namespace clausebook::web {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class ListExport : public testing::DeskOf<testing::FollowUpHouse> {
protected:
    const std::string formula = "=HYPERLINK(\"http://example.org\",\"here\")";

    void SetUp() override
    {
        FollowUpHouse::SetUp();
        for (const auto* title :
             {formula.c_str(), "+90 call list", "a;b, \"c\"\nd", "Şikâyet ışığı", "Log of March"}) {
            Registration wish;
            wish.fields.title = title;
            std::replace(wish.fields.title.begin(), wish.fields.title.end(), '\n', ' ');
            wish.fields.note = title;
            wish.fields.type = wish.fields.title.starts_with("Log") ? EvidenceType::LOG : EvidenceType::POL;
            wish.fields.owner = owner.person;
            wish.version.location = "Archive room 2";
            wish.version.valid_until = parse_date("2027-01-31");
            register_evidence(workspace, quality, {}, wish);
        }
    }

    std::string bytes_of(const Reply& reply) const
    {
        std::ifstream in(reply.path().value(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        return bytes.str();
    }

    Rows csv(const Reply& reply, char separator) const
    {
        const auto text = bytes_of(reply);
        EXPECT_EQ(text.substr(0, 3), "\xEF\xBB\xBF");
        Rows rows;
        std::vector<std::string> row;
        std::string field;
        bool quoted = false;
        for (std::size_t i = 3; i < text.size(); ++i) {
            const char c = text[i];
            if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                field += text[++i];
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == separator || c == '\r')) {
                row.push_back(field);
                field.clear();
            } else if (!quoted && c == '\n') {
                rows.push_back(std::exchange(row, {}));
            } else {
                field += c;
            }
        }
        return rows;
    }

    Rows xlsx(const Reply& reply) const
    {
        const auto file = folder.path() / "list.xlsx"; // a reader that trusts names needs one
        std::filesystem::copy_file(reply.path().value(), file,
                                   std::filesystem::copy_options::overwrite_existing);
        const auto script = test::python("tests/support/read_workbook.py");
        const auto book = Poco::JSON::Parser()
                              .parse(testing::output_of(script + file.string()))
                              .extract<Poco::JSON::Object::Ptr>();
        const auto told = book->getArray("sheets")->getObject(0)->getArray("rows");
        Rows rows;
        for (unsigned r = 0; r < told->size(); ++r) {
            std::vector<std::string> row;
            for (unsigned c = 0; c < told->getArray(r)->size(); ++c) {
                const auto cell = told->getArray(r)->getObject(c);
                EXPECT_NE(cell->getValue<std::string>("type"), "f") << "a formula";
                const auto value = cell->get("value");
                row.push_back(value.isEmpty() ? "" : value.convert<std::string>());
            }
            rows.push_back(row);
        }
        return rows;
    }

    void say(const std::string& question_id, Result result, const std::string& note,
             const std::string& site = "all")
    {
        Answer answer{.key = {audit, *QuestionId::parse(question_id), site}};
        answer.result = result;
        answer.note = note;
        answer.by = auditor.person;
        answer.at = workspace.now();
        auto verb = workspace.begin(auditor, "answer.saved");
        store::save(verb, answer);
        verb.commit();
    }

    /// Evidence of an answer: handed in, and accepted when `decided`.
    void show(const std::string& question_id, EvidenceState decided)
    {
        Registration wish;
        wish.fields.title = "Paper of " + question_id;
        wish.fields.type = EvidenceType::POL;
        wish.version.location = "Archive room 2";
        wish.version.reference =
            EvidenceReference{"The archive", "", SeenHow::Original, workspace.today(), auditor.person};
        wish.version.document_date = workspace.today();
        wish.link = LinkTarget{LinkKind::Answer, AnswerKey{audit, *QuestionId::parse(question_id)}.str()};
        const auto key = register_evidence(workspace, auditor, {}, wish).front().evidence;
        const auto stands = [&] {
            return store::evidence(workspace.read(), key)->version;
        };
        submit_evidence(workspace, auditor, key, stands());
        if (decided == EvidenceState::Accepted) accept_evidence(workspace, lead, key, stands());
    }

    /// A cell as the file has it, made of core's value without the writer.
    std::string shown(const ListCell& cell, Language language, ListShape shape) const
    {
        if (const auto* text = std::get_if<std::string>(&cell)) {
            const bool risky = !text->empty() && std::string("=+-@").find(text->front()) != std::string::npos;
            return (risky && shape == ListShape::Csv ? "'" : "") + *text;
        }
        if (const auto* word = std::get_if<Word>(&cell)) return catalogues.text(language, word->key);
        if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
        if (const auto* date = std::get_if<Date>(&cell))
            return to_string(*date) + (shape == ListShape::Xlsx ? " 00:00:00" : "");
        if (const auto* at = std::get_if<Instant>(&cell)) {
            const auto local = std::chrono::floor<std::chrono::seconds>(workspace.local(*at));
            const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
            char text[32];
            std::snprintf(text, sizeof text, " %02d:%02d:%02d", static_cast<int>(time.hours().count()),
                          static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
            return to_string(date_of(workspace.local(*at))) + text;
        }
        return "";
    }

    template <typename Row>
    Rows expected(const std::vector<ListColumn<Row>>& columns, const std::vector<Row>& rows,
                  Language language, ListShape shape) const
    {
        Rows all(1);
        for (const auto& column : columns) all[0].push_back(catalogues.text(language, column.heading));
        for (const auto& row : rows) {
            all.emplace_back();
            for (const auto& column : columns) all.back().push_back(shown(column.cell(row), language, shape));
        }
        return all;
    }

    template <typename Row>
    void expect_files(const Actor& who, const std::string& list, const std::string& query,
                      const std::vector<ListColumn<Row>>& columns, const std::vector<Row>& rows) const
    {
        for (const auto language : languages) {
            const auto text = get(who, list + ".csv" + query, language);
            EXPECT_EQ(csv(text, language == Language::tr ? ';' : ','),
                      expected(columns, rows, language, ListShape::Csv));
            const auto book = get(who, list + ".xlsx" + query, language);
            EXPECT_EQ(xlsx(book), expected(columns, rows, language, ListShape::Xlsx));
        }
    }
};

TEST_F(ListExport, of_evidence_holds_the_filtered_rows_cell_by_cell)
{
    for (const std::string query : {"", "?type=POL&sort=title&dir=asc", "?q=march", "?q=nowhere"}) {
        store::EvidenceQuery asked;
        if (query.find("POL") != std::string::npos) {
            asked.filter.type = EvidenceType::POL;
            asked.sort = store::EvidenceSort::Title;
            asked.direction = store::Direction::Ascending;
        }
        if (query.starts_with("?q=")) asked.filter.text = query.substr(3);
        std::vector<EvidenceListRow> rows;
        for (auto& one : store::evidence_page(workspace.read(), asked, quality, workspace.today()).rows)
            rows.push_back({std::move(one), owner.name, workspace.today()});
        EXPECT_EQ(rows.size(),
                  query.empty()               ? 5U
                      : query == "?q=march"   ? 1U
                      : query == "?q=nowhere" ? 0U
                                              : 4U);
        expect_files(quality, "/evidence", query, evidence_columns(), rows);
    }
}

TEST_F(ListExport, of_findings_and_actions_holds_the_filtered_rows_cell_by_cell)
{
    submitted(Grade::MINOR);
    const auto key = drafted(Grade::MAJOR);
    auto text = text_of(stored(key));
    text.statement = "-1 case is \"missing\";\nso it is said.";
    change_finding(workspace, auditor, key, text);
    for (const std::string query : {"", "?grade=MAJOR", "?clause=x.y"}) {
        store::FindingFilter filter;
        filter.sight.all = true;
        if (query == "?grade=MAJOR") filter.grade = Grade::MAJOR;
        auto found = store::findings(workspace.read(), filter, {}, 50).findings;
        if (query == "?clause=x.y") found.clear();
        expect_files(quality, "/findings", query, finding_columns(), finding_rows(workspace.read(), found));
    }
    for (const std::string query : {"", "?state=OPEN", "?state=DONE"}) {
        store::ActionFilter filter;
        filter.sight.all = true;
        filter.open_only = query == "?state=OPEN";
        if (query == "?state=DONE") filter.state = ActionState::Done;
        std::vector<ActionListRow> rows;
        for (const auto& line : store::actions(workspace.read(), filter, {}, 50, workspace.today()).lines)
            rows.push_back({line.action, line.finding, owner.name, workspace.today()});
        EXPECT_EQ(rows.size(), query == "?state=DONE" ? 0U : 1U);
        expect_files(quality, "/actions", query, action_columns(), rows);
    }
}

TEST_F(ListExport, of_what_conforms_without_evidence_holds_these_questions_alone_cell_by_cell)
{
    say("7.4-Q1", Result::C, "=1+1 seen");
    show("7.4-Q1", EvidenceState::Submitted); // a paper nobody has accepted proves nothing
    say("7.10-Q1", Result::C, "There is no such question");
    say("7.9-Q1", Result::OFI, "", bursa.str());
    say("8.1-Q1", Result::C, "Proven");
    show("8.1-Q1", EvidenceState::Accepted);
    say("8.1-Q2", Result::NS, "Nobody was there");
    const auto asked = [&](const std::string& id, Language language) {
        return current_checklist().find_question(*QuestionId::parse(id))->text.in(language);
    };
    const auto rows = [&](Language language, const std::string& mark) -> Rows {
        const auto word = [&](const char* key) {
            return catalogues.text(language, key);
        };
        return {{word("word.audit"), word("word.question"), word("evidence.question_text"), word("word.site"),
                 word("evidence.heading"), word("evidence.note"), word("evidence.answered_by"),
                 word("evidence.answered_at")},
                {"IA-2026-01", "7.4-Q1", asked("7.4-Q1", language), "",
                 "EV-0006: " + word("evidence_state.SUBMITTED"), mark + "=1+1 seen", "Can Öz",
                 "2026-11-22 08:00:00"},
                {"IA-2026-01", "7.9-Q1", asked("7.9-Q1", language), "Bursa", "", "", "Can Öz",
                 "2026-11-22 08:00:00"}};
    };
    const std::string list = "/evidence/unproven";
    EXPECT_EQ(csv(get(lead, list + ".csv?audit=IA-2026-01"), ','), rows(Language::en, "'"));
    EXPECT_EQ(csv(get(lead, list + ".csv?audit=IA-2026-01", Language::tr), ';'), rows(Language::tr, "'"));
    EXPECT_EQ(xlsx(get(lead, list + ".xlsx?audit=IA-2026-01")), rows(Language::en, ""));
    EXPECT_EQ(csv(get(lead, list + ".csv?audit=IA-2026-99"), ',').size(), 1U) << "of no other audit";
    EXPECT_EQ(csv(get(stranger, list + ".csv?audit=IA-2026-01"), ',').size(), 1U);
}

TEST_F(ListExport, holds_what_the_reader_may_see_and_nothing_else)
{
    EXPECT_EQ(csv(get(stranger, "/findings.csv"), ',').size(), 1U);
    drafted(Grade::MAJOR);
    EXPECT_EQ(csv(get(stranger, "/findings.csv"), ',').size(), 1U);
    EXPECT_EQ(csv(get(lead, "/findings.csv"), ',').size(), 2U);
    EXPECT_EQ(csv(get(contact, "/evidence.csv"), ',').size(), 1U);
}

TEST_F(ListExport, is_called_by_its_list_and_the_day_and_leaves_nothing_behind)
{
    const auto aside = workspace.directory().aside();
    const auto lying = [&] {
        return std::distance(std::filesystem::directory_iterator(aside),
                             std::filesystem::directory_iterator());
    };
    const auto before = lying();
    {
        const auto reply = get(quality, "/evidence.xlsx");
        EXPECT_NE(reply.header("Content-Disposition")->find("evidence-2026-"), std::string::npos);
        EXPECT_EQ(reply.header("Content-Disposition")->rfind("attachment;", 0), 0U);
        const auto turkish = get(quality, "/findings.csv", Language::tr);
        EXPECT_NE(turkish.header("Content-Disposition")->find("bulgular-2026-"), std::string::npos);
        EXPECT_EQ(*turkish.header("Content-Type"), "text/csv; charset=utf-8");
        EXPECT_EQ(lying(), before + 2);
    }
    EXPECT_EQ(lying(), before);
}

TEST_F(ListExport, goes_over_all_pages_of_a_long_list)
{
    for (int i = 0; i < 520; ++i) drafted(Grade::MINOR);
    EXPECT_EQ(csv(get(quality, "/findings.csv"), ',').size(), 521U);
    EXPECT_EQ(csv(get(quality, "/findings.csv?after=IA-2026-01/f9"), ',').size(), 521U) << "not a page of it";
}

} // namespace
} // namespace clausebook::web
