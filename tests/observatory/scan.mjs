// One scan by Mozilla's HTTP Observatory. Arguments: host, port of HTTP, port of HTTPS. Output: its result as JSON.
//
// The scanner knows no ports but the usual ones, which need a privilege: a connection to one of these is led to the port
// that stands in for it. Nothing else of a call is touched.

import { existsSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { scan } from "@mdn/mdn-http-observatory/src/scanner/index.js";

const [host, httpPort, httpsPort] = process.argv.slice(2);
const ports = new Map([[80, Number(httpPort)], [443, Number(httpsPort)]]);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...asked) {
  const options = [asked[0]].flat()[0];
  const port = ports.get(Number(options?.port));
  if (port !== undefined) options.port = port;
  return connect.apply(this, asked);
};

// Its installation would fetch which hosts browsers hold to HTTPS by a list of their own; a host of nobody is on none.
const preloaded = join(import.meta.dirname, "node_modules", "@mdn", "mdn-http-observatory", "conf", "hsts-preload.json");
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}");

process.stdout.write(JSON.stringify(await scan(host)));
