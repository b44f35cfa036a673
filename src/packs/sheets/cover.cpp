#include "core/audit/claim.h"
#include "core/audit/report_fields.h"
#include "core/base/text.h"
#include "packs/sheets/marks.h"

namespace clausebook::packs {
namespace {

std::string claim_sentence(const Contents& contents)
{
    const auto key = claim_key_for(contents.dossier);
    const auto& scheme = contents.dossier.organization.scheme_name;
    return key.empty()
        ? std::string()
        : contents.words(
            key, {{"scheme", scheme}, {"clauses", scheme}, {"standard", contents.dossier.standard()}});
}

Cover::Block pack_block(const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    return {words("pack.cover.pack"),
            {{words("pack.cover.purpose"), words("pack.cover.purpose_text")},
             {words("pack.cover.claim"), claim_sentence(contents)},
             {words("pack.cover.generated_at"), moment_here(dossier, dossier.journal.at)},
             {words("pack.cover.pack_version"),
              words("pack.entry", {{"number", std::to_string(dossier.journal.number)}})},
             {words("pack.cover.journal_hash"), dossier.journal.hash},
             {words("pack.cover.data_hash"), contents.data_hash},
             {words("pack.cover.signing_key"), contents.fingerprint},
             {words("pack.cover.confidentiality"), dossier.organization.confidentiality_statement}}};
}

/// Parts with " · " between them, empty ones left out.
std::string dotted(const std::vector<std::string>& parts)
{
    std::string text;
    for (const auto& part : parts)
        if (!part.empty()) text.append(text.empty() ? "" : " · ").append(part);
    return text;
}

std::string sites_text(const Contents& contents)
{
    const auto& words = contents.words;
    std::vector<std::string> sites;
    for (const auto& site : contents.dossier.sites) {
        const bool audited = contents.dossier.is_audited(site.key);
        if (!site.active && !audited) continue;
        const auto people = site.headcount == 0
            ? std::string()
            : words("report.headcount") + ": " + std::to_string(site.headcount);
        sites.push_back(dotted({site.name, site.address, site.activities, people,
                                words("report.audited") + ": " + yes_no(words, audited)}));
    }
    return joined(sites, "\n");
}

Cover::Block organization_block(const Contents& contents)
{
    const auto& words = contents.words;
    const auto& organization = contents.dossier.organization;
    const auto contact = organization.representative_name
        + (organization.representative_role.empty() ? "" : ", " + organization.representative_role)
        + (organization.representative_contact.empty() ? "" : "\n" + organization.representative_contact);
    return {words("pack.cover.organization"),
            {{words("pack.cover.legal_name"), organization.legal_name},
             {words("pack.cover.trade_names"), lines_text(organization.trade_names)},
             {words("pack.cover.address"), organization.address},
             {words("pack.cover.scope_statement"), organization.scope_statement},
             {words("pack.cover.scope_exclusions"), lines_text(organization.scope_exclusions)},
             {words("pack.cover.channels"), lines_text(organization.channels)},
             {words("report_field.sites"), sites_text(contents)},
             {words("pack.cover.contact"), contact}}};
}

std::string team_text(const Contents& contents)
{
    const auto& words = contents.words;
    const auto& own = contents.dossier.organization.legal_name;
    std::vector<std::string> people;
    for (const auto& member : contents.dossier.members) {
        const auto& person = contents.dossier.person(member.person);
        const auto declared = words("report_field.team.independence_declared") + ": "
            + yes_no(words, member.independence_declared);
        people.push_back(
            dotted({person.name, words("pack.member." + str(member.role)),
                    person.organization.empty() ? own : person.organization,
                    person.competence.empty() ? "" : words("report.competence") + ": " + person.competence,
                    declares_independence(member.role) ? declared : "", member.independence_note}));
    }
    return joined(people, "\n");
}

std::string participants_text(const Contents& contents)
{
    std::vector<std::string> people;
    for (const auto& participant : auditee_participants(contents.dossier)) {
        std::vector<std::string> meetings;
        for (const auto kind : participant.meetings)
            meetings.push_back(
                contents.words(kind == MeetingKind::Opening ? "meeting.OPENING" : "meeting.CLOSING"));
        const auto& person = contents.dossier.person(participant.person);
        people.push_back(dotted({person.name, person.function, joined(meetings, ", ")}));
    }
    return joined(people, "\n");
}

std::string methods_text(const Contents& contents)
{
    std::vector<std::string> names;
    for (const auto method : contents.dossier.audit.methods)
        names.push_back(contents.words("method." + str(method)));
    return joined(names, ", ");
}

std::string criteria_text(const Dossier& dossier)
{
    std::string text;
    for (const auto& criterion : dossier.criteria)
        text += (text.empty() ? "" : "\n") + criterion.reference
            + (criterion.title.empty() ? "" : " · " + criterion.title)
            + (criterion.edition.empty() ? "" : " · " + criterion.edition);
    return text;
}

Cover::Block audit_block(const Contents& contents)
{
    const auto& words = contents.words;
    const auto& dossier = contents.dossier;
    const auto& audit = dossier.audit;
    return {words("pack.cover.audit"),
            {{words("pack.cover.audit_number"), audit.key.str()},
             {words("pack.cover.audit_type"), words("audit_type." + str(audit.type))},
             {words("pack.cover.audit_title"), audit.title},
             {words("pack.cover.audit_state"), words("audit_state." + str(audit.state))},
             {words("pack.cover.standard"), dossier.standard()},
             {words("pack.cover.criteria"), criteria_text(dossier)},
             {words("pack.cover.audit_guidance"), dossier.organization.audit_guidance_edition},
             {words("report_field.audit.objectives"), audit.objectives},
             {words("pack.cover.audit_scope"), audit.scope},
             {words("report_field.audit.methods"), methods_text(contents)},
             {words("report_field.audit.language"), words("report.language." + str(audit.language))},
             {words("report_field.audit.auditor_days"), audit.auditor_days},
             {words("pack.cover.starts_on"), audit.starts_on},
             {words("pack.cover.ends_on"), audit.ends_on},
             {words("pack.cover.period_from"), audit.period_from},
             {words("pack.cover.period_to"), audit.period_to},
             {words("pack.cover.team"), team_text(contents)},
             {words("report_field.auditee_participants"), participants_text(contents)},
             {words("report_field.distribution"), dossier.conclusion.distribution}}};
}

Cover::Block figures_block(const Contents& contents)
{
    const auto& words = contents.words;
    const auto& whole = contents.dossier.progress.whole;
    const auto share = [](const Share& part) {
        return part.all == 0 ? Cell() : Cell::percent(part.percent() / 100.0);
    };
    std::map<Grade, int> grades;
    for (const auto& one : contents.dossier.findings) ++grades[one.finding.grade];
    Cover::Block block{
        words("pack.cover.figures"),
        {{words("pack.cover.figures_as_of"),
          entry_and_time(contents, contents.dossier.journal.number, contents.dossier.journal.at)},
         {words("pack.cover.questions"), Cell::whole(whole.questions)},
         {words("pack.cover.answered"), Cell::whole(whole.answered())},
         {words("pack.cover.coverage"), share(whole.coverage())},
         {words("pack.cover.evidenced"), share(whole.evidence())}}};
    for (const auto grade : {Grade::MAJOR, Grade::MINOR, Grade::AOC, Grade::OFI})
        block.rows.emplace_back(words("grade." + std::string(str(grade))), Cell::whole(grades[grade]));
    if (const auto& report = contents.report)
        block.rows.emplace_back(
            words("pack.cover.report_figures"),
            words("pack.cover.report_figures_text",
                  {{"revision", std::to_string(report->revision)},
                   {"entry", entry_and_time(contents, report->checkpoint_number, report->issued_at)}}));
    return block;
}

Cover::Block contents_block(const Contents& contents)
{
    const auto& words = contents.words;
    Cover::Block block{words("report.contents"), {}};
    for (const auto& sheet : contents.counts)
        block.rows.emplace_back(
            sheet.name,
            Cell::place(sheet.name, 1, words("pack.cover.rows", {{"count", std::to_string(sheet.rows)}})));
    for (const auto& path : contents.report_files)
        block.rows.emplace_back(words("pack.cover.report"), Cell::file(path, path));
    return block;
}

Cover::Block checks_block(const Contents& contents)
{
    const auto& words = contents.words;
    Cover::Block block{words("pack.cover.checks"), {}};
    for (const auto& warning : contents.warnings)
        block.rows.emplace_back(words("pack_warning." + warning.code),
                                warning.subjects.empty() ? Cell(words("pack.yes"))
                                                         : Cell(listed(warning.subjects)));
    if (contents.warnings.empty())
        block.rows.emplace_back(words("pack.cover.no_warnings"), Cell(words("pack.yes")));
    return block;
}

} // namespace

void cover_sheet(Workbook& book, const std::string& name, const Contents& contents)
{
    const auto& dossier = contents.dossier;
    Cover cover;
    cover.sheet = name;
    cover.title = contents.words("report.evidence_pack");
    cover.subtitle = dossier.audit.key.str() + " · " + dossier.organization.legal_name;
    if (dossier.organization.demo) cover.subtitle += " · " + contents.words("pack.demo");
    cover.blocks = {pack_block(contents),    organization_block(contents), audit_block(contents),
                    figures_block(contents), contents_block(contents),     checks_block(contents)};
    book.cover(cover);
}

} // namespace clausebook::packs
