// Starts `gabarito` itself, for flows that need a configuration of their own.
//
// Input: GABARITO, the program, when it is not where a debug build leaves it. Whatever is started here ends with `stop`.

import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { placeOf } from "./check-page.mjs";

const program = process.env.GABARITO ?? placeOf("target/debug/gabarito");

/** Runs it until `pattern` is seen in what it prints; the answer is what it printed until then. */
async function start(args, pattern) {
  const child = spawn(program, args, { cwd: placeOf("."), stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  await new Promise((resolve, reject) => {
    child.on("exit", (status) => reject(new Error(`gabarito ${args.join(" ")} ended with ${status}: ${printed}`)));
    child.stdout.on("data", (piece) => {
      printed += piece;
      if (pattern.test(printed)) {
        resolve();
      }
    });
  });
  child.removeAllListeners("exit");
  return { printed, stop: () => child.kill() };
}

/**
 * A simulator that makes faults on demand, and a server with one production environment that leads to it. `fault` plans
 * what the next call gets.
 */
export async function productionServer(name) {
  const simulator = await start(["simulate", "--faults", "--listen", "127.0.0.1:0"], /DepsNet: .*\n.*=.*\n[^]*Senior G5/);
  const base = /DepsNet: (\S+)/.exec(simulator.printed)[1];
  const [, way, values] = /DepsNet: .*\n\s*(\S+): (.*)/.exec(simulator.printed);
  const folder = mkdtempSync(join(tmpdir(), "gabarito-"));
  const credentials = values.trim().split(" ").map((pair) => {
    const [key, value] = pair.split("=");
    writeFileSync(join(folder, key), value);
    return `${key} = { file = "${key}" }`;
  });
  const environment = (name, extra) => `
[[environment]]
name = "${name}"
system = "depsnet"
base = "${base}"
networks = ["127.0.0.0/8"]
credential = "${way}"
${extra}
[environment.credentials]
${credentials.join("\n")}
`;
  const config = `
[audit]
file = "audit.jsonl"
[store]
file = "store.sqlite"
${environment(name, "production = true")}
${environment("homologação", "allow_invalid = true")}
`;
  writeFileSync(join(folder, "gabarito.toml"), config);
  const server = await start(["serve", "--listen", "127.0.0.1:0", "--config", join(folder, "gabarito.toml")], /http:\/\/\S+/);
  const origin = new URL(base).origin;
  return {
    address: /http:\/\/[^\s/]+/.exec(server.printed)[0],
    async fault(falha, vezes = 1) {
      const answer = await fetch(`${origin}/simulador/falhas?falha=${falha}&vezes=${vezes}`, { method: "POST" });
      if (!answer.ok) {
        throw new Error(`no fault planned: ${answer.status}`);
      }
    },
    stop() {
      server.stop();
      simulator.stop();
    },
  };
}
