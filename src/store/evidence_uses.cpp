#include "store/evidence_uses.h"

#include "store/evidence_row.h"
#include "store/journal.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

namespace clausebook::store {
namespace {

constexpr const char* links_sql =
    "SELECT * FROM evidence_link WHERE evidence = ? AND kind = ? AND target > ? "
    "ORDER BY target LIMIT ?";
constexpr const char* link_history_sql =
    "SELECT c.subject AS subject, c.entry AS entry, b.body AS body FROM journal_change c JOIN journal_body b "
    "ON b.entry = c.entry AND b.position = c.position WHERE c.subject >= ? AND c.subject < ? "
    "ORDER BY c.subject, c.entry";
constexpr const char* body_sql = "SELECT b.body AS body FROM journal_change c JOIN journal_body b ON "
                                 "b.entry = c.entry AND b.position = c.position WHERE c.subject = ? AND "
                                 "c.entry <= ? ORDER BY c.entry DESC LIMIT 1";
constexpr const char* reports_sql = "SELECT * FROM report WHERE audit = ? AND revision > ? ORDER BY revision";
constexpr const char* packs_sql =
    "SELECT * FROM pack WHERE audit = ? AND (created_at, key) > (?, ?) ORDER BY created_at, key";

/// Entries between which evidence was linked within an audit; `end` is the first after it.
struct Span {
    std::int64_t begin = 0;
    std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

/// By audit: when the evidence was linked to anything in it.
using Spans = std::map<std::string, std::vector<Span>>;

Params subjects_of_links(const Id<Evidence>& evidence)
{
    const auto links = "evidence_link/" + evidence.str();
    return {links + "/", links + "0"}; // '0' follows '/'
}

std::string text_in(const Tree& record, std::string_view name)
{
    const auto* field = record.find(name);
    const auto* text = field ? field->text() : nullptr;
    return text ? *text : std::string();
}

Spans spans_of(const Reading& db, const Id<Evidence>& evidence)
{
    Spans spans;
    std::string subject;
    Span* open = nullptr;
    for (const auto& row : db.rows(link_history_sql, subjects_of_links(evidence))) {
        if (row.text("subject") != subject) open = nullptr;
        subject = row.text("subject");
        const auto record = record_in(row.text("body"));
        if (record.is_null()) {
            if (open) open->end = row.number("entry");
            open = nullptr;
            continue;
        }
        const auto audit = text_in(record, "audit");
        if (open || audit.empty()) continue;
        auto& of_audit = spans[audit];
        of_audit.push_back({row.number("entry")});
        open = &of_audit.back();
    }
    return spans;
}

bool was_linked(const std::vector<Span>& spans, std::int64_t entry)
{
    return std::any_of(spans.begin(), spans.end(),
                       [&](const Span& span) { return span.begin <= entry && entry < span.end; });
}

/// The version that stood at an entry; 0 when nobody can tell.
int version_at(const Reading& db, const Id<Evidence>& evidence, std::int64_t entry)
{
    const auto row = db.row(body_sql, {"evidence/" + evidence.str(), entry});
    if (!row) return 0;
    const auto record = record_in(row->text("body"));
    const auto* current = record.is_null() ? nullptr : record.find("current");
    return current && current->number() ? static_cast<int>(*current->number()) : 0;
}

/// The key's part before its last slash, and the number behind the letter after it: "IA-2026-01/r2".
std::pair<std::string, std::int64_t> report_place(const std::string& key)
{
    const auto slash = key.rfind('/');
    if (slash == std::string::npos || key.size() < slash + 2) return {};
    std::int64_t revision = 0;
    std::from_chars(key.data() + slash + 2, key.data() + key.size(), revision);
    return {key.substr(0, slash), revision};
}

/// Collects one page.
class Collector {
public:
    Collector(const Reading& db, const Id<Evidence>& evidence, const UseSight& sight, std::size_t limit)
        : db_(db), evidence_(evidence), sight_(sight), limit_(limit)
    {
    }

    bool full() const { return page_.uses.size() > limit_; }

