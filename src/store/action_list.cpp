// The list of actions a page at a time, and what waits for one person.

#include "core/people/permission.h"
#include "store/action_row.h"
#include "store/actions.h"
#include "store/finding_row.h"

namespace clausebook::store {
namespace {

constexpr std::string_view most = "1001";

/// An audit of it goes on: in a cancelled one nobody can take a step any more.
constexpr std::string_view goes_on = "EXISTS (SELECT 1 FROM finding_action x JOIN finding y ON y.key = "
                                     "x.finding JOIN audit z ON z.key = y.audit "
                                     "WHERE x.action = a.key AND z.state <> 'CANCELLED')";
constexpr std::string_view finding_goes_on =
    "NOT EXISTS (SELECT 1 FROM audit z WHERE z.key = f.audit AND z.state = 'CANCELLED')";

/// Its owner can take the next step: approved or in work, or a correction, which waits for no plan.
constexpr std::string_view can_be_done = "(a.state IN ('APPROVED', 'IN_WORK') OR (a.state = 'PROPOSED' AND "
                                         "a.kind = 'CORRECTION' AND a.owner IS NOT NULL "
                                         "AND a.due <> '9999-12-31'))";

/// is_open() of core, as SQL lists it.
const std::string& open_states()
{
    static const auto list = [] {
        std::string codes;
        for (const auto state : action_states) {
            if (!is_open(state)) continue;
            codes += codes.empty() ? "('" : ", '";
            codes += str(state);
            codes += "'";
        }
        return codes + ")";
    }();
    return list;
}

/// Where in the life of an action its state stands; the migrations have an index of the same text.
const std::string& place_in_life()
{
    static const auto place = [] {
        std::string text = "CASE a.state";
        for (const auto state : action_states) {
            text += " WHEN '";
            text += str(state);
            text += "' THEN " + std::to_string(static_cast<int>(state));
        }
        return text + " END";
    }();
    return place;
}

/// ActionCase::OwnerSigns of core: the owner of `o` signs in and has the right to follow up.
const std::string& owner_signs()
{
    static const auto condition = [] {
        std::string any;
        for (const auto role : roles) {
            if (!has(role, Permission::FollowUp)) continue;
            any += any.empty() ? "(" : " OR ";
            any += "' ' || p.roles || ' ' LIKE '% ";
            any += str(role);
            any += " %'";
        }
        return "EXISTS (SELECT 1 FROM person p JOIN account c ON c.key = p.key WHERE p.key = o.owner AND "
               "p.active = 1 "
               "AND c.active = 1 AND "
            + any + "))";
    }();
    return condition;
}

Where where_of(const ActionFilter& filter, Date today)
{
    Where where;
    where.add(seen_actions(filter.sight));
    if (filter.state) where.add("a.state = ?", {std::string(str(*filter.state))});
    if (filter.open_only || filter.late_only || filter.due_until) {
        where.add("a.state IN " + open_states(), {});
        where.add(std::string(goes_on), {});
    }
    if (filter.late_only) where.add("a.due < ?", {to_string(today)});
    if (filter.due_until) where.add("a.due <= ?", {to_string(*filter.due_until)});
    if (filter.check_until) {
        where.add("a.state = 'EFFECT_CHECK' AND a.effect_check_on >= ? AND a.effect_check_on <= ?",
                  {to_string(today), to_string(*filter.check_until)});
        where.add(std::string(goes_on), {});
    }
    if (!filter.owner.empty()) where.add("a.owner = ?", {filter.owner.str()});
    return where;
}

struct Order {
    std::string columns;
    std::string beyond;   ///< how the next page compares with the last row
    std::string order_by; ///< the columns with their direction
};

Order order_of(ActionSort sort)
{
    switch (sort) {
    case ActionSort::Newest:
        return {"substr(a.key, 4, 4), length(a.key), a.key", "<",
                "substr(a.key, 4, 4) DESC, length(a.key) DESC, a.key DESC"};
    case ActionSort::State:
        return {place_in_life() + ", a.due, a.key", ">", place_in_life() + ", a.due, a.key"};
    case ActionSort::Due:
        break;
    }
    return {"a.due, a.key", ">", "a.due, a.key"};
}

/// The condition that the next step of a finding is that one's to take.
std::string waiting_for(FindingStep who)
{
    std::string condition;
    for (const auto& [state, grade] : waiting_places(who)) {
        condition += condition.empty() ? "((" : " OR ";
        condition += "(f.state = '";
        condition += str(state);
        condition += "' AND f.grade = '";
        condition += str(grade);
        condition += "')";
    }
    return condition + ") AND " + std::string(finding_goes_on) + ")";
}

struct Duty {
    std::string from; ///< and the condition
    Params params;
};

Duty to_do(const std::string& person)
{
    return {"action a WHERE a.key IN (SELECT key FROM action WHERE owner = ? UNION ALL SELECT o.key FROM "
            "finding f "
            "JOIN finding_action fa ON fa.finding = f.key JOIN action o ON o.key = fa.action WHERE "
            "f.auditee_contact = ? AND NOT "
                + owner_signs() + ") AND " + std::string(can_be_done) + " AND " + std::string(goes_on),
            {person, person}};
}

Duty to_answer(const std::string& person)
{
    return {"finding f WHERE f.auditee_contact = ? AND " + waiting_for(FindingStep::ByAuditee), {person}};
}

Duty to_judge(const std::string& person)
{
    return {"audit_member m JOIN finding f ON f.audit = m.audit WHERE m.person = ? AND ((m.role = 'LEAD' AND "
                + waiting_for(FindingStep::ByLead) + ") OR (m.role IN ('LEAD', 'AUDITOR') AND "
                + waiting_for(FindingStep::ByAuditor) + "))",
            {person}};
}

Duty to_accept(const std::string& person)
{
    return {"action a WHERE a.state = 'DONE' AND (a.owner IS NULL OR a.owner <> ?) AND EXISTS (SELECT 1 FROM "
            "finding_action fa JOIN finding f ON f.key = fa.finding JOIN audit_member m ON m.audit = f.audit "
            "WHERE fa.action = a.key AND m.person = ? AND m.role IN ('LEAD', 'AUDITOR')) AND "
                + std::string(goes_on),
            {person, person}};
}

std::int64_t counted(const Reading& db, const Duty& duty)
{
    return db.number("SELECT count(*) FROM (SELECT 1 FROM " + duty.from + " LIMIT " + std::string(most) + ")",
                     duty.params);
}

} // namespace

ActionPage actions(const Reading& db, const ActionFilter& filter, const Id<Action>& after, int limit,
                   Date today)
{
    auto where = where_of(filter, today);
    const auto order = order_of(filter.sort);
    ActionPage page;
    page.count = db.number("SELECT count(*) FROM (SELECT 1 FROM action a WHERE " + where.sql + " LIMIT "
                               + std::string(most) + ")",
                           where.params);
    if (!after.empty() && action(db, after))
        where.add("(" + order.columns + ") " + order.beyond + " (SELECT " + order.columns
                      + " FROM action a WHERE a.key = ?)",
                  {after.str()});
    where.params.emplace_back(std::int64_t{limit} + 1);
    auto found = actions_by(
        db, "SELECT a.* FROM action a WHERE " + where.sql + " ORDER BY " + order.order_by + " LIMIT ?",
        where.params);
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        page.next = found.back().key;
    }
    auto numbers = first_findings(db, found);
    for (auto& action : found) {
        auto number = std::move(numbers[action.key]);
        page.lines.push_back({std::move(action), std::move(number)});
    }
    return page;
}

