#include "core/checklist/checklist_import.h"

#include <algorithm>

namespace clausebook {

std::string standard_of(const ChecklistIdentity& identity)
{
    return identity.standard + ":" + std::to_string(identity.edition);
}

bool is_home_standard(const ChecklistIdentity& identity)
{
    return identity.standard == "ISO 10002" && identity.edition == 2018;
}

std::string file_name_of(const ChecklistIdentity& identity)
{
    std::string name;
    for (const char c : identity.standard) {
        if (c >= 'A' && c <= 'Z')
            name += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    if (name.empty()) name = "checklist";
    return name + "-" + std::to_string(identity.edition) + "-r" + std::to_string(identity.revision) + ".xml";
}

bool is_checklist_key(std::string_view text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace clausebook
