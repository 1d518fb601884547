// ONNX Runtime on this CPU with two threads, over the files that "torch_peer.py onnx FOLDER" wrote.
// usage: node onnxruntime_peer.js peer FOLDER net,net,... [--seconds S]
//        node onnxruntime_peer.js first-prediction FOLDER
const fs = require('fs');
const ort = require('onnxruntime-node');
const { measure, parse } = require('./timing.js');

const { verb, rest: [folder, nets], seconds } = parse(process.argv);
const work = JSON.parse(fs.readFileSync(`${folder}/nets.json`));

const say = (work, fields) =>
  console.log(JSON.stringify({ peer: 'onnxruntime', version: ort.env.versions.node ?? ort.env.versions.common, work, ...fields }));

const open = (net) => ort.InferenceSession.create(`${folder}/${net}.onnx`,
  { intraOpNumThreads: 2, interOpNumThreads: 1, graphOptimizationLevel: 'all' });

function input(net, batch) {
  const dims = [batch, ...work[net].shape];
  return new ort.Tensor('float32', Float32Array.from({ length: dims.reduce((a, b) => a * b) }, () => Math.random() - 0.5), dims);
}

async function peer() {
  for (const net of (nets ?? Object.keys(work).join(',')).split(',')) {
    const session = await open(net);
    for (const batch of work[net].batches) {
      const x = input(net, batch);
      say('infer', { net, batch, ...await measure(() => session.run({ x }), seconds) });
    }
  }
}

async function firstPrediction() {
  const outputs = await (await open('lenet5')).run({ x: input('lenet5', 1) });
  say('first-prediction', { net: 'lenet5', classes: Object.values(outputs)[0].data.length });
}

(verb === 'peer' ? peer() : firstPrediction()).catch((error) => { console.error(error.message); process.exit(1); });
