#include "workspace/sheets.h"

#include "core/audit/audit_kind.h"
#include "core/base/text.h"
#include "store/audits.h"
#include "store/evidence.h"
#include "store/sheets.h"
#include "workspace/audit_access.h"
#include "workspace/evidence_parts.h"
#include "workspace/idempotency.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr const char* row_written = "sheet.written";
constexpr const char* first_place = "1";

bool is_list(const SheetField& field)
{
    return field.shape == SheetField::Shape::Clauses || field.shape == SheetField::Shape::Evidence;
}

/// People separate what they list by commas too.
std::string one_blank_between(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == ',' || c == ';' || c == '\n'; }, ' ');
    return joined(words(text));
}

/// A row as it is kept: what is given alone, tidied.
SheetRow tidied(const Sheet& sheet, SheetRow row)
{
    for (auto& [name, text] : row.fields) {
        const auto* field = sheet.field(name);
        text = field && is_list(*field) ? one_blank_between(text) : trimmed(text);
    }
    std::erase_if(row.fields, [](const auto& field) { return field.second.empty(); });
    return row;
}

/// Refuses a place the sheet does not have in this audit; a Free one without a place passes.
void check_place(const Sheet& sheet, const Audit& audit, const SheetRow& row)
{
    const auto places = places_of(sheet, audit, {});
    const bool known = sheet.rows == Sheet::Rows::Free
        ? row.place.find_first_not_of("0123456789") == std::string::npos
        : std::find(places.begin(), places.end(), row.place) != places.end();
    if (!known) throw NotFound("row " + row.key());
}

void check_shape(SheetRow row)
{
    if (row.place.empty()) row.place = first_place;
    check(row);
}

bool is_in_checklist(const Checklist& checklist, const std::string& word)
{
    const auto clause = ClauseNumber::parse(word);
    const auto item = QuestionId::parse(word);
    return (clause && checklist.find_clause(*clause)) || (item && checklist.find_question(*item));
}

/// What one asks about the words of a row.
struct Asked {
    const store::Reading& db;
    const Actor& actor;
    const SeenAudit& seen;
    const Checklist& checklist;
};

void check_word(const Asked& asked, const SheetField& field, const std::string& word)
{
    const std::string name(field.name);
    switch (field.shape) {
    case SheetField::Shape::Clauses:
        if (!is_in_checklist(asked.checklist, word)) throw Refusal("clause_unknown", name, {{"word", word}});
        return;
    case SheetField::Shape::Evidence:
        if (!sees(asked.db, asked.actor, Id<Evidence>(word)))
            throw Refusal("evidence_unknown", name, {{"word", word}});
        return;
    case SheetField::Shape::Person: {
        const auto& team = asked.seen.members;
        if (std::none_of(team.begin(), team.end(), [&](const Member& m) { return m.person.str() == word; }))
            throw Refusal("person_not_on_team", name);
        return;
    }
    default:
        return;
    }
}

/// Only what is new is asked about: somebody else may see evidence this actor does not, or have left the
/// team.
void check_new_words(const Asked& asked, const Sheet& sheet, const SheetRow& before, const SheetRow& after)
{
    for (const auto& [name, text] : after.fields) {
        const auto& field = *sheet.field(name);
        const auto stood = words(before.text(name));
        for (const auto& word : words(text))
            if (std::find(stood.begin(), stood.end(), word) == stood.end()) check_word(asked, field, word);
    }
}

void check_version(Version stands, Version based_on)
{
    if (stands != based_on) throw Refusal("edit_conflict", {}, {}, RefusalKind::Conflict);
}

StoredReply kept(const RowSaved& saved)
{
    return {200, joined({std::to_string(saved.version), to_string(saved.at), saved.by.str(), saved.place})};
}

RowSaved from_kept(const StoredReply& reply)
{
    const auto parts = words(reply.text);
    return {std::stoll(parts.at(0)), parse_instant(parts.at(1)).value(), Id<Person>(parts.at(2)),
            parts.at(3)};
}

Retry retry_of_row(const SheetRow& row, const std::string& row_key)
{
    return {"sheet.row " + row.audit.str() + "/" + row.sheet, row_key};
}

void withdraw_issued_plan(store::Writing& verb, const Sheet& sheet, Audit audit)
{
    if (sheet.part != Sheet::Part::Plan || !audit.plan_issued_on) return;
    withdraw_plan(audit);
    store::save(verb, audit);
}

/// A numbered row as it stands.
SheetRow standing_row(const store::Reading& db, const Id<Audit>& audit, const Sheet& sheet,
                      const std::string& place)
{
    if (sheet.rows != Sheet::Rows::Free) throw NotFound("row " + place + " to remove");
    auto row = store::sheet_row(db, audit, std::string(sheet.key), place);
    if (!row) throw Refusal::state("sheet_row_gone");
    return *row;
}

