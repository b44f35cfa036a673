#include "checklist/document.h"

#include "checklist/preflight.h"
#include "checklist/reader.h"

#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/Locator.h>
#include <Poco/SAX/SAXException.h>
#include <Poco/SAX/SAXParser.h>

#include <algorithm>

namespace clausebook::checklist {
namespace {

/// Builds the elements. Nothing is thrown through the parser, which is C: after the first fault it only lets
/// the rest pass.
class Builder final : public Poco::XML::DefaultHandler {
public:
    explicit Builder(Faults& faults) : faults_(faults) {}

    bool stopped() const { return stopped_; }
    std::optional<Element> take() { return std::move(root_); }

    void setDocumentLocator(const Poco::XML::Locator* locator) override { locator_ = locator; }

    void startElement(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                      const Poco::XML::XMLString& name, const Poco::XML::Attributes& attributes) override
    {
        if (stopped_) return;
        if (open_.size() == static_cast<std::size_t>(depth_limit)) return stop("too_deep", depth_limit);
        if (++count_ > element_limit) return stop("too_many_elements", element_limit);
        Element element;
        element.name = name;
        for (int i = 0; i < attributes.getLength(); ++i)
            element.attributes.emplace_back(attributes.getQName(i), attributes.getValue(i));
        element.line = locator_->getLineNumber();
        element.column = column_here();
        open_.push_back(std::move(element));
    }

    void endElement(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                    const Poco::XML::XMLString&) override
    {
        if (stopped_) return;
        Element element = std::move(open_.back());
        open_.pop_back();
        if (open_.empty())
            root_ = std::move(element);
        else
            open_.back().children.push_back(std::move(element));
    }

    void characters(const Poco::XML::XMLChar text[], int start, int length) override
    {
        if (!stopped_ && !open_.empty())
            open_.back().text.append(text + start, static_cast<std::size_t>(length));
    }

private:
    /// Poco counts lines from 1 and columns from 0.
    int column_here() const { return locator_->getColumnNumber() + 1; }

    template <typename Limit>
    void stop(const char* code, Limit limit)
    {
        stopped_ = true;
        faults_.add({code, {{"limit", std::to_string(limit)}}, locator_->getLineNumber(), column_here(), {}});
        open_.clear();
    }

    Faults& faults_;
    const Poco::XML::Locator* locator_ = nullptr;
    std::vector<Element> open_;
    std::optional<Element> root_;
    std::size_t count_ = 0;
    bool stopped_ = false;
};

} // namespace

const std::string* Element::attribute(std::string_view attribute_name) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const auto& attribute) { return attribute.first == attribute_name; });
    return found == attributes.end() ? nullptr : &found->second;
}

std::optional<Element> parse(std::string_view bytes, Faults& faults)
{
    if (auto fault = preflight(bytes)) {
        faults.add(std::move(*fault));
        return std::nullopt;
    }
    Builder builder(faults);
    Poco::XML::SAXParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, false);
    parser.setContentHandler(&builder);
    try {
        parser.parseMemoryNP(bytes.data(), bytes.size());
    } catch (const Poco::XML::SAXParseException& malformed) {
        if (builder.stopped()) return std::nullopt;
        faults.add({"malformed",
                    {{"detail", malformed.message()}},
                    malformed.getLineNumber(),
                    malformed.getColumnNumber() + 1,
                    {}});
        return std::nullopt;
    }
    return builder.take();
}

std::string place_of(const Element& element, const std::string& around)
{
    for (const char* name : {"id", "number"})
        if (const auto* value = element.attribute(name)) return *value;
    return around;
}

std::string collapse(std::string_view text)
{
    std::string collapsed;
    bool blank_due = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            blank_due = !collapsed.empty();
            continue;
        }
        if (blank_due) collapsed += ' ';
        blank_due = false;
        collapsed += c;
    }
    return collapsed;
}

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace clausebook::checklist
