// What was typed into a plain form is not lost on its way. It is kept in this tab from the moment the form is sent until a
// page answers it; passwords and the session's token are not. A page that turns the form away (no session, no room on the
// disk) leads back to it, and it is filled in again. Where no answer came at all, its page offers what was sent; and so it
// does with what was typed into a form with data-asks and never sent, because somebody followed a link or reloaded.

import { $, $$, text, toast } from './app.js';
import { touched } from './fields.js';

const storage = 'forms';
const person = $('meta[name=person]')?.content ?? '';
const here = location.pathname + location.search;

/** {sent: the key of the last form that was sent, forms: {key: {page, action, person, fields, lost, left}}} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(storage)) ?? { forms: {} };
  } catch {
    return { forms: {} };
  }
}

function keep(all) {
  try {
    if (all.sent || Object.keys(all.forms).length) sessionStorage.setItem(storage, JSON.stringify(all));
    else sessionStorage.removeItem(storage);
  } catch {
    // Not kept; the page that refuses shows the texts.
  }
}

function drop(key) {
  const all = kept();
  delete all.forms[key];
  if (all.sent === key) delete all.sent;
  keep(all);
}

const action_of = (form) => form.getAttribute('action') ?? '';
const forms_with_texts = () => $$('main form[method=post]').filter((form) => action_of(form) !== '/sign-in');
const is_typed = (field) =>
  field.name && field.name !== 'token' && !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type)
  && field.matches('input, textarea, select');

const texts_of = (form) => [...new FormData(form)].filter(
  ([name, value]) => typeof value === 'string' && name !== 'token' && !name.includes('password'));
const page_of_forms = () => $('.lang')?.form.elements.back.value ?? here; // of a refused form: where it stood

let sending = false;

document.addEventListener('submit', ({ target: form, defaultPrevented }) => {
  if (defaultPrevented) return;
  sending = form.method === 'post';
  if (!forms_with_texts().includes(form)) return;
  const page = page_of_forms();
  const action = action_of(form);
  const all = kept();
  all.sent = `${page} ${action}`;
  const holds = [...form.elements].some((field) => is_typed(field) && (touched(field) || field.matches('textarea')));
  if (holds) all.forms[all.sent] = { page, action, person, fields: texts_of(form) };
  keep(all);
});

window.addEventListener('pageshow', () => { sending = false; });

window.addEventListener('pagehide', () => {
  if (sending) return;
  const all = kept();
  const page = page_of_forms();
  for (const form of $$('main form[data-asks]')) {
    if (![...form.elements].some((field) => is_typed(field) && touched(field))) continue;
    const action = action_of(form);
    all.forms[`${page} ${action}`] = { page, action, person, fields: texts_of(form), left: true };
  }
  keep(all);
});

/** The values of a field among the kept ones, line ends as a page has them. */
const values_of = (fields, name) =>
  fields.filter(([each]) => each === name).map(([, value]) => value.replaceAll('\r\n', '\n'));

/** Puts kept fields into a form: what was not in it was not ticked. */
function fill(form, fields) {
  const rest = new Map();
  for (const element of form.elements) {
    const { name, type } = element;
    if (!name || name === 'token' || ['password', 'file', 'submit', 'button'].includes(type)) continue;
    const values = values_of(fields, name);
    if (type === 'checkbox' || type === 'radio') {
      element.checked = values.includes(element.value);
    } else if (values.length) {
      const at = rest.get(name) ?? 0; // of several fields of one name each gets its own
      element.value = values[Math.min(at, values.length - 1)];
      rest.set(name, at + 1);
    }
    const closed = element.closest('details');
    if (closed && is_typed(element) && touched(element)) closed.open = true;
  }
}

/** Whether a form stands as it was sent: the server has it, or the browser put it back. */
function stands(form, fields) {
  return [...form.elements].filter(is_typed).every((element) => {
    const values = values_of(fields, element.name);
    if (element.type === 'checkbox' || element.type === 'radio')
      return element.checked === values.includes(element.value);
    return values.length === 0 || values.some((value) => value.trim() === element.value.trim());
  });
}

/** Says above the form that no answer came, or that it was left, with two ways on. */
function offer(form, key, { fields, left }) {
  const box = document.createElement('div');
  box.className = 'note g-m unanswered';
  box.setAttribute('role', 'status');
  const words = document.createElement('div');
  const sentence = document.createElement('p');
  sentence.textContent = text(left ? 'left' : 'unanswered');
  const ways = document.createElement('p');
  ways.className = 'row wrap';
  const way = (label, act) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn';
    button.textContent = label;
    button.addEventListener('click', () => {
      act();
      drop(key);
      box.remove();
      form.querySelector('textarea, input:not([type=hidden]), select')?.focus();
    });
    ways.append(button);
  };
  way(text('bring_back'), () => fill(form, fields));
  way(text('throw_away'), () => {});
  words.append(sentence, ways);
  box.append(words);
  form.prepend(box);
}

const all = kept();
const to_form = $('#to-form');
if (to_form) {
  const waiting = all.forms[all.sent];
  if (waiting) {
    waiting.lost = true;
    to_form.href = waiting.page;
    to_form.hidden = false;
  }
  delete all.sent;
} else if (all.sent && $('meta[name=answers], .toast, #job')) {
  delete all.forms[all.sent];
  delete all.sent;
}
keep(all);

for (const [key, waiting] of Object.entries(all.forms)) {
  const form = waiting.person === person && waiting.page === here
    && forms_with_texts().find((each) => action_of(each) === waiting.action);
  if (!form) continue;
  if (waiting.lost) {
    fill(form, waiting.fields);
    drop(key);
    toast(text('restored'));
  } else if (stands(form, waiting.fields)) {
    if (![...form.elements].some(touched)) drop(key); // the server has it
  } else {
    offer(form, key, waiting);
  }
}
