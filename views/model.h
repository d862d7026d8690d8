/* views/model.h: what each page says, as the views take it.
 *
 * A page function (src/web/page_NOUN.c) fills one of these from the domain's rows; a view only lays it out.  Addresses are
 * made before, as views know none.  An unknown url or text is one that the page does without.
 */
#ifndef VIEWS_MODEL_H
#define VIEWS_MODEL_H

#include "base/diff.h"
#include "domain/account.h"
#include "domain/body.h"
#include "domain/charter.h"
#include "domain/department.h"
#include "domain/identity.h"
#include "domain/login.h"
#include "domain/meeting.h"
#include "domain/membership.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "domain/planning.h"
#include "domain/search.h"
#include "domain/term.h"
#include "markup/markup.h"

/* Which entry of the main navigation the page stands under. */
enum section_of_site {
	SITE_NOWHERE,
	SITE_ORGANIZATIONS,
	SITE_MATTERS,
	SITE_PERSONS,
	SITE_CALENDAR,
};

enum { CRUMBS_MAX = 4 };

struct crumb {
	struct text name;
	struct url url;
};

/* What stands around every page. */
struct frame {
	struct text title; /* of the document, with the site's name */
	struct text site;  /* the authority whose portal it is; unknown while nothing was imported */
	enum section_of_site section;
	struct crumb crumbs[CRUMBS_MAX];
	size_t crumbs_n;
	bool has_search;  /* the page has a search field of its own, and the head needs none */
	bool lang_chosen; /* forms hand the language on */
	bool unlisted;    /* not for search engines */
	struct url style, script, icon, icon_fallback;
	struct url home, organizations, matters, persons, calendar, search, accessibility;
	struct url canonical;       /* in full */
	struct url here_da, here_en; /* this page in each language */
	struct url json, text, pdf, atom;
	struct text visitor; /* the name of who is logged in; unknown: nobody is */
	struct text token;   /* of the form that logs out, and of the page's own */
	struct url login, logout, account;
	struct url accounts, imports, journal, govern; /* unknown: the visitor has no business there */
};

struct meeting_entry {
	struct meeting_row row;
	struct url url, organization_url;
	struct text title; /* what the link says: "Økonomiudvalget", or "Tirsdag 5. december 2023" among those of one committee */
	struct text when;  /* what it leaves open: date and time, or the time; unknown when there is nothing */
};

struct organization_entry {
	struct organization_summary_row row;
	struct url url;
};

struct matter_entry {
	struct matter_summary_row row;
	struct url url;
};

/* "Page 2 of 5". */
struct pager {
	int64_t page, pages, total;
	struct url previous, next;
};

struct front_page {
	struct frame frame;
	struct meeting_entry *next, *latest;
	size_t next_n, latest_n;
	struct organization_entry *organizations;
	size_t organizations_n;
	struct matter_entry *matters;
	size_t matters_n;
	int64_t organization_count, meeting_count, matter_count;
};

struct organizations_page {
	struct frame frame;
	struct organization_entry *entries;
	size_t entries_n;
	struct pager pager;
};

struct year_entry {
	struct year_row row;
	struct url url;
	bool chosen;
};

struct year_group {
	struct text year;
	struct meeting_entry *meetings;
	size_t meetings_n;
};

/* Somebody whom documents name. */
struct member_entry {
	struct member_row row;
	struct url url;
	bool seated; /* in the committee, as the desk has said */
};

/* Who sits where. */
struct membership_entry {
	struct membership_row row;
	struct text role; /* "Formand" */
	struct url person, organization, substitute_for;
	struct url change; /* at the desk; unknown elsewhere */
};

/* Everybody who sits in a committee, will, or did. */
struct seating {
	struct membership_entry *members, *substitutes, *coming, *former;
	size_t members_n, substitutes_n, coming_n, former_n;
};

/* What a committee is, as the desk has said it. */
struct charter_view {
	bool known; /* anything was said */
	struct charter facts;
	struct text kind; /* "Særligt udvalg (§ 17, stk. 4)" */
	struct markup rules, reference; /* html unknown: not entered */
};

