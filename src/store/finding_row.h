#pragma once
// Rows of the table finding as records, and what the lists of findings and of actions share. Inside store
// only.

#include "core/finding/finding.h"
#include "store/database.h"
#include "store/sight.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::store {

/// The findings of a query that asks for all columns of `finding`, in its order.
std::vector<Finding> findings_by(const Reading& db, std::string_view sql, const Params& params);

/// The conditions of a list and their parameters, in step.
struct Where {
    std::string sql = "1 = 1";
    Params params;

    void add(const std::string& condition, std::initializer_list<Value> values)
    {
        sql += " AND " + condition;
        params.insert(params.end(), values);
    }

    void add(const SeenRows& seen)
    {
        if (seen.sql.empty()) return;
        sql += " AND " + seen.sql;
        params.insert(params.end(), seen.params.begin(), seen.params.end());
    }
    void add(const Where& other)
    {
        sql += " AND " + other.sql;
        params.insert(params.end(), other.params.begin(), other.params.end());
    }
};

/// That something of the finding of a row is late on `today`, as late_since() of core has it; `row` is the
/// name of its table in the query.
Where late_finding(const std::string& row, Date today);

} // namespace clausebook::store
