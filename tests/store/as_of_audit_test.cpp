// What is made again for a pack of one audit: less than everything, and all that its dossier reads.

#include "cli/demo_story.h"
#include "core/pack/pack.h"
#include "packs/sheets/contents.h"
#include "store/as_of.h"
#include "store/people.h"
#include "support/files.h"
#include "support/temporary_directory.h"
#include "views/reports/audit_report.h"
#include "views/reports/pack_index.h"
#include "workspace/dossier.h"
#include "workspace/pack_parts.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook {
namespace {

/// The demo, which takes seconds and is built once, and after it what it has none of: each an entry of its
/// own.
class AsOfOneAudit : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder = std::make_unique<testing::TemporaryDirectory>();
        cli::build_demo(folder->path() / "demo", *parse_date("2026-11-20"), cli::DemoReports::Drafted,
                        catalogues(), [](const std::string&) {});
        house = std::make_unique<Workspace>(folder->path() / "demo", store::Database::Access::ReadAndWrite);
        entries = {head() / 4, head() / 2, head() * 3 / 4, head()};
        add_what_the_demo_lacks();
    }
    static void TearDownTestSuite()
    {
        house.reset();
        folder.reset();
    }

    static const views::Catalogues& catalogues()
    {
        static const views::Catalogues all;
        return all;
    }

    static std::int64_t head() { return store::head(house->read()).number; }

    static std::string text(const std::string& sql, const store::Params& params = {})
    {
        const auto rows = house->read().rows(sql, params);
        return rows.empty() ? std::string() : rows.front().text(rows.front().columns().front());
    }

    template <typename Change>
    static void changed(Change&& change)
    {
        auto verb = house->begin(system_actor(), "test.changed");
        change(verb);
        verb.commit();
        entries.push_back(head());
    }

    /// The row of one key again under another, with some columns changed.
    static void put_like(store::Writing& verb, const std::string& table, const std::string& key,
                         const std::string& new_key, const std::map<std::string, store::Value>& changes)
    {
        const auto row = verb.row("SELECT * FROM " + table + " WHERE key = ?", {key}).value();
        store::Record record;
        for (const auto& column : row.columns())
            if (column != "key" && column != "version")
                record.emplace_back(column,
                                    changes.contains(column) ? changes.at(column) : row.value(column));
        verb.put(table, new_key, record, key == new_key ? row.number("version") : 0);
    }

    static void remove(store::Writing& verb, const std::string& table, const std::string& key)
    {
        verb.remove(table, key, verb.number("SELECT version FROM " + table + " WHERE key = ?", {key}));
    }

    static void add_what_the_demo_lacks()
    {
        const auto shared =
            text("SELECT f.key FROM evidence_file f JOIN evidence_version v ON v.key = "
                 "f.evidence_version JOIN evidence e ON e.key = v.evidence JOIN evidence_link l "
                 "ON l.evidence = e.key WHERE l.kind = 'answer' AND e.confidentiality <> "
                 "'PERSONAL' AND v.serial = e.current ORDER BY f.key LIMIT 1");
        sharing_audit = text("SELECT audit FROM evidence_link WHERE evidence = ? AND kind = 'answer'",
                             {shared.substr(0, shared.find('/'))});
        changed(
            [&](store::Writing& verb) { // somebody's personal data, tied to no audit, with the same content
                put_like(verb, "evidence", shared.substr(0, shared.find('/')), "EV-9001",
                         {{"serial", 9001}, {"confidentiality", "PERSONAL"}, {"current", 1}});
                put_like(verb, "evidence_version", shared.substr(0, shared.rfind('/')), "EV-9001/1",
                         {{"evidence", "EV-9001"}, {"serial", 1}, {"masked", 0}});
                put_like(verb, "evidence_file", shared, "EV-9001/1/1", {{"evidence_version", "EV-9001/1"}});
            });
        personal_entry = head();
        const auto action = text("SELECT l.action FROM finding_action l JOIN evidence_link e ON e.kind = "
                                 "'action' AND e.target = l.action ORDER BY l.action LIMIT 1");
        const auto elsewhere = text(
            "SELECT f.key FROM finding f WHERE f.state <> 'WITHDRAWN' AND f.audit <> (SELECT g.audit FROM "
            "finding_action l JOIN finding g ON g.key = l.finding WHERE l.action = ?) LIMIT 1",
            {action});
        changed([&](store::Writing& verb) { // an action for findings of two audits
            verb.put("finding_action", elsewhere + "/" + action, {{"finding", elsewhere}, {"action", action}},
                     0);
        });
        changed([&](store::Writing& verb) { // evidence tied to an audit by an action alone
            put_like(verb, "evidence_link",
                     text("SELECT key FROM evidence_link WHERE kind = 'action' AND target = ?", {action}),
                     "EV-9001/action/" + action, {{"evidence", "EV-9001"}});
        });
        changed([&](store::Writing& verb) { remove(verb, "finding_action", elsewhere + "/" + action); });
        changed([&](store::Writing& verb) { // a link that was withdrawn
            remove(verb, "evidence_link",
                   text("SELECT key FROM evidence_link WHERE kind = 'answer' ORDER BY key DESC LIMIT 1"));
        });
        changed([&](store::Writing& verb) { // a content that was destroyed
            const auto version =
                text("SELECT v.key FROM evidence_version v JOIN evidence_link l ON l.evidence = "
                     "v.evidence WHERE l.kind = 'answer' AND v.state = 'ACCEPTED' LIMIT 1");
            put_like(verb, "evidence_version", version, version, {{"state", "DESTROYED"}});
        });
        changed([&](store::Writing& verb) {
            remove(verb, "evidence_link", "EV-9001/action/" + action);
            remove(verb, "evidence_file", "EV-9001/1/1");
            remove(verb, "evidence_version", "EV-9001/1");
            remove(verb, "evidence", "EV-9001");
        });
    }

    static std::unique_ptr<Workspace> past(std::int64_t number, const std::optional<Id<Audit>>& audit)
    {
        static int made = 0;
        const auto place = folder->path() / ("past-" + std::to_string(++made));
        store::rebuild_as_of(house->read(), number, place, house->vault(), audit);
        const auto at = store::checkpoint_at(house->read(), number).at;
        return std::make_unique<Workspace>(place, store::Database::Access::ReadOnly, [at] { return at; });
    }

    /// Whatever a pack prints of a dossier, in one text.
    static std::string told(const Workspace& workspace, const Id<Audit>& audit)
    {
        const auto all = dossier(workspace, workspace.read(), audit);
        std::string said = to_json(views::report_data(all, {}));
        for (const auto& one : all.evidence) {
            said.append("\n").append(one.evidence.key.str());
            for (const auto& content : one.personal) said.append(" personal ").append(content);
        }
        const auto words = words_in(Language::en, catalogues());
        packs::Contents contents{
            all, words, packs::places_in_pack(evidence_index(all)), {}, pack_warnings(all)};
        said +=
            views::pack_index_page(all, {Language::en, contents.index, "book.xlsx", {}, ""}, catalogues());
        const auto book = folder->path() / "book.xlsx";
        packs::write_workbook(book, contents);
        said += testing::bytes_of(book);
        std::filesystem::remove(book);
        return said;
    }

    static std::vector<std::string> keys(const Workspace& workspace, const std::string& table)
    {
        std::vector<std::string> all;
        for (const auto& row : workspace.read().rows("SELECT key FROM " + table + " ORDER BY rowid"))
            all.push_back(row.text("key"));
        return all;
    }

    static inline std::unique_ptr<testing::TemporaryDirectory> folder;
    static inline std::unique_ptr<Workspace> house;
    static inline std::vector<std::int64_t> entries; ///< looked back to
    static inline std::int64_t personal_entry = 0;
    static inline std::string sharing_audit;
};

