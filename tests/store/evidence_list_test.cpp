#include "store/evidence_list.h"
#include "support/evidence_house.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace clausebook::store {
namespace {

class EvidenceList : public ::testing::Test {
protected:
    testing::EvidenceHouse house;
    const Date today = *parse_date("2026-11-22");

    Id<Evidence> put(const std::string& title, EvidenceType type = EvidenceType::POL,
                     const std::string& valid_until = "", const Actor* who = nullptr,
                     Confidentiality confidentiality = Confidentiality::Internal)
    {
        Registration wish;
        wish.fields.title = title;
        wish.fields.type = type;
        wish.fields.confidentiality = confidentiality;
        wish.version.valid_until = parse_date(valid_until);
        house.now += std::chrono::seconds(1);
        return house.register_file(who ? *who : house.auditee, title + ".txt", title, wish).evidence;
    }

    std::vector<std::string> titles(const EvidenceQuery& query, const Actor& actor)
    {
        std::vector<std::string> found;
        for (const auto& row : evidence_page(house.workspace.read(), query, actor, today).rows)
            found.push_back(row.fields.title);
        return found;
    }

    std::vector<std::string> filtered(const EvidenceFilter& filter)
    {
        EvidenceQuery query;
        query.filter = filter;
        query.direction = Direction::Ascending;
        return titles(query, house.qm);
    }
};

using Titles = std::vector<std::string>;

TEST_F(EvidenceList, sorts_as_the_turkish_alphabet_does)
{
    for (const auto* title : {"Şikâyet", "Islah", "İade", "sonuç", "Çözüm", "cevap"}) put(title);
    EvidenceQuery query;
    query.sort = EvidenceSort::Title;
    query.direction = Direction::Ascending;
    EXPECT_EQ(titles(query, house.qm), (Titles{"cevap", "Çözüm", "Islah", "İade", "sonuç", "Şikâyet"}));
}

TEST_F(EvidenceList, pages_through_everything_once_in_every_sort_and_direction)
{
    for (int i = 0; i < 23; ++i)
        put("Title " + std::to_string(i % 5), i % 2 ? EvidenceType::LOG : EvidenceType::POL,
            i % 3 ? "2026-12-0" + std::to_string(i % 3) : "");
    for (const auto sort : {EvidenceSort::Number, EvidenceSort::Title, EvidenceSort::Type,
                            EvidenceSort::Received, EvidenceSort::ValidUntil, EvidenceSort::State})
        for (const auto direction : {Direction::Ascending, Direction::Descending}) {
            EvidenceQuery query{{}, sort, direction, std::nullopt, 5};
            std::set<std::string> seen;
            int pages = 0;
            do {
                const auto page = evidence_page(house.workspace.read(), query, house.qm, today);
                for (const auto& row : page.rows)
                    EXPECT_TRUE(seen.insert(row.key.str()).second) << row.key.str();
                query.after = page.next;
                ++pages;
            } while (query.after && pages < 9);
            EXPECT_EQ(seen.size(), 23U);
            EXPECT_EQ(pages, 5);
        }
}

TEST_F(EvidenceList, never_sorts_the_whole_table)
{
    for (const auto sort : {EvidenceSort::Number, EvidenceSort::Title, EvidenceSort::Type,
                            EvidenceSort::Received, EvidenceSort::ValidUntil, EvidenceSort::State})
        for (const auto direction : {Direction::Ascending, Direction::Descending})
            for (const bool later : {false, true})
                for (const auto* actor : {&house.qm, &house.auditor, &house.top}) {
                    EvidenceQuery query{{}, sort, direction, std::nullopt, 100};
                    if (later) query.after = EvidencePlace{"a", 7};
                    const auto plan = evidence_page_plan(house.workspace.read(), query, *actor, today);
                    for (const auto& line : plan)
                        EXPECT_EQ(line.find("TEMP B-TREE"), std::string::npos)
                            << static_cast<int>(sort) << ": " << line;
                    ASSERT_FALSE(plan.empty());
                    EXPECT_NE(plan.front().find("INDEX"), std::string::npos) << plan.front();
                }
}

TEST_F(EvidenceList, finds_what_is_tied_to_somebody_from_that_person)
{
    for (const auto sort : {EvidenceSort::Number, EvidenceSort::Title, EvidenceSort::State}) {
        const EvidenceQuery query{{}, sort, Direction::Ascending, std::nullopt, 100};
        std::string plan;
        for (const auto& line : evidence_page_plan(house.workspace.read(), query, house.auditee, today))
            plan += line + "\n";
        EXPECT_EQ(plan.find("SCAN e"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("SCAN evidence"), std::string::npos) << plan;
    }
}

TEST_F(EvidenceList, finds_what_waits_for_a_decision_from_what_was_handed_in)
{
    EvidenceFilter waiting;
    waiting.state = EvidenceState::Submitted;
    const EvidenceQuery query{waiting, EvidenceSort::Received, Direction::Descending, std::nullopt, 100};
    std::string plan;
    for (const auto& line : evidence_page_plan(house.workspace.read(), query, house.qm, today))
        plan += line + "\n";
    EXPECT_EQ(plan.find("SCAN e\n"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("SCAN e "), std::string::npos) << plan;
    EXPECT_NE(plan.find("evidence_version_submitted"), std::string::npos) << plan;
}

TEST_F(EvidenceList, finds_by_type_state_expiry_text_owner_and_clause)
{
    put("Complaints policy");
    put("Complaint log", EvidenceType::LOG, "2026-11-21");
    put("Kayıt ŞİKÂYET 50%", EvidenceType::LOG, "2026-12-31");
    const auto linked = put("Acknowledgement letter", EvidenceType::COM, "2027-12-31");
    link_evidence(house.workspace, house.auditor, linked, testing::acknowledgement, {"p. 1", ""}, 0);
    const auto expired = house.accepted(house.auditee, "old.txt", "old", [] {
        auto wish = testing::EvidenceHouse::policy();
        wish.fields.title = "Old policy";
        wish.version.valid_until = parse_date("2026-06-30");
        return wish;
    }());

    EvidenceFilter filter;
    filter.type = EvidenceType::LOG;
    EXPECT_EQ(filtered(filter), (Titles{"Complaint log", "Kayıt ŞİKÂYET 50%"}));
    filter = {};
    filter.state = EvidenceState::Expired;
    EXPECT_EQ(filtered(filter), (Titles{"Old policy"}));
    filter.state = EvidenceState::Accepted;
    EXPECT_EQ(filtered(filter), Titles{});
    filter = {};
    filter.expiry = Expiry::Expired;
    EXPECT_EQ(filtered(filter), (Titles{"Complaint log", "Old policy"}));
    filter.expiry = Expiry::Soon;
    EXPECT_EQ(filtered(filter), (Titles{"Kayıt ŞİKÂYET 50%"}));
    filter.expiry = Expiry::None;
    EXPECT_EQ(filtered(filter), (Titles{"Complaints policy"}));
    filter = {};
    filter.text = "sikayet kayit";
    EXPECT_EQ(filtered(filter), (Titles{"Kayıt ŞİKÂYET 50%"}));
    filter.text = "50%";
    EXPECT_EQ(filtered(filter), (Titles{"Kayıt ŞİKÂYET 50%"}));
    filter.text = "%";
    EXPECT_EQ(filtered(filter).size(), 1U);
    filter.text = expired.str();
    EXPECT_EQ(filtered(filter), (Titles{"Old policy"}));
    filter = {};
    filter.clause = "7";
    EXPECT_EQ(filtered(filter), (Titles{"Acknowledgement letter"}));
    filter.clause = "7.4";
    EXPECT_EQ(filtered(filter), (Titles{"Acknowledgement letter"}));
    filter.clause = "7.5";
    EXPECT_EQ(filtered(filter), Titles{});
}

TEST_F(EvidenceList, shows_each_person_exactly_what_may_be_seen)
{
    for (const auto* who : {&house.auditee, &house.other_auditee, &house.auditor, &house.qm})
        for (const auto each : all_confidentialities) {
            const auto key = put(who->name + " " + str(each), EvidenceType::POL, "", who, each);
            if (each == Confidentiality::Personal && who == &house.qm)
                link_evidence(house.workspace, house.qm, key, testing::acknowledgement, {}, 0);
        }
    const auto db = house.workspace.read();
    const auto all = evidence_page(db, {}, house.qm, today).rows;
    EXPECT_EQ(all.size(), 16U);
    for (const auto* actor : {&house.qm, &house.lead, &house.auditor, &house.stranger, &house.auditee,
                              &house.other_auditee, &house.top, &house.admin}) {
        std::set<std::string> expected;
        for (const auto& row : all)
            if (may_see(row.fields.confidentiality, *actor, ties_of(db, row, actor->person)))
                expected.insert(row.key.str());
        std::set<std::string> listed;
        for (const auto& row : evidence_page(db, {}, *actor, today).rows) listed.insert(row.key.str());
        EXPECT_EQ(listed, expected) << actor->name;
        EXPECT_EQ(evidence_count(db, {}, *actor, today), static_cast<std::int64_t>(expected.size()));
    }
}

TEST_F(EvidenceList, a_new_version_of_accepted_evidence_waits_for_others_than_its_uploader)
{
    auto wish = testing::EvidenceHouse::policy();
    wish.fields.title = "Complaints policy";
    const auto key = house.accepted(house.auditee, "a.txt", "first", wish);
    EvidenceFilter waiting;
    waiting.state = EvidenceState::Submitted;
    EXPECT_EQ(filtered(waiting), Titles{});
    std::vector<ReceivedFile> files;
    files.push_back(house.file("a.txt", "second"));
    add_evidence_version(house.workspace, house.auditee, key, std::move(files), "");
    auto version = house.dossier(key).newest().fields;
    version.document_date = parse_date("2026-11-01");
    describe_evidence(house.workspace, house.auditee, key, house.version(key), wish.fields, version);
    submit_evidence(house.workspace, house.auditee, key, house.version(key));
    EXPECT_EQ(filtered(waiting), Titles{"Complaints policy"});
    waiting.not_by = house.auditee.person;
    EXPECT_EQ(filtered(waiting), Titles{});
}

} // namespace
} // namespace clausebook::store
