// Everything a pack holds and refuses. Longer than 400 lines: it is asked of one house, which takes a page
// to furnish.

#include "packs/names.h"
#include "packs/pack.h"
#include "packs/sheets/contents.h"
#include "store/actions.h"
#include "store/answers.h"
#include "store/errors.h"
#include "store/evidence.h"
#include "store/findings.h"
#include "store/packs.h"
#include "store/signing_key.h"
#include "store/verify.h"
#include "support/audit_house.h"
#include "support/files.h"
#include "support/places.h"
#include "support/refused.h"
#include "workspace/dossier.h"
#include "workspace/evidence.h"
#include "workspace/evidence_links.h"
#include "workspace/findings.h"
#include "workspace/packs.h"

#include <gtest/gtest.h>

#include <sstream>

namespace clausebook {
namespace {

namespace fs = std::filesystem;
using testing::bytes_of;

const views::Catalogues& catalogues()
{
    static const views::Catalogues all;
    return all;
}

/// Cancels at its n-th word.
class CancelAt : public Progress {
public:
    explicit CancelAt(int word) : left_(word) {}
    void at(std::int64_t, std::int64_t) override
    {
        if (--left_ < 0) throw JobCancelled();
    }
    bool cancelled() const override { return false; }

private:
    int left_;
};

class PackVerbs : public testing::AuditHouse {
protected:
    Id<Audit> audit_key;
    fs::path out;
    Id<Evidence> policy, photo, private_file, expired;

    void SetUp() override
    {
        AuditHouse::SetUp();
        audit_key = planned();
        begin_fieldwork(audit_key);
        out = folder.path() / "out";
        fs::create_directory(out);
        policy =
            evidence("../../policy çağrı.txt", "We listen.", Confidentiality::Internal, "7.4-Q1", "p. 4");
        photo = evidence("CON", "a picture", Confidentiality::Internal, "8.1-Q1");
        link_evidence(workspace, lead, photo, {LinkKind::Answer, audit_key.str() + "/all/7.4-Q2"}, {}, 0);
        private_file = evidence("Zuhal.txt", "Ayşe lives in Bursa", Confidentiality::Personal, "7.4-Q1");
        expired = evidence(std::string(300, 'x') + "\nlog.txt", "old log", Confidentiality::Internal,
                           "7.4-Q3", "", "2026-06-30");
        answer("7.4-Q1", Result::C, "=HYPERLINK(\"http://evil.example\",\"open\")");
        answer("7.4-Q2", Result::NC, "9 of 25 files too late");
        answer("8.1-Q1", Result::C, "Seen <script>alert(1)</script>");
        answer("8.1-Q2", Result::C, "No paper for this");
        found();
    }

    void TearDown() override
    {
        EXPECT_TRUE(fs::is_empty(workspace.directory().aside()));
        for (const auto& difference : store::verify(workspace.directory()).differences)
            if (!expect_damage) ADD_FAILURE() << difference.code;
    }

    Id<Evidence> evidence(const std::string& name, const std::string& bytes, Confidentiality confidentiality,
                          const std::string& question, const std::string& locator = {},
                          const std::string& valid_until = {})
    {
        std::vector<ReceivedFile> files;
        files.push_back({store::Incoming(workspace.vault()), name, static_cast<std::int64_t>(bytes.size())});
        files.back().content.write(bytes);
        Registration wish;
        wish.fields.type = EvidenceType::POL;
        wish.fields.confidentiality = confidentiality;
        wish.version.document_date = parse_date("2026-01-15");
        wish.version.valid_until = parse_date(valid_until);
        if (confidentiality == Confidentiality::Personal) wish.version.label = "Complaint of Zuhal";
        wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/" + question};
        wish.locator = locator;
        auto key = register_evidence(workspace, auditor, std::move(files), wish).at(0).evidence;
        const auto stands = [&] {
            return store::evidence(workspace.read(), key)->version;
        };
        submit_evidence(workspace, auditor, key, stands());
        accept_evidence(workspace, lead, key, stands());
        return key;
    }

