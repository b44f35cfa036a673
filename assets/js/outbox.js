// A write-ahead outbox in IndexedDB: every edit is stored in the browser first and then sent, in order. What was typed
// survives a lost server, a reload and a new sign-in. IndexedDB works on plain http too, where service workers, Web
// Locks and crypto.randomUUID are absent; therefore two tabs may send the same edit, and the server tells them apart
// by the Idempotency-Key.
//
// An edit that was sent once may be with the server even if no reply came: it keeps its key, and what is typed on
// becomes a second edit that waits for the first.

import { renew_token } from './app.js';
import { new_key } from './keys.js';

const database_name = 'clausebook-outbox';
const versions_name = 'clausebook-saved'; // of this tab: outlives a page, not the tab
const first_retry_ms = 2000;
const last_retry_ms = 30000;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opening;
function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(database_name, 1);
    request.onupgradeneeded = () => {
      const edits = request.result.createObjectStore('edits', { keyPath: 'sequence', autoIncrement: true });
      edits.createIndex('address', 'address');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

function versions_saved() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(versions_name) ?? '[]'));
  } catch {
    return new Map(); // a browser that keeps nothing
  }
}

function remember_versions(versions) {
  try {
    sessionStorage.setItem(versions_name, JSON.stringify([...versions]));
  } catch {
    // the next page shows what the server sent
  }
}

const edits = async (mode) => (await database()).transaction('edits', mode).objectStore('edits');

/**
 * The edits of one person that wait to be sent. Events:
 *
 * - `state` {state, waiting}: saving, saved, offline, error, signin, conflict, refused, or blocked (the browser keeps
 *   nothing);
 * - `saved` {address, fields, body}: the server has it; `body` is its answer, with the new version;
 * - `conflict` {edit, theirs}: somebody saved a newer version (412); the edit waits for resolve();
 * - `refused` {edit, status, body}: the server says no; the edit waits for resolve(), or for more to be typed. Its `why`
 *   is the sentence of the refusal.
 */
export class Outbox extends EventTarget {
  #owner;
  #token;
  #timer = 0;
  #delay = 0;
  #running = null;
  #versions = versions_saved(); // of what this page and the one before it have saved, by address

