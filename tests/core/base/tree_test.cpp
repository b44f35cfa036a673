#include "core/base/tree.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

TEST(CanonicalJson, sorts_names_and_escapes_only_what_must_be)
{
    Tree tree;
    tree["b"] = "line\nş \"x\" \\";
    tree["a"] = Tree::List{1, true, Tree(), "t"};
    EXPECT_EQ(to_json(tree), R"({"a":[1,true,null,"t"],"b":"line\u000aş \"x\" \\"})");
}

TEST(CanonicalJson, of_nothing_in_a_list_or_object_keeps_its_kind)
{
    EXPECT_EQ(to_json(Tree::list()), "[]");
    EXPECT_EQ(to_json(Tree::object()), "{}");
    EXPECT_EQ(to_json(Tree()), "null");
}

} // namespace
} // namespace clausebook
