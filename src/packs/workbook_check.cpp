#include "packs/workbook_check.h"

#include "packs/archive.h"
#include "packs/digest.h"
#include "packs/names.h"

#include <Poco/Exception.h>
#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/SAXParser.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <regex>

namespace clausebook::packs {
namespace {

constexpr std::uint64_t longest_part = std::uint64_t{1} << 30;

using Poco::XML::XMLString;

std::string attribute(const Poco::XML::Attributes& attributes, const char* name)
{
    return attributes.getValue(XMLString(), name);
}

/// Counts and digests a sheet as Workbook does, from the XML alone.
class SheetReader : public Poco::XML::DefaultHandler {
public:
    std::uint32_t last_row = 0;
    std::uint64_t cells = 0;
    bool formula = false;
    Sha256 digest;

    void startElement(const XMLString&, const XMLString& name, const XMLString&,
                      const Poco::XML::Attributes& attributes) override
    {
        if (name == "row")
            last_row = static_cast<std::uint32_t>(std::atol(attribute(attributes, "r").c_str()));
        if (name == "c") {
            place_ = attribute(attributes, "r");
            type_ = attribute(attributes, "t");
            text_.clear();
        }
        if (name == "f") formula = true;
        inside_ = name == "t" || name == "v";
    }

    void characters(const Poco::XML::XMLChar text[], int start, int length) override
    {
        if (inside_) text_.append(text + start, static_cast<std::size_t>(length));
    }

    void endElement(const XMLString&, const XMLString& name, const XMLString&) override
    {
        inside_ = false;
        if (name == "c" && !text_.empty()) note();
    }

private:
    void note()
    {
        const bool is_text = type_ == "inlineStr";
        if (!is_text) {
            char digits[32];
            std::snprintf(digits, sizeof digits, "%.15G", std::strtod(text_.c_str(), nullptr));
            text_ = digits;
        }
        ++cells;
        digest.update(zero_based(place_) + (is_text ? 's' : 'n') + std::to_string(text_.size()) + ":");
        digest.update(text_);
    }

    /// "C7" as "6:2".
    static std::string zero_based(const std::string& place)
    {
        long column = 0;
        std::size_t at = 0;
        for (; at < place.size() && place[at] >= 'A' && place[at] <= 'Z'; ++at)
            column = column * 26 + (place[at] - 'A' + 1);
        return std::to_string(std::atol(place.c_str() + at) - 1) + ":" + std::to_string(column - 1);
    }

    bool inside_ = false;
    std::string place_;
    std::string type_;
    std::string text_;
};

/// Names of the sheets in xl/workbook.xml, and targets that lead out of the file in xl/worksheets/_rels.
class NameReader : public Poco::XML::DefaultHandler {
public:
    std::vector<std::string> sheets;
    std::vector<std::string> outside;

    void startElement(const XMLString&, const XMLString& name, const XMLString&,
                      const Poco::XML::Attributes& attributes) override
    {
        if (name == "sheet") sheets.push_back(attribute(attributes, "name"));
        if (name == "Relationship" && attribute(attributes, "TargetMode") == "External")
            outside.push_back(attribute(attributes, "Target"));
    }
};

bool read_xml(const std::string& xml, Poco::XML::DefaultHandler& handler)
{
    Poco::XML::SAXParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, true);
    parser.setContentHandler(&handler);
    try {
        parser.parseString(xml);
    } catch (const Poco::Exception&) {
        return false;
    }
    return true;
}

bool is_below(std::string target)
{
    std::replace(target.begin(), target.end(), '\\', '/');
    return is_safe_path(target);
}

class Check {
public:
    explicit Check(const Written& written) : written_(written) {}

    Faults run(const std::filesystem::path& file)
    {
        std::string part; // entries come whole, one after the other
        std::string name;
        const auto take = [&](const std::string& entry, std::string_view bytes) {
            if (entry != name) {
                check_part(name, part);
                part.clear();
                name = entry;
            }
            part += bytes;
        };
        auto reading =
            read_archive(file, ArchiveOrigin::Foreign, {1000, longest_part, 4 * longest_part}, take);
        check_part(name, part);
        faults_.insert(faults_.begin(), reading.faults.begin(), reading.faults.end());
        if (names_.size() != written_.size() || read_.size() != written_.size()) fault("workbook_sheets", {});
        return std::move(faults_);
    }

private:
    void fault(const std::string& code, const std::string& name)
    {
        faults_.push_back({code,
                           name.empty() ? std::map<std::string, std::string>{}
                                        : std::map<std::string, std::string>{{"name", name}}});
    }

    void check_part(const std::string& name, const std::string& xml)
    {
        static const std::regex sheet_name("xl/worksheets/sheet([0-9]{1,4})\\.xml");
        std::smatch sheet;
        if (name.empty()) return;
        if (std::regex_match(name, sheet, sheet_name)) return check_sheet(name, std::stoul(sheet[1]), xml);
        NameReader reader;
        if (!read_xml(xml, reader)) return fault("workbook_xml", name);
        for (const auto& target : reader.outside)
            if (!is_below(target)) fault("workbook_link", target);
        if (name == "xl/workbook.xml") check_names(reader.sheets);
    }

    void check_names(const std::vector<std::string>& names)
    {
        names_ = names;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (i >= written_.size() || names[i] != written_[i].name) fault("workbook_sheets", names[i]);
    }

    void check_sheet(const std::string& part, std::size_t number, const std::string& xml)
    {
        SheetReader reader;
        if (!read_xml(xml, reader)) return fault("workbook_xml", part);
        if (number == 0 || number > written_.size()) return fault("workbook_sheets", part);
        const auto& expected = written_[number - 1];
        read_.push_back(number);
        if (reader.last_row != expected.rows) fault("workbook_rows", expected.name);
        if (reader.cells != expected.cells) fault("workbook_cells", expected.name);
        if (reader.digest.hex() != expected.digest) fault("workbook_content", expected.name);
        if (reader.formula) fault("workbook_formula", expected.name);
    }

    const Written& written_;
    std::vector<std::string> names_;
    std::vector<std::size_t> read_;
    Faults faults_;
};

} // namespace

Faults check_workbook(const std::filesystem::path& file, const Written& written)
{
    return Check(written).run(file);
}

} // namespace clausebook::packs
