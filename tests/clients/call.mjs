// A client that the package `soap` makes of the simulator's WSDL: calls every port, and looks at what comes back.
//
// Usage: node call.mjs BASE. BASE is where the simulator answers; `cases.json` has the services, their ports and a
// request each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import soap from "soap";

const PASSWORD = "senha-de-exemplo";
const base = process.argv[2];
const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
let number = 0;

for (const one of cases) {
  await check(one);
  console.log(`soap: ${one.port} answers as documented`);
}

/** A request of the case; what may come once only is new each time. */
function request(one, { spoiled = false } = {}) {
  const parameters = structuredClone(one.parameters);
  for (const item of parameters[one.list]) {
    if (one.fresh) item[one.fresh] = `soap-${++number}`;
  }
  if (spoiled) {
    const [first] = parameters[one.list];
    for (const [field, value] of Object.entries(one.spoil)) {
      if (value === null) delete first[field];
      else first[field] = value;
    }
  }
  return parameters;
}

async function check(one) {
  const call = async (execution, parameters, password = PASSWORD) => {
    const client = await soap.createClientAsync(`${base}/g5-senior-services/sapiens_${execution}${one.service}?wsdl`);
    const [answer] = await client[`${one.port}Async`]({ user: "integracao", password, encryption: 0, parameters });
    return answer.result;
  };

  let answer = await call("Sync", request(one));
  assert.equal(Number(answer.tipoRetorno), 1, `${one.port}, valid`);
  assert.ok(!answer.erroExecucao, `${one.port}, nothing failed`);
  const results = [answer[one.results]].flat().map((item) => item.retorno);
  assert.deepEqual(results, one.parameters[one.list].map(() => "OK"), `${one.port}, each item`);

  answer = await call("Sync", request(one, { spoiled: true }));
  assert.equal(Number(answer.tipoRetorno), 2, `${one.port}, invalid`);
  assert.ok(![answer[one.results]].flat().some((item) => item.retorno === "OK"), `${one.port}, no item went well`);

  answer = await call("Sync", request(one), "outra");
  assert.ok(answer.erroExecucao, `${one.port}, wrong password`);

  for (const execution of ["Async", "Scheduled"]) {
    assert.equal(text(await call(execution, request(one))), "OK", `${one.port}, ${execution}`);
    const refusal = text(await call(execution, request(one, { spoiled: true })));
    assert.ok(refusal && refusal !== "OK", `${one.port}, ${execution}, invalid`);
  }
}

/** An element that holds text alone may come as an object with its attributes beside the text. */
function text(value) {
  return typeof value === "object" && value !== null ? value.$value : value;
}
