// What somebody typed that the server did not take and that has no place on this page: it stands here as text, to be
// copied or thrown away, until it is.

import { $, copy, local_time, text, toast } from './app.js';

/** The page where it was typed: "/audits/IA-2026-01/answers/7.4-Q2?site=S-01" is a question, a row of a sheet
    stands on its sheet's page, anything else is itself. */
function place_of(address) {
  const { pathname, searchParams } = new URL(address, location.href);
  const [, audit, question] = /^(\/audits\/[^/]+)\/answers\/(.+)$/.exec(pathname) ?? [];
  const [, record, row] = /^(\/audits\/[^/]+\/records\/[^/]+)\/([^/]+)$/.exec(pathname) ?? [];
  if (record) return { href: `${record}#row-${row}`, name: `${record.split('/')[2]} · ${text('records.title')}` };
  if (!question) {
    const [, number, finding] = /^\/audits\/([^/]+)\/findings\/(\d+)$/.exec(pathname) ?? [];
    const name = finding ? `${number} · ${text('word.finding')} ${finding}` : pathname;
    return { href: pathname, name };
  }
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
  Object.entries(fields).map(([name, value]) => shown[name]?.(value) ?? value).filter(Boolean).join('\n')
  || text('run.kept_wordless');

/**
 * Shows what waits in `box` in the page's #kept: the edits for which `belongs(edit)` is true. `renew()` of what is returned
 * looks again; a line that stays keeps the focus.
 */
export function kept_list(box, belongs) {
  const section = $('#kept');
  const lines = new Map(); // {line, edit} by the edit's sequence

  function add(sequence, edit) {
    const line = $('#tpl-kept').content.firstElementChild.cloneNode(true);
    const held = { line, edit };
    $('.k-copy', line).addEventListener('click', () => copy(words_of(held.edit), text('copied')));
    $('.k-drop', line).addEventListener('click', async () => {
      const dropped = held.edit;
      await box.resolve(sequence, dropped.version, null);
      await renew();
      toast(text('run.kept_dropped'), text('run.undo'), () => box.put_back(dropped).then(renew));
    });
    lines.set(sequence, held);
    $('ul', section).append(line);
  }

  function show({ line, edit }) {
    const { href, name } = place_of(edit.address);
    const link = $('a', line);
    link.href = href;
    link.textContent = name;
    $('.k-when', line).textContent = local_time(new Date(edit.typed_at));
    $('.k-why', line).textContent = edit.why ?? '';
    $('.k-text', line).textContent = words_of(edit);
  }

  /** Takes a line away; the focus in it goes to the same button of the next one. */
  function remove(sequence) {
    const { line } = lines.get(sequence);
    const button = line.contains(document.activeElement) ? document.activeElement.className : '';
    const next = line.nextElementSibling ?? line.previousElementSibling;
    lines.delete(sequence);
    line.remove();
    if (button) ([...(next?.querySelectorAll('button') ?? [])].find((each) => each.className === button) ?? $('#main')).focus();
  }

  async function renew() {
    const kept = new Map((await box.waiting()).filter(belongs).map((edit) => [edit.sequence, edit]));
    for (const sequence of [...lines.keys()]) if (!kept.has(sequence)) remove(sequence);
    for (const [sequence, edit] of kept) {
      if (!lines.has(sequence)) add(sequence, edit);
      const held = lines.get(sequence);
      held.edit = edit;
      show(held);
    }
    section.hidden = !kept.size;
  }

  return { renew };
}
