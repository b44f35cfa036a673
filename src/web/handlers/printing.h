#pragma once
// What handlers that show or print a document of ours share.

#include "web/http.h"
#include "workspace/jobs.h"

#include <string>

namespace clausebook::web {

/// A document on its own in a tab: it may fetch nothing and run nothing.
Reply document_reply(const std::string& html, const std::string& name);
/// The same on paper.
Reply paper_reply(const std::string& pdf, const std::string& name);

/// Work on a page that gives up when the program ends.
class WhileOpen : public Progress {
public:
    explicit WhileOpen(const Jobs& jobs) : jobs_(jobs) {}
    void at(std::int64_t, std::int64_t) override {}
    bool cancelled() const override { return jobs_.closing(); }

private:
    const Jobs& jobs_;
};

/// A place at the printer. A draft takes seconds of a processor and much memory; whoever is impatient would
/// take all of both. Rejected 503 "printer_busy" when all are taken.
class PrinterPlace {
public:
    PrinterPlace();
    ~PrinterPlace();
    PrinterPlace(const PrinterPlace&) = delete;
    PrinterPlace& operator=(const PrinterPlace&) = delete;
};

} // namespace clausebook::web