struct organization_page {
	struct frame frame;
	struct organization_row facts;
	int64_t meetings;            /* in all */
	struct date first, latest;   /* meetings */
	struct year_entry *years;
	size_t years_n;
	struct url all_years;        /* known when one year was chosen */
	struct year_group *groups;
	size_t groups_n;
	struct charter_view charter;
	struct url charters; /* all versions of it; unknown: none was entered */
	struct seating seating;
	struct member_entry *members; /* whom documents name */
	size_t members_n, others_n;   /* all of them; but for those who are seated */
};

/* One version among all. */
struct charter_entry {
	struct charter facts;
	struct text from; /* its day, as forms say it */
	struct url url, change;
	bool holds, coming;
};

/* Two versions as one. */
struct charter_changes {
	bool known; /* they were held against each other */
	struct date from; /* the older */
	struct text *facts; /* what else differs: "Pladser: 7, før 9" */
	size_t facts_n;
	struct diff_run *reference, *rules;
	size_t reference_n, rules_n; /* 0: the same, or neither has one */
};

struct charter_page {
	struct frame frame;
	struct organization_row organization;
	struct url organization_url;
	struct charter_view charter;
	bool holds;
	struct date until; /* the last day on which it held; unknown: it goes on */
	struct charter_entry *versions;
	size_t versions_n;
	struct charter_changes changes;
	struct choice *others; /* versions to hold it against */
	size_t others_n;
	struct url action, alone;
};

struct section_view {
	struct text heading; /* unknown when the text stands without one */
	struct text anchor;
	struct markup text;
	struct text circle; /* who may read it */
	bool is_decision, is_recommendation;
};

struct person_view {
	struct text name;
	struct url url;
	struct text detail; /* "formand, A, for Anne Holm" */
};

struct earlier_view {
	struct date date;
	struct text organization;
	bool released;
	struct markup text; /* html unknown when there is none */
	struct url url;     /* the meeting, when it is in the record */
};

struct file_view {
	struct file_row row;
	struct url url;   /* unknown: its name is all that there is */
	struct text size; /* "48 kB" */
	struct text gone; /* known: withdrawn, and when */
};

struct item_view {
	struct item_row facts;
	struct text label; /* its number as printed, or its place */
	struct text title; /* never unknown */
	struct text anchor;
	struct url url, at, matter; /* its own page; its place in the meeting */
	struct section_view *sections;
	size_t sections_n;
	struct text mark;  /* that it came or was changed later, and when; unknown otherwise */
	struct text gone;  /* known: withdrawn, and when */
	struct text times; /* "15.20–15.40"; unknown when nobody said */
	bool is_new;       /* since the reader read it before */
	struct file_view *files;
	size_t files_n;
	struct person_view *guests;
	size_t guests_n;
	struct earlier_view *earlier;
	size_t earlier_n;
};

/* What a meeting is, at the head of its page and of each item's. */
struct meeting_head {
	struct meeting_row facts;
	struct url url, organization;
	struct moment end;
	struct text location;
	bool is_minutes;
};

struct revision_entry {
	struct revision_row row;
	bool counts;
};

/* What somebody says who was asked to read an agenda through. */
struct readthrough_view {
	struct text token, remark, problem;
	struct url action;
	bool done;
};

struct meeting_page {
	struct frame frame;
	struct meeting_head head;
	struct text classification;
	struct date next_meeting;
	struct text end_clock; /* "15.30" */
	struct text remark;   /* at the head of the document; unknown: none */
	struct text news;     /* what is new since the reader read it; unknown: nothing, or nobody asks */
	struct text preview;  /* with whose eyes it is looked at before it is sent; unknown: it was sent */
	struct choice *eyes;  /* ... and with whose it can be */
	size_t eyes_n;
	struct url eyes_action, back;
	struct readthrough_view *readthrough; /* ... by somebody who was asked to read it through; NULL: by a clerk */
	struct url link;      /* on the net; unknown: none that the visitor may follow */
	bool link_is_public;
	struct url desk;      /* unknown: the visitor is not of its staff */
	bool from_desk;       /* it was sent from here, and no document was read */
	struct person_view *present, *listed, *absent;
	size_t present_n, listed_n, absent_n;
	struct item_view *items;
	size_t items_n;
	struct meeting_entry previous, next; /* row.id 0: none */
	struct source_row source;
	struct text source_size; /* "48 kB" */
	struct moment source_kept;
	struct url source_url; /* unknown when it may not be opened */
	struct revision_entry *revisions;
	size_t revisions_n;
};

