// Two texts for one field: the other's stands beside what was typed here, and one of them, or both, are kept.

import { $, text } from './app.js';

export const version_field = (form) => $('input[name=version]', form);

function ask(place, { who, theirs, mine, decide }) {
  $('.conflict', place)?.remove();
  const panel = $('#tpl-conflict').content.firstElementChild.cloneNode(true);
  $('.c-who', panel).textContent = who;
  $('.c-theirs', panel).textContent = theirs;
  $('.c-mine', panel).textContent = mine;
  panel.addEventListener('click', (event) => {
    const keep = event.target.closest('[data-keep]')?.dataset.keep;
    if (!keep) return;
    decide(keep);
    panel.remove();
  });
  place.prepend(panel);
  panel.scrollIntoView({ block: 'center' });
}

const said = (label, note) => [label, note].filter(Boolean).join(' — ');
const both = (theirs, mine) => (theirs && mine && theirs !== mine ? `${theirs}\n${mine}` : mine || theirs);

/** A value as people read it: in a list of choices the words of the choice. */
const shown_in = (field, value) => [...(field.options ?? [])].find((each) => each.value === value)?.label ?? value;

/**
 * What asks in a card and in a form that saves by itself. `card_parts` knows the card: open_card, label_of, note_of, show_mark,
 * show_flag.
 */
export function conflicts({ box, card_parts = {}, renew = () => {} }) {
  const { open_card, label_of, note_of, show_mark, show_flag } = card_parts;

  function answer_conflict(card, edit, theirs) {
    open_card(card, false);
    const note = note_of(card);
    const radio = $('.gr input:checked', card);
    ask($('.q-body', card), {
      who: text('run.conflict_by', { who: theirs.by ?? '', when: theirs.when ?? '' }),
      theirs: said(theirs.label, theirs.note),
      mine: said(radio && label_of(radio), note.value),
      decide: async (keep) => {
        card.dataset.version = theirs.version;
        if (keep === 'both') note.value = both(theirs.note, note.value);
        if (keep === 'theirs') {
          show_mark(card, theirs.mark, theirs);
          note.value = theirs.note;
          $('select[name=method]', card).value = theirs.method;
          $('input[name=interviewee]', card).value = theirs.interviewee;
          show_flag(card, theirs.flag);
        }
        const mine = (now) => (keep === 'both' || 'note' in now ? { ...now, note: note.value } : now);
        await box.resolve(edit.sequence, theirs.version, keep === 'theirs' ? null : mine);
        $('.gr input:checked', card)?.focus();
        renew();
      },
    });
  }

  function form_conflict(form, edit, { version, theirs, by, when }) {
    const differing = Object.entries(theirs).filter(([name]) => name in edit.fields && form.elements[name]);
    form.dataset.version = version_field(form).value = version;
    // Nothing of ours is at odds: a reply was lost, or somebody wrote another field.
    if (!differing.length) return box.resolve(edit.sequence, version, edit.fields);
    ask(form, {
      who: by ? text('run.conflict_by', { who: by, when }) : '',
      theirs: differing.map(([name, value]) => shown_in(form.elements[name], value)).join('\n'),
      mine: differing.map(([name]) => shown_in(form.elements[name], form.elements[name].value)).join('\n'),
      decide: (keep) => {
        for (const [name, value] of differing) {
          const field = form.elements[name];
          if (keep === 'theirs') field.value = value;
          if (keep === 'both' && !field.options) field.value = both(value, field.value);
        }
        const mine = (now) =>
          Object.fromEntries(Object.entries(now).map(([name, value]) => [name, form.elements[name]?.value ?? value]));
        box.resolve(edit.sequence, version, keep === 'theirs' ? null : mine);
        form.elements[differing[0][0]].focus(); // the panel that had it goes
      },
    });
  }

  return { answer_conflict, form_conflict };
}
