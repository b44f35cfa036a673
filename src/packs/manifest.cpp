#include "packs/manifest.h"

#include "core/base/tree.h"
#include "core/pack/fingerprint.h"
#include "packs/digest.h"
#include "packs/text.h"

#include <charconv>
#include <sodium.h>

namespace clausebook::packs {
namespace {

/// Reads the one shape to_json writes. After the first mismatch nothing matches any more.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool at_end() const { return good_ && rest_.empty(); }
    bool good() const { return good_; }

    bool next_is(std::string_view literal) const { return good_ && rest_.starts_with(literal); }

    bool take_if(std::string_view literal)
    {
        if (!next_is(literal)) return false;
        rest_.remove_prefix(literal.size());
        return true;
    }

    void take(std::string_view literal) { good_ = take_if(literal); }

    std::int64_t number()
    {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        good_ = good_ && error == std::errc() && value >= 0;
        if (good_) rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    std::string text()
    {
        take("\"");
        std::string out;
        while (good_ && !take_if("\"")) {
            if (take_if("\\u00"))
                out += hex_byte();
            else if (take_if("\\") || !rest_.empty())
                out += one();
            else
                good_ = false;
        }
        return out;
    }

private:
    char one()
    {
        if (rest_.empty()) {
            good_ = false;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    char hex_byte()
    {
        unsigned value = 0;
        const auto digits = rest_.substr(0, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        good_ = good_ && error == std::errc() && digits.size() == 2 && end == digits.data() + 2;
        if (good_) rest_.remove_prefix(2);
        return static_cast<char>(value);
    }

    std::string_view rest_;
    bool good_ = true;
};

ManifestFile read_file(Cursor& cursor)
{
    ManifestFile file;
    cursor.take("{");
    if (cursor.take_if("\"packed_sha256\":")) {
        file.packed_sha256 = cursor.text();
        cursor.take(",");
    }
    cursor.take("\"path\":");
    file.path = cursor.text();
    cursor.take(",\"sha256\":");
    file.sha256 = cursor.text();
    cursor.take(",\"size\":");
    file.size = static_cast<std::uint64_t>(cursor.number());
    if (cursor.take_if(",\"source\":")) file.source = cursor.text();
    cursor.take("}");
    return file;
}

Manifest read(Cursor& cursor)
{
    Manifest manifest;
    cursor.take("{\"about\":{");
    while (cursor.good() && !cursor.take_if("}")) {
        if (!manifest.about.empty()) cursor.take(",");
        const auto name = cursor.text();
        cursor.take(":");
        manifest.about[name] = cursor.text();
    }
    cursor.take(",\"files\":[");
    while (cursor.good() && !cursor.take_if("]")) {
        if (!manifest.files.empty()) cursor.take(",");
        manifest.files.push_back(read_file(cursor));
    }
    cursor.take(",\"format\":\"" + std::string(manifest_format) + "\",\"generated_at\":");
    const auto generated_at = parse_instant(cursor.text());
    if (generated_at) manifest.generated_at = *generated_at;
    cursor.take(",\"journal\":{\"hash\":");
    manifest.journal.hash = cursor.text();
    cursor.take(",\"number\":");
    manifest.journal.number = cursor.number();
    cursor.take("}");
    if (cursor.take_if(",\"key\":{\"fingerprint\":")) {
        manifest.key.fingerprint = cursor.text();
        cursor.take(",\"public\":");
        manifest.key.public_key = cursor.text();
        cursor.take("}");
    }
    cursor.take("}");
    return manifest;
}

/// The bytes that lower-case hexadecimal digits stand for, when they are that many.
std::optional<std::string> bytes_of_hex(std::string_view hex, std::size_t count)
{
    constexpr std::string_view digits = "0123456789abcdef";
    if (hex.size() != 2 * count || hex.find_first_not_of(digits) != std::string_view::npos)
        return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(digits.find(hex[i]) * 16 + digits.find(hex[i + 1]));
    return bytes;
}

} // namespace

std::string to_json(const Manifest& manifest)
{
    Tree about = Tree::object();
    for (const auto& [name, value] : manifest.about) about[name] = value;
    Tree files = Tree::list();
    for (const auto& file : manifest.files) {
        Tree entry{{"path", file.path}, {"size", static_cast<long long>(file.size)}, {"sha256", file.sha256}};
        if (!file.packed_sha256.empty()) entry["packed_sha256"] = file.packed_sha256;
        if (!file.source.empty()) entry["source"] = file.source;
        files.push_back(std::move(entry));
    }
    Tree journal{{"number", static_cast<long long>(manifest.journal.number)},
                 {"hash", manifest.journal.hash}};
    Tree out{{"format", std::string(manifest_format)},
             {"generated_at", to_string(manifest.generated_at)},
             {"journal", std::move(journal)},
             {"about", std::move(about)},
             {"files", std::move(files)}};
    if (manifest.names_key())
        out["key"] = Tree{{"fingerprint", manifest.key.fingerprint}, {"public", manifest.key.public_key}};
    return clausebook::to_json(out);
}

std::optional<Manifest> parse_manifest(std::string_view text)
{
    Cursor cursor(text);
    auto manifest = read(cursor);
    const bool is_utf8 = to_utf8(code_points(text)) == text;
    if (!is_utf8 || !cursor.at_end() || to_json(manifest) != text) return std::nullopt;
    return manifest;
}

std::string checksums(const Manifest& manifest, std::string_view manifest_json, std::string_view signature)
{
    std::map<std::string, std::string> sums{{std::string(manifest_name), hashing::sha256(manifest_json)}};
    if (manifest.names_key()) sums[std::string(signature_name)] = hashing::sha256(signature);
    for (const auto& file : manifest.files) sums[file.path] = file.sha256;
    std::string out;
    for (const auto& [path, sha256] : sums) out.append(sha256).append("  ").append(path).append("\n");
    return out;
}

std::string fingerprint_of(std::string_view public_key)
{
    const auto bytes = bytes_of_hex(public_key, crypto_sign_PUBLICKEYBYTES);
    return bytes ? fingerprint_text(hashing::sha256(*bytes)) : std::string();
}

bool is_signed(const Manifest& manifest, std::string_view manifest_json, std::string_view signature)
{
    if (signature.empty() || signature.back() != '\n') return false;
    const auto key = bytes_of_hex(manifest.key.public_key, crypto_sign_PUBLICKEYBYTES);
    const auto signed_with = bytes_of_hex(signature.substr(0, signature.size() - 1), crypto_sign_BYTES);
    const auto unsigned_char = [](std::string_view bytes) {
        return reinterpret_cast<const unsigned char*>(bytes.data());
    };
    return key && signed_with && manifest.key.fingerprint == fingerprint_of(manifest.key.public_key)
        && crypto_sign_verify_detached(unsigned_char(*signed_with), unsigned_char(manifest_json),
                                       manifest_json.size(), unsigned_char(*key))
        == 0;
}

} // namespace clausebook::packs
