// Evidence by reference and tags: what they ask for.

#include "core/evidence/evidence.h"
#include "core/evidence/tag.h"
#include "support/refused.h"

namespace clausebook {
namespace {

EvidenceVersionFields seen_by_somebody()
{
    EvidenceVersionFields fields;
    fields.location = "Archive room 2";
    fields.reference = EvidenceReference{"Registry office", "R-12", SeenHow::Screen, parse_date("2026-11-02"),
                                         Id<Person>("P-0001")};
    return fields;
}

TEST(EvidenceReference, lacks_each_of_what_it_must_say)
{
    EXPECT_EQ(missing_in_reference(seen_by_somebody()), "");
    const auto without = [](const auto& take) {
        auto fields = seen_by_somebody();
        take(fields);
        return missing_in_reference(fields);
    };
    EXPECT_EQ(without([](auto& fields) { fields.reference->kept_by = " "; }), "kept_by");
    EXPECT_EQ(without([](auto& fields) { fields.location.clear(); }), "location");
    EXPECT_EQ(without([](auto& fields) { fields.reference->how.reset(); }), "seen_how");
    EXPECT_EQ(without([](auto& fields) { fields.reference->seen_on.reset(); }), "seen_on");
    EXPECT_EQ(without([](auto& fields) { fields.reference->seen_by = {}; }), "seen_by");
    EXPECT_EQ(without([](auto& fields) { fields.reference->number.clear(); }), "") << "not all have one";
    EXPECT_EQ(without([](auto& fields) { fields.reference.reset(); }), "kept_by");
}

TEST(EvidenceReference, is_not_seen_in_the_future)
{
    const auto reference = *seen_by_somebody().reference;
    EXPECT_NO_THROW(check(reference, *parse_date("2026-11-02")));
    EXPECT_REFUSED(check(reference, *parse_date("2026-11-01")), "seen_in_future");
}

TEST(EvidenceReference, says_no_word_that_somebody_wrote_where_none_may_be_printed)
{
    ReferencePrint print{[](const Id<Person>&) { return std::string("Selin"); },
                         [](Date day) { return to_string(day); }, [](const std::string& key) { return key; },
                         ReferencePrint::Named::Yes};
    const auto whole = sentence_of(seen_by_somebody(), print);
    EXPECT_EQ(whole->key, "reference.whole");
    EXPECT_EQ(whole->parameters.at("place"), "Archive room 2, R-12");
    EXPECT_EQ(whole->parameters.at("kept_by"), "Registry office");
    print.named = ReferencePrint::Named::No;
    const auto nameless = sentence_of(seen_by_somebody(), print);
    EXPECT_EQ(nameless->parameters,
              (std::map<std::string, std::string>{
                  {"who", "Selin"}, {"day", "2026-11-02"}, {"how", "seen_how.SCREEN"}}));
    EXPECT_FALSE(sentence_of(EvidenceVersionFields(), print));
}

TEST(EvidenceTag, is_kept_as_typed_and_once)
{
    EXPECT_EQ(checked_tags(" Çağrı   merkezi ,Q3, ÇAĞRI MERKEZİ,,"),
              (std::vector<std::string>{"Çağrı merkezi", "Q3"}));
    EXPECT_REFUSED(checked_tags(" , "), "required");
    EXPECT_REFUSED(checked_tags(std::string(41, 'x')), "too_long");
    EXPECT_NO_THROW(checked_tags(std::string(40, 'x')));
    EXPECT_REFUSED(checked_tags("a\nb"), "unclean");
    EXPECT_REFUSED(checked_tag("a, b"), "tag_comma");
}

} // namespace
} // namespace clausebook
