#include "core/audit/plan.h"
#include "core/base/text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace clausebook {
namespace {

using Codes = std::vector<std::string>;
using Fields = std::map<std::string, std::string, std::less<>>;

const Id<Person> elif ("P-0001");
const Id<Person> can("P-0002");
const Id<Person> isik("P-0003");

ClauseNumber number(const char* text)
{
    return *ClauseNumber::parse(text);
}

const Checklist& checklist()
{
    static const auto made = [] {
        Checklist list;
        list.identity = {"ISO 10002", 2018, 1};
        for (const auto* chapter : {"4", "7", "8"})
            list.groups.push_back(
                {number(chapter), {std::string("Chapter ") + chapter, std::string("Bölüm ") + chapter}});
        for (const auto* clause : {"4.2", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "8.1"})
            list.clauses.push_back({number(clause), number(std::string(1, clause[0]).c_str())});
        return list;
    }();
    return made;
}

void add(PlanAtHand& plan, const char* sheet, const std::string& place, Fields fields)
{
    plan.sheets.push_back({plan.audit.key, sheet, place, 1, std::move(fields), elif, {}});
}

void add_line(PlanAtHand& plan, const std::string& place, const char* start, const char* end,
              const char* kind, const char* clauses, const Id<Person>& auditor,
              const char* date = "2026-11-23")
{
    Fields fields = {{"date", date},   {"start", start},           {"end", end},        {"kind", kind},
                     {"process", "X"}, {"auditor", auditor.str()}, {"auditee", "Desk"}, {"place", "Bursa"}};
    if (*clauses) fields["clauses"] = clauses;
    add(plan, "agenda", place, std::move(fields));
}

/// A plan that lacks nothing but a timetable.
PlanAtHand without_timetable()
{
    PlanAtHand plan;
    auto& a = plan.audit;
    a.key = Id<Audit>("IA-2026-01");
    a.objectives = "See whether it works";
    a.risk_basis = "Two new shops";
    a.sites = {Id<Site>("S-01")};
    a.clauses = {number("7.4"), number("8.1")};
    a.methods = {AuditMethod::Interview};
    a.period_from = parse_date("2026-01-01");
    a.period_to = parse_date("2026-10-31");
    a.starts_on = parse_date("2026-11-23");
    a.ends_on = parse_date("2026-11-25");
    a.auditor_days = "2.5";
    a.lead = elif;
    plan.members = {{a.key, 1, can, MemberRole::Auditor, true, {}},
                    {a.key, 1, elif, MemberRole::Lead, true, {}}};
    for (const auto& [key, name] : {std::pair(elif, "Elif"), std::pair(can, "Can")}) {
        plan.people[key].key = key;
        plan.people[key].name = name;
        plan.people[key].competence = "TRN-1";
    }
    plan.checklist = &checklist();
    add(plan, "basis", "one", {{"programme_ref", "AP-2026"}});
    add(plan, "sampling", "one",
        {{"population", "900 files"}, {"method", "JUDGEMENT"}, {"size_rule", "By risk"}, {"size", "25"}});
    add(plan, "logistics", "one", {{"documents_needed", "Procedure"}});
    return plan;
}

PlanAtHand whole()
{
    auto plan = without_timetable();
    add_line(plan, "1", "09:00", "09:30", "OPENING", "", elif);
    add_line(plan, "2", "09:30", "11:00", "SESSION", "7", can);
    add_line(plan, "3", "09:30", "11:00", "SESSION", "8.1", elif);
    add_line(plan, "4", "11:00", "12:00", "COMPLAINT_FILES", "", can);
    add_line(plan, "5", "16:00", "17:00", "CLOSING", "", elif, "2026-11-25");
    return plan;
}

/// Code and key of each gap.
Codes gaps(const PlanAtHand& plan)
{
    Codes said;
    for (const auto& gap : plan_gaps(plan)) said.push_back(gap.code + " " + gap.key);
    return said;
}

Fields& line(PlanAtHand& plan, const char* place)
{
    return std::find_if(plan.sheets.begin(), plan.sheets.end(),
                        [&](const SheetRow& row) { return row.sheet == "agenda" && row.place == place; })
        ->fields;
}

TEST(AuditPlan, that_is_whole_lacks_nothing)
{
    EXPECT_EQ(gaps(whole()), Codes{});
}

TEST(AuditPlan, names_each_field_of_the_frame_that_is_not_there)
{
    auto plan = whole();
    plan.audit.objectives = " \n";
    plan.audit.methods.clear();
    EXPECT_EQ(gaps(plan), (Codes{"plan_field objectives", "plan_field methods"}));
    plan.audit.risk_basis.clear();
    plan.audit.sites.clear();
    plan.audit.period_to.reset();
    plan.audit.auditor_days.clear();
    EXPECT_EQ(gaps(plan).size(), 6U);
}

TEST(AuditPlan, names_each_required_field_of_its_sheets)
{
    for (const auto& sheet : sheets()) {
        if (sheet.part != Sheet::Part::Plan) continue;
        for (const auto& field : sheet.fields) {
            auto plan = whole();
            for (auto& row : plan.sheets)
                if (row.sheet == sheet.key && row.place.find_first_of("one2") == 0)
                    row.fields.erase(std::string(field.name));
            const auto found = gaps(plan);
            const auto key = std::string(sheet.key) + "/" + (sheet.key == "agenda" ? "2" : "one") + "/"
                + std::string(field.name);
            const bool named = std::find(found.begin(), found.end(), "plan_sheet " + key) != found.end();
            const bool there = find_row(plan.sheets, sheet.key, sheet.key == "agenda" ? "2" : "one");
            EXPECT_EQ(named, there && field.need == SheetField::Need::Required) << key;
        }
    }
}

TEST(AuditPlan, needs_opening_files_and_closing_in_its_timetable)
{
    for (const auto& [place, kind] :
         {std::pair("1", "OPENING"), std::pair("4", "COMPLAINT_FILES"), std::pair("5", "CLOSING")}) {
        auto plan = whole();
        line(plan, place)["kind"] = "SESSION";
        EXPECT_EQ(gaps(plan), Codes{std::string("plan_sheet agenda//") + kind});
    }
}

TEST(AuditPlan, puts_every_clause_of_scope_and_rotation_into_the_timetable)
{
    auto plan = whole();
    plan.audit.clauses.push_back(number("4.2"));
    plan.audit.clauses.push_back(number("X.1"));
    EXPECT_EQ(gaps(plan), Codes{"plan_clauses agenda//clauses"});
    EXPECT_EQ(plan_gaps(plan).front().parameters.at("clauses"), "4.2, X.1");
    line(plan, "3")["clauses"] = "8.1 4 X.1";
    EXPECT_EQ(gaps(plan), Codes{});
    plan.audit.rotation = {number("4.3")};
    EXPECT_EQ(gaps(plan), Codes{}) << "its chapter is there";
    plan.audit.rotation = {number("5.1")};
    EXPECT_EQ(gaps(plan), Codes{"plan_clauses agenda//clauses"});
}

TEST(AuditPlan, gives_nobody_an_area_of_their_own)
{
    auto plan = whole();
    plan.people[can].owns = {number("7.4")};
    EXPECT_EQ(gaps(plan), Codes{"plan_own_area agenda/2/auditor"}) << "also when the chapter is named";
    EXPECT_EQ(plan_gaps(plan).front().parameters.at("clause"), "7.4");
    line(plan, "2")["auditor"] = elif.str();
    line(plan, "2")["start"] = "13:00";
    line(plan, "2")["end"] = "14:00";
    EXPECT_EQ(gaps(plan), Codes{});
}

TEST(AuditPlan, asks_for_a_valid_record_of_competence_of_who_audits)
{
    auto plan = whole();
    plan.people[can].competence = " ";
    EXPECT_EQ(gaps(plan), Codes{"plan_competence P-0002"});
    plan.people[can].competence = "EV-0001";
    plan.outdated = {can};
    EXPECT_EQ(gaps(plan), Codes{"plan_competence_outdated P-0002"});
    plan.members.front().role = MemberRole::Observer;
    EXPECT_EQ(gaps(plan), (Codes{"plan_not_on_team agenda/2/auditor", "plan_not_on_team agenda/4/auditor"}))
        << "an observer watches";
}

TEST(AuditPlan, keeps_its_lines_within_their_hours_and_the_days_of_the_audit)
{
    auto plan = whole();
    line(plan, "2")["end"] = "09:30";
    EXPECT_EQ(gaps(plan), Codes{"plan_ends_first agenda/2/end"});
    line(plan, "2")["end"] = "11:01";
    EXPECT_EQ(gaps(plan), Codes{"plan_overlap agenda/4/start"});
    line(plan, "4")["kind"] = "BREAK";
    EXPECT_EQ(gaps(plan), Codes{"plan_sheet agenda//COMPLAINT_FILES"}) << "a break takes nobody";
    plan = whole();
    for (const auto* day : {"2026-11-22", "2026-11-26"}) {
        line(plan, "5")["date"] = day;
        EXPECT_EQ(gaps(plan), Codes{"plan_other_day agenda/5/date"});
    }
    line(plan, "5")["auditor"] = "P-0077";
    line(plan, "5")["date"] = "2026-11-25";
    EXPECT_EQ(gaps(plan), Codes{"plan_not_on_team agenda/5/auditor"});
}

TEST(AuditPlan, that_is_short_needs_no_timetable_but_one_that_fits)
{
    auto plan = without_timetable();
    plan.audit.type = AuditType::Stage1;
    EXPECT_EQ(gaps(plan), Codes{});
    add_line(plan, "1", "10:00", "09:00", "SESSION", "", elif);
    EXPECT_EQ(gaps(plan), Codes{"plan_ends_first agenda/1/end"});
    plan.sheets.erase(plan.sheets.begin());
    EXPECT_EQ(gaps(plan).front(), "plan_sheet basis/one/programme_ref");
}

TEST(AuditPlan, counts_notice_in_working_days)
{
    const auto until = [](const char* from, const char* to) {
        return working_days_until(*parse_date(from), *parse_date(to));
    };
    EXPECT_EQ(until("2026-11-20", "2026-11-23"), 1) << "Friday to Monday";
    EXPECT_EQ(until("2026-11-21", "2026-11-23"), 1);
    EXPECT_EQ(until("2026-11-23", "2026-11-30"), 5);
    EXPECT_EQ(until("2026-11-20", "2026-11-22"), 0);
    EXPECT_EQ(until("2026-12-30", "2027-01-06"), 5) << "over the end of the year";
    EXPECT_EQ(until("2028-02-25", "2028-03-01"), 3) << "over 29 February";
    EXPECT_EQ(until("2026-11-23", "2026-11-23"), 0);
    EXPECT_EQ(until("2026-11-24", "2026-11-23"), 0);
    Audit audit;
    audit.starts_on = parse_date("2026-11-30");
    EXPECT_FALSE(short_notice(audit, *parse_date("2026-11-23")));
    EXPECT_EQ(short_notice(audit, *parse_date("2026-11-24")), 4);
    EXPECT_EQ(short_notice(audit, *parse_date("2026-12-24")), 0);
}

TEST(AuditPlan, checks_the_independence_of_each_auditor_for_what_he_audits)
{
    auto plan = whole();
    plan.people[can].owns = {number("8.1")};
    auto checks = independence_checks(plan);
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks[0].auditor, can);
    EXPECT_EQ(checks[0].area, std::vector{number("7.4")});
    EXPECT_FALSE(checks[0].conflict) << "it is the lead's";
    plan = without_timetable();
    plan.people[can].owns = {number("8.1")};
    checks = independence_checks(plan);
    EXPECT_EQ(checks[0].area, plan.audit.clauses);
    EXPECT_EQ(checks[0].conflict, number("8.1"));
}