struct item_page {
	struct frame frame;
	struct meeting_head head;
	struct item_view item;
	struct text previous_title, next_title;
	struct url previous, next;
};

struct matters_page {
	struct frame frame;
	struct matter_entry *entries;
	size_t entries_n;
	struct pager pager;
};

/* One treatment of a case: in the record, or only told of. */
struct course_step {
	struct moment start;
	struct text organization;
	struct url organization_url;
	bool in_record;
	struct text title; /* of the item; unknown when told of */
	struct url url;    /* the item */
	bool is_public, is_minutes;
	bool released; /* told of: whether its decision is */
	struct section_view *texts;
	size_t texts_n;
};

struct matter_page {
	struct frame frame;
	struct matter_row facts;
	struct text title; /* as the newest treatment calls it; unknown when none may be seen */
	struct course_step *steps; /* oldest first */
	size_t steps_n;
	int64_t meetings;
};

struct person_entry {
	struct text name;
	struct url url;
	int64_t meetings;
	bool sits; /* in a committee, now or before */
};

struct persons_page {
	struct frame frame;
	struct person_entry *entries;
	size_t entries_n;
	struct pager pager;
};

struct seat_entry {
	struct seat_row row;
	struct url url;
};

struct attendance_entry {
	struct attendance_row row;
	struct url url;
	bool absent;
};

struct guest_entry {
	struct visit_row row;
	struct url url;
	struct text title;
};

struct person_page {
	struct frame frame;
	struct text name;
	struct membership_entry *memberships, *former;
	size_t memberships_n, former_n;
	struct seat_entry *seats;
	size_t seats_n;
	struct attendance_entry *attendance;
	size_t attendance_n;
	struct guest_entry *visits;
	size_t visits_n;
};

struct choice {
	struct text value, name;
	bool chosen;
};

struct hit_entry {
	struct search_hit hit;
	struct url url, organization_url, matter;
};

/* One word of a question that found nothing, with what it finds alone. */
struct word_entry {
	struct search_word word;
	struct url url;
};

struct search_page {
	struct frame frame;
	struct text words;
	bool asked;
	struct choice *organizations, *years, *kinds;
	size_t organizations_n, years_n, kinds_n;
	bool filtered;
	struct url without_filters;
	struct pager pager;
	struct hit_entry *hits;
	size_t hits_n;
	struct matter_entry *matters; /* whose number was typed */
	size_t matters_n;
	struct person_entry *persons; /* whose name was typed */
	size_t persons_n;
	struct word_entry *word_hits;
	size_t word_hits_n;
};

/* What a form was sent back with. */
struct form_view {
	struct text problem; /* of the whole; unknown when there is none */
	struct text email, name, back;
};

struct login_page {
	struct frame frame;
	struct form_view form;
	struct url action;
	struct url forgotten; /* unknown: no mail can be sent */
	bool passwords;       /* one can log in by one */
	struct url sign_on;   /* by another service; unknown: there is none */
	struct text service;  /* its name */
};

/* On the way to another site. */
struct onward_page {
	struct frame frame;
	struct text service;
	struct url url;
	bool leaves; /* logged out here, and now there */
};

struct ticket_page {
	struct frame frame;
	struct form_view form;
	struct url action;
	enum ticket_purpose purpose;
	struct text owner; /* whose; unknown: the portal is set up */
	int64_t least;     /* letters of a password */
};

struct role_entry {
	struct text name;         /* in the reader's language */
	struct text organization; /* unknown: everywhere */
	struct text role;         /* as forms say it */
	bool claimed;             /* a provider says so (domain/identity.h) */
	struct text organization_slug;
	struct text department, department_slug; /* unknown: in every one */
};

/* What a role is chosen from: which, and where. */
struct role_choices {
	struct choice *roles, *organizations, *departments;
	size_t roles_n, organizations_n, departments_n;
};

struct session_entry {
	struct session_row row;
	struct moment made, seen;
};

