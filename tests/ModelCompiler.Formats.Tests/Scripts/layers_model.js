// Runs a layers model in TensorFlow.js: node layers_model.js FOLDER SIDE OUTPUT, with inputs.bin in OUTPUT, gives outputs.bin there.
'use strict';
const fs = require('fs');
const tf = require('@tensorflow/tfjs');
const [folder, side, output] = process.argv.slice(2);

(async () => {
  const json = JSON.parse(fs.readFileSync(`${folder}/model.json`));
  const weights = fs.readFileSync(`${folder}/${json.weightsManifest[0].paths[0]}`);
  const model = await tf.loadLayersModel(tf.io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest[0].weights,
    weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length),
  }));
  const bytes = fs.readFileSync(`${output}/inputs.bin`);
  const inputs = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const outputs = await model.predict(tf.tensor4d(inputs, [1, +side, +side, 3])).data();
  fs.writeFileSync(`${output}/outputs.bin`, Buffer.from(outputs.buffer, outputs.byteOffset, outputs.byteLength));
})();
