"""The other side of the tests of Keras's files, with h5py: Keras itself only calls h5py the same way.

keras_weights.py write FOLDER    writes files with the members that Keras 3, 2.15 and 2 write for KitchenNet of the tests, weights.json says what is in them
keras_weights.py read FOLDER     reads net.weights.h5 and net.keras as Keras does, and writes weights.bin: all numbers, layer by layer in the order of Keras's names
"""
import io
import json
import sys
import zipfile

import h5py
import numpy as np

# class in snake case, number of its kind -> name in the class, shapes of its variables in Keras's order (trainable ones first)
LAYERS = [
    ("conv2d", "conv2d_1", [(3, 3, 3, 6)]),
    ("batch_normalization", "batch_normalization_1", [(6,), (6,), (6,), (6,)]),
    ("depthwise_conv2d", "depthwise_conv2d_1", [(3, 3, 6, 2), (12,)]),
    ("conv2d", "conv2d_2", [(2, 3, 6, 8), (8,)]),
    ("conv2d_transpose", "conv2d_transpose_1", [(3, 3, 5, 8), (5,)]),
    ("batch_normalization", "flat_norm", [(150,), (150,), (150,), (150,)]),
    ("dense", "dense_1", [(150, 12), (12,)]),
    ("dense", "dense_2", [(12, 4), (4,)]),
]
PARTS = {1: ["kernel"], 2: ["kernel", "bias"], 4: ["gamma", "beta", "moving_mean", "moving_variance"]}


def paths():
    """As keras.src.saving.saving_lib names layers: by class, counted from the second of its kind on."""
    used = {}
    for kind, name, shapes in LAYERS:
        used[kind] = used.get(kind, -1) + 1
        yield kind if used[kind] == 0 else f"{kind}_{used[kind]}", name, shapes


def draw():
    random = np.random.RandomState(4)
    return {path: [random.rand(*shape).astype("<f4") for shape in shapes] for path, _, shapes in paths()}


def write_keras3(file, weights, top="layers", dtype="<f4", names=True):
    for path, name, _ in paths():
        group = file.create_group(f"{top}/{path}")
        if names:
            group.attrs["name"] = name
        for i, value in enumerate(weights[path]):
            group.create_dataset(f"vars/{i}", data=value.astype(dtype))
    # Layers without variables, a dropout's seed, the optimizer: all of it is in real files, and none of it a weight.
    file.create_group(f"{top}/flatten/vars")
    file.create_dataset(f"{top}/dropout/seed_generator/vars/0", data=np.array([1, 2], "<u4"))
    file.create_dataset("optimizer/vars/0", data=np.array(7, "<i8"))
    file.create_dataset("optimizer/vars/1", data=np.float32(0.001))
    file.create_group("vars")


def write_keras2(file, weights):
    """As tf.keras wrote .h5: a group by layer with the names of its weights as attributes."""
    file.attrs["layer_names"] = [name.encode() for _, name, _ in paths()] + [b"flatten"]
    file.attrs["backend"] = b"tensorflow"
    file.create_group("flatten").attrs["weight_names"] = np.array([], "S1")
    for path, name, shapes in paths():
        group = file.create_group(name)
        parts = [f"{name}/{part}:0" for part in PARTS[len(shapes)]]
        group.attrs["weight_names"] = [part.encode() for part in parts]
        for part, value in zip(parts, weights[path]):
            group.create_dataset(part, data=value)


def write(folder):
    weights = draw()
    np.concatenate([v.flatten() for path, _, _ in paths() for v in weights[path]]).tofile(f"{folder}/weights.bin")
    with h5py.File(f"{folder}/net.weights.h5", "w") as file:
        write_keras3(file, weights)
    with h5py.File(f"{folder}/unnamed.weights.h5", "w") as file:
        write_keras3(file, weights, names=False)
    with h5py.File(f"{folder}/old.weights.h5", "w") as file:
        write_keras3(file, weights, top="_layer_checkpoint_dependencies", names=False)
    with h5py.File(f"{folder}/double.weights.h5", "w") as file:
        write_keras3(file, weights, dtype="<f8")
    with h5py.File(f"{folder}/keras2.h5", "w") as file:
        write_keras2(file, weights)
    with h5py.File(f"{folder}/keras2model.h5", "w") as file:
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"filler": "x" * 3000}})
        write_keras2(file.create_group("model_weights"), weights)
    with h5py.File(f"{folder}/latest.weights.h5", "w", libver="latest") as file:
        write_keras3(file, weights)
    for name, archive in ("net.keras", "net.weights.h5"), ("old.keras", "old.weights.h5"):
        with zipfile.ZipFile(f"{folder}/{name}", "w") as zipped:
            zipped.writestr("metadata.json", json.dumps({"keras_version": "3.4.1"}))
            zipped.writestr("config.json", "{}")
            zipped.write(f"{folder}/{archive}", "model.weights.h5")
    write_refused(folder, weights)


def write_refused(folder, weights):
    """What no file of Keras has."""
    def broken(name, change):
        with h5py.File(f"{folder}/refused_{name}.weights.h5", "w") as file:
            write_keras3(file, weights)
            change(file)

    def circle(file):
        file["layers/conv2d/again"] = file["layers"]

    def self_link(file):
        file["layers/conv2d/self"] = file["layers/conv2d"]

    def soft(file):
        file["layers/conv2d/soft"] = h5py.SoftLink("/layers")

    def external(file):
        file["layers/conv2d/out"] = h5py.ExternalLink("/etc/passwd", "/")

    def external_data(file):
        file.create_dataset("layers/conv2d/vars/7", shape=(4,), dtype="<f4", external=[("/etc/passwd", 0, 16)])

    def compressed(file):
        file.create_dataset("layers/conv2d/vars/7", data=np.zeros((100, 100), "<f4"), compression="gzip")

    def text(file):
        del file["layers/dense/vars/0"]
        file["layers/dense/vars/0"] = "text"

    def big_endian(file):
        del file["layers/dense/vars/0"]
        file["layers/dense/vars/0"] = np.zeros((150, 12), ">f4")

    for change in circle, self_link, soft, external, external_data, compressed, text, big_endian:
        broken(change.__name__, change)


def read(folder):
    def numbers(file):
        found = []
        for path, name, shapes in paths():
            group = file[f"layers/{path}"]
            assert group.attrs["name"] == name, (path, group.attrs["name"])
            assert len(group["vars"].keys()) == len(shapes)
            for i, shape in enumerate(shapes):
                value = group[f"vars/{i}"]
                assert value.shape == shape and value.dtype == np.float32, (path, i, value)
                found.append(value[()].flatten())
        return np.concatenate(found)

    with h5py.File(f"{folder}/net.weights.h5", "r") as file:
        direct = numbers(file)
    with zipfile.ZipFile(f"{folder}/net.keras") as zipped:
        assert sorted(zipped.namelist()) == ["config.json", "metadata.json", "model.weights.h5"]
        assert zipped.testzip() is None
        assert json.loads(zipped.read("metadata.json"))["keras_version"].startswith("3.")
        json.loads(zipped.read("config.json"))
        with h5py.File(io.BytesIO(zipped.read("model.weights.h5")), "r") as file:
            assert np.array_equal(direct, numbers(file))
    direct.tofile(f"{folder}/weights.bin")


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