    /// A document that stays where `keeper` has it.
    Id<Evidence> referred(const std::string& keeper, Confidentiality confidentiality)
    {
        Registration wish;
        wish.fields.title = "Register of " + keeper;
        wish.fields.type = EvidenceType::LOG;
        wish.fields.confidentiality = confidentiality;
        wish.version.document_date = parse_date("2026-01-15");
        wish.version.location = "Room 2";
        wish.version.reference =
            EvidenceReference{keeper, "R-12", SeenHow::Screen, parse_date("2026-01-20"), quality.person};
        wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/7.4-Q1"};
        return register_evidence(workspace, auditor, {}, wish).at(0).evidence;
    }

    void answer(const std::string& question, Result result, const std::string& note)
    {
        Answer given{.key = {audit_key, *QuestionId::parse(question), "all"}};
        if (const auto before = store::answer(workspace.read(), given.key)) given.version = before->version;
        given.result = result;
        given.note = note;
        given.method = AnswerMethod::Examine;
        given.by = auditor.person;
        given.at = workspace.now();
        auto verb = workspace.begin(auditor, "answer.saved");
        store::save(verb, given);
        verb.commit();
    }

    void found(const std::string& question = "7.4-Q2")
    {
        const auto key = draft_finding(
            workspace, auditor,
            {audit_key, Grade::MAJOR, FindingQuestion{"all", *QuestionId::parse(question)}, {}, {}});
        auto text = text_of(store::finding(workspace.read(), key).value());
        text.criterion = procedure;
        text.criterion_section = "§3.2";
        text.requirement = "Two working days.";
        text.objective_evidence = "9 of 25 files later.";
        text.statement = "=1+1 Acknowledgements are late.";
        text.grade_reason = "Every channel.";
        text.auditee_contact = auditee.person;
        change_finding(workspace, auditor, key, text);
        raise(workspace, lead, key, store::finding(workspace.read(), key)->version);
    }

    BuiltPack built(std::int64_t entry = 0, Language language = Language::en,
                    const std::string& place = "out")
    {
        fs::create_directories(folder.path() / place);
        return build_pack(workspace, catalogues(), {audit_key, language, entry}, folder.path() / place,
                          unwatched());
    }

    std::string read_pack(const fs::path& file) const
    {
        return testing::output_of(test::python("tests/support/read_pack.py") + file.string());
    }

