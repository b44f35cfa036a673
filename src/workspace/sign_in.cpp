#include "workspace/sign_in.h"

#include "core/base/refusal.h"
#include "core/base/text.h"
#include "store/errors.h"
#include "store/passwords.h"
#include "store/people.h"

#include <algorithm>
#include <mutex>

namespace clausebook {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto idle_ends = minutes(30);
constexpr auto idle_ends_in_audit = hours(8);
constexpr auto session_ends = hours(12);
constexpr auto fresh = minutes(5);

bool is_loopback(const std::string& address)
{
    return address.starts_with("127.") || address == "::1";
}

/// How long to wait after `count` failures in a row.
seconds wait_after(std::int64_t count)
{
    constexpr std::int64_t free = 5;
    if (count < free) return seconds(0);
    return std::min(seconds(15) * (std::int64_t{1} << std::min<std::int64_t>(count - free, 6)),
                    std::chrono::duration_cast<seconds>(minutes(15)));
}

void refuse_while_waiting(const store::Reading& db, const std::string& key, Instant now)
{
    const auto failures = store::failures(db, key);
    const auto until = failures.last + wait_after(failures.count);
    if (failures.count == 0 || now >= until) return;
    const auto left = std::chrono::ceil<seconds>(until - now).count();
    throw Refusal("sign_in_wait", "password", {{"seconds", std::to_string(left)}}, RefusalKind::State);
}

} // namespace

bool knock(Workspace& workspace, const std::string& login, const std::string& hash,
           const std::string& password, const std::string& address)
{
    // One after the other: whoever asks many times at once is told of the failures before, each time.
    static std::mutex knocking;
    const std::scoped_lock alone(knocking);
    const std::string keys[] = {"login " + folded(trimmed(login)), "from " + address};
    const auto now = workspace.now();
    {
        const auto db = workspace.read();
        for (const auto& key : keys) refuse_while_waiting(db, key, now);
    }
    const bool right = store::is_password(password, hash);
    auto verb = workspace.begin(system_actor(), "");
    store::forget_failures_before(verb, verb.at() - hours(24)); // far beyond the longest wait
    for (const auto& key : keys) {
        if (right)
            store::forget_failures(verb, key);
        else
            store::note_failure(verb, key, store::failures(verb, key).count + 1);
    }
    verb.commit();
    return right;
}

void note_wrong_guess(Workspace& workspace, const std::string& key)
{
    refuse_while_waiting(workspace.read(), key, workspace.now());
    auto verb = workspace.begin(system_actor(), "");
    store::forget_failures_before(verb, verb.at() - hours(24));
    store::note_failure(verb, key, store::failures(verb, key).count + 1);
    verb.commit();
}

namespace {

/// Reading goes on while nothing can be written.
void note_visit(Workspace& workspace, const std::string& session)
{
    if (workspace.directory().database().read_only_now()) return;
    try {
        auto verb = workspace.begin(system_actor(), "");
        store::note_seen(verb, session);
        verb.commit();
    } catch (const store::DiskFull&) {
        return; // the next page tries again
    } catch (const store::ReadOnlyNow&) {
        return; // whoever changes something is told
    }
}

} // namespace

Ticket sign_in(Workspace& workspace, const std::string& login, const std::string& password,
               const std::string& address)
{
    std::optional<Account> account;
    std::optional<Person> person;
    if (is_clean(login) && is_clean(password)) {
        const auto db = workspace.read();
        account = store::account_of_login(db, login);
        if (account) person = store::person(db, account->person);
    }
    const bool usable = account && account->active && person && person->active;
    if (!knock(workspace, is_clean(login) ? login.substr(0, 100) : std::string(),
               usable ? account->password_hash : "", password, address))
        throw Refusal("sign_in_wrong", "password");

    Ticket ticket{store::new_token(), person->key};
    auto verb = workspace.begin(system_actor(), "");
    store::end_sessions_before(verb, verb.at() - session_ends);
    store::save(verb,
                store::SessionRow{store::sha256(ticket.token), person->key, store::new_token(), verb.at(),
                                  verb.at(), verb.at(), address});
    verb.commit();
    return ticket;
}

std::optional<SignedIn> signed_in(Workspace& workspace, const std::string& token)
{
    if (token.size() != 64) return std::nullopt;
    const auto now = workspace.now();
    std::optional<store::SessionRow> session;
    std::optional<Person> person;
    {
        const auto db = workspace.read();
        session = store::session(db, store::sha256(token));
        if (!session || session->form_token.size() != 64 || session->started_at + session_ends < now)
            return std::nullopt;
        if (session->seen_at + idle_ends < now
            && (session->seen_at + idle_ends_in_audit < now || !is_loopback(session->address)
                || !store::in_running_audit(db, session->person)))
            return std::nullopt;
        const auto account = store::account(db, session->person);
        person = store::person(db, session->person);
        if (!account || !account->active || !person || !person->active) return std::nullopt;
    }
    if (session->seen_at + minutes(1) < now) note_visit(workspace, session->key);
    return SignedIn{{person->key, person->name, person->roles},
                    person->language,
                    session->form_token,
                    session->password_at + fresh >= now,
                    session->key};
}

void confirm_password(Workspace& workspace, const SignedIn& who, const std::string& password,
                      const std::string& address)
{
    const auto account = store::account(workspace.read(), who.actor.person).value();
    if (!knock(workspace, account.login, account.password_hash, password, address))
        throw Refusal("sign_in_wrong", "password");
    auto verb = workspace.begin(system_actor(), "");
    store::note_password(verb, who.session);
    verb.commit();
}

void sign_out(Workspace& workspace, const std::string& token)
{
    auto verb = workspace.begin(system_actor(), "");
    store::end_session(verb, store::sha256(token));
    verb.commit();
}

void sign_out_everywhere(Workspace& workspace, const Actor& actor)
{
    auto verb = workspace.begin(system_actor(), "");
    store::end_sessions_of(verb, actor.person);
    verb.commit();
}

} // namespace clausebook
