#include "workspace/calendar_feed.h"

#include "core/base/refusal.h"
#include "core/people/permission.h"
#include "store/calendar_feed.h"
#include "store/passwords.h"
#include "store/people.h"
#include "workspace/sign_in.h"

namespace clausebook {
namespace {

/// True while the person of a feed could sign in and see its dates there.
bool may_read(const store::Reading& db, const Id<Person>& key)
{
    const auto person = store::person(db, key);
    const auto account = store::account(db, key);
    return person && person->active && account && account->active
        && may({key, person->name, person->roles}, Permission::ReadContent);
}

} // namespace

std::string make_feed(Workspace& workspace, const Actor& actor, Language language)
{
    check_may(actor, Permission::ReadContent);
    auto token = store::new_token();
    auto verb = workspace.begin(actor, "cycle.feed_made");
    store::save(verb, CalendarFeed{actor.person, 0, store::sha256(token), language, verb.at()});
    verb.commit();
    return token;
}

void end_feed(Workspace& workspace, const Actor& actor)
{
    auto verb = workspace.begin(actor, "cycle.feed_ended");
    const auto feed = store::calendar_feed(verb, actor.person);
    if (!feed) throw NotFound("calendar of " + actor.person.str());
    store::remove(verb, *feed);
    verb.commit();
}

CalendarFeed open_feed(Workspace& workspace, const std::string& token, const std::string& address)
{
    const auto db = workspace.read();
    auto feed = store::calendar_feed_of_token(db, store::sha256(token));
    if (feed && may_read(db, feed->person)) return *feed;
    note_wrong_guess(workspace, "calendar from " + address);
    throw NotFound("calendar");
}

} // namespace clausebook
