#include "workspace/workspace.h"

#include "core/base/refusal.h"
#include "store/errors.h"
#include "store/evidence_archive.h"
#include "store/journal.h"
#include "store/organization.h"
#include "store/search_index.h"
#include "workspace/figures.h"

#include <algorithm>
#include <cctz/civil_time.h>
#include <cctz/time_zone.h>
#include <mutex>

namespace clausebook {

struct Workspace::Zone {
    mutable std::mutex mutex;
    cctz::time_zone zone = cctz::utc_time_zone();
    Instant latest{};
};

namespace {

cctz::time_zone zone_of(const std::string& name)
{
    cctz::time_zone zone;
    if (name.empty() || name.front() == '/' || name.find("..") != std::string::npos
        || !cctz::load_time_zone(name, &zone))
        throw Refusal("time_zone_unknown", "time_zone");
    return zone;
}

} // namespace

Instant system_time()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

const Actor& system_actor()
{
    static const Actor actor{Id<Person>("system"), "Clausebook", {}};
    return actor;
}

Workspace::Workspace(const std::filesystem::path& directory, store::Database::Access access, Clock clock)
    : directory_(directory, access), clock_(std::move(clock)), zone_(std::make_unique<Zone>()),
      figures_(std::make_unique<KeptFigures>())
{
    look_around();
    if (access != store::Database::Access::ReadAndWrite) return;
    store::finish_destruction(read(), vault());
    keep_index();
}

Workspace::~Workspace() = default;

void Workspace::look_around()
{
    const auto db = read();
    if (const auto organization = store::organization(db)) use_time_zone(organization->time_zone);
    const std::scoped_lock lock(zone_->mutex);
    zone_->latest = store::head(db).at;
}

void Workspace::keep_index()
{
    if (!store::is_search_index_old(read())) return;
    try {
        auto verb = begin(system_actor(), "");
        store::rebuild_search_index(verb);
        verb.commit();
    } catch (const store::DiskFull&) {
        return; // work goes on without it, and the next start tries again
    } catch (const store::DamagedData&) {
        return; // so it does without one that cannot even be taken away
    }
}

void Workspace::take_over(const std::filesystem::path& other, const std::function<void()>& first)
{
    directory_.database().replace_with(other, first);
    figures_->clear();
    look_around();
    keep_index();
}

store::Writing Workspace::begin(const Actor& actor, const std::string& action)
{
    return directory_.database().write(actor.signed_in() ? actor.person.str() : "system", action,
                                       [this] { return now(); });
}

Instant Workspace::now() const
{
    const auto clock = clock_();
    const std::scoped_lock lock(zone_->mutex);
    zone_->latest = std::max(zone_->latest, clock);
    return zone_->latest;
}

LocalTime Workspace::local(Instant instant) const
{
    cctz::time_zone zone;
    {
        const std::scoped_lock lock(zone_->mutex);
        zone = zone_->zone;
    }
    const auto whole = std::chrono::floor<std::chrono::seconds>(instant);
    const auto since_1970 = cctz::convert(whole, zone) - cctz::civil_second(1970, 1, 1, 0, 0, 0);
    return LocalTime(std::chrono::seconds(since_1970) + (instant - whole));
}

void Workspace::check_time_zone(const std::string& name)
{
    zone_of(name);
}

void Workspace::use_time_zone(const std::string& name)
{
    const auto zone = zone_of(name);
    const std::scoped_lock lock(zone_->mutex);
    zone_->zone = zone;
}

} // namespace clausebook
