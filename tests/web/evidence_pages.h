#pragma once
// The product with what a browser sends to bring evidence.

#include "support/product.h"

#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>
#include <unistd.h>

namespace clausebook::test {

class EvidencePages : public Product {
protected:
    RawReply put(const Actor& who, const std::string& query, const std::string& bytes,
                 const std::string& more = "")
    {
        return RawClient(server->port())
            .send(upload_head(who, "PUT", "/evidence/files" + query, bytes.size(), more) + bytes)
            .reply();
    }

    /// A form with files: the token first, as our pages send it.
    RawReply post_files(const Actor& who, const std::string& target, const FormFields& fields,
                        const FormFields& files, const std::string& token_sent)
    {
        std::string body =
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + token_sent + "\r\n";
        for (const auto& [name, value] : fields)
            body += "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        for (const auto& [name, bytes] : files)
            body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + bytes + "\r\n";
        body += "--b--\r\n";
        auto head = upload_head(who, "POST", target, body.size(),
                                "Content-Type: multipart/form-data; boundary=b\r\n");
        head.erase(head.find("X-Form-Token"), head.find("Content-Length") - head.find("X-Form-Token"));
        return RawClient(server->port()).send(head + body).reply();
    }

    std::int64_t records() const { return workspace.read().number("SELECT count(*) FROM evidence"); }

    std::size_t lying_aside() const
    {
        const auto aside = workspace.directory().aside();
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(aside), std::filesystem::directory_iterator()));
    }

    /// Waits until nothing lies aside: the server notices a cut connection on its own thread.
    bool clears_up() const
    {
        for (int i = 0; i < 200 && lying_aside() > 0; ++i) ::usleep(10'000);
        return lying_aside() == 0;
    }
};

} // namespace clausebook::test
