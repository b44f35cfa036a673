// Evidence files on their way in (one as a raw body, several in a form) and out.

#include "core/evidence/file_name.h"
#include "core/evidence/preview.h"
#include "store/text_encoding.h"
#include "views/format.h"
#include "views/pages/evidence.h"
#include "web/desk.h"
#include "web/form.h"
#include "web/handlers/action_forms.h"
#include "web/handlers/evidence_pages.h"
#include "web/typed.h"
#include "workspace/evidence.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace clausebook::web {
namespace {

/// No form or file is longer; what a file may be at most is the organization's setting, asked before it is
/// read.
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 40;

Rejected too_large(const Request& request, std::uint64_t size, std::int64_t limit)
{
    const auto language = Desk::language(request);
    return {413,
            "file_too_large",
            {{"limit", views::shown_size(language, limit)},
             {"size", views::shown_size(language, static_cast<long long>(size))}}};
}

Tree registered_view(const Registered& made)
{
    Tree already = Tree::list();
    for (const auto& key : made.same_content) already.push_back(key.str());
    return {{"number", made.evidence.str()}, {"url", "/evidence/" + made.evidence.str()},
            {"title", made.title},           {"name", made.name},
            {"bytes", made.bytes},           {"version", made.version},
            {"already", std::move(already)}};
}

/// Reads a body into the place beside the vault, 64 KiB at a time.
ReceivedFile received_body(Desk& desk, const Request& request)
{
    ReceivedFile file{store::Incoming(desk.workspace.vault()), request.query["name"],
                      static_cast<std::int64_t>(request.body->announced())};
    std::array<char, 65536> buffer;
    while (const auto size = request.body->read(buffer.data(), buffer.size()))
        file.content.write({buffer.data(), size});
    return file;
}

Registration wish_of(const Request& request)
{
    Registration wish;
    if (const auto& link = request.query["link"]; !link.empty()) {
        wish.link = LinkTarget::parse(link);
        if (!wish.link) throw Refusal("link_shape", "link");
    }
    wish.locator = request.query["locator"];
    if (const auto confidentiality = parse_confidentiality(request.query["confidentiality"]))
        wish.fields.confidentiality = *confidentiality;
    wish.retry_key = Desk::retry_key(request);
    return wish;
}

/// PUT /evidence/files?name=...&link=...&version_of=...: the body is the file.
Reply put_file(Desk& desk, Request& request)
{
    request.wants_json = true;
    const auto limit = evidence_limit(desk.workspace.read());
    if (request.body->announced() > static_cast<std::uint64_t>(limit))
        throw too_large(request, request.body->announced(), limit);
    return desk.attempt(
        request,
        [&] {
            const auto wish = wish_of(request);
            shown_name(request.query["name"]);
            std::vector<ReceivedFile> files;
            files.push_back(received_body(desk, request));
            const auto& actor = Desk::actor(request);
            const Id<Evidence> version_of(request.query["version_of"]);
            const auto made = version_of.empty()
                ? register_evidence(desk.workspace, actor, std::move(files), wish).front()
                : add_evidence_version(desk.workspace, actor, version_of, std::move(files), wish.retry_key);
            return Reply::json(201, registered_view(made))
                .set("Location", "/evidence/" + made.evidence.str());
        },
        [](const Tree&, int) -> Reply { throw std::logic_error("an upload is answered as JSON"); });
}

/// Takes the files of a form. Nothing is kept before the whole form has come; of too many nothing at all, but
/// the form is read to its end, so that what was typed can come back.
class ReceivedFiles : public FileSink {
public:
    ReceivedFiles(Desk& desk, const Request& request)
        : desk_(desk), request_(request), limit_(evidence_limit(desk.workspace.read()))
    {
    }

    void open(const Fields& fields, const std::string&, const std::string& filename,
              const std::string&) override
    {
        Desk::check_token(request_, fields["token"]);
        if (files.size() == most_files) too_many = true;
        if (too_many)
            files.clear();
        else
            files.push_back({store::Incoming(desk_.workspace.vault()), filename, 0});
    }