    bool expect_damage = false;
};

#define EXPECT_HOLDS(text, part)                                                                             \
    EXPECT_NE((text).find(part), std::string::npos) << (part) << "\nin\n" << (text)
#define EXPECT_LACKS(text, part)                                                                             \
    EXPECT_EQ((text).find(part), std::string::npos) << (part) << "\nin\n" << (text)

TEST_F(PackVerbs, another_reader_finds_every_file_link_and_figure)
{
    const auto pack = built();
    const auto text = read_pack(out / pack.name);
    const auto all = dossier(workspace, workspace.read(), audit_key);

    EXPECT_HOLDS(text, "file|evidence/7.4/EV-0001_policy-cagri.txt\n");
    EXPECT_HOLDS(text, "file|evidence/7.4/EV-0002_CON\n");
    EXPECT_HOLDS(text, "sheet|Alignment matrix|43\n");
    EXPECT_HOLDS(text, "sheet|Evidence index|4\n");
    EXPECT_HOLDS(text, "sheet|Checklist|" + std::to_string(all.progress.whole.questions) + "\n");
    EXPECT_HOLDS(text, "sheet|Findings|1\n");
    EXPECT_HOLDS(text, "Cover|Questions answered|" + std::to_string(all.progress.whole.answered()) + "\n");
    EXPECT_HOLDS(text, "Cover|Major nonconformity|1\n");
    EXPECT_HOLDS(text, "Cover|As of|2026-11-22 11:00:00\n");
    EXPECT_HOLDS(text, "|Linked questions|7.4-Q2; 8.1-Q1\n");
    EXPECT_HOLDS(text, "|Where in the document|7.4-Q1: p. 4\n");
    EXPECT_HOLDS(text, "|Status|Expired\n");
    EXPECT_HOLDS(text, "|Entry hash (SHA-256)|" + store::head(workspace.read()).hash + "\n");
    EXPECT_HOLDS(text, "Findings|2|Number|" + audit_key.str() + "-01\n");
}

TEST_F(PackVerbs, what_looks_like_a_formula_or_a_tag_stays_text)
{
    const auto text = read_pack(out / built().name); // refuses formulas
    EXPECT_HOLDS(text, "|Note|=HYPERLINK(\"http://evil.example\",\"open\")\n");
    EXPECT_HOLDS(text, "|Note|Seen <script>alert(1)</script>\n");
    EXPECT_HOLDS(text, "|Statement of nonconformity|=1+1 Acknowledgements are late.\n");
}

TEST_F(PackVerbs, names_from_people_are_safe_in_the_zip_and_whole_in_the_index)
{
    const auto text = read_pack(out / built().name);
    EXPECT_LACKS(text, "file|evidence/7.4/..");
    EXPECT_LACKS(text, "çağrı.txt\nfile");
    EXPECT_HOLDS(text, "|Original file name|policy çağrı.txt\n");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("file|")) {
            EXPECT_TRUE(packs::is_safe_path(line.substr(5))) << line;
        }
}

TEST_F(PackVerbs, personal_data_that_is_not_masked_stays_in_the_house)
{
    const auto file = out / built().name;
    const auto text = read_pack(file);
    EXPECT_HOLDS(text, "|Evidence no.|" + private_file.str() + "\n");
    EXPECT_HOLDS(text, "|File or location|Not in this pack: personal data, not masked\n");
    EXPECT_LACKS(text, "Zuhal");
    EXPECT_LACKS(text, "file|evidence/7.4/" + private_file.str());
    EXPECT_HOLDS(text, "Cover|Left out: personal data that is not masked|" + private_file.str() + "\n");
    EXPECT_LACKS(testing::output_of("unzip -p " + file.string() + " 'evidence/*' manifest.json"), "Ayşe");
}

TEST_F(PackVerbs, the_manifest_says_who_keeps_what_is_not_in_the_pack_and_no_word_of_what_is_personal)
{
    const auto named = referred("Registry office", Confidentiality::Internal);
    const auto nameless = referred("Counsel of Zuhal", Confidentiality::Personal);
    const auto text = read_pack(out / built().name);
    const auto verdict = packs::verify_pack(out / pack_name(audit_key, Language::en, entries()));
    const auto& about = verdict.manifest->about;
    const std::string seen = "seen by Selin Demir on 2026-01-20, on the screen, in its system";
    EXPECT_EQ(about.at("evidence " + named.str()),
              "By reference: kept by Registry office, Room 2, R-12; " + seen);
    EXPECT_EQ(about.at("evidence " + nameless.str()), "By reference: " + seen);
    EXPECT_EQ(std::count_if(about.begin(), about.end(),
                            [](const auto& line) { return line.first.starts_with("evidence "); }),
              2)
        << "none of what lies in the pack";
    for (const auto& key : {named, nameless})
        EXPECT_HOLDS(text, "|File or location|" + about.at("evidence " + key.str()) + "\n");
    EXPECT_LACKS(text, "Zuhal");

    const auto turkish = packs::verify_pack(out / built(0, Language::tr).name);
    const auto& said = turkish.manifest->about;
    EXPECT_LACKS(said.at("evidence " + named.str()), "By reference");
    EXPECT_HOLDS(said.at("evidence " + named.str()), "Registry office");
}

TEST_F(PackVerbs, nobody_is_said_to_keep_what_was_destroyed)
{
    const auto gone = referred("Registry office", Confidentiality::Internal);
    auto verb = workspace.begin(system_actor(), "test.destroyed");
    auto versions = store::evidence_versions(verb, gone);
    versions.at(0).state = EvidenceState::Destroyed;
    versions.at(0).version = store::save(verb, gone, versions.at(0));
    store::save(verb, store::evidence(verb, gone).value(), versions);
    verb.commit();
    const auto file = out / built().name;
    EXPECT_FALSE(packs::verify_pack(file).manifest->about.contains("evidence " + gone.str()));
    EXPECT_LACKS(read_pack(file), "Registry office, Room 2");
}

TEST_F(PackVerbs, only_documents_that_are_accepted_say_how_a_clause_is_implemented)
{
    const auto told = [&] {
        const auto text = read_pack(out / built().name);
        const auto row = text.find("|Clause|7.4\n");
        const auto at = text.find("|How implemented (documents)|", row);
        return text.substr(at, text.find('\n', at) - at);
    };
    EXPECT_EQ(told(), "|How implemented (documents)|policy çağrı, v1; CON, v1");
    Registration wish;
    wish.fields.title = "Draft of a better policy";
    wish.fields.type = EvidenceType::POL;
    wish.version.location = "Room 2";
    wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/7.4-Q1"};
    register_evidence(workspace, auditor, {}, wish);
    EXPECT_EQ(told(), "|How implemented (documents)|policy çağrı, v1; CON, v1") << "nobody has accepted it";
}

TEST_F(PackVerbs, the_page_in_a_pack_says_what_its_marks_mean)
{
    const auto page = testing::output_of("unzip -p " + (out / built().name).string() + " index.html");
    const auto from = page.find("<ul class=\"legend\"");
    ASSERT_NE(from, std::string::npos);
    const auto legend = page.substr(from, page.find("</ul>", from) - from);
    for (const auto* code : {"CONFORMING", "OFI", "MINOR", "MAJOR", "NOT_ASSESSED"}) {
        EXPECT_HOLDS(legend, std::string("mark ") + code + "\"");
        EXPECT_HOLDS(legend, catalogues().text(Language::en, std::string("clause_status.") + code));
    }
}

TEST_F(PackVerbs, findings_stand_by_their_numbers)
{
    const auto first = draft_finding(workspace, auditor, {audit_key, Grade::OFI, {}, {}, {}});
    answer("8.1-Q2", Result::NC, "None of five");
    found("8.1-Q2"); // raised before the draft that was begun before it
    const auto all = dossier(workspace, workspace.read(), audit_key).findings;
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[1].finding.number, audit_key.str() + "-02");
    EXPECT_EQ(all[2].finding.key, first) << "drafts last";
    EXPECT_HOLDS(read_pack(out / built().name), "Findings|3|Number|" + audit_key.str() + "-02\n");
}

