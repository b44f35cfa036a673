#pragma once
// What an audit's plan must hold before it is issued, and a timetable to begin with. Source: domain D.1, C.3.

#include "core/audit/audit.h"
#include "core/audit/lifecycle.h"
#include "core/audit/sheet.h"
#include "core/checklist/checklist.h"
#include "core/people/person.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clausebook {

/// Working days between the day a plan is issued and the audit's first. Source: domain D.1.
inline constexpr int plan_notice_days = 5;

/// Everything a plan is judged by.
struct PlanAtHand {
    Audit audit;
    std::vector<Member> members;
    std::map<Id<Person>, Person> people; ///< of the members at least
    std::set<Id<Person>> outdated;       ///< whose record of competence is not valid when the audit begins
    SheetRows sheets;
    const Checklist* checklist = nullptr; ///< the one the audit pins; never null
};

/// True for those who audit, the lead among them; experts and observers judge nothing.
bool is_auditor(const Member& member);

/// The clauses the audit looks at, those of its rotation too.
std::vector<ClauseNumber> looked_at(const Audit& audit);

/// A line of the timetable as far as it can be read.
struct AgendaLine {
    const SheetRow* row;
    std::optional<Date> day;
    std::string start, end; ///< "09:30"; "" when it is none
    std::vector<ClauseNumber> clauses;
    Id<Person> auditor;
};

/// The timetable by day and hour; what has no day comes last.
std::vector<AgendaLine> agenda_of(const SheetRows& sheets);

/// The clauses of the scope that lines name, also by their chapter, in the order of the scope.
std::vector<ClauseNumber> clauses_in(const std::vector<AgendaLine>& lines, const Audit& audit);

/// Everything the plan lacks, frame first, then sheet by sheet, then what does not fit together:
///
/// "plan_field" (Frame, the field's name), "plan_sheet" (Record, "sheet/place/field"; parameters sheet,
/// place, field), "plan_competence", "plan_competence_outdated" (Person), and of the timetable (Record):
/// "plan_clauses" (clauses that no line names), "plan_own_area" (person, clause), "plan_not_on_team",
/// "plan_ends_first", "plan_overlap" (person, date, start), "plan_other_day" (date). Those of a line have the
/// parameter place.
///
/// A short plan needs no timetable; what it has of one must fit all the same.
std::vector<Missing> plan_gaps(const PlanAtHand& plan);

/// Working days from one day to another, the second counted; 0 when it is not later. Saturdays and Sundays
/// are none.
int working_days_until(Date from, Date to);

/// Days of notice that a plan gives that is issued on a day, when they are fewer than they should be. Nobody
/// is refused for them.
std::optional<int> short_notice(const Audit& audit, Date issued);

/// Whether an auditor is free of what he or she is to audit.
struct IndependenceCheck {
    Id<Person> auditor;
    std::vector<ClauseNumber> area; ///< what the timetable gives him or her; without one the whole scope
    std::optional<ClauseNumber> conflict; ///< a clause of it whose process is the auditor's own
    const Member* member = nullptr;       ///< with what he or she declared
};
/// One for the lead and each auditor, in the order of the team. They point into `plan`.
std::vector<IndependenceCheck> independence_checks(const PlanAtHand& plan);

/// What a proposed timetable is written with, in the language of the audit.
struct AgendaWords {
    std::string opening, complaint_files, team_discussion, closing;
    std::string auditee; ///< who answers where nobody owns the process
    std::string place;   ///< where, when the audit names no site
};

/// A timetable to begin with, as rows without places: opening, a session for each group of clauses, one on
/// complaint files, a discussion of the team at the end of each day, closing; over the working days of the
/// audit and its auditors, never one who owns the process. `people` are all whose processes count, `sites`
/// the names of the sites audited. A session that nobody may hold has no auditor. Empty without days or
/// clauses.
SheetRows propose_agenda(const PlanAtHand& plan, const std::vector<Person>& people,
                         const std::vector<std::string>& sites, const AgendaWords& words);

} // namespace clausebook
