#pragma once
// Reads the text inside contents that wait for it, so that search finds them by what is written in them.

#include "workspace/workspace.h"

#include <functional>
#include <memory>
#include <string>

namespace clausebook {

/// Reads one waiting content and keeps what came out; false when none waits. `give_up` ends the program that
/// reads, and then the content waits on.
bool read_waiting_text(Workspace& workspace, const std::function<bool()>& give_up = {});

/// Takes what was deleted out of the index for good, until `give_up`.
void sweep_texts(Workspace& workspace, const std::function<bool()>& give_up = {});

/// One thread that reads whatever waits, as soon as it does. Make it after the workspace and let it go before
/// it; on the way out what runs is ended and waits for the next start.
class TextQueue {
public:
    /// Told what broke, for the log of the one who runs the server.
    using Log = std::function<void(const std::string&)>;

    explicit TextQueue(Workspace& workspace, Log log = {});
    ~TextQueue();
    TextQueue(const TextQueue&) = delete;
    TextQueue& operator=(const TextQueue&) = delete;

    /// For the end of the program: begins nothing any more. Waits for nothing.
    void close();

    /// Waits until nothing waits to be read (tests).
    void wait();

private:
    struct Desk;
    std::unique_ptr<Desk> desk_;
};

} // namespace clausebook