/// What stands at the place of a row; version 0 where there is none yet.
SheetRow before_of(const store::Reading& db, const Sheet& sheet, const SheetRow& row)
{
    if (row.place.empty()) return {};
    if (sheet.rows == Sheet::Rows::Free) return standing_row(db, row.audit, sheet, row.place);
    return store::sheet_row(db, row.audit, row.sheet, row.place).value_or(SheetRow{});
}

} // namespace

SheetsOfAudit sheets_for(const store::Reading& db, const Actor& actor, const Id<Audit>& audit)
{
    return {see_audit(db, actor, audit), store::sheet_rows(db, audit)};
}

const Sheet& kept_sheet(const Audit& audit, const std::string& key)
{
    const auto* sheet = find_sheet(key);
    if (!sheet || !keeps(kind_for(audit.type), key)) throw NotFound("sheet " + key);
    return *sheet;
}

std::string place_under(const Workspace& workspace, const store::Reading& db, const Actor& actor,
                        const Id<Audit>& audit, const std::string& sheet, const std::string& row_key)
{
    const auto given =
        reply_given(db, actor, retry_of_row({audit, sheet, {}, 0, {}, {}, {}}, row_key), workspace.now());
    return given ? given->text : std::string();
}

RowSaved save_row(Workspace& workspace, const Actor& actor, SheetRow row, const std::string& retry_key,
                  const std::string& row_key)
{
    const Retry retry{row_written, retry_key};
    auto verb = workspace.begin(actor, retry.action);
    const auto seen = see_audit(verb, actor, row.audit);
    const auto& sheet = kept_sheet(seen.audit, row.sheet);
    if (const auto given = reply_given(verb, actor, retry, verb.at())) return from_kept(*given);
    check_may_write(sheet, seen.audit, seen.parts);
    check_place(sheet, seen.audit, row);
    const auto of_page = retry_of_row(row, row_key);
    if (row.place.empty())
        if (const auto given = reply_given(verb, actor, of_page, verb.at())) row.place = given->text;
    row = tidied(sheet, std::move(row));
    check_shape(row);
    const auto before = before_of(verb, sheet, row);
    check_version(before.version, row.version);
    if (row.fields == before.fields) return {before.version, before.at, before.by, before.place};
    check_new_words({verb, actor, seen, checklist_of(workspace, seen.audit)}, sheet, before, row);

    if (row.place.empty()) {
        row.place = store::next_place(verb, row.audit, row.sheet);
        remember_reply(verb, actor, of_page, {200, row.place});
    }
    row.by = actor.person;
    row.at = verb.at();
    RowSaved saved{store::save(verb, row), row.at, row.by, row.place};
    withdraw_issued_plan(verb, sheet, seen.audit);
    remember_reply(verb, actor, retry, kept(saved));
    verb.commit();
    return saved;
}

void remove_row(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, const std::string& sheet,
                const std::string& place, Version based_on)
{
    auto verb = workspace.begin(actor, "sheet.row_removed");
    const auto seen = see_audit(verb, actor, audit);
    const auto& kept = kept_sheet(seen.audit, sheet);
    check_may_write(kept, seen.audit, seen.parts);
    const auto row = standing_row(verb, audit, kept, place);
    check_version(row.version, based_on);
    store::remove(verb, row);
    withdraw_issued_plan(verb, kept, seen.audit);
    verb.commit();
}

void return_row(Workspace& workspace, const Actor& actor, const Id<Audit>& audit, const std::string& sheet,
                const std::string& place)
{
    auto verb = workspace.begin(actor, "sheet.row_returned");
    const auto seen = see_audit(verb, actor, audit);
    const auto& kept = kept_sheet(seen.audit, sheet);
    check_may_write(kept, seen.audit, seen.parts);
    auto row = store::former_sheet_row(verb, audit, sheet, place);
    if (!row) throw NotFound("removed row " + place);
    row->by = actor.person;
    row->at = verb.at();
    store::save(verb, *row);
    withdraw_issued_plan(verb, kept, seen.audit);
    verb.commit();
}

std::vector<EvidenceChoice> evidence_to_cite(const store::Reading& db, const Actor& actor,
                                             const Id<Audit>& audit)
{
    std::vector<EvidenceChoice> choices;
    for (const auto& linked : store::evidence_linked_in(db, audit.str())) {
        const auto& record = linked.evidence;
        const auto known = [&](const EvidenceChoice& choice) {
            return choice.number == record.key.str();
        };
        if (std::any_of(choices.begin(), choices.end(), known)) continue;
        if (!may_see(record.fields.confidentiality, actor, store::ties_of(db, record, actor.person)))
            continue;
        choices.push_back({record.key.str(), record.fields.title});
    }
    std::sort(choices.begin(), choices.end(), [](const EvidenceChoice& a, const EvidenceChoice& b) {
        return std::pair(a.number.size(), a.number) < std::pair(b.number.size(), b.number);
    });
    return choices;
}

} // namespace clausebook
