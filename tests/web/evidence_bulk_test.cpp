// Many records at once, and files looked at in a tab of their own.

#include "core/evidence/preview.h"
#include "store/evidence.h"
#include "support/product.h"
#include "workspace/evidence.h"
#include "workspace/evidence_bulk.h"

namespace clausebook::test {

class EvidenceInBulk : public Product {
protected:
    Registration bare_wish() const
    {
        Registration wish;
        wish.fields.title = "Bare";
        wish.version.location = "Archive room 2";
        wish.version.reference = EvidenceReference{"Registry office", "", SeenHow::Original,
                                                   parse_date("2026-01-15"), auditee.person};
        return wish;
    }

    Id<Evidence> described(const std::string& title, EvidenceType type = EvidenceType::POL)
    {
        return described(auditee, title, type);
    }
    Id<Evidence> described(const Actor& who, const std::string& title, EvidenceType type)
    {
        auto wish = bare_wish();
        wish.fields.title = title;
        wish.fields.type = type;
        wish.version.document_date = parse_date("2026-01-15");
        wish.version.reference = EvidenceReference{"Registry office", "R-12", SeenHow::Original,
                                                   parse_date("2026-11-02"), quality.person};
        return register_evidence(workspace, who, {}, wish).front().evidence;
    }

    Id<Evidence> submitted(const Actor& who, const std::string& title)
    {
        auto key = described(who, title, EvidenceType::POL);
        submit_evidence(workspace, who, key, version(key));
        return key;
    }

    Version version(const Id<Evidence>& key) const { return store::evidence(workspace.read(), key)->version; }
    EvidenceState state(const Id<Evidence>& key) const
    {
        return store::evidence(workspace.read(), key)->state;
    }
    std::string pick(const Id<Evidence>& key) const { return key.str() + ":" + std::to_string(version(key)); }

