#include "workspace/text_queue.h"

#include "reading/inside.h"
#include "store/errors.h"
#include "store/search_content.h"
#include "store/search_index.h"
#include "store/text_encoding.h"
#include "workspace/bench.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

namespace clausebook {
namespace {

store::ContentText text_of(const Workspace& workspace, const store::WaitingContent& content,
                           const std::function<bool()>& give_up)
{
    const auto file = workspace.vault().path_of(content.sha256);
    if (!workspace.vault().has(content.sha256)) return {{}, false, "broken"};
    const Bench empty(workspace.vault().aside(), "text");
    const auto encoding = content.readable == Readable::Text ? store::text_encoding(file) : std::string();
    auto read =
        reading::inside(file, content.readable, encoding, empty.path(), reading::reading_bounds, give_up);
    return {std::move(read.text), read.cut, std::move(read.reason)};
}

void read_text(Workspace& workspace, const store::WaitingContent& content,
               const std::function<bool()>& give_up)
{
    const auto text = text_of(workspace, content, give_up);
    auto verb = workspace.begin(system_actor(), "");
    store::keep_text(verb, content.sha256, text);
    verb.commit();
}

/// True for what the next content would meet as well.
bool is_of_the_disk(const std::exception& broken)
{
    if (dynamic_cast<const store::DiskFull*>(&broken) || dynamic_cast<const store::ReadOnlyNow*>(&broken))
        return true;
    const auto* system = dynamic_cast<const std::system_error*>(&broken);
    return system && system->code() == std::errc::no_space_on_device;
}

} // namespace

bool read_waiting_text(Workspace& workspace, const std::function<bool()>& give_up)
{
    const auto content = store::waiting_content(workspace.read());
    if (!content) return false;
    read_text(workspace, *content, give_up);
    return true;
}

void sweep_texts(Workspace& workspace, const std::function<bool()>& give_up)
{
    if (!store::is_sweep_due(workspace.read())) return;
    for (bool more = true; more && !(give_up && give_up());) {
        auto verb = workspace.begin(system_actor(), ""); // one a step: others write in between
        more = store::sweep_search_index(verb);
        verb.commit();
    }
}

struct TextQueue::Desk {
    Desk(Workspace& of, Log told) : workspace(of), log(std::move(told)) {}

    void wake()
    {
        const std::scoped_lock lock(mutex);
        asked = true;
        changed.notify_all();
    }

    /// Reads what waits. A content that breaks waits on, those behind it are read; a full disk ends this
    /// round, and the next content that comes begins another.
    void read_all()
    {
        const auto give_up = [this] {
            return closing.load();
        };
        std::string broken_last;
        try {
            while (!closing) {
                const auto content = store::waiting_content(workspace.read(), broken_last);
                if (!content) break;
                try {
                    read_text(workspace, *content, give_up);
                } catch (const std::exception& broken) {
                    if (is_of_the_disk(broken)) throw;
                    tell(broken);
                    broken_last = content->sha256;
                }
            }
            sweep_texts(workspace, give_up);
        } catch (const reading::GivenUp&) {
            return;
        } catch (const std::exception& broken) {
            tell(broken);
        }
    }

    void tell(const std::exception& broken) const
    {
        if (log) log(std::string("text of files: ") + broken.what());
    }

    void let_unread_wait()
    {
        try {
            auto verb = workspace.begin(system_actor(), "");
            store::retry_unread(verb);
            verb.commit();
        } catch (const std::exception& broken) {
            tell(broken);
        }
    }

    void work()
    {
        let_unread_wait();
        for (;;) {
            {
                std::unique_lock lock(mutex);
                busy = false;
                changed.notify_all();
                changed.wait(lock, [this] { return closing || asked; });
                if (closing) return;
                asked = false;
                busy = true;
            }
            read_all();
        }
    }

    Workspace& workspace;
    Log log;
    std::mutex mutex;
    std::condition_variable changed;
    std::atomic<bool> closing = false;
    bool asked = true; ///< an earlier process may have left some
    bool busy = false;
    std::thread worker;
};

TextQueue::TextQueue(Workspace& workspace, Log log) : desk_(std::make_unique<Desk>(workspace, std::move(log)))
{
    workspace.directory().database().when_contents_wait([desk = desk_.get()] { desk->wake(); });
    desk_->worker = std::thread([desk = desk_.get()] { desk->work(); });
}

TextQueue::~TextQueue()
{
    desk_->workspace.directory().database().when_contents_wait({});
    close();
    desk_->worker.join();
}

void TextQueue::close()
{
    const std::scoped_lock lock(desk_->mutex);
    desk_->closing = true;
    desk_->changed.notify_all();
}

void TextQueue::wait()
{
    std::unique_lock lock(desk_->mutex);
    desk_->changed.wait(lock, [this] { return !desk_->busy && !desk_->asked; });
}

} // namespace clausebook