const AgendaWords agenda_words = {"Opening", "Files", "Team", "Closing", "Representative", "Head office"};

/// The plan with the timetable that is proposed for it.
PlanAtHand proposed(PlanAtHand plan, const std::vector<Person>& people = {})
{
    auto rows = propose_agenda(plan, people, {"Bursa"}, agenda_words);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].place = std::to_string(i + 1);
    plan.sheets.insert(plan.sheets.end(), rows.begin(), rows.end());
    return plan;
}

PlanAtHand of_scope(std::vector<ClauseNumber> clauses, const char* from, const char* to)
{
    auto plan = without_timetable();
    plan.audit.clauses = std::move(clauses);
    plan.audit.starts_on = parse_date(from);
    plan.audit.ends_on = parse_date(to);
    return plan;
}

std::vector<ClauseNumber> everything()
{
    std::vector<ClauseNumber> clauses;
    for (const auto& clause : checklist().clauses) clauses.push_back(clause.number);
    return clauses;
}

TEST(ProposedTimetable, makes_a_plan_whole_whatever_scope_days_and_team)
{
    for (const auto& scope : {everything(), {number("7.4")}, {number("X.1"), number("8.1")}})
        for (const auto* end : {"2026-11-23", "2026-11-24", "2026-11-27", "2026-12-31"})
            for (const bool alone : {false, true}) {
                auto plan = of_scope(scope, "2026-11-23", end);
                if (alone) plan.members.erase(plan.members.begin());
                EXPECT_EQ(gaps(proposed(plan)), Codes{}) << end << alone;
            }
}

