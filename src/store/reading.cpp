// One look at the database: the reading half of store/database.h.

#include "store/database.h"
#include "store/session.h"

#include <stdexcept>

namespace clausebook::store {

Reading::Reading(std::shared_ptr<Session> session) : session_(std::move(session)) {}
Reading::Reading(Reading&&) noexcept = default;
Reading::~Reading() = default;

Rows Reading::rows(std::string_view sql, const Params& params) const
{
    return session_->rows(sql, params);
}

std::optional<Row> Reading::row(std::string_view sql, const Params& params) const
{
    auto found = rows(sql, params);
    if (found.size() > 1) throw std::logic_error("more than one row: " + std::string(sql));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::int64_t Reading::number(std::string_view sql, const Params& params) const
{
    const auto found = rows(sql, params);
    return found.empty() ? 0 : found.front().number(found.front().columns().front());
}

} // namespace clausebook::store
