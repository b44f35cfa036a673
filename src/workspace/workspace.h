#pragma once
// The only door through which anything changes. A verb is a function beside its noun (workspace/<noun>.h): it
// opens a Writing, loads, asks core's rules, writes, commits; one verb is one transaction and one journal
// entry.

#include "core/base/language.h"
#include "core/people/person.h"
#include "store/directory.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace clausebook {

/// Where verbs take the time from; a parameter, so that tests and the demo have their own.
using Clock = std::function<Instant()>;

/// The system's clock.
Instant system_time();

class KeptFigures;

/// One organization's open data directory and the verbs' surroundings.
class Workspace {
public:
    explicit Workspace(const std::filesystem::path& directory,
                       store::Database::Access access = store::Database::Access::ReadAndWrite,
                       Clock clock = system_time);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    /// A look at everything at this moment.
    store::Reading read() const { return directory_.database().read(); }

    /// Begins a verb of `actor` (nobody: "system"), named `action` in the journal, at the time its turn
    /// comes.
    store::Writing begin(const Actor& actor, const std::string& action);

    /// Now, and never earlier than the journal's last entry: a clock that is set back does not reorder
    /// history.
    Instant now() const;

    /// A moment in the organization's time zone.
    LocalTime local(Instant instant) const;

    /// Today where the organization is.
    Date today() const { return date_of(local(now())); }

    /// Throws Refusal{"time_zone_unknown", "time_zone"}.
    static void check_time_zone(const std::string& name);

    /// Chooses the zone of civil dates, once the verb that says so has lasted. Refuses as check_time_zone().
    void use_time_zone(const std::string& name);

    /// Takes the records of the database `other` over (store::Database::replace_with, which see): its
    /// organization, its time zone, its journal.
    void take_over(const std::filesystem::path& other, const std::function<void()>& first);

    store::DataDirectory& directory() { return directory_; }
    const store::DataDirectory& directory() const { return directory_; }
    const store::Vault& vault() const { return directory_.vault(); }

    /// What workspace/figures.h keeps.
    KeptFigures& figures() const { return *figures_; }

private:
    /// Takes time zone and last moment from the records.
    void look_around();

    /// Makes the search index when it is another program's, damaged, or none.
    void keep_index();

    store::DataDirectory directory_;
    Clock clock_;
    struct Zone;
    std::unique_ptr<Zone> zone_;
    std::unique_ptr<KeptFigures> figures_;
};

/// The actor of what no person asked for.
const Actor& system_actor();

} // namespace clausebook
