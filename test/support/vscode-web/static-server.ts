import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface StaticServer {
  /** `http://localhost:PORT`. */
  readonly origin: string;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
};

/** Serves folders by the first part of a path, and texts by the whole of it, to pages of any origin. */
export async function serveStatic(
  folders: Readonly<Record<string, string>>,
  texts: () => Readonly<Record<string, string>> = () => ({}),
): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const headers = {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'access-control-allow-origin': '*',
    };
    const text = texts()[path];
    const [, mount = '', ...rest] = path.split('/');
    const folder = folders[mount];
    const file = folder === undefined ? undefined : join(folder, normalize(`/${rest.join('/')}`));
    if (text !== undefined) response.writeHead(200, headers).end(text);
    else if (file !== undefined && (await isFile(file))) createReadStream(file).pipe(response.writeHead(200, headers));
    else response.writeHead(404, headers).end();
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
