#pragma once
// What has to come of a request before a thread is given to it.

#include "web/conversation.h"

#include <cstdint>
#include <string_view>

namespace clausebook::web {

/// What is to come behind a head before a thread is given to the request.
struct Gathering {
    enum class Question { None, GoOn }; ///< the client waits to be told "100 Continue"

    std::uint64_t bytes = 0;
    Question question = Question::None;
};

/// The whole body where it is a form that nothing speaks against; nothing where the head alone will be
/// refused, and where the body is a file, whose handler reads it as it comes.
Gathering gathered(const Application& application, const OwnNames& own, const Limits& limits,
                   std::string_view head);

/// True when these first bytes of a head will be refused for their length, wherever they end.
bool is_overlong(std::string_view bytes, const HeadLimits& limits);

} // namespace clausebook::web
