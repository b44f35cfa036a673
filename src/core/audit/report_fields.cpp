#include "core/audit/report_fields.h"

#include "core/audit/audit_kind.h"
#include "core/audit/report_chapters.h"
#include "core/audit/report_lacking.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace clausebook {
namespace {

using Lacking = report_lacking::Lacking;
using report_lacking::answers;
using report_lacking::audit_text;
using report_lacking::certificate;
using report_lacking::certification_body;
using report_lacking::claim;
using report_lacking::closing;
using report_lacking::competence;
using report_lacking::conclusion_text;
using report_lacking::criteria;
using report_lacking::dates;
using report_lacking::findings;
using report_lacking::independence;
using report_lacking::methods;
using report_lacking::nonconformities;
using report_lacking::not_looked_at;
using report_lacking::opening;
using report_lacking::organization_text;
using report_lacking::participants;
using report_lacking::participants_functions;
using report_lacking::period;
using report_lacking::representative;
using report_lacking::sites;
using report_lacking::team;
using report_lacking::unjudged_concerns;

std::vector<std::string> words_between(std::string_view text, char between)
{
    std::vector<std::string> found;
    while (true) {
        const auto end = text.find(between);
        found.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return found;
        text.remove_prefix(end + 1);
    }
}

/// The form field in which a report's field is written, where its name is another one.
std::string form_field(std::string_view key)
{
    static const std::map<std::string_view, std::string> others = {
        {"organization.representative", "representative_name"},
        {"claim_sentence", "scheme_name"},
        {"audit.dates", "starts_on"},
        {"audit.period", "period_from"}};
    if (const auto other = others.find(key); other != others.end()) return other->second;
    const auto dot = key.find('.');
    return std::string(dot == std::string_view::npos ? key : key.substr(dot + 1));
}

/// Where on a sheet something lacks: "documents/3/adequate".
std::string place_on_sheet(const MissingField& field)
{
    const auto parts = words_between(field.key, '.');
    const auto name = parts.size() > 2 ? parts.at(2) : field.detail;
    return parts.at(1) + "/" + field.subject + "/" + name;
}

std::string key_of(const MissingField& field)
{
    if (field.place == Place::Record) return place_on_sheet(field);
    return field.subject.empty() ? form_field(field.key) : field.subject;
}

std::string subject_of(const Dossier& dossier, const MissingField& field)
{
    const auto& key = field.subject;
    if (const auto* site = dossier.site(Id<Site>(key))) return site->name;
    if (dossier.people.contains(Id<Person>(key))) return dossier.name(Id<Person>(key));
    for (const auto& each : dossier.findings)
        if (each.finding.key.str() == key && !each.finding.number.empty()) return each.finding.number;
    for (const auto& source : dossier.followed_sources)
        if (source.key.str() == key) return source.number;
    return key;
}

using Fields = std::vector<ReportField>;
using enum ReportNeed;
using P = Place;

// The header, domain D.0.

void add_organization(Fields& to)
{
    const Fields fields = {
        {"report_type", Computed, P::Frame},
        {"report_no", Computed, P::Frame},
        {"version", Computed, P::Frame},
        {"status", Computed, P::Frame},
        {"organization.legal_name", Required, P::Organization, organization_text<&Organization::legal_name>},
        {"organization.trade_names", Optional, P::Organization},
        {"organization.address", Required, P::Organization, organization_text<&Organization::address>},
        {"organization.representative", Required, P::Organization, representative},
        {"scope_statement", Required, P::Organization, organization_text<&Organization::scope_statement>},
        {"scope_exclusions", Required, P::Organization, organization_text<&Organization::scope_exclusions>},
        {"sites", Required, P::Site, sites},
        {"sites.remote", NotYet, P::Site},
        {"channels", Required, P::Organization, organization_text<&Organization::channels>},
        {"standard", Computed, P::Frame},
        {"claim_sentence", Required, P::Organization, claim},
        {"audit_guidance_edition", Required, P::Organization,
         organization_text<&Organization::audit_guidance_edition>},
    };
    to.insert(to.end(), fields.begin(), fields.end());
}

void add_audit(Fields& to, const AuditKind& kind)
{
    if (kind.side == AuditKind::Side::Body)
        to.push_back({"certification_body", Required, P::Certification, certification_body});
    const bool talk = kind.end == AuditKind::End::ExitTalk;
    const Fields fields = {
        {"audit.title", Required, P::Frame, audit_text<&Audit::title>},
        {"audit.type", Computed, P::Frame},
        {"audit.objectives", Required, P::Frame, audit_text<&Audit::objectives>},
        {"audit.scope", Required, P::Frame, audit_text<&Audit::scope>},
        {"audit.criteria", Required, P::Frame, criteria},
        {"audit.methods", Required, P::Frame, methods},
        {"audit.language", Computed, P::Frame},
        {"audit.dates", Required, P::Frame, dates},
        {"audit.period", Required, P::Frame, period},
        {"audit.auditor_days", Required, P::Frame, audit_text<&Audit::auditor_days>},
        {"team", Required, P::Team, team},
        {"team.competence_ref", Required, P::Person, competence},
        {"team.independence_declared", Required, P::Team, independence},
        {"auditee_participants", Required, P::Closing, participants},
        {"auditee_participants.function", Required, P::Person, participants_functions},
        {"opening_meeting", Required, P::Opening, opening},
        {talk ? "exit_talk" : "closing_meeting", Required, P::Closing, closing},
        {"confidentiality_statement", Required, P::Organization,
         organization_text<&Organization::confidentiality_statement>},
        {"distribution", Required, P::Conclusion, conclusion_text<&Conclusion::distribution>},
    };
    to.insert(to.end(), fields.begin(), fields.end());
}

/// Source: domain D.0. Signatures are made by handing in and issuing.
void add_footer(Fields& to)
{
    for (const char* key : {"sampling_disclaimer", "signatures", "generated_at", "data_hash", "signing_key"})
        to.push_back({key, Computed, P::Frame});
}

// What stands between header and footer.

const std::map<std::string_view, Fields>& fields_of_blocks()
{
    static const Fields answered = {{"clause_results", Required, P::Question, answers},
                                    {"clause_results.maturity", NotYet, P::Question}};
    static const Fields found = {{"findings", Required, P::Finding, findings}};
    static const std::map<std::string_view, Fields> blocks = {
        {"counts", {{"counts", Computed, P::Finding}}},
        {"cycle", {{"cycle", Required, P::Certification, certificate}}},
        {"due", {{"due_date", Computed, P::Frame}, {"within_due", Computed, P::Frame}}},
        {"expiry", {{"expiry_date", Computed, P::Frame}, {"latest_verification_date", Computed, P::Frame}}},
        {"clause_results", {answered[0], answered[1], {"clause_results.comment", NotYet, P::Question}}},
        {"clause_matrix", {answered[0], {"clause_matrix", Computed, P::Question}, answered[1]}},
        {"findings", found},
        {"nonconformities", found},
        {"concerns",
         {{"concerns", Required, P::Finding, findings},
          {"concerns.grade", Required, P::Finding, nonconformities},
          {"concerns.could_become", Required, P::Finding, unjudged_concerns},
          {"concerns.client_plan", Optional, P::Finding}}},
        {"remarks", {{"remarks", Optional, P::Finding}}},
        {"followed",
         {{"previous_findings", Computed, P::Finding},
          {"previous_findings.effect_verified", Required, P::Followed, not_looked_at},
          {"previous_findings.comment", Optional, P::Followed}}},
        {"latest_stage2", {{"latest_stage2_date", Computed, P::Frame}}},
        {"rotation", {{"rotation_matrix", Computed, P::Frame}}},
        {"cycle_record",
         {{"cycle_review.surveillance_reports", Computed, P::Frame},
          {"cycle_review.findings_by_year", Computed, P::Finding}}},
        {"new_cycle", {{"new_cycle", Computed, P::Frame}, {"restoration_limit", Computed, P::Frame}}},
    };
    return blocks;
}

void add_sheet(Fields& to, std::string_view name, ReportField::Gaps gaps)
{
    const auto* sheet = find_sheet(name);
    const auto key = "sheet." + std::string(name);
    const bool must = gaps == ReportField::Gaps::All;
    for (const auto& field : sheet->fields)
        if (field.told == SheetField::Told::Everywhere)
            to.push_back({key + "." + std::string(field.name),
                          field.need == SheetField::Need::Required ? Required : Optional, P::Record, nullptr,
                          sheet, gaps});
    const bool asks_for_rows = sheet->rows == Sheet::Rows::Free && sheet->also;
    if (must && (asks_for_rows || sheet->least == Sheet::Least::AtLeastOne))
        to.push_back({key, Required, P::Record, nullptr, sheet, gaps});
}

void add_said(Fields& to, const AuditKind& kind, std::string_view name)
{
    if (!concludes(kind, name)) return;
    static const std::map<std::string_view, Lacking (*)(const Dossier&)> texts = {
        {"overall_conclusion", conclusion_text<&Conclusion::overall_conclusion>},
        {"main_risks", conclusion_text<&Conclusion::main_risks>},
        {"plan_deviations", conclusion_text<&Conclusion::plan_deviations>},
        {"areas_not_covered", conclusion_text<&Conclusion::areas_not_covered>},
        {"degree_of_fulfilment", conclusion_text<&Conclusion::degree_of_fulfilment>},
        {"effectiveness_statement", conclusion_text<&Conclusion::effectiveness_statement>},
        {"objectives_met", conclusion_text<&Conclusion::objectives_met>},
        {"differing_opinions", conclusion_text<&Conclusion::differing_opinions>},
        {"next_audit_proposal", conclusion_text<&Conclusion::next_audit_proposal>}};
    const bool required =
        std::find(kind.concluded.begin(), kind.concluded.end(), name) != kind.concluded.end();
    const std::string key(name == "recommendations" ? "recommendations_for_programme" : name);
    if (required)
        to.push_back({key, Required, P::Conclusion, texts.at(name)});
    else
        to.push_back({key, Optional, P::Conclusion});
}

void add_part(Fields& to, const AuditKind& kind, const ReportPart& part)
{
    using enum ReportPart::Kind;
    switch (part.kind) {
    case Sheet:
        if (keeps(kind, part.name)) add_sheet(to, part.name, ReportField::Gaps::All);
        return;
    case Rows:
        if (keeps(kind, part.name)) add_sheet(to, part.name, ReportField::Gaps::OfRows);
        return;
    case Said:
        return add_said(to, kind, part.name);
    case Fixed:
        to.push_back({std::string(part.name), Computed, P::Frame});
        return;
    case NotPart:
        to.push_back({std::string(part.name), NotYet, P::Frame});
        return;
    case Block:
        const auto fields = fields_of_blocks().find(part.name);
        if (fields == fields_of_blocks().end()) return;
        to.insert(to.end(), fields->second.begin(), fields->second.end());
        if (part.name == "clause_matrix") add_sheet(to, "matrix", ReportField::Gaps::All);
    }
}

/// A report without results per clause has its answers in its annex alone.
void add_answers(Fields& to)
{
    const bool there = std::any_of(to.begin(), to.end(),
                                   [](const ReportField& field) { return field.key == "clause_results"; });
    if (!there) to.push_back({"clause_results", Required, P::Question, answers});
}

Fields fields_of(AuditType type)
{
    const auto& kind = kind_for(type);
    Fields fields;
    add_organization(fields);
    add_audit(fields, kind);
    for (const auto& chapter : report_chapters(type))
        for (const auto& part : chapter.parts) add_part(fields, kind, part);
    add_answers(fields);
    add_footer(fields);
    return fields;
}

/// What a sheet lacks, each with the field it is told under: its own, or that of the sheet as a whole.
void add_gaps(std::vector<MissingField>& to, const ReportField& field, const Dossier& dossier)
{
    for (const auto& gap : gaps_of(*field.sheet, dossier.audit, dossier.sheets)) {
        if (field.gaps == ReportField::Gaps::OfRows && gap.place.empty()) continue;
        const auto whole = "sheet." + gap.sheet;
        const bool own = field.sheet->field(gap.field) != nullptr;
        to.push_back(
            {own ? whole + "." + gap.field : whole, P::Record, gap.place, own ? std::string() : gap.field});
    }
}

} // namespace

