#pragma once
// One connection to SQLite through Poco::Data. Inside store only.

#include "store/record.h"

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

    Rows rows(std::string_view sql, const Params& params = {});

    /// Runs a statement; returns how many rows it changed. Throws DiskFull, DamagedData.
    std::int64_t run(std::string_view sql, const Params& params = {});

    /// Runs a script of several statements, for migrations.
    void script(const std::string& sql);

    sqlite3* handle();

private:
    Poco::Data::Session session_;
};

} // namespace clausebook::store
