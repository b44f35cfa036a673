#include "store/texts.h"

#include "core/base/tree.h"
#include "store/errors.h"

#include <Poco/JSON/Parser.h>

namespace clausebook::store {

std::string texts_column(const Texts& texts)
{
    auto object = Tree::object();
    for (const auto& [name, text] : texts)
        if (!text.empty()) object[name] = text;
    return to_json(object);
}

Texts texts_in(const std::string& column, const std::string& row)
{
    Texts texts;
    try {
        const auto object = Poco::JSON::Parser().parse(column).extract<Poco::JSON::Object::Ptr>();
        for (const auto& [name, value] : *object) texts[name] = value.convert<std::string>();
    } catch (const Poco::Exception&) {
        throw DamagedData("no texts by name: " + row);
    }
    return texts;
}

} // namespace clausebook::store
