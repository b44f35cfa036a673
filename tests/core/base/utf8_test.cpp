#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

TEST(Utf8, takes_every_well_formed_text)
{
    for (const auto* text : {"", "plain", "şikâyet", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xEF\xBF\xBF",
                             "\xF4\x8F\xBF\xBF", "\xC2\x80"})
        EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, refuses_overlong_surrogate_too_large_and_cut_forms)
{
    for (const auto* text :
         {"\x80", "\xC0\xAF", "\xC1\xBF", "\xC5", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xC5z", "\xF0\x9F\x98"})
        EXPECT_FALSE(is_utf8(text)) << text;
}

} // namespace
} // namespace clausebook