TEST_F(PackVerbs, what_a_body_would_object_to_stands_on_the_cover)
{
    const auto text = read_pack(out / built().name);
    EXPECT_HOLDS(text, "Cover|Answered as conforming without evidence|8.1-Q2\n");
    EXPECT_HOLDS(text, "Cover|Evidence that has expired|" + expired.str() + "\n");
    EXPECT_HOLDS(text, "Cover|The report is not issued yet|Yes\n");
}

TEST_F(PackVerbs, the_page_in_a_pack_leads_to_every_file_and_shows_nothing_that_is_withheld)
{
    const auto pack = built();
    const auto page = testing::output_of("unzip -p " + (out / pack.name).string() + " index.html");
    EXPECT_HOLDS(page, "<html lang=\"en\">");
    EXPECT_HOLDS(page, "href=\"evidence/7.4/EV-0001_policy-cagri.txt\"");
    EXPECT_HOLDS(page, "href=\"evidence/7.4/EV-0002_CON\"");
    EXPECT_HOLDS(page, "href=\"#c7.4\"");
    EXPECT_HOLDS(page, "<article id=\"c7.4\"");
    EXPECT_HOLDS(page, "<article id=\"" + private_file.str() + "\"");
    EXPECT_HOLDS(page, "Not in this pack: personal data, not masked");
    EXPECT_HOLDS(page, store::SigningKey::load(workspace.directory().keys())->fingerprint());
    for (const auto* hidden : {"Zuhal", "<script", "http://", "https://", " src=", "@import", "url("})
        EXPECT_LACKS(page, hidden);
    EXPECT_LE(page.size(), 60'000U);
}

TEST_F(PackVerbs, a_pack_checks_itself_by_the_program_it_brings)
{
    const auto pack = (out / built(0, Language::tr).name).string();
    const auto program = (out / "verify.py").string();
    testing::put_bytes(program, testing::output_of("unzip -p " + pack + " verify.py"));
    const auto fingerprint = store::SigningKey::load(workspace.directory().keys())->fingerprint();
    const auto said = [&](const std::string& arguments) {
        return testing::output_of("/usr/bin/python3 " + program + " " + arguments + "; echo $?");
    };
    EXPECT_HOLDS(said(pack), fingerprint);
    EXPECT_HOLDS(said(pack + " --key '" + fingerprint + "'"), "beklenen");
    EXPECT_HOLDS(said(pack + " --key 00112233445566778899aabbccddeeff"), "\n1\n");
    auto bytes = bytes_of(pack);
    bytes[bytes.size() / 2] ^= 1;
    testing::put_bytes(pack, bytes);
    EXPECT_HOLDS(said(pack), "\n1\n");
}

TEST_F(PackVerbs, what_is_signed_names_the_house_by_the_same_fingerprint_everywhere)
{
    const auto pack = built();
    const auto fingerprint = store::SigningKey::load(workspace.directory().keys())->fingerprint();
    EXPECT_EQ(packs::verify_pack(out / pack.name).manifest->key.fingerprint, fingerprint);
    EXPECT_HOLDS(read_pack(out / pack.name), "Cover|Signed with the key (fingerprint)|" + fingerprint + "\n");
}

TEST_F(PackVerbs, actions_stand_on_their_sheet_with_their_effect_and_evidence)
{
    const auto finding = dossier(workspace, workspace.read(), audit_key).findings.at(0).finding.key;
    Action action;
    action.text = "=1+1 Ring the bell";
    action.owner = auditor.person;
    action.due = parse_date("2020-01-31");
    action.kind = ActionKind::Corrective;
    auto verb = workspace.begin(lead, "action.proposed");
    const auto key = store::save(verb, action, finding, 2026);
    verb.commit();
    const auto text = read_pack(out / built().name);
    EXPECT_HOLDS(text, "sheet|Corrective actions|1\n");
    for (const auto& [heading, value] : std::map<std::string, std::string>{{"Number", key.str()},
                                                                           {"Kind", "Corrective action"},
                                                                           {"Action", "=1+1 Ring the bell"},
                                                                           {"Due", "2020-01-31"},
                                                                           {"Late", "Yes"},
                                                                           {"Effective", "Not yet"},
                                                                           {"Evidence nos.", "None"}})
        EXPECT_HOLDS(text, "Corrective actions|2|" + heading + "|" + value + "\n");
    EXPECT_HOLDS(testing::output_of("unzip -p "
                                    + (out / pack_name(audit_key, Language::en, entries())).string()
                                    + " index.html"),
                 "Ring the bell");
}

TEST_F(PackVerbs, the_same_entry_gives_the_same_bytes_whatever_happens_later)
{
    const auto entry = entries();
    const auto first = bytes_of(out / built().name);
    clock += std::chrono::days(200);
    answer("7.4-Q1", Result::NS, "Changed my mind");
    evidence("later.txt", "later", Confidentiality::Internal, "7.4-Q1");
    auto organization = store::organization(workspace.read()).value();
    organization.time_zone = "America/New_York";
    organization.legal_name = "Other A.Ş.";
    auto verb = workspace.begin(quality, "organization.saved");
    store::save(verb, organization);
    verb.commit();
    workspace.use_time_zone(organization.time_zone);

    const auto again = built(entry, Language::en, "again");
    EXPECT_EQ(bytes_of(folder.path() / "again" / again.name), first);
    EXPECT_NE(built(0, Language::en, "now").sha256, again.sha256);
}

TEST_F(PackVerbs, a_pack_speaks_turkish)
{
    const auto pack = built(0, Language::tr);
    EXPECT_TRUE(pack.name.ends_with("_tr.zip"));
    const auto text = read_pack(out / pack.name);
    EXPECT_LACKS(text, "|Conforms\n");
    EXPECT_LACKS(text, "Cover|");
}

TEST_F(PackVerbs, the_same_content_lies_in_a_pack_once)
{
    const auto twin = evidence("twin.txt", "We listen.", Confidentiality::Internal, "8.1-Q1");
    const auto text = read_pack(out / built().name);
    EXPECT_LACKS(text, "file|evidence/8.1/" + twin.str());
    EXPECT_HOLDS(text, "|Evidence no.|" + twin.str() + "\n");
}

TEST_F(PackVerbs, content_withheld_under_one_number_is_kept_back_under_every_other)
{
    const auto twin = evidence("case.txt", "Ayşe lives in Bursa", Confidentiality::Internal, "8.1-Q1");
    const auto pack = built();
    const auto text = read_pack(out / pack.name);
    EXPECT_LACKS(text, "file|evidence/8.1/" + twin.str());
    EXPECT_LACKS(text, "case.txt");
    EXPECT_HOLDS(text, "Cover|Left out: the same file is withheld under another number|" + twin.str() + "\n");
    EXPECT_LACKS(testing::output_of("unzip -p " + (out / pack.name).string() + " 'evidence/*'"), "Ayşe");
}

TEST_F(PackVerbs, the_cover_is_the_whole_header_of_the_report)
{
    const auto text = read_pack(out / built().name);
    for (const char* label : {"Objectives", "Methods", "Language of the audit", "Auditor days", "Sites",
                              "Audit team", "Participants of the audited organization", "Distribution"})
        EXPECT_HOLDS(text, "Cover|" + std::string(label) + "|");
    EXPECT_HOLDS(text, "Declaration of independence: Yes");
    EXPECT_LACKS(text, "|Closed|No"); // a date, or nothing
}

TEST_F(PackVerbs, versions_are_named_so_that_they_can_be_told_apart)
{
    EXPECT_HOLDS(read_pack(out / built().name), "|Version|v1\n");
}

TEST_F(PackVerbs, a_file_that_is_there_is_neither_replaced_nor_removed)
{
    const auto first = built();
    const auto bytes = bytes_of(out / first.name);
    EXPECT_REFUSED(built(first.entry), "file_there");
    testing::put_bytes(out / "copy.zip", "mine");
    const PackWish wish{audit_key, Language::en, first.entry};
    EXPECT_REFUSED(build_pack(workspace, catalogues(), wish, out, unwatched(), "copy.zip"), "file_there");
    EXPECT_EQ(bytes_of(out / "copy.zip"), "mine");
    build_pack(workspace, catalogues(), wish, out, unwatched(), "other.zip");
    EXPECT_EQ(bytes_of(out / "other.zip"), bytes);
    EXPECT_EQ(bytes_of(out / first.name), bytes);
}

/// Puts a file in the way as soon as the work has begun.
class PutInTheWay : public Progress {
public:
    explicit PutInTheWay(fs::path file) : file_(std::move(file)) {}
    void at(std::int64_t, std::int64_t) override
    {
        if (!fs::exists(file_)) testing::put_bytes(file_, "mine");
    }
    bool cancelled() const override { return false; }

private:
    fs::path file_;
};

TEST_F(PackVerbs, a_file_that_comes_meanwhile_stays)
{
    PutInTheWay progress(out / "pack.zip");
    const PackWish wish{audit_key, Language::en, 0};
    EXPECT_REFUSED(build_pack(workspace, catalogues(), wish, out, progress, "pack.zip"), "file_there");
    EXPECT_EQ(bytes_of(out / "pack.zip"), "mine");
    EXPECT_EQ(std::distance(fs::directory_iterator(out), fs::directory_iterator()), 1);
}

/// Counts how often it is told something.
class Listener : public Progress {
public:
    int told = 0;
    void at(std::int64_t, std::int64_t) override { ++told; }
    bool cancelled() const override { return false; }
};

TEST_F(PackVerbs, one_large_file_can_be_cancelled_while_it_is_written_read_and_hashed)
{
    Listener small, large;
    build_pack(workspace, catalogues(), {audit_key, Language::en, 0}, out, small, "small.zip");
    std::string noise; // which no packing makes smaller
    for (unsigned i = 1; noise.size() < 4'000'000; i = i * 1664525U + 1013904223U) noise += char(i >> 24U);
    evidence("film.mp4", noise, Confidentiality::Internal, "7.4-Q1");
    build_pack(workspace, catalogues(), {audit_key, Language::en, 0}, out, large, "large.zip");
    EXPECT_GT(large.told, small.told + 3 * 14); // 4 MB in pieces of a quarter of a MiB, three times
}

TEST_F(PackVerbs, a_recorded_pack_whose_bytes_have_changed_is_not_handed_over)
{
    const auto key = make_pack(workspace, catalogues(), lead, {audit_key, Language::en, 0}, unwatched());
    EXPECT_EQ(frozen_pack(workspace, lead, key).pack.key, key);
    EXPECT_THROW(frozen_pack(workspace, auditor, key), NotFound);
    const auto file = frozen_pack(workspace, lead, key).path;
    expect_damage = true;
    auto bytes = bytes_of(file);
    bytes[bytes.size() / 2] ^= 1;
    fs::permissions(file, fs::perms::owner_all);
    testing::put_bytes(file, bytes);
    EXPECT_THROW(frozen_pack(workspace, lead, key), store::DamagedData);
}

TEST_F(PackVerbs, a_recorded_pack_is_frozen_and_its_entry_comes_after_it)
{
    const auto before = entries();
    const auto key = make_pack(workspace, catalogues(), lead, {audit_key, Language::en, 0}, unwatched());
    EXPECT_EQ(entries(), before + 1);
    const auto pack = see_pack(workspace.read(), lead, key);
    EXPECT_EQ(pack.entry, before);
    EXPECT_EQ(pack.name, audit_key.str() + "_evidence-pack_e" + std::to_string(before) + "_en.zip");
    const auto file = workspace.directory().issued() / pack.name;
    EXPECT_TRUE(packs::verify_pack(file).ok());
    EXPECT_EQ(static_cast<std::int64_t>(fs::file_size(file)), pack.bytes);
    EXPECT_EQ(make_pack(workspace, catalogues(), quality, {audit_key, Language::en, before}, unwatched()),
              key);
    EXPECT_EQ(entries(), before + 1);
}

TEST_F(PackVerbs, only_the_lead_and_the_quality_manager_make_packs)
{
    const PackWish wish{audit_key, Language::en, 0};
    EXPECT_REFUSED(make_pack(workspace, catalogues(), auditor, wish, unwatched()), "pack_not_yours");
    EXPECT_REFUSED(make_pack(workspace, catalogues(), management, wish, unwatched()), "pack_not_yours");
    EXPECT_THROW(make_pack(workspace, catalogues(), stranger, wish, unwatched()), NotFound);
    const auto key = make_pack(workspace, catalogues(), quality, wish, unwatched());
    EXPECT_THROW(see_pack(workspace.read(), stranger, key), NotFound);
    EXPECT_THROW(see_pack(workspace.read(), auditor, key), NotFound);
    EXPECT_EQ(packs_for(workspace.read(), lead).size(), 1U);
    EXPECT_TRUE(packs_for(workspace.read(), stranger).empty());
    EXPECT_TRUE(packs_for(workspace.read(), auditor).empty());
}

TEST_F(PackVerbs, a_changed_file_is_named_and_nothing_is_made)
{
    expect_damage = true;
    const auto file = workspace.vault().path_of(
        store::evidence_versions(workspace.read(), policy).at(0).files.at(0).sha256);
    fs::permissions(file, fs::perms::owner_all);
    testing::put_bytes(file, "We listeN.");
    const auto before = entries();
    try {
        make_pack(workspace, catalogues(), lead, {audit_key, Language::en, 0}, unwatched());
        FAIL() << "made";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "pack_file_altered");
        EXPECT_EQ(refusal.parameters().at("file"), "EV-0001/1/1");
    }
    EXPECT_EQ(entries(), before);
    EXPECT_TRUE(fs::is_empty(workspace.directory().issued()));
    fs::remove(file);
    EXPECT_REFUSED(built(), "pack_file_missing");
}

