// Runs inside the extension host in the place of the tests: runs the real ones and sends their output and result home.
const net = require('node:net');
const util = require('node:util');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');

const { SEGMENTS_TEST_SOCKET: path, SEGMENTS_TEST_MODULE: tests } = process.env;

async function load() {
  try {
    return require(tests);
  } catch (error) {
    if (!['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(error.code)) throw error;
    return import(pathToFileURL(tests).href);
  }
}

/** VS Code pins process.stdout.write, so the whole stream is swapped. */
function redirect(send) {
  for (const [name, fd] of [
    ['stdout', 1],
    ['stderr', 2],
  ]) {
    const stream = new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        send({ t: 'out', s: name, d: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
        done();
      },
    });
    Object.assign(stream, { fd, isTTY: false, columns: 120 });
    Object.defineProperty(process, name, { value: stream, configurable: true, writable: true });
  }
  for (const [stream, methods] of [
    ['stdout', ['log', 'info', 'debug']],
    ['stderr', ['warn', 'error']],
  ]) {
    for (const method of methods) {
      const value = (...args) => process[stream].write(`${util.format(...args)}\n`);
      Object.defineProperty(console, method, { configurable: true, writable: true, value });
    }
  }
}

exports.run = async () => {
  const socket = net.connect(path);
  await new Promise((done, failed) => socket.once('connect', done).once('error', failed));
  const send = (message) => socket.write(`${JSON.stringify(message)}\n`);
  redirect(send);
  send({ t: 'start' });
  let code = 0;
  try {
    const module = await load();
    const run = module.run ?? module.default?.run ?? module.default;
    if (typeof run !== 'function') throw new Error(`${tests} does not export run().`);
    await run();
  } catch (error) {
    code = 1;
    process.stderr.write(`${error?.stack ?? error}\n`);
  }
  await new Promise((done) => socket.write(`${JSON.stringify({ t: 'done', code })}\n`, done));
};
