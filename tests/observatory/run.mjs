// The grade that Mozilla's HTTP Observatory gives the headers of `gabarito serve`.
//
// Input: GABARITO, the program, started where the built page lies. Output: the grade with every test behind it; status 1
// where it is not A+. Serves as in production: behind TLS, with a certificate that is trusted, plain HTTP led there.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HOST = "localhost";
const WANTED = "A+";

const program = process.env.GABARITO;
if (!program) throw new Error("GABARITO is not set: it names the program");

const folder = mkdtempSync(join(tmpdir(), "gabarito-observatory-"));
const ended = [];
try {
  process.exitCode = await grade();
} finally {
  for (const end of ended.reverse()) end();
  rmSync(folder, { recursive: true });
}

async function grade() {
  const certificate = makeCertificate();
  const inner = await freePort();
  const front = https.createServer(certificate.pair, (request, answer) => forward(request, answer, inner));
  const httpsPort = await listen(front);
  const away = http.createServer((request, answer) => {
    answer.writeHead(301, { location: `https://${HOST}${request.url}` }).end();
  });
  const httpPort = await listen(away);
  await serve(inner, `https://${HOST}`);

  const { scan, tests } = JSON.parse(await scanned(certificate.path, httpPort, httpsPort));
  for (const [name, test] of Object.entries(tests)) {
    const points = String(test.scoreModifier ?? 0).padStart(4);
    console.log(`  ${test.pass ? "passed" : "FAILED"} ${points}  ${name}: ${test.result}`);
  }
  console.log(`  grade ${scan.grade}, score ${scan.score}, algorithm ${scan.algorithmVersion}`);
  return scan.grade === WANTED ? 0 : 1;
}

// Of nobody, for this computer, for a day.
function makeCertificate() {
  const [key, path] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  const name = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
  execFileSync("openssl", ["req", "-x509", ...kind, ...name, "-keyout", key, "-out", path], { stdio: "pipe" });
  return { path, pair: { key: readFileSync(key), cert: readFileSync(path) } };
}

async function serve(port, address) {
  const configuration = join(folder, "gabarito.toml");
  writeFileSync(configuration, `listen = "127.0.0.1:${port}"\naddresses = ["${address}"]\nsimulator = true\n`);
  const server = spawn(program, ["serve", "--config", configuration], { stdio: ["ignore", "pipe", "inherit"] });
  ended.push(() => server.kill());
  await Promise.race([
    once(server.stdout, "data"),
    once(server, "exit").then(([code]) => Promise.reject(new Error(`gabarito ended with ${code}`))),
  ]);
}

// What stands in front of it forwards everything as it is, the host too.
function forward({ method, url, headers }, answer, port) {
  const asked = http.request({ host: "127.0.0.1", port, method, path: url, headers }, (told) => {
    answer.writeHead(told.statusCode, told.headers);
    told.pipe(answer);
  });
  asked.on("error", () => answer.destroy());
  asked.end();
}

// In a process of its own: Node reads whom it trusts when it starts.
async function scanned(certificate, httpPort, httpsPort) {
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
  const script = join(import.meta.dirname, "scan.mjs");
  const child = spawn(process.execPath, [script, HOST, httpPort, httpsPort], { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (piece) => (said += piece));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the scan ended with ${code}`);
  return said;
}

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ended.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return server.address().port;
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
