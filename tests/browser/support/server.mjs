// The real program, started on a data directory of its own.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const top = resolve(fileURLToPath(import.meta.url), '../../../..');
export const binary = process.env.CLAUSEBOOK ?? join(top, 'build/dev/clausebook');
const environment = { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };

/** Runs a command to its end: {code, out, err}. */
export function command(...words) {
  return new Promise((done) => {
    execFile(binary, words, { env: environment, maxBuffer: 1 << 26 }, (problem, out, err) =>
      done({ code: problem ? problem.code : 0, out, err }));
  });
}

/** An empty directory; `dispose` removes it with all that is in it. */
export async function passing_directory() {
  const path = await mkdtemp(join(tmpdir(), 'clausebook-browser-'));
  const keys = `${path}.keys`; // of a directory that was signed for
  const remove = (one) => rm(one, { recursive: true, force: true });
  return { path, dispose: () => Promise.all([remove(path), remove(keys)]) };
}

/** One server process at a time on one data directory; started again, it answers on the same port. */
export class Server {
  #process = null;
  #ended = null;
  url = '';
  port = 0;
  setup = ''; // the one-time set-up link, "" when it is set up

  constructor(data) {
    this.data = data;
  }

  async start() {
    const child = spawn(binary, ['serve', '--data', this.data, '--port', String(this.port)], { env: environment });
    this.#process = child;
    this.#ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)));
    let complaint = '';
    child.stderr.on('data', (bytes) => (complaint += bytes));
    this.setup = '';
    await new Promise((ready, fail) => {
      child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${complaint}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = /http:\/\/[^/\s]+\/(\S*)/.exec(line);
        if (address?.[1].startsWith('setup/')) this.setup = `/${address[1]}`;
        else if (address) this.url = address[0].replace(/\/$/, '');
        else if (this.url) ready(); // the last line: where the data are
      });
    });
    this.port = Number(new URL(this.url).port);
    return this;
  }

  /** As Ctrl-C does; resolves to the exit code. */
  stop() {
    this.#process?.kill('SIGTERM');
    return this.#ended;
  }

  /** As a lost power cord does. */
  kill() {
    this.#process?.kill('SIGKILL');
    return this.#ended;
  }
}
