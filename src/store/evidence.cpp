#include "store/evidence.h"

#include "core/base/text.h"
#include "store/errors.h"
#include "store/evidence_archive.h"
#include "store/evidence_reference.h"
#include "store/evidence_row.h"
#include "store/evidence_tags.h"
#include "store/organization.h"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace clausebook::store {
namespace {

/// What `valid_until` of a record holds when it has no last day: sorts after all others.
constexpr const char* no_last_day = "9999-12-31";

template <typename Enum>
Enum code_of(const std::optional<Enum>& parsed, const Row& row, const char* column)
{
    if (!parsed) throw DamagedData("no code in column " + std::string(column) + ": " + row.text(column));
    return *parsed;
}

/// The links that `condition` finds, each with its record.
std::vector<LinkedEvidence> linked(const Reading& db, const std::string& condition, const Params& params,
                                   const std::string& order)
{
    std::map<std::string, Evidence> records;
    for (const auto& row :
         db.rows("SELECT * FROM evidence WHERE key IN (SELECT evidence FROM evidence_link WHERE " + condition
                     + ")",
                 params))
        records.emplace(row.text("key"), evidence_from(row));
    std::vector<LinkedEvidence> found;
    for (const auto& row :
         db.rows("SELECT * FROM evidence_link WHERE " + condition + " ORDER BY " + order, params)) {
        auto link = link_from(row);
        const auto record = records.find(link.evidence.str());
        if (record == records.end()) throw DamagedData("a link without its evidence: " + link.key);
        found.push_back({std::move(link), record->second});
    }
    return found;
}

const EvidenceVersion& standing(const std::vector<EvidenceVersion>& versions)
{
    if (versions.empty()) throw std::logic_error("evidence without a version");
    const auto accepted =
        std::find_if(versions.rbegin(), versions.rend(),
                     [](const EvidenceVersion& version) { return version.state == EvidenceState::Accepted; });
    return accepted == versions.rend() ? versions.back() : *accepted;
}

std::string searched_text(const Evidence& evidence, const std::vector<EvidenceVersion>& versions)
{
    std::string text = evidence.key.str() + "\n" + evidence.fields.title + "\n" + evidence.fields.note;
    for (const auto& version : versions)
        for (const auto& file : version.files) text += "\n" + file.name;
    return folded(text);
}

} // namespace

EvidenceVersion version_from(const Row& row)
{
    EvidenceVersion version;
    version.key = row.text("key");
    version.version = row.number("version");
    version.serial = static_cast<int>(row.number("serial"));
    version.state = code_of(parse_evidence_state(row.text("state")), row, "state");
    version.fields = {row.text("version_label"), row.text("language"),    row.text("location"),
                      row.date("document_date"), row.date("period_from"), row.date("period_to"),
                      row.date("valid_until"),   row.flag("masked")};
    version.uploaded_by = Id<Person>(row.text("uploaded_by"));
    version.received_at = row.instant("received_at");
    version.approved_by = Id<Person>(row.text("approved_by"));
    version.approved_on = row.date("approved_on");
    version.reviewed_on = row.date("reviewed_on");
    version.decision_reason = row.text("decision_reason");
    return version;
}

EvidenceFile file_from(const Row& row)
{
    return {row.text("key"),         row.number("version"), static_cast<int>(row.number("serial")),
            row.text("sha256"),      row.text("name"),      row.number("bytes"),
            row.text("content_type")};
}

EvidenceLink link_from(const Row& row)
{
    const auto target = LinkTarget::parse(row.text("kind") + ":" + row.text("target"));
    if (!target) throw DamagedData("no target of a link: " + row.text("target"));
    return {row.text("key"),
            row.number("version"),
            Id<Evidence>(row.text("evidence")),
            *target,
            row.text("locator"),
            row.text("note"),
            Id<Person>(row.text("linked_by")),
            row.instant("linked_at")};
}