/* As whom a provider knows the owner. */
struct identity_entry {
	struct identity_row row;
	struct moment made, seen;
};

struct account_page {
	struct frame frame;
	struct text name, email;
	struct role_entry *roles;
	size_t roles_n;
	struct text *rights; /* what they let one do, in sentences */
	size_t rights_n;
	struct session_entry *sessions;
	size_t sessions_n;
	struct identity_entry *identities;
	size_t identities_n;
	bool second_factor;
	bool has_password; /* so that it can be asked for */
	struct url password; /* where it is changed; unknown: nobody logs in by one */
	struct url factor, action;
};

struct password_page {
	struct frame frame;
	struct text problem;
	bool changed;
	int64_t least; /* letters */
	struct url action, account;
};

struct factor_page {
	struct frame frame;
	struct text problem, secret; /* in letters to be typed */
	bool has_password; /* and must give it */
	struct markup picture;
	struct url action, account;
};

struct account_entry {
	struct account_row row;
	struct url url;
};

struct accounts_page {
	struct frame frame;
	struct form_view form;
	struct account_entry *entries;
	size_t entries_n;
	struct role_choices choices;
	bool mail; /* can be sent: whoever gets an account is invited */
	bool passwords; /* are what one logs in by */
	struct url action;
};

struct account_of_page {
	struct frame frame;
	struct account_row row;
	struct text problem;
	struct role_entry *held;
	size_t held_n;
	struct text *rights;
	size_t rights_n;
	struct role_choices choices;
	struct url person; /* at the desk; unknown: bound to nobody */
	struct text link; /* just made, to be handed over */
	struct identity_entry *identities;
	size_t identities_n;
	bool passwords;   /* are what one logs in by */
	bool mail;        /* can be sent */
	struct text mailed; /* what became of the newest to this account; unknown: there was none */
	struct url action, accounts;
};

struct import_entry {
	struct job_row row;
	struct url url;
	struct moment made;
};

struct imports_page {
	struct frame frame;
	struct text problem, once;
	struct choice *organizations;
	size_t organizations_n;
	struct import_entry *entries;
	size_t entries_n;
	int64_t most_mb;
	struct url action;
};

struct import_file_entry {
	struct import_file_row row;
	struct url meeting;
	struct text why; /* it was refused */
};

struct import_page {
	struct frame frame;
	struct job_row job;
	struct moment made;
	bool busy;
	struct text problem;
	struct import_file_entry *files;
	size_t files_n;
	struct url action, imports;
};

/* A meeting in the calendar. */
struct calendar_entry {
	struct meeting_row row;
	struct url url; /* the desk's page for who is of the committee's staff, and everybody's for others */
	struct text clock, name; /* "15.00", "Økonomiudvalget" */
	bool cancelled, hidden;  /* hidden: not announced yet */
};

struct calendar_day {
	struct date date;
	bool within, today; /* of the month that is shown */
	struct text holiday; /* unknown: none */
	struct calendar_entry *entries;
	size_t entries_n;
};

enum { CALENDAR_WEEK = 7 };

struct calendar_week {
	int number; /* ISO 8601 */
	struct calendar_day days[CALENDAR_WEEK];
};

struct calendar_page {
	struct frame frame;
	struct text month, title; /* "2026-03", "Marts 2026" */
	struct url previous, next, today;
	struct choice *organizations;
	size_t organizations_n;
	struct calendar_week *weeks;
	size_t weeks_n;
	struct calendar_entry *entries; /* all of the month */
	size_t entries_n;
	struct url action;
	struct url make, make_series; /* unknown: the visitor makes none */
};

/* A meeting that is planned, as everybody may know it. */
struct planned_page {
	struct frame frame;
	struct meeting_head head;
	struct text ending; /* "17.00" */
	struct url link;    /* unknown: none that the visitor may follow */
	struct date sending; /* its agenda is sent by then; unknown when that has passed */
	bool cancelled, link_is_public;
	struct meeting_entry previous, next; /* row.id 0: none */
	struct url desk;    /* unknown: the visitor is not of its staff */
};

/* What is typed of a meeting's time and place. */
struct plan_fields {
	struct text day, from, to, location, link, remark;
	bool link_is_public, announced;
};