std::string ReportField::words() const
{
    return sheet ? key : "report_field." + key;
}

const std::vector<ReportField>& report_fields(AuditType type)
{
    static const auto tables = [] {
        std::map<AuditType, Fields> made;
        for (const auto each : audit_types) made.emplace(each, fields_of(each));
        return made;
    }();
    return tables.at(type);
}

std::vector<MissingField> missing_fields(const Dossier& dossier)
{
    std::vector<MissingField> missing;
    const Sheet* last = nullptr; // the fields of a sheet stand together: its gaps are told once
    for (const auto& field : report_fields(dossier.audit.type)) {
        if (field.sheet && field.sheet != last) add_gaps(missing, field, dossier);
        last = field.sheet;
        if (field.need != ReportNeed::Required || !field.lacking) continue;
        for (const auto& subject : field.lacking(dossier)) {
            const auto blank = subject.find(' ');
            missing.push_back({field.key, field.place, subject.substr(0, blank),
                               blank == std::string::npos ? std::string() : subject.substr(blank + 1)});
        }
    }
    return missing;
}

std::vector<Missing> missing_in_report(const Dossier& dossier)
{
    std::vector<Missing> list;
    for (const auto& field : missing_fields(dossier))
        list.push_back(
            {"report_field",
             field.place == Place::Site && field.subject.empty() ? Place::Frame : field.place,
             key_of(field),
             {{"field", field.key}, {"subject", subject_of(dossier, field)}, {"part", field.detail}}});
    return list;
}

void check_complete(const Dossier& dossier)
{
    const auto missing = missing_fields(dossier);
    if (missing.empty()) return;
    throw Refusal::state("report_incomplete",
                         {{"count", std::to_string(missing.size())}, {"field", missing.front().key}});
}

std::vector<Participant> auditee_participants(const Dossier& dossier)
{
    std::vector<Participant> found;
    const auto add = [&](const std::optional<Meeting>& meeting) {
        if (!meeting) return;
        for (const auto& person : meeting->people) {
            const bool of_team = std::any_of(dossier.members.begin(), dossier.members.end(),
                                             [&](const Member& member) { return member.person == person; });
            if (of_team) continue;
            const auto known = std::find_if(found.begin(), found.end(),
                                            [&](const Participant& one) { return one.person == person; });
            if (known == found.end())
                found.push_back({person, {meeting->kind}});
            else
                known->meetings.push_back(meeting->kind);
        }
    };
    add(dossier.opening);
    add(dossier.closing);
    std::sort(found.begin(), found.end(), [&](const Participant& a, const Participant& b) {
        return sort_key(dossier.name(a.person)) < sort_key(dossier.name(b.person));
    });
    return found;
}

} // namespace clausebook
