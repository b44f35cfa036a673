#pragma once
// What SQLite is asked: for tests that say how many statements a page takes, and how SQLite goes about one.

#include "store/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace clausebook::test {

/// Hears every statement of the connections that are opened while it lives, with its values filled in. It
/// must be made before the workspace it listens to, and there is one at a time.
class StatementLog {
public:
    StatementLog();
    ~StatementLog();
    StatementLog(const StatementLog&) = delete;
    StatementLog& operator=(const StatementLog&) = delete;

    /// Forgets what was heard.
    static void clear();

    /// The statements that hold `part`, in their order.
    static std::vector<std::string> heard(std::string_view part);

    /// How SQLite goes about the last statement that holds `part`: the lines of EXPLAIN QUERY PLAN. "" when
    /// none was heard.
    static std::string plan(const store::Reading& db, std::string_view part);
};

/// A base of fixtures, before the one that has the workspace.
struct Listening {
    StatementLog log;
};

} // namespace clausebook::test
