// Evidence by reference, tags and saved lists as verbs: they happen, are refused, and leave one entry.

#include "store/evidence_tags.h"
#include "store/saved_lists.h"
#include "store/verify.h"
#include "support/evidence_house.h"
#include "support/refused.h"
#include "workspace/evidence_tags.h"
#include "workspace/saved_lists.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

class EvidenceWords : public ::testing::Test {
protected:
    testing::EvidenceHouse house;
    Workspace& workspace = house.workspace;

    EvidenceReference seen(const char* day = "2026-11-02") const
    {
        return {"Registry office", "R-12", SeenHow::Original, parse_date(day), house.auditor.person};
    }

    Registration by_reference() const
    {
        auto wish = testing::EvidenceHouse::policy();
        wish.fields.title = "Complaint register";
        wish.version.location = "Archive room 2";
        wish.version.reference = seen();
        return wish;
    }

    Id<Evidence> referred()
    {
        return register_evidence(workspace, house.auditor, {}, by_reference()).at(0).evidence;
    }

    std::vector<std::string> tags(const Id<Evidence>& key)
    {
        std::vector<std::string> all;
        for (const auto& tag : store::tags_of(workspace.read(), key)) all.push_back(tag.text);
        return all;
    }

    bool sound() { return store::verify(workspace.directory()).sound(); }
};

TEST_F(EvidenceWords, a_reference_is_handed_in_accepted_and_counts_like_a_file)
{
    const auto key = referred();
    EXPECT_EQ(house.dossier(key).newest().fields.reference, seen());
    submit_evidence(workspace, house.auditor, key, house.version(key));
    EXPECT_REFUSED(accept_evidence(workspace, house.auditor, key, house.version(key)), "evidence_own_upload");
    accept_evidence(workspace, house.lead, key, house.version(key));
    const auto version = house.dossier(key).newest();
    EXPECT_TRUE(is_valid_evidence(version, EvidenceType::POL, *parse_date("2026-11-22")));
    EXPECT_TRUE(sound());
}

TEST_F(EvidenceWords, a_reference_that_lacks_something_is_not_handed_in)
{
    auto wish = by_reference();
    wish.version.reference->seen_by = {};
    const auto key = register_evidence(workspace, house.auditor, {}, wish).at(0).evidence;
    EXPECT_REFUSED(submit_evidence(workspace, house.auditor, key, 1), "evidence_needs_reference");
    auto fields = house.dossier(key).newest().fields;
    fields.reference = seen();
    describe_evidence(workspace, house.auditor, key, 1, house.dossier(key).evidence.fields, fields);
    submit_evidence(workspace, house.auditor, key, house.version(key));
    EXPECT_EQ(house.dossier(key).newest().state, EvidenceState::Submitted);
}

TEST_F(EvidenceWords, a_reference_beside_a_file_in_the_future_or_by_nobody_is_refused)
{
    const auto entries = house.entries();
    EXPECT_REFUSED(house.register_file(house.auditor, "a.txt", "a", by_reference()), "reference_with_file");
    auto wish = by_reference();
    wish.version.reference = seen("2026-11-23");
    EXPECT_REFUSED(register_evidence(workspace, house.auditor, {}, wish), "seen_in_future");
    wish.version.reference = seen();
    wish.version.reference->seen_by = Id<Person>("P-9999");
    EXPECT_REFUSED(register_evidence(workspace, house.auditor, {}, wish), "no_such_person");
    EXPECT_EQ(house.entries(), entries);
}

TEST_F(EvidenceWords, what_was_seen_again_is_a_new_version_kept_where_it_was)
{
    const auto key = referred();
    submit_evidence(workspace, house.auditor, key, house.version(key));
    accept_evidence(workspace, house.lead, key, house.version(key));
    auto again = seen("2026-11-20");
    again.kept_by = "ignored";
    add_evidence_sighting(workspace, house.auditor, key, again, "");
    const auto dossier = house.dossier(key);
    ASSERT_EQ(dossier.versions.size(), 2U);
    EXPECT_EQ(dossier.newest().fields.reference->kept_by, "Registry office");
    EXPECT_EQ(dossier.newest().fields.reference->seen_on, parse_date("2026-11-20"));
    EXPECT_EQ(dossier.newest().fields.location, "Archive room 2");
    EXPECT_EQ(dossier.evidence.current, 1) << "the accepted one stands";
    const auto file = house.register_file(house.auditor, "a.txt", "a").evidence;
    EXPECT_REFUSED(add_evidence_sighting(workspace, house.auditor, file, again, ""),
                   "evidence_not_by_reference");
}

