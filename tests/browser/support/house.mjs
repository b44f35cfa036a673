// An organization with people, sites and criteria, and audits made by requests: what a test begins with.

import assert from 'node:assert/strict';
import { Server, command, passing_directory } from './server.mjs';
import { Visitor } from './visitor.mjs';

const people = [
  { login: 'selin', name: 'Selin Demir', roles: 'LA,AU', function: 'Lead auditor' },
  { login: 'can', name: 'Can Öz', roles: 'AU', function: 'Auditor' },
  { login: 'spare', name: 'Nur Tan', roles: 'TM', function: 'Director' },
  { login: 'deniz', name: 'Deniz Ak', roles: 'AE', function: 'Head of complaints' },
];

const ahead = 3 * 3_600_000; // of UTC, in Istanbul, in summer too

/** A day so many days from now where the house is, as date fields have it. */
export const day = (from_now = 0) => new Date(Date.now() + ahead + from_now * 86_400_000).toISOString().slice(0, 10);

export class House {
  /** Set up, with people who can sign in, and nothing else: {server, elif, selin, can, deniz, spare_link}. */
  static async furnished() {
    const directory = await passing_directory();
    const house = new House();
    house.dispose = async () => {
      await house.server.stop();
      await directory.dispose();
    };
    house.server = await new Server(`${directory.path}/data`).start();
    house.elif = new Visitor(house.server);
    await house.elif.set_up();
    await house.server.stop(); // the command line takes the data directory for itself
    const links = {};
    for (const person of people) {
      const made = await command('user', 'add', person.name, '--login', person.login, '--roles', person.roles,
        '--function', person.function, '--data', house.server.data);
      assert.equal(made.code, 0, made.err);
      links[person.login] = /\/welcome\/\w+/.exec(made.out)[0];
    }
    await house.server.start();
    house.spare_link = links.spare.split('/').pop(); // nobody has used it
    for (const { login } of people) {
      if (login === 'spare') continue;
      house[login] = new Visitor(house.server);
      await house[login].choose_password(links[login]);
      await house[login].sign_in(login);
    }
    await house.describe();
    await house.equip();
    return house;
  }

  /** Says what the organization claims, and against what it is audited. */
  async describe(texts = {}) {
    const { elif } = this;
    await elif.post('/organization', {
      version: await this.version('/organization/edit'),
      legal_name: 'Anadolu Perakende A.Ş.', trade_names: 'Anadolu', address: 'Istanbul',
      representative_name: 'Elif Kaya', representative_role: 'Quality manager', representative_contact: 'elif@example.com',
      scope_statement: 'All complaints about purchases in shops and online', scope_exclusions: 'None',
      channels: 'Telephone\nE-mail\nShop', claim_profile: 'SELF', scheme_name: '',
      confidentiality_statement: 'What the audit reads stays with the team.',
      language: 'en', time_zone: 'Europe/Istanbul', audit_guidance_edition: '2018', evidence_limit: '1024', ...texts,
    });
    const criterion = { version: 0, active: '1' };
    await elif.post('/criteria', { ...criterion, type: 'GUIDANCE', reference: 'ISO 10002:2018', title: 'Guidance', edition: '2018' });
    await elif.post('/criteria', { ...criterion, type: 'OWN', reference: 'SOP-CH-04', title: 'Complaints procedure', edition: 'Rev. 3' });
  }

  /** Names the certification body and writes an application that nothing is missing in. */
  async write_application() {
    const { elif } = this;
    await elif.post('/certification/body', {
      version: await this.version('/certification/body'), name: 'Marmara Belgelendirme', scheme: 'MB-10002, version 3',
      accreditation: 'UNKNOWN', accreditation_body: '', contact: 'Nermin Soylu',
    });
    const said = Object.fromEntries(['languages', 'shifts', 'outsourced', 'legal_duties', 'remote', 'other_certificates',
      'previous_certificate', 'consultant', 'declared_by', 'declared_role'].map((name) => [name, `As told: ${name}`]));
    await elif.post('/certification/application', {
      version: await this.version('/certification/application'), ...said, complaint_volume: '3120', wished_stage1: day(60),
      wished_stage2: day(120), declared_on: day(-1), remarks: '',
    });
  }

