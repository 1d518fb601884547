// What a hand can do.

import { $, el, number, words } from './dom.js';
import { query } from './connection.js';

const labels = { learningRate: 'Learning rate', momentum: 'Momentum', batchSize: 'Batch size', weightDecay: 'Weight decay', dropout: 'Dropout' };

export class Controls {
  constructor(connection) {
    this.connection = connection;
    this.paused = false;
    this.fields = new Map();
    $('pause').addEventListener('click', () => this.ask({ do: this.paused ? 'resume' : 'pause' }));
    $('one-step').addEventListener('click', () => this.ask({ do: 'step' }));
    $('stop').addEventListener('click', () => {
      if (confirm('End the training, with the best weights so far?')) this.ask({ do: 'stop' });
    });
    $('reinitialize').addEventListener('click', () => this.ask({ do: 'reinitialize', seed: Math.floor(Math.random() * 1e6) }));
    $('save-json').addEventListener('click', () => this.save('json'));
    $('save-safetensors').addEventListener('click', () => this.save('safetensors'));
    $('load-file').addEventListener('change', (event) => this.load(event.target));
  }

  /** A page without the token looks on. */
  allow(steer, keeps) {
    this.steer = steer;
    for (const control of $('controls').querySelectorAll('button, input')) control.disabled = !steer;
    $('load-file').disabled = !steer || !keeps;
    $('notice').hidden = steer;
    $('notice').textContent = steer ? '' : 'You are looking on: to steer, open the address with the token that the training printed.';
    for (const field of this.fields.values()) field.disabled = !steer;
  }

  show(status) {
    this.paused = status.state === 'paused';
    $('pause').textContent = this.paused ? 'Resume' : 'Pause';
    const over = ['finished', 'stopped', 'failed'].includes(status.state);
    for (const control of $('controls').querySelectorAll('button, input')) control.disabled = !this.steer || over;
    for (const [name, value] of Object.entries(status.settings)) this.showSetting(name, value);
  }

  showSetting(name, value) {
    let input = this.fields.get(name);
    if (!input) input = this.addSetting(name);
    if (document.activeElement !== input && !input.classList.contains('dirty')) input.value = value === null ? '' : String(value);
  }

  addSetting(name) {
    const id = `set-${name}`, input = el('input', { id, type: 'number', step: 'any', inputMode: 'decimal', disabled: !this.steer });
    const apply = () => {
      if (input.value === '' || !input.classList.contains('dirty')) return;
      input.classList.remove('dirty');
      this.ask({ do: 'set', name, value: Number(input.value) });
    };
    input.addEventListener('input', () => input.classList.add('dirty'));
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') { event.preventDefault(); apply(); }
      if (event.key === 'Escape') input.classList.remove('dirty');
    });
    const label = labels[name] || words(name);
    $('settings').append(el('div', { class: 'setting' }, el('label', { htmlFor: id, textContent: label }),
      el('div', { class: 'field' }, input, el('button', { type: 'button', textContent: 'Set', 'aria-label': `Set ${label.toLowerCase()}`, onclick: apply, disabled: !this.steer }))));
    this.fields.set(name, input);
    return input;
  }

  async ask(command) {
    this.say(await this.connection.ask(command));
  }

  say({ ok, said }) {
    $('said').textContent = said;
    $('said').classList.toggle('bad', !ok);
  }

  async save(format) {
    this.say({ ok: true, said: 'Saving …' });
    const response = await fetch(`api/snapshot/${format}${query}`, { method: 'POST' });
    if (!response.ok) {
      this.say({ ok: false, said: await response.text() });
      return;
    }
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') || '')?.[1] || `weights.${format}`;
    const address = URL.createObjectURL(await response.blob());
    el('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    this.say({ ok: true, said: `Saved as ${name}.` });
  }

  async load(input) {
    const file = input.files[0];
    if (!file) return;
    this.say({ ok: true, said: `Loading ${file.name} …` });
    const name = `name=${encodeURIComponent(file.name)}`;
    const response = await fetch(`api/weights${query ? `${query}&` : '?'}${name}`, { method: 'POST', body: file }).catch(() => null);
    if (!response || !response.ok) this.say({ ok: false, said: response ? await response.text() : 'The file was not taken: perhaps it is too large for this network.' });
    else await this.ask({ do: 'load', file: (await response.json()).file, matching: $('load-matching').checked });
    input.value = '';
  }

  addLog(entries) {
    $('log-empty').hidden = true;
    for (const entry of entries) {
      const what = entry.action === 'set' ? `${labels[entry.name] || words(entry.name)} ${number(entry.before)} → ${number(entry.value)}`
        : entry.action === 'reinitialize' ? `re-initialized, seed ${entry.value}`
        : entry.name ? `${entry.action} ${entry.name}` : entry.action;
      $('log').prepend(el('li', {}, el('span', { class: 'at', textContent: `step ${number(entry.step)}` }), el('span', { textContent: what })));
    }
  }

  clearLog() {
    $('log').replaceChildren();
    $('log-empty').hidden = false;
  }
}
