#include "core/audit/audit_time.h"

#include <algorithm>
#include <array>

namespace clausebook {
namespace {

struct TableRow {
    long up_to; ///< people
    long half_days;
};

constexpr std::array<TableRow, 23> table = {
    {{5, 3},     {10, 4},    {15, 5},    {25, 6},    {45, 8},    {65, 10},   {85, 12},   {125, 14},
     {175, 16},  {275, 18},  {425, 20},  {625, 22},  {875, 24},  {1175, 26}, {1550, 28}, {2025, 30},
     {2675, 32}, {3450, 34}, {4350, 36}, {5450, 38}, {6800, 40}, {8500, 42}, {10700, 44}}};

long table_half_days(long personnel)
{
    for (const auto& row : table)
        if (personnel <= row.up_to) return row.half_days;
    auto half_days = table.back().half_days;
    for (auto end = table.back().up_to; end < personnel; end += end / 4) half_days += 2;
    return half_days;
}

long rounded_up(long part, long whole)
{
    return (part + whole - 1) / whole;
}

/// The smallest number that is not below so many tenths of the square root.
long root_in_tenths(long tenths, long number)
{
    long root = 0;
    while (root * root * 100 < tenths * tenths * number) ++root;
    return root;
}

} // namespace

std::optional<AuditTime> audit_time(long personnel, const std::vector<TimeFactor>& factors)
{
    if (personnel <= 0) return std::nullopt;
    AuditTime time;
    time.personnel = personnel;
    time.table = {table_half_days(personnel)};
    for (const auto& factor : factors) time.percent += factor.percent;
    time.percent = std::max(time.percent, -most_reduction);
    const long hundredths = time.table.count * (100 + time.percent); // of half days, before any rounding
    time.initial = {rounded_up(hundredths, 100)};
    time.stage1 = {std::max(1L, (hundredths * 3 + 500) / 1000)};
    time.stage2 = {rounded_up(hundredths - time.stage1.count * 100, 100)};
    time.surveillance = {std::max(2L, rounded_up(hundredths, 300))};
    time.recertification = {std::max(2L, rounded_up(hundredths * 2, 300))};
    return time;
}

SiteSample site_sample(long sites)
{
    SiteSample sample;
    sample.initial = root_in_tenths(10, sites);
    sample.surveillance = root_in_tenths(6, sites);
    sample.recertification = root_in_tenths(8, sites);
    sample.random = rounded_up(sample.initial, 4);
    return sample;
}

} // namespace clausebook
