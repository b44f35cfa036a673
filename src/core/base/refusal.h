#pragma once
// How a rule says no, and how a missing thing is told (docs/architecture.md, "Errors").

#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace clausebook {

/// What a refusal means for the one who asked; the entrances turn it into a status or an exit code.
enum class RefusalKind {
    Rule,     ///< the values break a rule: 422
    State,    ///< the thing is not in a state that allows it: 409
    Conflict, ///< somebody else saved a newer version: 412
};

/// A rule says no. Carries a code and parameters; every sentence a person reads lives in the catalogues under
/// "refusal.<code>" (rulings 26).
class Refusal : public std::runtime_error {
public:
    using Parameters = std::map<std::string, std::string>;

    /// `field` is the form field the sentence stands beside, "" for the whole form.
    explicit Refusal(std::string code, std::string field = {}, Parameters parameters = {},
                     RefusalKind kind = RefusalKind::Rule)
        : std::runtime_error(code), code_(std::move(code)), field_(std::move(field)),
          parameters_(std::move(parameters)), kind_(kind)
    {
    }

    /// The same refusal for a thing in the wrong state.
    static Refusal state(std::string code, Parameters parameters = {})
    {
        return Refusal(std::move(code), {}, std::move(parameters), RefusalKind::State);
    }

    const std::string& code() const { return code_; }
    const std::string& field() const { return field_; }
    const Parameters& parameters() const { return parameters_; }
    RefusalKind kind() const { return kind_; }

private:
    std::string code_;
    std::string field_;
    Parameters parameters_;
    RefusalKind kind_;
};

/// There is no such thing, or it is not for the one who asks: both look the same from outside (404).
class NotFound : public std::runtime_error {
public:
    explicit NotFound(const std::string& what) : std::runtime_error("not found: " + what) {}
};

} // namespace clausebook