    void write(std::string_view bytes) override
    {
        if (too_many) return;
        auto& file = files.back();
        file.announced += static_cast<std::int64_t>(bytes.size());
        if (file.announced > limit_)
            throw too_large(request_, static_cast<std::uint64_t>(file.announced), limit_);
        file.content.write(bytes);
    }

    void close() override {}

    std::vector<ReceivedFile> files;
    bool too_many = false;

private:
    Desk& desk_;
    const Request& request_;
    std::int64_t limit_;
};

/// The files of a form, or why they are none.
struct ReceivedForm {
    std::vector<ReceivedFile> files;
    std::optional<Refusal> refused;

    /// Throws what the form is refused for.
    void check() const
    {
        if (refused) throw Refusal(*refused);
    }
};

ReceivedForm received_form(Desk& desk, Request& request)
{
    ReceivedFiles received(desk, request);
    request.form = read_form(request, received);
    Desk::check_token(request, request.form["token"]);
    ReceivedForm form{std::move(received.files), {}};
    if (received.too_many)
        form.refused = Refusal("too_many_files", "file", {{"limit", std::to_string(most_files)}});
    return form;
}

/// Tells a form that comes twice from one that was gone back to and sent with other files.
std::string form_key(const Request& request, const std::vector<ReceivedFile>& files)
{
    auto typed = all_typed(request);
    for (const auto& file : files)
        typed.append("\n").append(file.name).append("=").append(std::to_string(file.announced));
    return retry_key_of(request, typed);
}

/// Where a refused form for new evidence comes back: on the page of the action it stands on, else on the
/// list.
Reply refused_files(Desk& desk, Request& request, const Tree& problems, int status)
{
    constexpr std::string_view actions = "/actions/";
    const auto back = Desk::way_back(request);
    if (back.starts_with(actions)) {
        try {
            return action_with_refused_files(desk, request, Id<Action>(back.substr(actions.size())), problems,
                                             status);
        } catch (const NotFound&) {
            // It went meanwhile, or it never was an action's page.
        }
    }
    return evidence_list_page(desk, request, problems, status);
}

/// POST /evidence: one or many files by a plain form, or none for a document that is kept elsewhere.
Reply post_files(Desk& desk, Request& request)
{
    auto received = received_form(desk, request);
    return desk.attempt(
        request,
        [&] {
            received.check();
            auto& files = received.files;
            Registration wish;
            wish.grouping =
                request.form["grouping"] == "one" ? Grouping::OneVersion : Grouping::RecordPerFile;
            wish.fields = evidence_fields_of(request);
            if (files.size() > 1 && wish.grouping == Grouping::RecordPerFile) wish.fields.title.clear();
            wish.version = version_fields_of(request);
            wish.retry_key = form_key(request, files);
            if (const auto& link = request.form["link"]; !link.empty()) {
                wish.link = LinkTarget::parse(link);
                if (!wish.link) throw Refusal("link_shape", "link");
            }
            wish.locator = Desk::field(request, "locator");
            wish.then = request.form["hand_in"].empty() ? Then::Keep : Then::Submit;
            if (files.empty() && wish.version.location.empty())
                throw Refusal("required", wish.version.reference ? "location" : "file");
            const auto made = register_evidence(desk.workspace, Desk::actor(request), std::move(files), wish);
            if (request.wants_json) return Reply::json(201, registered_view(made.front()));
            const std::string said = wish.then == Then::Submit ? "evidence_registered_submitted"
                                                               : "evidence_registered_incomplete";
            if (const auto back = Desk::way_back(request); !back.empty())
                return desk.done(request, back, said);
            return desk.done(
                request, made.size() == 1 ? "/evidence/" + made.front().evidence.str() : "/evidence", said);
        },
        [&](const Tree& problems, int status) { return refused_files(desk, request, problems, status); });
}

/// POST /evidence/{number}/versions.
Reply post_version(Desk& desk, Request& request)
{
    auto received = received_form(desk, request);
    return desk.attempt(
        request,
        [&] {
            received.check();
            auto& files = received.files;
            const auto key = form_key(request, files);
            const auto made = add_evidence_version(desk.workspace, Desk::actor(request),
                                                   evidence_key(request), std::move(files), key);
            if (request.wants_json) return Reply::json(201, registered_view(made));
            return desk.done(request, "/evidence/" + made.evidence.str(), "evidence_version_added");
        },
        [&](const Tree& problems, int status) {
            return evidence_record_page(desk, request, problems, status);
        });
}

/// A page in place of a file that cannot be shown in a tab: it says why and offers the download.
Reply not_shown(Desk& desk, const Request& request, const EvidenceFile& file, const char* why)
{
    auto frame = desk.frame(request, file.name, "evidence");
    const auto record = "/evidence/" + request.parameter("number");
    frame.crumbs = {{desk.text(request, "evidence.heading"), "/evidence"},
                    {request.parameter("number"), record},
                    {file.name, ""}};
    return desk.page(
        request, "pages/not-shown", std::move(frame),
        {{"name", file.name},
         {"size", views::shown_size(Desk::language(request), static_cast<long long>(file.bytes))},
         {"why", desk.text(request, why)},
         {"download", request.path},
         {"back", record}});
}

/// The bytes of a file, where nothing they hold can run: sandboxed, without anything from elsewhere.
Reply sandboxed(const Desk& desk, const EvidenceFile& file, const std::string& type, Disposition disposition)
{
    auto reply = Reply::file(desk.workspace.vault().path_of(file.sha256), type, disposition, file.name);
    // The browser's own viewer of a picture styles itself.
    reply.set("Content-Security-Policy",
              "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'");
    return reply;
}

Reply opened(Desk& desk, const Request& request, const EvidenceFile& file)
{
    if (is_too_large_to_show(file)) return not_shown(desk, request, file, "evidence.too_large_to_show");
    auto type = file.content_type;
    if (preview_of(type) == Preview::Text) {
        const auto encoding = store::text_encoding(desk.workspace.vault().path_of(file.sha256));
        if (encoding.empty()) return not_shown(desk, request, file, "evidence.encoding_unknown");
        type = "text/plain; charset=" + encoding;
    }
    return sandboxed(desk, file, type, Disposition::Inline);
}

/// GET /evidence/{number}/versions/{version}/files/{file}, with ?open=1 in a tab of its own where that is
/// safe.
Reply get_file(Desk& desk, Request& request)
{
    const auto dossier = evidence_dossier(desk.workspace.read(), Desk::actor(request), evidence_key(request));
    const auto version = number_in(request.parameter("version"));
    const auto serial = number_in(request.parameter("file"));
    for (const auto& each : dossier.versions)
        for (const auto& file : each.files) {
            if (each.serial != version || file.serial != serial) continue;
            if (!desk.workspace.vault().has(file.sha256)) break; // destroyed, or lost
            const auto preview = preview_of(file.content_type);
            if (preview != Preview::None && request.query["open"] == "1") return opened(desk, request, file);
            return sandboxed(desk, file,
                             preview == Preview::None       ? "application/octet-stream"
                                 : preview == Preview::Text ? "text/plain"
                                                            : file.content_type,
                             Disposition::Attachment);
        }
    throw NotFound("file " + request.path);
}

} // namespace

int number_in(const std::string& text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

void evidence_file_routes(Routes& routes)
{
    using enum Permission;
    routes.add(Method::Put, "/evidence/files", RegisterEvidence, Body::upload(most_bytes), put_file);
    routes.add(Method::Post, "/evidence", RegisterEvidence, Body::files(most_bytes), post_files);
    routes.add(Method::Post, "/evidence/{number}/versions", RegisterEvidence, Body::files(most_bytes),
               post_version);
    routes.get("/evidence/{number}/versions/{version}/files/{file}", ReadEvidence, get_file);
}

} // namespace clausebook::web
