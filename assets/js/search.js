// Answers while somebody types: a list under the field in the bar, and the results of the search page itself. Without
// this file both are plain forms.

import { $, $$ } from './app.js';

const quiet_ms = 180;

/** Calls `ask(typed, signal)` when the typing pauses; an older question that is still under way is dropped. */
function while_typing(field, ask) {
  let pause = 0;
  let under_way = null;
  const drop = () => {
    clearTimeout(pause);
    under_way?.abort();
    under_way = null;
  };
  field.addEventListener('input', (event) => {
    drop();
    if (event.isComposing) return;
    pause = setTimeout(() => {
      under_way = new AbortController();
      ask(field.value.trim(), under_way.signal).catch((error) => {
        if (error.name !== 'AbortError') console.info(error.message); // the form still sends
      });
    }, quiet_ms);
  });
  return drop;
}

const made = (name, properties = {}, ...children) => {
  const node = document.createElement(name);
  Object.assign(node, properties);
  node.append(...children);
  return node;
};

/** A text with its hits, never as markup. */
const with_marks = (parts) => parts.map((part) => (part.hit ? made('mark', {}, part.text) : part.text));

/* The field in the bar: a combobox with a list of what can be gone to (WAI-ARIA, list autocomplete). */

class Finder {
  #field;
  #list;
  #said;
  #chosen = -1;
  #drop;

  constructor(form) {
    this.#field = $('input[type=search]', form);
    this.#list = $('[role=listbox]', form);
    this.#said = $('[role=status]', form);
    for (const [name, value] of [
      ['role', 'combobox'],
      ['aria-autocomplete', 'list'],
      ['aria-expanded', 'false'],
      ['aria-controls', this.#list.id],
    ])
      this.#field.setAttribute(name, value);
    this.#drop = while_typing(this.#field, (typed, signal) => this.#ask(typed, signal));
    this.#field.addEventListener('keydown', (event) => this.#take(event));
    this.#list.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
    this.#list.addEventListener('click', (event) => this.#go(event.target.closest('[role=option]')));
    form.addEventListener('focusout', (event) => form.contains(event.relatedTarget) || this.#close());
    form.addEventListener('submit', () => this.#drop());
  }

  get #options() {
    return $$('[role=option]', this.#list);
  }

  async #ask(typed, signal) {
    if (typed.length < 2) return this.#close();
    const query = new URLSearchParams({ q: typed, typing: '1' });
    const reply = await fetch(`/search?${query}`, { signal, headers: { Accept: 'application/json' } });
    if (!reply.ok) return this.#close(); // signed out, or too much at once: the form says so
    this.#show(await reply.json());
  }

  #show(found) {
    const groups = found.groups.map((group, place) => {
      const heading = made('div', { className: 'find-h', id: `find-h${place}` }, `${group.heading} · ${group.count}`);
      const box = made('div', { role: 'group' }, heading, ...group.lines.map((line) => this.#option(line)));
      box.setAttribute('aria-labelledby', heading.id);
      return box;
    });
    const all = this.#line(found.address, 'find-o find-all', found.groups.length ? this.#field.dataset.all : this.#field.dataset.nothing);
    this.#list.replaceChildren(...groups, all);
    this.#options.forEach((option, place) => (option.id = `find-o${place}`));
    this.#list.scrollTop = 0;
    this.#choose(-1);
    this.#list.hidden = false;
    this.#field.setAttribute('aria-expanded', 'true');
    this.#said.textContent = found.summary;
  }

  #line(href, className, ...children) {
    const option = made('div', { role: 'option', className }, ...children);
    option.setAttribute('aria-selected', 'false');
    option.dataset.href = href;
    return option;
  }

  #option(line) {
    const why = made('small', {}, [line.context, line.why].filter(Boolean).join(' · '));
    if (line.excerpt.length) why.append(': ', made('bdi', {}, ...with_marks(line.excerpt)));
    return this.#line(line.href, 'find-o', line.number && `${line.number} `, made('bdi', {}, ...with_marks(line.title)), why);
  }

  #choose(place) {
    const options = this.#options;
    this.#chosen = place;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === place)));
    const option = options[place];
    if (!option) return this.#field.removeAttribute('aria-activedescendant');
    this.#field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  #go(option) {
    if (!option) return;
    this.#close();
    location.assign(option.dataset.href);
  }

  #close() {
    this.#drop();
    this.#list.hidden = true;
    this.#field.setAttribute('aria-expanded', 'false');
    this.#field.removeAttribute('aria-activedescendant');
    this.#said.textContent = '';
    this.#chosen = -1;
  }

  /** Arrows move, Enter goes there, Escape closes; a second Escape leaves the field as everywhere (app.js). */
  #take(event) {
    if (event.isComposing || this.#list.hidden) return;
    const last = this.#options.length - 1;
    const moves = {
      ArrowDown: () => this.#choose(this.#chosen === last ? -1 : this.#chosen + 1),
      ArrowUp: () => this.#choose(this.#chosen === -1 ? last : this.#chosen - 1),
      Escape: () => this.#close(),
      Enter: () => this.#go(this.#options[this.#chosen]),
    };
    if (!moves[event.key] || (event.key === 'Enter' && this.#chosen === -1)) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  }
}

const bar = $('form.find');
if (bar) new Finder(bar);

/* The page of results: the server's own page, taken anew. */

/** A page of ours as a document, so that no markup is ever made from a text. */
function document_at(address, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    signal.addEventListener('abort', () => request.abort());
    request.open('GET', address);
    request.responseType = 'document';
    request.onload = () => resolve(request.status === 200 && request.responseURL.includes('/search') ? request.response : null);
    request.onerror = () => reject(new Error('no answer'));
    request.onabort = () => reject(new DOMException('dropped', 'AbortError'));
    request.send();
  });
}

const page_field = $('.find-form input[type=search]');
if (page_field) {
  const form = page_field.form;
  page_field.setSelectionRange?.(page_field.value.length, page_field.value.length);
  while_typing(page_field, async (typed, signal) => {
    const kind = form.elements.kind?.value;
    const address = `/search?${new URLSearchParams({ q: typed, ...(kind && { kind }) })}`;
    const fresh = $('#found', (await document_at(address, signal)) ?? document.implementation.createHTMLDocument());
    if (!fresh) return;
    history.replaceState(null, '', address);
    const said = $('#found-count'); // stays, so that what it says is read out
    const children = [...fresh.childNodes].map((node) => document.importNode(node, true));
    const place = children.findIndex((node) => node.id === 'found-count');
    said.textContent = children[place].textContent;
    while (said.previousSibling) said.previousSibling.remove();
    while (said.nextSibling) said.nextSibling.remove();
    said.before(...children.slice(0, place));
    said.after(...children.slice(place + 1));
  });
}