Evidence evidence_from(const Row& row)
{
    Evidence evidence;
    evidence.key = Id<Evidence>(row.text("key"));
    evidence.version = row.number("version");
    evidence.serial = row.number("serial");
    evidence.fields.title = row.text("title");
    evidence.fields.type = parse_evidence_type(row.text("type"));
    evidence.fields.owner = Id<Person>(row.text("owner"));
    evidence.fields.confidentiality =
        code_of(parse_confidentiality(row.text("confidentiality")), row, "confidentiality");
    evidence.fields.note = row.text("note");
    evidence.current = static_cast<int>(row.number("current"));
    evidence.state = code_of(parse_evidence_state(row.text("state")), row, "state");
    if (row.text("valid_until") != no_last_day) evidence.valid_until = row.date("valid_until");
    evidence.received_at = row.instant("received_at");
    evidence.registered_by = Id<Person>(row.text("registered_by"));
    return evidence;
}

std::optional<Evidence> evidence(const Reading& db, const Id<Evidence>& key)
{
    const auto row = db.row("SELECT * FROM evidence WHERE key = ?", {key.str()});
    return row ? std::optional(evidence_from(*row)) : std::nullopt;
}

std::vector<EvidenceVersion> evidence_versions(const Reading& db, const Id<Evidence>& key)
{
    std::vector<EvidenceVersion> found;
    for (const auto& row :
         db.rows("SELECT * FROM evidence_version WHERE evidence = ? ORDER BY serial", {key.str()})) {
        auto version = version_from(row);
        for (const auto& file :
             db.rows("SELECT * FROM evidence_file WHERE evidence_version = ? ORDER BY serial", {version.key}))
            version.files.push_back(file_from(file));
        version.archive = evidence_archive(db, version.key);
        version.fields.reference = evidence_reference(db, version.key);
        found.push_back(std::move(version));
    }
    return found;
}

EvidenceVersion standing_version(const Reading& db, const Evidence& evidence)
{
    return standing(evidence_versions(db, evidence.key));
}

Id<Evidence> next_evidence_number(Writing& verb)
{
    return Id<Evidence>(numbered("EV", verb.next_number("EV"), 4));
}

Version save(Writing& verb, const Evidence& evidence, const std::vector<EvidenceVersion>& versions)
{
    const auto& stands = standing(versions);
    const auto& fields = evidence.fields;
    const auto serial = std::stoll(evidence.key.str().substr(3)); // "EV-0001"
    return verb.put(
        "evidence", evidence.key.str(),
        {{"serial", std::int64_t{serial}},
         {"title", fields.title},
         {"title_sort", sort_key(fields.title)},
         {"title_fold", searched_text(evidence, versions)},
         {"type", fields.type ? std::string(str(*fields.type)) : std::string()},
         {"owner", optional_text(fields.owner.str())},
         {"confidentiality", str(fields.confidentiality)},
         {"note", fields.note},
         {"current", std::int64_t{stands.serial}},
         {"state", str(stands.state)},
         {"valid_until",
          stands.fields.valid_until ? to_string(*stands.fields.valid_until) : std::string(no_last_day)},
         {"received_at", to_string(stands.received_at)},
         {"registered_by", evidence.registered_by.str()}},
        evidence.version);
}

Version save(Writing& verb, const Id<Evidence>& evidence, const EvidenceVersion& version)
{
    const auto& fields = version.fields;
    const auto key = evidence.str() + "/" + std::to_string(version.serial);
    const auto saved = verb.put("evidence_version", key,
                                {{"evidence", evidence.str()},
                                 {"serial", std::int64_t{version.serial}},
                                 {"state", str(version.state)},
                                 {"version_label", fields.label},
                                 {"language", fields.language},
                                 {"location", fields.location},
                                 {"document_date", date_text(fields.document_date)},
                                 {"period_from", date_text(fields.period_from)},
                                 {"period_to", date_text(fields.period_to)},
                                 {"valid_until", date_text(fields.valid_until)},
                                 {"masked", std::int64_t{fields.masked}},
                                 {"uploaded_by", version.uploaded_by.str()},
                                 {"received_at", to_string(version.received_at)},
                                 {"approved_by", optional_text(version.approved_by.str())},
                                 {"approved_on", date_text(version.approved_on)},
                                 {"reviewed_on", date_text(version.reviewed_on)},
                                 {"decision_reason", version.decision_reason}},
                                version.version);
    save(verb, key, fields.reference);
    return saved;
}