  /** `owner` is the signed-in person: nobody sends what another person typed in the same browser. */
  constructor({ owner, token }) {
    super();
    this.#owner = owner;
    this.#token = token;
    addEventListener('online', () => this.flush());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.flush();
    });
  }

  /** The edits of this person that wait, at any address, oldest first. */
  waiting() {
    return this.#own();
  }

  /** Those of them to one address. */
  async at(address) {
    return (await this.#own()).filter((edit) => edit.address === address);
  }

  /**
   * Stores a change of fields to the thing at `address`, based on its `version`, and sends it after `wait_ms` of rest
   * by `method`, as a form. Edits to one thing that were not sent yet are merged, so that forty keystrokes make one
   * request.
   */
  async put(address, version, fields, wait_ms = 1200, method = 'PATCH') {
    this.#say('saving', 1); // before the first await: never show "saved" for what is not
    try {
      const store = await edits('readwrite');
      const waiting = (await done(store.index('address').getAll(address))).filter((edit) => edit.owner === this.#owner);
      const last = waiting.at(-1);
      const open = last?.held || !last?.tried ? last : null; // what is held did not change anything there
      // What is typed on while a conflict is shown belongs to the text that waits for the choice.
      const edit = open
        ? { ...open, fields: { ...open.fields, ...fields }, held: open.held === 'conflict' && open.held, tried: false }
        : { owner: this.#owner, address, version: this.#newest(address, version), fields, method };
      await done(store.put({ ...edit, key: new_key(), typed_at: Date.now() }));
    } catch (problem) {
      this.#say('blocked', 1);
      throw problem;
    }
    this.#later(wait_ms);
  }

  /** Sends everything that waits now. */
  flush() {
    clearTimeout(this.#timer);
    this.#running ??= this.#send_all()
      .catch(() => this.#say('blocked', 1)) // the storage alone fails there
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /**
   * Ends a conflict or a refusal: drops the edit (`choice` null) or sends fields on top of `version`: those of `choice`, or
   * what `choice(fields)` makes of what is stored by now, null to drop it.
   */
  async resolve(sequence, version, choice) {
    const store = await edits('readwrite');
    const edit = await done(store.get(sequence));
    if (!edit) return;
    const fields = typeof choice === 'function' ? choice(edit.fields) : choice;
    if (fields) await done(store.put({ ...edit, fields, version, held: false, tried: false, key: new_key() }));
    else await done(store.delete(sequence));
    this.#later(0);
  }

  /**
   * True when the page before this one saved what this one does not know: it was on its way here already. `version_at`
   * gives the version of an address that stands on the page. To be asked once, when the page begins.
   */
  is_ahead_of(version_at) {
    remember_versions([]);
    return [...this.#versions].some(([address, version]) => version_at(address) < version);
  }

  /** Puts back an edit that was dropped; it waits as it did. */
  async put_back(edit) {
    await done((await edits('readwrite')).put(edit));
  }

  /** Sends again what waits for a decision, so that a page that was loaded anew asks for it. */
  async release() {
    const store = await edits('readwrite'); // read and written at once: a key may be pressed meanwhile
    for (const edit of await done(store.getAll()))
      if (edit.owner === this.#owner && edit.held) await done(store.put({ ...edit, held: false, tried: false }));
  }

  async #own() {
    const all = await done((await edits('readonly')).getAll());
    return all.filter((edit) => edit.owner === this.#owner);
  }

  #newest(address, version) {
    return Math.max(version, this.#versions.get(address) ?? 0);
  }

  #say(state, waiting) {
    this.dispatchEvent(new CustomEvent('state', { detail: { state, waiting } }));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #later(wait_ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), wait_ms);
  }

  async #send_all() {
    for (;;) {
      const own = await this.#own();
      const edit = own.find((candidate) => !candidate.held);
      if (!edit) {
        this.#delay = 0;
        const state = own.some((candidate) => candidate.held === 'conflict') ? 'conflict' : 'refused';
        this.#say(own.length ? state : 'saved', own.length);
        return;
      }
      const sent = await this.#mark_tried(edit);
      if (!sent) continue; // it has just changed
      let reply = await this.#send(sent);
      if (reply?.status === 403 && (await renew_token(this.#owner))) reply = await this.#send(sent);
      if (!reply) return this.#retry('offline');
      if (reply.status === 401 || reply.status === 403) return this.#retry('signin');
      if ([408, 429].includes(reply.status) || reply.status >= 500) return this.#retry('error');
      const body = await reply.json().catch(() => ({}));
      if (reply.ok) await this.#acknowledge(sent, body);
      else await this.#hold(sent, reply.status, body);
    }
  }

  async #mark_tried(edit) {
    const store = await edits('readwrite');
    const now = await done(store.get(edit.sequence));
    if (!now || now.key !== edit.key || now.held) return null;
    if (!now.tried) await done(store.put({ ...now, tried: true }));
    return now;
  }

  /** The server's reply, or null when there was none. */
  #send(edit) {
    return fetch(edit.address, {
      method: edit.method,
      headers: {
        'Accept': 'application/json',
        'If-Match': `"${edit.version}"`,
        'Idempotency-Key': edit.key,
        'X-Form-Token': this.#token(),
      },
      body: new URLSearchParams({ ...edit.fields, token: this.#token() }),
      redirect: 'error',
    }).catch(() => null);
  }

  async #acknowledge(sent, body) {
    this.#versions.set(sent.address, this.#newest(sent.address, body.version));
    remember_versions(this.#versions);
    const store = await edits('readwrite');
    await done(store.delete(sent.sequence));
    // Typed on while it was under way: the newer text builds on what the server has now.
    for (const later of await this.#later_than(sent, store))
      if (later.version < body.version) await done(store.put({ ...later, version: body.version }));
    this.#tell('saved', { address: sent.address, fields: sent.fields, body });
  }

  async #hold(sent, status, body) {
    const store = await edits('readwrite');
    const edit = {
      ...((await done(store.get(sent.sequence))) ?? sent),
      held: status === 412 ? 'conflict' : 'refused',
      why: body.problems?.[0]?.sentence ?? body.sentence ?? '',
    };
    for (const later of await this.#later_than(sent, store)) {
      edit.fields = { ...edit.fields, ...later.fields };
      edit.key = later.key;
      await done(store.delete(later.sequence));
    }
    await done(store.put(edit));
    if (status === 412) this.#tell('conflict', { edit, theirs: body });
    else this.#tell('refused', { edit, status, body });
  }

  async #later_than(sent, store) {
    const all = await done(store.index('address').getAll(sent.address));
    return all.filter((edit) => edit.owner === this.#owner && edit.sequence > sent.sequence);
  }

  async #retry(state) {
    this.#delay = Math.min(last_retry_ms, this.#delay ? this.#delay * 2 : first_retry_ms);
    this.#say(state, (await this.waiting()).length);
    this.#later(this.#delay);
  }
}