    void links(UseKind kind, const std::string& after)
    {
        const auto room = static_cast<std::int64_t>(limit_ + 1 - page_.uses.size());
        for (const auto& row :
             db_.rows(links_sql, {evidence_.str(), clausebook::str(*link_kind(kind)), after, room})) {
            auto link = link_from(row);
            EvidenceUse use{kind, link.target.key, {}, {}, 0, link.linked_by, link.linked_at};
            use.link = std::move(link);
            page_.uses.push_back(std::move(use));
        }
    }

    void reports(const std::string& after)
    {
        const auto [from, revision] = report_place(after);
        for (const auto& [audit, spans] : spans()) {
            if (full()) return;
            if (audit < from || !sight_.reports(Id<Audit>(audit))) continue;
            const Params place = {audit, audit == from ? revision : std::int64_t{0}};
            for (const auto& row : db_.rows(reports_sql, place))
                add(UseKind::Report, row, row.number("checkpoint_number"), "issued_by", "issued_at");
        }
    }

    void packs(const std::string& after)
    {
        const auto last = db_.row("SELECT audit, created_at FROM pack WHERE key = ?", {after});
        const auto from = last ? last->text("audit") : std::string();
        for (const auto& [audit, spans] : spans()) {
            if (full()) return;
            if (audit < from || !sight_.packs(Id<Audit>(audit))) continue;
            const Params place =
                audit == from ? Params{audit, last->text("created_at"), after} : Params{audit, "", ""};
            for (const auto& row : db_.rows(packs_sql, place))
                add(UseKind::Pack, row, row.number("entry"), "created_by", "created_at");
        }
    }

    EvidenceUsePage page()
    {
        if (full()) {
            page_.uses.resize(limit_);
            page_.next = EvidenceUsePlace{page_.uses.back().kind, page_.uses.back().key};
        }
        return std::move(page_);
    }

private:
    const Spans& spans()
    {
        if (!spans_) spans_ = spans_of(db_, evidence_);
        return *spans_;
    }

    void add(UseKind kind, const Row& row, std::int64_t entry, const char* by, const char* at)
    {
        if (full() || !was_linked(spans().at(row.text("audit")), entry)) return;
        page_.uses.push_back({kind, row.text("key"), std::nullopt, Id<Audit>(row.text("audit")),
                              version_at(db_, evidence_, entry), Id<Person>(row.text(by)), row.instant(at)});
    }

    const Reading& db_;
    const Id<Evidence>& evidence_;
    const UseSight& sight_;
    std::size_t limit_;
    std::optional<Spans> spans_;
    EvidenceUsePage page_;
};

} // namespace

EvidenceUsePage evidence_uses(const Reading& db, const Id<Evidence>& evidence, const UseSight& sight,
                              const std::optional<EvidenceUsePlace>& after, std::size_t limit)
{
    Collector collector(db, evidence, sight, limit);
    for (const auto kind : all_use_kinds) {
        if (collector.full()) break;
        if (after && kind < after->kind) continue;
        const auto from = after && kind == after->kind ? after->key : std::string();
        if (link_kind(kind))
            collector.links(kind, from);
        else if (kind == UseKind::Report)
            collector.reports(from);
        else
            collector.packs(from);
    }
    return collector.page();
}

std::vector<std::string> evidence_uses_plan(const Reading& db, const Id<Evidence>& evidence)
{
    const std::pair<const char*, Params> questions[] = {
        {links_sql, {evidence.str(), "answer", "", std::int64_t{51}}},
        {link_history_sql, subjects_of_links(evidence)},
        {body_sql, {"evidence/" + evidence.str(), std::int64_t{1}}},
        {reports_sql, {"IA-2026-01", std::int64_t{0}}}};
    std::vector<std::string> lines;
    for (const auto& [sql, params] : questions)
        for (const auto& row : db.rows(std::string("EXPLAIN QUERY PLAN ") + sql, params))
            lines.push_back(row.text("detail"));
    return lines;
}

} // namespace clausebook::store
