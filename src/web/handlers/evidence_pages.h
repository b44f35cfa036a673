#pragma once
// What the files of evidence handlers share.

#include "views/pages/evidence.h"
#include "web/desk.h"
#include "workspace/evidence.h"

#include <map>

namespace clausebook::web {

Id<Evidence> evidence_key(const Request& request);

/// What a form says about the record, and about its newest version. Refuses "date_shape".
EvidenceFields evidence_fields_of(const Request& request);
EvidenceVersionFields version_fields_of(const Request& request);

/// What a form says about a document that is kept elsewhere; nothing when it says nothing. Refuses
/// "date_shape".
std::optional<EvidenceReference> reference_of(const Request& request);

/// The list and the page of a record, with the problems of a form that was refused there.
Reply evidence_list_page(Desk& desk, const Request& request, const Tree& problems, int status);
Reply evidence_record_page(Desk& desk, const Request& request, const Tree& problems, int status);

/// What the field "target" of a form links to, as people write it: a clause by its number, a question by its
/// audit ("IA-2026-01 7.4-Q2", with a site "IA-2026-01 S-01 7.4-Q2"), a finding and an action by their
/// numbers; or as LinkTarget is written. Refuses "link_shape".
LinkTarget link_target_of(const Desk& desk, const Request& request);

/// What was typed into a form, to be shown again.
std::map<std::string, std::string> typed_fields(const Request& request);

/// What pages of evidence need beside the records: the names of those the page speaks of, and the people its
/// forms let choose among.
views::EvidenceScene evidence_scene(const Desk& desk, const Request& request,
                                    std::map<Id<Person>, std::string> names, std::vector<Person> people = {});

/// What happened to a record, to its links and tags, newest first.
std::vector<views::HistoryLine> evidence_history(const store::Reading& db, const Id<Evidence>& key);

/// Tags that a field offers while it is typed in.
inline constexpr std::size_t most_offered_tags = 200;

/// A number in an address; 0 for anything else.
int number_in(const std::string& text);

/// The list, and what conforms without evidence.
void evidence_list_routes(Routes& routes);

/// One act on many records.
void evidence_bulk_routes(Routes& routes);

/// Tags, and what was seen where it is kept.
void evidence_word_routes(Routes& routes);

/// Uploads and downloads.
void evidence_file_routes(Routes& routes);

/// Archive, take back, destroy.
void evidence_archive_routes(Routes& routes);

} // namespace clausebook::web
