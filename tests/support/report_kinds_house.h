#pragma once
// A dossier of an audit of any type in which everything its report asks for is given, by walking the tables.

#include "core/audit/audit_kind.h"
#include "core/audit/report_fields.h"
#include "support/report_house.h"
#include "workspace/dossier.h"

namespace clausebook::testing {

class ReportKindsHouse : public ReportHouse {
protected:
    /// What a field of a sheet says at a place: of texts words of its own, to be found again.
    std::string said(const Sheet& sheet, const SheetField& field, const std::string& place) const
    {
        using Shape = SheetField::Shape;
        switch (field.shape) {
        case Shape::Day:
            return "2026-03-04";
        case Shape::Hour:
            return "09:30";
        case Shape::Number:
        case Shape::Signed:
            return "12";
        case Shape::Choice: {
            const auto row =
                place.find_first_not_of("0123456789") == std::string::npos ? std::stoul(place) - 1 : 0;
            return std::string(field.choices[row % field.choices.size()]);
        }
        case Shape::Clauses:
            return "7.4 8.1";
        case Shape::Evidence:
            return piece.str();
        case Shape::Person:
            return lead.person.str();
        default:
            return "Said of " + std::string(sheet.key) + " " + std::string(field.name) + " at " + place;
        }
    }

    SheetRows filled_sheets(const Audit& audit) const
    {
        SheetRows rows;
        for (const auto key_of_sheet : kind_for(audit.type).sheets) {
            const auto& sheet = *find_sheet(key_of_sheet);
            auto places = places_of(sheet, audit, {});
            if (sheet.rows == Sheet::Rows::Free) places = {"1", "2", "3"};
            for (const auto& place : places) {
                SheetRow row;
                row.audit = audit.key;
                row.sheet = sheet.key;
                row.place = place;
                row.by = lead.person;
                for (const auto& field : sheet.fields)
                    row.fields[std::string(field.name)] = said(sheet, field, place);
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

    /// The audit of the house as one of another type, all of it given.
    Dossier whole_of(AuditType type) const
    {
        auto d = dossier(workspace, workspace.read(), key);
        d.audit.type = type;
        const auto answer = d.answers.at(0);
        for (const auto* question : d.questions())
            if (d.answers_to(question->id).empty()) {
                d.answers.push_back(answer);
                d.answers.back().key.question = question->id;
            }
        for (const auto& field : conclusion_fields())
            if ((d.conclusion.*field.text).empty())
                d.conclusion.*field.text = "Concluded of " + std::string(field.name);
        d.sheets = filled_sheets(d.audit);
        d.body = {1, "Body of Bodies", "CH-Scheme 3", Accreditation::Unknown, {}, {}};
        d.cycle.state = CycleState::Certified;
        d.cycle.number = 1;
        d.cycle.certificate = "CERT-4711";
        d.cycle.decided_on = parse_date("2026-01-15");
        d.cycle.expires_on = parse_date("2029-01-14");
        add_earlier(d);
        if (type == AuditType::Stage1) add_concern(d);
        count(d);
        return d;
    }

    static void add_earlier(Dossier& d)
    {
        auto earlier = d.findings.at(0).finding;
        earlier.key = Id<Finding>("S1-2025-01/f1");
        earlier.number = "S1-2025-01-01";
        earlier.statement = "What was found a year ago";
        earlier.found_on = *parse_date("2026-02-01");
        d.earlier_findings.push_back(earlier);
        d.followed_sources.push_back(earlier);
        FollowedFinding followed;
        followed.audit = d.audit.key;
        followed.finding = earlier.key;
        followed.outcome = Outcome::Effective;
        followed.comment = "Seen in three files";
        followed.looked_by = d.audit.lead;
        followed.looked_on = d.audit.ends_on;
        d.followed.push_back(followed);
    }

    static void add_concern(Dossier& d)
    {
        auto& finding = d.findings.at(0).finding;
        finding.grade = Grade::AOC;
        Concern concern;
        concern.finding = finding.key;
        concern.could_become = Grade::MAJOR;
        concern.must_fix = Concern::Before2::Must;
        d.concerns[finding.key] = concern;
    }

    /// The figures of the answers as they are now.
    static void count(Dossier& d)
    {
        ProgressSource source;
        source.planned = d.questions();
        source.answers = d.answers;
        for (const auto& each : d.findings)
            source.findings.push_back({each.finding.clause, each.questions, each.finding.grade,
                                       each.finding.state, each.finding.key, each.finding.number,
                                       each.finding.secondary_clauses});
        d.progress = progress_of(source);
    }
};

} // namespace clausebook::testing
