// What every page has: theme, keyboard shortcuts, dialogs, toasts. No innerHTML, no inline style, no eval: pages run
// under a content policy with Trusted Types. Every page works without this file; it only makes things quicker.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A text of this page by key, with {name} filled in. The server sends the texts a page's scripts need (views/page.h). */
const strings = JSON.parse($('meta[name=strings]')?.content || '{}');
export function text(key, values = {}) {
  return (strings[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** A share of 1 as people of this page's language write it: "50%", "%50". */
export const percent = (share) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(share);

/** A moment in the organization's time zone, where the page names it, as the page's language writes it. */
export const local_time = (moment, options = { dateStyle: 'medium', timeStyle: 'short' }) =>
  moment.toLocaleString(document.documentElement.lang, { ...options, timeZone: $('[data-zone]')?.dataset.zone });

/** What a request that changes something carries beside the session, in the header X-Form-Token. */
export const token = () => $('meta[name=form-token]')?.content ?? '';

/**
 * Takes the form token of the session that is signed in now, maybe in another tab. False when nobody is signed in, or
 * somebody else than `person`: what one typed is not sent in another's name.
 */
export async function renew_token(person) {
  const reply = await fetch('/session', { headers: { Accept: 'application/json' } }).catch(() => null);
  const session = reply?.ok ? await reply.json().catch(() => null) : null;
  if (!session?.token || (person && session.person !== person)) return false;
  $('meta[name=form-token]').content = session.token;
  return true;
}

/** Reads and writes a setting of this browser; storage can be switched off, then nothing is kept. */
export const setting = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Not kept; it still holds for this page.
    }
  },
};

/* Theme: auto, light or dark. boot.js applies the same before the first paint. */

const dark_sheet = $('#theme-dark');
const system_is_dark = matchMedia('(prefers-color-scheme: dark)');
const theme_media = { auto: 'screen and (prefers-color-scheme: dark)', dark: 'screen', light: 'not all' };

function show_theme(theme) {
  dark_sheet.media = theme_media[theme] ?? theme_media.auto;
  for (const button of $$('[data-theme]')) button.setAttribute('aria-pressed', String(button.dataset.theme === theme));
}

function choose_theme(theme) {
  setting.set('theme', theme);
  show_theme(theme);
}

if (dark_sheet) {
  show_theme(setting.get('theme') ?? 'auto');
  for (const button of $$('[data-theme]')) button.addEventListener('click', () => choose_theme(button.dataset.theme));
  $('#theme')?.addEventListener('click', () => {
    const theme = setting.get('theme') ?? 'auto';
    const is_dark = theme === 'dark' || (theme === 'auto' && system_is_dark.matches);
    choose_theme(is_dark ? 'light' : 'dark');
  });
  addEventListener('storage', (event) => event.key === 'theme' && show_theme(event.newValue ?? 'auto'));
}

/* Shortcuts of one character. They can be switched off (WCAG 2.1.4) and never fire while somebody types. */

const key_handlers = [];

/** Offers every shortcut key to `handler(event)`, which returns true when it took the key. */
export function on_key(handler) {
  key_handlers.push(handler);
}

const shortcuts_are_on = () => setting.get('keys') !== 'off';

function is_typing(target) {
  const fields = 'textarea, select, input:not([type=radio], [type=checkbox], [type=file], [type=submit])';
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(fields));
}

const keys_dialog = $('#keys');
const keys_switch = $('#keys-on');
if (keys_switch) {
  keys_switch.checked = shortcuts_are_on();
  keys_switch.addEventListener('change', () => setting.set('keys', keys_switch.checked ? 'on' : 'off'));
}
for (const button of $$('[data-open=keys]')) button.addEventListener('click', () => keys_dialog?.showModal());

let g_pressed_at = 0; // "g" and then a letter goes to a page

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape' && is_typing(event.target)) {
    event.target.blur();
    return;
  }
  if (is_typing(event.target) || !shortcuts_are_on() || $('dialog[open]')) return;
  if (take_key(event)) event.preventDefault();
});

function take_key(event) {
  if (event.key === '?' && keys_dialog) {
    keys_dialog.showModal();
    return true;
  }
  if (event.key === '/') {
    const field = $$('[data-search]').find((each) => each.offsetParent);
    field?.focus();
    return Boolean(field);
  }
  if (Date.now() - g_pressed_at < 1200) {
    g_pressed_at = 0;
    const link = $(`[data-g="${CSS.escape(event.key.toLowerCase())}"]`);
    link?.click();
    if (link) return true;
  }
  if (event.key === 'g') {
    g_pressed_at = Date.now();
    return true;
  }
  return key_handlers.some((handler) => handler(event) === true);
}

/* Toasts. One that came with the page (partials/flash) leaves by itself as well. */

const toast_stays_ms = 7000;

/** Somebody who reads it or has the focus in it is not hurried. */
function leave_later(box) {
  const leave = () => (box.matches(':hover, :focus-within') ? setTimeout(leave, 2000) : box.remove());
  setTimeout(leave, toast_stays_ms);
}

/** Says something in passing; `action`, a text, offers one way back that calls `undo`. */
export function toast(message, action, undo) {
  for (const old of $$('.toast')) old.remove();
  const box = document.createElement('div');
  box.className = 'toast';
  box.append(message);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action;
    button.addEventListener('click', () => {
      box.remove();
      undo();
    });
    box.append(button);
  }
  ($('#toasts') ?? document.body).append(box); // a region that was there before is read out
  leave_later(box);
}

const flash = $('.toast');
if (flash) leave_later(flash);

/** Copies a text. navigator.clipboard exists on https and localhost only; over plain http a selected field has to do. */
export async function copy(value, message) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(value);
  } else {
    const field = document.createElement('input');
    field.className = 'vh';
    field.value = value;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  toast(message);
}

for (const button of $$('[data-copy]'))
  button.addEventListener('click', () => copy(new URL(button.dataset.copy, location.href).href, text('copied')));

// A form sent twice by a double click would be refused the second time; the button says that it is under way.
for (const form of $$('form[method=post]'))
  form.addEventListener('submit', () => {
    form.setAttribute('aria-busy', 'true');
    setTimeout(() => form.removeAttribute('aria-busy'), 5000); // a download leaves the page where it is
  });
document.addEventListener(
  'submit',
  (event) => {
    if (event.target.getAttribute('aria-busy') === 'true') event.preventDefault();
  },
  true,
);
addEventListener('pageshow', () => $$('form[aria-busy]').forEach((form) => form.removeAttribute('aria-busy')));

// A refused form comes back with its problems on top: the reader is taken there.
$('.problems')?.focus();
