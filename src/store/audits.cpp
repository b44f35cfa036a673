#include "store/audits.h"

#include "core/base/mapped.h"
#include "core/base/text.h"
#include "store/keys.h"
#include "store/organization.h"

#include <algorithm>

namespace clausebook::store {
namespace {

template <typename Of>
std::string list_of(const std::vector<Id<Of>>& keys)
{
    return joined(mapped(keys, &Id<Of>::str));
}

template <typename Of>
std::vector<Id<Of>> keys_of(const Row& row, std::string_view column)
{
    return mapped(words(row.text(column)), [](const std::string& text) { return Id<Of>(text); });
}

std::string clause_list(const std::vector<ClauseNumber>& clauses)
{
    return joined(mapped(clauses, &ClauseNumber::str));
}

std::string method_list(const std::vector<AuditMethod>& methods)
{
    return joined(mapped(methods, [](AuditMethod method) { return str(method); }));
}

Audit audit_from(const Row& row)
{
    Audit a;
    a.key = Id<Audit>(row.text("key"));
    a.version = row.number("version");
    a.type = parse_audit_type(row.text("type")).value();
    a.state = parse_audit_state(row.text("state")).value();
    a.title = row.text("title");
    a.checklist = row.text("checklist");
    a.objectives = row.text("objectives");
    a.scope = row.text("scope");
    a.risk_basis = row.text("risk_basis");
    a.sites = keys_of<Site>(row, "sites");
    a.criteria = keys_of<Criterion>(row, "criteria");
    for (const auto& word : words(row.text("clauses")))
        a.clauses.push_back(ClauseNumber::parse(word).value());
    for (const auto& word : words(row.text("methods"))) a.methods.push_back(parse_audit_method(word).value());
    a.language = parse_language(row.text("language")).value();
    a.period_from = row.date("period_from");
    a.period_to = row.date("period_to");
    a.starts_on = row.date("starts_on");
    a.ends_on = row.date("ends_on");
    a.auditor_days = row.text("auditor_days");
    a.lead = Id<Person>(row.text("lead"));
    a.plan_issued_on = row.date("plan_issued_on");
    a.plan_accepted_by = Id<Person>(row.text("plan_accepted_by"));
    a.plan_accepted_on = row.date("plan_accepted_on");
    a.state_reason = row.text("state_reason");
    a.state_before = parse_audit_state(row.text("state_before"));
    a.prepared_by = Id<Person>(row.text("prepared_by"));
    a.prepared_on = row.date("prepared_on");
    a.follows = Id<Audit>(row.text("follows"));
    for (const auto& word : words(row.text("rotation")))
        a.rotation.push_back(ClauseNumber::parse(word).value());
    return a;
}

/// An audit beside what it stands on.
constexpr const char* with_basis =
    "SELECT audit.*, b.follows, b.rotation FROM audit LEFT JOIN audit_basis b ON b.key = audit.key WHERE ";

Record record_of(const Audit& a)
{
    return {{"type", str(a.type)},
            {"state", str(a.state)},
            {"title", a.title},
            {"checklist", a.checklist},
            {"objectives", a.objectives},
            {"scope", a.scope},
            {"risk_basis", a.risk_basis},
            {"sites", list_of(a.sites)},
            {"criteria", list_of(a.criteria)},
            {"clauses", clause_list(a.clauses)},
            {"methods", method_list(a.methods)},
            {"language", str(a.language)},
            {"period_from", date_text(a.period_from)},
            {"period_to", date_text(a.period_to)},
            {"starts_on", date_text(a.starts_on)},
            {"ends_on", date_text(a.ends_on)},
            {"auditor_days", a.auditor_days},
            {"lead", a.lead.str()},
            {"plan_issued_on", date_text(a.plan_issued_on)},
            {"plan_accepted_by", optional_text(a.plan_accepted_by.str())},
            {"plan_accepted_on", date_text(a.plan_accepted_on)},
            {"state_reason", a.state_reason},
            {"state_before", a.state_before ? str(*a.state_before) : std::string()},
            {"prepared_by", optional_text(a.prepared_by.str())},
            {"prepared_on", date_text(a.prepared_on)}};
}

std::string key_of(const Member& member)
{
    return member.audit.str() + "/" + member.person.str();
}

/// The conditions of a filter and their parameters.
struct Where {
    std::string sql = "1 = 1";
    Params params;
};

Where where(const AuditFilter& filter)
{
    Where w;
    if (filter.state) {
        w.sql += " AND state = ?";
        w.params.emplace_back(str(*filter.state));
    }
    if (filter.stage != AuditFilter::Stage::Any) {
        w.sql += " AND state IN (";
        const bool issued = filter.stage == AuditFilter::Stage::Issued;
        const char* before = "";
        for (const auto state : audit_states) {
            if (issued ? !is_issued(state) : !is_at_work(state)) continue;
            w.sql.append(before).append("'").append(str(state)).append("'");
            before = ", ";
        }
        w.sql += ")";
    }
    if (filter.starts_from) {
        w.sql += " AND starts_on >= ?";
        w.params.emplace_back(to_string(*filter.starts_from));
    }
    if (filter.starts_to) {
        w.sql += " AND starts_on <= ?";
        w.params.emplace_back(to_string(*filter.starts_to));
    }
    if (filter.type) {
        w.sql += " AND type = ?";
        w.params.emplace_back(str(*filter.type));
    }
    if (!filter.member.empty()) {
        w.sql += " AND (audit.key IN (SELECT audit FROM audit_member WHERE person = ?)";
        w.sql += filter.issued_plans ? " OR plan_issued_on <> '')" : ")";
        w.params.emplace_back(filter.member.str());
    }
    return w;
}

/// Members of some audits: lead first, then by role and name.
std::string members_where(const std::string& condition)
{
    return "SELECT m.* FROM audit_member m JOIN person p ON p.key = m.person WHERE " + condition
        + " ORDER BY CASE m.role WHEN 'LEAD' THEN 0 WHEN 'AUDITOR' THEN 1 WHEN 'EXPERT' THEN 2 "
          "ELSE 3 END, p.name_sort, m.person";
}

Member member_from(const Row& row)
{
    Member m;
    m.audit = Id<Audit>(row.text("audit"));
    m.version = row.number("version");
    m.person = Id<Person>(row.text("person"));
    m.role = parse_member_role(row.text("role")).value();
    m.independence_declared = row.flag("independence_declared");
    m.independence_note = row.text("independence_note");
    return m;
}

} // namespace

AuditFilter audits_seen_whole(const Actor& actor)
{
    AuditFilter filter;
    if (!actor.is(Role::QualityManager) && !actor.is(Role::TopManagement)) filter.member = actor.person;
    return filter;
}

AuditFilter audits_listed_for(const Actor& actor)
{
    auto filter = audits_seen_whole(actor);
    filter.issued_plans = actor.is(Role::Auditee);
    return filter;
}

std::optional<Audit> audit(const Reading& db, const Id<Audit>& key)
{
    const auto row = db.row(with_basis + std::string("audit.key = ?"), {key.str()});
    return row ? std::optional(audit_from(*row)) : std::nullopt;
}

namespace {

/// What it stands on is a record of its own, written where it changes.
void save_basis(Writing& verb, const Audit& audit)
{
    const auto rotation = clause_list(audit.rotation);
    const auto row = verb.row("SELECT * FROM audit_basis WHERE key = ?", {audit.key.str()});
    const bool same = row ? row->text("follows") == audit.follows.str() && row->text("rotation") == rotation
                          : audit.follows.empty() && rotation.empty();
    if (same) return;
    verb.put("audit_basis", audit.key.str(),
             {{"follows", optional_text(audit.follows.str())}, {"rotation", rotation}},
             row ? row->number("version") : 0);
}

} // namespace

Id<Audit> save(Writing& verb, Audit audit)
{
    if (audit.key.empty()) {
        const auto year = static_cast<int>(audit.starts_on.value().year());
        const auto series = number_prefix(audit.type) + "-" + std::to_string(year);
        audit.key = Id<Audit>(numbered(series, verb.next_number(series), 2));
    }
    verb.put("audit", audit.key.str(), record_of(audit), audit.version);
    save_basis(verb, audit);
    return audit.key;
}

AuditPage audits(const Reading& db, const AuditFilter& filter, const std::optional<AuditPlace>& after,
                 int limit)
{
    const auto all = where(filter);
    AuditPage page;
    page.count = db.number(
        "SELECT count(*) FROM (SELECT 1 FROM audit WHERE " + all.sql + " LIMIT 1001) AS counted", all.params);
    auto some = all;
    if (after) {
        some.sql += " AND (starts_on < ? OR (starts_on = ? AND audit.key < ?))";
        some.params.insert(some.params.end(), {after->starts_on, after->starts_on, after->key});
    }
    some.params.emplace_back(std::int64_t{limit} + 1);
    const auto rows =
        db.rows(with_basis + some.sql + " ORDER BY starts_on DESC, audit.key DESC LIMIT ?", some.params);
    for (const auto& row : rows) {
        if (page.audits.size() == static_cast<std::size_t>(limit)) {
            const auto& last = page.audits.back();
            page.next = AuditPlace{to_string(last.starts_on.value()), last.key.str()};
            break;
        }
        page.audits.push_back(audit_from(row));
    }
    return page;
}

std::vector<Member> members(const Reading& db, const Id<Audit>& audit)
{
    std::vector<Member> team;
    for (const auto& row : db.rows(members_where("m.audit = ?"), {audit.str()}))
        team.push_back(member_from(row));
    return team;
}

std::map<Id<Audit>, std::vector<Member>> teams_of(const Reading& db, const std::vector<Audit>& audits)
{
    std::map<Id<Audit>, std::vector<Member>> teams;
    if (audits.empty()) return teams;
    const auto [marks, params] = keys_of(audits);
    for (const auto& row : db.rows(members_where("m.audit IN (" + marks + ")"), params)) {
        auto member = member_from(row);
        auto& team = teams[member.audit];
        team.push_back(std::move(member));
    }
    return teams;
}

Version save(Writing& verb, const Member& m)
{
    return verb.put("audit_member", key_of(m),
                    {{"audit", m.audit.str()},
                     {"person", m.person.str()},
                     {"role", str(m.role)},
                     {"independence_declared", std::int64_t{m.independence_declared}},
                     {"independence_note", m.independence_note}},
                    m.version);
}

void remove(Writing& verb, const Member& m)
{
    verb.remove("audit_member", key_of(m), m.version);
}

bool has_answered(const Reading& db, const Id<Audit>& audit, const Id<Person>& person)
{
    return db.number("SELECT count(*) FROM answer WHERE audit = ? AND answered_by = ?",
                     {audit.str(), person.str()})
        > 0;
}

std::optional<Meeting> meeting(const Reading& db, const Id<Audit>& audit, MeetingKind kind)
{
    const auto row =
        db.row("SELECT * FROM audit_meeting WHERE audit = ? AND kind = ?", {audit.str(), str(kind)});
    if (!row) return std::nullopt;
    return Meeting{audit,
                   row->number("version"),
                   kind,
                   row->date("held_on"),
                   keys_of<Person>(*row, "people"),
                   row->text("note")};
}

Version save(Writing& verb, const Meeting& m)
{
    return verb.put("audit_meeting", m.audit.str() + "/" + str(m.kind),
                    {{"audit", m.audit.str()},
                     {"kind", str(m.kind)},
                     {"held_on", date_text(m.held_on)},
                     {"people", list_of(m.people)},
                     {"note", m.note}},
                    m.version);
}

Conclusion conclusion(const Reading& db, const Id<Audit>& audit)
{
    Conclusion c;
    c.audit = audit;
    const auto row = db.row("SELECT * FROM audit_conclusion WHERE key = ?", {audit.str()});
    if (!row) return c;
    c.version = row->number("version");
    for (const auto& field : conclusion_fields()) c.*field.text = row->text(field.name);
    return c;
}

Version save(Writing& verb, const Conclusion& c)
{
    Record record;
    for (const auto& field : conclusion_fields()) record.emplace_back(std::string(field.name), c.*field.text);
    return verb.put("audit_conclusion", c.audit.str(), record, c.version);
}

std::vector<AnswerAtHand> answers_at_hand(const Reading& db, const Id<Audit>& audit)
{
    std::vector<AnswerAtHand> at_hand;
    const auto rows = db.rows(
        "SELECT a.key, a.site, a.question, a.result, a.note, a.na_approved_by, "
        "(SELECT count(*) FROM finding_question q JOIN finding f ON f.key = q.finding WHERE q.audit = "
        "a.audit "
        "AND q.site = a.site AND q.question = a.question AND f.state <> 'WITHDRAWN' AND f.grade <> 'OFI') AS "
        "live_findings "
        "FROM answer a WHERE a.audit = ? ORDER BY a.question, a.site",
        {audit.str()});
    for (const auto& row : rows)
        at_hand.push_back({row.text("key"), row.text("site"), row.text("question"), row.text("result"),
                           length(trimmed(row.text("note"))),
                           row.text("na_approved_by").empty() ? AnswerAtHand::Approval::None
                                                              : AnswerAtHand::Approval::Given,
                           row.number("live_findings")});
    std::stable_sort(at_hand.begin(), at_hand.end(), [](const AnswerAtHand& a, const AnswerAtHand& b) {
        return QuestionId::parse(a.question) < QuestionId::parse(b.question); // 7.4-Q2 before 7.4-Q10
    });
    return at_hand;
}

} // namespace clausebook::store
