#include "web/router.h"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

namespace clausebook::web {

namespace {

using Parameters = std::map<std::string, std::string, std::less<>>;

bool is_parameter(std::string_view segment)
{
    return segment.starts_with('{');
}

bool takes_rest(std::string_view segment)
{
    return segment.starts_with('{') && segment.ends_with("*}");
}

std::string name_in(std::string_view segment)
{
    return std::string(segment.substr(1, segment.size() - (takes_rest(segment) ? 3 : 2)));
}

std::vector<std::string> split(const std::string& pattern)
{
    if (!pattern.starts_with('/')) throw std::logic_error("not a pattern: " + pattern);
    std::vector<std::string> segments;
    std::set<std::string> names;
    std::size_t at = 1;
    while (at < pattern.size()) {
        const auto end = std::min(pattern.find('/', at), pattern.size());
        const auto segment = pattern.substr(at, end - at);
        const bool braces = segment.find_first_of("{}") != std::string::npos;
        const bool whole = segment.size() > 2 && is_parameter(segment) && segment.ends_with('}')
            && !name_in(segment).empty();
        const bool misplaced = takes_rest(segment) && end != pattern.size();
        const bool repeated = whole && !names.insert(name_in(segment)).second;
        if (segment.empty() || (braces && !whole) || misplaced || repeated)
            throw std::logic_error("not a pattern: " + pattern);
        segments.push_back(segment);
        at = end + 1;
    }
    return segments;
}

/// The pattern with its names taken out: two rows of one shape would shadow each other.
std::string shape(const std::vector<std::string>& segments)
{
    std::string text;
    for (const auto& segment : segments)
        text += is_parameter(segment) ? (takes_rest(segment) ? "/{*}" : "/{}") : '/' + segment;
    return text;
}

std::optional<Parameters> match(const std::vector<std::string>& pattern,
                                const std::vector<std::string>& segments)
{
    Parameters parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (i >= segments.size() || segments[i].empty()) return std::nullopt;
        if (takes_rest(pattern[i])) {
            std::string rest = segments[i];
            for (std::size_t more = i + 1; more < segments.size(); ++more) rest += '/' + segments[more];
            parameters[name_in(pattern[i])] = rest;
            return parameters;
        }
        if (is_parameter(pattern[i]))
            parameters[name_in(pattern[i])] = segments[i];
        else if (pattern[i] != segments[i])
            return std::nullopt;
    }
    if (pattern.size() != segments.size()) return std::nullopt;
    return parameters;
}

/// True when `a` says more than `b`: at the first segment of different kinds, a word beats a parameter beats
/// the rest.
bool is_closer(const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    const auto rank = [](const std::string& segment) {
        return takes_rest(segment) ? 2 : is_parameter(segment) ? 1 : 0;
    };
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (rank(a[i]) != rank(b[i])) return rank(a[i]) < rank(b[i]);
    return false;
}

} // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes))
{
    std::set<std::pair<Method, std::string>> seen;
    for (const auto& route : routes_) {
        patterns_.push_back(split(route.pattern));
        const bool bodiless = route.method == Method::Get || route.method == Method::Delete;
        if (route.method == Method::Head || (bodiless && route.body.kind != BodyKind::None) || !route.handler)
            throw std::logic_error("not a route: " + route.pattern);
        if (!seen.emplace(route.method, shape(patterns_.back())).second)
            throw std::logic_error("two routes of one meaning: " + route.pattern);
    }
}

const Route& Router::find(Request& request) const
{
    const auto wanted = request.method == Method::Head ? Method::Get : request.method;
    std::optional<std::size_t> best;
    std::set<std::string_view> allowed;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        auto parameters = match(patterns_[i], request.segments);
        if (!parameters) continue;
        allowed.insert(name_of(routes_[i].method));
        if (routes_[i].method != wanted || (best && !is_closer(patterns_[i], patterns_[*best]))) continue;
        best = i;
        request.parameters = std::move(*parameters);
    }
    if (best) return routes_[*best];
    if (allowed.empty()) throw Rejected(404, "no_such_page");
    if (allowed.contains("GET")) allowed.insert("HEAD");
    std::string list;
    for (const auto method : allowed) list += (list.empty() ? "" : ", ") + std::string(method);
    throw Rejected(405, "wrong_method", {}, {{"Allow", list}});
}

} // namespace clausebook::web
