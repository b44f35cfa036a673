// Bringing checklists in, offering them, retiring them; the same of them whatever comes.

#include "checklist/small_checklist.h"
#include "store/checklists.h"
#include "store/verify.h"
#include "support/audit_house.h"
#include "support/own_checklist.h"
#include "support/refused.h"
#include "workspace/checklists.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

namespace clausebook {
namespace {

using testing::own_checklist;
using testing::own_checklist_file;

class ChecklistVerbs : public testing::AuditHouse {
protected:
    std::string import(const std::string& bytes)
    {
        return import_checklist(workspace, quality, bytes, "own.xml");
    }

    std::vector<std::string> offered() const
    {
        std::vector<std::string> names;
        for (const auto& one : offered_checklists(workspace, workspace.read()))
            names.push_back(standard_of(one.checklist->identity) + "/"
                            + std::to_string(one.checklist->identity.revision));
        return names;
    }

    void expect_nothing_stored(std::int64_t before) const
    {
        EXPECT_EQ(entries(), before);
        EXPECT_TRUE(workspace.vault().contents().empty());
        EXPECT_TRUE(store::checklists(workspace.read()).empty());
    }

    std::string last_action() const { return store::entries_before(workspace.read(), 0, 1).front().action; }
};

TEST_F(ChecklistVerbs, an_import_keeps_the_very_bytes_and_says_who_and_when)
{
    const auto before = entries();
    // Not in canonical form: what comes back is what came in, not what the program would write.
    const auto bytes =
        "<!-- ours -->\n" + own_checklist_file().substr(own_checklist_file().find("<checklist"));
    const auto key = import(bytes);
    EXPECT_EQ(key, store::sha256(bytes));
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(last_action(), "checklist.imported");
    const auto one = house_checklist(workspace, workspace.read(), key);
    EXPECT_EQ(checklist_bytes(workspace, one), bytes);
    EXPECT_EQ(*one.checklist, own_checklist());
    EXPECT_EQ(one.import->imported_by, quality.person);
    EXPECT_EQ(one.import->imported_at, clock);
    EXPECT_EQ(one.import->file, "own.xml");
    EXPECT_TRUE(one.offered);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(ChecklistVerbs, only_a_quality_manager_brings_one_in)
{
    const auto before = entries();
    for (const auto& actor : {lead, auditor, auditee, management, administrator})
        EXPECT_REFUSED(import_checklist(workspace, actor, own_checklist_file(), "a.xml"), "not_allowed");
    expect_nothing_stored(before);
    EXPECT_REFUSED(retire_checklist(workspace, lead, built_in_key(), 1), "not_allowed");
}

TEST_F(ChecklistVerbs, hostile_files_are_refused_and_leave_nothing)
{
    const auto before = entries();
    std::string deep = "<?xml version=\"1.0\"?>";
    for (int i = 0; i < 100'000; ++i) deep += "<group>";
    std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE checklist [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'm'; ++c) {
        laughs += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
        laughs += "\">";
    }
    laughs += "]><checklist>&l;</checklist>";
    auto nul = own_checklist_file();
    nul[nul.find("Our own")] = '\0';
    auto latin = own_checklist_file();
    latin.replace(latin.find("UTF-8"), 5, "ISO-8859-9");
    auto doubled = own_checklist_file();
    const std::string from = "id=\"9.2-Q2\"";
    doubled.replace(doubled.find(from), from.size(), "id=\"9.2-Q1\"");
    std::string huge;
    huge.resize(100'000'000, 'x');
    const std::string utf16 = std::string("\xFF\xFE<\0c\0", 6);
    for (const auto& bytes :
         {std::string(), std::string("no xml"), deep, laughs, nul, latin, doubled, utf16,
          own_checklist_file() + "<", std::string(checklist::size_limit_bytes + 1, ' '), huge,
          std::string("<!DOCTYPE checklist SYSTEM \"file:///etc/passwd\">") + own_checklist_file()}) {
        EXPECT_REFUSED(import(bytes), "checklist_faulty");
        EXPECT_FALSE(preview_checklist(workspace, workspace.read(), bytes).reading.faults.empty());
    }
    expect_nothing_stored(before);
}

TEST_F(ChecklistVerbs, other_bytes_under_a_known_identity_are_refused_also_of_the_built_in_one)
{
    import(own_checklist_file());
    const auto before = entries();
    auto other = own_checklist();
    other.clauses[0].weight = 3;
    EXPECT_REFUSED(import(checklist::write(other)), "checklist_changed");
    EXPECT_REFUSED(import(own_checklist_file()), "checklist_here");
    EXPECT_REFUSED(import(built_in_bytes()), "checklist_built_in");
    EXPECT_REFUSED(import(small_checklist()), "checklist_changed");
    EXPECT_EQ(preview_checklist(workspace, workspace.read(), small_checklist()).obstacle,
              "checklist_changed");
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(workspace.vault().contents().size(), 1U);
}

TEST_F(ChecklistVerbs, of_many_imports_of_one_identity_at_once_one_lasts)
{
    std::atomic<int> done = 0;
    std::atomic<int> changed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            auto mine = own_checklist();
            mine.note.en = "Thread " + std::to_string(i);
            try {
                import_checklist(workspace, quality, checklist::write(mine), "x.xml");
                ++done;
            } catch (const Refusal& refusal) {
                changed += refusal.code() == "checklist_changed" ? 1 : 0;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(changed, 7);
    EXPECT_EQ(store::checklists(workspace.read()).size(), 1U);
    EXPECT_EQ(workspace.vault().contents().size(), 1U);
    EXPECT_TRUE(store::verify(workspace.directory()).sound());
}

TEST_F(ChecklistVerbs, the_newest_revision_is_offered_first_and_a_retired_one_not)
{
    import(own_checklist_file("House rules", 2025, 1));
    const auto second = import(own_checklist_file("House rules", 2025, 2));
    import(own_checklist_file("ISO 10002", 2014, 1));
    import(own_checklist_file("ISO 10002", 2018, 1001));
    EXPECT_EQ(offered(),
              (std::vector<std::string>{"ISO 10002:2018/1001", "ISO 10002:2018/1", "ISO 10002:2014/1",
                                        "House rules:2025/2", "House rules:2025/1"}));
    retire_checklist(workspace, quality, second, 1);
    EXPECT_EQ(last_action(), "checklist.retired");
    EXPECT_EQ(offered()[3], "House rules:2025/1");
    EXPECT_REFUSED(retire_checklist(workspace, quality, second, 2), "checklist_retired");
    auto wanted = wish();
    wanted.checklist = second;
    EXPECT_REFUSED(create_audit(workspace, quality, wanted), "checklist_not_offered");
    EXPECT_REFUSED(offer_checklist(workspace, quality, second, 1), "edit_conflict");
    offer_checklist(workspace, quality, second, 2);
    EXPECT_EQ(last_action(), "checklist.offered");
    EXPECT_EQ(offered()[3], "House rules:2025/2");
    EXPECT_REFUSED(retire_checklist(workspace, quality, built_in_key(), 1), "checklist_not_imported");
    EXPECT_THROW(retire_checklist(workspace, quality, std::string(64, 'a'), 1), NotFound);
}

TEST_F(ChecklistVerbs, an_audit_keeps_its_checklist_through_new_revisions_and_retirement)
{
    const auto first = import(own_checklist_file());
    auto wanted = wish();
    wanted.checklist = first;
    wanted.clauses = {*ClauseNumber::parse("9.2")};
    const auto key = create_audit(workspace, quality, wanted);
    auto next = own_checklist("House rules", 2025, 2);
    next.clauses.pop_back();
    next.groups.pop_back();
    import(checklist::write(next));
    retire_checklist(workspace, quality, first, 1);
    EXPECT_EQ(audit(key).checklist, first);
    EXPECT_EQ(checklist_of(workspace, audit(key)), own_checklist());
    EXPECT_EQ(audits_with(workspace.read(), quality, first), std::vector{key});
    EXPECT_EQ(audits_with(workspace.read(), lead, first), std::vector{key});
    EXPECT_TRUE(audits_with(workspace.read(), stranger, first).empty()) << "not on its team";
    wanted = wish();
    wanted.checklist = first;
    EXPECT_REFUSED(create_audit(workspace, quality, wanted), "checklist_not_offered");
    wanted.checklist = store::checklist_of_identity(workspace.read(), next.identity).value();
    wanted.clauses = {*ClauseNumber::parse("7.4")};
    EXPECT_REFUSED(create_audit(workspace, quality, wanted), "audit_choice_unknown");
}

TEST_F(ChecklistVerbs, a_preview_compares_with_the_newest_revision_and_stores_nothing)
{
    import(own_checklist_file());
    auto next = own_checklist("House rules", 2025, 2);
    next.clauses[1].questions[0].text.en = "Otherwise?";
    const auto before = entries();
    const auto preview = preview_checklist(workspace, workspace.read(), checklist::write(next));
    ASSERT_TRUE(preview.stands);
    EXPECT_EQ(preview.stands->checklist->identity.revision, 1);
    ASSERT_EQ(preview.differences.size(), 1U);
    EXPECT_EQ(preview.differences[0].place, "9.2-Q1");
    EXPECT_EQ(preview.obstacle, "");
    const auto alone = preview_checklist(workspace, workspace.read(), own_checklist_file("Other", 2020, 1));
    EXPECT_FALSE(alone.stands);
    EXPECT_TRUE(alone.differences.empty());
    EXPECT_EQ(entries(), before);
}

TEST_F(ChecklistVerbs, what_was_previewed_is_kept_for_its_person_alone_and_only_the_last)
{
    const auto first = keep_previewed(workspace, quality, "one");
    EXPECT_EQ(previewed(workspace, quality, first), "one");
    EXPECT_REFUSED(previewed(workspace, lead, first), "preview_over");
    EXPECT_REFUSED(previewed(workspace, quality, "../" + first.substr(3)), "preview_over");
    const auto second = keep_previewed(workspace, quality, "two");
    EXPECT_REFUSED(previewed(workspace, quality, first), "preview_over");
    const auto file = workspace.directory().aside() / (".checklist-" + quality.person.str() + "-" + second);
    ASSERT_TRUE(std::filesystem::exists(file));
    std::ofstream(file) << "tampered";
    EXPECT_REFUSED(previewed(workspace, quality, second), "preview_over");
    forget_previewed(workspace, quality);
    EXPECT_TRUE(std::filesystem::is_empty(workspace.directory().aside()));
}

} // namespace
} // namespace clausebook
