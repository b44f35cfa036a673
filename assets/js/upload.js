// Sends evidence files, with progress, and again by itself after a lost connection. Used by the pages of evidence and by
// the audit page.

import { $, renew_token, token } from './app.js';
import { new_key } from './keys.js';

const reader = $('meta[name=person]')?.content ?? '';

/** What ended an upload for good: `status` of the answer and the `sentence` it came with; status 0 when cancelled. */
export class UploadError extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
    this.sentence = sentence;
  }
}

const waits_s = [2, 4, 8, 15, 30]; // then every 30 s

const pause = (seconds, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });

/** One attempt. `parcel` is {method, address, body, size}; the body is made anew each time, with the token of that moment. */
function send(parcel, key, { onprogress, signal }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch tells nothing about the way up
    const stop = () => request.abort();
    const end = () => {
      signal?.removeEventListener('abort', stop);
      resolve(request);
    };
    request.open(parcel.method, parcel.address);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-Form-Token', token());
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = (event) => onprogress?.({ state: 'sending', sent: event.loaded, total: parcel.size });
    request.upload.onload = () => onprogress?.({ state: 'checking', sent: parcel.size, total: parcel.size });
    request.onloadend = end;
    signal?.addEventListener('abort', stop);
    request.send(parcel.body(key));
  });
}

const sentence_of = (answer) =>
  answer?.sentence || (answer?.problems ?? []).map((problem) => problem.sentence).join(' ') || '';

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Sends until it succeeds, is refused or is cancelled; the server makes one thing of all attempts. After a new sign-in it
 * is sent again only as who reads this page: nobody hands in what another chose.
 */
async function deliver(parcel, { onprogress, signal }) {
  const key = new_key();
  for (let attempt = 0; ; ++attempt) {
    if (signal?.aborted) throw new UploadError(0, '');
    const request = await send(parcel, key, { onprogress, signal });
    if (signal?.aborted) throw new UploadError(0, '');
    const answer = parsed(request.responseText);
    if ([200, 201].includes(request.status) && answer) return answer;
    const signed_out = request.status === 401 || request.status === 403; // after a new sign-in the token is another
    if (signed_out) await renew_token(reader);
    const again = signed_out || [0, 408, 429].includes(request.status) || (request.status >= 500 && request.status !== 507);
    if (!again) throw new UploadError(request.status, sentence_of(answer));
    const seconds = waits_s[Math.min(attempt, waits_s.length - 1)];
    onprogress?.({ state: signed_out ? 'signin' : 'retrying', sent: 0, total: parcel.size, seconds });
    await pause(seconds, signal);
  }
}

/**
 * Registers a file as evidence and returns {number, url, title, name, bytes, version, already}. `already` names records
 * that hold the same content. Options:
 *
 * - `link`: what to link it to at once, e.g. "answer:IA-2026-01/all/7.4-Q2"; `locator` is the place in it;
 * - `version_of`: the number of a record it becomes a new version of;
 * - `name`: instead of the file's own, e.g. for a pasted picture;
 * - `onprogress({state, sent, total, seconds})`: state is sending, checking, retrying (in `seconds`) or signin;
 * - `signal`: an AbortSignal that cancels.
 *
 * A lost connection, 401, 403, 408, 429 and 5xx are tried again until they succeed or the signal cancels. Anything else
 * throws UploadError.
 */
export function upload(file, options = {}) {
  const query = new URLSearchParams({ name: options.name ?? file.name ?? '' });
  for (const name of ['link', 'locator', 'version_of']) if (options[name]) query.set(name, options[name]);
  return deliver({ method: 'PUT', address: `/evidence/files?${query}`, body: () => file, size: file.size }, options);
}

/** The same for files that make one new version of a record together. */
export function upload_version(number, files, options = {}) {
  if (files.length === 1) return upload(files[0], { ...options, version_of: number });
  const body = (key) => {
    const form = new FormData();
    form.set('token', token());
    form.set('retry_key', key);
    for (const file of files) form.append('file', file);
    return form;
  };
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return deliver({ method: 'POST', address: `/evidence/${number}/versions`, body, size }, options);
}

/** Sends a small form the same way: until it is taken, refused or cancelled. */
export function send_fields(address, fields, options = {}) {
  const body = () => new URLSearchParams({ ...fields, token: token() });
  return deliver({ method: 'POST', address, body, size: 0 }, options);
}

/** Files of a drop or a paste; an image without a name of its own is given one. */
export function files_of(transfer, image_name) {
  return [...(transfer?.files ?? [])].map((file) => {
    const unnamed = /^image\.\w+$/.test(file.name) || !file.name;
    if (!unnamed || !file.type.startsWith('image/')) return file;
    const now = new Date(); // the name says the hour of the one who pasted
    const at = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
    return new File([file], `${image_name} ${at}.${file.type.slice(6)}`, { type: file.type });
  });
}

/** Asks the server to keep `kept` and take the record that was just made away. */
export async function use_instead(number, kept) {
  const body = new URLSearchParams({ token: token(), kept });
  const reply = await fetch(`/evidence/${number}/instead`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body,
  });
  if (!reply.ok) throw new UploadError(reply.status, sentence_of(await reply.json().catch(() => null)));
  return reply.json();
}
