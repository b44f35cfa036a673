// Figures that are kept are those that are worked out from scratch, whatever was done in between.

#include "store/touched.h"
#include "support/report_house.h"
#include "support/statements.h"
#include "workspace/answers.h"
#include "workspace/evidence_links.h"
#include "workspace/figures.h"
#include "workspace/findings.h"
#include "workspace/overview.h"

#include <algorithm>
#include <functional>
#include <set>

namespace clausebook {
namespace {

std::string said(const Tally& tally)
{
    std::string text;
    for (const auto number : {tally.questions, tally.seen, tally.stand, tally.evidenced, tally.flagged})
        text += std::to_string(number) + " ";
    for (const auto count : tally.by_mark) text += std::to_string(count) + " ";
    return text;
}

std::string said(const AuditProgress& progress)
{
    auto text = said(progress.whole);
    for (const auto& clause : progress.clauses) {
        text += "\n" + clause.clause.str() + " " + std::string(str(clause.status)) + " " + said(clause.tally)
            + std::to_string(clause.live_findings);
        for (const auto& one : clause.also_concerned) text += " +" + one.finding.str() + one.number;
        for (const auto& question : clause.questions)
            text += " " + question.question.str() + std::string(str(question.mark))
                + (is_unproven(question) ? "!" : "") + std::to_string(question.live_findings);
    }
    return text;
}

class KeptFiguresHouse : protected test::Listening, public testing::ReportHouse {
protected:
    std::string kept() const
    {
        const auto db = workspace.read();
        return said(Figures(workspace, db).of(audit(key))->progress);
    }
    std::string from_scratch() const { return said(progress(workspace, workspace.read(), audit(key))); }

    std::string newest_kept() const
    {
        return said(results_in_sight(workspace, workspace.read(), quality, "").newest->progress);
    }
    std::string newest_from_scratch() const
    {
        const auto db = workspace.read();
        std::vector<KeptResults> all;
        for (const auto& one : store::audits(db).audits) {
            auto source = progress_source(workspace, db, one);
            all.push_back(std::make_shared<AuditResults>(
                AuditResults{one.key, one.state, one.starts_on, progress_of(source), source.findings}));
        }
        return said(newest_results(current_checklist(), all, workspace.today()).progress);
    }

    /// Does something and holds what is kept beside what is true.
    void after(const char* what, const std::function<void()>& verb)
    {
        kept();
        newest_kept();
        const auto before = from_scratch();
        verb();
        EXPECT_EQ(kept(), from_scratch()) << what;
        EXPECT_EQ(newest_kept(), newest_from_scratch()) << what;
        if (before != from_scratch()) ++told_;
    }

    static bool heard(std::string_view part) { return !test::StatementLog::heard(part).empty(); }

    Version evidence_version() const { return store::evidence(workspace.read(), piece)->version; }
    LinkTarget answer_of(const char* question) const
    {
        return *LinkTarget::parse("answer:" + key.str() + "/all/" + question);
    }

