// Pictures from bytes, and histograms over time.

import { colour } from './dom.js';

export function bytes(base64) {
  const text = atob(base64);
  const array = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) array[i] = text.charCodeAt(i);
  return array;
}

// Zero is the card's colour, negative blue, positive orange: told apart by any eye, and by brightness from zero.
function diverging(value, dark, out, at) {
  const t = (value - 127.5) / 127.5, size = Math.min(1, Math.abs(t));
  const zero = dark ? [36, 40, 55] : [240, 241, 246], end = t < 0 ? [52, 101, 214] : [226, 118, 20];
  for (let c = 0; c < 3; c++) out[at + c] = zero[c] + (end[c] - zero[c]) * size;
}

/** Draws a picture's tiles side by side, as large as fits. */
export function tiles(canvas, picture, { signed = false, most = 1200, least = 2, target = 40 } = {}) {
  const { w, h, c, n } = picture, data = bytes(picture.data);
  const strip = h === 1 && n === 1;
  const available = Math.max(160, Math.min(most, canvas.parentElement.clientWidth || 300));
  let scale = Math.max(least > w ? 1 : 1, Math.min(12, Math.round(target / Math.max(w, h))));
  if (strip) scale = Math.max(1, Math.min(18, Math.floor(available / w)));
  const gap = n > 1 ? 2 : 0, tall = strip ? 20 : h * scale;
  const columns = Math.max(1, Math.min(n, Math.floor((available + gap) / (w * scale + gap))));
  const rows = Math.ceil(n / columns);
  canvas.width = columns * (w * scale + gap) - gap;
  canvas.height = rows * (tall + gap) - gap;
  canvas.style.width = `${canvas.width}px`;
  const context = canvas.getContext('2d'), image = context.createImageData(canvas.width, canvas.height), out = image.data;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  for (let t = 0; t < n; t++) {
    const left = (t % columns) * (w * scale + gap), top = Math.floor(t / columns) * (tall + gap);
    for (let y = 0; y < tall; y++) {
      const row = strip ? 0 : Math.floor(y / scale);
      for (let x = 0; x < w * scale; x++) {
        const from = ((t * h + row) * w + Math.floor(x / scale)) * c, at = ((top + y) * canvas.width + left + x) * 4;
        if (c === 3) { out[at] = data[from]; out[at + 1] = data[from + 1]; out[at + 2] = data[from + 2]; }
        else if (signed) diverging(data[from], dark, out, at);
        else out[at] = out[at + 1] = out[at + 2] = data[from];
        out[at + 3] = 255;
      }
    }
  }
  context.putImageData(image, 0, 0);
}

/** One sample, to be scaled by style. */
export function sample(canvas, picture) {
  const data = bytes(picture.data), { w, h, c } = picture;
  canvas.width = w;
  canvas.height = h;
  const context = canvas.getContext('2d'), image = context.createImageData(w, h);
  for (let i = 0; i < w * h; i++) {
    for (let k = 0; k < 3; k++) image.data[4 * i + k] = data[i * c + (c === 3 ? k : 0)];
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** Histograms side by side, the oldest on the left, over one common extent: darker is more. */
export function histograms(canvas, columns) {
  const usable = columns.filter((column) => column.hist.length > 0 && column.min !== null);
  const ratio = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.max(60, Math.round(canvas.clientWidth * ratio));
  canvas.height = Math.round(84 * ratio);
  if (usable.length === 0) return null;
  const context = canvas.getContext('2d');
  let min = Math.min(...usable.map((column) => column.min)), max = Math.max(...usable.map((column) => column.max));
  if (!(max > min)) { min -= 0.5; max += 0.5; }
  const rows = 42, width = canvas.width / usable.length, tall = canvas.height / rows, ink = colour('--accent');
  usable.forEach((column, i) => {
    const counts = new Float64Array(rows), step = (column.max - column.min) / column.hist.length;
    column.hist.forEach((count, b) => {
      const from = ((column.min + b * step - min) / (max - min)) * rows, to = ((column.min + (b + 1) * step - min) / (max - min)) * rows;
      if (to - from < 1e-9) { counts[Math.min(rows - 1, Math.floor(from))] += count; return; }
      for (let r = Math.max(0, Math.floor(from)); r < Math.min(rows, Math.ceil(to)); r++) counts[r] += (count * (Math.min(to, r + 1) - Math.max(from, r))) / (to - from);
    });
    const most = Math.max(...counts, 1e-9);
    for (let r = 0; r < rows; r++) {
      if (counts[r] <= 0) continue;
      context.globalAlpha = 0.06 + 0.94 * Math.sqrt(counts[r] / most);
      context.fillStyle = ink;
      context.fillRect(i * width, canvas.height - (r + 1) * tall, Math.ceil(width), Math.ceil(tall));
    }
  });
  context.globalAlpha = 1;
  if (min < 0 && max > 0) {
    context.fillStyle = colour('--soft');
    context.fillRect(0, canvas.height - (-min / (max - min)) * canvas.height, canvas.width, 1);
  }
  return { min, max };
}
