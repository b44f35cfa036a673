#pragma once
// One connection to SQLite: opened by Poco::Data, its statements our own (statements.h). Inside store only.

#include "store/record.h"
#include "store/statements.h"

#include <Poco/Data/Session.h>

#include <filesystem>
#include <string_view>

struct sqlite3;

namespace clausebook::store {

class Session {
public:
    enum class Kind { Writer, Reader };

    /// Opens a connection with the settings of trust.md 2, read back and asserted. Readers are query_only and
    /// leave checkpoints to the writer.
    Session(const std::filesystem::path& file, Kind kind);
    ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Rows rows(std::string_view sql, const Params& params = {});

    /// Runs a statement; returns how many rows it changed. Throws DiskFull, ReadOnlyNow, DamagedData, and
    /// what Statements::rows() throws for everything else; so does rows().
    std::int64_t run(std::string_view sql, const Params& params = {});

    /// Runs a script of several statements, for migrations.
    void script(const std::string& sql);

    /// False when SQLite has undone the transaction by itself, as it does after some failures.
    bool in_transaction();

    /// Brings the log into the database when it has grown long. To be called after a commit. A failed attempt
    /// is repeated later, except when the disk is not to be trusted any more: then nothing is written again.
    void checkpoint_when_due();

    /// Puts all pages of another database in the place of this one's, in one step that lasts or never was.
    /// Throws DiskFull, ReadOnlyNow, DamagedData.
    void take_all_of(Session& other);

    sqlite3* handle() const { return handle_; }

private:
    Poco::Data::Session session_;
    sqlite3* handle_;
    Statements statements_; ///< gone before the connection is
    int pages_in_log_ = 0;  ///< of the writer, as of the last commit
};

} // namespace clausebook::store