struct plan_page {
	struct frame frame;
	struct text problem;
	struct choice *organizations; /* of a new one */
	size_t organizations_n;
	struct text organization;     /* of one that is there */
	struct plan_fields fields;
	int64_t changes;
	bool is_new, in_series, cancelled, removable;
	struct url action, meeting, series;
};

/* A day that a rule gives. */
struct series_day {
	struct text value;   /* "2026-03-03" */
	struct text words;   /* "Tirsdag 3. marts 2026" */
	struct text holiday; /* unknown: none */
	struct text clashes; /* "Anne Holm (Børneudvalget kl. 15.00)"; unknown: none */
	bool chosen;
};

struct series_page {
	struct frame frame;
	struct text problem;
	struct choice *organizations, *weekdays, *rules, *months;
	size_t organizations_n, weekdays_n, rules_n, months_n;
	struct text from_day, to_day;
	struct plan_fields fields;
	struct series_day *days; /* to choose from; none while the rule is being made */
	size_t days_n;
	struct url action;
};

struct routine_page {
	struct frame frame;
	struct text problem, organization;
	int64_t drafts, approvals, minutes;
	bool constitution_day, christmas_eve, new_years_eve;
	struct text location;
	struct url action, calendar;
};

/* One step of a meeting's life. */
struct step_entry {
	struct text name;
	bool done, now;
};

struct deadline_entry {
	struct text name;
	struct date day;
	int64_t left;     /* working days, today among them */
	bool late;
};

/* A meeting at the desk. */
struct agenda_page {
	struct frame frame;
	struct text problem;
	struct plan_row facts;
	struct text when, location;
	struct url link;
	bool is_clerk, cancelled, hidden;
	struct step_entry *steps;
	size_t steps_n;
	struct deadline_entry *deadlines;
	size_t deadlines_n;
	struct text *clashes;
	size_t clashes_n;
	struct url plan, routine, shown; /* shown: as everybody sees it; unknown: nobody does yet */
};

struct journal_line {
	struct journal_line_row row;
	struct moment at;
};

struct journal_page {
	struct frame frame;
	struct choice *viewers, *nouns;
	size_t viewers_n, nouns_n;
	struct text from, to;
	struct journal_line *lines;
	size_t lines_n;
	struct pager pager;
	struct url action, csv;
};

/* --- Who says who sits where --- */

/* What is missing in a committee. */
struct govern_remark {
	struct text organization, what;
	struct url url;
};

struct govern_page {
	struct frame frame;
	struct govern_remark *remarks;
	size_t remarks_n;
	struct url organizations, persons;
	struct url departments, bodies, accounts, terms; /* unknown: not for this visitor */
};

struct govern_bodies_page {
	struct frame frame;
	struct text problem, name; /* of a new one that was refused */
	struct body_row *rows;
	size_t rows_n;
	struct url action;
};

struct department_entry {
	struct department_row row;
	struct url url;
};

struct govern_departments_page {
	struct frame frame;
	struct text problem, name;
	struct department_entry *entries;
	size_t entries_n;
	struct choice *bodies;
	size_t bodies_n;
	struct url action;
};

struct govern_department_page {
	struct frame frame;
	struct text problem;
	struct department_row row;
	struct url action;
};

struct govern_organization_entry {
	struct organization_desk_row row;
	struct text kind, remark; /* unknown: nobody has said; nothing is missing */
	bool ended;
	struct url url;
};

struct govern_organizations_page {
	struct frame frame;
	struct text problem, name;
	struct govern_organization_entry *entries;
	size_t entries_n;
	bool may_add;
	struct choice *bodies;
	size_t bodies_n;
	struct url action;
};

/* What a form about a membership was sent back with, or begins with. */
struct membership_form {
	struct text name, party, from, to;
	bool is_new;
	struct choice *roles, *substitute_for;
	size_t roles_n, substitute_for_n;
};

struct govern_organization_page {
	struct frame frame;
	struct text problem;
	struct organization_row row;
	bool ended, administers; /* the visitor may name and end it */
	struct charter_view charter;
	struct charter_entry *versions;
	size_t versions_n;
	struct seating seating;
	struct text *remarks;
	size_t remarks_n;
	struct membership_form form;
	struct text *persons; /* names to choose from */
	size_t persons_n;
	struct organization_name_row *names;
	size_t names_n;
	struct text today;
	struct url action, url, charter_url;
};

