#pragma once
// A checklist with one of everything, to be broken in one place at a time.

#include <string>

namespace clausebook {

/// A valid file. Line 24 is the clause 7.4, line 29 its question 7.4-Q1.
inline std::string small_checklist()
{
    std::string labels;
    for (const char* tag : {"S1", "S2", "SV"})
        labels += std::string("  <stage tag=\"") + tag
            + "\"><label xml:lang=\"en\">a stage</label><label xml:lang=\"tr\">bir aşama</label></stage>\n";
    for (const char* code : {"TM", "CR", "PM", "FL", "CH", "AL", "IT", "DP", "IA", "HR", "MK", "OUT", "FIN"})
        labels += std::string("  <interviewee code=\"") + code
            + "\"><label xml:lang=\"en\">a person</label><label xml:lang=\"tr\">bir "
              "kişi</label></interviewee>\n";
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<checklist standard="ISO 10002" edition="2018" revision="1">
  <note xml:lang="en">Own wording.</note>
  <note xml:lang="tr">Kendi ifademiz.</note>
)" + labels
        + R"(  <group number="7">
    <title xml:lang="en">Operation</title>
    <title xml:lang="tr">İşletme</title>
    <clause number="7.4" weight="3" key="yes">
      <title xml:lang="en">Acknowledgement</title>
      <title xml:lang="tr">Teyit</title>
      <intent xml:lang="en">Seen.</intent>
      <intent xml:lang="tr">Görüldü.</intent>
      <question id="7.4-Q1" stages="S1 SV">
        <text xml:lang="en">How fast &amp; how?</text>
        <text xml:lang="tr">Ne kadar hızlı?</text>
      </question>
      <question id="7.4-Q2" stages="S2">
        <text xml:lang="en">Who?</text>
        <text xml:lang="tr">Kim?</text>
      </question>
      <evidence types="LOG CAS">
        <example><text xml:lang="en">log</text><text xml:lang="tr">liste</text></example>
      </evidence>
      <interview with="CR CH"/>
      <finding grade="MINOR"><text xml:lang="en">None.</text><text xml:lang="tr">Yok.</text></finding>
      <reference standard="ISO 9001:2015" at="8.2.1 7.4-7.6 D"/>
      <reference standard="ISO 19011"/>
    </clause>
    <clause number="7.4.1" weight="1" key="no" title-source="own">
      <title xml:lang="en">Part</title><title xml:lang="tr">Parça</title>
      <intent xml:lang="en">Seen.</intent><intent xml:lang="tr">Görüldü.</intent>
      <question id="7.4.1-Q1" stages="S2"><text xml:lang="en">Why?</text><text xml:lang="tr">Neden?</text></question>
      <evidence types="POL"><example><text xml:lang="en">p</text><text xml:lang="tr">p</text></example></evidence>
      <interview with="TM"/>
    </clause>
  </group>
  <group number="X">
    <title xml:lang="en">Scheme</title>
    <title xml:lang="tr">Program</title>
    <scheme-item id="X.1" stages="S1">
      <text xml:lang="en">Data?</text>
      <text xml:lang="tr">Veri?</text>
      <example><text xml:lang="en">form</text><text xml:lang="tr">başvuru</text></example>
    </scheme-item>
  </group>
</checklist>
)";
}

} // namespace clausebook
