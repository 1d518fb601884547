// Writes a network that ConvNetJS made: node convnetjs_snapshot.js FOLDER gives net.json, inputs.bin and outputs.bin. The network is DigitNet of the tests.
'use strict';
const fs = require('fs');
const convnetjs = require('convnetjs');
const folder = process.argv[2];

const net = new convnetjs.Net();
net.makeLayers([
  { type: 'input', out_sx: 12, out_sy: 12, out_depth: 1 },
  { type: 'conv', sx: 5, filters: 8, stride: 1, pad: 2, activation: 'relu' },
  { type: 'pool', sx: 2, stride: 2 },
  { type: 'conv', sx: 5, filters: 16, stride: 1, pad: 2, activation: 'relu' },
  { type: 'pool', sx: 3, stride: 3 },
  { type: 'softmax', num_classes: 10 },
]);
// Biases start at 0, which would hide a mistake.
net.layers.forEach(l => { if (l.biases) for (let i = 0; i < l.biases.w.length; i++) l.biases.w[i] = Math.sin(i + 1) / 4; });

const samples = 3, inputs = new Float32Array(samples * 144), outputs = new Float32Array(samples * 10);
for (let i = 0; i < inputs.length; i++) inputs[i] = Math.sin(i * i) / 2;
for (let n = 0; n < samples; n++) {
  const volume = new convnetjs.Vol(12, 12, 1);
  for (let i = 0; i < 144; i++) volume.w[i] = inputs[n * 144 + i];
  outputs.set(net.forward(volume).w, n * 10);
}

fs.writeFileSync(`${folder}/net.json`, JSON.stringify(net.toJSON()));
fs.writeFileSync(`${folder}/inputs.bin`, Buffer.from(inputs.buffer));
fs.writeFileSync(`${folder}/outputs.bin`, Buffer.from(outputs.buffer));
