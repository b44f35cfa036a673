// What somebody typed that the server did not take and that has no place on this page: it stands here as text, to be
// copied or thrown away, until it is.

import { $, copy, text, toast } from './app.js';

/** The page where it was typed: "/audits/IA-2026-01/answers/7.4-Q2?site=S-01" is a question, anything else itself. */
function place_of(address) {
  const { pathname, searchParams } = new URL(address, location.href);
  const [, audit, question] = /^(\/audits\/[^/]+)\/answers\/(.+)$/.exec(pathname) ?? [];
  if (!question) return { href: pathname, name: pathname.split('/').slice(2).join(' ') };
  const id = decodeURIComponent(question);
  const clause = id.split('-')[0];
  const query = new URLSearchParams({ ...(searchParams.has('site') && { site: searchParams.get('site') }) });
  const page = `${audit}/run/${encodeURIComponent(clause)}${query.size ? `?${query}` : ''}`;
  return { href: `${page}#q-${id}`, name: `${audit.split('/').pop()} · ${id}` };
}

const shown = {
  result: (mark) => text(`answer_short.${mark}`),
  method: (code) => code && text(`answer_method.${code.toUpperCase()}`),
  flag: (up) => (up === '1' ? text('run.flag') : ''),
};
const words_of = ({ fields }) =>
  Object.entries(fields).map(([name, value]) => shown[name]?.(value) ?? value).filter(Boolean).join('\n');

/**
 * Shows what waits in `box` in the page's #kept: of the edits for which `belongs(edit)` is true those that have words.
 * `renew()` of what is returned looks again.
 */
export function kept_list(box, belongs) {
  const section = $('#kept');

  function line_for(edit) {
    const line = $('#tpl-kept').content.firstElementChild.cloneNode(true);
    const { href, name } = place_of(edit.address);
    const link = $('a', line);
    link.href = href;
    link.textContent = name;
    $('.k-when', line).textContent = new Date(edit.typed_at).toLocaleString(document.documentElement.lang);
    $('.k-why', line).textContent = edit.why ?? '';
    $('.k-text', line).textContent = words_of(edit);
    $('.k-copy', line).addEventListener('click', () => copy(words_of(edit), text('copied')));
    $('.k-drop', line).addEventListener('click', async () => {
      await box.resolve(edit.sequence, edit.version, null);
      await renew();
      toast(text('run.kept_dropped'), text('run.undo'), () => box.put_back(edit).then(renew));
    });
    return line;
  }

  async function renew() {
    const kept = (await box.waiting()).filter((edit) => belongs(edit) && words_of(edit));
    const focused = section.contains(document.activeElement);
    $('ul', section).replaceChildren(...kept.map(line_for));
    section.hidden = !kept.length;
    if (focused) ($('button', section) ?? $('#main')).focus();
  }

  return { renew };
}