    std::string uploaded(const std::string& name, const std::string& bytes)
    {
        const auto reply =
            RawClient(server->port())
                .send(upload_head(auditee, "PUT", "/evidence/files?name=" + name, bytes.size()) + bytes)
                .reply();
        EXPECT_EQ(reply.status, 201) << reply.body;
        const auto at = reply.body.find("EV-");
        return "/evidence/" + reply.body.substr(at, 7) + "/versions/1/files/1";
    }
};

TEST_F(EvidenceInBulk, each_record_is_accepted_by_a_verb_of_its_own_and_refusals_stop_no_other)
{
    const auto one = submitted(auditee, "One");
    const auto own = submitted(lead, "Own upload");
    const auto stale = submitted(auditee, "Stale");
    const auto other = submitted(auditee, "Other");
    const auto old = pick(stale);
    post(auditee, "/evidence/" + stale.str(),
         {{"version", std::to_string(version(stale))}, {"title", "Stale, now changed"}, {"type", "POL"}});
    const auto before = entries();
    const auto reply = post(quality, "/evidence/bulk",
                            {{"act", "accept"},
                             {"list", "type=POL"},
                             {"pick", pick(one)},
                             {"pick", old},
                             {"pick", "EV-0099:1"},
                             {"pick", pick(other)}});
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(contains(reply.body, "Accepted: 2"));
    EXPECT_TRUE(contains(reply.body, "Refused: 2"));
    EXPECT_TRUE(contains(reply.body, catalogues.text(Language::en, "refusal.evidence_unknown")));
    EXPECT_TRUE(contains(reply.body, "/evidence?type=POL"));
    EXPECT_EQ(entries(), before + 2) << "one entry a record";
    EXPECT_EQ(state(one), EvidenceState::Accepted);
    EXPECT_EQ(state(other), EvidenceState::Accepted);
    EXPECT_EQ(state(stale), EvidenceState::Submitted);
    EXPECT_EQ(state(own), EvidenceState::Submitted);
}

TEST_F(EvidenceInBulk, nobody_accepts_an_own_upload_or_without_the_right)
{
    const auto own = submitted(lead, "Own upload");
    auto reply = post(lead, "/evidence/bulk", {{"act", "accept"}, {"pick", pick(own)}});
    EXPECT_TRUE(contains(reply.body, escaped(catalogues.text(Language::en, "refusal.evidence_own_upload"))));
    reply = post(auditee, "/evidence/bulk", {{"act", "accept"}, {"pick", pick(submitted(auditee, "Mine"))}});
    EXPECT_TRUE(contains(reply.body, "Refused: 1"));
    EXPECT_EQ(state(own), EvidenceState::Submitted);
    EXPECT_EQ(post(management, "/evidence/bulk", {{"act", "accept"}, {"pick", pick(own)}}).status, 404);
}

TEST_F(EvidenceInBulk, several_are_linked_to_one_target_and_a_link_that_stands_stays_as_it_is)
{
    const auto one = submitted(auditee, "One");
    const auto two = submitted(auditee, "Two");
    post(quality, "/evidence/" + one.str() + "/links", {{"target", "7.4"}, {"locator", "p. 9"}});
    const auto reply = post(
        quality, "/evidence/bulk",
        {{"act", "link"}, {"target", "7.4"}, {"locator", "p. 1"}, {"pick", pick(one)}, {"pick", pick(two)}});
    EXPECT_TRUE(contains(reply.body, "Linked: 1"));
    EXPECT_TRUE(
        contains(reply.body, escaped(catalogues.text(Language::en, "refusal.evidence_linked_already"))));
    const auto link = store::link(workspace.read(), one, *LinkTarget::parse("clause:7.4"));
    EXPECT_EQ(link->locator, "p. 9");
    EXPECT_EQ(store::link(workspace.read(), two, *LinkTarget::parse("clause:7.4"))->locator, "p. 1");
}

TEST_F(EvidenceInBulk, what_cannot_be_done_to_any_brings_the_list_back)
{
    const auto one = submitted(auditee, "One");
    const auto nothing = post(quality, "/evidence/bulk", {{"act", "accept"}});
    EXPECT_EQ(nothing.status, 422);
    EXPECT_TRUE(contains(nothing.body, catalogues.text(Language::en, "refusal.nothing_ticked")));
    const auto shape =
        post(quality, "/evidence/bulk", {{"act", "link"}, {"target", "no:where"}, {"pick", pick(one)}});
    EXPECT_EQ(shape.status, 422);
    EXPECT_TRUE(contains(shape.body, "no:where"));
    EXPECT_EQ(post(quality, "/evidence/bulk", {{"act", "burn"}, {"pick", pick(one)}}).status, 422);
    EXPECT_FALSE(contains(get(management, "/evidence").body, "name=\"pick\""))
        << "who only reads has no boxes";
}

TEST_F(EvidenceInBulk, what_is_handed_in_together_says_what_each_lacks)
{
    const auto whole = described("Whole");
    const auto bare = register_evidence(workspace, auditee, {}, bare_wish()).front().evidence;
    const auto reply =
        post(auditee, "/evidence/bulk", {{"act", "submit"}, {"pick", pick(whole)}, {"pick", pick(bare)}});
    EXPECT_TRUE(contains(reply.body, "Submitted: 1"));
    EXPECT_TRUE(contains(reply.body, catalogues.text(Language::en, "refusal.evidence_needs_type")));
    EXPECT_EQ(state(whole), EvidenceState::Submitted);
    EXPECT_EQ(state(bare), EvidenceState::Registered);
}

TEST_F(EvidenceInBulk, a_refused_act_keeps_filter_page_and_ticks)
{
    const auto one = submitted(auditee, "One");
    const auto two = submitted(auditee, "Two");
    const auto other = described("Other type", EvidenceType::LOG);
    const auto reply = post(
        quality, "/evidence/bulk",
        {{"act", "link"}, {"list", "type=POL&sort=title&dir=asc"}, {"target", "7,4"}, {"pick", pick(two)}});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, "value=\"" + pick(two) + "\" checked"));
    EXPECT_TRUE(contains(reply.body, "value=\"" + pick(one) + "\" aria-label"));
    EXPECT_FALSE(contains(reply.body, pick(other))) << "the list is as it was filtered";
    EXPECT_TRUE(contains(reply.body, "name=\"list\" value=\"type=POL&amp;sort=title&amp;dir=asc\""));
    EXPECT_TRUE(contains(reply.body, "value=\"7,4\""));
    const auto none = post(quality, "/evidence/bulk", {{"act", "accept"}, {"list", "type=LOG"}});
    EXPECT_TRUE(contains(none.body, other.str()));
    EXPECT_FALSE(contains(none.body, one.str() + "\""));
}

TEST_F(EvidenceInBulk, picks_that_are_none_or_too_many_are_refused_whole)
{
    const auto one = submitted(auditee, "One");
    const auto before = entries();
    auto reply =
        post(quality, "/evidence/bulk", {{"act", "accept"}, {"pick", pick(one)}, {"pick", "nonsense"}});
    EXPECT_EQ(reply.status, 422);
    FormFields many = {{"act", "accept"}};
    for (int i = 0; i < 501; ++i) many.emplace_back("pick", pick(one));
    reply = post(quality, "/evidence/bulk", many);
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(contains(reply.body, "At most 500 records"));
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(state(one), EvidenceState::Submitted);
}

TEST_F(EvidenceInBulk, several_are_tagged_filtered_by_their_tag_and_untagged)
{
    const auto one = described("One");
    const auto two = described("Two");
    auto reply =
        post(quality, "/evidence/bulk",
             {{"act", "tag"}, {"tag", "Çağrı Merkezi, Q3"}, {"pick", pick(one)}, {"pick", pick(two)}});
    EXPECT_TRUE(contains(reply.body, "Tagged: 2"));
    const auto filtered = get(quality, "/evidence?tag=cagri%20merkezi").body;
    EXPECT_TRUE(contains(filtered, "1</span>") || contains(filtered, "2 records"));
    EXPECT_TRUE(contains(filtered, "<option value=\"Çağrı Merkezi\"></option>")) << "offered while typing";
    reply =
        post(quality, "/evidence/bulk", {{"act", "untag"}, {"tag", "ÇAĞRI MERKEZİ"}, {"pick", pick(one)}});
    EXPECT_TRUE(contains(reply.body, "Tag taken off: 1"));
    EXPECT_TRUE(contains(get(quality, "/evidence?tag=cagri+merkezi").body, "1 record<"));
    EXPECT_EQ(post(quality, "/evidence/bulk", {{"act", "tag"}, {"tag", " , "}, {"pick", pick(one)}}).status,
              422);
}