TEST_F(PackVerbs, cancelling_at_any_word_leaves_nothing)
{
    int word = 0;
    for (bool cancelled = true; cancelled; ++word) {
        ASSERT_LT(word, 100);
        CancelAt progress(word);
        const auto before = entries();
        try {
            make_pack(workspace, catalogues(), lead, {audit_key, Language::en, 0}, progress);
            cancelled = false;
        } catch (const JobCancelled&) {
            EXPECT_EQ(entries(), before);
            EXPECT_TRUE(fs::is_empty(workspace.directory().issued()));
            EXPECT_TRUE(fs::is_empty(workspace.directory().aside()));
        }
    }
    EXPECT_GT(word, 4);
}

TEST_F(PackVerbs, a_file_a_dead_program_left_unrecorded_gives_its_name_up)
{
    const auto orphan = workspace.directory().issued() / "IA-2026-01_evidence-pack_e1_en.zip";
    testing::put_bytes(orphan, "half");
    make_pack(workspace, catalogues(), lead, {audit_key, Language::en, 0}, unwatched());
    EXPECT_FALSE(fs::exists(orphan));
    EXPECT_EQ(bytes_of(orphan.string() + ".unrecorded"), "half");
}

TEST_F(PackVerbs, a_job_makes_a_pack_while_answers_go_on)
{
    Jobs jobs(workspace);
    const auto key = jobs.start(lead, "pack", "", [this](Progress& progress) {
        return make_pack(workspace, catalogues(), lead, {audit_key, Language::en, 0}, progress).str();
    });
    answer("7.4-Q3", Result::C, "Meanwhile");
    jobs.wait();
    const auto job = jobs.see(lead, key);
    EXPECT_EQ(job.state, JobState::Done) << job.problem.code;
    EXPECT_EQ(job.result, "PK-0001");
}

