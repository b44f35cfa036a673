#include "views/reports/report_records_data.h"

#include "core/audit/audit_kind.h"
#include "core/audit/clause_matrix.h"
#include "core/audit/report_figures.h"
#include "core/cycle/cycle_dates.h"

namespace clausebook::views {
namespace {

std::string day(const std::optional<Date>& date)
{
    return date ? to_string(*date) : std::string();
}

Tree row_data(const Sheet& sheet, const SheetRow& row)
{
    Tree data = {{"place", row.place}};
    for (const auto& field : sheet.fields)
        if (field.told == SheetField::Told::Everywhere) data[field.name] = row.text(field.name);
    return data;
}

Tree followed_data(const Dossier& d)
{
    auto list = Tree::list();
    for (std::size_t i = 0; i < d.followed.size(); ++i) {
        const auto& each = d.followed[i];
        Tree data = {{"finding", each.finding.str()},
                     {"outcome", str(each.outcome)},
                     {"comment", each.comment},
                     {"became", each.became.str()},
                     {"looked_by", d.name(each.looked_by)},
                     {"looked_on", day(each.looked_on)}};
        for (const auto& source : d.followed_sources) {
            if (source.key != each.finding) continue;
            data["number"] = source.number;
            data["grade"] = std::string(str(source.grade));
            data["state"] = std::string(str(source.state));
            data["clause"] = source.clause ? source.clause->str() : std::string();
            data["statement"] = source.statement;
        }
        list.push_back(std::move(data));
    }
    return list;
}

Tree concerns_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& [finding, concern] : d.concerns)
        list.push_back({{"finding", finding.str()},
                        {"could_become", std::string(str(concern.could_become))},
                        {"must_fix", concern.must_fix == Concern::Before2::Must}});
    return list;
}

/// What of the actions for its findings a report tells.
Tree actions_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& each : d.actions) {
        auto findings = Tree::list();
        for (const auto& finding : each.findings) findings.push_back(finding.str());
        list.push_back({{"number", each.action.key.str()},
                        {"findings", findings},
                        {"text", each.action.text},
                        {"owner", d.name(each.action.owner)},
                        {"due", day(each.action.due)}});
    }
    return list;
}

Tree body_data(const CertificationBody& body)
{
    return {{"name", body.name},
            {"scheme", body.scheme},
            {"accreditation", str(body.accreditation)},
            {"accreditation_body", body.accreditation_body}};
}

Tree cycle_data(const Dossier& d)
{
    const auto& cycle = d.cycle;
    const auto year = year_of_cycle(d);
    const auto within = within_due(d);
    auto surveillances = Tree::list();
    for (const auto& on : cycle.surveillances) surveillances.push_back(to_string(on));
    return {{"number", cycle.number},
            {"year_of_cycle", year ? Tree(*year) : Tree()},
            {"certificate_no", cycle.certificate},
            {"issued", day(cycle.decided_on)},
            {"expires", day(cycle.expires_on)},
            {"surveillances", surveillances},
            {"due_date", day(due_date(d))},
            {"within_due", within ? Tree(*within) : Tree()}};
}

/// Source: domain D.6.
Tree renewal_data(const Dossier& d)
{
    auto years = Tree::list();
    for (const auto& year : findings_by_year(d)) {
        Tree counts = Tree::object();
        for (const auto& [grade, count] : year.counts) counts[str(grade)] = count;
        years.push_back({{"year", year.year}, {"counts", counts}});
    }
    const auto next = new_cycle(d);
    return {{"findings_by_year", years},
            {"first", next ? to_string(next->first) : std::string()},
            {"last", next ? to_string(next->last) : std::string()},
            {"restoration_limit", day(restoration_limit(d.cycle, d.cycle_rules))}};
}

Tree rotation_data(const RotationMatrix& matrix)
{
    auto audits = Tree::list();
    for (const auto& audit : matrix.audits)
        audits.push_back({{"audit", audit.audit.str()},
                          {"type", str(audit.type)},
                          {"ends_on", day(audit.ends_on)},
                          {"done", audit.held == RotationAudit::Held::Done},
                          {"counts", audit.counts == RotationAudit::Counts::Yes}});
    auto rows = Tree::list();
    for (const auto& row : matrix.rows) {
        auto looks = Tree::list();
        for (const auto look : row.looks) looks.push_back(static_cast<int>(look));
        rows.push_back(
            {{"clause", row.clause.str()}, {"looks", looks}, {"standing", static_cast<int>(row.standing)}});
    }
    return {{"audits", audits}, {"rows", rows}};
}

Tree references_data(const std::vector<CrossReference>& references)
{
    auto list = Tree::list();
    for (const auto& reference : references) {
        auto places = Tree::list();
        for (const auto& place : reference.places) places.push_back(place);
        list.push_back({{"standard", reference.standard}, {"places", places}});
    }
    return list;
}

Tree matrix_row_data(const ClauseMatrixRow& row)
{
    const auto texts = [](const auto& from) {
        auto list = Tree::list();
        for (const auto& text : from) list.push_back(text);
        return list;
    };
    auto evidence = Tree::list();
    for (const auto* one : row.evidence) evidence.push_back(one->evidence.key.str());
    auto findings = Tree::list();
    for (const auto* finding : row.open_findings) findings.push_back(finding->key.str());
    return {{"clause", row.clause->number.str()},
            {"within_scope", row.scope == ClauseMatrixRow::Scope::Within},
            {"how_implemented", texts(row.how_implemented)},
            {"owners", texts(row.owners)},
            {"evidence", evidence},
            {"status", std::string(str(row.status))},
            {"open_findings", findings},
            {"iso9001", references_data(row.iso9001)},
            {"family", references_data(row.family)},
            {"last_assessed_on", day(row.last_assessed_on)},
            {"assessors", texts(row.assessors)}};
}

Tree matrix_data(const Dossier& d)
{
    auto list = Tree::list();
    for (const auto& row : clause_matrix(d)) list.push_back(matrix_row_data(row));
    return list;
}

} // namespace

Tree sheets_data(const Dossier& d)
{
    Tree data = Tree::object();
    for (const auto key : kind_for(d.audit.type).sheets) {
        const auto& sheet = *find_sheet(key);
        if (sheet.part != Sheet::Part::Fieldwork) continue;
        auto rows = Tree::list();
        for (const auto& row : rows_of(d.sheets, sheet)) rows.push_back(row_data(sheet, row));
        data[key] = std::move(rows);
    }
    return data;
}

void add_records_data(Tree& data, const Dossier& d)
{
    const auto& kind = kind_for(d.audit.type);
    data["followed"] = followed_data(d);
    if (kind.side == AuditKind::Side::Body) data["certification_body"] = body_data(d.body);
    if (d.audit.type == AuditType::Stage1) {
        data["concerns"] = concerns_data(d);
        data["actions"] = actions_data(d);
        data["latest_stage2_date"] = day(latest_stage2(d));
    }
    if (keeps(kind, "matrix")) data["clause_matrix"] = matrix_data(d);
    const bool renews = d.audit.type == AuditType::Recertification;
    if (has_rotation(d.audit.type)) {
        data["cycle"] = cycle_data(d);
        data["rotation"] = rotation_data(d.rotation);
    }
    if (renews) data["new_cycle"] = renewal_data(d);
}

} // namespace clausebook::views