TEST_F(EvidenceInBulk, a_tag_on_what_one_may_not_see_is_not_offered)
{
    Registration wish = bare_wish();
    wish.fields.confidentiality = Confidentiality::Personal;
    const auto secret = register_evidence(workspace, auditee, {}, wish).front().evidence;
    post(auditee, "/evidence/" + secret.str() + "/tags", {{"tag", "Whistleblower"}});
    EXPECT_TRUE(contains(get(auditee, "/evidence").body, "Whistleblower"));
    EXPECT_FALSE(contains(get(auditor, "/evidence").body, "Whistleblower"));
}

TEST_F(EvidenceInBulk, what_is_archived_has_no_box_and_says_why)
{
    const auto key = submitted(auditee, "Short-lived");
    accept_evidence(workspace, quality, key, version(key));
    auto dossier = evidence_dossier(workspace.read(), quality, key);
    EXPECT_TRUE(contains(get(quality, "/evidence").body, "value=\"" + pick(key) + "\""));
    const auto verb = [&] {
        auto writing = workspace.begin(quality, "evidence.archived");
        dossier.versions.back().state = EvidenceState::Archived;
        store::save(writing, key, dossier.versions.back());
        store::save(writing, dossier.evidence, dossier.versions);
        writing.commit();
    };
    verb();
    const auto page = get(quality, "/evidence").body;
    EXPECT_FALSE(contains(page, "value=\"" + pick(key) + "\""));
    EXPECT_TRUE(contains(page, catalogues.text(Language::en, "refusal.evidence_closed")));
}

TEST_F(EvidenceInBulk, a_text_is_shown_in_the_letters_it_was_written_in)
{
    const std::pair<std::string, std::string> texts[] = {{"Sikayet yalin harflerle", "utf-8"},
                                                         {"Şikâyet ışığı", "utf-8"},
                                                         {"\xDEikayet kayd\xFD \xF0 \xFE", "windows-1254"},
                                                         {std::string("\xFF\xFEx\0y\0\n\0", 8), "utf-16le"}};
    int serial = 0;
    for (const auto& [bytes, encoding] : texts) {
        const auto reply =
            get(auditee, uploaded("t" + std::to_string(++serial) + ".html", bytes) + "?open=1");
        EXPECT_EQ(reply.header("Content-Type"), "text/plain; charset=" + encoding);
        EXPECT_TRUE(reply.header("Content-Disposition").starts_with("inline;"));
        EXPECT_TRUE(contains(reply.header("Content-Security-Policy"), "sandbox"));
        EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(reply.body, bytes);
    }
}

TEST_F(EvidenceInBulk, what_is_too_large_to_be_shown_is_offered_as_a_download)
{
    const auto large = uploaded("large.txt", std::string((4 << 20) + 1, 'x'));
    const auto page = get(auditee, large + "?open=1");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(contains(page.header("Content-Type"), "text/html"));
    EXPECT_TRUE(contains(page.body, "href=\"" + large + "\" download"));
    EXPECT_TRUE(get(auditee, large).header("Content-Disposition").starts_with("attachment;"));
    EXPECT_FALSE(contains(get(auditee, "/evidence").body, large + "?open=1"));
    const auto small = uploaded("small.txt", std::string(4 << 20, 'x'));
    EXPECT_TRUE(get(auditee, small + "?open=1").header("Content-Disposition").starts_with("inline;"));
    EXPECT_TRUE(contains(get(auditee, "/evidence").body, small + "?open=1"));
}

TEST(Preview, shows_what_cannot_run)
{
    for (const auto* type : {"image/png", "image/jpeg", "image/gif", "image/webp"})
        EXPECT_EQ(preview_of(type), Preview::Image);
    EXPECT_EQ(preview_of("application/pdf"), Preview::Pdf);
    for (const auto* type : {"text/plain", "text/csv", "application/json"})
        EXPECT_EQ(preview_of(type), Preview::Text);
    for (const auto* type :
         {"text/html", "image/svg+xml", "text/xml", "application/zip", "application/octet-stream", ""})
        EXPECT_EQ(preview_of(type), Preview::None);
}

TEST(EvidencePick, refuses_every_other_shape)
{
    EXPECT_EQ(EvidencePick::parse("EV-0001:3")->based_on, 3);
    for (const auto* text : {"", "EV-0001", "EV-0001:", "EV-0001:x", "EV-0001:0", "EV-0001:-1", "EV-0001:3x"})
        EXPECT_FALSE(EvidencePick::parse(text)) << text;
}

} // namespace clausebook::test
