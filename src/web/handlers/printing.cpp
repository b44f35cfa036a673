#include "web/handlers/printing.h"

#include <semaphore>

namespace clausebook::web {
namespace {

constexpr const char* document_policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                                        "form-action 'none'; frame-ancestors 'none'; sandbox";
constexpr int most_at_once = 2;

std::counting_semaphore<most_at_once>& places()
{
    static std::counting_semaphore<most_at_once> left(most_at_once);
    return left;
}

} // namespace

Reply document_reply(const std::string& html, const std::string& name)
{
    auto reply = Reply::html(200, html);
    reply.set("Content-Security-Policy", document_policy);
    reply.set("Content-Disposition", content_disposition(Disposition::Inline, name));
    return reply;
}

Reply paper_reply(const std::string& pdf, const std::string& name)
{
    auto reply = Reply::bytes("application/pdf", pdf);
    reply.set("Content-Disposition", content_disposition(Disposition::Inline, name));
    return reply;
}

PrinterPlace::PrinterPlace()
{
    if (!places().try_acquire()) throw Rejected(503, "printer_busy", {}, {{"Retry-After", "10"}});
}

PrinterPlace::~PrinterPlace()
{
    places().release();
}

} // namespace clausebook::web
