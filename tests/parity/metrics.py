"""Records scikit-learn's metrics on drawn outputs and targets, for tests/ModelCompiler.Tests: python3 metrics.py > metrics.json (scikit-learn 1.2)."""
import json
import numpy as np
from sklearn import metrics as m

random = np.random.default_rng(20261129)


def rounded(values):
    return np.asarray(values, dtype=np.float32).round(3)


def classes(count, n, ties):
    scores = random.random((count, n)) ** 2
    labels = random.integers(0, n, count)
    scores[np.arange(count), labels] += 0.3 * random.random(count)
    scores /= scores.sum(axis=1, keepdims=True)
    scores = scores.round(2 if ties else 6).astype(np.float32)
    predicted = scores.argmax(axis=1)
    one_hot = np.eye(n)[labels]
    return dict(
        outputs=scores.ravel().tolist(), labels=labels.tolist(), channels=n,
        accuracy=m.accuracy_score(labels, predicted),
        top2=float(np.mean([(s > s[l]).sum() + (s[:l] == s[l]).sum() < 2 for s, l in zip(scores, labels)])),
        precision=m.precision_score(labels, predicted, average="macro", zero_division=0), recall=m.recall_score(labels, predicted, average="macro", zero_division=0),
        f1=m.f1_score(labels, predicted, average="macro", zero_division=0), iou=m.jaccard_score(labels, predicted, average="macro", zero_division=0),
        auc=float(np.mean([m.roc_auc_score(one_hot[:, c], scores[:, c]) for c in range(n) if 0 < one_hot[:, c].sum() < count])))


def binary(count):
    labels = random.integers(0, 2, count)
    scores = (0.3 * labels + random.random(count) * 0.8).clip(0, 1).round(2).astype(np.float32)
    predicted = (scores > 0.5).astype(int)
    return dict(
        outputs=scores.tolist(), labels=labels.tolist(), channels=1, accuracy=m.accuracy_score(labels, predicted), precision=m.precision_score(labels, predicted),
        recall=m.recall_score(labels, predicted), f1=m.f1_score(labels, predicted), iou=m.jaccard_score(labels, predicted, average="macro"), auc=m.roc_auc_score(labels, scores))


def answers(count, n):
    targets = random.integers(0, 2, (count, n))
    scores = (0.2 * targets + random.random((count, n)) * 0.8).round(3).astype(np.float32)
    predicted = (scores > 0.5).astype(int)
    return dict(
        outputs=scores.ravel().tolist(), targets=targets.ravel().tolist(), channels=n, accuracy=float((predicted == targets).mean()),
        precision=m.precision_score(targets, predicted, average="macro", zero_division=0), recall=m.recall_score(targets, predicted, average="macro", zero_division=0),
        f1=m.f1_score(targets, predicted, average="macro", zero_division=0), auc=m.roc_auc_score(targets, scores, average="macro"))


def numbers(count, n, offset):
    targets = rounded(random.normal(offset, 2, (count, n)))
    outputs = rounded(targets + random.normal(0, 1, (count, n)))
    a, b = targets.astype(np.float64), outputs.astype(np.float64)
    return dict(
        outputs=outputs.ravel().tolist(), targets=targets.ravel().tolist(), channels=n, mae=m.mean_absolute_error(a, b), rmse=float(np.sqrt(m.mean_squared_error(a, b))), r2=m.r2_score(a, b))


def counts(count):
    targets = random.poisson(2.5, count).astype(np.float32)
    outputs = rounded(targets * 0.7 + 0.5 + random.random(count))
    a, b = targets.astype(np.float64), outputs.astype(np.float64)
    return dict(
        outputs=outputs.tolist(), targets=targets.tolist(), channels=1, mae=m.mean_absolute_error(a, b), rmse=float(np.sqrt(m.mean_squared_error(a, b))), r2=m.r2_score(a, b),
        deviance=m.mean_poisson_deviance(a, b))


print(json.dumps(dict(
    classes=[classes(60, 4, False), classes(60, 5, True), classes(9, 8, True)], binary=[binary(50)], answers=[answers(40, 3)],
    numbers=[numbers(40, 1, 0), numbers(30, 3, 5000)], counts=[counts(40)])))
