// The figures at the top, in the order in which one asks for them.

import { $, el, number, percent, time, words } from './dom.js';

const shown = new Map();

function show(key, label, value, unit = '', main = false) {
  let dd = shown.get(key);
  if (!dd) {
    dd = el('dd');
    shown.set(key, dd);
    $('stats').append(el('div', { class: main ? 'stat main' : 'stat', id: `stat-${key}` }, el('dt', { textContent: label }), dd));
  }
  const text = `${value}|${unit}`;
  if (dd.dataset.text === text) return;
  dd.dataset.text = text;
  dd.replaceChildren(String(value), unit ? el('small', { textContent: ` ${unit}` }) : '');
}

export function clearStats() {
  shown.clear();
  $('stats').replaceChildren();
}

export function showStats(status, charts, network) {
  const m = status.metrics;
  show('loss', 'Training loss', number(charts.recent('loss')), '', true);
  if (m.val_loss !== undefined) show('val-loss', 'Validation loss', number(m.val_loss));
  if (charts.last('regularization') !== null) show('regularization', 'Regularization', number(charts.last('regularization')));
  if (m.accuracy !== undefined) show('accuracy', 'Training accuracy', percent(charts.recent('accuracy')), '', true);
  if (m.val_accuracy !== undefined) show('val-accuracy', 'Validation accuracy', percent(m.val_accuracy));
  for (const [name, value] of Object.entries(m)) {
    if (!['loss', 'accuracy', 'val_loss', 'val_accuracy'].includes(name)) show(`m-${name.replace(/\W/g, '-')}`, words(name), number(value));
  }
  show('forward', 'Forward, a sample', time(status.forward));
  show('backward', 'Backward, a sample', time(status.backward));
  show('speed', 'Samples a second', number(status.samplesPerSecond === null ? null : Math.round(status.samplesPerSecond)));
  show('samples', 'Samples seen', number(status.samples));
  show('epoch', 'Epoch', number(status.epoch), [status.epochs < 2147483647 ? `of ${number(status.epochs)}` : '', status.batches ? `${Math.round((100 * status.batch) / status.batches)}%` : ''].filter((p) => p).join(', '));
  show('step', 'Step', number(status.step), '');
  show('elapsed', 'Elapsed', time(status.elapsed));
  if (status.remaining !== null) show('remaining', 'Left, about', time(status.remaining));
  show('rate', 'Learning rate', number(status.settings.learningRate));
  if (network) show('parameters', 'Parameters', number(network.parameters));
}
