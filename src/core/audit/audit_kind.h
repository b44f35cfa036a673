#pragma once
// What distinguishes audits of each type: one table. A new type is a row (domain C.4, D.1 to D.6, F.2).

#include "core/audit/audit.h"
#include "core/checklist/codes.h"
#include "core/finding/finding_life.h"

#include <span>
#include <string_view>
#include <vector>

namespace clausebook {

struct AuditKind {
    AuditType type;
    std::string_view code;   ///< "STAGE1"
    std::string_view prefix; ///< of its numbers: "S1" (rulings 2)
    /// Whose audit it is.
    enum class Side {
        House, ///< the organization audits itself
        Body,  ///< a certification body audits it
    } side;
    FindingFrame::Kind findings; ///< which grades and which rules
    StageTags tags;              ///< the questions it asks. Source: domain F.2
    StageTags rotation_tags;     ///< and of the clauses planned in its rotation; empty: it has none
    enum class Plan {
        Full,  ///< with timetable
        Short, ///< stage 1 needs none (17021-1, 9.3.1.2 notes)
    } plan;
    /// Its closing meeting: stage 1 ends with a talk.
    enum class End { ClosingMeeting, ExitTalk } end;
    /// The earlier audits it may stand on, and whether it must.
    std::vector<AuditType> follows;
    enum class Follows { May, Must } must_follow;
    /// What it looks at again of them. Source: domain D.2, D.4, D.5.
    enum class LooksAt {
        OpenFindings, ///< what was found before: is its effect verified?
        Concerns,     ///< of its stage 1: is it solved, or did it become a nonconformity?
    } looks_at;
    std::string_view report;                 ///< "stage-1": its template, and part of its file names
    std::vector<std::string_view> sheets;    ///< keys of the sheets it keeps, plan first, as printed
    std::vector<std::string_view> conclude;  ///< names of the conclusion's fields it asks for
    std::vector<std::string_view> concluded; ///< those of them its report cannot do without
};

std::span<const AuditKind> audit_kinds();
const AuditKind& kind_for(AuditType type);

/// True when an audit of that type keeps the sheet.
bool keeps(const AuditKind& kind, std::string_view sheet);

/// True when the conclusion of such an audit has the field.
bool concludes(const AuditKind& kind, std::string_view field);

} // namespace clausebook
