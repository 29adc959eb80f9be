#!/usr/bin/env python3
"""Makes a folder that MLServer serves: a forest on iris that answers names of classes, and one that answers their numbers.

Beside them stands what scikit-learn itself says of the rows (`expected.json`). Arguments: the folder, and three ports.
"""

import json
import pathlib
import sys

import joblib
import sklearn.datasets
import sklearn.ensemble

folder = pathlib.Path(sys.argv[1])
http, grpc, metrics = map(int, sys.argv[2:5])
iris = sklearn.datasets.load_iris()
names = [str(name) for name in iris.target_names]
expected = {"rows": iris.data.tolist(), "classes": names}
for name, target in [("named", [names[number] for number in iris.target]), ("numbered", iris.target)]:
    # Trees so small that they are sometimes wrong, so that answers differ from the labels.
    model = sklearn.ensemble.RandomForestClassifier(n_estimators=5, max_depth=1, random_state=1).fit(iris.data, target)
    (folder / name).mkdir()
    joblib.dump(model, folder / name / "model.joblib")
    settings = {
        "name": name,
        "implementation": "mlserver_sklearn.SKLearnModel",
        "parameters": {"uri": "./model.joblib", "version": "7"},
    }
    (folder / name / "model-settings.json").write_text(json.dumps(settings))
    answers = model.predict(iris.data)
    expected[name] = [str(answer) if name == "named" else names[answer] for answer in answers]
(folder / "expected.json").write_text(json.dumps(expected))
settings = {"host": "127.0.0.1", "http_port": http, "grpc_port": grpc, "metrics_port": metrics, "parallel_workers": 0}
(folder / "settings.json").write_text(json.dumps(settings))
print("made", flush=True)
