// The network as a graph, from the input down. Layers of one block, whose names begin alike, are one box until it is opened.

import { $, number } from './dom.js';

const svgNames = 'http://www.w3.org/2000/svg';
const boxWidth = 190, boxHeight = 50, gapX = 26, gapY = 34;

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(svgNames, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export class Graph {
  begin(network, onChoose) {
    this.network = network;
    this.onChoose = onChoose;
    this.open = new Set();
    // Few layers are shown at once; of many the blocks.
    if (network.layers.length <= 40) for (const layer of network.layers) for (const block of blocksOf(layer.name)) this.open.add(block);
    this.drawn = false;
  }

  show() {
    if (this.drawn || !this.network) return;
    this.drawn = true;
    $('graph').replaceChildren(this.draw());
  }

  /** Boxes: the input, layers, and blocks that are closed. */
  boxes() {
    const boxes = [{ key: 'input', name: 'input', sub: this.network.input.join('×'), layers: [], reads: new Set() }], of = new Map([[-1, 0]]), byKey = new Map();
    this.network.layers.forEach((layer, i) => {
      const closed = blocksOf(layer.name).find((block) => !this.open.has(block)), key = closed ? `block ${closed}` : `layer ${i}`;
      if (!byKey.has(key)) {
        byKey.set(key, boxes.length);
        boxes.push({ key, block: closed, name: closed ?? layer.name, layers: [], reads: new Set() });
      }
      of.set(i, byKey.get(key));
      boxes[byKey.get(key)].layers.push(i);
    });
    this.network.layers.forEach((layer, i) => {
      for (const from of layer.reads) if (of.get(from) !== of.get(i)) boxes[of.get(i)].reads.add(of.get(from));
    });
    for (const box of boxes) {
      if (!box.layers.length) continue;
      const layers = box.layers.map((i) => this.network.layers[i]), last = layers[layers.length - 1], parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
      box.parameters = parameters;
      box.sub = `${box.block ? `${layers.length} layers` : last.kind} · ${last.shape.join('×')}${parameters ? ` · ${number(parameters)}` : ''}`;
    }
    return boxes;
  }

  draw() {
    const boxes = this.boxes();
    // A box stands one row below the lowest of those that it reads.
    boxes.forEach((box) => { box.rank = Math.max(-1, ...[...box.reads].map((r) => boxes[r].rank ?? 0)) + 1; });
    const rows = [];
    boxes.forEach((box, i) => (rows[box.rank] ??= []).push(i));
    const readers = boxes.map(() => []);
    boxes.forEach((box, i) => { for (const r of box.reads) readers[r].push(i); });
    rows.forEach((row) => row.forEach((b, at) => { boxes[b].x = at - (row.length - 1) / 2; }));
    for (let sweep = 0; sweep < 4; sweep++) {
      for (const row of sweep % 2 ? [...rows].reverse() : rows) {
        const mean = (b) => { const near = sweep % 2 ? readers[b] : [...boxes[b].reads]; return near.length ? near.reduce((sum, n) => sum + boxes[n].x, 0) / near.length : boxes[b].x; };
        const wanted = new Map(row.map((b) => [b, mean(b)]));
        row.sort((a, b) => wanted.get(a) - wanted.get(b));
        // As near to their neighbours as leaves a column between two.
        const centre = row.reduce((sum, b) => sum + wanted.get(b), 0) / row.length;
        row.forEach((b, at) => { boxes[b].x = row.length === 1 ? wanted.get(b) : centre + at - (row.length - 1) / 2; });
      }
    }
    const least = Math.min(...boxes.map((b) => b.x)), most = Math.max(...boxes.map((b) => b.x));
    const width = (most - least + 1) * (boxWidth + gapX) + 60, height = rows.length * (boxHeight + gapY) + 10;
    this.middle = width / 2;
    const place = (box) => ({ x: 30 + (box.x - least) * (boxWidth + gapX) + gapX / 2, y: 6 + box.rank * (boxHeight + gapY) });
    const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Layers from the input at the top to the output at the bottom' });
    boxes.forEach((box) => {
      const to = place(box);
      for (const r of box.reads) picture.append(this.edge(place(boxes[r]), to, box.rank - boxes[r].rank, boxes[r].x === box.x));
    });
    boxes.forEach((box) => picture.append(this.box(box, place(box))));
    return picture;
  }

  edge(from, to, ranks, straight) {
    const x0 = from.x + boxWidth / 2, y0 = from.y + boxHeight, x1 = to.x + boxWidth / 2, y1 = to.y - 1;
    // What skips rows goes round the boxes between.
    if (ranks > 1 && straight) {
      const side = from.x + boxWidth + 14;
      return svg('path', { d: `M${x0 + 60},${y0} C${x0 + 60},${y0 + gapY} ${side},${y0} ${side},${y0 + gapY} L${side},${y1 - gapY} C${side},${y1} ${x1 + 60},${y1 - gapY} ${x1 + 60},${y1}` });
    }
    if (ranks > 1) {
      // Down the outer one of the two columns, and over in one row.
      const middle = this.middle, outer = Math.abs(x0 - middle) >= Math.abs(x1 - middle);
      return svg('path', { d: outer
        ? `M${x0},${y0} L${x0},${y1 - gapY} C${x0},${y1 - gapY / 3} ${x1},${y1 - gapY / 1.5} ${x1},${y1}`
        : `M${x0},${y0} C${x0},${y0 + gapY / 1.5} ${x1},${y0 + gapY / 3} ${x1},${y0 + gapY} L${x1},${y1}` });
    }
    return svg('path', { d: `M${x0},${y0} C${x0},${y0 + gapY / 1.6} ${x1},${y1 - gapY / 1.6} ${x1},${y1}` });
  }

  box(box, { x, y }) {
    const name = svg('text', { x: boxWidth / 2, y: 21, 'text-anchor': 'middle' }), sub = svg('text', { x: boxWidth / 2, y: 38, 'text-anchor': 'middle', class: 'sub' });
    name.textContent = short(box.name, 26);
    sub.textContent = short(box.sub ?? '', 28);
    const group = svg('g', { class: `box${box.block ? ' block' : box.parameters ? ' weights' : ''}`, transform: `translate(${x},${y})` }, svg('rect', { width: boxWidth, height: boxHeight, rx: 9 }), name, sub);
    if (!box.layers.length) return group;
    const act = () => {
      if (box.block) {
        this.open.add(box.block);
        this.drawn = false;
        this.show();
      } else this.onChoose(box.layers[0]);
    };
    group.setAttribute('tabindex', '0');
    group.setAttribute('role', 'button');
    group.setAttribute('aria-label', `${box.name}, ${box.sub}${box.block ? ', opens the block' : ', shows the layer'}`);
    group.addEventListener('click', act);
    group.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } });
    return group;
  }
}

/** "stage_1/bottleneck_2/conv2d_1" lies in "stage_1" and, in it, in "stage_1/bottleneck_2". */
function blocksOf(name) {
  const parts = name.split('/');
  return parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

function short(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
