// ConvNetJS on Node: the CIFAR-10 net of its demo page. It takes examples one at a time, so a batch is a loop.
// usage: node convnetjs_peer.js peer net,net,... [--seconds S]    prints nothing for nets that it does not have
const convnet = require('convnetjs');
const { measure, parse } = require('./timing.js');

const { rest: [nets], seconds } = parse(process.argv);
const name = 'convnetjs_cifar', batch = 32;
// Half a minute for a step's twenty samples is more than a reading of this peer is worth.
const leastSamples = 3;

const conv = (filters) => ({ type: 'conv', sx: 5, filters, stride: 1, pad: 2, activation: 'relu' });
const pool = { type: 'pool', sx: 2, stride: 2 };

const say = (work, size, times) => console.log(JSON.stringify(
  { peer: 'convnetjs', version: require('convnetjs/package.json').version, work, net: name, batch: size, ...times }));

async function peer() {
  const net = new convnet.Net();
  net.makeLayers([{ type: 'input', out_sx: 32, out_sy: 32, out_depth: 3 },
    conv(16), pool, conv(20), pool, conv(20), pool, { type: 'softmax', num_classes: 10 }]);
  const trainer = new convnet.Trainer(net, { method: 'adam', batch_size: batch, learning_rate: 0.001 });
  const x = new convnet.Vol(32, 32, 3);
  const all = (call) => () => { for (let i = 0; i < batch; i++) call(i); };
  say('infer', 1, await measure(() => net.forward(x), seconds, leastSamples));
  say('infer', batch, await measure(all(() => net.forward(x)), seconds, leastSamples));
  say('train', batch, await measure(all((i) => trainer.train(x, i % 10)), seconds, leastSamples));
}

if (!nets || nets.split(',').includes(name)) peer();
