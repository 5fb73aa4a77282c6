"""A client that zeep makes of the simulator's WSDL: calls every port, and looks at what comes back.

Usage: call.py BASE. BASE is where the simulator answers; `cases.json` has the services, their ports and a request each.
"""

import copy
import itertools
import json
import pathlib
import sys

import zeep
import zeep.helpers

PASSWORD = "senha-de-exemplo"
NUMBERS = itertools.count(1)


def request(case, spoiled=False):
    """A request of the case; what may come once only is new each time."""
    parameters = copy.deepcopy(case["parameters"])
    for item in parameters[case["list"]]:
        if "fresh" in case:
            item[case["fresh"]] = f"zeep-{next(NUMBERS)}"
    if spoiled:
        parameters[case["list"]][0].update(case["spoil"])
    return parameters


def expect(what, actual, expected):
    if actual != expected:
        raise SystemExit(f"zeep: {what}: {actual!r} instead of {expected!r}")


def check(base, case):
    def call(execution, parameters, password=PASSWORD):
        client = clients.setdefault(execution, zeep.Client(f"{base}/g5-senior-services/sapiens_{execution}{case['service']}?wsdl"))
        port = getattr(client.service, case["port"])
        answer = port(user="integracao", password=password, encryption=0, parameters=parameters)
        return zeep.helpers.serialize_object(answer, dict)

    clients, name = {}, case["port"]
    answer = call("Sync", request(case))
    expect(f"{name}, valid", int(answer["tipoRetorno"]), 1)
    expect(f"{name}, nothing failed", answer["erroExecucao"], None)
    n_items = len(case["parameters"][case["list"]])
    expect(f"{name}, each item", [item["retorno"] for item in answer[case["results"]]], ["OK"] * n_items)

    answer = call("Sync", request(case, spoiled=True))
    expect(f"{name}, invalid", int(answer["tipoRetorno"]), 2)
    expect(f"{name}, no item went well", [item for item in answer[case["results"]] if item["retorno"] == "OK"], [])

    answer = call("Sync", request(case), password="outra")
    expect(f"{name}, wrong password", bool(answer["erroExecucao"]), True)

    for execution in ("Async", "Scheduled"):
        expect(f"{name}, {execution}", call(execution, request(case)), "OK")
        answer = call(execution, request(case, spoiled=True))
        expect(f"{name}, {execution}, invalid", isinstance(answer, str) and answer != "OK", True)
    print(f"zeep: {name} answers as documented")


def main():
    cases = json.loads(pathlib.Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
    for case in cases:
        check(sys.argv[1], case)


main()
