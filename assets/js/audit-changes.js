// The changes of a page on their way to the outbox. After a reload, what was typed and is not sent yet stands in its fields
// again; the page is there before its scripts and the outbox are, so what is typed meanwhile is kept behind it.

import { $ } from './app.js';
import { touched } from './fields.js';

/** A field's value when another one waited for it: a text is the waiting one with what was typed since behind it. */
function kept(field, waiting) {
  if (!touched(field) || field.value === waiting) return waiting;
  if (!field.matches('textarea, input')) return field.value;
  const { value, defaultValue } = field;
  return value.startsWith(defaultValue) ? waiting + value.slice(defaultValue.length) : `${waiting}\n${value}`;
}

const field_in = (place, name) => place.elements?.[name] ?? $(`[name=${name}]`, place);

export class Changes {
  #box;
  #place_at;
  #show;
  #lost;
  #early = []; // made before what waited stands in its fields again; null from then on

  /**
   * `place_at` finds the card or form of an address; `show` has a function(place, value) for what is no field;
   * `lost` is told the card or form of a change that the browser does not keep.
   */
  constructor({ box, place_at, show, lost }) {
    this.#box = box;
    this.#place_at = place_at;
    this.#show = show;
    this.#lost = lost;
  }

  /** Hands a change {place, address, version, fields, wait, method} to the outbox, after what waits there from before. */
  keep(change) {
    if (this.#early) {
      this.#early.push(change);
      return null;
    }
    const { place, address, version, fields, wait, method } = change;
    return this.#box.put(address, version, fields, wait, method).catch(() => this.#lost(place));
  }

  /** Puts back what waits. `fields`: all that save by themselves; those typed in before anybody listened are told now. */
  async take_up(fields) {
    for (const field of fields)
      if (touched(field)) field.dispatchEvent(new Event(field.type === 'radio' ? 'change' : 'input', { bubbles: true }));
    const waiting = new Map(); // the newest of each field, by card or form
    for (const { address, fields: changed } of await this.#box.waiting().catch(() => [])) {
      const place = this.#place_at(address);
      if (place) waiting.set(place, { ...waiting.get(place), ...changed });
    }
    for (const [place, changed] of waiting) this.#put_back(place, changed);
    const early = this.#early;
    this.#early = null;
    const ahead = this.#box.is_ahead_of((address) => this.#place_at(address)?.dataset.version);
    await Promise.all(early.map((change) => {
      for (const name of Object.keys(change.fields))
        if (!this.#show[name]) change.fields[name] = field_in(change.place, name).value;
      return this.keep(change);
    }));
    if (ahead) return location.reload(); // the page was on its way here when its last changes were saved
    await this.#box.release(); // what was held is asked again, so that its panel stands here again
    this.#box.flush();
  }

  #put_back(place, fields) {
    const newer = new Set(this.#early.filter((each) => each.place === place).flatMap((each) => Object.keys(each.fields)));
    for (const [name, value] of Object.entries(fields)) {
      const field = field_in(place, name);
      if (this.#show[name]) newer.has(name) || this.#show[name](place, value);
      else if (field instanceof RadioNodeList) field.value = value;
      else if (field) field.value = kept(field, value);
    }
  }
}
