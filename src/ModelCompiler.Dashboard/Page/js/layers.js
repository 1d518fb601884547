// The network layer by layer: what it is, what goes through it, what it has learnt.

import { $, el, number, percent } from './dom.js';
import { histograms, tiles } from './draw.js';
import { query } from './connection.js';

export class Layers {
  constructor(connection) {
    this.connection = connection;
    this.visible = new Set();
    this.observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const layer = Number(entry.target.dataset.layer);
        if (entry.isIntersecting) this.visible.add(layer);
        else this.visible.delete(layer);
      }
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.watch(), 120);
    }, { rootMargin: '240px 0px' });
    setInterval(() => this.showHistories(), 3000);
  }

  watch() {
    this.connection.watch([...this.visible].sort((a, b) => a - b).slice(0, 64));
  }

  begin(network) {
    this.network = network;
    this.observer.disconnect();
    this.visible.clear();
    this.cards = network.layers.map((layer, i) => this.card(layer, i));
    $('layers').replaceChildren(...this.cards.map((card) => card.article));
    for (const card of this.cards) this.observer.observe(card.article);
    $('network-sum').textContent = `input ${network.input.join('×')} · ${network.layers.length} layers · ${number(network.parameters)} parameters · ${number(network.multiplyAdds)} multiply-adds a sample`;
  }

  card(layer, i) {
    const facts = el('dl', { class: 'facts' }), pictures = el('div', { class: 'pictures' });
    const article = el('article', { class: 'layer', 'data-layer': String(i), id: `layer-${i}`, 'aria-labelledby': `layer-name-${i}`, tabIndex: -1 },
      el('div', {}, el('h3', { id: `layer-name-${i}`, textContent: layer.name }),
        el('div', { class: 'kind', textContent: `${layer.kind} · ${layer.shape.join('×')}${layer.rate ? ` · rate ${number(layer.rate)}` : ''}` }), facts),
      pictures);
    const card = { article, facts, pictures, values: new Map(), canvases: new Map(), layer, i };
    if (layer.tensors.length) {
      card.tensors = el('div', { class: 'tensors' });
      card.details = el('details', {}, el('summary', { textContent: 'Weights and gradients over time' }), card.tensors);
      card.details.addEventListener('toggle', () => this.showHistory(card));
      article.append(card.details);
    }
    if (layer.arithmetic) this.fact(card, 'parameters', layer.arithmetic);
    return card;
  }

  fact(card, name, value, mark) {
    let dd = card.values.get(name);
    if (!dd) {
      dd = el('dd');
      card.values.set(name, dd);
      card.facts.append(el('dt', { textContent: name }), dd);
    }
    if (dd.textContent !== value) dd.textContent = value;
    dd.classList.toggle('dead', !!mark);
  }

  picture(card, name, caption, picture, options) {
    let one = card.canvases.get(name);
    if (!one) {
      const canvas = el('canvas', { role: 'img' }), figcaption = el('figcaption');
      card.pictures.append(el('figure', {}, figcaption, canvas));
      one = { canvas, figcaption };
      card.canvases.set(name, one);
    }
    const text = picture.of > picture.n ? `${caption} (${picture.n} of ${picture.of})` : caption;
    if (one.figcaption.textContent !== text) {
      one.figcaption.textContent = text;
      one.canvas.setAttribute('aria-label', `${card.layer.name}: ${text}`);
    }
    tiles(one.canvas, picture, options);
  }

  show(message) {
    for (const news of message.layers) {
      const card = this.cards[news.i];
      if (!card) continue;
      card.news = news;
      this.showFacts(card, news);
      const map = card.layer.shape.length === 3;
      if (news.picture) this.picture(card, 'outputs', 'activations', news.picture, { target: map ? 40 : 14 });
      if (news.gradientPicture) this.picture(card, 'gradients', news.inner ? 'gradients before the activation function' : 'gradients of the activations', news.gradientPicture, { signed: true, target: map ? 40 : 14 });
      if (news.filters) this.picture(card, 'filters', 'filters', news.filters, { signed: news.filters.c !== 3, target: filterSize(news.filters) });
      if (news.filterGradients) this.picture(card, 'filterGradients', 'gradients of the filters', news.filterGradients, { signed: news.filterGradients.c !== 3, target: filterSize(news.filterGradients) });
    }
  }

  showFacts(card, news) {
    const span = (f) => `${number(f.min)} … ${number(f.max)}`;
    if (news.outputs) this.fact(card, 'activations', span(news.outputs));
    else if (news.looked) this.fact(card, 'activations', 'kept in registers: fused with the next layer');
    if (news.gradients) this.fact(card, news.inner ? 'inner gradients' : 'gradients', span(news.gradients));
    if (news.units) {
      this.fact(card, 'dead ReLUs', news.units.looks < 12 ? `looking … (${news.units.looks} of 12)` : `${news.units.dead} of ${news.units.total}`, news.units.looks >= 12 && news.units.dead > 0);
      if (news.outputs) this.fact(card, 'zeros', percent(news.outputs.zeros));
    }
    for (const tensor of news.tensors) {
      const short = tensor.name.slice(tensor.name.lastIndexOf('.') + 1);
      this.fact(card, short, `${span(tensor.weights)}${tensor.seen < tensor.length ? ' *' : ''}`);
      if (tensor.gradients && short === 'kernel') this.fact(card, 'd kernel', span(tensor.gradients));
      if (short === 'kernel' && tensor.ratio !== null) this.fact(card, 'update : weight', number(tensor.ratio));
    }
  }

  showHistories() {
    for (const card of this.cards ?? []) {
      if (card.details?.open && this.visible.has(card.i)) this.showHistory(card);
    }
  }

  async showHistory(card) {
    if (!card.details.open) return;
    const response = await fetch(`api/layers/${card.i}/histograms${query}`).catch(() => null);
    if (!response || !response.ok) return;
    const { tensors } = await response.json();
    if (card.tensors.childElementCount !== tensors.length) {
      card.tensors.replaceChildren(...tensors.map((tensor) => {
        const box = el('div', { class: 'tensor' }, el('h4', { textContent: tensor.name }), el('p'), el('div', { class: 'plots' }));
        for (const kind of ['weights', 'gradients']) {
          const canvas = el('canvas', { role: 'img', 'aria-label': `${tensor.name}: histograms of ${kind} over time` });
          box.lastChild.append(el('div', { class: kind }, el('span', { textContent: kind }), canvas));
        }
        return box;
      }));
    }
    tensors.forEach((tensor, t) => {
      const box = card.tensors.children[t], now = card.news?.tensors.find((one) => one.name === tensor.name);
      for (const kind of ['weights', 'gradients']) {
        const cell = box.querySelector(`.${kind}`), extent = histograms(cell.querySelector('canvas'), tensor[kind]);
        cell.hidden = kind === 'gradients' && !extent;
        if (extent) cell.querySelector('span').textContent = `${kind}, ${number(extent.min)} … ${number(extent.max)}`;
      }
      if (now) box.querySelector('p').textContent = `mean ${number(now.weights.mean)} · deviation ${number(now.weights.std)} · update : weight ${number(now.ratio)}${now.seen < now.length ? ` · * ${number(now.seen)} of ${number(now.length)} looked at` : ''}`;
    });
  }
}

/** Filters over few channels are worth a look each; of many the whole matters. */
function filterSize(picture) {
  return picture.of <= 64 ? 36 : Math.max(15, picture.w * 3);
}
