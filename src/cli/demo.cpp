// clausebook demo: builds the demo organization in an empty directory and says how to sign in.

#include "cli/commands.h"
#include "cli/demo_story.h"
#include "store/people.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace clausebook::cli {
namespace {

namespace files = std::filesystem;

/// Takes away what was begun, unless it was finished; a directory that was there before stays.
class Unfinished {
public:
    explicit Unfinished(files::path directory)
        : directory_(std::move(directory)), was_there_(files::exists(directory_))
    {
    }
    ~Unfinished()
    {
        std::error_code ignored;
        if (finished_) return;
        if (!was_there_) files::remove_all(directory_, ignored);
        if (!was_there_) return;
        for (const auto& entry : files::directory_iterator(directory_, ignored))
            files::remove_all(entry.path(), ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    void finish() { finished_ = true; }

private:
    files::path directory_;
    bool was_there_;
    bool finished_ = false;
};

void print_accounts(const Terminal& terminal, const files::path& directory)
{
    const Workspace workspace(directory, store::Database::Access::ReadOnly);
    const auto db = workspace.read();
    for (const auto& account : store::accounts(db)) {
        const auto person = store::person(db, account.person).value();
        std::string titles;
        for (const auto role : person.roles)
            titles += (titles.empty() ? "" : ", ") + terminal.text("role." + str(role));
        terminal.out << "  " << account.login
                     << std::string(10 - std::min<std::size_t>(account.login.size(), 9), ' ') << person.name
                     << ", " << titles << '\n';
    }
}

} // namespace

int demo(const Terminal& terminal)
{
    const auto directory = data_directory(terminal.arguments);
    if (files::exists(directory) && !(files::is_directory(directory) && files::is_empty(directory))) {
        terminal.err << "clausebook: "
                     << terminal.text("cli.demo.not_empty", {{"directory", directory.string()}}) << '\n';
        return cannot_create;
    }
    Unfinished unfinished(directory);
    const Date today = std::chrono::floor<std::chrono::days>(system_time());
    const auto reports = terminal.arguments.has("no-report") ? DemoReports::Drafted : DemoReports::Printed;
    const bool issued = build_demo(
        directory, today, reports, terminal.catalogues,
        [&](const std::string& step) { terminal.say("cli.demo.step." + step); },
        terminal.arguments.value("keys"));
    unfinished.finish();
    if (!issued && reports == DemoReports::Printed) terminal.say("cli.demo.not_issued");
    terminal.say("cli.demo.done", {{"password", demo_password}});
    print_accounts(terminal, directory);
    return done;
}

} // namespace clausebook::cli
