#include "core/people/person.h"

#include "core/base/form_rules.h"

#include <algorithm>

namespace clausebook {
namespace {

constexpr std::string_view codes[] = {"AD", "QM", "LA", "AU", "AE", "TM"};

/// Passwords of twelve characters and more that everybody tries first, folded.
constexpr std::string_view common[] = {
    "123456789012",   "1234567890123",    "12345678901234", "123456123456",   "000000000000",
    "111111111111",   "qwertyuiopas",     "qwertyuiop12",   "qwertyuiop123",  "qwerty123456",
    "1q2w3e4r5t6y",   "q1w2e3r4t5y6",     "zaq12wsxcde3",   "password1234",   "password12345",
    "password123456", "passwordpassword", "parola123456",   "parola1234567",  "sifre1234567",
    "sifresifre12",   "administrator",    "administrator1", "welcome12345",   "letmein12345",
    "iloveyou1234",   "galatasaray1905",  "galatasaray1",   "fenerbahce1907", "besiktas1903",
    "trabzonspor61",  "istanbul1234",     "turkiye12345",   "ankara123456",   "changeme1234",
    "changemenow1",   "abcdefghijkl",     "abc123456789",   "asdfghjkl123",   "trustno1trustno1",
    "sunshine1234",   "princess1234",     "football1234",   "complaint123",   "qualitymanager",
    "kaliteyonetimi"};

} // namespace

std::string str(Role role)
{
    return std::string(codes[static_cast<std::size_t>(role)]);
}

std::optional<Role> parse_role(std::string_view code)
{
    for (const auto role : roles)
        if (codes[static_cast<std::size_t>(role)] == code) return role;
    return std::nullopt;
}

void check(const Person& person)
{
    check_given(person.name, "name");
    check_line(person.name, "name");
    check_line(person.function, "function");
    check_line(person.organization, "organization");
    check_line(person.email, "email");
    check_line(person.competence, "competence");
    if (!person.email.empty() && person.email.find('@') == std::string::npos)
        throw Refusal("email_shape", "email");
}

bool owns_process_of(const Person& person, const ClauseNumber& clause)
{
    return std::any_of(person.owns.begin(), person.owns.end(),
                       [&](const ClauseNumber& owned) { return clause.is_within(owned); });
}

void check_password(std::string_view password, std::string_view login, std::string_view name)
{
    constexpr std::size_t shortest = 12;
    if (!is_clean(password)) throw Refusal("unclean", "password");
    if (length(password) < shortest)
        throw Refusal("password_too_short", "password", {{"limit", std::to_string(shortest)}});
    if (length(password) > 200) throw Refusal("too_long", "password", {{"limit", "200"}});
    const auto plain = folded(password);
    const std::set<char> letters(plain.begin(), plain.end());
    const auto made_of = [&](std::string_view word) {
        const auto inner = folded(word);
        return length(inner) >= 4 && plain.find(inner) != std::string::npos
            && length(plain) < length(inner) + 8;
    };
    if (letters.size() < 5 || std::find(std::begin(common), std::end(common), plain) != std::end(common)
        || made_of(login) || made_of(name) || made_of("clausebook"))
        throw Refusal("password_common", "password");
}

} // namespace clausebook