    int told_ = 0; ///< verbs that changed the figures
};

TEST_F(KeptFiguresHouse, are_those_from_scratch_after_every_kind_of_verb)
{
    clock += std::chrono::hours(24); // the audit has begun
    Id<Finding> other;
    after("an answer", [&] { set_result("8.1-Q2", Result::NS, "Nobody was there"); });
    after("a flag", [&] {
        auto verb = workspace.begin(auditor, "test.flagged");
        auto answer = store::answer(verb, {key, *QuestionId::parse("7.4-Q3"), "all"}).value();
        answer.flagged = true;
        store::save(verb, answer);
        verb.commit();
    });
    after("evidence unlinked", [&] { unlink_evidence(workspace, auditor, piece, answer_of("7.4-Q1")); });
    after("evidence linked", [&] {
        link_evidence(workspace, auditor, piece, answer_of("8.1-Q3"), {"p. 1", {}}, 0);
    });
    after("evidence whose type says how old it may be", [&] {
        auto verb = workspace.begin(quality, "test.type");
        const auto row = *verb.row("SELECT * FROM evidence_version WHERE evidence = ?", {piece.str()});
        store::Record record;
        for (const auto& column : row.columns())
            if (column != "key" && column != "version")
                record.emplace_back(column,
                                    column == "period_to" ? store::Value("2024-01-01") : row.value(column));
        verb.put("evidence_version", row.text("key"), record, row.number("version"));
        verb.commit();
    });
    after("a draft", [&] {
        FindingDraft wish;
        wish.audit = key;
        wish.grade = Grade::MINOR;
        wish.clause = *ClauseNumber::parse("8.1");
        other = draft_finding(workspace, auditor, wish);
    });
    after("its clause", [&] {
        auto text = text_of(store::finding(workspace.read(), other).value());
        text.clause = *ClauseNumber::parse("7.4");
        text.secondary_clauses = {};
        change_finding(workspace, auditor, other, text);
    });
    after("taken back", [&] {
        withdraw(workspace, lead, other, "It was seen wrongly, twice",
                 store::finding(workspace.read(), other)->version);
    });
    after("another organization's name", [&] { describe(); });
    after("a year and a day later, when records are too old", [&] { clock += std::chrono::hours(24 * 366); });
    EXPECT_GE(told_, 6) << "most of that changes figures";
}

TEST_F(KeptFiguresHouse, are_not_worked_out_again_while_nothing_of_their_audit_changes)
{
    kept();
    test::StatementLog::clear();
    kept();
    EXPECT_FALSE(heard("FROM answer"));
    describe(); // people, sites, the organization
    test::StatementLog::clear();
    kept();
    EXPECT_FALSE(heard("FROM answer"));
    set_result("8.1-Q2", Result::NS, "Nobody was there");
    test::StatementLog::clear();
    kept();
    EXPECT_TRUE(heard("FROM answer"));
}

TEST_F(KeptFiguresHouse, of_another_audit_stay)
{
    const auto other = create_audit(workspace, quality, wish(), {});
    const auto of_other = [&] {
        const auto db = workspace.read();
        return Figures(workspace, db).of(audit(other));
    };
    const auto first = of_other();
    set_result("8.1-Q2", Result::NS, "Nobody was there");
    EXPECT_EQ(of_other(), first);
    kept();
    EXPECT_EQ(of_other(), first);
}

TEST_F(KeptFiguresHouse, of_an_older_moment_are_of_that_moment)
{
    const auto before = workspace.read();
    const auto then = said(progress(workspace, before, audit(key)));
    set_result("8.1-Q2", Result::NS, "Nobody was there");
    const auto now = kept();
    EXPECT_NE(now, then);
    EXPECT_EQ(said(Figures(workspace, before).of(audit(key))->progress), then);
    EXPECT_EQ(kept(), now);
}

TEST_F(KeptFiguresHouse, are_forgotten_when_too_much_changed_to_look_at)
{
    kept();
    auto verb = workspace.begin(auditor, "test.many");
    for (int i = 0; i < 5001; ++i) verb.next_number("TEST-" + std::to_string(i));
    verb.commit();
    test::StatementLog::clear();
    const auto now = kept();
    EXPECT_TRUE(heard("FROM answer"));
    EXPECT_EQ(now, from_scratch());
}

/// Whatever figures read must be looked for in the journal.
TEST_F(KeptFiguresHouse, are_made_of_the_tables_whose_changes_are_looked_for)
{
    const auto one = audit(key);
    const auto db = workspace.read();
    test::StatementLog::clear();
    progress(workspace, db, one);
    std::set<std::string> read;
    for (const auto& statement : test::StatementLog::heard("SELECT"))
        for (const auto* word : {"FROM ", "JOIN "})
            for (auto at = statement.find(word); at != std::string::npos; at = statement.find(word, at + 1)) {
                const auto begin = at + std::string_view(word).size();
                const auto table = statement.substr(
                    begin, statement.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin) - begin);
                if (!table.empty()) read.insert(table);
            }
    read.erase("journal_entry"); // the moment, for today's date
    EXPECT_GE(read.size(), 4U);
    for (const auto& table : read) {
        const auto& known = store::tables_of_figures();
        EXPECT_TRUE(std::find(known.begin(), known.end(), table) != known.end()) << table;
    }
}

} // namespace
} // namespace clausebook
