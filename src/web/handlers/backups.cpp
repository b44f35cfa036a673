// Backups: the list, making one, handing one over, taking one away; a backup brought back into an empty
// directory.

#include "views/pages/backups.h"

#include "store/files.h"
#include "store/people.h"
#include "web/desk.h"
#include "web/form.h"
#include "web/handlers/all.h"
#include "web/handlers/setup.h"
#include "workspace/backup_file.h"
#include "workspace/backups.h"
#include "workspace/bench.h"

namespace clausebook::web {
namespace {

constexpr const char* subject = "backup"; ///< of its jobs: there is one directory

views::BackupsPage::Line line_of(const Desk& desk, const store::Reading& db, const SeenBackup& seen)
{
    using File = views::BackupsPage::Line::File;
    const auto name_of = [&](const Id<Person>& key) {
        const auto person = key.empty() ? std::nullopt : store::person(db, key);
        return person ? person->name : std::string();
    };
    views::BackupsPage::Line line;
    line.backup = seen.backup;
    if (!seen.here) line.file = seen.backup.removed_at ? File::Removed : File::Elsewhere;
    line.made_by = name_of(seen.backup.made_by);
    line.taken_by = name_of(seen.backup.taken_by);
    line.made_at = desk.workspace.local(seen.backup.made_at);
    if (seen.backup.taken_at) line.taken_at = desk.workspace.local(*seen.backup.taken_at);
    return line;
}

Reply backups_page(Desk& desk, const Request& request, const Tree& problems, int status)
{
    const auto& actor = Desk::actor(request);
    const auto seen = see_backups(desk.workspace);
    const auto db = desk.workspace.read();
    views::BackupsPage page;
    for (const auto& each : seen.all) page.lines.push_back(line_of(desk, db, each));
    if (seen.last) page.last = desk.workspace.local(*seen.last);
    if (seen.by_command) page.by_command = desk.workspace.local(*seen.by_command);
    if (seen.due == SeenBackups::Due::Yes) page.due = views::BackupsPage::Due::Yes;
    if (may(actor, Permission::TakeBackup)) page.reader = views::BackupsPage::Reader::MakesAndTakes;
    if (Desk::visit(request).who.value().fresh_password) page.password = views::BackupsPage::Password::Fresh;
    if (const auto job = desk.jobs.under_way(actor, "backup", subject))
        page.under_way = "/jobs/" + job->key.str();
    page.problems = problems;
    auto frame = desk.frame(request, desk.text(request, "backups.title"), "backups");
    frame.crumbs = {{desk.text(request, "backups.title"), is_unsafe(request.method) ? "/backups" : ""}};
    return desk.page(request, "pages/backups", std::move(frame),
                     views::backups_view(page, Desk::language(request), desk.catalogues), status);
}

Reply backups(Desk& desk, Request& request)
{
    return backups_page(desk, request, Tree::list(), 200);
}

std::function<Reply(const Tree&, int)> same_page(Desk& desk, const Request& request)
{
    return [&](const Tree& problems, int status) {
        return backups_page(desk, request, problems, status);
    };
}

Reply ask_for_backup(Desk& desk, Request& request)
{
    const auto actor = Desk::actor(request);
    return desk.attempt(
        request,
        [&] {
            const auto job = desk.jobs.start(actor, "backup", subject, [&desk, actor](Progress& progress) {
                return make_backup(desk.workspace, actor, progress).str();
            });
            return Reply::see_other("/jobs/" + job.str());
        },
        same_page(desk, request));
}

Reply backup_file(Desk& desk, Request& request)
{
    const Id<Backup> key(request.parameter("backup"));
    return desk.attempt(
        request,
        [&] {
            desk.require_fresh_password(request);
            const auto taken = take_backup(desk.workspace, Desk::actor(request), key);
            return Reply::file(taken.path, "application/zip", Disposition::Attachment, taken.backup.name);
        },
        same_page(desk, request));
}

Reply remove_file(Desk& desk, Request& request)
{
    const Id<Backup> key(request.parameter("backup"));
    return desk.attempt(
        request,
        [&] {
            desk.require_fresh_password(request);
            remove_backup(desk.workspace, Desk::actor(request), key);
            return desk.done(request, "/backups", "backup_removed");
        },
        same_page(desk, request));
}

// ---- into an empty directory

/// Gives up when the program ends.
class WhileOpen : public Progress {
public:
    explicit WhileOpen(const Desk& desk) : desk_(desk) {}

    void at(std::int64_t, std::int64_t) override
    {
        if (cancelled()) throw Refusal::state("jobs_closing");
    }
    bool cancelled() const override { return desk_.jobs.closing(); }

private:
    const Desk& desk_;
};

/// Takes the one file of the form, once the key before it is the one that was printed.
class ReceivedBackup : public FileSink {
public:
    explicit ReceivedBackup(Desk& desk) : desk_(desk), bench_(desk.workspace.directory().aside(), "backup") {}

    void open(const Fields& fields, const std::string&, const std::string&, const std::string&) override
    {
        check_setup_key(desk_, fields["key"]);
        if (file_) throw Refusal("one_file_only", "backup");
        file_.emplace(path());
    }
    void write(std::string_view bytes) override { file_->write(bytes); }
    void close() override { file_->close(); }

    bool came() const { return file_.has_value(); }
    std::filesystem::path path() const { return bench_.path() / "backup.zip"; }

private:
    Desk& desk_;
    Bench bench_;
    std::optional<store::NewFile> file_;
};

Reply restore_now(Desk& desk, Request& request)
{
    ReceivedBackup received(desk);
    request.form = read_form(request, received);
    if (!received.came()) check_setup_key(desk, request.form["key"]); // else before its first byte
    return desk.attempt(
        request,
        [&] {
            if (!received.came()) throw Refusal("required", "backup");
            WhileOpen progress(desk);
            restore_here(desk.workspace, received.path(), progress);
            auto reply = desk.done(request, "/sign-in", "restored");
            if (!request.wants_json) return reply;
            return Reply::json(201, {{"url", "/sign-in"}}).add("Set-Cookie", *reply.header("set-cookie"));
        },
        [&](const Tree& problems, int status) {
            return setup_page(desk, request, request.form["key"], problems, status);
        });
}

} // namespace

void backup_routes(Routes& routes)
{
    constexpr std::uint64_t most_bytes = std::uint64_t{1} << 40;
    routes.get("/backups", Permission::MakeBackup, backups);
    routes.post("/backups", Permission::MakeBackup, ask_for_backup);
    routes.post("/backups/{backup}/file", Permission::TakeBackup, backup_file);
    routes.post("/backups/{backup}/remove", Permission::MakeBackup, remove_file);
    routes.add(Method::Post, "/setup/restore", Permission::Public, Body::files(most_bytes), restore_now);
}

} // namespace clausebook::web
