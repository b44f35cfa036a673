#pragma once
// The pages of the certification: where it stands, what comes next, what happened; and their forms.

#include "core/cycle/cycle_dates.h"
#include "views/form.h"
#include "views/format.h"
#include "views/pages/organization.h"

#include <map>
#include <optional>
#include <string>

namespace clausebook::views {

/// "pages/certification": state, warnings, dates, the line of time, events; for an editor the ways to record.
struct CertificationPage {
    const Certification& seen;
    const std::map<std::string, std::string>& names; ///< of who recorded, by key
    Reader reader = Reader::Looks;
};
Tree certification_view(const CertificationPage& page, Language language, const Catalogues& catalogues);

/// "Surveillance 2": a date by its name.
std::string name_of(const CycleDate& date, Language language, const Catalogues& catalogues);

/// The line of time as a picture: what happened, the certificate, the windows, today. Null with less than a
/// date to show. {height, ticks, today, marks, bars}; places in percent of the width.
Tree cycle_timeline(const Certification& seen, Language language, const Catalogues& catalogues);

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

/// What a form says of an event, over `before`, whose kind says which fields there are. Refuses "date_shape",
/// "number_out_of_range".
CycleEvent event_from(const FormValues& values, CycleEvent before);

/// Refuses "number_out_of_range".
CycleRules rules_from(const FormValues& values, CycleRules before);

/// The form of an event; one with a key is corrected or taken away, with a reason.
Tree event_form(const CycleEvent& event, const FormState& state, Language language,
                const Catalogues& catalogues);

Tree rules_form(const FormState& state, Language language, const Catalogues& catalogues);

} // namespace clausebook::views
