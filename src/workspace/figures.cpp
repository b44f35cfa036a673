#include "workspace/figures.h"

#include "store/issued_figures.h"
#include "store/journal.h"
#include "store/reports.h"
#include "store/touched.h"
#include "workspace/answers.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace clausebook {
namespace {

constexpr std::size_t audits_kept = 500;
constexpr std::size_t newest_kept = 8; ///< one for each set of audits somebody sees

constexpr std::size_t issued_kept = 200;

} // namespace

struct KeptFigures::Shelf {
    struct OfAudit {
        KeptResults results;
        std::int64_t entry = 0; ///< as of which they were worked out
        Date day{};
    };
    struct Newest {
        const Checklist* checklist = nullptr;
        std::vector<KeptResults> made_of;
        Date day{};
        std::shared_ptr<const NewestResults> results;
    };

    std::mutex mutex;
    std::map<Id<Audit>, OfAudit> audits;
    std::map<Id<Audit>, std::int64_t> changed; ///< the last entry known that changed something of it
    std::int64_t all_changed = 0;              ///< the entry up to which anything may have changed
    std::int64_t known = 0;                    ///< entries up to this one have been looked at
    std::vector<Newest> newest;
    std::map<std::string, IssuedFigures> issued; ///< by the hash of the frozen file

    void look_up_to(const store::Reading& db, std::int64_t head)
    {
        if (head <= known) return;
        const auto touched = audits.empty() ? store::Touched() : store::audits_touched(db, known, head);
        if (touched.more) all_changed = head;
        for (const auto& [audit, entry] : touched.audits) changed[audit] = entry;
        if (audits.empty()) all_changed = head;
        known = head;
    }

    /// The figures of a frozen file, which is read outside the lock and once. One that cannot be read is
    /// asked again: it may be put back.
    std::optional<IssuedFigures> issued_in(const std::filesystem::path& file, const std::string& sha256)
    {
        {
            const std::scoped_lock lock(mutex);
            if (const auto kept = issued.find(sha256); kept != issued.end()) return kept->second;
        }
        auto figures = store::issued_figures(file, sha256);
        if (!figures) return std::nullopt;
        const std::scoped_lock lock(mutex);
        if (issued.size() >= issued_kept) issued.clear();
        issued.emplace(sha256, *figures);
        return figures;
    }

    std::int64_t last_change(const Id<Audit>& audit) const
    {
        const auto found = changed.find(audit);
        return std::max(all_changed, found == changed.end() ? 0 : found->second);
    }
};

KeptFigures::KeptFigures() : shelf_(std::make_unique<Shelf>()) {}
KeptFigures::~KeptFigures() = default;

void KeptFigures::clear()
{
    const std::scoped_lock lock(shelf_->mutex);
    shelf_->audits.clear();
    shelf_->newest.clear();
    shelf_->changed.clear();
    shelf_->all_changed = shelf_->known = 0;
}

Figures::Figures(const Workspace& workspace, const store::Reading& db)
    : workspace_(workspace), db_(db), head_(store::head(db).number), today_(workspace.today())
{
}

KeptResults Figures::of(const Audit& audit) const
{
    auto& shelf = *workspace_.figures().shelf_;
    {
        const std::scoped_lock lock(shelf.mutex);
        shelf.look_up_to(db_, head_);
        const auto kept = shelf.audits.find(audit.key);
        if (kept != shelf.audits.end() && kept->second.day == today_
            && shelf.last_change(audit.key) <= std::min(kept->second.entry, head_))
            return kept->second.results;
    }
    auto source = progress_source(workspace_, db_, audit);
    auto results = std::make_shared<AuditResults>();
    results->audit = audit.key;
    results->state = audit.state;
    results->starts_on = audit.starts_on;
    results->progress = progress_of(source);
    results->findings = std::move(source.findings);
    const std::scoped_lock lock(shelf.mutex);
    if (shelf.last_change(audit.key) <= head_) {
        if (shelf.audits.size() >= audits_kept) shelf.audits.clear();
        shelf.audits[audit.key] = {results, head_, today_};
    }
    return results;
}

std::shared_ptr<const NewestResults> Figures::newest(const Checklist& checklist,
                                                     std::vector<KeptResults> audits) const
{
    auto& shelf = *workspace_.figures().shelf_;
    {
        const std::scoped_lock lock(shelf.mutex);
        for (const auto& kept : shelf.newest)
            if (kept.checklist == &checklist && kept.day == today_ && kept.made_of == audits)
                return kept.results;
    }
    auto results = std::make_shared<const NewestResults>(newest_results(checklist, audits, today_));
    const std::scoped_lock lock(shelf.mutex);
    if (shelf.newest.size() >= newest_kept) shelf.newest.erase(shelf.newest.begin());
    shelf.newest.push_back({&checklist, std::move(audits), today_, results});
    return results;
}

std::vector<TrendPoint> Figures::issued(const std::vector<Audit>& audits) const
{
    auto& shelf = *workspace_.figures().shelf_;
    std::vector<TrendPoint> points;
    for (const auto& audit : audits) {
        const auto reports = store::reports_of(db_, audit.key);
        const auto* file = reports.empty() ? nullptr : reports.front().file(Language::en, "json");
        if (!file) continue;
        const auto& report = reports.front();
        TrendPoint point{audit.key,
                         audit.title,
                         audit.starts_on,
                         report.revision,
                         date_of(workspace_.local(report.issued_at)),
                         {}};
        point.figures = shelf.issued_in(workspace_.directory().issued() / file->name, file->sha256);
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace clausebook
