// Somebody who uses the pages by requests alone: for what has to be there before a test begins.

import assert from 'node:assert/strict';

const password = 'a long enough password';

export class Visitor {
  #cookies = new Map();

  constructor(server) {
    this.server = server;
  }

  get session() {
    return this.#cookies.get(`clausebook-${this.server.port}`);
  }

  async request(path, { method = 'GET', headers = {}, body } = {}) {
    const reply = await fetch(this.server.url + path, {
      method,
      body,
      redirect: 'manual',
      headers: {
        'Origin': this.server.url,
        'Connection': 'close', // a kept one may end at the server just when it is used again
        'Cookie': [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
    });
    // Debian's Node.js has no getSetCookie(): it joins the cookies by commas, which ours do not hold.
    for (const [, name, value] of (reply.headers.get('set-cookie') ?? '').matchAll(/(?:^|, )([^=;, ]+)=([^;]*)/g))
      this.#cookies.set(name, value);
    return reply;
  }

  /** The view of a page as JSON. */
  async view(path) {
    const reply = await this.request(path, { headers: { Accept: 'application/json' } });
    assert.equal(reply.status, 200, `GET ${path}`);
    return reply.json();
  }

  /** The token that forms of this session carry. */
  async token() {
    const page = await (await this.request('/account')).text();
    return /name="form-token" content="([^"]*)"/.exec(page)?.[1] ?? '';
  }

  /** Sends a form and expects to be sent on; returns where to. Values may be lists. */
  async post(path, fields = {}) {
    const body = new URLSearchParams({ token: await this.token() });
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    const reply = await this.request(path, { method: 'POST', body });
    if (reply.status !== 303) {
      const page = await reply.text();
      const problems = [...page.matchAll(/<li>(.*?)<\/li>/gs)].map((match) => match[1].replace(/<[^>]*>/g, '')).join(' | ');
      assert.equal(reply.status, 303, `POST ${path}: ${reply.status}: ${String(body).slice(0, 400)} ${/class="[^"]*problems[\s\S]{0,1500}/.exec(page)?.[0] ?? problems}`);
    }
    return reply.headers.get('location');
  }

  /** Saves a record quietly, as scripts do; returns the answer. */
  async patch(path, version, fields) {
    const reply = await this.request(path, {
      method: 'PATCH',
      body: new URLSearchParams(fields),
      headers: {
        'Accept': 'application/json',
        'If-Match': `"${version}"`,
        'Idempotency-Key': crypto.randomUUID().replaceAll('-', ''),
        'X-Form-Token': await this.token(),
      },
    });
    assert.equal(reply.status, 200, `PATCH ${path}: ${reply.status}`);
    return reply.json();
  }

  /** Hands in one file, hung on a target; returns the answer. */
  async upload(name, bytes, link) {
    const query = new URLSearchParams({ name, ...(link && { link }) });
    const reply = await this.request(`/evidence/files?${query}`, {
      method: 'PUT',
      body: bytes,
      headers: {
        'Accept': 'application/json',
        'Content-Type': 'application/octet-stream',
        'Idempotency-Key': crypto.randomUUID().replaceAll('-', ''),
        'X-Form-Token': await this.token(),
      },
    });
    assert.equal(reply.status, 201, `PUT ${name}: ${reply.status} ${await reply.clone().text()}`);
    return reply.json();
  }

  /** Chooses a sound checklist to be looked at; returns the part of its preview's address. */
  async preview_checklist(text, name = 'own.xml') {
    const body = new FormData();
    body.append('token', await this.token());
    body.append('file', new Blob([text], { type: 'text/xml' }), name);
    const reply = await this.request('/checklists/import', { method: 'POST', body });
    assert.equal(reply.status, 303, `checklist: ${reply.status}`);
    return /import\/(\w+)/.exec(reply.headers.get('location'))[1];
  }

  /** Brings a checklist in; returns its key. */
  async import_checklist(text) {
    return (await this.post(`/checklists/import/${await this.preview_checklist(text)}`, { name: 'own.xml' })).split('/').pop();
  }

  async set_up(fields = {}) {
    const answers = {
      legal_name: 'Anadolu Perakende A.Ş.', address: 'Istanbul', language: 'en', time_zone: 'Europe/Istanbul', edition: '2018',
      site_name: 'Head office', site_address: 'Istanbul', person_name: 'Elif Kaya', person_function: 'Quality manager',
      login: 'elif', ...fields,
    };
    const body = new URLSearchParams({
      ...answers, key: this.server.setup.replace('/setup/', ''), password, password_again: password,
    });
    const reply = await this.request('/setup', { method: 'POST', body });
    assert.equal(reply.status, 303, `set-up: ${reply.status} ${(await reply.text()).slice(0, 3000)}`);
  }

  async choose_password(link) {
    await this.post(link, { password, password_again: password });
  }

  async sign_in(login, with_password = password) {
    const body = new URLSearchParams({ login, password: with_password });
    const reply = await this.request('/sign-in', { method: 'POST', body });
    assert.equal(reply.status, 303, `sign-in of ${login}: ${reply.status}`);
    return this;
  }

  speak(language) {
    return this.post('/account/language', { language, back: '/account' });
  }
}

export { password };