TEST_F(PackVerbs, a_file_that_was_unlinked_and_removed_after_the_entry_is_named)
{
    std::vector<ReceivedFile> files;
    files.push_back({store::Incoming(workspace.vault()), "draft.txt", 5});
    files.back().content.write("draft");
    Registration wish;
    wish.fields.type = EvidenceType::POL;
    wish.link = LinkTarget{LinkKind::Answer, audit_key.str() + "/all/7.4-Q1"};
    const auto draft = register_evidence(workspace, auditor, std::move(files), wish).at(0).evidence;
    const auto linked = entries();
    EXPECT_NO_THROW(built(linked, Language::en, "before"));
    unlink_evidence(workspace, auditor, draft, *wish.link);
    const auto unlinked = entries();
    remove_evidence(workspace, auditor, draft, store::evidence(workspace.read(), draft)->version);
    try {
        built(linked, Language::en, "after");
        FAIL() << "made";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "pack_file_removed");
        EXPECT_EQ(refusal.parameters().at("file"), draft.str() + "/1/1");
        EXPECT_EQ(refusal.parameters().at("name"), "draft.txt");
    }
    EXPECT_TRUE(fs::is_empty(folder.path() / "after"));
    EXPECT_NO_THROW(built(unlinked, Language::en, "after"));
    EXPECT_NO_THROW(built(0, Language::en, "now"));
}

TEST_F(PackVerbs, an_entry_that_is_not_there_is_refused)
{
    EXPECT_REFUSED(built(entries() + 1), "pack_entry_unknown");
    EXPECT_THROW(built(1), NotFound); // the audit was not there yet
}

TEST_F(PackVerbs, a_pack_is_built_beside_a_running_program_without_writing)
{
    const auto before = entries();
    const Workspace reader(workspace.directory().path(), store::Database::Access::ReadOnly,
                           [this] { return clock; });
    const auto pack = build_pack(reader, catalogues(), {audit_key, Language::en, 0}, out, unwatched());
    EXPECT_TRUE(fs::exists(out / pack.name));
    EXPECT_EQ(std::distance(fs::directory_iterator(out), fs::directory_iterator()), 1);
    EXPECT_EQ(entries(), before);
}

} // namespace
} // namespace clausebook