struct govern_charter_page {
	struct frame frame;
	struct text problem;
	struct organization_row row;
	struct charter facts; /* as the form begins, or was sent back */
	struct text from, seats, quorum, notice, tag;
	struct choice *kinds;
	size_t kinds_n;
	struct charter_changes now; /* known: what the form would change of what somebody else has saved meanwhile */
	struct url action, back;
};

struct govern_membership_page {
	struct frame frame;
	struct text problem;
	struct membership_entry entry;
	struct membership_form form; /* of either form */
	struct text today;
	struct url action, back;
};

struct person_desk_entry {
	struct person_desk_row row;
	struct url url;
};

struct govern_persons_page {
	struct frame frame;
	struct text problem, words, name;
	struct person_desk_entry *entries;
	size_t entries_n;
	struct pager pager;
	bool administers;
	struct choice *bodies;
	size_t bodies_n;
	struct url action;
};

struct govern_person_page {
	struct frame frame;
	struct text problem;
	struct person_row row;
	bool administers;
	struct membership_entry *memberships;
	size_t memberships_n;
	struct person_name_row *names;
	size_t names_n;
	struct url action, url;
};

/* An election period among all. */
struct term_entry {
	struct term_row row;
	struct url url;
};

struct terms_page {
	struct frame frame;
	struct text problem, from, to;
	struct term_entry *entries;
	size_t entries_n;
	struct choice *bodies;
	size_t bodies_n;
	struct url action;
};

/* A committee of a term that is prepared. */
struct term_committee_entry {
	struct text name, present, fate, planned; /* names in a row; unknown: nobody has looked at it */
	struct url url;
};

struct term_page {
	struct frame frame;
	struct text problem, from, to;
	struct term_row row;
	struct term_committee_entry *entries;
	size_t entries_n, decided_n;
	struct url action, preview;
};

/* Somebody who sits there, and may go on. */
struct term_member {
	struct membership_row row;
	struct text role;
	bool goes_on;
	struct choice *roles; /* with the number of the membership */
	size_t roles_n;
};

struct term_organization_page {
	struct frame frame;
	struct text problem;
	struct term_row row;
	struct organization_row organization;
	struct term_member *members;
	size_t members_n;
	struct membership_entry *entered; /* in the term, by hand */
	size_t entered_n;
	bool elected, kept, ended;
	struct text lines, tag;
	struct text now; /* known: somebody else has planned this meanwhile, and these seats */
	struct lineup_seat *now_lines;
	size_t now_lines_n;
	int64_t places, order, of; /* the third of twelve */
	struct text next;   /* committee; unknown: it is the last */
	struct url action;
};

/* What would happen to a committee. */
struct term_coming_view {
	struct text name, detail;
	bool goes_on, is_new;
};

struct term_step_view {
	struct text name, fate, problem, remark;
	struct term_coming_view *coming;
	size_t coming_n;
	struct text leaving; /* names in a row; unknown: nobody */
	int64_t ending_n;
	struct url url;
};

struct term_preview_page {
	struct frame frame;
	struct text problem, tag;
	struct term_row row;
	struct date last; /* day of what ends */
	struct term_step_view *steps;
	size_t steps_n;
	bool possible;
	int64_t ending_n, coming_n, new_n;
	struct url action, term;
};

/* A mail (jobs/letter.c). */
struct letter_page {
	struct text title, greeting, what, deed, why, site;
	struct text lasts; /* unknown: the link always works */
	struct url link, home; /* in full */
};

struct forgotten_page {
	struct frame frame;
	struct text problem, email;
	bool taken; /* an answer that is the same whoever asked */
	int64_t hours;
	struct url action, login;
};

struct accessibility_page {
	struct frame frame;
	struct text contact; /* unknown: none was given */
	struct url contact_url;
};

struct problem_page {
	struct frame frame;
	int status;
	struct text title, sentence;
	struct text *details; /* of a form's fields */
	size_t details_n;
};

#endif