TEST(ProposedTimetable, fits_into_one_day_however_long_the_scope)
{
    auto plan = of_scope({}, "2026-11-23", "2026-11-23");
    for (int chapter = 4; chapter < 40; ++chapter)
        for (int clause = 1; clause < 12; ++clause)
            plan.audit.clauses.push_back(
                number((std::to_string(chapter) + "." + std::to_string(clause)).c_str()));
    plan.members.erase(plan.members.begin());
    const auto made = proposed(plan);
    EXPECT_EQ(gaps(made), Codes{});
    for (const auto& row : made.sheets) EXPECT_NO_THROW(check(row)) << row.place;
}

TEST(ProposedTimetable, gives_no_session_to_who_owns_its_process)
{
    auto plan = of_scope(everything(), "2026-11-23", "2026-11-24");
    plan.people[elif].owns = {number("7")};
    for (const auto& line : agenda_of(proposed(plan).sheets))
        for (const auto& clause : line.clauses)
            EXPECT_TRUE(clause.chapter() != "7" || line.auditor == can) << clause.str();
    plan.people[can].owns = {number("7.4")};
    EXPECT_NE(gaps(proposed(plan)), Codes{}) << "nobody may hold it, and it says so";
}

TEST(ProposedTimetable, leaves_weekends_out_unless_there_is_nothing_else)
{
    for (const auto& line : agenda_of(proposed(of_scope(everything(), "2026-11-20", "2026-11-24")).sheets))
        EXPECT_LE(std::chrono::weekday(std::chrono::sys_days(line.day.value())).iso_encoding(), 5U);
    const auto weekend = proposed(of_scope(everything(), "2026-11-21", "2026-11-22"));
    EXPECT_EQ(gaps(weekend), Codes{});
}