TEST_F(EvidenceWords, a_record_by_reference_goes_with_all_that_was_said_about_it)
{
    const auto key = referred();
    tag_evidence(workspace, house.auditor, key, "Q3");
    remove_evidence(workspace, house.auditor, key, 1);
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM evidence_reference"), 0);
    EXPECT_EQ(workspace.read().number("SELECT count(*) FROM evidence_tag"), 0);
    EXPECT_TRUE(sound());
}

TEST_F(EvidenceWords, may_be_handed_in_in_the_verb_that_registers)
{
    auto wish = testing::EvidenceHouse::policy();
    wish.then = Then::Submit;
    const auto entries = house.entries();
    const auto key = house.register_file(house.auditee, "a.txt", "a", wish).evidence;
    EXPECT_EQ(house.entries(), entries + 1);
    EXPECT_EQ(house.dossier(key).newest().state, EvidenceState::Submitted);
    wish.fields.type.reset();
    EXPECT_REFUSED(house.register_file(house.auditee, "b.txt", "b", wish), "evidence_needs_type");
    EXPECT_EQ(house.entries(), entries + 1);
    EXPECT_TRUE(sound());
}

TEST_F(EvidenceWords, tags_come_once_and_go)
{
    const auto key = house.register_file(house.auditor, "a.txt", "a").evidence;
    const auto entries = house.entries();
    tag_evidence(workspace, house.auditor, key, "Müşteri, Q3");
    EXPECT_EQ(house.entries(), entries + 1);
    tag_evidence(workspace, house.auditor, key, "musteri");
    EXPECT_EQ(house.entries(), entries + 1) << "the same word changes nothing";
    EXPECT_EQ(tags(key), (std::vector<std::string>{"Müşteri", "Q3"}));
    untag_evidence(workspace, house.auditor, key, "MÜŞTERİ");
    EXPECT_EQ(tags(key), std::vector<std::string>{"Q3"});
    EXPECT_REFUSED(tag_evidence(workspace, house.auditor, key, "1,2,3,4,5,6,7,8,9,10,11,12"),
                   "too_many_tags");
    tag_evidence(workspace, house.auditor, key, "1,2,3,4,5,6,7,8,9,10,11");
    EXPECT_EQ(tags(key).size(), most_tags);
    EXPECT_REFUSED(tag_evidence(workspace, house.stranger, key, "13"), "evidence_not_yours");
    EXPECT_TRUE(sound());
}

TEST_F(EvidenceWords, a_list_is_its_keepers_alone_and_keeps_only_what_the_list_knows)
{
    const auto value = [](std::string_view name) {
        return name == "tag" ? std::string("Çağrı & Q3") : name == "evil" ? std::string("x") : std::string();
    };
    keep_list(workspace, house.auditor, ListKind::Evidence, " Call centre ", value);
    const auto lists = store::saved_lists_of(workspace.read(), house.auditor.person);
    ASSERT_EQ(lists.size(), 1U);
    EXPECT_EQ(lists[0].name, "Call centre");
    EXPECT_EQ(lists[0].query, "tag=%C3%87a%C4%9Fr%C4%B1%20%26%20Q3");
    EXPECT_TRUE(store::saved_lists_of(workspace.read(), house.lead.person).empty());
    EXPECT_THROW(rename_list(workspace, house.lead, lists[0].key, 1, "Mine"), NotFound);
    EXPECT_THROW(forget_list(workspace, house.lead, lists[0].key, 1), NotFound);
    EXPECT_REFUSED(keep_list(workspace, house.auditor, ListKind::Evidence, "CALL CENTRE", value),
                   "list_name_taken");
    EXPECT_REFUSED(keep_list(workspace, house.auditor, ListKind::Evidence, "", value), "required");
    EXPECT_REFUSED(keep_list(workspace, house.auditor, ListKind::Actions, "Nothing", value),
                   "list_not_filtered");
    rename_list(workspace, house.auditor, lists[0].key, 1, "Centre");
    EXPECT_REFUSED(rename_list(workspace, house.auditor, lists[0].key, 1, "Stale"), "edit_conflict");
    forget_list(workspace, house.auditor, lists[0].key, 2);
    EXPECT_TRUE(store::saved_lists_of(workspace.read(), house.auditor.person).empty());
    EXPECT_TRUE(sound());
}

} // namespace
} // namespace clausebook
