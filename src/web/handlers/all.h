#pragma once
// One function a noun: adds its rows to the table of pages.

namespace clausebook::web {

class Routes;

void audit_routes(Routes& routes);        ///< audits but the run page and the report
void plan_routes(Routes& routes);         ///< the plan of an audit
void entry_routes(Routes& routes);        ///< set-up, sign-in, own account, about, assets, language
void answer_routes(Routes& routes);       ///< carrying an audit out: its cards and answers
void evidence_routes(Routes& routes);     ///< the list, records, uploads, downloads
void finding_routes(Routes& routes);      ///< one finding and its forms
void follow_up_routes(Routes& routes);    ///< the forms of a finding after it is raised
void action_list_routes(Routes& routes);  ///< the list of actions, and what is assigned
void action_routes(Routes& routes);       ///< one action
void finding_list_routes(Routes& routes); ///< the list of findings
void organization_routes(Routes& routes); ///< the organization, its sites and criteria
void cycle_routes(Routes& routes);        ///< where the certification stands
void application_routes(Routes& routes);  ///< the application to the certification body
void calendar_routes(Routes& routes);     ///< the calendar that is read without signing in
void people_routes(Routes& routes);       ///< people and their accounts
void sheet_routes(Routes& routes);        ///< what plan and fieldwork of an audit are written on
void report_routes(Routes& routes);       ///< the internal audit report and its frozen files
void journal_routes(Routes& routes);      ///< who did what, when
void checklist_routes(Routes& routes);    ///< checklists to read
void overview_routes(Routes& routes);     ///< the first page
void due_routes(Routes& routes);          ///< what is late or falls due soon
void job_routes(Routes& routes);          ///< work in progress
void backup_routes(Routes& routes);       ///< backups, and the way back on the set-up page
void saved_list_routes(Routes& routes);   ///< lists that people keep under a name
void pack_routes(Routes& routes);         ///< evidence packs
void search_routes(Routes& routes);       ///< everything that can be found

} // namespace clausebook::web
