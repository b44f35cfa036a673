#pragma once
// The pages of the certification: where it stands, what comes next, what happened; and their forms.

#include "core/checklist/checklist.h"
#include "core/cycle/application.h"
#include "core/cycle/cycle_dates.h"
#include "core/cycle/event_audit.h"
#include "core/cycle/rotation.h"
#include "views/form.h"
#include "views/format.h"
#include "views/pages/organization.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace clausebook::views {

/// "pages/certification": state, warnings, dates, the line of time, events, who certifies; for those who see
/// all audits what the cycle's audits look at; for an editor the ways to record.
struct CertificationPage {
    const Certification& seen;
    const std::map<std::string, std::string>& names; ///< of who recorded, by key
    Reader reader = Reader::Looks;
    CertificationBody body = {};
    std::vector<ApplicationGap> gaps = {};     ///< of the application
    std::set<Id<Audit>> audits = {};           ///< of the events, those the reader may open
    std::vector<EventProposal> proposals = {}; ///< for an editor
    const RotationMatrix* rotation = nullptr;  ///< null for a reader who does not see all audits
    const Checklist* checklist = nullptr;      ///< the clauses' titles; with `rotation`
};
Tree certification_view(const CertificationPage& page, Language language, const Catalogues& catalogues);

/// "Surveillance 2": a date by its name.
std::string name_of(const CycleDate& date, Language language, const Catalogues& catalogues);

/// "Surveillance 1: the last day is 15 Mar 2027, in 30 days."
std::string days_left(const CycleDate& date, Date today, Language language, const Catalogues& catalogues);

/// Where it stands as a pill: {g, label, reduced}.
Tree state_pill(const Cycle& cycle, Language language, const Catalogues& catalogues);

/// The line of time as a picture: what happened, the certificate, the windows, today. Null with less than a
/// date to show. {height, ticks, today, marks, bars}; places in percent of the width.
Tree cycle_timeline(const Certification& seen, Language language, const Catalogues& catalogues);

/// Events that could be recorded because the report of their audit is issued: [{text, href, label}].
Tree proposals_view(const CertificationPage& page, Language language, const Catalogues& catalogues);

/// Who certifies, and how far the application is: {facts, named, accreditation, edit, application}.
Tree body_view(const CertificationPage& page, Language language, const Catalogues& catalogues);

/// What the audits of the cycle look at, as a table: {heads, rows, unseen, unplanned, next}.
/// Null without audits, and for those who do not see all of them.
Tree rotation_view(const CertificationPage& page, Language language, const Catalogues& catalogues);

/// The dates that have not passed into something done, for a calendar program. `house` keeps those of
/// different organizations apart.
std::string cycle_calendar(const Certification& seen, const std::string& house, Instant stamp,
                           Language language, const Catalogues& catalogues);

/// "pages/calendar": the private address of a calendar. `address` is told once, when it was just made.
struct CalendarPage {
    std::optional<LocalTime> made_at; ///< of the one there is
    std::string address;              ///< "" but when it was just made
};
Tree calendar_view(const CalendarPage& page, Language language, const Catalogues& catalogues);

FormValues values_of(const CycleEvent& event);
FormValues values_of(const CycleRules& rules);
FormValues values_of(const CertificationBody& body);

/// An audit that the form of an event offers.
struct OfferedAudit {
    Audit audit;
    int majors = 0; ///< open among its findings
};

/// What a form says of an event, over `before`, whose kind says which fields there are; a day or a number of
/// majors that is left empty is taken from the audit that is chosen. Refuses "date_shape",
/// "number_out_of_range".
CycleEvent event_from(const FormValues& values, CycleEvent before,
                      const std::vector<OfferedAudit>& offered = {});

/// Refuses "number_out_of_range".
CycleRules rules_from(const FormValues& values, CycleRules before);

/// "pages/form" of an event; one with a key is corrected or taken away, with a reason. Of an event that is an
/// audit, `offered` are those it can be.
Tree event_form(const CycleEvent& event, const std::vector<OfferedAudit>& offered, const FormState& state,
                Language language, const Catalogues& catalogues);

/// Refuses "choice_unknown".
CertificationBody body_from(const FormValues& values, CertificationBody before);
Tree body_form(const FormState& state, Language language, const Catalogues& catalogues);

Tree rules_form(const FormState& state, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
