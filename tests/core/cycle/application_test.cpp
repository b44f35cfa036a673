#include "core/base/refusal.h"
#include "core/cycle/application.h"

#include <gtest/gtest.h>

#include <set>

namespace clausebook {
namespace {

const Date today = *parse_date("2026-11-22");

std::string refused(const std::map<std::string, std::string, std::less<>>& fields)
{
    Application application;
    application.fields = fields;
    try {
        check(application, today);
    } catch (const Refusal& refusal) {
        return refusal.code() + " on " + refusal.field();
    }
    return {};
}

ApplicationSummary complete()
{
    ApplicationSummary summary;
    summary.organization.legal_name = "Anadolu Perakende A.Ş.";
    summary.organization.address = "İstanbul";
    summary.organization.representative_name = "Murat Aydın";
    summary.organization.scope_statement = "Complaints of all shops";
    summary.organization.channels = "Shop";
    Site site;
    site.name = "Head office";
    site.headcount = 7;
    summary.sites = {site, site};
    summary.body.version = 1;
    for (const auto& field : application_fields())
        if (field.need == ApplicationField::Need::Required)
            summary.application.fields[std::string(field.name)] = "2026-11-02";
    return summary;
}

TEST(Application, refuses_what_cannot_be_written)
{
    EXPECT_EQ(refused({}), "");
    EXPECT_EQ(refused({{"shifts", ""}, {"complaint_volume", ""}, {"wished_stage1", ""}}), "")
        << "it may be saved as far as it is";
    EXPECT_EQ(refused({{"complaint_volume", "many"}}), "number_out_of_range on complaint_volume");
    EXPECT_EQ(refused({{"complaint_volume", "-1"}}), "number_out_of_range on complaint_volume");
    EXPECT_EQ(refused({{"complaint_volume", "0"}}), "");
    EXPECT_EQ(refused({{"wished_stage1", "2026-02-30"}}), "date_shape on wished_stage1");
    EXPECT_EQ(refused({{"wished_stage1", "2028-02-29"}}), "");
    EXPECT_EQ(refused({{"languages", "two\nlines"}}), "unclean on languages");
    EXPECT_EQ(refused({{"shifts", std::string(20'001, 'x')}}), "too_long on shifts");
    EXPECT_EQ(refused({{"shoe_size", "43"}}), "choice_unknown on shoe_size");
    EXPECT_EQ(refused({{"wished_stage1", "2027-03-02"}, {"wished_stage2", "2027-03-01"}}),
              "application_stages on wished_stage2");
    EXPECT_EQ(refused({{"wished_stage1", "2027-03-02"}, {"wished_stage2", "2027-03-02"}}), "");
    EXPECT_EQ(refused({{"declared_on", "2026-11-22"}}), "");
    EXPECT_EQ(refused({{"declared_on", "2026-11-23"}}), "cycle_future on declared_on");
}

TEST(Application, names_each_thing_that_is_missing)
{
    EXPECT_TRUE(gaps_of(complete()).empty());
    EXPECT_EQ(headcount(complete()), 14);
    for (const auto& field : application_fields()) {
        auto summary = complete();
        summary.application.fields[std::string(field.name)] = "  ";
        const auto gaps = gaps_of(summary);
        ASSERT_EQ(gaps.size(), field.need == ApplicationField::Need::Required ? 1U : 0U) << field.name;
        EXPECT_TRUE(gaps.empty() || gaps.front().field == field.name) << field.name;
    }
    const auto lacks = [](void (*take)(ApplicationSummary&)) {
        auto summary = complete();
        take(summary);
        const auto gaps = gaps_of(summary);
        return gaps.size() == 1 ? std::string(gaps.front().field) : std::to_string(gaps.size());
    };
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.body.version = 0; }), "body");
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.organization.legal_name = ""; }), "legal_name");
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.organization.address = " "; }), "address");
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.organization.representative_name = ""; }),
              "representative_name");
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.organization.scope_statement = ""; }), "scope_statement");
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.organization.channels = ""; }), "channels");
    EXPECT_EQ(lacks([](ApplicationSummary& s) { s.sites.clear(); }), "sites");
    EXPECT_EQ(lacks([](ApplicationSummary& s) {
                  for (auto& site : s.sites) site.headcount = 0;
              }),
              "headcount");
}

TEST(ApplicationFields, have_names_of_their_own)
{
    std::set<std::string_view> names;
    for (const auto& field : application_fields()) EXPECT_TRUE(names.insert(field.name).second) << field.name;
}

TEST(CertificationBody, is_never_accredited_by_default)
{
    CertificationBody body;
    EXPECT_EQ(body.accreditation, Accreditation::Unknown);
    const auto code = [&] {
        try {
            check(body);
        } catch (const Refusal& refusal) {
            return refusal.code() + " on " + refusal.field();
        }
        return std::string();
    };
    EXPECT_EQ(code(), "required on name");
    body.name = "Marmara Belgelendirme";
    EXPECT_EQ(code(), "required on scheme");
    body.scheme = "MB-10002";
    EXPECT_EQ(code(), "");
    body.accreditation_body = "TÜRKAK";
    EXPECT_EQ(code(), "accreditation_body_without on accreditation_body");
    body.accreditation = Accreditation::Accredited;
    EXPECT_EQ(code(), "");
    body.accreditation_body = "";
    EXPECT_EQ(code(), "required on accreditation_body");
}

} // namespace
} // namespace clausebook