void add_files(Writing& verb, const Id<Evidence>& evidence, const EvidenceVersion& version)
{
    const auto version_key = evidence.str() + "/" + std::to_string(version.serial);
    for (const auto& file : version.files)
        verb.put("evidence_file", version_key + "/" + std::to_string(file.serial),
                 {{"evidence_version", version_key},
                  {"serial", std::int64_t{file.serial}},
                  {"sha256", file.sha256},
                  {"name", file.name},
                  {"bytes", file.bytes},
                  {"content_type", file.content_type}},
                 file.version);
}

void remove_evidence(Writing& verb, const Evidence& evidence)
{
    for (const auto& tag : tags_of(verb, evidence.key)) remove_tag(verb, tag);
    for (const auto& version : evidence_versions(verb, evidence.key)) {
        for (const auto& file : version.files) verb.remove("evidence_file", file.key, file.version);
        save(verb, version.key, std::nullopt);
        verb.remove("evidence_version", version.key, version.version);
    }
    verb.remove("evidence", evidence.key.str(), evidence.version);
}

std::vector<EvidenceLink> links_of(const Reading& db, const Id<Evidence>& evidence)
{
    std::vector<EvidenceLink> found;
    for (const auto& row :
         db.rows("SELECT * FROM evidence_link WHERE evidence = ? ORDER BY kind, target", {evidence.str()}))
        found.push_back(link_from(row));
    return found;
}

std::vector<LinkedEvidence> evidence_linked_to(const Reading& db, const LinkTarget& target)
{
    return linked(db, "kind = ? AND target = ?", {str(target.kind), target.key}, "linked_at, key");
}

std::vector<LinkedEvidence> evidence_linked_in(const Reading& db, const std::string& audit)
{
    return linked(db, "audit = ?", {audit}, "kind, target, linked_at, key");
}

std::vector<AnswerProof> answer_proofs(const Reading& db, const Id<Audit>& audit)
{
    std::vector<AnswerProof> found;
    for (const auto& row : db.rows("SELECT v.*, l.target AS answer, e.type AS type FROM evidence_link l "
                                   "JOIN evidence e ON e.key = l.evidence "
                                   "JOIN evidence_version v ON v.evidence = e.key AND v.serial = e.current "
                                   "WHERE l.audit = ? AND l.kind = 'answer'",
                                   {audit.str()}))
        found.push_back({row.text("answer"), parse_evidence_type(row.text("type")), version_from(row)});
    return found;
}

std::optional<EvidenceLink> link(const Reading& db, const Id<Evidence>& evidence, const LinkTarget& target)
{
    const auto row = db.row("SELECT * FROM evidence_link WHERE evidence = ? AND kind = ? AND target = ?",
                            {evidence.str(), str(target.kind), target.key});
    return row ? std::optional(link_from(*row)) : std::nullopt;
}

std::optional<EvidenceLink> former_link(const Reading& db, const Id<Evidence>& evidence,
                                        const LinkTarget& target)
{
    const auto subject = "evidence_link/" + evidence.str() + "/" + str(target.kind) + "/" + target.key;
    for (const auto& row :
         db.rows("SELECT b.body AS body FROM journal_change c JOIN journal_body b ON b.entry = c.entry AND "
                 "b.position = c.position WHERE c.subject = ? ORDER BY c.entry DESC LIMIT 2",
                 {subject})) {
        const auto body = Poco::JSON::Parser().parse(row.text("body")).extract<Poco::JSON::Object::Ptr>();
        if (body->isNull("record")) continue;
        const auto record = body->getObject("record");
        EvidenceLink link;
        link.evidence = evidence;
        link.target = target;
        link.locator = record->getValue<std::string>("locator");
        link.note = record->getValue<std::string>("note");
        return link;
    }
    return std::nullopt;
}

std::string audit_of(const Reading& db, const LinkTarget& target)
{
    if (target.kind != LinkKind::Action) return target.audit();
    const auto row = db.row("SELECT f.audit FROM finding_action a JOIN finding f ON f.key = a.finding "
                            "WHERE a.action = ? ORDER BY a.key LIMIT 1",
                            {target.key});
    return row ? row->text("audit") : std::string();
}

