// The figures over the steps: this run and others over it, smoothed, zoomed, on a linear or a logarithmic scale.

import { $, colour, el, number, words } from './dom.js';
import { query } from './connection.js';

const inks = ['#4353d8', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#b58900', '#7f7f7f', '#e15759'];
const darkInks = ['#8b97ff', '#ff9e57', '#4fd1a5', '#e5a3c8', '#7cc8f2', '#e6c34a', '#b5b5b5', '#ff8f90'];
const groupsInOrder = ['loss', 'accuracy', 'learning_rate', 'speed', 'time'];

/** Which chart a figure belongs on. */
function groupOf(name) {
  if (name === 'regularization') return 'loss';
  if (name === 'samples_per_second') return 'speed';
  if (name === 'forward_us' || name === 'backward_us') return 'time';
  return name.replace(/^val_/, '');
}

function titleOf(group) {
  return { loss: 'Loss', accuracy: 'Accuracy', speed: 'Speed', time: 'Time', learning_rate: 'Learning rate' }[group] || words(group);
}

function labelOf(name) {
  const base = name.replace(/^val_/, '');
  if (name === 'regularization') return 'regularization';
  return name.startsWith('val_') ? `validation ${words(base).toLowerCase()}` : base === 'loss' || base === 'accuracy' ? `training ${base}` : words(name);
}

export class Charts {
  constructor() {
    this.reset();
    this.others = new Map();
    this.group = 'loss';
    this.zoom = null;
    $('smoothing').addEventListener('input', () => this.draw());
    $('log-scale').addEventListener('change', () => this.draw(true));
    $('zoom-in').addEventListener('click', () => this.narrow(0.5));
    $('zoom-out').addEventListener('click', () => this.narrow(2));
    $('zoom-all').addEventListener('click', () => { this.zoom = null; this.draw(); });
    $('clear').addEventListener('click', () => { this.clearedAt = this.lastStep(); this.zoom = null; this.draw(); });
    $('runs-box').addEventListener('toggle', () => { if ($('runs-box').open) this.listRuns(); });
    new ResizeObserver(() => this.resize()).observe($('chart'));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw(true));
  }

  /** Forgets the run: another one begins, or all of it is sent again. */
  reset() {
    this.series = new Map();
    this.clearedAt = -1;
    this.plot?.destroy();
    this.plot = null;
  }

  lastStep() {
    return Math.max(0, ...[...this.series.values()].map((s) => s.steps[s.steps.length - 1] ?? 0));
  }

  last(name) {
    const one = this.series.get(name);
    return one && one.values.length ? one.values[one.values.length - 1] : null;
  }

  /** The newest values of a figure, averaged: single batches jump. */
  recent(name, count = 20) {
    const one = this.series.get(name);
    if (!one || !one.values.length) return null;
    const some = one.values.slice(-count);
    return some.reduce((a, b) => a + b, 0) / some.length;
  }

  add(message) {
    for (const news of message.series) {
      let one = this.series.get(news.name);
      if (!one) this.series.set(news.name, (one = { steps: [], values: [] }));
      one.steps.length = one.values.length = news.from;
      one.steps.push(...news.steps);
      one.values.push(...news.values);
    }
    this.showGroups();
    this.draw();
  }

  showGroups() {
    const groups = [...new Set([...this.series.keys()].map(groupOf))].sort((a, b) => {
      const rank = (g) => (groupsInOrder.includes(g) ? groupsInOrder.indexOf(g) : groupsInOrder.length);
      return rank(a) - rank(b) || a.localeCompare(b);
    });
    const box = $('groups');
    if (box.childElementCount === groups.length) return;
    box.replaceChildren(...groups.map((group) => el('button', {
      type: 'button', textContent: titleOf(group), 'aria-pressed': String(group === this.group), 'data-group': group,
      onclick: () => this.choose(group),
    })));
  }

  choose(group) {
    this.group = group;
    this.zoom = null;
    for (const button of $('groups').children) button.setAttribute('aria-pressed', String(button.dataset.group === group));
    $('h-chart').textContent = titleOf(group);
    this.draw(true);
  }

  /** Half or twice the steps, up to the newest. */
  narrow(factor) {
    const end = this.lastStep(), begin = this.zoom ? this.zoom[0] : Math.max(0, this.clearedAt);
    const span = Math.max(2, (end - begin) * factor);
    this.zoom = end - span <= 0 ? null : [end - span, end];
    this.draw();
  }

  smoothing() {
    return Number($('smoothing').value);
  }

  /** An exponential mean without the pull of its beginning. */
  smooth(values) {
    const keep = this.smoothing();
    if (keep === 0) return values;
    let sum = 0, weight = 0;
    return values.map((value) => {
      sum = sum * keep + value * (1 - keep);
      weight = weight * keep + (1 - keep);
      return sum / weight;
    });
  }

  lines() {
    const palette = matchMedia('(prefers-color-scheme: dark)').matches ? darkInks : inks;
    const own = [...this.series].filter(([name]) => groupOf(name) === this.group).sort(([a], [b]) => Number(a.startsWith('val_')) - Number(b.startsWith('val_')));
    const lines = [];
    own.forEach(([name, one], i) => {
      const from = one.steps.findIndex((step) => step > this.clearedAt);
      if (from < 0) return;
      const steps = one.steps.slice(from), values = one.values.slice(from), ink = palette[i % 3], noisy = !name.startsWith('val_') && values.length > 8 && this.smoothing() > 0;
      if (noisy) lines.push({ label: null, steps, values, ink, faint: true });
      lines.push({ label: labelOf(name), steps, values: noisy ? this.smooth(values) : values, ink, few: values.length < 60 && name !== 'regularization', dash: name === 'regularization' ? [5, 4] : undefined });
    });
    let n = 3;
    for (const [run, series] of this.others) {
      const ink = palette[n++ % palette.length];
      for (const one of series.filter((s) => groupOf(s.name) === this.group))
        lines.push({ label: `${run}: ${labelOf(one.name)}`, steps: one.steps, values: one.name.startsWith('val_') ? one.values : this.smooth(one.values), ink, dash: one.name.startsWith('val_') ? [6, 4] : undefined, other: true });
    }
    return lines;
  }

  draw(again = false) {
    if (this.waiting && !again) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.drawNow(again);
    });
  }

  drawNow(again) {
    const box = $('chart');
    if (!box.clientWidth || typeof uPlot === 'undefined') return;
    const lines = this.lines();
    const logarithmic = $('log-scale').checked;
    const shape = JSON.stringify([this.group, logarithmic, lines.map((line) => [line.label, line.ink, line.faint])]);
    const data = lines.length ? uPlot.join(lines.map((line) => [line.steps, logarithmic ? line.values.map((v) => (v > 0 ? v : null)) : line.values])) : [[], []];
    if (again || !this.plot || shape !== this.shape) {
      this.plot?.destroy();
      this.shape = shape;
      this.plot = new uPlot(this.settings(lines, logarithmic, box), data, box);
    } else {
      this.plot.setData(data, false);
    }
    this.rescale(data[0]);
    box.setAttribute('aria-label', `${titleOf(this.group)} over the steps: ${lines.filter((l) => l.label).map((l) => `${l.label} ${number(l.values[l.values.length - 1])}`).join(', ') || 'no values yet'}`);
  }

  rescale(steps) {
    const first = steps.length ? steps[0] : 0, last = steps.length ? steps[steps.length - 1] : 1;
    this.ours = true;
    this.plot.batch(() => {
      this.plot.setScale('x', this.zoom ? { min: this.zoom[0], max: Math.max(this.zoom[1], this.zoom[0] + 1) } : { min: first, max: Math.max(last, first + 1) });
    });
    this.ours = false;
  }

  settings(lines, logarithmic, box) {
    const ink = colour('--soft'), grid = { stroke: colour('--line'), width: 1 };
    const values = (_, ticks) => ticks.map((tick) => (tick === null ? '' : number(tick)));
    return {
      width: box.clientWidth,
      height: box.clientWidth < 480 ? 240 : 320,
      cursor: { drag: { x: true, y: false }, focus: { prox: 24 }, points: { size: 6 } },
      legend: { live: true },
      scales: { x: { time: false }, y: logarithmic ? { distr: 3 } : { range: (u, min, max) => pad(min, max) } },
      hooks: {
        setSelect: [(u) => {
          if (u.select.width > 4) {
            this.zoom = [u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')];
            this.draw();
          }
        }],
        init: [(u) => u.over.addEventListener('dblclick', () => { this.zoom = null; this.draw(); })],
      },
      axes: [
        { stroke: ink, grid, ticks: grid, values: (_, ticks) => ticks.map((tick) => tick.toLocaleString('en-US')), label: 'step', labelSize: 18, font: '12px system-ui', labelFont: '12px system-ui', size: 34 },
        { stroke: ink, grid, ticks: grid, values, size: 58, font: '12px system-ui' },
      ],
      series: [
        { label: 'step', value: (_, v) => (v === null ? '–' : Math.round(v).toLocaleString('en-US')) },
        ...lines.map((line) => ({
          label: line.label ?? '', show: true, class: line.label ? undefined : 'unlisted', stroke: line.faint ? `${line.ink}44` : line.ink, width: line.faint ? 1 : line.other ? 1.5 : 2,
          dash: line.dash, spanGaps: true, points: { show: !!line.few, size: 5, fill: line.ink }, value: (_, v) => number(v),
        })),
      ],
    };
  }

  resize() {
    const box = $('chart');
    if (this.plot && box.clientWidth && this.plot.width !== box.clientWidth) this.plot.setSize({ width: box.clientWidth, height: box.clientWidth < 480 ? 240 : 320 });
  }

  async listRuns() {
    const response = await fetch(`api/runs${query}`);
    if (!response.ok) return;
    const { runs } = await response.json();
    $('runs-empty').hidden = runs.length > 0;
    $('runs').replaceChildren(...runs.map((run) => el('li', {}, el('label', { class: 'check' },
      el('input', { type: 'checkbox', checked: this.others.has(run), onchange: (event) => this.compare(run, event.target.checked) }), ` ${run}`))));
  }

  async compare(run, wanted) {
    this.others.delete(run);
    if (wanted) {
      const response = await fetch(`api/runs/${encodeURIComponent(run)}${query}`);
      if (response.ok) this.others.set(run, (await response.json()).series);
    }
    this.draw(true);
  }
}

function pad(min, max) {
  if (min === null || max === null) return [0, 1];
  const span = max - min || Math.abs(max) || 1;
  return [min >= 0 && min < span * 0.5 ? 0 : min - span * 0.06, max + span * 0.06];
}
