// The page: what comes from the training goes to the parts that show it.

import { $ } from './dom.js';
import { Connection } from './connection.js';
import { Charts } from './charts.js';
import { Controls } from './controls.js';
import { Graph } from './graph.js';
import { Layers } from './layers.js';
import { Predictions } from './predictions.js';
import { clearStats, showStats } from './stats.js';

const charts = new Charts();
const connection = new Connection(take, showConnection);
const controls = new Controls(connection);
const layers = new Layers(connection);
const graph = new Graph();
const predictions = new Predictions();
let hello = null, status = null;

function take(message) {
  switch (message.t) {
    case 'hello': begin(message); break;
    case 'points': charts.add(message); if (status) showStats(status, charts, hello?.network); break;
    case 'status': showStatus(message); break;
    case 'log': controls.addLog(message.entries); break;
    case 'network': layers.show(message); break;
    case 'predictions': predictions.show(message); break;
  }
}

function begin(message) {
  // All of the run is sent again after a connection was lost: what is there already must not stand twice.
  const same = hello && hello.run === message.run;
  hello = message;
  document.title = `${message.model} – training`;
  $('model').textContent = message.model;
  $('run').textContent = message.run;
  charts.reset();
  controls.clearLog();
  controls.allow(message.steer, message.keeps);
  if (same) return;
  clearStats();
  layers.begin(message.network);
  graph.begin(message.network, choose);
  graph.show();
  predictions.begin(message.classes);
}

function showStatus(message) {
  status = message;
  $('state').textContent = message.state;
  $('state').dataset.state = message.state;
  if (message.notice) {
    $('notice').hidden = false;
    $('notice').textContent = message.notice;
  }
  if (message.reason) $('state').title = message.reason;
  const share = message.batches ? (100 * message.batch) / message.batches : 0;
  $('progress-bar').style.width = `${share}%`;
  $('progress').setAttribute('aria-valuenow', String(Math.round(share)));
  const cost = message.cost === null ? '' : ` · looking takes ${(100 * message.cost).toFixed(1)}% of the time`;
  $('foot').textContent = `${message.viewers} ${message.viewers === 1 ? 'page' : 'pages'} open · ${hello?.optimizer ?? ''}${cost}`;
  controls.show(message);
  showStats(message, charts, hello?.network);
}

function showConnection(open) {
  if (open) return;
  $('state').textContent = 'disconnected';
  $('state').dataset.state = 'disconnected';
}

function view(name) {
  $('layers').hidden = name !== 'layers';
  $('graph').hidden = name !== 'graph';
  $('view-layers').setAttribute('aria-pressed', String(name === 'layers'));
  $('view-graph').setAttribute('aria-pressed', String(name === 'graph'));
}

function choose(layer) {
  view('layers');
  const card = $(`layer-${layer}`);
  card.scrollIntoView({ block: 'start' });
  card.focus({ preventScroll: true });
}

$('view-layers').addEventListener('click', () => view('layers'));
$('view-graph').addEventListener('click', () => view('graph'));
