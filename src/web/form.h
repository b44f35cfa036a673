#pragma once
// Forms: their fields as texts, their files as streams.

#include "web/http.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace clausebook::web {

/// Takes the files of a form as they arrive; a handler brings its own.
///
/// A body that is cut or malformed throws out of read_form, maybe after some files have been closed: keep
/// nothing for good before read_form has returned.
class FileSink {
public:
    virtual ~FileSink() = default;

    /// A file begins. `fields` are those that stood before it in the form (put the token there); `filename`
    /// is what the browser says, to be shown and never to be used as a path.
    virtual void open(const Fields& fields, const std::string& field, const std::string& filename,
                      const std::string& content_type) = 0;
    virtual void write(std::string_view bytes) = 0;

    /// The file is whole.
    virtual void close() = 0;
};

struct FormLimits {
    std::size_t fields = 2000;
    std::size_t field_bytes = 64U << 10; ///< one text
    std::size_t text_bytes = 1U << 20;   ///< all texts of the form; files are limited by the route
    std::size_t filename_bytes = 1024;
};

/// True for the two content types a form can have; any other is a 415.
bool is_form(const Request& request);

/// Reads a form from `body`: application/x-www-form-urlencoded or multipart/form-data.
///
/// Texts come out with \n line ends. Refused: other types (415), malformed or cut bodies (400), too many
/// fields (400), texts too long or not text (422 with the field's name), all texts together too long (413), a
/// file where `files` is nullptr (422). A file field in which nothing was chosen is left out.
Fields read_form(const Request& request, BodyStream& body, const FormLimits& limits,
                 FileSink* files = nullptr);

/// The same for a handler of BodyKind::Files, with the usual limits.
Fields read_form(const Request& request, FileSink& files);

} // namespace clausebook::web
