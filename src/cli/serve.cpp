// clausebook serve: opens the data directory, listens, prints the address, stops cleanly.

#include "cli/commands.h"
#include "store/passwords.h"
#include "store/people.h"
#include "views/renderer.h"
#include "web/entrance.h"
#include "web/log.h"
#include "web/server.h"
#include "workspace/backup_file.h"
#include "workspace/reports.h"
#include "workspace/text_queue.h"
#include "workspace/workspace.h"

#include <charconv>
#include <chrono>
#include <signal.h>

namespace clausebook::cli {
namespace {

std::uint16_t port_of(const Arguments& arguments)
{
    const auto text = arguments.value("port", "8010");
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size()) throw WrongUse("port_shape", text);
    return port;
}

web::Options options_of(const Arguments& arguments)
{
    web::Options options;
    options.port = port_of(arguments);
    options.address = arguments.value("listen", options.address);
    options.certificate = arguments.value("cert");
    options.key = arguments.value("key");
    if (const auto name = arguments.value("public-name"); !name.empty()) options.public_names.push_back(name);
    return options;
}

/// The one-time set-up link: good for 15 minutes from the start, while nobody has a password.
class SetupLink {
public:
    explicit SetupLink(Workspace& workspace)
        : workspace_(workspace), key_(store::new_token()), ends_(workspace.now() + std::chrono::minutes(15))
    {
    }

    std::string key() const
    {
        return workspace_.now() < ends_ && store::nobody_has_a_password(workspace_.read()) ? key_
                                                                                           : std::string();
    }

private:
    Workspace& workspace_;
    std::string key_;
    Instant ends_;
};

/// Blocks the signals that end the program in every thread, so that one place waits for them.
sigset_t ending_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

} // namespace

int serve(const Terminal& terminal)
{
    ::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is an error to tell, not an end
    const auto signals = ending_signals();
    const auto directory = data_directory(terminal.arguments);
    Workspace workspace(directory);
    keep_keys(workspace, terminal.arguments);
    clear_up_restore(workspace);
    clear_up_reports(workspace);
    const views::Renderer renderer(terminal.catalogues);
    web::Desk desk(workspace, terminal.catalogues, renderer);
    TextQueue texts(workspace, [](const std::string& line) { web::log(line); });
    const SetupLink link(workspace);
    desk.setup_key = [&] {
        return link.key();
    };
    web::Server server(options_of(terminal.arguments), web::application(desk));

    terminal.say("cli.serve.address", {{"url", server.url()}});
    if (const auto key = link.key(); !key.empty())
        terminal.say("cli.serve.setup", {{"url", server.url() + "setup/" + key}});
    terminal.say("cli.serve.stop", {{"directory", directory.string()}});
    int signal = 0;
    sigwait(&signals, &signal);
    texts.close();
    desk.jobs.close(); // what prints or packs gives up, so that nothing is waited for
    server.stop();
    terminal.say("cli.serve.stopped");
    return done;
}

} // namespace clausebook::cli
