// The timetable that is proposed: which groups of clauses, on which day, by whom.

#include "core/audit/plan.h"
#include "core/base/mapped.h"
#include "core/base/text.h"
#include "core/checklist/checklist_import.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace clausebook {
namespace {

/// What one session is about.
struct Chunk {
    std::vector<ClauseNumber> clauses;
    std::string title;
    std::string kind = "SESSION";
};

struct Hours {
    std::string_view start;
    std::string_view end;
};

// A day of eight hours: its sessions lie between the meetings of the first and the last day.
constexpr std::array<Hours, 4> sessions = {
    {{"09:30", "10:45"}, {"11:00", "12:15"}, {"13:15", "14:30"}, {"14:45", "16:00"}}};
constexpr Hours opening = {"09:00", "09:30"};
constexpr Hours discussion = {"16:00", "16:30"};
constexpr Hours closing = {"16:30", "17:00"};

constexpr std::size_t most_in_session = 6; ///< clauses
constexpr std::size_t longest_title = 150; ///< of what is joined; a line takes 300 characters

bool is_working_day(Date day)
{
    return std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding() <= 5;
}

/// The first working days of the audit, at most so many; all of its days when none is one.
std::vector<Date> days_of(const Audit& audit, std::size_t most)
{
    std::vector<Date> working;
    std::vector<Date> all;
    if (!audit.starts_on || !audit.ends_on) return all;
    for (auto day = *audit.starts_on; day <= *audit.ends_on && working.size() < most && all.size() < 2 * most;
         day = plus_days(day, 1)) {
        all.push_back(day);
        if (is_working_day(day)) working.push_back(day);
    }
    if (all.size() > most) all.resize(most);
    return working.empty() ? all : working;
}

std::string title_of(const Checklist& checklist, const ClauseNumber& clause, Language language)
{
    const auto chapter = ClauseNumber::parse(clause.chapter());
    const auto* group = chapter ? checklist.find_group(*chapter) : nullptr;
    return group ? group->title.in(language) : clause.chapter();
}

/// The clauses by chapter, a long chapter in parts of about the same length.
std::vector<Chunk> chunks_of(const PlanAtHand& plan)
{
    auto clauses = looked_at(plan.audit);
    std::sort(clauses.begin(), clauses.end());
    std::vector<Chunk> chunks;
    for (auto begin = clauses.begin(); begin != clauses.end();) {
        const auto chapter = begin->chapter();
        const auto end = std::find_if(
            begin, clauses.end(), [&](const ClauseNumber& clause) { return clause.chapter() != chapter; });
        const auto all = static_cast<std::size_t>(end - begin);
        const auto parts = (all + most_in_session - 1) / most_in_session;
        const auto title = title_of(*plan.checklist, *begin, plan.audit.language);
        for (std::size_t part = 0; part < parts; ++part)
            chunks.push_back({{begin + static_cast<std::ptrdiff_t>(all * part / parts),
                               begin + static_cast<std::ptrdiff_t>(all * (part + 1) / parts)},
                              title});
        begin = end;
    }
    return chunks;
}

/// Joins the two neighbours that are the shortest together.
void join_two(std::vector<Chunk>& chunks)
{
    std::size_t at = 0;
    const auto both = [&](std::size_t i) {
        return chunks[i].clauses.size() + chunks[i + 1].clauses.size();
    };
    for (std::size_t i = 1; i + 1 < chunks.size(); ++i)
        if (both(i) < both(at)) at = i;
    auto& first = chunks[at];
    const auto& second = chunks[at + 1];
    first.clauses.insert(first.clauses.end(), second.clauses.begin(), second.clauses.end());
    if (first.title != second.title && length(first.title) + length(second.title) < longest_title)
        first.title.append("; ").append(second.title);
    chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(at) + 1);
}

/// The session on complaint files, after those on the chapter that handles complaints.
void add_files(std::vector<Chunk>& chunks, const std::string& title)
{
    constexpr const char* operation = "7";
    Chunk files{{}, title, "COMPLAINT_FILES"};
    auto after = chunks.end();
    for (auto chunk = chunks.begin(); chunk != chunks.end(); ++chunk)
        for (const auto& clause : chunk->clauses)
            if (clause.chapter() == operation) {
                files.clauses.push_back(clause);
                after = chunk + 1;
            }
    chunks.insert(after, std::move(files));
}