Version save(Writing& verb, const EvidenceLink& link)
{
    return verb.put("evidence_link",
                    link.evidence.str() + "/" + str(link.target.kind) + "/" + link.target.key,
                    {{"evidence", link.evidence.str()},
                     {"kind", str(link.target.kind)},
                     {"target", link.target.key},
                     {"audit", optional_text(audit_of(verb, link.target))},
                     {"clause", link.target.clause()},
                     {"locator", link.locator},
                     {"note", link.note},
                     {"linked_by", link.linked_by.str()},
                     {"linked_at", to_string(link.linked_at)}},
                    link.version);
}

void remove_link(Writing& verb, const EvidenceLink& link)
{
    verb.remove("evidence_link", link.key, link.version);
}

Ties ties_of(const Reading& db, const Evidence& evidence, const Id<Person>& person)
{
    Ties ties;
    if (person.empty()) return ties;
    if (evidence.fields.owner == person) ties.insert(Tie::Owner);
    if (evidence.registered_by == person
        || db.number("SELECT count(*) FROM evidence_version WHERE evidence = ? AND uploaded_by = ?",
                     {evidence.key.str(), person.str()})
            > 0)
        ties.insert(Tie::Uploader);
    if (db.number("SELECT (SELECT count(*) FROM evidence_link l JOIN audit_member m ON m.audit = l.audit "
                  "WHERE l.evidence = ? AND m.person = ?) + (SELECT count(*) FROM sheet_evidence c JOIN "
                  "audit_member m ON m.audit = c.audit WHERE c.evidence = ? AND m.person = ?)",
                  {evidence.key.str(), person.str(), evidence.key.str(), person.str()})
        > 0)
        ties.insert(Tie::Team);
    return ties;
}

std::vector<Id<Evidence>> evidence_with_content(const Reading& db, const std::string& sha256)
{
    std::vector<Id<Evidence>> found;
    for (const auto& row : db.rows(
             "SELECT DISTINCT e.key AS key, e.serial AS serial FROM evidence_file f "
             "JOIN evidence_version v ON v.key = f.evidence_version JOIN evidence e ON e.key = v.evidence "
             "WHERE f.sha256 = ? AND v.state <> 'DESTROYED' ORDER BY e.serial",
             {sha256}))
        found.emplace_back(row.text("key"));
    return found;
}

bool may_be_in_pack(const Reading& db, const Id<Evidence>& key)
{
    const auto links = "evidence_link/" + key.str();
    return db.number(
               "SELECT (SELECT count(*) FROM pack WHERE entry >= (SELECT min(entry) FROM journal_change "
               "WHERE subject >= ? AND subject < ?)) + (SELECT count(*) FROM sheet_evidence c JOIN pack p "
               "ON p.audit = c.audit WHERE c.evidence = ?)",
               {links + "/", links + "0", key.str()}) // '0' follows '/'
        > 0;
}

bool conducts(const Reading& db, const std::string& audit, const Id<Person>& person)
{
    return db.number(
               "SELECT count(*) FROM audit a WHERE a.key = ? AND (a.lead = ? OR EXISTS (SELECT 1 FROM "
               "audit_member m WHERE m.audit = a.key AND m.person = ? AND m.role IN ('LEAD', 'AUDITOR')))",
               {audit, person.str(), person.str()})
        > 0;
}

bool target_exists(const Reading& db, const LinkTarget& target)
{
    if (target.kind == LinkKind::Clause) return true;
    if (target.kind == LinkKind::Action)
        return db.number("SELECT count(*) FROM action WHERE key = ?", {target.key}) > 0;
    if (target.kind == LinkKind::Finding)
        return db.number("SELECT count(*) FROM finding WHERE key = ?", {target.key}) > 0;
    const auto audit = db.row("SELECT clauses FROM audit WHERE key = ?", {target.audit()});
    if (!audit) return false;
    const auto site =
        target.key.substr(target.audit().size() + 1, target.key.rfind('/') - target.audit().size() - 1);
    if (site != "all" && db.number("SELECT count(*) FROM site WHERE key = ?", {site}) == 0) return false;
    const auto clause = ClauseNumber::parse(target.clause());
    const auto scope = words(audit->text("clauses"));
    return clause && std::any_of(scope.begin(), scope.end(), [&](const std::string& text) {
               const auto within = ClauseNumber::parse(text);
               return within && clause->is_within(*within);
           });
}

} // namespace clausebook::store
