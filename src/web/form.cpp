#include "web/form.h"

#include "web/guard.h"
#include "web/multipart.h"

namespace clausebook::web {

namespace {

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";

std::string media_type(std::string_view value)
{
    auto type = value.substr(0, value.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    std::string result(type);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

[[noreturn]] void refuse_long_field(const std::string& name, const FormLimits& limits)
{
    throw Rejected(422, "field_too_long", {{"field", name}, {"limit", std::to_string(limits.field_bytes)}});
}

class FormParts : public PartSink {
public:
    FormParts(const FormLimits& limits, FileSink* files) : limits_(limits), files_(files) {}

    void begin_part(const PartHead& head) override
    {
        head_ = head;
        text_.clear();
        kind_ = !head.filename ? Kind::Text : head.filename->empty() ? Kind::NothingChosen : Kind::File;
        if (kind_ != Kind::File) return;
        if (!files_) throw Rejected(422, "file_unexpected", {{"field", head.name}});
        if (head.filename->size() > limits_.filename_bytes)
            throw Rejected(422, "filename_too_long", {{"field", head.name}});
        files_->open(fields_, head.name, *head.filename, head.content_type);
    }

    void content(std::string_view bytes) override
    {
        if (kind_ == Kind::File) return files_->write(bytes);
        if (text_.size() + bytes.size() > limits_.field_bytes) refuse_long_field(head_.name, limits_);
        text_ += bytes;
    }

    void end_part() override
    {
        if (kind_ == Kind::File) return files_->close();
        if (kind_ == Kind::NothingChosen) {
            if (!text_.empty()) throw Rejected(422, "file_without_name", {{"field", head_.name}});
            return;
        }
        total_ += text_.size();
        if (total_ > limits_.text_bytes)
            throw Rejected(413, "form_too_large", {{"limit", std::to_string(limits_.text_bytes)}});
        fields_.add(head_.name, checked_text(head_.name, text_, 422));
    }

    Fields take() { return std::move(fields_); }

private:
    enum class Kind { Text, File, NothingChosen };

    const FormLimits& limits_;
    FileSink* files_;
    Fields fields_;
    PartHead head_;
    Kind kind_ = Kind::Text;
    std::string text_;
    std::size_t total_ = 0;
};

Fields read_urlencoded(BodyStream& body, const FormLimits& limits)
{
    if (body.announced() > limits.text_bytes)
        throw Rejected(413, "form_too_large", {{"limit", std::to_string(limits.text_bytes)}});
    std::string text(static_cast<std::size_t>(body.announced()), '\0');
    std::size_t at = 0;
    while (const auto got = body.read(text.data() + at, text.size() - at)) at += got;
    auto fields = parse_urlencoded(text, 422, limits.fields);
    for (const auto& [name, values] : fields.by_name())
        for (const auto& value : values)
            if (value.size() > limits.field_bytes) refuse_long_field(name, limits);
    return fields;
}

} // namespace

bool is_form(const Request& request)
{
    const auto* type = request.header("content-type");
    return type && (media_type(*type) == urlencoded || media_type(*type) == "multipart/form-data");
}

Fields read_form(const Request& request, BodyStream& body, const FormLimits& limits, FileSink* files)
{
    if (!is_form(request)) throw Rejected(415, "not_a_form");
    const auto& type = *request.header("content-type");
    if (media_type(type) == urlencoded) return read_urlencoded(body, limits);
    const auto boundary = multipart_boundary(type);
    if (!boundary) throw Rejected(400, "bad_multipart");
    FormParts parts(limits, files);
    parse_multipart([&body](char* bytes, std::size_t size) { return body.read(bytes, size); }, *boundary,
                    limits.fields, parts);
    return parts.take();
}

Fields read_form(const Request& request, FileSink& files)
{
    if (!request.body) throw std::logic_error("read_form on a route without a body of files");
    return read_form(request, *request.body, FormLimits{}, &files);
}

} // namespace clausebook::web