std::vector<Id<Person>> action_owners(const Reading& db, const FindingSight& sight)
{
    Where where;
    where.add(seen_actions(sight));
    std::vector<Id<Person>> owners;
    for (const auto& row : db.rows("SELECT key FROM person WHERE key IN (SELECT a.owner FROM action a WHERE "
                                       + where.sql + ") ORDER BY name_sort, key",
                                   where.params))
        owners.emplace_back(row.text("key"));
    return owners;
}

Duties duties_of(const Reading& db, const Id<Person>& person)
{
    const auto actions = [&](const Duty& duty) {
        return actions_by(
            db, "SELECT a.* FROM " + duty.from + " ORDER BY a.due, a.key LIMIT " + std::string(most),
            duty.params);
    };
    const auto findings = [&](const Duty& duty) {
        return findings_by(db,
                           "SELECT DISTINCT f.* FROM " + duty.from
                               + " ORDER BY f.raised_on, f.audit, f.serial LIMIT " + std::string(most),
                           duty.params);
    };
    const auto& key = person.str();
    return {actions(to_do(key)), findings(to_answer(key)), findings(to_judge(key)), actions(to_accept(key))};
}

std::int64_t duty_count(const Reading& db, const Id<Person>& person)
{
    std::int64_t count = 0;
    for (const auto& duty :
         {to_do(person.str()), to_answer(person.str()), to_judge(person.str()), to_accept(person.str())})
        count += counted(db, duty);
    return count;
}

DutyCounts duty_counts(const Reading& db, const Id<Person>& person, Date today)
{
    const auto& key = person.str();
    const auto late = late_finding("f", today);
    const auto late_of = [&](Duty duty, const std::string& condition, const Params& params) {
        duty.from += " AND " + condition;
        duty.params.insert(duty.params.end(), params.begin(), params.end());
        return counted(db, duty);
    };
    DutyCounts counts;
    counts.to_do = counted(db, to_do(key));
    counts.to_answer = counted(db, to_answer(key));
    counts.to_judge = counted(db, to_judge(key));
    counts.to_accept = counted(db, to_accept(key));
    if (counts.to_do > 0) counts.late_to_do = late_of(to_do(key), "a.due < ?", {to_string(today)});
    if (counts.to_answer > 0) counts.late_to_answer = late_of(to_answer(key), late.sql, late.params);
    if (counts.to_judge > 0) counts.late_to_judge = late_of(to_judge(key), late.sql, late.params);
    return counts;
}

std::vector<std::string> duty_plan(const Reading& db, const Id<Person>& person)
{
    std::vector<std::string> lines;
    for (const auto& duty :
         {to_do(person.str()), to_answer(person.str()), to_judge(person.str()), to_accept(person.str())})
        for (const auto& row : db.rows("EXPLAIN QUERY PLAN SELECT 1 FROM " + duty.from, duty.params))
            lines.push_back(row.text("detail"));
    return lines;
}

} // namespace clausebook::store
