// The page of an audit under way, fetched anew: what the server shows beside what is typed here.

import { $, $$ } from './app.js';

/** The page as a document, so that no markup is ever made from a text; null when it cannot be had. */
export function fetched_page() {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', location.pathname + location.search);
    request.responseType = 'document';
    request.onload = () => resolve(request.status === 200 ? request.response : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}

const adopted = (node) => document.importNode(node, true);

function replace_content(selector, fresh, root = document) {
  const mine = $(selector, root);
  const theirs = $(selector, fresh);
  if (mine && theirs) mine.replaceChildren(...[...theirs.childNodes].map(adopted));
}

/** Findings: new ones appear, gone ones go; the texts of those that stay are what is typed here. */
function renew_findings(card, fresh) {
  const mine = $('.q-findings', card);
  const theirs = $('.q-findings', fresh);
  for (const block of $$('.finding', mine)) if (!$(`#${block.id}`, theirs)) block.remove();
  for (const block of $$('.finding', theirs)) {
    const standing = $(`#${block.id}`, mine);
    if (standing) replace_content('.fi-h', block, standing);
    else mine.append(adopted(block));
  }
  $('.q-more', mine)?.remove();
  const more = $('.q-more', theirs);
  if (more) mine.append(adopted(more));
}

/** Brings tree, figures, findings and evidence of the cards up to date; asked again meanwhile, it is done once. Returns
    what does it: it answers false when the page could not be had, or is another person's. */
export function renewal({ run, cards }) {
  let renewing = null;
  const bring = (page) => {
    if (!page || $('#run', page)?.dataset.actor !== run.dataset.actor) return false;
    $('meta[name=form-token]').content = $('meta[name=form-token]', page).content;
    const tree = $('#tree');
    const scrolled = tree.scrollTop;
    if (!tree.contains(document.activeElement)) replace_content('#tree', page);
    tree.scrollTop = scrolled;
    for (const selector of ['#run-progress', '#run-summary']) replace_content(selector, page);
    for (const card of cards) {
      const fresh = page.getElementById(card.id);
      if (!fresh) continue;
      renew_findings(card, fresh);
      const busy = $('.chips', card).contains(document.activeElement) || $('.chips [data-waits]', card); // being written or sent
      if (!busy) replace_content('.chips', fresh, card);
      replace_content('.q-needs', fresh, card);
      for (const mark of ['.q-mk-ev', '.q-mk-note']) {
        $(mark, card).hidden = $(mark, fresh).hidden;
        replace_content(mark, fresh, card);
      }
    }
    return true;
  };
  return () => {
    renewing ??= fetched_page().then((page) => {
      renewing = null;
      return bring(page);
    });
    return renewing;
  };
}
