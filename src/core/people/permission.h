#pragma once
// What a person must be allowed to do before a page answers.

namespace clausebook {

enum class Permission {
    Public,   ///< anybody who reaches the server
    SignedIn, ///< anybody with a session
};

} // namespace clausebook