TEST(ProposedTimetable, names_the_owner_of_the_process_as_the_one_who_answers)
{
    Person head;
    head.key = isik;
    head.name = "Işık Irmak";
    head.function = "Head of complaints";
    head.owns = {number("7")};
    const auto plan = proposed(of_scope(everything(), "2026-11-23", "2026-11-24"), {head});
    for (const auto& line : agenda_of(plan.sheets)) {
        const bool his = !line.clauses.empty() && line.clauses.front().chapter() == "7";
        EXPECT_EQ(line.row->text("auditee"), his ? "Head of complaints" : "Representative");
        EXPECT_EQ(line.row->text("place"), "Bursa");
    }
}

TEST(ProposedTimetable, is_empty_where_nothing_can_be_proposed)
{
    EXPECT_TRUE(propose_agenda(of_scope({}, "2026-11-23", "2026-11-24"), {}, {}, agenda_words).empty());
    auto plan = of_scope(everything(), "2026-11-23", "2026-11-24");
    plan.members.clear();
    EXPECT_TRUE(propose_agenda(plan, {}, {}, agenda_words).empty());
    plan = of_scope(everything(), "2026-11-24", "2026-11-23");
    EXPECT_TRUE(propose_agenda(plan, {}, {}, agenda_words).empty());
}

} // namespace
} // namespace clausebook
