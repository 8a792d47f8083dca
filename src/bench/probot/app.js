// A Probot that answers each delivery and does nothing with it: the measure of the front door.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Probot, createNodeMiddleware } from "probot";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "pkcs1", format: "pem" },
});
const probot = new Probot({ appId: 1, privateKey, secret: process.env.SECRET, logLevel: "fatal" });
const middleware = await createNodeMiddleware((app) => app.onAny(() => {}), {
  probot,
  webhooksPath: "/webhook",
});
createServer(middleware).listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));