  /** Says what the site does and what shows that people can audit. */
  async equip() {
    const { elif } = this;
    await elif.post('/sites/S-01', {
      version: await this.version('/sites/S-01'), name: 'Head office', address: 'Istanbul', activities: 'Complaints desk', headcount: '40', active: '1',
    });
    for (const [index, person] of people.entries()) {
      if (!/LA|AU/.test(person.roles)) continue;
      const address = `/people/P-000${index + 2}`; // after the one who set it up
      await elif.post(address, {
        version: await this.version(`${address}/edit`), name: person.name, function: person.function, organization: '', email: '',
        roles: person.roles.split(','), active: '1', owns: '', competence: 'Auditor course of 2024',
      });
    }
  }

  /** The version a form is based on. */
  async version(path, person = this.elif) {
    const page = await (await person.request(path)).text();
    return /name="version" value="(\d+)"/.exec(page)?.[1];
  }

  /** Plans an audit led by Selin with Can in the team; returns its address. */
  async plan_audit(fields = {}) {
    const form = await this.elif.view('/audits/new');
    const choice = (list, name) => list.find((each) => each.label.includes(name))?.value;
    return this.elif.post('/audits/new', {
      version: 0, title: 'Complaints handling this year', objectives: 'See whether complaints are handled as promised',
      scope: 'Head office and the complaints desk', risk_basis: 'Two new shops', starts_on: day(), ends_on: day(3),
      period_from: day(-200), period_to: day(-1), sites: form.site_choices.map((site) => site.value),
      criteria: form.criterion_choices.map((criterion) => criterion.value), chapters: ['7'], clauses: ['8.1'],
      methods: ['interview', 'document'], auditor_days: '2', language: 'en',
      lead: choice(form.leads, 'Selin'), team: choice(form.people, 'Can'), ...fields,
    });
  }

  /** Writes what the plan of an audit says beside its frame, and takes the timetable that is proposed. */
  async write_plan(address, { timetable = true } = {}) {
    const { selin } = this;
    const write = (sheet, fields) => selin.post(`${address}/records/${sheet}/one`, {
      version: 0, ...Object.fromEntries(Object.entries(fields).map(([name, text]) => [`s_${name}`, text])),
    });
    await write('basis', { programme_ref: 'Audit programme of the year' });
    await write('sampling', { population: 'All complaints of the period', method: 'JUDGEMENT', size_rule: 'By risk', size: '25' });
    await write('logistics', { documents_needed: 'Procedure\nList of complaints' });
    if (timetable) await selin.post(`${address}/plan/timetable`);
  }

  /** Takes a planned audit to the day on which it begins, the opening meeting held. */
  async begin_fieldwork(address) {
    const { selin, can, elif } = this;
    const form = await elif.view(`${address}/team`);
    const keys = Object.fromEntries(form.people.map((person) => [person.name, person.field.replace(/^[a-z]+[_-]/, '')]));
    await selin.post(`${address}/independence`, { person: keys['Selin Demir'] });
    await can.post(`${address}/independence`, { person: keys['Can Öz'] });
    const to = async (state) => selin.post(`${address}/step`, { version: await this.version(address, selin), to: state });
    await to('PREPARING');
    await this.write_plan(address);
    await selin.post(`${address}/plan/issue`, { version: await this.version(address, selin) });
    await elif.post(`${address}/plan/accept`, { version: await this.version(`${address}/plan`) });
    await to('READY');
    await selin.post(`${address}/meetings/opening`, {
      version: 0, held_on: day(), people: [keys['Selin Demir'], keys['Can Öz']], note: 'All were there.',
    });
    await to('IN_PROGRESS');
    this.keys = keys;
  }

  /** Drafts a finding of a clause, written out; returns its address. `raise` gives it its number. */
  async draft_finding(address, fields = {}) {
    const finding = await this.selin.post(`${address}/findings`, { grade: 'MINOR', clause: '7.4', ...fields });
    const criterion = (await this.elif.view('/audits/new')).criterion_choices[0].value;
    const contact = (await this.selin.view(finding)).auditee_contact.options[0].key;
    await this.selin.post(finding, {
      version: await this.version(finding, this.selin), criterion, criterion_section: '4.2', auditee_contact: contact,
      requirement: 'Each complaint is acknowledged within a day.', objective_evidence: '9 of 25 files were later.',
      statement: 'Complaints are not acknowledged in time.', process: 'Complaints desk',
      grade_reason: 'It happens every week.', ...fields,
    });
    return finding;
  }

  /** Raises a drafted finding; returns the address it has from then on. */
  async raise_finding(finding) {
    return this.selin.post(`${finding}/raise`, { version: await this.version(finding, this.selin) });
  }
}