class Timetable {
public:
    Timetable(const PlanAtHand& plan, const std::vector<Person>& people,
              const std::vector<std::string>& sites, const AgendaWords& words)
        : plan_(plan), people_(people), sites_(sites), words_(words)
    {
        for (const auto& member : plan.members)
            if (is_auditor(member))
                auditors_.insert(member.role == MemberRole::Lead ? auditors_.begin() : auditors_.end(),
                                 member.person);
    }

    SheetRows made()
    {
        auto chunks = chunks_of(plan_);
        if (chunks.empty() || auditors_.empty()) return {};
        const auto days = days_of(plan_.audit, chunks.size() + 1);
        if (days.empty()) return {};
        const auto room = days.size() * sessions.size() * auditors_.size();
        while (chunks.size() + 1 > room) join_two(chunks);
        add_files(chunks, words_.complaint_files);
        for (std::size_t day = 0; day < days.size(); ++day) {
            const auto from = chunks.size() * day / days.size();
            const auto to = chunks.size() * (day + 1) / days.size();
            site_ = sites_.empty() ? words_.place : sites_[day * sites_.size() / days.size()];
            if (day == 0) meet(days[day], opening, "OPENING", words_.opening);
            hold(days[day],
                 {chunks.begin() + static_cast<std::ptrdiff_t>(from),
                  chunks.begin() + static_cast<std::ptrdiff_t>(to)});
            meet(days[day], discussion, "TEAM_DISCUSSION", words_.team_discussion);
            if (day + 1 == days.size()) meet(days[day], closing, "CLOSING", words_.closing);
        }
        return std::move(rows_);
    }

private:
    bool may_hold(const Id<Person>& auditor, const Chunk& chunk) const
    {
        const auto person = plan_.people.find(auditor);
        return person == plan_.people.end() || !is_home_standard(plan_.checklist->identity)
            || !owned_clause(person->second, chunk.clauses);
    }

    /// The sessions of a day, slot by slot, each auditor at most once in a slot; who holds least comes first.
    void hold(Date day, const std::vector<Chunk>& chunks)
    {
        std::map<Id<Person>, std::size_t> next; // slot
        for (const auto& chunk : chunks) {
            const Id<Person>* chosen = nullptr;
            for (const auto& auditor : auditors_)
                if (may_hold(auditor, chunk) && next[auditor] < sessions.size()
                    && (!chosen
                        || std::pair(next[auditor], held_[auditor])
                            < std::pair(next[*chosen], held_[*chosen])))
                    chosen = &auditor;
            const auto slot = chosen ? next[*chosen]++ : std::min(nobody_++, sessions.size() - 1);
            if (chosen) ++held_[*chosen];
            add(day, sessions[slot], chunk, chosen ? *chosen : Id<Person>());
        }
    }

    void meet(Date day, Hours hours, const char* kind, const std::string& title)
    {
        add(day, hours, {{}, title, kind}, auditors_.front());
    }

    void add(Date day, Hours hours, const Chunk& chunk, const Id<Person>& auditor)
    {
        SheetRow row;
        row.audit = plan_.audit.key;
        row.sheet = "agenda";
        row.fields = {{"date", to_string(day)},
                      {"start", std::string(hours.start)},
                      {"end", std::string(hours.end)},
                      {"kind", chunk.kind},
                      {"process", chunk.title},
                      {"auditee", auditee_of(chunk)},
                      {"place", site_}};
        if (!auditor.empty()) row.fields["auditor"] = auditor.str();
        if (!chunk.clauses.empty()) row.fields["clauses"] = joined(mapped(chunk.clauses, &ClauseNumber::str));
        rows_.push_back(std::move(row));
    }

    /// The function of who owns the process, or the name of one who has none.
    std::string auditee_of(const Chunk& chunk) const
    {
        const auto owner = std::find_if(people_.begin(), people_.end(), [&](const Person& person) {
            return person.active && owned_clause(person, chunk.clauses);
        });
        if (owner == people_.end() || !is_home_standard(plan_.checklist->identity)) return words_.auditee;
        return owner->function.empty() ? owner->name : owner->function;
    }

    const PlanAtHand& plan_;
    const std::vector<Person>& people_;
    const std::vector<std::string>& sites_;
    const AgendaWords& words_;
    std::vector<Id<Person>> auditors_; ///< the lead first
    std::map<Id<Person>, std::size_t> held_;
    std::size_t nobody_ = 0; ///< sessions nobody may hold
    std::string site_;
    SheetRows rows_;
};

} // namespace

SheetRows propose_agenda(const PlanAtHand& plan, const std::vector<Person>& people,
                         const std::vector<std::string>& sites, const AgendaWords& words)
{
    return Timetable(plan, people, sites, words).made();
}

} // namespace clausebook
