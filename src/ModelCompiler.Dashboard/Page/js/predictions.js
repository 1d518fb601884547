// What the network makes of samples that it does not learn from.

import { $, el, number, percent } from './dom.js';
import { sample } from './draw.js';

export class Predictions {
  begin(classes) {
    this.classes = classes;
    $('samples').replaceChildren();
    $('worst').replaceChildren();
    $('mistakes').hidden = true;
    $('predictions-sum').textContent = 'None yet.';
  }

  name(index) {
    return this.classes[index] ?? String(index);
  }

  show(message) {
    const sum = [];
    if (message.labelled && message.counted) sum.push(`${percent(message.right / message.counted)} of the last ${number(message.counted)} right`);
    if (message.heldOut) sum.push(`${number(message.heldOut)} held-out samples`);
    sum.push(`at step ${number(message.step)}`);
    $('predictions-sum').textContent = sum.join(' · ');
    $('samples').replaceChildren(...message.samples.map((one) => this.card(one)));
    if (!message.labelled) return;
    $('mistakes').hidden = false;
    $('worst').replaceChildren(...message.worst.map((one) => this.card(one, true)));
    this.showConfusion(message.classes, message.confusion);
  }

  card(one, worst = false) {
    const canvas = el('canvas', { role: 'img', 'aria-label': one.label === undefined ? `sample ${one.i}` : `a sample of ${this.name(one.label)}` });
    sample(canvas, one.picture);
    if (one.top === undefined) {
      const rows = one.outputs.map((value, i) => el('div', { class: 'bar' }, el('span', { class: 'name', textContent: `${number(value)}, should be ${number(one.targets[i])}` })));
      return el('div', { class: 'sample' }, canvas, el('div', {}, ...rows));
    }
    const right = one.answer === one.label;
    const bars = one.top.map(({ class: c, p }) => {
      const fill = el('span', { class: 'fill' });
      fill.style.width = `${100 * Math.max(0, Math.min(1, p))}%`;
      return el('div', { class: `bar${c === one.label ? ' is-label' : c === one.answer ? ' is-error' : ''}` }, el('span', { class: 'name' }, fill, el('b', { textContent: this.name(c) })), el('span', { class: 'p', textContent: `${Math.round(100 * p)}%` }));
    });
    const verdict = right ? '✓ right' : `✗ is ${this.name(one.label)}`;
    return el('div', { class: `sample ${right ? 'right' : 'wrong'}` }, canvas,
      el('div', {}, el('div', { class: 'verdict', textContent: !worst ? verdict : `${verdict}, loss ${number(one.loss)}` }), ...bars));
  }

  showConfusion(classes, counts) {
    if (!classes) {
      $('confusion').replaceChildren(el('p', { class: 'empty', textContent: 'Too many classes for a table.' }));
      return;
    }
    const row = (actual) => {
      const cells = counts.slice(actual * classes, (actual + 1) * classes), total = cells.reduce((a, b) => a + b, 0);
      return el('tr', {}, el('th', { scope: 'row', textContent: this.name(actual), title: this.name(actual) }), ...cells.map((count, answer) => {
        const td = el('td', { textContent: count || (classes > 16 ? '' : '·'), title: `${this.name(actual)} taken for ${this.name(answer)}: ${count}` });
        const share = total ? count / total : 0;
        // At most half way to the full colour, so that the ink stays readable on it.
        if (count) td.style.background = `color-mix(in srgb, var(${answer === actual ? '--good' : '--bad'}) ${Math.round(8 + 34 * share)}%, transparent)`;
        return td;
      }), el('td', { textContent: total ? percent(cells[actual] / total) : '–' }));
    };
    const head = el('tr', {}, el('th', { scope: 'col', textContent: 'is ↓ as →' }), ...Array.from({ length: classes }, (_, c) => el('th', { scope: 'col', textContent: this.name(c), title: this.name(c) })), el('th', { scope: 'col', textContent: 'recall' }));
    $('confusion').replaceChildren(el('table', {}, el('thead', {}, head), el('tbody', {}, ...Array.from({ length: classes }, (_, c) => row(c)))));
  }
}
