#pragma once
// The days that follow from a certification: until when what has to happen. Page, feed and report take them
// from here. Source: domain G.6.

#include "core/cycle/cycle.h"

#include <optional>
#include <string>
#include <vector>

namespace clausebook {

enum class CycleDateKind {
    Stage2,           ///< after stage 1, as long as that is still valid
    Majors,           ///< majors of stage 2 verified, else another stage 2
    Surveillance,     ///< the first, second, ... of the cycle
    Recertification,  ///< planned, audited and decided before the certificate ends
    Expiry,           ///< the last day of the certificate
    SuspensionReview, ///< lifted, reduced or withdrawn
    Restoration,      ///< a certificate that ended may be restored until then
    Retention,        ///< records of the cycle are kept until then
    InternalAudit,    ///< the next one of the organization itself
    ManagementReview, ///< the next one
};
inline constexpr std::array cycle_date_kinds = {
    CycleDateKind::Stage2,          CycleDateKind::Majors,    CycleDateKind::Surveillance,
    CycleDateKind::Recertification, CycleDateKind::Expiry,    CycleDateKind::SuspensionReview,
    CycleDateKind::Restoration,     CycleDateKind::Retention, CycleDateKind::InternalAudit,
    CycleDateKind::ManagementReview};
std::string str(CycleDateKind kind); ///< "STAGE2", "MAJORS", "SURVEILLANCE", ...

/// One of them. begins_on <= planned_on <= last_on, where they are there.
struct CycleDate {
    CycleDateKind kind;
    int number = 0;                 ///< of a surveillance: 1, 2, ...; else 0
    std::optional<Date> begins_on;  ///< the window it is best done in
    std::optional<Date> planned_on; ///< to be aimed at
    Date last_on;                   ///< not later than this
    std::optional<Date> done_on;
    std::optional<Date> counted_from; ///< the day it is counted from, where it is one day
};

/// The last day of a certificate by the rules: `validity_months` after the decision, less a day; of one
/// renewed in time as `renewal_anchor` says; of one restored counted from the old expiry. Source: domain C.4
/// (9.6.3.2), G.6.
Date counted_expiry(const Cycle& before, const CycleEvent& decision, const CycleRules& rules);

/// Stage 2 and `major_months`; nothing without majors. Source: domain C.4 (9.5.3.2), G.6.
std::optional<Date> major_limit(const Cycle& cycle, const CycleRules& rules);

/// Expiry and `restoration_months`; nothing without a certificate. Source: domain C.4 (9.6.3.2.5), G.6.
std::optional<Date> restoration_limit(const Cycle& cycle, const CycleRules& rules);

/// What the organization did itself, where it is known: the last days of its latest internal audit and
/// management review.
struct HouseDates {
    std::optional<Date> internal_audit_on;
    std::optional<Date> management_review_on;
};

/// Months from one internal audit or management review to the next. Source: domain G.6.
inline constexpr int house_months = 12;

/// All days that matter where the certification stands, in the order of their last days. A surveillance that
/// took place stays among them; the next one is counted as if those ahead took place on their last days.
///
/// The first surveillance: `surveillance_months` from its anchor (from the decision, where the anchor lies so
/// far back that nothing would be left). Each further one: planned so many months on, at the latest on 31
/// December of the year after the one before, and never after the certificate has ended. There is one for
/// each planned before the recertification audit is, and one for each calendar year that asks for it. Source:
/// domain C.4 (9.1.3.3), G.6. Stage 2 may come from the end of stage 1 on. The next internal audit and
/// management review are there wherever the last ones are known.
std::vector<CycleDate> cycle_dates(const Cycle& cycle, const CycleRules& rules, const HouseDates& house = {});

/// A calendar year that needs a surveillance, and whether it has one.
struct SurveillanceYear {
    int year;
    enum class Audited { No, Yes } audited;
};

/// The years after the decision and before the year of expiry, in which recertification takes its place.
/// Source: domain G.6, calendar-year rule.
std::vector<SurveillanceYear> surveillance_years(const Cycle& cycle);

/// How pressing a date is.
enum class Pressing {
    Done,  ///< it took place
    Later, ///< nothing to do yet
    Now,   ///< its window is open
    Soon,  ///< the planned day is past, or the last one not farther than `warning_days`
    Over,  ///< the last day is past
};

/// Of a date on a day. Retention presses nobody: it is Later.
Pressing pressing_on(const CycleDate& date, const CycleRules& rules, Date today);

/// The certification as it is seen on a day: what page, feed and report are made of.
struct Certification {
    std::vector<CycleEvent> events; ///< by their days
    CycleRules rules;
    Date day;
    Cycle cycle;
    std::vector<CycleDate> dates;
};
Certification certification_on(std::vector<CycleEvent> events, const CycleRules& rules, Date day,
                               const HouseDates& house = {});

/// True for a date whose passing is said in another one's place, or by the state: nobody is warned of it.
bool is_said_elsewhere(const CycleDate& date, const Cycle& cycle);

/// The date that is dealt with next: the first not done whose last day has not passed, else the latest that
/// passed undone; nullptr for none. Overview and page show the same.
const CycleDate* next_date(const Certification& seen);

} // namespace clausebook