TEST_F(AsOfOneAudit, its_dossier_is_the_one_of_everything_at_any_entry)
{
    int compared = 0;
    for (const auto number : entries) {
        const auto whole = past(number, std::nullopt);
        for (const auto& audit : keys(*whole, "audit")) {
            EXPECT_TRUE(told(*past(number, Id<Audit>(audit)), Id<Audit>(audit))
                        == told(*whole, Id<Audit>(audit)))
                << audit << " at " << number;
            ++compared;
        }
    }
    EXPECT_GT(compared, static_cast<int>(entries.size()));
}

TEST_F(AsOfOneAudit, a_content_that_is_personal_elsewhere_is_known_as_such)
{
    const auto marks = [](std::int64_t number) {
        const auto text = told(*past(number, Id<Audit>(sharing_audit)), Id<Audit>(sharing_audit));
        std::size_t count = 0;
        for (auto at = text.find(" personal "); at != std::string::npos; at = text.find(" personal ", at + 1))
            ++count;
        return count;
    };
    EXPECT_GT(marks(personal_entry), marks(personal_entry - 1));
    EXPECT_EQ(marks(head()), marks(personal_entry - 1));
}

TEST_F(AsOfOneAudit, rows_stand_in_the_same_order_and_are_fewer)
{
    const auto whole = past(head(), std::nullopt);
    const auto audit = keys(*whole, "audit").front();
    const auto narrowed = past(head(), Id<Audit>(audit));
    for (const auto* table : {"answer", "finding_step", "action", "action_step", "evidence",
                              "evidence_version", "evidence_file", "evidence_link"}) {
        auto all = keys(*whole, table);
        const auto some = keys(*narrowed, table);
        EXPECT_FALSE(some.empty()) << table;
        EXPECT_LT(some.size(), all.size()) << table;
        std::erase_if(all, [&](const std::string& key) {
            return std::find(some.begin(), some.end(), key) == some.end();
        });
        EXPECT_EQ(all, some) << table;
    }
}

} // namespace
} // namespace clausebook
