#include "core/base/tree.h"

#include <stdexcept>

namespace clausebook {
namespace {

void write_text(const std::string& text, std::string& out)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void write(const Tree& tree, std::string& out)
{
    if (const auto* text = tree.text()) return write_text(*text, out);
    if (const auto* number = tree.number()) {
        out += std::to_string(*number);
    } else if (const auto* truth = tree.truth()) {
        out += *truth ? "true" : "false";
    } else if (const auto* items = tree.items()) {
        out += '[';
        for (const auto& item : *items) {
            if (&item != &items->front()) out += ',';
            write(item, out);
        }
        out += ']';
    } else if (const auto* fields = tree.fields()) {
        out += '{';
        bool first = true;
        for (const auto& [name, value] : *fields) {
            if (!first) out += ',';
            first = false;
            write_text(name, out);
            out += ':';
            write(value, out);
        }
        out += '}';
    } else {
        out += "null";
    }
}

} // namespace

Tree& Tree::operator[](std::string_view name)
{
    if (is_null()) value_ = Object{};
    auto* object = std::get_if<Object>(&value_);
    if (!object) throw std::logic_error("not an object: " + std::string(name));
    return object->try_emplace(std::string(name)).first->second;
}

const Tree* Tree::find(std::string_view name) const
{
    const auto* object = fields();
    if (!object) return nullptr;
    const auto field = object->find(name);
    return field == object->end() ? nullptr : &field->second;
}

void Tree::push_back(Tree item)
{
    if (is_null()) value_ = List{};
    auto* list = std::get_if<List>(&value_);
    if (!list) throw std::logic_error("not a list");
    list->push_back(std::move(item));
}

std::string to_json(const Tree& tree)
{
    std::string out;
    write(tree, out);
    return out;
}

} // namespace clausebook
